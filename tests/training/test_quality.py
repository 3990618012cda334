"""The shipped reader holds its floors on the test part, and the corpus holds together."""

import pytest

from onrecord.reader.reader import default
from train.corpus import corpus, held_out
from train.lint import near_duplicates
from train.score import FLOORS, by_language


@pytest.mark.slow
def test_the_floors_hold():
    _, scores = by_language(default(), held_out())["all"]
    assert {n: s for n, s in scores.items() if n in FLOORS and s < FLOORS[n]} == {}


def test_the_corpus_is_what_the_first_part_promises():
    passages = corpus()
    count = {code: sum(p.language == code for p in passages) for code in {p.language for p in passages}}
    assert len(passages) >= 800
    assert count["en"] >= 450
    assert count["pl"] >= 200
    assert {"fr", "es", "de", "ru", "km"} <= set(count)
    assert len(held_out()) >= 120


def test_nothing_of_the_test_part_is_trained_on():
    every = [*corpus(), *held_out()]
    assert len({p.id for p in every}) == len(every)
    assert list(near_duplicates(every)) == []
