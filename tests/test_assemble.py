"""Rows made of what was found: who is told within what, which figure and time belong where."""

from dataclasses import replace

from onrecord.assemble import UNSEEN, assemble
from onrecord.ids import row_id
from onrecord.quantities.figures import FoundFigure
from onrecord.quantities.times import FoundTime
from onrecord.reader.readings import ReadEvent, ReadFigure, Reading, ReadMention, ReadStatement, ReadTime
from onrecord.vocabulary import ROLES

TEXT = "On Monday police arrested 12 men. On Friday Ann Lee said “the army shot three of them”."
SENTENCES = [(0, 33), (34, len(TEXT))]


def at(words):
    return TEXT.index(words), TEXT.index(words) + len(words)


def mention(words, kind="group"):
    return ReadMention(at(words), at(words), kind, 0.9)


def event(trigger, kind, actors=(), recipients=()):
    roles = dict.fromkeys(ROLES, ()) | {"actors": actors, "recipients": recipients}
    return ReadEvent(at(trigger), kind, None, "occurred", roles, None, 0.8)


READING = Reading(
    (mention("police", "police"), mention("12 men"), mention("Ann Lee", "person"), mention("the army", "military")),
    (event("arrested", "COERCE", (0,), (1,)), event("shot", "ASSAULT", (3,))),
    (ReadStatement(at("said"), (at("the army shot three of them"),), (2,), (), 0.7),),
)
TIMES = [
    FoundTime(*at("Monday"), "2018-03-05", "2018-03-05", "day", "2018-03-10"),
    FoundTime(*at("Friday"), "2018-03-09", "2018-03-09", "day", "2018-03-10"),
]
FIGURES = [
    FoundFigure(*at("12"), "arrested", 12.0, None, None, None, None, "exact"),
    FoundFigure(*at("three"), "deaths", 3.0, None, None, None, None, "exact"),
]
ROWS = assemble("do-1", TEXT, "en", SENTENCES, READING, TIMES, FIGURES)


def words(row):
    return TEXT[row.span_start : row.span_end]


def test_evidence():
    assert [words(m) for m in ROWS.mentions] == ["police", "12 men", "Ann Lee", "the army"]
    assert [words(e) for e in ROWS.events] == ["arrested", "shot"]
    assert [words(f) for f in ROWS.figures] == ["12", "three"]
    assert [words(s) for s in ROWS.statements] == ["said"]
    assert [[TEXT[a:b] for a, b in s.content] for s in ROWS.statements] == [["the army shot three of them"]]


def test_ids_are_hashes_of_the_span():
    assert ROWS.events[0].id == row_id("do-1", "event", *at("arrested"))


def test_what_is_told_within_a_statement():
    (said,) = ROWS.statements
    assert [e.within for e in ROWS.events] == [None, said.id]
    assert [f.within for f in ROWS.figures] == [None, said.id]
    assert said.within is None
    assert said.form == "direct"


def test_a_time_goes_to_the_nearest_act_or_cue():
    monday, friday = ROWS.times
    assert ROWS.events[0].times == (monday.id,)
    assert ROWS.events[1].times == ()
    assert ROWS.statements[0].time == friday.id


def test_a_figure_measures_its_mention_and_the_event_done_to_it():
    assert ROWS.figures[0].of == ROWS.mentions[1].id
    assert ROWS.events[0].figures == (ROWS.figures[0].id,)
    assert ROWS.figures[1].of is None


def test_two_events_on_one_trigger_have_two_ids():
    double = Reading(READING.mentions, (event("arrested", "SANCTION"), event("arrested", "COERCE")))
    first, second = assemble("do-1", TEXT, "en", SENTENCES, double, [], []).events
    assert first.id != second.id
    assert second.id == row_id("do-1", "event", *at("arrested"), 1)


def test_the_reader_says_which_times_and_figures_belong_to_an_event():
    shot = replace(READING.events[1], times=(0,), figures=(0,), contexts=("military",))
    read = replace(
        READING,
        events=(READING.events[0], shot),
        figures=(ReadFigure(at("three"), "deaths", 0.7),),
        times=(ReadTime(at("Friday"), 0.9),),
    )
    rows = assemble("do-1", TEXT, "en", SENTENCES, read, TIMES, [FIGURES[0], replace(FIGURES[1], measure="other")])
    monday, friday = rows.times
    arrested, killed = rows.events
    assert killed.times == (friday.id,)
    assert arrested.times == (monday.id,)
    assert rows.statements[0].time is None
    assert killed.figures == (rows.figures[1].id,)
    assert killed.contexts == ("military",)
    assert [(f.measure, f.probability) for f in rows.figures] == [("arrested", UNSEEN), ("deaths", 0.7)]
