import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.names.gazetteer import RANK, inside, languages, lookup
from onrecord.names.tables import countries, country_name, kinds, organisations, rows
from onrecord.vocabulary import KINDS


@pytest.mark.parametrize(
    ("phrase", "language", "code", "what"),
    [
        ("Cambodia", "en", "KHM", "state"),
        ("the U.S.", "en", "USA", "state"),
        ("US", "en", "USA", "state"),
        ("CAMBODIA", "en", "KHM", "state"),
        ("Cambodia's", "en", "KHM", "state"),
        ("Burma", "en", "MMR", "state"),
        ("the White House", "en", "USA", "government"),
        ("the Kremlin", "en", "RUS", "government"),
        ("Beijing", "en", "CHN", "capital"),
        ("Brussels", "en", "EUR", "government"),
        ("the Cambodians", "en", "KHM", "people"),
        ("Turkish", "en", "TUR", "adjective"),
        ("ASEAN", "en", "IGO", "igo"),
        ("UN", "en", "UNO", "igo"),
        ("Kambodży", "pl", "KHM", "state"),
        ("Stanach Zjednoczonych", "pl", "USA", "state"),
        ("Polsce", "pl", "POL", "state"),
        ("Amerykanie", "pl", "USA", "people"),
        ("kambodżańskiego", "pl", "KHM", "adjective"),
        ("Moskwie", "pl", "RUS", "capital"),
        ("Waszyngtonu", "pl", "USA", "capital"),
        ("Departamentu Stanu USA", "pl", "USA", "government"),
        ("Nigerii", "pl", "NGA", "state"),
        ("Nigru", "pl", "NER", "state"),
        ("Unii Europejskiej", "pl", "EUR", "igo"),
        ("les États-Unis", "fr", "USA", "state"),
        ("l’Union européenne", "fr", "EUR", "igo"),
        ("cambodgiennes", "fr", "KHM", "adjective"),
        ("EE. UU.", "es", "USA", "state"),
        ("los camboyanos", "es", "KHM", "adjective"),
        ("Kambodschas", "de", "KHM", "state"),
        ("US-Regierung", "de", "USA", "government"),
        ("России", "ru", "RUS", "state"),
        ("Соединённых Штатов", "ru", "USA", "state"),
        ("китайскими", "ru", "CHN", "adjective"),
        ("України", "uk", "UKR", "state"),
        ("Євросоюзу", "uk", "EUR", "igo"),
        ("Vietname", "pt", "VNM", "state"),
        ("والصين", "ar", "CHN", "state"),
        ("الكمبودية", "ar", "KHM", "adjective"),
        ("柬埔寨", "zh", "KHM", "state"),
        ("កម្ពុជា", "km", "KHM", "state"),
        ("សហភាព\u200bអឺរ៉ុប", "km", "EUR", "igo"),
        ("NATO", "ru", "IGO", "igo"),
        ("Cambodia", "pl", "KHM", "state"),
        ("United States", "xx", "USA", "state"),
    ],
)
def test_names_in_many_languages_and_cases(phrase, language, code, what):
    entry = lookup(phrase, language)
    assert entry is not None
    assert (entry.code, entry.what) == (code, what)


@pytest.mark.parametrize(
    ("phrase", "language"),
    [
        ("turkey", "en"),
        ("us", "en"),
        ("Congo", "en"),
        ("Malik", "pl"),
        ("a", "en"),
        ("", "en"),
        ("the", "en"),
        ("Hun Sen", "en"),
        ("Cambodia and Laos", "en"),
        ("Małych", "pl"),
        ("مالي", "ar"),
    ],
)
def test_no_name_or_one_of_two_things_is_no_entry(phrase, language):
    assert lookup(phrase, language) is None


@pytest.mark.parametrize(
    ("phrase", "language", "expected"),
    [
        (
            "Cambodia's ruling party met U.S. and Chinese envoys in New Delhi",
            "en",
            [("Cambodia", "KHM"), ("U.S.", "USA"), ("Chinese", "CHN"), ("New Delhi", "IND")],
        ),
        ("rzecznik Departamentu Stanu USA w Polsce", "pl", [("Departamentu Stanu USA", "USA"), ("Polsce", "POL")]),
        ("الحكومة الكمبودية", "ar", [("كمبودية", "KHM")]),
        ("រដ្ឋាភិបាលថៃ និងកម្ពុជា", "km", [("រដ្ឋាភិបាលថៃ", "THA"), ("កម្ពុជា", "KHM")]),
        ("中国与柬埔寨政府", "zh", [("中国", "CHN"), ("柬埔寨", "KHM")]),
        ("les soldats français et la Commission européenne", "fr", [("français", "FRA"), ("Commission européenne", "EUCOM")]),
    ],
)
def test_inside_finds_the_longest_names_with_offsets(phrase, language, expected):
    assert [(phrase[f.start : f.end], f.entry.id) for f in inside(phrase, language)] == expected


@given(st.text(alphabet="aUS.KGży’ក្ម្ពុជា中国 ا\u200b*-", max_size=30), st.sampled_from(["en", "pl", "ar", "zh", "km", "xx"]))
def test_spans_lie_within_the_phrase_and_do_not_overlap(phrase, language):
    end = 0
    for found in inside(phrase, language):
        assert end <= found.start < found.end <= len(phrase)
        end = found.end


def test_every_state_is_found_by_its_own_name_in_every_language():
    missed = []
    for language in languages():
        for iso3 in countries():
            entry = lookup(country_name(iso3, language) or "", language)
            if entry is None or entry.id != iso3:
                missed.append((language, iso3))
    assert missed == [("ar", "MLI")]  # in Arabic the word means "financial" too


def test_tables_are_whole():
    assert len(countries()) == 198
    assert sorted(kinds()) == sorted(KINDS)
    assert not set(countries()) & set(organisations())
    for language in languages():
        for row in rows(f"names/{language}.tsv"):
            id, what, forms = row
            assert id in countries() or id in organisations() or id == "-", row
            assert what in RANK, row
            assert all(form and form == form.strip() for form in forms.split(";" + " ")), row
    for language in ("en", "pl"):
        named = {row[0] for row in rows(f"names/{language}.tsv") if row[1] in ("adjective", "people")}
        assert len(named & set(countries())) > 185


def test_a_long_text_is_searched_quickly():
    text = "Cambodia's ruling party met U.S. and Chinese envoys in New Delhi. " * 300
    inside(text, "pl")
    start = time.perf_counter()
    assert len(inside(text, "en")) == 1200
    assert time.perf_counter() - start < 2
