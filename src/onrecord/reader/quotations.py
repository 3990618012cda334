"""Quotation marks as boundaries: rules over what the model read.

A content span that no cue claims, or a quotation the model passed over, continues the statement
before it when it stands free; otherwise it stays out rather than get a guessed speaker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.reader.readings import Reading, ReadStatement
from onrecord.reader.spans import Span, inside, overlap

#: Pairs of opening and closing marks; a straight mark opens and closes.
_QUOTED = re.compile('“([^“”\n]+)”|„([^„”“\n]+)[”“]|«([^«»\n]+)»|(?<!\\w)"([^"\n]+)"(?!\\w)|「([^「」\n]+)」')
#: A paragraph that opens a quotation and does not close it is continued by the next paragraph.
_OPEN = re.compile('(?:^|\n)[ \t]*[“„«"]([^“”„«»"\n]+)(?=\n|$)')


def quoted(text: str) -> list[Span]:
    """Spans between quotation marks, marks left out, in text order."""
    found = []
    for pattern in (_QUOTED, _OPEN):
        for match in pattern.finditer(text):
            group = next(i for i, g in enumerate(match.groups(), 1) if g is not None)
            found.append(match.span(group))
    return sorted(set(found))


def form(text: str, content: Sequence[Span], marks: Sequence[Span]) -> str:
    """direct: the content lies in quotation marks; mixed: part of it does; indirect: none."""
    if all(any(inside(piece, q) for q in marks) for piece in content):
        return "direct"
    return "mixed" if any(overlap(piece, q) for piece in content for q in marks) else "indirect"


def attach(reading: Reading, text: str, sentences: Sequence[Span]) -> Reading:
    """Keep what is said without quotation marks to one sentence, and give loose quotations to the statement they continue."""
    marks = quoted(text)
    reading = replace(reading, statements=tuple(_bounded(s, text, sentences, marks) for s in reading.statements))
    taken = [piece for s in reading.statements for piece in s.content]
    candidates = {span: sure for span, sure in reading.loose if any(overlap(span, q) for q in marks)}
    for q in marks:
        whole = any(start <= q[0] and end <= q[1] + 2 and q[0] - start <= 3 for start, end in sentences)
        if whole and not any(overlap(q, span) for span in candidates):
            candidates[q] = 0.5
    statements = list(reading.statements)
    for span in sorted(candidates):
        if any(overlap(span, piece) for piece in taken):
            continue
        before = _continued(span, statements, text)
        if before is not None:
            s = statements[before]
            statements[before] = replace(s, content=tuple(sorted((*s.content, span))))
            taken.append(span)
    return replace(reading, statements=tuple(statements))


def _bounded(statement: ReadStatement, text: str, sentences: Sequence[Span], marks: Sequence[Span]) -> ReadStatement:
    """The statement with each unquoted piece that runs over a stop cut to the cue's sentence, or to its own first one."""
    pieces = [_piece(piece, statement.cue, text, sentences, marks) for piece in statement.content]
    return replace(statement, content=tuple(p for p in pieces if p[0] < p[1]) or statement.content)


def _piece(piece: Span, cue: Span | None, text: str, sentences: Sequence[Span], marks: Sequence[Span]) -> Span:
    held = [s for s in sentences if overlap(s, piece)]
    if len(held) < 2 or any(overlap(piece, q) for q in marks):
        return piece
    home = next((s for s in held if cue and overlap(s, cue)), held[0])
    start = max(piece[0], home[0])
    return start, start + len(text[start : min(piece[1], home[1])].rstrip(" \n.;,。"))


def _continued(span: Span, statements: Sequence[ReadStatement], text: str) -> int | None:
    """The statement that ends last before ``span``, if a quotation and at most one paragraph break lie between."""
    ends = [
        (max(end for _, end in s.content), i)
        for i, s in enumerate(statements)
        if s.cue and s.speakers and max(s.cue[1], *(end for _, end in s.content)) <= span[0]
    ]
    if not ends:
        return None
    end, best = max(ends)
    between = text[max(end, (statements[best].cue or (0, 0))[1]) : span[0]]
    return best if len(re.findall(r"\n\s*\n", between)) <= 1 and len(between) <= 200 else None
