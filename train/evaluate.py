"""Scores of the reader on annotated passages, computed on what `onrecord.reader.decode` gives.

Spans match exactly; an event is right when its trigger overlaps the gold trigger and its type is the
same (``events``), and ``acts`` asks for its actors and recipients as well; a statement is right when
its content shares half its characters with the gold content and its speakers are as many and the same.
``roles`` and ``contexts`` count the fillers and contexts of right events; a figure is right with its measure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onrecord.reader.decode import decode
from onrecord.reader.heads import Heads as NumpyHeads
from onrecord.reader.readings import Reading, ReadStatement
from onrecord.reader.spans import overlap
from onrecord.reader.window import Calibration
from onrecord.vocabulary import ROLES
from train.passage import Passage


class Tally:
    """Counts for precision, recall and F1."""

    def __init__(self) -> None:
        self.right = self.found = self.gold = 0

    def add(self, right: int, found: int, gold: int) -> None:
        self.right, self.found, self.gold = self.right + right, self.found + found, self.gold + gold

    def f1(self) -> float:
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0

    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0


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
    given = {(f["span"], f["measure"]) for f in rows["figures"]}
    tallies["figures"].add(len(given & {(f.span, f.measure) for f in reading.figures}), len(reading.figures), len(given))
    dates = {t["span"] for t in rows["times"]}
    tallies["times"].add(len(dates & {t.span for t in reading.times}), len(reading.times), len(dates))
    gold_said = [(characters(s["spans"]), [rows["mentions"][w]["span"] for w in s["speaker"]]) for s in rows["statements"]]
    right = sum(any(_said(s, reading, *gold) for s in reading.statements) for gold in gold_said)
    tallies["statements"].add(right, len(reading.statements), len(gold_said))


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
        if passage.contexts is not None:
            both = len(set(passage.contexts) & set(r.contexts))
            tallies["contexts"].add(both, len(r.contexts), len(passage.contexts))
        for role in ROLES:
            wanted, got = ([rows["mentions"][w]["span"] for w in e[role]], [reading.mentions[w].span for w in r.roles[role]])
            tallies["roles"].add(sum(any(overlap(g, f) for f in got) for g in wanted), len(got), len(wanted))
        right["modes"] += r.mode == e["mode"]
        right["acts"] += all(
            _filled([rows["mentions"][w]["span"] for w in e[role]], [reading.mentions[w].span for w in r.roles[role]])
            for role in ("actors", "recipients")
        )
    for name, n in right.items():
        tallies[name].add(n, len(reading.events), len(rows["events"]))


def verdicts(passage: Passage, reading: Reading) -> dict[str, list[tuple[float, bool]]]:
    """Of every row of a reading its probability and whether it is right, by sort of row."""
    rows = passage.rows
    kinds = {(m["span"], m["kind"]) for m in rows["mentions"]}
    measures = {(f["span"], f["measure"]) for f in rows["figures"]}
    said = [(characters(s["spans"]), [rows["mentions"][w]["span"] for w in s["speaker"]]) for s in rows["statements"]]
    return {
        "mention": [(m.probability, (m.span, m.kind) in kinds) for m in reading.mentions],
        "event": [
            (e.probability, any(overlap(e.trigger, g["span"]) and g["type"] == e.type for g in rows["events"]))
            for e in reading.events
        ],
        "statement": [
            (s.probability, any(_said(s, reading, content, speakers) for content, speakers in said)) for s in reading.statements
        ],
        "figure": [(f.probability, (f.span, f.measure) in measures) for f in reading.figures],
    }


def _said(statement: ReadStatement, reading: Reading, content: set[int], speakers: Sequence[tuple[int, int]]) -> bool:
    """Whether a statement has half the characters of the gold content, and its speakers."""
    mine = characters(statement.content)
    same = len(content & mine) >= 0.5 * len(content | mine)
    return same and _filled(speakers, [reading.mentions[w].span for w in statement.speakers])


def _filled(gold: Sequence[tuple[int, int]], found: Sequence[tuple[int, int]]) -> bool:
    return len(gold) == len(found) and all(any(overlap(g, f) for f in found) for g in gold)


NAMES = (
    "mentions",
    "kinds",
    "triggers",
    "events",
    "acts",
    "roles",
    "status",
    "modes",
    "contexts",
    "statements",
    "figures",
    "times",
)


def by_language(pairs: Sequence[tuple[Passage, Reading]]) -> dict[str, list[tuple[Passage, Reading]]]:
    """All pairs, and those of each language, the largest first."""
    count = Counter(p.language for p, _ in pairs)
    codes = sorted(count, key=lambda code: (-count[code], code))
    return {"all": list(pairs), **{code: [(p, r) for p, r in pairs if p.language == code] for code in codes}}


def table(rows: Mapping[str, tuple[int, Mapping[str, float]]], counted: str, names: Sequence[str] = NAMES) -> str:
    """Scores as a table in Markdown; each row has the number of what is ``counted``."""
    lines = [f"| language | {counted} | {' | '.join(names)} |", f"|---|---|{'---|' * len(names)}"]
    lines += [f"| {name} | {n} | {' | '.join(f'{scores[t]:.2f}' for t in names)} |" for name, (n, scores) in rows.items()]
    return "\n".join(lines)


def tally(pairs: Iterable[tuple[Passage, Reading]]) -> dict[str, Tally]:
    """Counts by task over passages and their readings."""
    tallies = {n: Tally() for n in NAMES}
    for passage, reading in pairs:
        compare(passage, reading, tallies)
    return tallies


def score(pairs: Iterable[tuple[Passage, Reading]]) -> dict[str, float]:
    """F1 by task over passages and their readings."""
    return {n: round(t.f1(), 3) for n, t in tally(pairs).items()}


def evaluate(states: Sequence[tuple[Passage, Any, Any]], heads: Any, calibration: Calibration | None = None) -> dict[str, float]:
    """Scores of torch heads over hidden states, through the shipped decoder."""
    numpy_heads = NumpyHeads({k: v.numpy() for k, v in heads.state_dict().items()})
    used = calibration or Calibration()
    return score((p, decode(numpy_heads.look(hidden), pieces, numpy_heads, used)) for p, pieces, hidden in states)


def spell(line: dict[str, Any]) -> str:
    return "  ".join(f"{k} {v}" for k, v in line.items())
