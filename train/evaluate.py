"""Scores of the reader on annotated passages, computed on what `onrecord.reader.decode` gives.

Spans match exactly; an event is right when its trigger overlaps the gold trigger and its type is the
same (``events``), and ``acts`` asks for its actors and recipients as well; a statement is right when
its content shares half its characters with the gold content and its speakers are as many and the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.reader.decode import Calibration, Reading, decode
from onrecord.reader.heads import Heads as NumpyHeads
from onrecord.reader.spans import overlap
from train.passage import Passage


class Tally:
    """Counts for precision, recall and F1."""

    def __init__(self) -> None:
        self.right = self.found = self.gold = 0

    def add(self, right: int, found: int, gold: int) -> None:
        self.right, self.found, self.gold = self.right + right, self.found + found, self.gold + gold

    def f1(self) -> float:
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


def characters(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def compare(passage: Passage, reading: Reading, tallies: dict[str, Tally]) -> None:
    """Add one passage's hits and misses to the tallies."""
    rows = passage.rows
    gold = {m["span"] for m in rows["mentions"]}
    found = {m.span for m in reading.mentions}
    tallies["mentions"].add(len(gold & found), len(found), len(gold))
    kinds = {(m["span"], m["kind"]) for m in rows["mentions"]}
    tallies["kinds"].add(len(kinds & {(m.span, m.kind) for m in reading.mentions}), len(found), len(gold))
    _events(passage, reading, tallies)
    gold_said = [(characters(s["spans"]), [rows["mentions"][w]["span"] for w in s["speaker"]]) for s in rows["statements"]]
    said = [(characters(s.content), [reading.mentions[w].span for w in s.speakers]) for s in reading.statements]
    right = 0
    for content, speakers in gold_said:
        for other, others in said:
            same = len(content & other) >= 0.5 * len(content | other)
            if same and _filled(speakers, others):
                right += 1
                break
    tallies["statements"].add(right, len(said), len(gold_said))


def _events(passage: Passage, reading: Reading, tallies: dict[str, Tally]) -> None:
    rows = passage.rows
    right = {"triggers": 0, "events": 0, "acts": 0, "status": 0, "modes": 0}
    used: set[int] = set()
    for e in rows["events"]:
        near = [i for i, r in enumerate(reading.events) if overlap(r.trigger, e["span"]) and i not in used]
        right["triggers"] += bool(near)
        same = [i for i in near if reading.events[i].type == e["type"]]
        if not same:
            continue
        used.add(same[0])
        r = reading.events[same[0]]
        right["events"] += 1
        right["status"] += r.status == e["status"]
        right["modes"] += r.mode == e["mode"]
        right["acts"] += all(
            _filled([rows["mentions"][w]["span"] for w in e[role]], [reading.mentions[w].span for w in r.roles[role]])
            for role in ("actors", "recipients")
        )
    for name, n in right.items():
        tallies[name].add(n, len(reading.events), len(rows["events"]))


def _filled(gold: Sequence[tuple[int, int]], found: Sequence[tuple[int, int]]) -> bool:
    return len(gold) == len(found) and all(any(overlap(g, f) for f in found) for g in gold)


NAMES = ("mentions", "kinds", "triggers", "events", "acts", "status", "modes", "statements")


def score(pairs: Iterable[tuple[Passage, Reading]]) -> dict[str, float]:
    """F1 by task over passages and their readings."""
    tallies = {n: Tally() for n in NAMES}
    for passage, reading in pairs:
        compare(passage, reading, tallies)
    return {n: round(t.f1(), 3) for n, t in tallies.items()}


def evaluate(states: Sequence[tuple[Passage, Any, Any]], heads: Any, calibration: Calibration | None = None) -> dict[str, float]:
    """Scores of torch heads over hidden states, through the shipped decoder."""
    numpy_heads = NumpyHeads({k: v.numpy() for k, v in heads.state_dict().items()})
    return score((p, decode(hidden, pieces, numpy_heads, calibration or Calibration())) for p, pieces, hidden in states)


def spell(line: dict[str, Any]) -> str:
    return "  ".join(f"{k} {v}" for k, v in line.items())
