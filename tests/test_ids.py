import re

from hypothesis import given
from hypothesis import strategies as st

from onrecord.ids import content_id, document_id, row_id

spans = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6))


@given(st.text(), spans, st.integers(0, 5))
def test_a_row_id_is_told_by_its_content_alone(document, span, ordinal):
    one = row_id(document, "event", *span, ordinal)
    assert one == row_id(document, "event", *span, ordinal)
    assert re.fullmatch(r"ev-[0-9a-f]{16}", one)
    assert one != row_id(document, "statement", *span, ordinal)
    assert one != row_id(document, "event", *span, ordinal + 1)


def test_parts_do_not_run_together():
    assert content_id("actor", "ab", "c") != content_id("actor", "a", "bc")


def test_a_document_is_its_bytes():
    assert document_id(b"a") == document_id(b"a") != document_id(b"a ")
