"""Reading annotated passages with a loaded model, one window a passage."""

from __future__ import annotations

from onrecord.passages.sentences import sentences
from onrecord.reader.decode import decode
from onrecord.reader.heads import Floats
from onrecord.reader.reader import Reader
from onrecord.reader.readings import Reading
from onrecord.reader.tokens import Pieces
from onrecord.reader.window import Calibration
from train.passage import Passage

#: A passage with its pieces and how the heads look at it.
State = tuple[Passage, Pieces, tuple[Floats, Floats]]


def states(reader: Reader, passages: list[Passage]) -> list[State]:
    """Each passage as the shipped encoder sees it."""
    found = []
    for p in passages:
        pieces = reader.tokens.pieces(p.text)
        found.append((p, pieces, reader.heads.look(reader.encoder(pieces.ids))))
    return found


def read_state(reader: Reader, state: State, calibration: Calibration | None = None) -> Reading:
    passage, pieces, look = state
    split = sentences(passage.text, passage.language)
    return decode(look, pieces, reader.heads, calibration or reader.calibration, split)


def read_document(reader: Reader, passage: Passage) -> Reading:
    """A passage of any length, read window by window as a document is."""
    return reader.read(passage.text, sentences(passage.text, passage.language))


def read_passage(reader: Reader, passage: Passage) -> Reading:
    return read_state(reader, states(reader, [passage])[0])
