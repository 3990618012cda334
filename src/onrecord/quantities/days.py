"""From what a date expression says to the days it can mean.

`resolve` takes the parts a pattern found (day, month, year, weekday, shift, …) and the publication date. What can't be
told is None: with publication known only to the month, "yesterday" is unknown and "last year" is known.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

Days = tuple[date, date]

#: Seasons of the northern hemisphere: the first month; winter runs into the next year.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
UNITS = ("day", "week", "weekend", "month", "year", "decade")


@dataclass(frozen=True, slots=True)
class Parts:
    """What the words of a date expression say; None where they don't."""

    day: int | None = None
    last_day: int | None = None
    month: int | None = None
    year: int | None = None
    last_year: int | None = None
    weekday: int | None = None
    eve: bool = False
    season: str | None = None
    decade: int | None = None
    offset: int | None = None
    shift: int | None = None
    relative_year: int | None = None
    count: int | None = None
    direction: int | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """The days an expression can mean (None: can't be told), its precision, and whether publication was needed."""

    days: Days | None
    precision: str
    relative: bool


def whole(unit: str, day: date) -> Days:
    """The first and last day of the unit (day, week from Monday, weekend, month, year or decade) that holds a day."""
    match unit:
        case "week":
            monday = day - timedelta(day.weekday())
            return monday, monday + timedelta(6)
        case "weekend":
            monday = day - timedelta(day.weekday())
            return monday + timedelta(5), monday + timedelta(6)
        case "month":
            return month_days(day.year, day.month)
        case "year":
            return date(day.year, 1, 1), date(day.year, 12, 31)
        case "decade":
            return date(day.year // 10 * 10, 1, 1), date(day.year // 10 * 10 + 9, 12, 31)
    return day, day


def month_days(year: int, month: int) -> Days:
    """The first and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def moved(day: date, unit: str, by: int) -> date:
    """A day in the unit that lies ``by`` units later; of months and years, their first day."""
    match unit:
        case "week" | "weekend":
            return day + timedelta(7 * by)
        case "month":
            months = day.year * 12 + day.month - 1 + by
            return date(months // 12, months % 12 + 1, 1)
        case "year" | "decade":
            return date(day.year + by * (10 if unit == "decade" else 1), 1, 1)
    return day + timedelta(by)


def resolve(parts: Parts, published: Days | None) -> Resolved | None:
    """The days an expression means; None when it names an impossible day (30 February).

    Args:
        parts: what the expression says.
        published: first and last day the publication date can mean, None when unknown.
    """
    precision = _precision(parts)
    try:
        absolute = _absolute(parts)
        if absolute:
            return Resolved(absolute, precision, False)
        return Resolved(_agreed(lambda day: _relative(parts, day), published), precision, True)
    except (ValueError, OverflowError):
        return None


def _precision(p: Parts) -> str:
    told = (
        ("day", p.day or p.weekday is not None or p.offset is not None),
        ("month", p.month),
        ("season", p.season),
        ("decade", p.decade is not None),
        # A decade ago is no decade that could be named, "that day" is a day told elsewhere, a weekend is two days.
        ("vague", p.unit == ("decade" if p.count else "day")),
        ("day", p.unit == "weekend"),
        (p.unit or "", p.unit),
        ("year", p.year or p.relative_year is not None),
    )
    return next((precision for precision, holds in told if holds), "vague")


def _absolute(p: Parts) -> Days | None:
    if p.decade is not None:
        return whole("decade", date(p.decade, 1, 1))
    if p.year is None:
        _check(p)
        return None
    return _in_year(p, p.year)


def _check(p: Parts) -> None:
    """Raises ValueError for a day that no year has."""
    if p.day and p.month:
        date(2000, p.month, p.day)
        date(2000, p.month, p.last_day or p.day)


def _in_year(p: Parts, year: int) -> Days:
    """The days that day and month, month, season or nothing more name in a year."""
    if p.month and p.day:
        return date(year, p.month, p.day), date(year, p.month, p.last_day or p.day)
    if p.month:
        return month_days(year, p.month)
    if p.season:
        first = moved(date(year, SEASONS[p.season], 1), "month", 2)
        return date(year, SEASONS[p.season], 1), month_days(first.year, first.month)[1]
    return date(year, 1, 1), date(p.last_year or year, 12, 31)


def _agreed(meaning: Callable[[date], Days | None], published: Days | None) -> Days | None:
    """What an expression means if every day the article may be from gives the same, else None."""
    if published is None:
        return None
    first, last = meaning(published[0]), meaning(published[1])
    if first != last or (published[1] - published[0]).days > 366:
        return None
    return first


def _relative(p: Parts, published: date) -> Days | None:
    days: Days | None = None
    if p.offset is not None:
        days = whole("day", published + timedelta(p.offset))
    elif p.relative_year is not None:
        days = _in_year(p, published.year + p.relative_year)
    elif p.month or p.season:
        days = _nearest(p, published)
    elif p.weekday is not None:
        first, last = _weekday(p.weekday, p.shift, published)
        # "the night from Tuesday to Wednesday" is of both days.
        days = (first - timedelta(1) if p.eve else first, last)
    elif p.unit in UNITS and p.count and p.direction:
        days = whole(p.unit, moved(published, p.unit, p.count * p.direction)) if p.unit != "decade" else None
    elif p.unit == "month" and p.day:
        days = whole("day", moved(published, "month", p.shift or 0).replace(day=p.day))
    elif p.unit == "weekend" and p.shift is None:
        days = whole("weekend", published - timedelta((published.weekday() - 5) % 7))
    elif p.unit in UNITS and p.unit != "day":  # "that day" is a day the text has told before
        days = whole(p.unit, moved(published, p.unit, p.shift or 0))
    return days


def _weekday(weekday: int, shift: int | None, published: date) -> Days:
    """Alone: the last such day up to publication. With "last" before it, with "next" after it, with "this" in its week."""
    back = (published.weekday() - weekday) % 7
    if shift is None:
        day = published - timedelta(back)
    elif shift < 0:
        day = published - timedelta(back or 7)
    elif shift > 0:
        day = published + timedelta((7 - back) if back else 7)
    else:
        day = published + timedelta(weekday - published.weekday())
    return day, day


def _nearest(p: Parts, published: date) -> Days | None:
    """Which year a date without a year means.

    "last July" has ended before publication, "next July" begins after it. Otherwise the year is that of publication,
    because papers leave out the year of the running calendar year; unless the date would then lie more than
    six months ahead (the year before) or more than ten months back (the year after: "January 5", written in December).
    """
    candidates = [days for y in (-1, 0, 1) if (days := _possible(p, published.year + y))]
    if p.shift is not None and p.shift < 0:
        return max((d for d in candidates if d[1] < published), default=None)
    if p.shift is not None and p.shift > 0:
        return min((d for d in candidates if d[0] > published), default=None)
    same = _possible(p, published.year)
    if p.shift == 0:
        return same
    if same is None or (same[0] - published).days > 183:
        return _possible(p, published.year - 1)
    if (published - same[1]).days > 304:
        return _possible(p, published.year + 1)
    return same


def _possible(p: Parts, year: int) -> Days | None:
    try:
        return _in_year(p, year)
    except ValueError:  # 29 February in a common year
        return None
