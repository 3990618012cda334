"""Reading annotated passages with a loaded model, one window a passage."""

from __future__ import annotations

from onrecord.passages.sentences import sentences
from onrecord.reader.decode import Calibration, Reading, decode
from onrecord.reader.heads import Floats
from onrecord.reader.reader import Reader
from onrecord.reader.tokens import Pieces
from train.passage import Passage

State = tuple[Passage, Pieces, Floats]


def states(reader: Reader, passages: list[Passage]) -> list[State]:
    """Each passage with its pieces and the shipped encoder's hidden states."""
    found = []
    for p in passages:
        pieces = reader.tokens.pieces(p.text)
        found.append((p, pieces, reader.encoder(pieces.ids)))
    return found


def read_state(reader: Reader, state: State, calibration: Calibration | None = None) -> Reading:
    passage, pieces, hidden = state
    split = sentences(passage.text, passage.language)
    return decode(hidden, pieces, reader.heads, calibration or reader.calibration, split)


def read_passage(reader: Reader, passage: Passage) -> Reading:
    return read_state(reader, states(reader, [passage])[0])
