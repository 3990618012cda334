"""Date expressions in every language, told from an article of Monday, 17 September 2018."""

from __future__ import annotations

import pytest

from onrecord.quantities import FoundTime, times
from onrecord.vocabulary import PRECISIONS

PUBLISHED = "2018-09-17"
#: language -> (text, expressions in order): "evidence | days | precision", with "| rel" when it is counted from publication.
CASES: dict[str, list[tuple[str, list[str]]]] = {
    "en": [
        ("The vote was held on 29 July 2018.", ["29 July 2018 | 2018-07-29 | day"]),
        ("It began on Sunday, July 29, 2018, at dawn.", ["Sunday, July 29, 2018 | 2018-07-29 | day"]),
        ("Signed 2018-07-29 and 07/29/2018.", ["2018-07-29 | 2018-07-29 | day", "07/29/2018 | 2018-07-29 | day"]),
        ("The 3rd of May 2017 is remembered.", ["3rd of May 2017 | 2017-05-03 | day"]),
        ("They met on July 29.", ["July 29 | 2018-07-29 | day | rel"]),
        ("They met on Sept. 22.", ["Sept. 22 | 2018-09-22 | day | rel"]),
        ("They met on 3 December.", ["3 December | 2018-12-03 | day | rel"]),
        ("Talks of 12-14 July failed.", ["12-14 July | 2018-07-12..2018-07-14 | day | rel"]),
        ("In March 2016 it closed.", ["March 2016 | 2016-03-01..2016-03-31 | month"]),
        ("It closed in November.", ["November | 2018-11-01..2018-11-30 | month | rel"]),
        ("It closed last July.", ["last July | 2018-07-01..2018-07-31 | month | rel"]),
        ("It closed in July last year.", ["July last year | 2017-07-01..2017-07-31 | month | rel"]),
        ("By the summer of 2017 it was full.", ["the summer of 2017 | 2017-06-01..2017-08-31 | season"]),
        ("It has stood since 1991.", ["1991 | 1991-01-01..1991-12-31 | year"]),
        ("The 2013 election was contested.", ["2013 | 2013-01-01..2013-12-31 | year"]),
        (
            "In the 1990s and the late eighties it grew.",
            ["1990s | 1990-01-01..1999-12-31 | decade", "late eighties | 1980-01-01..1989-12-31 | decade"],
        ),
        ("He left last year.", ["last year | 2017-01-01..2017-12-31 | year | rel"]),
        ("He leaves next month.", ["next month | 2018-10-01..2018-10-31 | month | rel"]),
        ("He left earlier this week.", ["earlier this week | 2018-09-17..2018-09-23 | week | rel"]),
        ("He left last week.", ["last week | 2018-09-10..2018-09-16 | week | rel"]),
        ("He left yesterday and returns tomorrow.", ["yesterday | 2018-09-16 | day | rel", "tomorrow | 2018-09-18 | day | rel"]),
        ("He spoke on Sunday.", ["Sunday | 2018-09-16 | day | rel"]),
        ("He spoke on Monday night.", ["Monday night | 2018-09-17 | day | rel"]),
        (
            "He spoke last Monday and speaks next Tuesday.",
            ["last Monday | 2018-09-10 | day | rel", "next Tuesday | 2018-09-18 | day | rel"],
        ),
        ("Three days ago it rained.", ["Three days ago | 2018-09-14 | day | rel"]),
        ("Two weeks ago it rained.", ["Two weeks ago | 2018-09-03..2018-09-09 | week | rel"]),
        ("Five years ago it rained.", ["Five years ago | 2013-01-01..2013-12-31 | year | rel"]),
        ("Over the past two years it rained.", ["the past two years | - | vague | rel"]),
        ("The next day it rained again.", ["The next day | - | vague | rel"]),
        (
            "Signed on 03/04/2018; 2018 people marched, about 2000 left, and $2015 was paid on 30 February 2018 or so.",
            ["February 2018 | 2018-02-01..2018-02-28 | month"],
        ),
        ("They may march, said May, the 45th minister of 1,991 rooms in unit 2010.", []),
    ],
    "pl": [
        ("Głosowano 29 lipca 2018 r. w szkołach.", ["29 lipca 2018 r. | 2018-07-29 | day"]),
        ("W niedzielę, 29 lipca 2018 roku, padało.", ["niedzielę, 29 lipca 2018 roku | 2018-07-29 | day"]),
        ("Podpisano 29.07.2018 i 2018-07-30.", ["29.07.2018 | 2018-07-29 | day", "2018-07-30 | 2018-07-30 | day"]),
        ("Spotkali się 3 września.", ["3 września | 2018-09-03 | day | rel"]),
        ("Rozmowy trwały 12–14 lipca.", ["12–14 lipca | 2018-07-12..2018-07-14 | day | rel"]),
        ("W marcu 2016 roku zamknięto bramę.", ["marcu 2016 roku | 2016-03-01..2016-03-31 | month"]),
        ("W listopadzie otworzą bramę.", ["listopadzie | 2018-11-01..2018-11-30 | month | rel"]),
        ("W lipcu ubiegłego roku padało.", ["lipcu ubiegłego roku | 2017-07-01..2017-07-31 | month | rel"]),
        ("Jesienią 2017 roku padało.", ["Jesienią 2017 roku | 2017-09-01..2017-11-30 | season"]),
        ("Stoi tu od 1991 roku.", ["1991 roku | 1991-01-01..1991-12-31 | year"]),
        ("W latach 90. było inaczej.", ["latach 90. | 1990-01-01..1999-12-31 | decade"]),
        ("W ubiegłym roku padało.", ["ubiegłym roku | 2017-01-01..2017-12-31 | year | rel"]),
        ("W tym miesiącu nie pada.", ["tym miesiącu | 2018-09-01..2018-09-30 | month | rel"]),
        ("W zeszłym tygodniu padało.", ["zeszłym tygodniu | 2018-09-10..2018-09-16 | week | rel"]),
        ("Wczoraj padało, jutro nie.", ["Wczoraj | 2018-09-16 | day | rel", "jutro | 2018-09-18 | day | rel"]),
        ("W środę wieczorem wrócił.", ["środę wieczorem | 2018-09-12 | day | rel"]),
        ("W przyszły wtorek wróci.", ["przyszły wtorek | 2018-09-18 | day | rel"]),
        ("Dwa tygodnie temu padało.", ["Dwa tygodnie temu | 2018-09-03..2018-09-09 | week | rel"]),
        ("Przed rokiem padało.", ["Przed rokiem | 2017-01-01..2017-12-31 | year | rel"]),
        ("Za dwa tygodnie wróci.", ["Za dwa tygodnie | 2018-10-01..2018-10-07 | week | rel"]),
        ("W nocy z wtorku na środę padało.", ["nocy z wtorku na środę | 2018-09-11..2018-09-12 | day | rel"]),
        ("W ostatnich dwóch latach padało.", ["W ostatnich dwóch latach | - | vague | rel"]),
        ("Tego dnia padało.", ["Tego dnia | - | vague | rel"]),
        ("Przyszło 2018 osób, a Maja zapłaciła 2000 zł.", []),
    ],
    "fr": [
        ("Le 29 juillet 2018, il pleut.", ["29 juillet 2018 | 2018-07-29 | day"]),
        ("Le 1er mai, il pleut.", ["1er mai | 2018-05-01 | day | rel"]),
        ("En juillet de l'année dernière, il pleut.", ["juillet de l'année dernière | 2017-07-01..2017-07-31 | month | rel"]),
        (
            "Mardi dernier, hier soir et ce 12/09/2018.",
            ["Mardi dernier | 2018-09-11 | day | rel", "hier soir | 2018-09-16 | day | rel", "12/09/2018 | 2018-09-12 | day"],
        ),
        ("Il y a deux semaines, il pleuvait.", ["Il y a deux semaines | 2018-09-03..2018-09-09 | week | rel"]),
        (
            "Dans les années 1990 et à l'été 2017.",
            ["années 1990 | 1990-01-01..1999-12-31 | decade", "été 2017 | 2017-06-01..2017-08-31 | season"],
        ),
        (
            "La semaine dernière et cette année.",
            ["semaine dernière | 2018-09-10..2018-09-16 | week | rel", "cette année | 2018-01-01..2018-12-31 | year | rel"],
        ),
        ("Depuis 1991, dimanche est libre.", ["1991 | 1991-01-01..1991-12-31 | year", "dimanche | 2018-09-16 | day | rel"]),
    ],
    "es": [
        ("El 29 de julio de 2018 llovió.", ["29 de julio de 2018 | 2018-07-29 | day"]),
        ("El 3 de septiembre llovió.", ["3 de septiembre | 2018-09-03 | day | rel"]),
        ("En julio del año pasado llovió.", ["julio del año pasado | 2017-07-01..2017-07-31 | month | rel"]),
        ("El martes pasado y ayer llovió.", ["martes pasado | 2018-09-11 | day | rel", "ayer | 2018-09-16 | day | rel"]),
        ("Hace dos semanas llovió.", ["Hace dos semanas | 2018-09-03..2018-09-09 | week | rel"]),
        (
            "En los años 90 y el verano de 2017 llovió.",
            ["años 90 | 1990-01-01..1999-12-31 | decade", "verano de 2017 | 2017-06-01..2017-08-31 | season"],
        ),
        (
            "La semana pasada y este año llovió.",
            ["semana pasada | 2018-09-10..2018-09-16 | week | rel", "este año | 2018-01-01..2018-12-31 | year | rel"],
        ),
        ("Desde 1991 llueve.", ["1991 | 1991-01-01..1991-12-31 | year"]),
    ],
    "de": [
        ("Am 29. Juli 2018 regnete es.", ["29. Juli 2018 | 2018-07-29 | day"]),
        (
            "Am 3. September und am 29.07.2018 regnete es.",
            ["3. September | 2018-09-03 | day | rel", "29.07.2018 | 2018-07-29 | day"],
        ),
        ("Im Juli vergangenen Jahres regnete es.", ["Juli vergangenen Jahres | 2017-07-01..2017-07-31 | month | rel"]),
        (
            "Am vergangenen Dienstag und gestern regnete es.",
            ["vergangenen Dienstag | 2018-09-11 | day | rel", "gestern | 2018-09-16 | day | rel"],
        ),
        ("Vor zwei Wochen regnete es.", ["Vor zwei Wochen | 2018-09-03..2018-09-09 | week | rel"]),
        (
            "In den 1990er Jahren und im Sommer 2017 regnete es.",
            ["1990er Jahren | 1990-01-01..1999-12-31 | decade", "Sommer 2017 | 2017-06-01..2017-08-31 | season"],
        ),
        (
            "Letzte Woche und in diesem Jahr regnete es.",
            ["Letzte Woche | 2018-09-10..2018-09-16 | week | rel", "diesem Jahr | 2018-01-01..2018-12-31 | year | rel"],
        ),
        (
            "Seit 1991 regnet es am Mittwochabend.",
            ["1991 | 1991-01-01..1991-12-31 | year", "Mittwochabend | 2018-09-12 | day | rel"],
        ),
    ],
    "ru": [
        ("29 июля 2018 года шёл дождь.", ["29 июля 2018 года | 2018-07-29 | day"]),
        ("3 сентября и 29.07.2018 шёл дождь.", ["3 сентября | 2018-09-03 | day | rel", "29.07.2018 | 2018-07-29 | day"]),
        ("В июле прошлого года шёл дождь.", ["июле прошлого года | 2017-07-01..2017-07-31 | month | rel"]),
        ("В прошлый вторник и вчера шёл дождь.", ["прошлый вторник | 2018-09-11 | day | rel", "вчера | 2018-09-16 | day | rel"]),
        ("Две недели назад шёл дождь.", ["Две недели назад | 2018-09-03..2018-09-09 | week | rel"]),
        (
            "В 90-е годы и летом 2017 года шёл дождь.",
            ["90-е годы | 1990-01-01..1999-12-31 | decade", "летом 2017 года | 2017-06-01..2017-08-31 | season"],
        ),
        (
            "На прошлой неделе и в этом году шёл дождь.",
            ["прошлой неделе | 2018-09-10..2018-09-16 | week | rel", "этом году | 2018-01-01..2018-12-31 | year | rel"],
        ),
        ("В воскресенье шёл дождь.", ["воскресенье | 2018-09-16 | day | rel"]),
    ],
    "uk": [
        ("29 липня 2018 року йшов дощ.", ["29 липня 2018 року | 2018-07-29 | day"]),
        ("3 вересня йшов дощ.", ["3 вересня | 2018-09-03 | day | rel"]),
        ("У липні минулого року йшов дощ.", ["липні минулого року | 2017-07-01..2017-07-31 | month | rel"]),
        ("Минулого вівторка йшов дощ.", ["Минулого вівторка | 2018-09-11 | day | rel"]),
        ("Учора йшов дощ.", ["Учора | 2018-09-16 | day | rel"]),
        ("Два тижні тому йшов дощ.", ["Два тижні тому | 2018-09-03..2018-09-09 | week | rel"]),
        ("Минулого тижня йшов дощ.", ["Минулого тижня | 2018-09-10..2018-09-16 | week | rel"]),
        ("У неділю та 2015 року йшов дощ.", ["неділю | 2018-09-16 | day | rel", "2015 року | 2015-01-01..2015-12-31 | year"]),
    ],
    "pt": [
        ("Em 29 de julho de 2018 choveu.", ["29 de julho de 2018 | 2018-07-29 | day"]),
        ("Em 3 de setembro choveu.", ["3 de setembro | 2018-09-03 | day | rel"]),
        ("Em julho do ano passado choveu.", ["julho do ano passado | 2017-07-01..2017-07-31 | month | rel"]),
        ("Na terça-feira passada choveu.", ["terça-feira passada | 2018-09-11 | day | rel"]),
        ("Ontem choveu.", ["Ontem | 2018-09-16 | day | rel"]),
        ("Há duas semanas choveu.", ["Há duas semanas | 2018-09-03..2018-09-09 | week | rel"]),
        ("Na semana passada choveu.", ["semana passada | 2018-09-10..2018-09-16 | week | rel"]),
        (
            "Nos anos 90 e desde 2015 chove.",
            ["anos 90 | 1990-01-01..1999-12-31 | decade", "2015 | 2015-01-01..2015-12-31 | year"],
        ),
    ],
    "ar": [
        ("في 29 يوليو 2018 هطل المطر.", ["29 يوليو 2018 | 2018-07-29 | day"]),
        ("في ٢٩ يوليو/تموز ٢٠١٨ هطل المطر.", ["٢٩ يوليو/تموز ٢٠١٨ | 2018-07-29 | day"]),
        ("في يوليو من العام الماضي هطل المطر.", ["يوليو من العام الماضي | 2017-07-01..2017-07-31 | month | rel"]),
        ("الثلاثاء الماضي هطل المطر.", ["الثلاثاء الماضي | 2018-09-11 | day | rel"]),
        ("هطل المطر أمس.", ["أمس | 2018-09-16 | day | rel"]),
        ("قبل ثلاثة أسابيع هطل المطر.", ["قبل ثلاثة أسابيع | 2018-08-27..2018-09-02 | week | rel"]),
        ("الأسبوع الماضي هطل المطر.", ["الأسبوع الماضي | 2018-09-10..2018-09-16 | week | rel"]),
        ("منذ عام 2015 يهطل المطر.", ["2015 | 2015-01-01..2015-12-31 | year"]),
    ],
    "zh": [
        ("2018年7月29日下雨。", ["2018年7月29日 | 2018-07-29 | day"]),
        ("7月29日下雨。", ["7月29日 | 2018-07-29 | day | rel"]),
        ("去年7月下雨。", ["去年7月 | 2017-07-01..2017-07-31 | month | rel"]),
        ("上周二下雨。", ["上周二 | 2018-09-11 | day | rel"]),
        ("昨天下雨。", ["昨天 | 2018-09-16 | day | rel"]),
        ("两周前下雨。", ["两周前 | 2018-09-03..2018-09-09 | week | rel"]),
        ("上个月下雨。", ["上个月 | 2018-08-01..2018-08-31 | month | rel"]),
        ("1990年代和2015年下雨。", ["1990年代 | 1990-01-01..1999-12-31 | decade", "2015年 | 2015-01-01..2015-12-31 | year"]),
    ],
    "km": [
        ("នៅថ្ងៃទី២៩ ខែកក្កដា ឆ្នាំ២០១៨ មានភ្លៀង។", ["ថ្ងៃទី២៩ ខែកក្កដា ឆ្នាំ២០១៨ | 2018-07-29 | day"]),
        ("នៅថ្ងៃទី៣ ខែកញ្ញា មានភ្លៀង។", ["ថ្ងៃទី៣ ខែកញ្ញា | 2018-09-03 | day | rel"]),
        ("ក្នុងខែសីហា ឆ្នាំ២០១៧ មានភ្លៀង។", ["ខែសីហា ឆ្នាំ២០១៧ | 2017-08-01..2017-08-31 | month"]),
        ("ម្សិលមិញមានភ្លៀង។", ["ម្សិលមិញ | 2018-09-16 | day | rel"]),
        ("ខែមុនមានភ្លៀង។", ["ខែមុន | 2018-08-01..2018-08-31 | month | rel"]),
        ("ឆ្នាំមុនមានភ្លៀង។", ["ឆ្នាំមុន | 2017-01-01..2017-12-31 | year | rel"]),
        ("២សប្តាហ៍មុនមានភ្លៀង។", ["២សប្តាហ៍មុន | 2018-09-03..2018-09-09 | week | rel"]),
        ("នៅថ្ងៃអាទិត្យ និងឆ្នាំ២០១៥ មានភ្លៀង។", ["ថ្ងៃអាទិត្យ | 2018-09-16 | day | rel", "ឆ្នាំ២០១៥ | 2015-01-01..2015-12-31 | year"]),
    ],
}


