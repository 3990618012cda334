import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reader import shape
from onrecord.reader.spans import cross, overlap
from onrecord.reader.tokens import BREAK, START, Pieces
from onrecord.reader.window import Calibration, choose, outermost, units

LENGTH = 6
ANYWHERE = np.triu(np.ones((LENGTH, LENGTH), bool))


def scores(*spans):
    made = np.full((LENGTH, LENGTH), -9.0, np.float32)
    for first, last, score in spans:
        made[first, last] = score
    return made


def chosen(sort, *spans, allowed=ANYWHERE):
    found, sure = choose(scores(*spans), sort, allowed, Calibration())
    assert len(found) == len(sure)
    return [tuple(span) for span in found.tolist()]


def test_spans_above_the_threshold_in_text_order():
    assert chosen("mention", (4, 5, 1.0), (0, 1, 2.0), (2, 2, -1.0)) == [(0, 1), (4, 5)]


def test_mentions_may_be_nested_and_triggers_may_not():
    assert chosen("mention", (0, 3, 1.0), (1, 2, 2.0)) == [(0, 3), (1, 2)]
    assert chosen("trigger", (0, 3, 1.0), (1, 2, 2.0)) == [(1, 2)]
    assert chosen("mention", (0, 3, 1.0), (2, 5, 2.0)) == [(2, 5)]


def test_what_is_not_allowed_is_not_chosen():
    assert chosen("mention", (0, 1, 2.0), allowed=np.zeros((LENGTH, LENGTH), bool)) == []


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.floats(-5, 5)), max_size=12))
def test_no_two_chosen_spans_exclude_each_other(given_spans):
    spans = [(min(a, b), max(a, b), score) for a, b, score in given_spans]
    for sort in shape.SORTS:
        found = [(a, b + 1) for a, b in chosen(sort, *spans)]
        for n, one in enumerate(found):
            for other in found[n + 1 :]:
                assert not cross(one, other)
                assert sort in ("mention", "content") or not overlap(one, other)


def test_a_paragraph_break_parts_sentences():
    pieces = Pieces([START, 7, 7, BREAK, 7, BREAK], [0, 0, 3, 6, 8, 11], [0, 3, 6, 6, 11, 11])
    unit = units(pieces, [(0, 11)])
    assert unit[1] == unit[2]
    assert unit[2] != unit[4]


def test_a_row_has_the_probability_that_was_fitted():
    fitted = Calibration(rows={"event": (0.5, -1.0)})
    assert Calibration().row("event", 0.3) == pytest.approx(0.3)
    assert fitted.row("event", 0.5) == pytest.approx(1 / (1 + np.e))
    assert 0 < fitted.row("event", 0.0) < fitted.row("event", 1.0) < 1


def test_of_overlapping_fillers_the_surer_is_kept():
    spans = np.array([[0, 3], [1, 2], [5, 6]])
    assert outermost([(0.6, 0), (0.9, 1), (0.5, 2)], spans) == (1, 2)


def test_the_neighbourhood_of_a_span_stays_in_the_window():
    assert shape.around(np.array([[3, 4], [60, 61]]), 70).tolist() == [[0, 4 + shape.AROUND], [60 - shape.AROUND, 69]]
