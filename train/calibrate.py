"""Calibration on the development part: probabilities that mean what they say, thresholds that pay.

A logistic curve turns each sort's span score into a probability (Platt 1999); then one threshold after
another is set to what gives the best sum of F1 scores; then a curve for each sort of row makes its probability that of the
whole row being right.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from onrecord.reader import shape
from onrecord.reader.reader import Reader, one_thread
from onrecord.reader.window import Calibration
from train.evaluate import score, verdicts
from train.passage import Passage
from train.readings import State, read_state, states

GRID = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
#: The tasks whose F1 scores are added up when a threshold is chosen.
TASKS = ("mentions", "triggers", "events", "acts", "roles", "contexts", "statements", "figures", "times")


def curve(scores: np.ndarray, labels: np.ndarray, steps: int = 50) -> tuple[float, float]:
    """Slope and offset of the logistic curve that fits labels to scores (Newton's method, in steps of at most 0.5)."""
    x = np.stack([scores, np.ones_like(scores)], 1)
    w = np.array([1.0, 0.0])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - labels) + 1e-3 * (w - [1.0, 0.0])
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(2)
        w = w - np.clip(np.linalg.solve(hessian, gradient), -0.5, 0.5)
    return float(w[0]), float(w[1])


def _curves(reader: Reader, cached: list[State]) -> dict[str, tuple[float, float]]:
    seen: dict[str, tuple[list[float], list[int]]] = {s: ([], []) for s in shape.SORTS}
    for passage, pieces, (_, scores) in cached:
        rows = passage.rows
        gold = {
            "mention": [m["span"] for m in rows["mentions"]],
            "trigger": [e["span"] for e in rows["events"]],
            "cue": [s["cue_span"] for s in rows["statements"] if s["cue_span"]],
            "content": [piece for s in rows["statements"] for piece in s["spans"]],
            "figure": [f["span"] for f in rows["figures"]],
            "time": [t["span"] for t in rows["times"]],
        }
        for k, sort in enumerate(shape.SORTS):
            wanted = {pieces.cover(span) for span in gold[sort]}
            for i, j in np.argwhere(scores[k] > -4).tolist():
                seen[sort][0].append(float(scores[k, i, j]))
                seen[sort][1].append(int((i, j) in wanted))
    return {s: curve(np.array(x), np.array(y)) if x and any(y) else (1.0, 0.0) for s, (x, y) in seen.items()}


def fit(reader: Reader, passages: list[Passage]) -> dict[str, Any]:
    """Curves and thresholds for a reader, as model.json keeps them."""
    with one_thread():
        return _fit(reader, states(reader, passages))


def _fit(reader: Reader, cached: list[State]) -> dict[str, Any]:
    best = Calibration(_curves(reader, cached))

    def value(calibration: Calibration) -> float:
        found = score((s[0], read_state(reader, s, calibration)) for s in cached)
        return sum(found[t] for t in TASKS)

    top = value(best)
    for name in best.thresholds:
        for threshold in GRID:
            tried = replace(best, thresholds={**best.thresholds, name: threshold})
            if (reached := value(tried)) > top + 1e-9:
                best, top = tried, reached
    best = replace(best, rows=_rows(reader, cached, best))
    return {
        "spans": {k: [round(v, 4) for v in pair] for k, pair in best.spans.items()},
        "thresholds": dict(best.thresholds),
        "rows": {k: [round(v, 4) for v in pair] for k, pair in best.rows.items()},
    }


def _rows(reader: Reader, cached: list[State], calibration: Calibration) -> dict[str, tuple[float, float]]:
    """The curve of each sort of row, from the raw probabilities of what is found with the thresholds chosen."""
    seen: dict[str, list[tuple[float, bool]]] = {}
    for state in cached:
        for sort, found in verdicts(state[0], read_state(reader, state, calibration)).items():
            seen.setdefault(sort, []).extend(found)
    curves = {}
    for sort, found in seen.items():
        raw = np.clip([p for p, _ in found], 1e-6, 1 - 1e-6)
        curves[sort] = curve(np.log(raw / (1 - raw)), np.array([right for _, right in found], float)) if found else (1.0, 0.0)
    return curves
