"""Paragraphs of a text: blank lines part them, and single line breaks too unless the lines are hard-wrapped.

Scraped news has one paragraph a line; mail, gazettes and old wire copy break every line at a column.
A line break is a wrap when the next line's first word would not have fitted in the column, the line
does not end a sentence, and either the next line goes on in lower case or the whole text is so broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_LINE = re.compile(r"[^\n]+")
_BLANK = re.compile(r"\n[^\S\n]*\n")
_ENDS = re.compile(r"""[.!?:;…。！？؟។៕।]["'”’»)\]]*$""")
#: Columns that people wrap prose at; a longer line was never wrapped, a shorter one is a list or a heading.
_NARROWEST, _WIDEST = 40, 120
#: From this many line breaks on, a text that is mostly full lines counts as hard-wrapped.
_EVIDENCE = 3


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the paragraphs, in order, without white space at their ends; they cover all else."""
    blocks = [_lines(text, start, end) for start, end in _blocks(text)]
    wrapped = [lines for lines in blocks if len(lines) > 1 and max(end - start for start, end in lines) <= _WIDEST]
    width = max((end - start for lines in wrapped for start, end in lines), default=0)
    breaks = [_full(text, a, b, width) for lines in wrapped for a, b in pairwise(lines)]
    usual = len(breaks) >= _EVIDENCE and sum(breaks) * 2 > len(breaks)
    found: list[tuple[int, int]] = []
    for lines in blocks:
        narrow = max((end - start for start, end in lines), default=0) <= _WIDEST
        for index, line in enumerate(lines):
            before = lines[index - 1]
            if index and narrow and _full(text, before, line, width) and _goes_on(text, before, line, usual):
                found[-1] = (found[-1][0], line[1])
            else:
                found.append(line)
    return found


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _BLANK.finditer(text):
        yield start, match.start()
        start = match.start() + 1  # the second line end may open the next blank line
    yield start, len(text)


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = (strip(text, match.start(), match.end()) for match in _LINE.finditer(text, start, end))
    return [(first, last) for first, last in spans if first < last]


def strip(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends; ``(start, start)`` when nothing is left."""
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _full(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    length = line[1] - line[0]
    word = len(text[following[0] : following[1]].split(maxsplit=1)[0])
    return length >= _NARROWEST and length + 1 + word > width


def _goes_on(text: str, line: tuple[int, int], following: tuple[int, int], usual: bool) -> bool:
    indented = following[0] > 0 and text[following[0] - 1] != "\n"
    if indented or _ENDS.search(text, *line):
        # Whether a full line that ends a sentence also ends a paragraph cannot be told; the sentence ends anyway.
        return False
    return usual or text[following[0]].islower()
