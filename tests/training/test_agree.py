import pytest

from tests.training.test_draft import DRAFT
from train.agree import agreement, blank, pairs
from train.draft import compile_drafts
from train.passage import resolve


def passage(*changes):
    draft = DRAFT
    for old, new in changes:
        assert old in draft
        draft = draft.replace(old, new)
    return resolve(compile_drafts(draft)[0])


def test_one_who_marks_the_same_agrees_wholly():
    number, scores = agreement(pairs([passage()], [passage()]))["en"]
    assert number == 1
    assert set(scores.values()) == {1.0}


def test_what_differs_counts_against_its_task_alone():
    other = passage(("e The [police] = police", "e The [police] = group"), ("REJECT - occurred", "REJECT - ongoing"))
    _, scores = agreement(pairs([passage()], [other]))["all"]
    assert scores["kinds"] == pytest.approx(4 / 5)
    assert scores["status"] == pytest.approx(1 / 2)
    assert scores["mentions"] == scores["events"] == scores["statements"] == 1.0


def test_two_texts_under_one_id_are_refused():
    with pytest.raises(ValueError, match="two texts"):
        pairs([passage()], [passage(("deny it.", "deny it all."))])


def test_a_blank_sheet_holds_texts_and_no_rows():
    (raw,) = compile_drafts(blank([passage()] * 4, 1))
    assert raw["text"] == passage().text
    assert not raw["mentions"]
    assert not raw["events"]
