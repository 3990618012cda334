"""Scores of the shipped reader on the test part: ``python -m train.score [--markdown]``.

The test part was written separately and is never used for training or choosing. ``FLOORS`` are pinned:
a test fails below them, and lowering one needs a reason in the changelog.
"""

from __future__ import annotations

import argparse

from onrecord.reader.reader import Reader, default
from onrecord.reader.spans import overlap
from train.corpus import held_out
from train.evaluate import NAMES, score
from train.passage import Passage
from train.readings import read_passage

#: F1 below which a reader must not be shipped, over the whole test part.
FLOORS = {"mentions": 0.86, "triggers": 0.79, "events": 0.59, "acts": 0.36, "statements": 0.81}


def by_language(reader: Reader, passages: list[Passage]) -> dict[str, tuple[int, dict[str, float]]]:
    """Number of passages and scores, of each language and of all."""
    found = [(p, read_passage(reader, p)) for p in passages]
    languages = sorted({p.language for p in passages}, key=lambda code: (-sum(p.language == code for p in passages), code))
    parts = {code: [(p, r) for p, r in found if p.language == code] for code in languages}
    return {name: (len(part), score(part)) for name, part in {"all": found, **parts}.items()}


def reliability(reader: Reader, passages: list[Passage]) -> list[tuple[float, int, float, float]]:
    """Of events by fifths of probability: lower edge, number, mean probability, share with the right type."""
    pairs = []
    for p in passages:
        for e in read_passage(reader, p).events:
            right = any(overlap(e.trigger, g["span"]) and g["type"] == e.type for g in p.rows["events"])
            pairs.append((e.probability, right))
    rows = []
    for edge in (0.0, 0.2, 0.4, 0.6, 0.8):
        mine = [(chance, right) for chance, right in pairs if edge <= chance < edge + 0.2 + (edge == 0.8)]
        if mine:
            rows.append((edge, len(mine), sum(c for c, _ in mine) / len(mine), sum(r for _, r in mine) / len(mine)))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--markdown", action="store_true", help="as a table for docs/reader.md")
    options = parser.parse_args()
    passages = held_out()
    rows = by_language(default(), passages)
    if options.markdown:
        print(f"| language | passages | {' | '.join(NAMES)} |\n|---|---|{'---|' * len(NAMES)}")
    for name, (number, scores) in rows.items():
        cells = [f"{scores[n]:.2f}" for n in NAMES]
        print(
            f"| {name} | {number} | {' | '.join(cells)} |"
            if options.markdown
            else f"{name:4} {number:4}  " + "  ".join(f"{n} {c}" for n, c in zip(NAMES, cells, strict=True))
        )

    print()
    for edge, number, mean, right in reliability(default(), passages):
        print(f"events of probability {edge:.1f}–{edge + 0.2:.1f}: {number}, mean {mean:.2f}, right {right:.2f}")


if __name__ == "__main__":
    main()
