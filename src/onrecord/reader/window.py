"""A window of text with its spans found: what all later decisions are made from."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from onrecord import vocabulary
from onrecord.reader import shape
from onrecord.reader.heads import Floats, Heads, Ints, sigmoid
from onrecord.reader.spans import cross, overlap
from onrecord.reader.tokens import BREAK, Pieces, Span

Bools = NDArray[np.bool_]

#: Sorts whose spans never overlap; the others may be nested but never cross.
FLAT = ("trigger", "cue", "figure", "time")
#: Before calibration. "trigger" admits a span, "event" is what it must reach together with the chance that
#: it tells any event; "type" is the share from which a second type counts.
DEFAULT_THRESHOLDS = {
    **dict.fromkeys((*shape.SORTS, "event", *vocabulary.ROLES, "speaker", "says", "content_of", "context", "quantity"), 0.5),
    "type": 0.35,
    "event": 0.3,
}


@dataclass(frozen=True)
class Calibration:
    """Thresholds and curves fitted on the development part (``train/calibrate.py``).

    ``spans[sort]`` is (slope, offset): probability = sigmoid(slope · score + offset). ``rows[sort]`` is the same for whole rows,
    over the logit of their raw score.
    """

    spans: Mapping[str, tuple[float, float]] = field(default_factory=lambda: dict.fromkeys(shape.SORTS, (1.0, 0.0)))
    thresholds: Mapping[str, float] = field(default_factory=lambda: dict(DEFAULT_THRESHOLDS))
    rows: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def row(self, sort: str, raw: float) -> float:
        """The probability that a whole row (a mention with its kind, an event with its type, …) is right, from its raw score."""
        slope, offset = self.rows.get(sort, (1.0, 0.0))
        raw = min(max(raw, 1e-6), 1 - 1e-6)
        return 1 / (1 + math.exp(-(slope * math.log(raw / (1 - raw)) + offset)))


def units(pieces: Pieces, sentences: Sequence[Span]) -> Ints:
    """A number for each piece: the sentence it stands in. Only what is said may run over several."""
    starts = [start for start, _ in sentences]
    breaks = np.cumsum(np.array(pieces.ids) == BREAK)
    return np.asarray(np.array([bisect_right(starts, at) for at in pieces.starts]) * len(pieces) + breaks, np.int64)


def choose(scores: Floats, sort: str, allowed: Bools, calibration: Calibration) -> tuple[Ints, Floats]:
    """The spans of one sort above its threshold and their probabilities, best first kept where two exclude each other.

    ``scores`` and ``allowed`` are (length, length), by inclusive ends.
    """
    slope, offset = calibration.spans[sort]
    least = calibration.thresholds[sort]
    cut = (math.log(least / (1 - least)) - offset) / slope
    found = np.argwhere((scores >= cut) & allowed)
    probability = sigmoid(slope * scores[found[:, 0], found[:, 1]] + offset)
    kept: list[tuple[int, int, float]] = []
    excludes = overlap if sort in FLAT else cross
    for k in np.lexsort((found[:, 1], found[:, 0], -probability)).tolist():
        first, last = found[k].tolist()
        if not any(excludes((first, last + 1), (a, b + 1)) for a, b, _ in kept):
            kept.append((first, last, float(probability[k])))
    kept.sort(key=lambda row: (row[0], -row[1]))
    return np.array([row[:2] for row in kept], np.int64).reshape(-1, 2), np.array([row[2] for row in kept], np.float32)


@dataclass(frozen=True)
class Window:
    """A window with its spans found: what the decisions about them are made from.

    ``spans[sort]`` is (n, 2) with inclusive ends in pieces, ``sure[sort]`` their probabilities and
    ``reps[sort]`` their representations; ``reps["around"]`` stands for the neighbourhood of each trigger.
    """

    hidden: Floats
    pieces: Pieces
    heads: Heads
    calibration: Calibration
    spans: Mapping[str, Ints]
    sure: Mapping[str, Floats]
    reps: Mapping[str, Floats]

    @classmethod
    def of(
        cls, look: tuple[Floats, Floats], pieces: Pieces, heads: Heads, calibration: Calibration, sentences: Sequence[Span]
    ) -> Window:
        hidden, scores = look
        unit = units(pieces, sentences)
        real = np.array(pieces.starts) < np.array(pieces.ends)
        anywhere = real[:, None] & real[None, :]
        one_sentence = anywhere & (unit[:, None] == unit[None, :])
        chosen = {
            sort: choose(scores[k], sort, anywhere if sort == "content" else one_sentence, calibration)
            for k, sort in enumerate(shape.SORTS)
        }
        spans = {sort: found for sort, (found, _) in chosen.items()}
        sure = {sort: found for sort, (_, found) in chosen.items()}
        reps = {sort: heads.rep(sort, hidden, found) for sort, found in spans.items()}
        reps["around"] = heads.rep("around", hidden, shape.around(spans["trigger"], len(hidden)))
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


def grid(n: int, m: int) -> tuple[Ints, Ints]:
    """All pairs of ``n`` and ``m`` indexes."""
    one, other = np.meshgrid(np.arange(n), np.arange(m), indexing="ij")
    return one.ravel().astype(np.int64), other.ravel().astype(np.int64)


def outermost(wanted: list[tuple[float, int]], spans: Ints) -> tuple[int, ...]:
    """Of spans that fill one role, those not overlapped by a more probable one, in text order."""
    kept: list[int] = []
    for _, m in sorted(wanted, key=lambda w: (-w[0], w[1])):
        mine = (int(spans[m, 0]), int(spans[m, 1]) + 1)
        if not any(overlap(mine, (int(spans[o, 0]), int(spans[o, 1]) + 1)) for o in kept):
            kept.append(m)
    return tuple(sorted(kept))