def _shown(text: str, time: FoundTime) -> tuple[object, ...]:
    return text[time.start : time.end], time.date_start, time.date_end, time.precision, time.anchor


def _expected(line: str) -> tuple[object, ...]:
    evidence, days, precision, *relative = [c.strip() for c in line.split("|")]
    assert precision in PRECISIONS
    start, end = (None, None) if days == "-" else (days.split("..")[0], days.split("..")[-1])
    return evidence, start, end, precision, PUBLISHED if relative and start else None


@pytest.mark.parametrize(("language", "text", "expected"), [(code, *case) for code, cases in CASES.items() for case in cases])
def test_times(language: str, text: str, expected: list[str]) -> None:
    assert [_shown(text, t) for t in times(text, language, PUBLISHED, PUBLISHED, "day")] == [_expected(line) for line in expected]


@pytest.mark.parametrize(("language", "text", "expected"), [(code, *case) for code, cases in CASES.items() for case in cases])
def test_without_publication_only_absolute_dates_are_told(language: str, text: str, expected: list[str]) -> None:
    lines = [line if not line.endswith("rel") else line.replace(line.split("|")[1], " - ") for line in expected]
    assert [_shown(text, t) for t in times(text, language, None, None, None)] == [_expected(line) for line in lines]


@pytest.mark.parametrize(("language", "least"), [("en", 25), ("pl", 20), *((c, 8) for c in CASES if c not in ("en", "pl"))])
def test_every_language_has_its_cases(language: str, least: int) -> None:
    assert sum(len(lines) for _, lines in CASES[language]) >= least


