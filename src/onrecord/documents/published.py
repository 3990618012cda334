"""Dates of publication, as precise as known and never more precise."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
#: /2018/09/17/, /2018/09/ or 2018-09-17 in an address; a year alone is too often something else.
_IN_URL = re.compile(r"/((?:19|20)\d\d)/(\d{1,2})(?:/(\d{1,2}))?(?=/|$)|(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")

_FIRST_NEWSPAPER = 1605


@dataclass(frozen=True, slots=True)
class Published:
    """The days a date of publication can mean: ``start`` to ``end``, ISO 8601, both included."""

    start: str
    end: str
    precision: str  # day, month or year


def published(year: int, month: int | None = None, day: int | None = None) -> Published:
    """The date as precise as given. Raises ValueError when the calendar has no such date."""
    if not _FIRST_NEWSPAPER <= year < 2200:
        raise ValueError(f"no year of a publication: {year}")
    first = date(year, month or 1, day or 1)
    if month is None:
        return Published(first.isoformat(), date(year, 12, 31).isoformat(), "year")
    if day is None:
        return Published(first.isoformat(), date(year, month, monthrange(year, month)[1]).isoformat(), "month")
    return Published(first.isoformat(), first.isoformat(), "day")


def parse(text: str) -> Published:
    """Reads ``2018-09-17``, ``2018-09`` or ``2018``. Raises ValueError for anything else."""
    match = _ISO.fullmatch(text)
    if match is None or not text.isascii():
        raise ValueError(f"not a date: {text!r}")
    return published(*(int(part) for part in match.groups() if part))


def in_url(url: str | None) -> Published | None:
    """The date an address carries in its path, if it carries one."""
    for match in _IN_URL.finditer((url or "").split("?", maxsplit=1)[0]):
        parts = [int(part) for part in match.groups() if part]
        try:
            return published(*parts)
        except ValueError:
            continue
    return None
