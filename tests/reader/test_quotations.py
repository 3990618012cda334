import pytest

from onrecord.reader.quotations import attach, form, quoted
from onrecord.reader.readings import Reading, ReadMention, ReadStatement


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('She said "we won" and left.', ["we won"]),
        ("“One,” he said. “Two.”", ["One,", "Two."]),
        ("Powiedział: „Nie pojedziemy”.", ["Nie pojedziemy"]),
        ("Il a dit : « Nous partons ».", [" Nous partons "]),
        ("“An open paragraph.\n\n“Closed here.”", ["An open paragraph.", "Closed here."]),
        ("5'10\" tall", []),
    ],
)
def test_quotations(text, found):
    assert [text[s:e] for s, e in quoted(text)] == found


def test_form():
    text = "He called it “a farce” and “we go” and left."
    marks = quoted(text)
    farce, go = (text.index("a farce"), text.index("a farce") + 7), (text.index("we go"), text.index("we go") + 5)
    assert form(text, [farce], marks) == "direct"
    assert form(text, [(0, len(text))], marks) == "mixed"
    assert form(text, [(text.index("and left"), len(text))], marks) == "indirect"
    assert form(text, [farce, go], marks) == "direct"


def test_a_free_standing_quotation_continues_the_statement_before():
    text = "“We won,” said Ann. “They lost badly.”"
    said = ReadStatement((10, 14), ((1, 7),), (0,), (), 0.9)
    ann = ReadMention((15, 18), (15, 18), "person", 0.9)
    sentences = [(0, 19), (20, len(text))]
    got = attach(Reading((ann,), (), (said,), ()), text, sentences).statements[0]
    assert [text[s:e] for s, e in got.content] == ["We won", "They lost badly."]


def test_a_quotation_far_from_any_statement_gets_no_speaker():
    text = "“We won,” said Ann.\n\nIt rained.\n\nIt snowed.\n\n“They lost badly.”"
    said = ReadStatement((10, 14), ((1, 7),), (0,), (), 0.9)
    ann = ReadMention((15, 18), (15, 18), "person", 0.9)
    at = text.index("“They")
    got = attach(Reading((ann,), (), (said,), ()), text, [(0, 19), (at, len(text))])
    assert got.statements == (said,)


def test_unquoted_content_ends_with_its_sentence():
    text = "The army said that it had left. It rained. It was cold."
    end = text.index(" It was")
    said = ReadStatement((9, 13), ((19, end),), (0,), (), 0.9)
    army = ReadMention((0, 8), (0, 8), "military", 0.9)
    sentences = [(0, 31), (32, 42), (43, len(text))]
    got = attach(Reading((army,), (), (said,)), text, sentences).statements[0]
    assert [text[s:e] for s, e in got.content] == ["it had left"]


def test_a_quotation_may_run_over_sentences():
    text = "“It left. It rained,” Ann said."
    said = ReadStatement((26, 30), ((1, 19),), (0,), (), 0.9)
    ann = ReadMention((22, 25), (22, 25), "person", 0.9)
    got = attach(Reading((ann,), (), (said,)), text, [(0, 9), (10, len(text))]).statements[0]
    assert [text[s:e] for s, e in got.content] == ["It left. It rained"]
