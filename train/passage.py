"""One annotated passage: the corpus format, read from JSON lines and checked.

A passage is a JSON object a line (docs/corpus.md). In it a string stands for its first occurrence
on word boundaries, ``"word#2"`` for the second. `resolve` turns the strings into half-open spans
and refuses what the text does not hold or the codebook does not allow.
"""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from onrecord import vocabulary
from onrecord.reader.spans import Span, cross, inside, within

LISTS = ("mentions", "times", "figures", "statements", "events")
#: Languages the corpus is written in.
LANGUAGES = ("en", "pl", "fr", "es", "de", "ru", "uk", "pt", "ar", "zh", "km")
#: Scripts that put no space between words: any place is a word boundary there.
UNSPACED = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


class Problem(ValueError):
    """A passage breaks the format or the codebook; the message says how."""


@dataclass(frozen=True)
class Passage:
    """A passage with its spans found.

    ``rows`` holds the five lists of the JSON object, each string replaced by a ``span`` (or
    ``spans`` for the content of a statement); indexes between them are as written. ``contexts`` are
    the PLOVER contexts of the passage, or None where nobody has marked them.
    """

    id: str
    language: str
    published: str
    text: str
    grid: str
    rows: dict[str, list[dict[str, Any]]]
    contexts: tuple[str, ...] | None = None


def boundary(text: str, at: int) -> bool:
    """Whether a word can start or end at offset ``at``."""
    if at in (0, len(text)):
        return True
    before, after = text[at - 1], text[at]
    if UNSPACED.match(before) or UNSPACED.match(after):
        return not unicodedata.combining(after) and unicodedata.category(after) not in ("Mn", "Mc")
    return not (before.isalnum() and after.isalnum())


def find(text: str, string: str) -> Span:
    """The span a corpus string stands for; raises `Problem` when the text lacks it."""
    wanted, nth = string, 1
    if match := re.fullmatch(r"(.+)#(\d+)", string, re.DOTALL):
        wanted, nth = match[1], int(match[2])
    if not wanted.strip() or wanted != wanted.strip():
        raise Problem(f"{string!r} is empty or has white space at its rim")
    seen, start = 0, text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if boundary(text, start) and boundary(text, end):
            seen += 1
            if seen == nth:
                return start, end
        start = text.find(wanted, start + 1)
    raise Problem(f"{string!r} is not in the text on word boundaries{f' {nth} times' if nth > 1 else ''}")


def _allowed(value: object, among: tuple[str, ...], what: str) -> None:
    if value not in among:
        raise Problem(f"{what} {value!r} is none of {', '.join(among)}")


def _index(value: object, rows: list[Any], what: str) -> None:
    if not isinstance(value, int) or not 0 <= value < len(rows):
        raise Problem(f"{what} {value!r} points to no row (there are {len(rows)})")


def resolve(raw: dict[str, Any]) -> Passage:
    """Find every span of a passage and check it against the codebook; raises `Problem`."""
    missing = [k for k in ("id", "language", "published", "text", *LISTS) if k not in raw]
    if missing:
        raise Problem(f"{', '.join(missing)} missing (a list may be empty, not left out)")
    text = raw["text"]
    _allowed(raw["language"], LANGUAGES, "language")
    datetime.date.fromisoformat(raw["published"])
    if unicodedata.normalize("NFC", text) != text or text != text.strip():
        raise Problem("text is not NFC or has white space at its rim")
    rows: dict[str, list[dict[str, Any]]] = {k: [dict(r) for r in raw[k]] for k in LISTS}
    _mentions(text, rows)
    _times(text, rows)
    _statements(text, rows)
    _events(text, rows)
    _figures(text, rows)
    contexts = tuple(raw["contexts"]) if "contexts" in raw else None
    for context in contexts or ():
        _allowed(context, vocabulary.CONTEXTS, "context")
    return Passage(raw["id"], raw["language"], raw["published"], text, raw.get("grid", ""), rows, contexts)


