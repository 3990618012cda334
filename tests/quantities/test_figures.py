"""Figures in every language: evidence, measure, value, bound, unit and currency."""

from __future__ import annotations

import pytest

from onrecord.quantities import FoundFigure, figures
from onrecord.vocabulary import BOUNDS, MEASURES

#: language -> (text, figures in order); a figure is "evidence | measure | value | bound | unit | currency", the value
#: "7..20" for a range and "-" for a vague amount; trailing columns may be left out.
CASES: dict[str, list[tuple[str, list[str]]]] = {
    "en": [
        ("At least 30 villagers were arrested near the dam.", ["At least 30 | arrested | 30 | at_least"]),
        (
            "The party took all 125 seats with 76.77 % of the vote.",
            ["125 | seats | 125", "76.77 % | vote_share | 76.77 | exact | percent"],
        ),
        ("Officials put turnout at 83.02 percent.", ["83.02 percent | turnout | 83.02 | exact | percent"]),
        ("Lenders froze 1.3 bn dollars of aid.", ["1.3 bn dollars | money | 1300000000 | exact | | USD"]),
        (
            "The fund lost $5m and €2.5 million.",
            ["$5m | money | 5000000 | exact | | USD", "€2.5 million | money | 2500000 | exact | | EUR"],
        ),
        ("The king pardoned 14 political prisoners.", ["14 | prisoners_released | 14"]),
        ("Rights groups count 23 political prisoners.", ["23 | prisoners | 23"]),
        ("She was sentenced to five years in prison.", ["five years | sentence | 5 | exact | year"]),
        ("They face between 7 and 20 years in jail.", ["between 7 and 20 years | sentence | 7..20 | range | year"]),
        ("Police killed 12 people and injured 30.", ["12 | deaths | 12", "30 | injured | 30"]),
        ("Twelve soldiers guarded the gate.", ["Twelve | troops | 12"]),
        ("Twelve soldiers were killed.", ["Twelve | deaths | 12"]),
        ("Dozens of demonstrators gathered.", ["Dozens | protesters | - | vague"]),
        ("Several hundred families fled the fighting.", ["Several hundred | displaced | - | vague"]),
        ("Hundreds of thousands of refugees crossed the river.", ["Hundreds of thousands | displaced | - | vague"]),
        ("Nearly two million voters stayed at home.", ["Nearly two million | people | 2000000 | less_than"]),
        ("Up to 5,000 troops will take part.", ["Up to 5,000 | troops | 5000 | at_most"]),
        ("Some 600 boats were burnt.", ["Some 600 | other | 600 | about"]),
        ("More than 1,300 activists were detained.", ["More than 1,300 | arrested | 1300 | more_than"]),
        ("They must leave within 60 days.", ["within 60 days | duration | 60 | at_most | day"]),
        ("Half a million people marched.", ["Half a million | protesters | 500000"]),
        ("Two dozen countries abstained.", ["Two dozen | countries | 24"]),
        ("A 34-year-old teacher was freed.", ["34-year-old | age | 34 | exact | year"]),
        ("Mary Kent, 66, leads the union.", ["66 | age | 66 | exact | year"]),
        ("Public debt reached 60 percent of GDP.", ["60 percent | debt_share | 60 | exact | percent"]),
        ("Inflation rose from 5 to 7 percent.", ["5 | rate | 5 | exact | percent", "7 percent | rate | 7 | exact | percent"]),
        ("The murder rate is 5.2 per 100,000.", ["5.2 per 100,000 | rate | 5.2 | exact | per 100,000"]),
        (
            "A road of 60 km crosses 300 hectares of forest.",
            ["60 km | distance | 60 | exact | km", "300 hectares | area | 300 | exact | hectare"],
        ),
        (
            "Between 5 and 7 million euros are missing.",
            ["Between 5 and 7 million euros | money | 5000000..7000000 | range | | EUR"],
        ),
        ("Thirty people, including five children, were killed.", ["Thirty | deaths | 30", "five | deaths | 5"]),
        ("Two gunmen killed four guards.", ["Two | people | 2", "four | deaths | 4"]),
        ("The camp holds two hundred and fifty-three men.", ["two hundred and fifty-three | people | 253"]),
        ("It was one of the worst days; the two left after Article 5 of the G20 text, at 3 p.m., in seat 14A.", []),
        ("In July 2018 the Boeing 737 from Nord Stream 2 flew 24/7 despite COVID-19; it ended 3-1.", []),
    ],
    "pl": [
        ("Zatrzymano co najmniej 30 mieszkańców wsi.", ["co najmniej 30 | arrested | 30 | at_least"]),
        (
            "Partia zdobyła 125 mandatów i 76,77 proc. głosów.",
            ["125 | seats | 125", "76,77 proc. | vote_share | 76.77 | exact | percent"],
        ),
        ("Frekwencja wyniosła 83,02 procent.", ["83,02 procent | turnout | 83.02 | exact | percent"]),
        ("Bank wstrzymał 1,3 mld dolarów pomocy.", ["1,3 mld dolarów | money | 1300000000 | exact | | USD"]),
        ("Kosztowało to 1 mln 200 tys. zł.", ["1 mln 200 tys. zł | money | 1200000 | exact | | PLN"]),
        ("Król ułaskawił czternastu więźniów politycznych.", ["czternastu | prisoners_released | 14"]),
        ("Skazano go na pięć lat więzienia.", ["pięć lat | sentence | 5 | exact | year"]),
        ("Grozi im od 7 do 20 lat więzienia.", ["od 7 do 20 lat | sentence | 7..20 | range | year"]),
        ("Zginęło 12 osób, a 30 zostało rannych.", ["12 | deaths | 12", "30 | injured | 30"]),
        ("Kilkadziesiąt kobiet protestowało pod sądem.", ["Kilkadziesiąt | protesters | - | vague"]),
        ("Kilkaset tysięcy uchodźców przekroczyło rzekę.", ["Kilkaset tysięcy | displaced | - | vague"]),
        ("Tysiące demonstrantów wróciły na plac.", ["Tysiące | protesters | - | vague"]),
        ("W manewrach bierze udział pięć tysięcy żołnierzy.", ["pięć tysięcy | troops | 5000"]),
        ("Prawie dwa i pół miliona wyborców zostało w domu.", ["Prawie dwa i pół miliona | people | 2500000 | less_than"]),
        ("Ponad 2 000 osób czeka na decyzję.", ["Ponad 2 000 | people | 2000 | more_than"]),
        ("Czeka tam 20-30 rodzin.", ["20-30 | people | 20..30 | range"]),
        ("34-letnia aktywistka wyszła z sądu.", ["34-letnia | age | 34 | exact | year"]),
        (
            "Po dwuletniej przerwie zaczęły się czterogodzinne rozmowy.",
            ["dwuletniej | duration | 2 | exact | year", "czterogodzinne | duration | 4 | exact | hour"],
        ),
        ("Inflacja wzrosła z 5 do 7 proc.", ["5 | rate | 5 | exact | percent", "7 proc. | rate | 7 | exact | percent"]),
        ("Dług publiczny sięga 60 proc. PKB.", ["60 proc. | debt_share | 60 | exact | percent"]),
        ("Za głosowało 38 państw, przeciw dwa.", ["38 | votes | 38", "dwa | other | 2"]),
        ("Rozmowy trwały jedenaście minut.", ["jedenaście minut | duration | 11 | exact | minute"]),
        (
            "Most ma około 3 km i kosztował 40 mln euro.",
            ["około 3 km | distance | 3 | about | km", "40 mln euro | money | 40000000 | exact | | EUR"],
        ),
        ("Jeden z nich cytował art. 5 ustawy o godz. 15.30 w 5. rocznicę; ci dwaj milczeli.", []),
    ],
    "fr": [
        ("Au moins 30 personnes ont été arrêtées.", ["Au moins 30 | arrested | 30 | at_least"]),
        ("Il obtient 76,77 % des voix et 125 sièges.", ["76,77 % | vote_share | 76.77 | exact | percent", "125 | seats | 125"]),
        ("La participation a atteint 83,02 pour cent.", ["83,02 pour cent | turnout | 83.02 | exact | percent"]),
        ("L'Union gèle 1,3 milliard de dollars d'aide.", ["1,3 milliard de dollars | money | 1300000000 | exact | | USD"]),
        ("Il est condamné à cinq ans de prison.", ["cinq ans | sentence | 5 | exact | year"]),
        (
            "Deux avocats et quatre-vingt-dix-sept soldats attendent depuis 16 ans.",
            ["Deux | people | 2", "quatre-vingt-dix-sept | troops | 97", "16 ans | duration | 16 | exact | year"],
        ),
        ("Une étudiante de 19 ans a témoigné.", ["19 ans | age | 19 | exact | year"]),
        ("Entre 20 et 30 opposants ont été libérés.", ["Entre 20 et 30 | prisoners_released | 20..30 | range"]),
        (
            "Des dizaines de manifestants et près de 1 300 soldats sont là.",
            ["Des dizaines | protesters | - | vague", "près de 1 300 | troops | 1300 | less_than"],
        ),
        ("Un million et demi de personnes ont fui.", ["Un million et demi | displaced | 1500000"]),
        ("Les deux hommes citent l'article 5 à 15 h 30.", []),
    ],
    "es": [
        ("Al menos 30 vecinos fueron detenidos.", ["Al menos 30 | arrested | 30 | at_least"]),
        (
            "Ganó 125 escaños con el 76,77 % de los votos.",
            ["125 | seats | 125", "76,77 % | vote_share | 76.77 | exact | percent"],
        ),
        ("La participación fue del 83,02 por ciento.", ["83,02 por ciento | turnout | 83.02 | exact | percent"]),
        ("El banco retiene 1.300 millones de dólares.", ["1.300 millones de dólares | money | 1300000000 | exact | | USD"]),
        ("Fue condenada a cinco años de cárcel.", ["cinco años | sentence | 5 | exact | year"]),
        ("Piden de 7 a 20 años de prisión.", ["de 7 a 20 años | sentence | 7..20 | range | year"]),
        (
            "Miles de manifestantes y treinta y cinco países protestan.",
            ["Miles | protesters | - | vague", "treinta y cinco | countries | 35"],
        ),
        (
            "Hay dos millones y medio de niños y casi 1.300 presos.",
            ["dos millones y medio | people | 2500000", "casi 1.300 | prisoners | 1300 | less_than"],
        ),
        ("A las 15:30 los dos leyeron el artículo 5.", []),
    ],
    "de": [
        ("Mindestens 30 Menschen wurden festgenommen.", ["Mindestens 30 | arrested | 30 | at_least"]),
        (
            "Sie gewann 125 Sitze mit 76,77 Prozent der Stimmen.",
            ["125 | seats | 125", "76,77 Prozent | vote_share | 76.77 | exact | percent"],
        ),
        ("Die Wahlbeteiligung lag bei 83,02 Prozent.", ["83,02 Prozent | turnout | 83.02 | exact | percent"]),
        ("Die Bank hält 1,3 Milliarden Dollar zurück.", ["1,3 Milliarden Dollar | money | 1300000000 | exact | | USD"]),
        ("Ihm drohen sieben bis 20 Jahre Gefängnis.", ["sieben bis 20 Jahre | sentence | 7..20 | range | year"]),
        (
            "Dutzende Demonstranten trafen fast 1.300 Soldaten.",
            ["Dutzende | protesters | - | vague", "fast 1.300 | troops | 1300 | less_than"],
        ),
        (
            "Fünfunddreißig Länder und zweihundertfünfzigtausend Wähler schwiegen.",
            ["Fünfunddreißig | countries | 35", "zweihundertfünfzigtausend | people | 250000"],
        ),
        (
            "Eine 34-jährige Frau sprach nach dem dreitägigen Streik.",
            ["34-jährige | age | 34 | exact | year", "dreitägigen | duration | 3 | exact | day"],
        ),
        (
            "Eine halbe Million Menschen kam, rund zwei Drittel gingen um 15.30 Uhr; die beiden lasen Artikel 5.",
            ["Eine halbe Million | people | 500000"],
        ),
    ],
    "ru": [
        ("Не менее 30 человек были арестованы.", ["Не менее 30 | arrested | 30 | at_least"]),
        ("Партия получила 125 мест и 76,77 % голосов.", ["125 | seats | 125", "76,77 % | vote_share | 76.77 | exact | percent"]),
        ("Явка составила 83,02 процента.", ["83,02 процента | turnout | 83.02 | exact | percent"]),
        ("Банк удержал 1,3 млрд долларов.", ["1,3 млрд долларов | money | 1300000000 | exact | | USD"]),
        ("Его приговорили к пяти годам тюрьмы.", ["пяти годам | sentence | 5 | exact | year"]),
        ("Грозит от 7 до 20 лет колонии.", ["от 7 до 20 лет | sentence | 7..20 | range | year"]),
        (
            "Десятки демонстрантов ждали почти 1 300 солдат.",
            ["Десятки | protesters | - | vague", "почти 1 300 | troops | 1300 | less_than"],
        ),
        ("Полтора миллиона человек ждут.", ["Полтора миллиона | people | 1500000"]),
        (
            "34-летний активист выступил после двухлетнего перерыва.",
            ["34-летний | age | 34 | exact | year", "двухлетнего | duration | 2 | exact | year"],
        ),
        ("На 5-м съезде в 15:30 один из них читал статью 5.", []),
    ],
    "uk": [
        ("Щонайменше 30 осіб затримали.", ["Щонайменше 30 | arrested | 30 | at_least"]),
        ("Партія здобула 125 місць і 76,77 % голосів.", ["125 | seats | 125", "76,77 % | vote_share | 76.77 | exact | percent"]),
        ("Явка становила 83,02 відсотка.", ["83,02 відсотка | turnout | 83.02 | exact | percent"]),
        ("Банк утримав 1,3 млрд доларів.", ["1,3 млрд доларів | money | 1300000000 | exact | | USD"]),
        ("Його засудили до п'яти років в'язниці.", ["п'яти років | sentence | 5 | exact | year"]),
        ("Десятки демонстрантів чекали.", ["Десятки | protesters | - | vague"]),
        ("Майже 1 300 військових прибули.", ["Майже 1 300 | troops | 1300 | less_than"]),
        ("Загинули двоє журналістів.", ["двоє | deaths | 2"]),
    ],
    "pt": [
        ("Pelo menos 30 pessoas foram detidas.", ["Pelo menos 30 | arrested | 30 | at_least"]),
        (
            "Conquistou 125 cadeiras com 76,77 % dos votos.",
            ["125 | seats | 125", "76,77 % | vote_share | 76.77 | exact | percent"],
        ),
        ("A participação foi de 83,02 por cento.", ["83,02 por cento | turnout | 83.02 | exact | percent"]),
        ("O banco reteve 1,3 bilhão de dólares.", ["1,3 bilhão de dólares | money | 1300000000 | exact | | USD"]),
        ("Foi condenado a cinco anos de prisão.", ["cinco anos | sentence | 5 | exact | year"]),
        ("Milhares de refugiados esperam.", ["Milhares | displaced | - | vague"]),
        ("Quase 1.300 soldados partiram.", ["Quase 1.300 | troops | 1300 | less_than"]),
        (
            "Gastaram R$ 500 mil em trinta e cinco países.",
            ["R$ 500 mil | money | 500000 | exact | | BRL", "trinta e cinco | countries | 35"],
        ),
    ],
    "ar": [
        ("اعتقل ما لا يقل عن 30 شخصا.", ["ما لا يقل عن 30 | arrested | 30 | at_least"]),
        ("حصل الحزب على 125 مقعدا.", ["125 | seats | 125"]),
        ("حصل على 76,77% من الأصوات.", ["76,77% | vote_share | 76.77 | exact | percent"]),
        ("بلغت نسبة المشاركة 83,02 في المئة.", ["83,02 في المئة | turnout | 83.02 | exact | percent"]),
        ("جمد البنك ١٫٣ مليار دولار.", ["١٫٣ مليار دولار | money | 1300000000 | exact | | USD"]),
        ("حكم عليه بالسجن خمس سنوات.", ["خمس سنوات | sentence | 5 | exact | year"]),
        ("عشرات المتظاهرين أمام المحكمة.", ["عشرات | protesters | - | vague"]),
        ("شاركت خمسة وعشرون دولة.", ["خمسة وعشرون | countries | 25"]),
    ],
    "zh": [
        ("至少30人被捕。", ["至少30 | arrested | 30 | at_least"]),
        ("该党赢得125个席位。", ["125 | seats | 125"]),
        ("投票率为83.02%。", ["83.02% | turnout | 83.02 | exact | percent"]),
        ("银行冻结了13亿美元。", ["13亿美元 | money | 1300000000 | exact | | USD"]),
        ("他被判处五年徒刑。", ["五年 | sentence | 5 | exact | year"]),
        ("20多人死亡。", ["20多 | deaths | 20 | more_than"]),
        ("三百五十个国家参加。", ["三百五十 | countries | 350"]),
        ("数千名示威者聚集。", ["数千 | protesters | - | vague"]),
        ("第5条规定3点开会。", []),
    ],
    "km": [
        ("យ៉ាងហោចណាស់ ៣០ នាក់ត្រូវបានចាប់ខ្លួន។", ["យ៉ាងហោចណាស់ ៣០ | arrested | 30 | at_least"]),
        ("គណបក្សឈ្នះ ១២៥អាសនៈ។", ["១២៥ | seats | 125"]),
        ("បានសំឡេងឆ្នោត ៧៦,៧៧ភាគរយ។", ["៧៦,៧៧ភាគរយ | vote_share | 76.77 | exact | percent"]),
        ("ជំនួយ ១,៣ ពាន់លានដុល្លារ។", ["១,៣ ពាន់លានដុល្លារ | money | 1300000000 | exact | | USD"]),
        ("ជាប់ពន្ធនាគារ ៥ឆ្នាំ។", ["៥ឆ្នាំ | sentence | 5 | exact | year"]),
        ("ប្រាំបីនាក់ស្លាប់។", ["ប្រាំបី | deaths | 8"]),
        ("មនុស្សរាប់ពាន់នាក់។", ["រាប់ពាន់ | people | - | vague"]),
        ("តម្លៃ ១.០០០.០០០ រៀល តាមមាត្រា ៥។", ["១.០០០.០០០ រៀល | money | 1000000 | exact | | KHR"]),
    ],
}


