"""Rows of overlapping windows become one reading."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.reader.reader import join
from onrecord.reader.readings import ReadEvent, Reading, ReadMention, ReadStatement
from onrecord.vocabulary import ROLES


def mention(start, end):
    return ReadMention((start, end), (start, end), "person", 0.9)


def event(trigger, kind, actor, of=None):
    return ReadEvent(trigger, kind, None, "occurred", {r: (actor,) if r == "actors" else () for r in ROLES}, of, 0.9)


def test_a_row_belongs_to_the_window_that_owns_its_trigger():
    first = Reading((mention(0, 3), mention(20, 23)), (event((4, 8), "ACCUSE", 0), event((24, 28), "AID", 1)))
    second = Reading((mention(20, 23),), (event((24, 28), "ACCUSE", 0),))
    joined = join([(0, 15, first), (15, 40, second)])
    assert [(e.trigger, e.type, joined.mentions[e.roles["actors"][0]].span) for e in joined.events] == [
        ((4, 8), "ACCUSE", (0, 3)),
        ((24, 28), "ACCUSE", (20, 23)),
    ]
    assert [m.span for m in joined.mentions] == [(0, 3), (20, 23)]


def test_a_mention_outside_the_window_comes_along_with_its_role():
    first = Reading((mention(0, 3),))
    second = Reading((mention(10, 14),), (event((24, 28), "AID", 0),), (ReadStatement((30, 34), ((35, 39),), (0,), (), 0.8),))
    joined = join([(0, 5, first), (20, 40, second)])
    assert [m.span for m in joined.mentions] == [(0, 3), (10, 14)]
    assert joined.events[0].roles["actors"] == joined.statements[0].speakers == (1,)


def test_what_is_promised_keeps_its_promise():
    reading = Reading((mention(0, 3),), (event((24, 28), "AID", 0, of=1), event((4, 8), "AGREE", 0)))
    joined = join([(0, 40, reading)])
    assert [(e.type, e.content_of) for e in joined.events] == [("AGREE", None), ("AID", 0)]


@given(st.lists(st.integers(1, 8), min_size=1, max_size=6), st.data())
def test_every_index_points_into_the_joined_reading(lengths, data):
    parts, at = [], 0
    for length in lengths:
        spans = sorted({(s, s + 2) for s in data.draw(st.lists(st.integers(0, 60), min_size=1, max_size=4))})
        mentions = tuple(mention(*s) for s in spans)
        pick = st.integers(0, len(mentions) - 1)
        events = tuple(
            event((data.draw(st.integers(0, 60)), 70), "AID", data.draw(pick), data.draw(st.none() | st.just(0)))
            for _ in range(2)
        )
        parts.append((at, at + length, Reading(mentions, events)))
        at += length
    joined = join(parts)
    assert [m.span[0] for m in joined.mentions] == sorted(m.span[0] for m in joined.mentions)
    for e in joined.events:
        assert all(0 <= m < len(joined.mentions) for m in e.roles["actors"])
        assert e.content_of is None or 0 <= e.content_of < len(joined.events)
