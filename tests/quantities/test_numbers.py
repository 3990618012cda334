"""Digits, number words, and what only looks like a number."""

from __future__ import annotations

import pytest

from onrecord.quantities.numbers import atoms_value, digits_value, numbers


@pytest.mark.parametrize(
    ("digits", "decimal", "value"),
    [
        ("1,300", ".", 1300),
        ("1.300", ",", 1300),
        ("1 300", ",", 1300),
        ("1\u00a0300", ".", 1300),
        ("1\u202f300", ",", 1300),
        ("1,3", ",", 1.3),
        ("1.3", ".", 1.3),
        ("1.3", ",", 1.3),
        ("1,3", ".", 1.3),
        ("1.300", ".", 1.3),
        ("1,300", ",", 1.3),
        ("0.300", ",", 0.3),
        ("1,234,567.89", ".", 1234567.89),
        ("1.234.567,89", ",", 1234567.89),
        ("1,00,000", ".", 100000),
        ("1’000’000", ".", 1000000),
        ("១២៥", ",", 125),
        ("٣٠", ".", 30),
        ("١٬٢٣٤٫٥", ".", 1234.5),
        ("2018", ",", 2018),
    ],
)
def test_digits_by_shape_and_language(digits: str, decimal: str, value: float) -> None:
    assert digits_value(digits, decimal) == pytest.approx(value)


@pytest.mark.parametrize(
    ("language", "words", "value"),
    [
        ("en", "ninety-nine", 99),
        ("en", "two hundred and five", 205),
        ("en", "a hundred thousand", 100000),
        ("en", "half a dozen", 6),
        ("en", "1.5 million", 1500000),
        ("en", "two and a half million", 2500000),
        ("en", "three trillion", 3e12),
        ("en", "a dozen", 12),
        ("pl", "dwudziestu jeden", 21),
        ("pl", "pięciuset", 500),
        ("pl", "sto tysięcy", 100000),
        ("pl", "półtora miliona", 1500000),
        ("pl", "3 tys.", 3000),
        ("pl", "dwa miliony trzysta tysięcy", 2300000),
        ("pl", "tysiąc", 1000),
        ("pl", "czworo", 4),
        ("fr", "soixante et onze", 71),
        ("fr", "deux cent mille", 200000),
        ("fr", "quatre-vingts", 80),
        ("fr", "mille", 1000),
        ("es", "ciento veinte", 120),
        ("es", "dos mil quinientos", 2500),
        ("es", "veintitrés", 23),
        ("de", "einundzwanzig", 21),
        ("de", "fünfundneunzig", 95),
        ("de", "zweitausenddreihundert", 2300),
        ("de", "5 Mio.", 5000000),
        ("ru", "двадцать пять", 25),
        ("ru", "1,5 млн", 1500000),
        ("ru", "двести тысяч", 200000),
        ("uk", "двадцять п'ять", 25),
        ("pt", "trinta e cinco", 35),
        ("pt", "cento e vinte", 120),
        ("ar", "خمسة وعشرون", 25),
        ("ar", "ثلاثة آلاف", 3000),
        ("zh", "三百五十人", 350),
        ("zh", "一亿三千万人", 130000000),
        ("zh", "5万人", 50000),
        ("km", "១,៣ លាន", 1300000),
    ],
)
def test_number_words(language: str, words: str, value: float) -> None:
    found = numbers(f"{words} {'xyz' if language not in ('zh', 'km') else ''}", language)
    assert [n.value for n in found] == [pytest.approx(value)]


@pytest.mark.parametrize(
    "text",
    [
        "Article 5 applies.",
        "the G20 leaders",
        "a Boeing 737 landed",
        "a COVID-19 ward",
        "an F-16 jet",
        "the 20th session",
        "at 3 p.m.",
        "at 15:30 sharp",
        "24/7 service",
        "call +855 23 456 789 now",
        "see https://example.org/12",
        "No. 5 in line",
        "half past four",
        "the two left",
        "one of them",
        "no one came",
        "each one knew",
        "two-thirds agreed",
        "1. Opening\n",
        "mail a1@b2.org",
        "a 5G mast",
        "forty-second",
        "the twenty-first century",
    ],
)
def test_not_numbers(text: str) -> None:
    assert numbers(text, "en") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "5. rocznica"),
        ("pl", "o godz. 15"),
        ("pl", "art. 7"),
        ("pl", "jeden z nich"),
        ("pl", "ci trzej"),
        ("de", "der 5. Jahrestag"),
        ("de", "um 15 Uhr"),
        ("fr", "à 15 h 30"),
        ("fr", "le 5e jour"),
        ("es", "a las 15:30"),
        ("ru", "5-й съезд"),
        ("uk", "5-й з'їзд"),
        ("zh", "第五条"),
        ("zh", "唯一"),
        ("km", "មាត្រា ៥"),
        ("ar", "المادة 5"),
    ],
)
def test_not_numbers_of_other_languages(language: str, text: str) -> None:
    assert numbers(text, language) == []


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("en", "dozens"),
        ("en", "scores"),
        ("en", "several hundred"),
        ("en", "tens of thousands"),
        ("pl", "kilkudziesięciu"),
        ("pl", "dziesiątki tysięcy"),
        ("pl", "tysiące"),
        ("fr", "plusieurs centaines"),
        ("es", "decenas de miles"),
        ("de", "Zehntausende"),
        ("ru", "сотни тысяч"),
        ("uk", "кілька тисяч"),
        ("pt", "centenas de milhares"),
        ("ar", "مئات الآلاف"),
        ("zh", "成千上万"),
        ("km", "រាប់ពាន់"),
    ],
)
def test_vague_amounts_have_no_value(language: str, word: str) -> None:
    assert [(n.start, n.end, n.value) for n in numbers(word, language)] == [(0, len(word), None)]


def test_two_numbers_in_a_row_stay_two() -> None:
    assert [n.value for n in numbers("three and five", "en")] == [3, 5]


@pytest.mark.parametrize(
    "atoms",
    [
        [],
        [("word", 5.0), ("word", 20.0)],
        [("fraction", 1.0)],
        [("scale", 1000.0)],
        [("digits", 5.0), ("word", 2.0)],
        [("word", 2.0), ("scale", 1000.0), ("word", 3.0), ("scale", 1e6), ("scale", 1e6)],
    ],
)
def test_words_that_are_no_one_number(atoms: list[tuple[str, float]]) -> None:
    assert atoms_value(atoms) is None
