import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reader.reader import default


@pytest.fixture(scope="module")
def tokens():
    return default().tokens


@pytest.mark.parametrize(
    "text",
    [
        "The police in Phnom Penh arrested three activists.",
        "Rzeczniczka wezwała premiera.\n\n„Nie” – odparł.",
        "នាយករដ្ឋមន្ត្រី ហ៊ុន សែន បាននិយាយថា",
        "洪森首相说。",
    ],
)
def test_words_are_found_again_by_their_characters(tokens, text):
    pieces = tokens.pieces(text)
    for word in text.split():
        start = text.index(word)
        first, last = pieces.cover((start, start + len(word)))
        s, e = pieces.characters(first, last)
        assert s <= start < start + len(word) <= e
        assert word in text[s:e]


@given(st.text(min_size=1, max_size=80), st.data())
def test_offsets_stay_inside_the_text(text, data):
    tokens = default().tokens
    start = data.draw(st.integers(0, len(text)))
    pieces = tokens.pieces(text, start)
    assert pieces.starts == sorted(pieces.starts)
    for s, e in zip(pieces.starts, pieces.ends, strict=True):
        assert start <= s <= e <= len(text)


def test_a_paragraph_ends_with_a_break(tokens):
    pieces = tokens.pieces("One.\n\nTwo.")
    assert pieces.ids.count(2) == 2
