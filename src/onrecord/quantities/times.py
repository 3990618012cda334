"""Date expressions and the days they mean.

The patterns are data: regular expressions with slots such as ``<day> <month> <year>`` in ``[times]`` of
``data/languages/CODE.toml``. What stands before ``>>`` in a pattern must precede the expression and is not part
of it. Of overlapping expressions the longest wins. ``ago`` and ``ahead`` hold patterns that count back and
forward from publication, ``vague`` those that name no date. A space stands for any white space; a group named
``eve`` marks a night between two days.

Slots: ``day``, ``last_day``, ``month``, ``monthnum`` (digits), ``num1``/``num2`` (day and month in either
order), ``year``, ``last_year``, ``weekday``, ``season``, ``decade``, ``count`` (number), ``unit``, ``shift``
(last -1, this 0, next 1), ``relative_year`` ("last year"), ``offset`` (yesterday -1), ``part`` ("early"),
``daypart`` ("evening").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from onrecord.languages import language as language_data
from onrecord.quantities.days import Days, Parts, resolve, whole
from onrecord.quantities.lexicon import forms, key, lexicon, one_of

#: A day or month in digits, a year in digits, in any script.
_SLOTS = {
    "day": r"(?<!\d)(?P<day>\d{1,2})",
    "last_day": r"(?P<last_day>\d{1,2})",
    "monthnum": r"(?P<monthnum>\d{1,2})",
    "num1": r"(?<!\d)(?P<num1>\d{1,2})",
    "num2": r"(?P<num2>\d{1,2})",
    "year": r"(?<!\d)(?P<year>\d{4})(?!\d)",
    "last_year": r"(?P<last_year>\d{4})(?!\d)",
}
#: Dates that are written alike everywhere.
_EVERYWHERE = ["<year>-<monthnum>-(?P<day>\\d{1,2})(?!\\d)"]


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A date expression at ``[start, end)``; the other columns are those of `rows.Time`."""

    start: int
    end: int
    date_start: str | None
    date_end: str | None
    precision: str
    anchor: str | None


def times(
    text: str, language: str, published_start: str | None, published_end: str | None, published_precision: str | None
) -> list[FoundTime]:
    """The date expressions of a text in reading order, never overlapping.

    Args:
        text: the frozen text.
        language: ISO 639-1 code; without data for it only ISO 8601 dates are found.
        published_start: first day the publication date can mean, ISO 8601; None when unknown.
        published_end: last such day; None: told by the precision.
        published_precision: day, month or year.

    Raises:
        ValueError: a publication date that is not ISO 8601.
    """
    published = _published(published_start, published_end, published_precision)
    found: list[tuple[int, int, int, FoundTime]] = []
    for order, (start, end, parts) in enumerate(_expressions(text, language)):
        resolved = resolve(parts, published)
        if resolved is None:
            continue
        first, last = (d.isoformat() for d in resolved.days) if resolved.days else (None, None)
        anchored = resolved.relative and resolved.days and published and published[0] == published[1]
        anchor = published[0].isoformat() if anchored and published else None
        found.append((start - end, start, order, FoundTime(start, end, first, last, resolved.precision, anchor)))
    kept: list[FoundTime] = []
    taken = bytearray(len(text))
    for _, start, _, time in sorted(found, key=lambda f: f[:3]):
        if not any(taken[start : time.end]):
            taken[start : time.end] = b"\1" * (time.end - start)
            kept.append(time)
    return sorted(kept, key=lambda t: t.start)


def _published(start: str | None, end: str | None, precision: str | None) -> Days | None:
    if start is None:
        return None
    first = date.fromisoformat(start)
    if end is not None:
        return first, date.fromisoformat(end)
    return whole(precision if precision in ("month", "year") else "day", first)


@dataclass(frozen=True, slots=True)
class _Grammar:
    patterns: tuple[tuple[re.Pattern[str], int | None, int], ...]
    names: dict[str, dict[str, Any]]


def _expressions(text: str, code: str) -> Iterator[tuple[int, int, Parts]]:
    """Every match of every pattern, overlapping ones too."""
    grammar = _grammar(code)
    for pattern, direction, oldest_year in grammar.patterns:
        for m in pattern.finditer(text):
            start, end = m.span("span")
            parts = _parts({k: v for k, v in m.groupdict().items() if v and k != "span"}, direction, grammar)
            if parts and not (oldest_year and not _is_year(text, start, end, oldest_year, code)):
                yield start, end, parts


def _parts(groups: dict[str, str], direction: int | None, grammar: _Grammar) -> Parts | None:
    """What the matched slots say; None when they say nothing possible."""
    found: dict[str, Any] = {"direction": direction}
    for slot, form in groups.items():
        if slot in ("part", "daypart"):
            continue
        if slot == "eve":
            found["eve"] = True
        elif slot == "decade":
            found["decade"] = _decade(form, grammar)
        elif slot in grammar.names and not form.isdigit():
            found[slot] = _meaning(grammar.names[slot], form)
        else:
            found[{"monthnum": "month", "n": "count"}.get(slot, slot)] = int(form)
    if "num1" in found:
        found |= _day_and_month(found.pop("num1"), found.pop("num2"))
        if "month" not in found:
            return None
    if direction and found.get("count") is None:
        found["count"] = 1
    if found.get("count") == 0:
        return None
    month, years = found.get("month"), [y for y in (found.get("year"), found.get("last_year")) if y]
    if (month is not None and not 1 <= month <= 12) or any(not 1000 <= y <= 2099 for y in years):
        return None
    if found.get("last_day", 99) <= (found.get("day") or 0) or found.get("last_year", 9999) <= (found.get("year") or 0):
        return None
    return Parts(**found)


