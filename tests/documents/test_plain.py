import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents.plain import mark

ARTICLE = """Accessibility links

Breaking News

Parliament Votes on the Budget

Deputies, seen in this photo, leave the hall, May 3, 2019. (AP Photo/Jan Nowak)
5 min read
[player_button voice="UK English"]
Share this:

LISBON, Sept 3 (Reuters) — Parliament voted on the budget. He paid [caption id="3"]tax[/caption] today, he said (AFP).

NATO — an alliance — said nothing more in the middle of the text.

Read more: another story
https://example.org/x
The minister in his office. REUTERS/Jan Kowalski
"""


def marked(text: str, **known: object) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in mark(text, **known)]  # type: ignore[arg-type]


def test_marks_the_parts_of_an_article() -> None:
    assert marked(ARTICLE) == [
        ("boilerplate", "Accessibility links"),
        ("boilerplate", "Breaking News"),
        ("headline", "Parliament Votes on the Budget"),
        ("caption", "Deputies, seen in this photo, leave the hall, May 3, 2019. (AP Photo/Jan Nowak)"),
        ("boilerplate", "5 min read"),
        ("boilerplate", '[player_button voice="UK English"]'),
        ("boilerplate", "Share this:"),
        ("dateline", "LISBON, Sept 3 (Reuters) —"),
        ("boilerplate", '[caption id="3"]'),
        ("boilerplate", "[/caption]"),
        ("boilerplate", "Read more: another story"),
        ("boilerplate", "https://example.org/x"),
        ("caption", "The minister in his office. REUTERS/Jan Kowalski"),
    ]


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("МОСКВА, 3 сентября (ТАСС) — Текст идёт дальше.", "МОСКВА, 3 сентября (ТАСС) —"),
        ("MADRID, 3 sep (EFE).- El presidente dijo.", "MADRID, 3 sep (EFE).-"),
        ("Berlin (dpa) - Die Regierung sagte.", "Berlin (dpa) -"),
        ("Paris, le 3 septembre – Le ministre a dit.", "Paris, le 3 septembre –"),
        ("WASHINGTON — The House voted.", "WASHINGTON —"),
        ("Quito, 10 de noviembre de 2019 — El ministro dijo que no.", "Quito, 10 de noviembre de 2019 —"),
        ("ភ្នំពេញ, ១៦ សីហា ២០១៨ — រដ្ឋមន្ត្រីបាននិយាយ។", "ភ្នំពេញ, ១៦ សីហា ២០១៨ —"),
    ],
)
def test_datelines(text: str, dateline: str) -> None:
    assert marked(text) == [("dateline", dateline)]


@pytest.mark.parametrize(
    "text",
    [
        "Jan Kowalski (PO) – 34 proc. głosów",
        "Anna Nowak, 66 — the minister — said so.",
        "The minister (a liberal) — who came — left.",
        "“We won,” he said — and left.",
        "A poll by Reuters/Ipsos shows a lead.",
        "He told us in the front row (Reuters).",
    ],
)
def test_prose_is_left_alone(text: str) -> None:
    assert marked(text) == []


def test_known_title_and_captions() -> None:
    text = "First line\n\nThe Title: of it\n\nA man votes.\n\nProse that goes on for longer."
    assert marked(text, title="the title — of it", captions=("A man votes.",)) == [
        ("headline", "The Title: of it"),
        ("caption", "A man votes."),
    ]


def test_a_first_line_that_is_a_sentence_is_no_headline() -> None:
    assert marked("He came.\n\nThen he left the town for ever.") == []
    assert marked("A line alone") == []


def test_polish_furniture() -> None:
    assert marked("Czytaj także: inny tekst\n\nFot. Jan Nowak") == [
        ("boilerplate", "Czytaj także: inny tekst"),
        ("caption", "Fot. Jan Nowak"),
    ]


def test_what_is_left_of_a_byline_and_a_wire_sign_off() -> None:
    # An extractor takes names and dates out of "Par NAME, publié le DATE".
    text = "Par Publié le\n\nLe ministre a dit non.\n\n(Reporting by Jan Nowak; editing by Anna Kowal)"
    assert marked(text) == [("boilerplate", "Par Publié le"), ("boilerplate", "(Reporting by Jan Nowak; editing by Anna Kowal)")]
    assert marked("Reporting by the press led to an inquiry.") == []


@given(st.text(alphabet="Ab. \n[]=/(—AFP)1", max_size=200) | st.text(max_size=200))
def test_marks_are_ordered_and_do_not_overlap(text: str) -> None:
    position = 0
    for one in mark(text):
        assert position <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == text[one.start : one.end].strip()
        position = one.end
