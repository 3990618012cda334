"""Which passages there are: those to learn from, the development part among them, and the test part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from typing import Any

from onrecord.vocabulary import ROLES
from train.passage import LISTS, Passage, read

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"


def corpus() -> list[Passage]:
    """All training passages, in the order of file names."""
    files = sorted(p for p in CORPUS.glob("*/*.jsonl") if p.parent.name not in ("test", "second"))
    return [p for f in files for p in read(f)]


def development(passage: Passage) -> bool:
    """Whether a passage belongs to the development part: told by its id, so it never moves."""
    return blake2b(passage.id.encode(), digest_size=2).digest()[0] % 20 == 0


def held_out() -> list[Passage]:
    """The test part: written separately, never used for training or choosing."""
    return [p for f in sorted((CORPUS / "test").glob("*.jsonl")) if not f.name.startswith("docs-") for p in read(f)]


def documents() -> list[Passage]:
    """The whole documents of the test part, annotated exhaustively; each is written in parts ``NAME-1``, ``NAME-2``, …"""
    parts = [p for f in sorted((CORPUS / "test").glob("docs-*.jsonl")) for p in read(f)]
    return [joined(list(group)) for _, group in groupby(parts, lambda p: p.id.rpartition("-")[0])]


#: Which of the lists of a passage each index of a row points into.
POINTS = {
    **dict.fromkeys((*ROLES, "speaker", "addressee", "of_mention"), "mentions"),
    "times": "times",
    "figures": "figures",
    "within": "statements",
    "content_of": "events",
    "of_event": "events",
}


def joined(parts: Sequence[Passage]) -> Passage:
    """Passages that follow each other as one, a paragraph break between them."""
    text = ""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in LISTS}
    for part in parts:
        text += "\n\n" if text else ""
        first = {name: len(found) for name, found in rows.items()}
        for name, found in part.rows.items():
            rows[name] += [{key: _moved(key, value, len(text), first) for key, value in row.items()} for row in found]
        text += part.text
    one = parts[0]
    # Each part has contexts of its own, and what is of a part is not of the whole.
    return Passage(one.id.rpartition("-")[0], one.language, one.published, text, one.grid, rows, None)


def _moved(key: str, value: Any, by: int, first: Mapping[str, int]) -> Any:
    """A field of a row in a text before which ``by`` characters and ``first`` rows of each list stand."""
    if value is None:
        return None
    if key == "spans":
        return [(start + by, end + by) for start, end in value]
    if key.endswith("span"):
        return value[0] + by, value[1] + by
    if key in POINTS:
        more = first[POINTS[key]]
        return [index + more for index in value] if isinstance(value, list) else value + more
    return value