def _meaning(table: dict[str, Any], form: str) -> Any:
    """What a written form means: as listed, in lower case, or by the stem it begins with."""
    for name in (form, key(form)):
        if name in table:
            return table[name]
    return next(value for stem, value in table.items() if stem.endswith("*") and key(form).startswith(stem[:-1]))


def _decade(form: str, grammar: _Grammar) -> int:
    if not form.isdigit():
        return int(_meaning(grammar.names["decade"], form))
    year = int(form)
    return year if year >= 1000 else 1900 + year if year >= 20 else 2000 + year


def _day_and_month(one: int, two: int) -> dict[str, int]:
    """07/29 and 29/07 tell which is the day; 03/04 doesn't, so nothing is said."""
    if one > 12 or one == two:
        return {"day": one, "month": two}
    return {"day": two, "month": one} if two > 12 else {}


def _is_year(text: str, start: int, end: int, oldest: int, code: str) -> bool:
    """Whether four digits alone are a year: not too old, with nothing that makes them a count or a code around them."""
    if not oldest <= int(text[start:end]) <= 2099:
        return False
    lex = lexicon(code)
    near = text[max(0, start - 1) : start], text[end : end + 2]
    if re.match(r"[\w$€£#№/.,+]", near[0]) and not (lex.attached and not near[0].isascii()):
        return False
    if re.match(r"[.,’'٫٬]\d|[%‰٪]", near[1]) or (near[1][:1].isalpha() and (near[1][:1].isascii() or not lex.attached)):
        return False
    if lex.labels.search(text, max(0, start - 30), start):
        return False
    counts = [lex.percent, *(p for _, p in lex.currency_after), *(u.pattern for u in lex.units)]
    after = end + len(text[end:]) - len(text[end:].lstrip())
    if lex.counted(text, end) or any(p.match(text, after) for p in counts):
        return False
    before = [p for _, p in (*lex.bounds_before, *lex.currency_before)]
    return not any(p.search(text, max(0, start - 30), start) for p in before)


@cache
def _grammar(code: str) -> _Grammar:
    """The compiled patterns of a language."""
    data = language_data(code).get("times", {})
    spaced = bool(language_data(code).get("numbers", {}).get("spaces", True))
    names = _names(data, code)
    slots = dict(_SLOTS)
    for slot, table in names.items():
        exact = slot in ("month", "weekday")
        # Names of months and days exactly as listed: "May" is a month, "may" is not.
        choice = one_of(list(table), spaced)
        slots[slot] = f"(?P<{slot}>{f'(?-i:{choice})' if exact else choice})"
    for slot in ("part", "daypart"):
        slots[slot] = f"(?P<{slot}>{one_of(forms(data.get(slot, '')), spaced)})"
    day_words = one_of(list(names["day_words"]), spaced)
    slots["day"] = f"(?:(?P<day>{day_words}|(?<!\\d)\\d{{1,2}})(?:{data.get('day_suffix', '(?!)')})?)"
    slots["decade"] = f"(?P<decade>{one_of(list(names['decade']), False)}|(?<!\\d)(?:1[5-9]|20)?[0-9]0)"
    slots["count"] = f"(?:{slots['count']}|(?P<n>\\d{{1,3}}))"
    del slots["day_words"]
    names["day"] = names.pop("day_words") | {str(d): d for d in range(1, 32)}
    patterns = []
    for name, direction in (("patterns", None), ("ago", -1), ("ahead", 1), ("vague", None)):
        for template in [*data.get(name, []), *(_EVERYWHERE if name == "patterns" else [])]:
            context, _, span = template.rpartition(">>")
            oldest_year = 0 if span.strip() != "<year>" else 1700 if context else 1900
            patterns.append((_compile(template, slots, spaced, name == "vague"), direction, oldest_year))
    return _Grammar(tuple(patterns), names)


def _names(data: dict[str, Any], code: str) -> dict[str, dict[str, Any]]:
    """Slot -> written form -> what it means."""
    words = lexicon(code).words

    def table(name: str) -> dict[str, Any]:
        return {form: value for value, entries in data.get(name, {}).items() for form in forms(entries)}

    def listed(name: str, first: int) -> dict[str, Any]:
        return {form: i for i, entries in enumerate(data.get(name, []), first) for form in forms(entries)}

    weekdays = listed("weekdays", 0)
    return {
        "month": listed("months", 1),
        "weekday": {f: v for w, v in weekdays.items() for f in (w, w[:1].upper() + w[1:])},
        "season": table("seasons"),
        "unit": table("units"),
        **{
            slot: {form: int(value) for form, value in table(slot).items()}
            for slot in ("offset", "shift", "relative_year", "decade", "day_words")
        },
        "count": {w: int(v) for w, v in words.items() if v == int(v)} | {f: int(v) for f, v in table("counts").items()},
    }


def _compile(template: str, slots: dict[str, str], spaced: bool, vague: bool) -> re.Pattern[str]:
    before, _, body = template.rpartition(">>")
    body = body.strip()

    def fill(part: str) -> str:
        filled = re.sub(r"(?<!\?P)<(\w+)>", lambda m: slots[m.group(1)], part)
        return re.sub(r"(?<!\\) +", r"[\\s\\u00a0]+", filled)

    edges = (r"(?<!\w)", r"(?!\w)") if spaced else ("", "")
    left = f"(?:{_unnamed(fill(before.strip()))})\\s*" if before else ""
    body = fill(body)
    # What is vague says nothing that could be counted with.
    return re.compile(f"{edges[0]}{left}(?P<span>{_unnamed(body) if vague else body}){edges[1]}", re.IGNORECASE)


def _unnamed(source: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", source)