def _shown(text: str, figure: FoundFigure) -> tuple[object, ...]:
    value = (figure.low, figure.high) if figure.bound == "range" else figure.value
    return text[figure.start : figure.end], figure.measure, value, figure.bound, figure.unit, figure.currency


def _expected(line: str) -> tuple[object, ...]:
    columns = [c.strip() for c in line.split("|")]
    evidence, measure, number, bound, unit, currency = columns + ["exact", "", ""][len(columns) - 3 :]
    value: object = None
    if ".." in number:
        low, high = number.split("..")
        value = (float(low), float(high))
    elif number != "-":
        value = float(number)
    return evidence, measure, value, bound, unit or None, currency or None


@pytest.mark.parametrize(("language", "text", "expected"), [(code, *case) for code, cases in CASES.items() for case in cases])
def test_figures(language: str, text: str, expected: list[str]) -> None:
    found = figures(text, language, [(0, len(text))])
    assert [_shown(text, f) for f in found] == [_expected(line) for line in expected]


@pytest.mark.parametrize(("language", "least"), [("en", 25), ("pl", 20), *((c, 8) for c in CASES if c not in ("en", "pl"))])
def test_every_language_has_its_cases(language: str, least: int) -> None:
    assert sum(len(lines) for _, lines in CASES[language]) >= least


