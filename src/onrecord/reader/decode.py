"""From the hidden states of a window to what it says: spans, their attributes, who did what.

Order of decisions: spans of each sort by threshold; mentions' kinds and heads; triggers' types,
modes and statuses; then pairs: roles, contents of events, speech.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from onrecord import vocabulary
from onrecord.reader import shape
from onrecord.reader.heads import Floats, Heads, Ints, sigmoid, softmax
from onrecord.reader.spans import cross, inside, overlap
from onrecord.reader.tokens import BREAK, Pieces, Span


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


#: Of several speakers of one cue, each must reach this part of the probability of the surest.
TOGETHER = 0.6
#: Before calibration. "trigger" admits a span, "event" is what it must reach together with the chance that
#: it tells any event; "type" is the share from which a second type counts.
DEFAULT_THRESHOLDS = {
    **dict.fromkeys((*shape.SORTS, "event", "role", "speaker", "says", "content_of"), 0.5),
    "type": 0.35,
    "event": 0.3,
}


@dataclass(frozen=True)
class Calibration:
    """Thresholds and slopes fitted on the development part (``train/fit.py``).

    ``spans[sort]`` is (slope, offset): probability = sigmoid(slope · score + offset).
    """

    spans: Mapping[str, tuple[float, float]] = field(default_factory=lambda: dict.fromkeys(shape.SORTS, (1.0, 0.0)))
    thresholds: Mapping[str, float] = field(default_factory=lambda: dict(DEFAULT_THRESHOLDS))


def units(pieces: Pieces, sentences: Sequence[Span]) -> Ints:
    """A number for each piece: the sentence it stands in. Only what is said may run over several."""
    starts = [start for start, _ in sentences]
    breaks = np.cumsum(np.array(pieces.ids) == BREAK)
    return np.asarray(np.array([bisect_right(starts, at) for at in pieces.starts]) * len(pieces) + breaks, np.int64)


def choose(scores: Floats, sort: str, pieces: Pieces, unit: Ints, calibration: Calibration) -> tuple[Ints, Floats]:
    """The spans of one sort above its threshold, best first kept where two exclude each other."""
    slope, offset = calibration.spans[sort]
    special = np.array([s == e for s, e in zip(pieces.starts, pieces.ends, strict=True)])
    barred = special[:, None] | special[None, :]
    if sort != "content":
        barred |= unit[:, None] != unit[None, :]
    scores = np.where(barred, -1e4, scores)
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


@dataclass(frozen=True)
class Window:
    """A window with its spans found: what the decisions about them are made from.

    ``spans[sort]`` is (n, 2) with inclusive ends in pieces, ``sure[sort]`` their probabilities and
    ``reps[sort]`` their representations.
    """

    hidden: Floats
    pieces: Pieces
    heads: Heads
    calibration: Calibration
    spans: Mapping[str, Ints]
    sure: Mapping[str, Floats]
    reps: Mapping[str, Floats]

    @classmethod
    def of(cls, hidden: Floats, pieces: Pieces, heads: Heads, calibration: Calibration, sentences: Sequence[Span]) -> Window:
        hidden = heads.normal(hidden)
        scores = heads.spans(hidden)
        unit = units(pieces, sentences)
        chosen = {sort: choose(scores[k], sort, pieces, unit, calibration) for k, sort in enumerate(shape.SORTS)}
        spans = {sort: found for sort, (found, _) in chosen.items()}
        sure = {sort: found for sort, (_, found) in chosen.items()}
        reps = {sort: heads.rep(sort, hidden, found) for sort, found in spans.items()}
        kept = _one_a_head(heads.head_of(hidden, reps["mention"], spans["mention"]), sure["mention"])
        spans["mention"], sure["mention"], reps["mention"] = spans["mention"][kept], sure["mention"][kept], reps["mention"][kept]
        return cls(hidden, pieces, heads, calibration, spans, sure, reps)

    def characters(self, sort: str, index: int) -> Span:
        """The characters of one span."""
        first, last = self.spans[sort][index]
        return self.pieces.characters(int(first), int(last))

    def threshold(self, name: str) -> float:
        return self.calibration.thresholds[name]


def _one_a_head(heads: Ints, sure: Floats) -> Ints:
    """Indexes of the mentions to keep: a phrase and a part of it with the same head are one mention, the surer."""
    best: dict[tuple[int, ...], int] = {}
    for i, head in enumerate(map(tuple, heads.tolist())):
        if head not in best or sure[i] > sure[best[head]]:
            best[head] = i
    return np.array(sorted(best.values()), np.int64)


def decode(hidden: Floats, pieces: Pieces, heads: Heads, calibration: Calibration, sentences: Sequence[Span] = ()) -> Reading:
    """Read one window; mentions, triggers and cues stay within one of the ``sentences``, if they are given."""
    window = Window.of(hidden, pieces, heads, calibration, sentences)
    statements, loose = _statements(window)
    return Reading(_mentions(window), _events(window), statements, loose)


def _mentions(w: Window) -> tuple[ReadMention, ...]:
    spans = w.spans["mention"]
    if not len(spans):
        return ()
    kinds = w.heads.kind(w.reps["mention"]).argmax(-1)
    head = w.heads.head_of(w.hidden, w.reps["mention"], spans)
    return tuple(
        ReadMention(
            w.characters("mention", i),
            w.pieces.characters(int(head[i, 0]), int(head[i, 1])),
            vocabulary.KINDS[kinds[i]],
            float(w.sure["mention"][i]),
        )
        for i in range(len(spans))
    )


def _events(w: Window) -> tuple[ReadEvent, ...]:
    rep = w.reps["trigger"]
    if not len(rep):
        return ()
    statuses = w.heads.two_layers("status", rep).argmax(-1)
    modes = w.heads.two_layers("mode", rep)
    rows = _types(w)
    if not rows:
        return ()
    which = np.array([i for i, _, _ in rows])
    kinds = np.array([t for _, t, _ in rows])
    roles, parents = _roles(w, which, kinds), _parents(w, which, kinds)
    events = []
    for n, (i, kind, probability) in enumerate(rows):
        name = vocabulary.TYPES[kind]
        mine = [k for k, m in enumerate(shape.MODES) if m.startswith(name + "/")]
        mode = shape.MODES[mine[int(modes[i, mine].argmax())]].partition("/")[2] or None
        events.append(
            ReadEvent(w.characters("trigger", i), name, mode, vocabulary.STATUSES[statuses[i]], roles[n], parents[n], probability)
        )
    return tuple(events)


def _types(w: Window) -> list[tuple[int, int, float]]:
    """The rows that triggers give: (trigger index, type index, probability)."""
    chances = softmax(w.heads.two_layers("event_type", w.reps["trigger"]))
    rows = []
    for i in range(len(chances)):
        event = float(1.0 - chances[i, 0])
        if event * w.sure["trigger"][i] < w.threshold("event"):
            continue
        share = chances[i, 1:] / event
        # A trigger has a second type when that has a good share of the probability.
        for t in np.flatnonzero(share >= min(w.threshold("type"), float(share.max()))):
            rows.append((i, int(t), float(w.sure["trigger"][i] * chances[i, 1 + t])))
    return rows


def _outermost(wanted: list[tuple[float, int]], spans: Ints) -> tuple[int, ...]:
    """Of spans that fill one role, those not overlapped by a more probable one, in text order."""
    kept: list[int] = []
    for _, m in sorted(wanted, key=lambda w: (-w[0], w[1])):
        mine = (int(spans[m, 0]), int(spans[m, 1]) + 1)
        if not any(overlap(mine, (int(spans[o, 0]), int(spans[o, 1]) + 1)) for o in kept):
            kept.append(m)
    return tuple(sorted(kept))


def _roles(w: Window, which: Ints, kinds: Ints) -> list[dict[str, tuple[int, ...]]]:
    mentions = w.spans["mention"]
    if not len(mentions):
        return [dict.fromkeys(vocabulary.ROLES, ()) for _ in which]
    e, m = _grid(len(which), len(mentions))
    distance = shape.distance_bucket(w.spans["trigger"][which[e]], mentions[m])
    features = w.heads.pairs(w.reps["trigger"][which[e]], w.reps["mention"][m], distance, w.heads.type_embedding(kinds[e]))
    chances = softmax(w.heads.two_layers("role", features)).reshape(len(which), len(mentions), -1)
    found = []
    for n in range(len(which)):
        best = chances[n, :, 1:].argmax(-1)
        wanted: dict[str, list[tuple[float, int]]] = {r: [] for r in vocabulary.ROLES}
        for k in range(len(mentions)):
            chance = float(chances[n, k, 1 + best[k]])
            if chance >= w.threshold("role"):
                wanted[vocabulary.ROLES[best[k]]].append((chance, k))
        found.append({r: _outermost(some, mentions) for r, some in wanted.items()})
    return found


def _parents(w: Window, which: Ints, kinds: Ints) -> list[int | None]:
    """For each row the row it is the content of."""
    triggers, reps = w.spans["trigger"][which], w.reps["trigger"][which]
    child, parent = _grid(len(which), len(which))
    distance = shape.distance_bucket(triggers[child], triggers[parent])
    features = w.heads.pairs(
        reps[child], reps[parent], distance, w.heads.type_embedding(kinds[child]), w.heads.type_embedding(kinds[parent])
    )
    chances = sigmoid(w.heads.two_layers("content_of", features)[:, 0]).reshape(len(which), len(which))
    np.fill_diagonal(chances, 0.0)
    parents: list[int | None] = []
    for n in range(len(which)):
        best = int(chances[n].argmax())
        loop = best < n and parents[best] == n
        parents.append(best if chances[n, best] >= w.threshold("content_of") and not loop else None)
    return parents


def _statements(w: Window) -> tuple[tuple[ReadStatement, ...], tuple[tuple[Span, float], ...]]:
    """Statements, and the content spans that no cue claims."""
    contents = w.spans["content"]
    claimed = _claims(w)
    speakers, addressees = _speakers(w)
    statements = []
    for cue in sorted(claimed):
        # Of one cue's pieces, the surer of two that overlap.
        kept = _outermost([(float(w.sure["content"][n]), n) for n in claimed[cue]], contents)
        content = tuple(w.characters("content", n) for n in kept)
        held = tuple(m for m in speakers[cue] if not any(inside(w.characters("mention", m), span) for span in content))
        probability = float(w.sure["cue"][cue] * max(w.sure["content"][n] for n in claimed[cue]))
        statements.append(ReadStatement(w.characters("cue", cue), content, held, addressees[cue], probability))
    taken = {n for some in claimed.values() for n in some}
    return tuple(statements), tuple(
        (w.characters("content", n), float(w.sure["content"][n])) for n in range(len(contents)) if n not in taken
    )


def _claims(w: Window) -> dict[int, list[int]]:
    """The content spans of each cue: every one goes to the cue that most probably says it, if any does."""
    cues, contents = w.spans["cue"], w.spans["content"]
    claimed: dict[int, list[int]] = {}
    if not len(cues) or not len(contents):
        return claimed
    c, k = _grid(len(cues), len(contents))
    features = w.heads.pairs(w.reps["cue"][c], w.reps["content"][k], shape.distance_bucket(cues[c], contents[k]))
    says = sigmoid(w.heads.two_layers("says", features)[:, 0]).reshape(len(cues), len(contents))
    holds = np.array([[inside((a, b + 1), (s, e + 1)) for s, e in contents.tolist()] for a, b in cues.tolist()])
    says[holds] = 0.0  # a cue never lies in its own content
    for n in range(len(contents)):
        best = int(says[:, n].argmax())
        if says[best, n] >= w.threshold("says"):
            claimed.setdefault(best, []).append(n)
    return claimed


def _speakers(w: Window) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
    """Speakers and addressees of each cue."""
    cues, mentions = w.spans["cue"], w.spans["mention"]
    if not len(cues) or not len(mentions):
        return [()] * len(cues), [()] * len(cues)
    c, m = _grid(len(cues), len(mentions))
    features = w.heads.pairs(w.reps["cue"][c], w.reps["mention"][m], shape.distance_bucket(cues[c], mentions[m]))
    chances = softmax(w.heads.two_layers("speech_role", features)).reshape(len(cues), len(mentions), -1)
    found: tuple[list[tuple[int, ...]], list[tuple[int, ...]]] = ([], [])
    for row in chances:
        for which in (1, 2):
            # Several speak together only where they are about as sure as the surest.
            least = max(w.threshold("speaker"), TOGETHER * float(row[:, which].max()))
            wanted = [(float(p), k) for k, p in enumerate(row[:, which]) if p >= least]
            found[which - 1].append(_outermost(wanted, mentions))
    return found
