import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents.paragraphs import paragraphs
from onrecord.passages.sentences import sentences


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Mr. Smith met J. K. Rowling in the U.S. on Sept. 3, 2018.| He paid $3.5 billion.| “We won.” he said.| They left.",
        ),
        (
            "en",
            '"Why?" Smith asked.| “We won.”| They left.| "Really?", he asked.| He lives in the U.S.| The U.S. President came.',
        ),
        (
            "en",
            "The end...| Or not…| Plan B.| The vote failed.| No. 5 came.| He said no.| Then left.| At 5 p.m. Monday it rained.",
        ),
        ("en", "He left.[1]| Then he came (he said).| (It was so.)| It was in 2018.| Nobody won."),
        ("en", "1. First item.| 2. Second item.| […] Some text.| He [...] Said so.| See www.example.com.| Then go."),
        ("en", "They lost the vote.|The court ruled.| It rose 3.14 percent, e.g. in St. Petersburg, Fla., at Foo Inc. there."),
        ("en", "MR. SMITH WENT HOME.| THE POLICE CAME.| THE U.S. ARMY LEFT."),
        ("en", "Yahoo! said no.| Who?!| Him."),
        ("pl", "W lipcu 2018 r. Nowak wygrał wybory, m.in. w Sejmie.| Otrzymał głosy 5 tys. Polaków w 2018 r.| Litwa wygrała."),
        ("pl", "— Nie wiem.| — Odpowiedział Jan.| – Dokąd? – zapytał.| „Wygraliśmy.”| Art. 5 ust. 2 mówi o tym."),
        ("pl", "Był w USA.| Koniec.| Dał 50 proc. głosów itd.| Potem dr. Nowak, ul. Jana Pawła 2, wyszedł."),
        ("fr", "M. Dupont a dit : « Nous avons gagné. »| Il est parti.| « Pourquoi ? » demande Jean.| Pourquoi ?| Parce que."),
        (
            "de",
            "Am 3. September kam er.| Das war 2018.| Sie sagte „Wir haben gewonnen.“| Dann ging er.| »Warum?«, rief z. B. er.",
        ),
        ("es", "¿Por qué?| El Sr. Pérez llegó a EE. UU. ayer.| «Ganamos.»| Se fue."),
        ("pt", "O Sr. Silva chegou.| A Sra. Costa, não.| Custou 3,5 mi.| Depois saiu."),
        ("ru", "В 2018 г. Иванов выиграл.| А. С. Пушкин жил в XIX в.| Он умер.| — Почему? — спросил Иван."),
        ("ru", "Это рубли и т. д.| Потом он ушёл."),
        ("uk", "У 2018 р. Іваненко переміг.| Він мешкав на вул. Шевченка.| Потім пішов."),
        ("zh", "他说：“我们赢了。”|然后离开了。|真的吗？|是的！"),
        ("ja", "「勝った。」と述べた。|終わり。"),
        ("km", "នាយករដ្ឋមន្ត្រីនិយាយ។| គាត់ទៅ។ល។ ហើយមក៕| ថា៖ បាទ"),
        ("ar", "قال رئيس الوزراء.| لماذا؟| ذهب د. أحمد إلى البيت."),
        ("hi", "उसने कहा।| वह गया।"),
        ("und", "W. E. B. Du Bois wrote.| Then he left."),
    ],
)
def test_sentences_end_where_the_bars_stand(language: str, text: str) -> None:
    expected = [piece.strip() for piece in text.split("|")]
    plain = text.replace("|", "")
    assert [plain[start:end] for start, end in sentences(plain, language)] == expected


def test_paragraph_breaks_end_sentences() -> None:
    text = "A headline without a stop\n\nHe said so\non two lines. And left"
    assert [text[start:end] for start, end in sentences(text, "en")] == [
        "A headline without a stop",
        "He said so",
        "on two lines.",
        "And left",
    ]


def test_hard_wrapped_prose_does_not() -> None:
    text = (
        "The prime minister of the country said on Monday evening that\nhe would not resign, in spite of calls from the "
        "party and from\nmembers of the opposition. He left."
    )
    first, *_ = sentences(text, "en")
    assert text[slice(*first)].endswith("members of the opposition.")


PIECES = st.lists(
    st.sampled_from(
        [
            "word ",
            "Mr. ",
            "A. ",
            "3. ",
            "r. ",
            "“",
            "” ",
            "« ",
            " »",
            "...",
            "! ",
            "? ",
            "。",
            "។",
            "។ល។",
            "\n",
            "\n\n",
            "— ",
            "[",
            "] ",
            "\u200b",
            "x.Y",
        ]
    ),
    max_size=60,
)


@given(PIECES.map("".join) | st.text(max_size=200), st.sampled_from(["en", "pl", "de", "ja", "km", "und"]))
def test_spans_are_ordered_within_paragraphs_and_cover_everything(text: str, language: str) -> None:
    found = sentences(text, language)
    position = 0
    for start, end in found:
        assert position <= start < end
        assert text[position:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        position = end
    assert text[position:].strip() == ""
    borders = {edge for span in paragraphs(text) for edge in span}
    assert not any(start < border < end for start, end in found for border in borders)


def test_time_is_linear_in_hostile_text() -> None:
    for text in ("J. " * 30_000, "." * 100_000 + " a", "r. X " * 30_000, "(. " * 30_000):
        assert sentences(text, "pl")
