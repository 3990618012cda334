"""The heads' shortcuts give what the plain arithmetic gives."""

import numpy as np
import pytest

from onrecord.reader import shape
from onrecord.reader.heads import Heads, gelu

WIDTH, REP, INNER, MORE = 12, 6, 5, 3


@pytest.fixture
def heads():
    random = np.random.default_rng(0)
    made = {
        "centre": (WIDTH,),
        "gain": (WIDTH,),
        "weigh.mention.weight": (1, WIDTH),
        "weigh.mention.bias": (1,),
        "represent.mention.0.weight": (REP, 3 * WIDTH),
        "represent.mention.0.bias": (REP,),
        "distance.weight": (shape.DISTANCES, 4),
        "role.0.weight": (INNER, 3 * REP + 4 + MORE),
        "role.0.bias": (INNER,),
        "role.3.weight": (2, INNER),
        "role.3.bias": (2,),
    }
    return Heads({name: random.normal(size=size).astype(np.float32) for name, size in made.items()})


def test_a_span_is_its_ends_and_a_weighted_mean(heads):
    hidden = np.random.default_rng(1).normal(size=(9, WIDTH)).astype(np.float32)
    spans = np.array([[0, 8], [3, 3], [2, 5]])
    got = heads.rep("mention", hidden, spans)
    for row, (start, end) in zip(got, spans, strict=True):
        part = hidden[start : end + 1]
        weights = np.exp(shape.SHARPEST * np.tanh(part @ heads._w["weigh.mention.weight"][0] + heads._w["weigh.mention.bias"]))
        mean = (weights[:, None] * part).sum(0) / weights.sum()
        plain = np.concatenate([hidden[start], hidden[end], mean]) @ heads._w["represent.mention.0.weight"].T
        assert row == pytest.approx(gelu(plain + heads._w["represent.mention.0.bias"]), abs=1e-4)


def test_no_spans_have_no_rows(heads):
    assert heads.rep("mention", np.zeros((4, WIDTH), np.float32), np.zeros((0, 2), np.int64)).shape == (0, REP)


def test_pairs_are_a_two_layer_head_over_both_spans(heads):
    random = np.random.default_rng(2)
    one, other = random.normal(size=(3, REP)).astype(np.float32), random.normal(size=(4, REP)).astype(np.float32)
    more = random.normal(size=(3, MORE)).astype(np.float32)
    i, j = np.divmod(np.arange(12), 4)
    distance = random.integers(0, shape.DISTANCES, 12)
    got = heads.pairs("role", one, other, (i, j), distance, (more, i))
    inputs = np.concatenate([one[i], other[j], one[i] * other[j], heads._w["distance.weight"][distance], more[i]], -1)
    assert got == pytest.approx(heads.two_layers("role", inputs), abs=1e-4)
