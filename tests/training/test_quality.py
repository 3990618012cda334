"""The shipped reader holds its floors on the test part, and the corpus holds together."""

from collections import Counter

import pytest

from onrecord import vocabulary
from onrecord.reader.reader import default
from train.corpus import corpus, held_out
from train.evaluate import score
from train.lint import near_duplicates
from train.passage import LANGUAGES
from train.readings import read_passage
from train.score import FLOORS


@pytest.mark.slow
def test_the_floors_hold():
    scores = score((p, read_passage(default(), p)) for p in held_out())
    assert {n: s for n, s in scores.items() if n in FLOORS and s < FLOORS[n]} == {}


def test_the_corpus_holds_what_the_model_card_says():
    passages = corpus()
    count = {code: sum(p.language == code for p in passages) for code in LANGUAGES}
    assert len(passages) >= 5200
    assert count["en"] >= 2800
    assert count["pl"] >= 890
    assert min(count.values()) >= 140
    assert len(held_out()) >= 580
    # Near misses: passages without any event, and words that suggest another than there is.
    assert sum(not p.rows["events"] for p in passages) >= 0.18 * len(passages)
    assert sum("near-miss" in p.grid for p in passages) >= 0.39 * len(passages)


def test_every_type_mode_status_and_context_is_there_in_numbers():
    events = [e for p in corpus() for e in p.rows["events"]]
    modes = Counter((e["type"], e["mode"]) for e in events)
    statuses = Counter((e["type"], e["status"]) for e in events)
    contexts = Counter(c for p in corpus() for c in p.contexts or ())
    assert min(modes[kind, mode] for kind, some in vocabulary.MODES.items() for mode in some) >= 15
    assert min(statuses[kind, status] for kind in vocabulary.TYPES for status in vocabulary.STATUSES) >= 3
    assert min(contexts[c] for c in vocabulary.CONTEXTS) >= 5


def test_nothing_of_the_test_part_is_trained_on():
    every = [*corpus(), *held_out()]
    assert len({p.id for p in every}) == len(every)
    assert list(near_duplicates(every)) == []
