from hypothesis import given
from hypothesis import strategies as st

from onrecord.reader.spans import cross, inside, overlap, within

span = st.tuples(st.integers(0, 50), st.integers(1, 20)).map(lambda p: (p[0], p[0] + p[1]))


@given(span, span)
def test_two_spans_are_apart_nested_or_crossing(a, b):
    assert [not overlap(a, b), inside(a, b) or inside(b, a), cross(a, b)].count(True) == 1
    assert overlap(a, b) == bool(set(range(*a)) & set(range(*b)))


@given(span, st.lists(st.lists(span, min_size=1, max_size=3), max_size=5))
def test_within_is_the_smallest_content_that_holds(inner, contents):
    at = within(inner, contents)
    holders = [i for i, pieces in enumerate(contents) if any(inside(inner, p) for p in pieces)]
    if at is None:
        assert not holders
    else:
        size = [sum(e - s for s, e in pieces) for pieces in contents]
        assert at in holders
        assert size[at] == min(size[i] for i in holders)


def test_a_statement_is_not_within_itself():
    assert within((2, 4), [[(0, 10)]], skip=0) is None
