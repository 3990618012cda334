"""Which passages there are: those to learn from, the development part among them, and the test part."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from train.passage import Passage, read

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"


def corpus() -> list[Passage]:
    """All training passages, in the order of file names."""
    files = sorted(p for p in CORPUS.glob("*/*.jsonl") if p.parent.name != "test")
    return [p for f in files for p in read(f)]


def development(passage: Passage) -> bool:
    """Whether a passage belongs to the development part: told by its id, so it never moves."""
    return blake2b(passage.id.encode(), digest_size=2).digest()[0] % 10 == 0


def held_out() -> list[Passage]:
    """The test part: written separately, never used for training or choosing."""
    return [p for f in sorted((CORPUS / "test").glob("*.jsonl")) for p in read(f)]
