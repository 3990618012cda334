"""Text to pieces: ids for the encoder, with the characters each piece stands for."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

START, BREAK = 0, 2  # <s>; </s>, which also stands between paragraphs

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces of a stretch of text.

    ``ids[i]`` covers the characters ``[starts[i], ends[i])`` of the whole text; the special pieces
    cover none (``starts[i] == ends[i]``).
    """

    ids: list[int]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.ids)

    def cover(self, span: Span) -> Span | None:
        """First and last piece (inclusive) that hold characters of ``span``; None when none does."""
        first = bisect.bisect_right(self.ends, span[0])
        while first < len(self.ids) and self.starts[first] == self.ends[first]:
            first += 1
        last = bisect.bisect_left(self.starts, span[1]) - 1
        while last >= 0 and self.starts[last] == self.ends[last]:
            last -= 1
        return (first, last) if first <= last and first < len(self.ids) else None

    def characters(self, first: int, last: int) -> Span:
        """The characters of the pieces first … last (inclusive)."""
        return self.starts[first], self.ends[last]


class Tokenization:
    """The tokenizer with onrecord's window conventions."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer

    @classmethod
    def load(cls, path: Path) -> Tokenization:
        return cls(Tokenizer.from_file(str(path)))

    def count(self, text: str) -> int:
        """Number of pieces of ``text``, without the special ones."""
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def pieces(self, text: str, start: int = 0, end: int | None = None) -> Pieces:
        """Pieces of ``text[start:end]``: a start piece, and a break after every paragraph."""
        end = len(text) if end is None else end
        ids, starts, ends = [START], [start], [start]
        for match in re.finditer(r"[^\n]+", text[start:end]):
            if not match[0].strip():
                continue
            shift = start + match.start()
            encoding = self._tokenizer.encode(match[0], add_special_tokens=False)
            ids += encoding.ids
            starts += [shift + a for a, _ in encoding.offsets]
            ends += [shift + b for _, b in encoding.offsets]
            ids.append(BREAK)
            starts.append(shift + len(match[0]))
            ends.append(shift + len(match[0]))
        return Pieces(ids, starts, ends)
