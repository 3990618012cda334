import random

import pytest

from onrecord import vocabulary
from onrecord.reader import shape
from tests.training.test_draft import DRAFT
from train.data import batches, epoch, example, lengths
from train.draft import compile_drafts
from train.passage import resolve


@pytest.fixture(scope="module")
def tokens():
    from onrecord.reader.reader import default

    return default().tokens


def passage(name="en-x-001", changes=()):
    draft = DRAFT.replace("en-x-001", name)
    for old, new in changes:
        draft = draft.replace(old, new)
    return resolve(compile_drafts(draft)[0])


def words(made, text, sort):
    return [text[slice(*made.pieces.characters(*span))] for span in made.spans[sort]]


def test_gold_spans_are_the_words_of_the_passage(tokens):
    one = passage()
    made = example([one], tokens)
    assert words(made, one.text, "trigger") == ["arrests", "deny"]
    assert words(made, one.text, "figure") == ["at least 30"]
    assert words(made, one.text, "time") == ["last month"]
    assert words(made, one.text, "cue") == ["said"]
    assert made.counts == {(0, 0)}
    assert made.dates == {(0, 0)}
    assert [vocabulary.MEASURES[m] for m in made.measures] == ["arrested"]
    assert made.roles == {(1, 4): shape.ROLES.index("actors")}


def test_each_passage_of_a_window_keeps_its_contexts(tokens):
    unmarked = passage("en-x-002", [("C legal rights_freedoms\n", "")])
    made = example([passage(), unmarked], tokens)
    legal = tuple(vocabulary.CONTEXTS.index(c) for c in ("legal", "rights_freedoms"))
    assert made.contexts == [legal, legal, None, None]
    assert {event for event, _ in made.counts} == {0, 2}


def test_an_epoch_holds_every_passage_once_in_windows_of_the_length_foretold(tokens):
    passages = [passage(f"en-x-{n:03}") for n in range(40)]
    mixes = epoch(passages, lengths(passages, tokens), random.Random(3))
    assert sorted(p.id for m in mixes for p in m.passages) == [p.id for p in passages]
    assert all(len(m.example(tokens)) <= len(m) <= shape.LIMIT for m in mixes)
    for batch in batches(mixes, 300, random.Random(4)):
        assert len(batch) == 1 or len(batch) * max(map(len, batch)) <= 300
