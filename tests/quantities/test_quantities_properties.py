"""Whatever the text: spans lie in it, are in order, never overlap, and reading twice gives the same."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.languages import language
from onrecord.quantities import figures, times
from onrecord.vocabulary import BOUNDS, MEASURES, PRECISIONS

LANGUAGES = ("en", "pl", "fr", "es", "de", "ru", "uk", "pt", "ar", "zh", "km", "und")
_PIECES = [
    "at least ",
    "12",
    "1,300",
    "2018",
    " July ",
    "29 ",
    "lipca",
    " %",
    "$",
    " bn",
    " years",
    "-",
    "–",
    " to ",
    "od ",
    "do ",
    "two ",
    "dozens",
    "ago",
    "last ",
    "week",
    ". ",
    ", ",
    "\n",
    "年",
    "月",
    "日",
    "ថ្ងៃទី",
    "២៩",
    "نحو ",
    "٣٠",
    "5.",
    "(",
    "killed ",
    " people",
    "0",
    "30 February 2019",
    "31/12/2019",
    "00",
    "99.99.2019",
    "9999",
    "في المئة",
    "百分之",
    "половиной",
    "halbe",
]
TEXTS = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))


def _ordered(spans: list[tuple[int, int]], text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(text=TEXTS, code=st.sampled_from(LANGUAGES))
@settings(max_examples=300, deadline=None)
def test_figures_lie_in_the_text(text: str, code: str) -> None:
    found = figures(text, code, [(0, len(text))])
    _ordered([(f.start, f.end) for f in found], text)
    dates = times(text, code, None, None, None)
    for f in found:
        assert f.measure in MEASURES
        assert f.bound in BOUNDS
        assert (f.value is None) == (f.bound in ("range", "vague"))
        assert (f.low is not None and f.high is not None and f.low < f.high) == (f.bound == "range")
        assert not any(f.start <= t.start and t.end <= f.end for t in dates)
    assert found == figures(text, code, [(0, len(text))])


@given(text=TEXTS, code=st.sampled_from(LANGUAGES), published=st.dates(date(1000, 1, 1), date(2099, 12, 31)))
@settings(max_examples=300, deadline=None)
def test_times_lie_in_the_text(text: str, code: str, published: date) -> None:
    day = published.isoformat()
    found = times(text, code, day, day, "day")
    _ordered([(t.start, t.end) for t in found], text)
    for t in found:
        assert t.precision in PRECISIONS
        assert (t.date_start is None) == (t.date_end is None)
        assert t.anchor in (None, day)
        if t.date_start and t.date_end:
            assert date.fromisoformat(t.date_start) <= date.fromisoformat(t.date_end)
    unknown = times(text, code, None, None, None)
    assert all(t.anchor is None for t in unknown)
    assert {(t.start, t.end) for t in unknown} == {(t.start, t.end) for t in found}


@pytest.mark.parametrize("code", [c for c in LANGUAGES if c != "und"])
def test_every_language_has_the_three_sections(code: str) -> None:
    data = language(code)
    assert {"numbers", "times", "measures"} <= set(data)
    assert len(data["times"]["months"]) == 12
    assert len(data["times"]["weekdays"]) == 7
    named = {m for group in ("persons", "things", "fates", "shares", "terms", "before") for m in data["measures"].get(group, {})}
    assert named <= set(MEASURES)
    assert {measure for _, measure, _ in data["measures"]["units"]} <= set(MEASURES)
    assert set(data["numbers"]["bounds"]) <= set(BOUNDS)
