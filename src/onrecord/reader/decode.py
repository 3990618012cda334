"""From the hidden states of a window to what it says: spans, their attributes, who did what.

Order of decisions: spans of each sort by threshold; mentions' kinds and heads; triggers' types,
modes and statuses; then pairs: roles, contents of events, speech.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from onrecord import vocabulary
from onrecord.reader import shape
from onrecord.reader.heads import Floats, Heads, Ints, sigmoid, softmax
from onrecord.reader.spans import cross, inside, overlap
from onrecord.reader.tokens import Pieces, Span


@dataclass(frozen=True, slots=True)
class ReadMention:
    span: Span
    head: Span
    kind: str
    probability: float


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """An event; roles are indexes into the reading's mentions, ``content_of`` into its events."""

    trigger: Span
    type: str
    mode: str | None
    status: str
    roles: Mapping[str, tuple[int, ...]]
    content_of: int | None
    probability: float


@dataclass(frozen=True, slots=True)
class ReadStatement:
    """A statement; ``cue`` is None for a free-standing quotation that continues nothing."""

    cue: Span | None
    content: tuple[Span, ...]
    speakers: tuple[int, ...]
    addressees: tuple[int, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What a stretch of text says; all spans in characters of the document."""

    mentions: tuple[ReadMention, ...] = ()
    events: tuple[ReadEvent, ...] = ()
    statements: tuple[ReadStatement, ...] = ()
    #: Content spans that no cue claims.
    loose: tuple[tuple[Span, float], ...] = ()


#: Before calibration; "type" is the share from which a trigger's second type counts.
DEFAULT_THRESHOLDS = {**dict.fromkeys((*shape.SORTS, "event", "role", "speaker", "says", "content_of"), 0.5), "type": 0.35}


@dataclass(frozen=True)
class Calibration:
    """Thresholds and slopes fitted on the development part (``train/fit.py``).

    ``spans[sort]`` is (slope, offset): probability = sigmoid(slope · score + offset).
    """

    spans: Mapping[str, tuple[float, float]] = field(default_factory=lambda: dict.fromkeys(shape.SORTS, (1.0, 0.0)))
    thresholds: Mapping[str, float] = field(default_factory=lambda: dict(DEFAULT_THRESHOLDS))


def choose(scores: Floats, sort: str, pieces: Pieces, calibration: Calibration) -> tuple[Ints, Floats]:
    """The spans of one sort above its threshold, best first kept where two exclude each other."""
    slope, offset = calibration.spans[sort]
    special = np.array([s == e for s, e in zip(pieces.starts, pieces.ends, strict=True)])
    scores = np.where(special[:, None] | special[None, :], -1e4, scores)
    probability = sigmoid(slope * scores + offset)
    found = np.argwhere(probability >= calibration.thresholds[sort])
    order = sorted(found.tolist(), key=lambda ij: (-float(probability[ij[0], ij[1]]), ij))
    kept: list[tuple[int, int]] = []
    for first, last in order:
        span = (first, last + 1)
        excludes = overlap if sort in ("trigger", "cue") else cross
        if not any(excludes(span, (a, b + 1)) for a, b in kept):
            kept.append((first, last))
    kept.sort(key=lambda ij: (ij[0], -ij[1]))
    spans = np.array(kept, np.int64).reshape(-1, 2)
    return spans, probability[spans[:, 0], spans[:, 1]]


def _grid(n: int, m: int) -> tuple[Ints, Ints]:
    one, other = np.meshgrid(np.arange(n), np.arange(m), indexing="ij")
    return one.ravel().astype(np.int64), other.ravel().astype(np.int64)


def decode(hidden: Floats, pieces: Pieces, heads: Heads, calibration: Calibration) -> Reading:
    """Read one window."""
    hidden = heads.normal(hidden)
    scores = heads.spans(hidden)
    spans: dict[str, Ints] = {}
    sure: dict[str, Floats] = {}
    for k, sort in enumerate(shape.SORTS):
        spans[sort], sure[sort] = choose(scores[k], sort, pieces, calibration)
    reps = {s: heads.rep(s, hidden, spans[s]) for s in shape.SORTS}
    mentions = _mentions(hidden, pieces, heads, spans["mention"], sure["mention"], reps["mention"])
    events = _events(pieces, heads, calibration, spans, sure, reps)
    statements, loose = _statements(pieces, heads, calibration, spans, sure, reps)
    return Reading(mentions, events, statements, loose)


def _mentions(hidden: Floats, pieces: Pieces, heads: Heads, spans: Ints, sure: Floats, rep: Floats) -> tuple[ReadMention, ...]:
    if not len(spans):
        return ()
    kinds = heads.kind(rep).argmax(-1)
    head = heads.head_of(hidden, rep, spans)
    return tuple(
        ReadMention(pieces.characters(*spans[i]), pieces.characters(*head[i]), vocabulary.KINDS[kinds[i]], float(sure[i]))
        for i in range(len(spans))
    )


def _events(pieces: Pieces, heads: Heads, calibration: Calibration, spans: dict[str, Ints], sure: dict[str, Floats], reps: dict[str, Floats]) -> tuple[ReadEvent, ...]:
    if not len(spans["trigger"]):
        return ()
    rep = reps["trigger"]
    types = softmax(heads.two_layers("event_type", rep))
    statuses = heads.two_layers("status", rep).argmax(-1)
    modes = heads.two_layers("mode", rep)
    rows = []  # (trigger index, type index, probability)
    for i in range(len(rep)):
        event = float(1.0 - types[i, 0])
        if event < calibration.thresholds["event"]:
            continue
        share = types[i, 1:] / event
        for t in np.flatnonzero(share >= min(calibration.thresholds["type"], float(share.max()))):
            # A trigger may carry a second type when it has a good share of the probability.
            rows.append((i, int(t), float(sure["trigger"][i] * types[i, 1 + t])))
    if not rows:
        return ()
    which = np.array([i for i, _, _ in rows])
    kinds = np.array([t for _, t, _ in rows])
    roles = _roles(heads, calibration, spans, reps, which, kinds)
    parents = _parents(heads, calibration, spans, reps, which, kinds)
    events = []
    for n, (i, t, probability) in enumerate(rows):
        name = vocabulary.TYPES[t]
        mine = [k for k, m in enumerate(shape.MODES) if m.startswith(name + "/")]
        mode = shape.MODES[mine[int(modes[i, mine].argmax())]].partition("/")[2] or None
        events.append(ReadEvent(pieces.characters(*spans["trigger"][i]), name, mode, vocabulary.STATUSES[statuses[i]],
                                roles[n], parents[n], probability))
    return tuple(events)


def _outermost(wanted: list[tuple[float, int]], spans: Ints) -> tuple[int, ...]:
    """Of mentions that fill one role, those not overlapped by a more probable one, in text order."""
    kept: list[int] = []
    for _, m in sorted(wanted, key=lambda w: (-w[0], w[1])):
        mine = (int(spans[m, 0]), int(spans[m, 1]) + 1)
        if not any(overlap(mine, (int(spans[o, 0]), int(spans[o, 1]) + 1)) for o in kept):
            kept.append(m)
    return tuple(sorted(kept))


def _roles(heads: Heads, calibration: Calibration, spans: dict[str, Ints], reps: dict[str, Floats], which: Ints, kinds: Ints) -> list[dict[str, tuple[int, ...]]]:
    mentions = spans["mention"]
    if not len(mentions):
        return [dict.fromkeys(vocabulary.ROLES, ()) for _ in which]
    e, m = _grid(len(which), len(mentions))
    distance = shape.distance_bucket(spans["trigger"][which[e]], mentions[m])
    features = heads.pairs(reps["trigger"][which[e]], reps["mention"][m], distance, heads.type_embedding(kinds[e]))
    chances = softmax(heads.two_layers("role", features)).reshape(len(which), len(mentions), -1)
    found = []
    for n in range(len(which)):
        best = chances[n, :, 1:].argmax(-1)
        wanted: dict[str, list[tuple[float, int]]] = {r: [] for r in vocabulary.ROLES}
        for k in range(len(mentions)):
            chance = float(chances[n, k, 1 + best[k]])
            if chance >= calibration.thresholds["role"]:
                wanted[vocabulary.ROLES[best[k]]].append((chance, k))
        found.append({r: _outermost(w, mentions) for r, w in wanted.items()})
    return found


def _parents(heads: Heads, calibration: Calibration, spans: dict[str, Ints], reps: dict[str, Floats], which: Ints, kinds: Ints) -> list[int | None]:
    child, parent = _grid(len(which), len(which))
    distance = shape.distance_bucket(spans["trigger"][which[child]], spans["trigger"][which[parent]])
    features = heads.pairs(reps["trigger"][which[child]], reps["trigger"][which[parent]], distance,
                           heads.type_embedding(kinds[child]), heads.type_embedding(kinds[parent]))
    chances = sigmoid(heads.two_layers("content_of", features)[:, 0]).reshape(len(which), len(which))
    np.fill_diagonal(chances, 0.0)
    parents: list[int | None] = []
    for n in range(len(which)):
        best = int(chances[n].argmax())
        loop = best < n and parents[best] == n
        parents.append(best if chances[n, best] >= calibration.thresholds["content_of"] and not loop else None)
    return parents


def _statements(pieces: Pieces, heads: Heads, calibration: Calibration, spans: dict[str, Ints], sure: dict[str, Floats],
                reps: dict[str, Floats]) -> tuple[tuple[ReadStatement, ...], tuple[tuple[Span, float], ...]]:
    cues, contents, mentions = spans["cue"], spans["content"], spans["mention"]
    claimed: dict[int, list[int]] = {}
    loose = list(range(len(contents)))
    if len(cues) and len(contents):
        c, k = _grid(len(cues), len(contents))
        features = heads.pairs(reps["cue"][c], reps["content"][k], shape.distance_bucket(cues[c], contents[k]))
        says = sigmoid(heads.two_layers("says", features)[:, 0]).reshape(len(cues), len(contents))
        holds = np.array([[inside((a, b + 1), (s, e + 1)) for s, e in contents] for a, b in cues])
        says[holds] = 0.0  # a cue never lies in its own content
        for k in range(len(contents)):
            best = int(says[:, k].argmax())
            if says[best, k] >= calibration.thresholds["says"]:
                claimed.setdefault(best, []).append(k)
                loose.remove(k)
    speakers, addressees = _speakers(heads, calibration, spans, reps)
    statements = []
    for c in sorted(claimed):
        content = tuple(pieces.characters(*contents[k]) for k in _apart(claimed[c], contents, sure["content"]))
        held = [k for k in speakers[c] if not any(inside(pieces.characters(*mentions[k]), span) for span in content)]
        probability = float(sure["cue"][c] * max(sure["content"][k] for k in claimed[c]))
        statements.append(ReadStatement(pieces.characters(*cues[c]), content, tuple(held), addressees[c], probability))
    return tuple(statements), tuple((pieces.characters(*contents[k]), float(sure["content"][k])) for k in loose)


def _apart(ks: list[int], contents: Ints, sure: Floats) -> list[int]:
    """Of one cue's pieces, those that do not overlap a surer one, in text order."""
    kept: list[int] = []
    for k in sorted(ks, key=lambda k: (-float(sure[k]), k)):
        if not any(overlap((int(contents[k, 0]), int(contents[k, 1]) + 1), (int(contents[o, 0]), int(contents[o, 1]) + 1)) for o in kept):
            kept.append(k)
    return sorted(kept)


def _speakers(heads: Heads, calibration: Calibration, spans: dict[str, Ints], reps: dict[str, Floats]) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
    cues, mentions = spans["cue"], spans["mention"]
    if not len(cues) or not len(mentions):
        return [()] * len(cues), [()] * len(cues)
    c, m = _grid(len(cues), len(mentions))
    features = heads.pairs(reps["cue"][c], reps["mention"][m], shape.distance_bucket(cues[c], mentions[m]))
    chances = softmax(heads.two_layers("speech_role", features)).reshape(len(cues), len(mentions), -1)
    found: list[list[tuple[int, ...]]] = [[], []]
    for row in chances:
        for which in (1, 2):
            wanted = [(float(p), k) for k, p in enumerate(row[:, which]) if p >= calibration.thresholds["speaker"]]
            found[which - 1].append(_outermost(wanted, mentions))
    return found[0], found[1]
