"""Figures: numbers with their units and bound words, and what they measure.

A figure's span takes in bound words and units ("at least 30", "1.3 bn dollars", "76.77 %"); the counted noun
stays outside. Numbers that are part of a date are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.quantities.lexicon import Lexicon, key, lexicon
from onrecord.quantities.measures import Marks, Quantity, Span, measure
from onrecord.quantities.numbers import Number, numbers
from onrecord.quantities.times import times

_LOOK_BACK = 60


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure at ``[start, end)``; the columns are those of `rows.Figure`."""

    start: int
    end: int
    measure: str
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    currency: str | None
    bound: str


def figures(text: str, language: str, sentences: Sequence[Span]) -> list[FoundFigure]:
    """The figures of a text in reading order; they never overlap, and none is part of a date.

    Args:
        text: the frozen text.
        language: ISO 639-1 code; digits and symbols are read in any language, words in those with data.
        sentences: spans of the sentences; evidence for a measure is looked for in the figure's own.
    """
    lex = lexicon(language)
    dates = [(t.start, t.end) for t in times(text, language, None, None, None)]
    dated = bytearray(len(text))
    for start, end in dates:
        dated[start:end] = b"\1" * (end - start)
    found = [n for n in numbers(text, language) if not any(dated[n.start : n.end])]
    quantities: list[Quantity] = []
    for q in (_with_unit(text, n, lex) for n in found):
        if not quantities or q.start >= quantities[-1].end:  # the number in "per 100,000" belongs to the unit before it
            quantities.append(q)
    bounded: list[Quantity] = []
    for q in _ranges(text, quantities, sentences, lex):
        bounded.append(_bounded(text, q, _sentence(q.start, sentences, text), bounded[-1].end if bounded else 0, lex))
    marks = Marks([(q.start, q.end) for q in bounded], dates)
    return [_figure(text, q, _sentence(q.start, sentences, text), marks, lex) for q in bounded]


def _sentence(start: int, sentences: Sequence[Span], text: str) -> tuple[int, int]:
    return next(((s, e) for s, e in sentences if s <= start < e), (0, len(text)))


def _figure(text: str, q: Quantity, sentence: Span, marks: Marks, lex: Lexicon) -> FoundFigure:
    what = measure(text, q, sentence, marks, lex)
    unit = "year" if what == "age" and q.unit is None else q.unit
    if q.high is not None:
        return FoundFigure(q.start, q.end, what, None, q.value, q.high, unit, q.currency, "range")
    return FoundFigure(q.start, q.end, what, q.value, None, None, unit, q.currency, q.bound if q.value is not None else "vague")


def _with_unit(text: str, n: Number, lex: Lexicon) -> Quantity:
    """The number with the currency, percent sign or unit written at it."""
    start, end, value = n.start, n.end, n.value
    currency = None
    for iso, pattern in lex.currency_before:
        if m := pattern.search(text, max(0, start - 6), start):
            currency, start = iso, m.start()
            break
    if (
        not n.spelled
        and value is not None
        and (m := lex.money_scale.match(text, end))
        and (currency or lex.counted(text, m.end()) or _currency_after(text, m.end(), lex))
    ):
        value, end = round(value * lex.money_scales[key(m.group())], 6), m.end()
    if currency:
        # "$5 million dollars" and "$1.3 bn USD" say it twice.
        after = _currency_after(text, end, lex)
        return Quantity(start, after[1] if after and after[0] == currency else end, value, currency=currency)
    plain = Quantity(start, end, value)
    if percent := _percent(text, plain, lex):
        return percent
    if after := _currency_after(text, end, lex):
        return Quantity(start, after[1], value, currency=after[0])
    matches = ((unit, _after(unit.pattern, text, end, lex)) for unit in lex.units)
    return next((replace(plain, end=m.end(), unit=unit.name, measure=unit.measure) for unit, m in matches if m), plain)


def _percent(text: str, q: Quantity, lex: Lexicon) -> Quantity | None:
    if m := lex.percent_before.search(text, max(0, q.start - 12), q.start):
        return replace(q, start=m.start(), unit="percent")
    if m := _after(lex.points, text, q.end, lex):
        return replace(q, end=m.end(), unit="percentage point", measure="share")
    if m := _after(lex.percent, text, q.end, lex):
        return replace(q, end=m.end(), unit="percent")
    return None


def _currency_after(text: str, end: int, lex: Lexicon) -> tuple[str, int] | None:
    for iso, pattern in lex.currency_after:
        if m := _after(pattern, text, end, lex):
            return iso, m.end()
    return None


