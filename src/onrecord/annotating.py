"""Annotating lines of JSON: text in, events and statements with their local words out."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.errors import UsageError
from onrecord.parallel import in_order
from onrecord.passages.sentences import sentences
from onrecord.reader.reader import default
from onrecord.vocabulary import ROLES


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that could not be annotated, and why."""

    number: int
    reason: str


def annotate_text(text: str, language: str) -> dict[str, list[dict[str, Any]]]:
    """Events and statements of one text, spans in code points of ``text`` as given.

    A role is a list of spans of the local words that play it ("she", "who"), not of what they stand for.
    """
    reading = default().read(text, sentences(text, language))
    spans = [list(m.span) for m in reading.mentions]
    events = [
        {
            "type": e.type,
            "mode": e.mode,
            "contexts": list(e.contexts),
            "trigger": list(e.trigger),
            **{role: [spans[m] for m in e.roles[role]] for role in ROLES},
            "status": e.status,
            "content_of": e.content_of,
            "confidence": round(e.probability, 2),
        }
        for e in reading.events
    ]
    statements = [
        {
            "speaker": [spans[m] for m in s.speakers],
            "cue": [list(s.cue)] if s.cue else [],
            "content": [list(c) for c in s.content],
            "confidence": round(s.probability, 2),
        }
        for s in reading.statements
    ]
    return {"events": events, "statements": statements}


def _annotate_line(numbered: tuple[int, str | Mapping[str, Any]]) -> dict[str, Any] | BadLine:
    number, line = numbered
    try:
        given = json.loads(line) if isinstance(line, str) else line
    except ValueError as error:
        return BadLine(number, f"not JSON: {error}")
    problem = _problem(given)
    if problem:
        return BadLine(number, problem)
    return {"id": given["id"], **annotate_text(given["text"], given["language"])}


def _problem(given: Any) -> str | None:
    if not isinstance(given, Mapping):
        return 'expected an object {"id": …, "language": …, "text": …}'
    for key in ("id", "language", "text"):
        if not isinstance(given.get(key), str):
            return f"{key!r} is missing or no string"
    if unicodedata.category(given["text"][:1] or "a") == "Cs":
        return "the text holds half a surrogate pair"
    return None


def annotate(lines: Iterable[str | Mapping[str, Any]], workers: int | None = None) -> Iterator[dict[str, Any] | BadLine]:
    """Annotate lines of JSONL or parsed objects ``{"id", "language", "text"}``, in order.

    Yields one dictionary a line (``id``, ``events``, ``statements``), or a `BadLine` in its place.
    Raises UsageError when there is no line at all.
    """
    numbered = [(n, line) for n, line in enumerate(lines, 1) if not isinstance(line, str) or line.strip()]
    if not numbered:
        raise UsageError('Nothing to annotate: expected lines of JSON, {"id": …, "language": …, "text": …}.')
    yield from in_order(_annotate_line, numbered, workers)
