"""Scores of the shipped reader on the test part: ``python -m train.score``.

The test part was written separately and is never used for training or choosing. ``FLOORS`` are pinned:
a test fails below them, and lowering one needs a reason in the changelog.
"""

from __future__ import annotations

from onrecord.reader.reader import Reader, default
from train.corpus import documents, held_out
from train.evaluate import NAMES, by_language, score, table, tally, verdicts
from train.passage import Passage
from train.readings import read_document, read_passage

#: F1 below which a reader must not be shipped, over the whole test part.
FLOORS = {
    "mentions": 0.86,
    "kinds": 0.71,
    "triggers": 0.81,
    "events": 0.64,
    "acts": 0.41,
    "roles": 0.79,
    "status": 0.57,
    "modes": 0.46,
    "statements": 0.83,
    "figures": 0.58,
    "times": 0.91,
}


def reliability(reader: Reader, passages: list[Passage]) -> dict[str, list[tuple[float, int, float, float]]]:
    """Of each sort of row by fifths of probability: lower edge, number, mean probability, share that is right."""
    seen: dict[str, list[tuple[float, bool]]] = {}
    for p in passages:
        for sort, found in verdicts(p, read_passage(reader, p)).items():
            seen.setdefault(sort, []).extend(found)
    return {sort: _fifths(found) for sort, found in seen.items()}


def _fifths(found: list[tuple[float, bool]]) -> list[tuple[float, int, float, float]]:
    rows = []
    for edge in (0.0, 0.2, 0.4, 0.6, 0.8):
        mine = [(chance, right) for chance, right in found if edge <= chance < edge + 0.2 + (edge == 0.8)]
        if mine:
            rows.append((edge, len(mine), sum(c for c, _ in mine) / len(mine), sum(r for _, r in mine) / len(mine)))
    return rows


def main() -> None:
    passages, reader = held_out(), default()
    read = by_language([(p, read_passage(reader, p)) for p in passages])
    print("F1 on the passages of the test part\n")
    print(table({name: (len(part), score(part)) for name, part in read.items()}, "passages"))
    whole = by_language([(p, read_document(reader, p)) for p in documents()])
    for what in ("precision", "f1"):
        rows = {name: (len(part), {task: getattr(t, what)() for task, t in tally(part).items()}) for name, part in whole.items()}
        # Contexts are marked part by part, not for a whole document.
        print(f"\n{what} on its whole documents\n\n{table(rows, 'documents', [n for n in NAMES if n != 'contexts'])}")
    print("\nreliability on the passages\n\n| rows | probability | number | mean | right |\n|---|---|---|---|---|")
    for sort, fifths in reliability(reader, passages).items():
        for edge, number, mean, right in fifths:
            print(f"| {sort} | {edge:.1f}–{edge + 0.2:.1f} | {number} | {mean:.2f} | {right:.2f} |")


if __name__ == "__main__":
    main()