def _after(pattern: re.Pattern[str], text: str, end: int, lex: Lexicon) -> re.Match[str] | None:
    """A unit written at the number, after a space, a hyphen or nothing, and a linking word ("millones de")."""
    gap = re.compile(rf"[\s\u00a0\u202f]{{0,2}}{lex.link}|-", re.IGNORECASE).match(text, end)
    for at in dict.fromkeys((end, gap.end() if gap else end, end + (text[end : end + 1] in ("-", " ", "\u00a0")))):
        if m := pattern.match(text, at):
            return m
    return None


def _ranges(text: str, quantities: list[Quantity], sentences: Sequence[Span], lex: Lexicon) -> list[Quantity]:
    """Joins the two ends of a range ("between 20 and 30", "7 to 20 years", "5–7 million").

    "rose from 5 to 7" is no range: after a word of change both numbers stand for themselves.
    """
    joined: list[Quantity] = []
    for q in quantities:
        low = joined[-1] if joined else None
        sentence = _sentence(low.start, sentences, text) if low else (0, 0)
        whole = _range(text, low, q, sentence, lex) if low else None
        if whole:
            joined[-1] = whole
            continue
        if low and low.value is not None and not low.unit and q.unit and _frame(text, low, q, sentence[0], lex):
            joined[-1] = replace(low, unit=q.unit, measure=q.measure)  # "from 5 to 7 per cent"
        if low and text[low.end : q.start] in ("-", "–") and low.unit == q.unit is None:
            joined.pop()  # "3-1" is a score
            continue
        joined.append(q)
    return joined


def _frame(text: str, low: Quantity, high: Quantity, since: int, lex: Lexicon) -> tuple[int, bool] | None:
    """Where the words that join two numbers begin, and whether only a range can be meant ("between … and"); None: not joined."""
    between = text[low.end : high.start]
    for before, middle in lex.range_frames:
        if middle.fullmatch(between) and (m := before.search(text, since, low.start)):
            return m.start(), not lex.range_join.fullmatch(between)
    return (low.start, False) if lex.range_join.fullmatch(between) else None


def _range(text: str, low: Quantity, high: Quantity, sentence: Span, lex: Lexicon) -> Quantity | None:
    if low.value is None or high.value is None or low.high is not None or high.start >= sentence[1]:
        return None
    frame = _frame(text, low, high, sentence[0], lex)
    clash = _differ(low.currency, high.currency) or _differ(low.unit, high.unit)
    value = _scaled(text, low, high, lex)
    if frame is None or clash or value >= high.value or (_changed(text, low, sentence, lex) and not frame[1]):
        return None
    return replace(
        high,
        start=frame[0],
        value=value,
        high=high.value,
        unit=high.unit or low.unit,
        measure=high.measure or low.measure,
        currency=high.currency or low.currency,
    )


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other and one != other)


def _changed(text: str, q: Quantity, sentence: Span, lex: Lexicon) -> bool:
    """Whether a word of change ("rose", "fell") stands before the number in its sentence."""
    return bool(lex.changes.search(text, max(sentence[0], q.start - _LOOK_BACK), q.start))


def _scaled(text: str, low: Quantity, high: Quantity, lex: Lexicon) -> float:
    """The lower end; in "5–7 million" the scale stands for both."""
    value, top = low.value or 0.0, high.value or 0.0
    bare = re.fullmatch(r"\W*[\d.,]+", text[low.start : low.end])
    if bare and value < 1000 <= top and not re.match(r"\W*\d[\d.,\s]*$", text[high.start : high.end]):
        for scale in sorted({*lex.scales.values(), *lex.money_scales.values()}, reverse=True):
            if scale >= 1000 and value < top / scale < 1000:
                return value * scale
    return value


def _bounded(text: str, q: Quantity, sentence: Span, floor: int, lex: Lexicon) -> Quantity:
    """The quantity with the bound words before (not before ``floor``) or after it taken into its span.

    A word that also joins ranges (Polish "do", up to or just to) bounds only a number with a unit, and not after a change;
    "over two years" is a stretch of time rather than a bound.
    """
    look = max(floor, sentence[0], q.start - _LOOK_BACK)
    before = [(m.start(), name) for name, p in lex.bounds_before if (m := p.search(text, look, q.start))]
    if before:
        start, name = min(before)  # the longest: "no more than" before "more than"
        words = text[start : q.start]
        plain = not lex.range_join.fullmatch(words) and not (q.measure == "duration" and key(words) in lex.not_of_time)
        joins = lex.range_join.fullmatch(words) and (q.unit or q.currency)
        if plain or (joins and not _changed(text, q, sentence, lex)):
            return replace(q, start=start, bound=name)
    for name, pattern in lex.bounds_after:
        if m := pattern.match(text, q.end):
            return replace(q, end=m.end(), bound=name)
    return q
