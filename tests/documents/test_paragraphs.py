from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents.paragraphs import paragraphs

WRAPPED = """Parliament votes on the budget

The prime minister of the country said on Monday evening that
he would not resign, in spite of calls from the opposition and
Members of the ruling party. He made the statement at the
National Assembly after a long debate about the budget of next
year.

- apples
- pears
"""


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


def test_blank_lines_and_single_line_breaks_part_paragraphs() -> None:
    assert pieces("One.\n\nTwo\nThree\n \t\nFour") == ["One.", "Two", "Three", "Four"]


def test_hard_wrapped_lines_are_joined_and_lists_are_not() -> None:
    body = WRAPPED.split("\n\n")[1]
    assert pieces(WRAPPED) == ["Parliament votes on the budget", body, "- apples", "- pears"]


def test_one_paragraph_a_line_is_not_taken_for_wrapping() -> None:
    lines = ["He said so on Monday evening, in the hall of the parliament, to reporters who had waited", "he left after that"] * 3
    long = "A paragraph that was never wrapped at any column, for it is on one line from its beginning to its end, " * 2 + "far."
    assert pieces("\n".join([*lines, long])) == [*lines, long]


@given(st.text(alphabet="ab. \n\t—", max_size=300) | st.text(max_size=200))
def test_spans_are_ordered_stripped_and_cover_everything(text: str) -> None:
    position = 0
    for start, end in paragraphs(text):
        assert position <= start < end
        assert text[position:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        position = end
    assert text[position:].strip() == ""
