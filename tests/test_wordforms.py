import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.wordforms import fits, is_any, mention_form, stems, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the U.S. and", ["the", "US", "and"]),
        ("d’Haïti", ["d", "'", "Haïti"]),
        ("中国人", ["中", "国", "人"]),
        ("កម្ពុជា", ["ក", "ម្ពុ", "ជា"]),
        ("ёлка", ["елка"]),
    ],
)
def test_tokens(text, words):
    assert [t.text for t in tokens(text)] == words


@given(st.text(max_size=60))
def test_tokens_are_in_order_and_hold_all_letters(text):
    found = tokens(text)
    end = 0
    for token in found:
        assert end <= token.start < token.end <= len(text)
        end = token.end
    kept = {i for t in found for i in range(t.start, t.end)}
    assert all(i in kept for i, c in enumerate(text) if c.isalpha() and c.isascii())


def test_patterns():
    assert fits("Rządowi", "rząd*")
    assert not fits("rządzeniem", "rząd*")
    assert is_any("prezesa rady ministrów", ["prezes* rady ministrów"])


def test_cases_of_a_name_share_a_stem():
    assert set(stems("Sena", "pl")) & set(stems("Sen", "pl"))
    assert set(stems("Сокхой", "ru")) & set(stems("Сокха", "ru"))
    assert not set(stems("Sokha", "en")) & set(stems("Sok", "en"))


@pytest.mark.parametrize(
    ("head", "language", "kind", "form"),
    [
        ("He", "en", "person", "pronoun"),
        ("WHO", "en", "igo", "name"),
        ("US", "en", "state", "name"),
        ("Hun Sen", "en", "person", "name"),
        ("spokesman", "en", "person", "description"),
        ("któremu", "pl", "person", "pronoun"),
        ("Sokha", "pl", "person", "name"),
        ("rządowi", "pl", "government", "description"),
        ("elle", "fr", "person", "pronoun"),
        ("él", "es", "person", "pronoun"),
        ("Regierung", "de", "government", "description"),
        ("Sprecherin", "de", "person", "description"),
        ("Merz", "de", "person", "name"),
        ("Demonstranten", "de", "group", "description"),
        ("она", "ru", "person", "pronoun"),
        ("Путин", "ru", "person", "name"),
        ("الحكومة", "ar", "government", "description"),
        ("محمد", "ar", "person", "name"),
        ("他", "zh", "person", "pronoun"),
        ("政府", "zh", "government", "description"),
        ("王毅", "zh", "person", "name"),
        ("គាត់", "km", "person", "pronoun"),
        ("រដ្ឋាភិបាល", "km", "government", "description"),
        ("កឹម សុខា", "km", "person", "name"),
        ("", "en", "thing", "description"),
    ],
)
def test_mention_form(head, language, kind, form):
    assert mention_form(head, language, kind) == form


def test_a_capital_at_the_start_of_a_sentence_tells_nothing():
    assert mention_form("Protesters", "en", "group", starts_sentence=True) == "description"
    assert mention_form("Officials", "en", "government", starts_sentence=True) == "description"
    assert mention_form("Sokha", "en", "person", starts_sentence=True) == "name"
    assert mention_form("Hun Sen", "en", "person", starts_sentence=True) == "name"