def _mentions(text: str, rows: dict[str, list[dict[str, Any]]]) -> None:
    for m in rows["mentions"]:
        _allowed(m["kind"], vocabulary.KINDS, "kind")
        m["span"] = find(text, m["at"])
        start, end = m["span"]
        m["head_span"] = tuple(start + x for x in find(text[start:end], m["head"]))
    spans = [m["span"] for m in rows["mentions"]]
    for one, other in combinations(spans, 2):
        if one == other:
            raise Problem(f"two mentions on {text[slice(*one)]!r}")
        if cross(one, other):
            raise Problem(f"mentions cross: {text[slice(*one)]!r} and {text[slice(*other)]!r}")


def _times(text: str, rows: dict[str, list[dict[str, Any]]]) -> None:
    for t in rows["times"]:
        t["span"] = find(text, t["at"])
        _allowed(t["precision"], vocabulary.PRECISIONS, "precision")
        for day in (t.get("start"), t.get("end")):
            if day is not None:
                datetime.date.fromisoformat(day)


def _statements(text: str, rows: dict[str, list[dict[str, Any]]]) -> None:
    for s in rows["statements"]:
        s["spans"] = [find(text, piece) for piece in s["content"]]
        s["cue_span"] = find(text, s["cue"]) if s["cue"] else None
        _allowed(s["form"], vocabulary.FORMS, "form")
        for who in (*s["speaker"], *s.get("addressee", ())):
            _index(who, rows["mentions"], "speaker")
        if not s["spans"]:
            raise Problem("a statement without content")
        if s["cue_span"] and any(inside(s["cue_span"], p) for p in s["spans"]):
            raise Problem(f"the cue {s['cue']!r} lies in its own content")
        if any(inside(rows["mentions"][w]["span"], p) for w in s["speaker"] for p in s["spans"]):
            raise Problem(f"the speaker of {s['cue']!r} lies in its content")
    contents = [s["spans"] for s in rows["statements"]]
    for i, s in enumerate(rows["statements"]):
        s["within"] = within(s["cue_span"] or s["spans"][0], contents, skip=i)


def _figures(text: str, rows: dict[str, list[dict[str, Any]]]) -> None:
    contents = [s["spans"] for s in rows["statements"]]
    for f in rows["figures"]:
        f["span"] = find(text, f["at"])
        f["within"] = within(f["span"], contents)
        _allowed(f["measure"], vocabulary.MEASURES, "measure")
        _allowed(f["bound"], vocabulary.BOUNDS, "bound")


def _events(text: str, rows: dict[str, list[dict[str, Any]]]) -> None:
    seen = set()
    contents = [s["spans"] for s in rows["statements"]]
    for i, e in enumerate(rows["events"]):
        e["span"] = find(text, e["trigger"])
        e["within"] = within(e["span"], contents)
        _allowed(e["type"], vocabulary.TYPES, "type")
        _allowed(e["status"], vocabulary.STATUSES, "status")
        if e["mode"] is not None:
            _allowed(e["mode"], vocabulary.MODES[e["type"]], f"mode of {e['type']}")
        if (e["span"], e["type"]) in seen:
            raise Problem(f"two {e['type']} rows on the trigger {e['trigger']!r}")
        seen.add((e["span"], e["type"]))
        for role in vocabulary.ROLES:
            for who in e.setdefault(role, []):
                _index(who, rows["mentions"], role)
        for time in e.setdefault("times", []):
            _index(time, rows["times"], "times")
        for figure in e.setdefault("figures", []):
            _index(figure, rows["figures"], "figures")
        parent = e.setdefault("content_of", None)
        if parent is not None:
            _index(parent, rows["events"], "content_of")
            if parent == i:
                raise Problem(f"{e['trigger']!r} is the content of itself")
            if e["status"] in ("occurred", "ongoing"):
                raise Problem(f"{e['trigger']!r} is content_of another event, so planned, possible or negated")


def read(path: Path) -> list[Passage]:
    """All passages of a JSONL file; raises `Problem` naming the line."""
    passages = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip():
            try:
                passages.append(resolve(json.loads(line)))
            except (ValueError, KeyError) as problem:
                raise Problem(f"{path}:{number}: {problem}") from None
    return passages
