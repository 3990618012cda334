"""How far two annotators agree: ``python -m train.agree FIRST.jsonl SECOND.jsonl``.

The passages that both files hold (by id, with the same text) are compared with the scores that measure the reader: the first
file is taken as right, the second as a reading of it; F1 does not depend on which is which. ``--blank N FILE`` prints N passages
of a file without their rows, evenly spread over it, for a second annotator to fill in, ``--differences`` what to settle.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from onrecord.reader.readings import ReadEvent, ReadFigure, Reading, ReadMention, ReadStatement, ReadTime
from onrecord.vocabulary import ROLES
from train.evaluate import by_language, score, table
from train.lint import in_words
from train.passage import Passage, read


def as_reading(passage: Passage) -> Reading:
    """A passage's own rows as if a reader had found them."""
    rows = passage.rows
    return Reading(
        tuple(ReadMention(m["span"], m["head_span"], m["kind"], 1.0) for m in rows["mentions"]),
        tuple(
            ReadEvent(
                e["span"],
                e["type"],
                e["mode"],
                e["status"],
                {role: tuple(e[role]) for role in ROLES},
                e["content_of"],
                1.0,
                passage.contexts or (),
                tuple(e["times"]),
                tuple(e["figures"]),
            )
            for e in rows["events"]
        ),
        tuple(
            ReadStatement(s["cue_span"], tuple(s["spans"]), tuple(s["speaker"]), tuple(s.get("addressee", ())), 1.0)
            for s in rows["statements"]
        ),
        tuple(ReadFigure(f["span"], f["measure"], 1.0) for f in rows["figures"]),
        tuple(ReadTime(t["span"], 1.0) for t in rows["times"]),
    )


def pairs(first: list[Passage], second: list[Passage]) -> list[tuple[Passage, Passage]]:
    """The passages that both hold; raises ValueError where one id stands for two texts."""
    others = {p.id: p for p in second}
    both = [(p, others[p.id]) for p in first if p.id in others]
    for one, other in both:
        if one.text != other.text:
            raise ValueError(f"{one.id} has two texts: compare annotations of the same passages")
    return both


def agreement(both: list[tuple[Passage, Passage]]) -> dict[str, tuple[int, dict[str, float]]]:
    """Number of passages and F1 by task, of each language and of all."""
    parts = by_language([(one, as_reading(other)) for one, other in both])
    return {name: (len(part), score(part)) for name, part in parts.items()}


def blank(passages: list[Passage], number: int) -> str:
    """Headers and texts of ``number`` passages, evenly spread, in draft form."""
    step = max(1, len(passages) // number)
    chosen = passages[step // 2 :: step][:number]
    return "\n".join(f"# {p.id} {p.language} {p.published}\n" + p.text.replace("\n\n", " ¶ ") + "\n" for p in chosen)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--blank", type=int, metavar="N")
    parser.add_argument("--differences", action="store_true", help="print both annotations of passages that differ in words")
    options = parser.parse_args()
    if options.blank:
        print(blank(read(options.files[0]), options.blank))
        return
    both = pairs(read(options.files[0]), [p for path in options.files[1:] for p in read(path)])
    if options.differences:
        for one, other in both:
            if (mine := in_words(one).splitlines()) != (theirs := in_words(other).splitlines()):
                print("\n".join([mine[0], *(f"< {line}" for line in mine[1:] if line not in theirs)]))
                print("\n".join(f"> {line}" for line in theirs[1:] if line not in mine), end="\n\n")
    print(table(agreement(both), "passages"))


if __name__ == "__main__":
    main()
