from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.passages.windows import Window, windows


def test_overlapping_windows_share_out_the_sentences() -> None:
    assert windows([5] * 5, 15, 1) == [Window(0, 3, 0, 3), Window(2, 5, 3, 5)]
    assert windows([5] * 6, 20, 2) == [Window(0, 4, 0, 3), Window(2, 6, 3, 6)]


def test_a_sentence_longer_than_the_limit_stands_alone() -> None:
    assert windows([3, 50, 3], 10) == [Window(0, 1, 0, 1), Window(1, 2, 1, 2), Window(2, 3, 2, 3)]


def test_nothing_to_read() -> None:
    assert windows([], 10) == []


@pytest.mark.parametrize(("limit", "overlap"), [(0, 1), (5, -1)])
def test_senseless_limits(limit: int, overlap: int) -> None:
    with pytest.raises(ValueError, match="limit"):
        windows([1], limit, overlap)


@given(st.lists(st.integers(0, 30), max_size=40), st.integers(1, 40), st.integers(0, 6))
def test_properties(lengths: list[int], limit: int, overlap: int) -> None:
    found = windows(lengths, limit, overlap)
    assert [index for one in found for index in range(one.own_first, one.own_last)] == list(range(len(lengths)))
    for one in found:
        assert one.first <= one.own_first < one.own_last <= one.last
        assert sum(lengths[one.first : one.last]) <= limit or one.last - one.first == 1
    for one, following in pairwise(found):
        assert one.first < following.first <= one.last < following.last
        # Where fewer sentences are shared than asked for, one more would have left no room for a new one.
        more = lengths[following.first - 1 : one.last + 1]
        assert one.last - following.first >= overlap or sum(more) > limit or following.first == one.first + 1