@pytest.mark.parametrize(
    ("text", "published", "days"),
    [
        ("July 29", "2018-01-10", "2017-07-29"),  # 200 days ahead: the year before
        ("July 29", "2018-03-01", "2018-07-29"),
        ("March 3", "2018-11-20", "2018-03-03"),
        ("January 5", "2018-12-20", "2019-01-05"),  # 349 days back: the year after
        ("December 12", "2018-01-08", "2017-12-12"),
        ("February 29", "2018-03-05", None),  # no such day in that year
        ("last September", "2018-09-17", "2017-09-01"),
        ("next September", "2018-09-17", "2019-09-01"),
        ("this Friday", "2018-09-17", "2018-09-21"),
        ("at the weekend", "2018-09-17", "2018-09-15"),
        ("last weekend", "2018-09-17", "2018-09-15"),
        ("a month ago", "2018-01-31", "2017-12-01"),
        ("in two weeks' time", "2018-09-17", "2018-10-01"),
        ("a decade ago", "2018-09-17", None),
        ("last night", "2018-09-17", "2018-09-16"),
    ],
)
def test_the_year_left_out_and_other_reckonings(text: str, published: str, days: str | None) -> None:
    assert [t.date_start for t in times(f"It rained {text}.", "en", published, published, "day")] == [days]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("last year", "2017-01-01"),
        ("this month", "2018-09-01"),
        ("last month", "2018-08-01"),
        ("July 29", "2018-07-29"),
        ("yesterday", None),
        ("on Sunday", None),
        ("last week", None),
        ("two weeks ago", None),
        ("in 2015", "2015-01-01"),
    ],
)
def test_publication_known_to_the_month(text: str, days: str | None) -> None:
    for end in ("2018-09-30", None):
        found = times(f"It rained {text}.", "en", "2018-09-01", end, "month")
        assert [(t.date_start, t.anchor) for t in found] == [(days, None)]


@pytest.mark.parametrize(
    ("text", "days"), [("last year", "2017-01-01"), ("July 29", None), ("last month", None), ("next year", "2019-01-01")]
)
def test_publication_known_to_the_year(text: str, days: str | None) -> None:
    assert [t.date_start for t in times(f"It rained {text}.", "en", "2018-01-01", None, "year")] == [days]


def test_a_date_no_calendar_has_is_none() -> None:
    assert [t.precision for t in times("on 31.02.2018", "de", None, None, None)] == []


def test_a_publication_date_that_is_no_date() -> None:
    with pytest.raises(ValueError, match="Invalid isoformat"):
        times("yesterday", "en", "17 September", None, "day")