def test_measures_and_bounds_are_of_the_vocabulary() -> None:
    lines = [_expected(line) for cases in CASES.values() for _, lines in cases for line in lines]
    assert {line[1] for line in lines} <= set(MEASURES)
    assert {line[3] for line in lines} <= set(BOUNDS)


def test_evidence_of_another_sentence_does_not_count() -> None:
    text = "Ten people came. Nobody was arrested."
    whole = figures(text, "en", [(0, len(text))])
    split = figures(text, "en", [(0, 16), (17, len(text))])
    assert [f.measure for f in split] == ["people"]
    assert [f.measure for f in whole] == ["arrested"]
    text = "They want ten. Arrests followed."
    assert [f.measure for f in figures(text, "en", [(0, 14), (15, len(text))])] == ["other"]


def test_a_range_does_not_join_two_sentences() -> None:
    text = "He won 5 - 7 were lost."
    assert [f.bound for f in figures(text, "en", [(0, 8), (9, len(text))])] == ["exact", "exact"]


def test_a_language_without_data_still_has_digits_and_symbols() -> None:
    text = "Xyz 1.5 abc $20 (2018-07-29)"
    assert [(text[f.start : f.end], f.value, f.currency) for f in figures(text, "und", [(0, len(text))])] == [
        ("1.5", 1.5, None),
        ("$20", 20.0, "USD"),
    ]


def test_a_percentage_measures_what_it_is_a_part_of():
    text = "The governing coalition won 61% of council seats after a quiet vote."
    (found,) = figures(text, "en", [(0, len(text))])
    assert text[found.start : found.end] == "61%"
    assert found.measure == "seat_share"
