"""From the hidden states of a window to what it says: attributes of the spans found, who did what.

Order of decisions: spans of each sort by threshold (`Window`); mentions' kinds and heads; triggers' types,
modes and statuses; then pairs: roles, times and figures, contents of events, speech.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from onrecord import vocabulary
from onrecord.reader import shape
from onrecord.reader.heads import Floats, Heads, Ints, sigmoid, softmax
from onrecord.reader.readings import ReadEvent, ReadFigure, Reading, ReadMention, ReadTime
from onrecord.reader.speech import statements
from onrecord.reader.tokens import Pieces, Span
from onrecord.reader.window import Calibration, Window, grid, outermost


def decode(
    look: tuple[Floats, Floats], pieces: Pieces, heads: Heads, calibration: Calibration, sentences: Sequence[Span] = ()
) -> Reading:
    """Read one window, given as `Heads.look` sees it; only what is said may run over more than one of the ``sentences``."""
    window = Window.of(look, pieces, heads, calibration, sentences)
    said, loose = statements(window)
    return Reading(_mentions(window), _events(window), said, _figures(window), _times(window), loose)


def _mentions(w: Window) -> tuple[ReadMention, ...]:
    spans = w.spans["mention"]
    if not len(spans):
        return ()
    chances = w.heads.kind(w.reps["mention"])
    kinds = chances.argmax(-1)
    head = w.heads.head_of(w.hidden, w.reps["mention"], spans)
    return tuple(
        ReadMention(
            w.characters("mention", i),
            w.pieces.characters(int(head[i, 0]), int(head[i, 1])),
            vocabulary.KINDS[kinds[i]],
            w.calibration.row("mention", float(w.sure["mention"][i] * chances[i, kinds[i]])),
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
    roles, parents, contexts = _roles(w, which, kinds), _parents(w, which, kinds), _contexts(w, which)
    times, figures = _quantities(w, "time", which, kinds), _quantities(w, "figure", which, kinds)
    events = []
    for n, (i, kind, probability) in enumerate(rows):
        name = vocabulary.TYPES[kind]
        mine = [k for k, m in enumerate(shape.MODES) if m.startswith(name + "/")]
        mode = shape.MODES[mine[int(modes[i, mine].argmax())]].partition("/")[2] or None
        events.append(
            ReadEvent(
                w.characters("trigger", i),
                name,
                mode,
                vocabulary.STATUSES[statuses[i]],
                roles[n],
                parents[n],
                w.calibration.row("event", probability),
                contexts[n],
                times[n],
                figures[n],
            )
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


def _contexts(w: Window, which: Ints) -> list[tuple[str, ...]]:
    """What each event is about, from its trigger and the text around it."""
    features = np.concatenate([w.reps["trigger"], w.reps["around"]], -1)[which]
    chances = sigmoid(w.heads.two_layers("context", features))
    least = w.threshold("context")
    return [tuple(vocabulary.CONTEXTS[k] for k in np.flatnonzero(row >= least)) for row in chances]


def _quantities(w: Window, sort: str, which: Ints, kinds: Ints) -> list[tuple[int, ...]]:
    """The times or the figures that belong to each event."""
    spans = w.spans[sort]
    if not len(spans):
        return [()] * len(which)
    e, q = grid(len(which), len(spans))
    distance = shape.distance_bucket(w.spans["trigger"][which[e]], spans[q])
    told = (w.heads.type_embedding(kinds), e)
    logits = w.heads.pairs("quantity", w.reps["trigger"][which], w.reps[sort], (e, q), distance, told)
    chances = sigmoid(logits[:, 0]).reshape(len(which), len(spans))
    return [tuple(np.flatnonzero(row >= w.threshold("quantity")).tolist()) for row in chances]


def _figures(w: Window) -> tuple[ReadFigure, ...]:
    if not len(w.reps["figure"]):
        return ()
    chances = softmax(w.heads.two_layers("measure", w.reps["figure"]))
    return tuple(
        ReadFigure(
            w.characters("figure", i),
            vocabulary.MEASURES[m],
            w.calibration.row("figure", float(w.sure["figure"][i] * chances[i, m])),
        )
        for i, m in enumerate(chances.argmax(-1))
    )


def _times(w: Window) -> tuple[ReadTime, ...]:
    return tuple(ReadTime(w.characters("time", i), float(sure)) for i, sure in enumerate(w.sure["time"]))


def _roles(w: Window, which: Ints, kinds: Ints) -> list[dict[str, tuple[int, ...]]]:
    mentions = w.spans["mention"]
    if not len(mentions):
        return [dict.fromkeys(vocabulary.ROLES, ()) for _ in which]
    e, m = grid(len(which), len(mentions))
    distance = shape.distance_bucket(w.spans["trigger"][which[e]], mentions[m])
    told = (w.heads.type_embedding(kinds), e)
    logits = w.heads.pairs("role", w.reps["trigger"][which], w.reps["mention"], (e, m), distance, told)
    chances = softmax(logits).reshape(len(which), len(mentions), -1)
    found = []
    for n in range(len(which)):
        best = chances[n, :, 1:].argmax(-1)
        wanted: dict[str, list[tuple[float, int]]] = {r: [] for r in vocabulary.ROLES}
        for k in range(len(mentions)):
            chance = float(chances[n, k, 1 + best[k]])
            role = vocabulary.ROLES[best[k]]
            if chance >= w.threshold(role):
                wanted[role].append((chance, k))
        found.append({r: outermost(some, mentions) for r, some in wanted.items()})
    return found


def _parents(w: Window, which: Ints, kinds: Ints) -> list[int | None]:
    """For each row the row it is the content of."""
    triggers, reps = w.spans["trigger"][which], w.reps["trigger"][which]
    child, parent = grid(len(which), len(which))
    distance = shape.distance_bucket(triggers[child], triggers[parent])
    types = w.heads.type_embedding(kinds)
    logits = w.heads.pairs("content_of", reps, reps, (child, parent), distance, (types, child), (types, parent))
    chances = sigmoid(logits[:, 0]).reshape(len(which), len(which))
    np.fill_diagonal(chances, 0.0)
    parents: list[int | None] = []
    for n in range(len(which)):
        best = int(chances[n].argmax())
        loop = best < n and parents[best] == n
        parents.append(best if chances[n, best] >= w.threshold("content_of") and not loop else None)
    return parents
