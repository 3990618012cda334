"""The heads in numpy: the same small networks as ``train/model.py``, over one window.

Weights come from one ``.npz`` file whose keys are the torch module's parameter names.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from onrecord.reader import shape

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

#: Width of the end projections, as in train/model.py.
SPAN = 64


def erf(x: Floats) -> Floats:
    """Error function to 1.5e-7 (Abramowitz and Stegun, 7.1.26); numpy has none."""
    t = 1.0 / (1.0 + 0.3275911 * np.abs(x))
    series = ((((1.061405429 * t - 1.453152027) * t) + 1.421413741) * t - 0.284496736) * t + 0.254829592
    return np.asarray(np.sign(x) * (1.0 - series * t * np.exp(-x * x)), np.float32)


def gelu(x: Floats) -> Floats:
    """Exact GELU, as in training."""
    return np.asarray(0.5 * x * (1.0 + erf(x / math.sqrt(2.0))), np.float32)


def sigmoid(x: Floats) -> Floats:
    return (1.0 / (1.0 + np.exp(-np.clip(x, -50, 50)))).astype(np.float32)


def softmax(x: Floats) -> Floats:
    raised = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), np.float32)


class Heads:
    """All heads over the hidden states of one window (length, 384)."""

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        self._w = {k: np.asarray(v, np.float32) for k, v in weights.items()}

    def _linear(self, name: str, x: Floats) -> Floats:
        y = x @ self._w[f"{name}.weight"].T
        bias = self._w.get(f"{name}.bias")
        return np.asarray(y if bias is None else y + bias, np.float32)

    def two_layers(self, name: str, x: Floats) -> Floats:
        """The logits of a two-layer head (n, classes)."""
        return self._linear(f"{name}.3", gelu(self._linear(f"{name}.0", x)))

    def normal(self, hidden: Floats) -> Floats:
        """Centred and stretched hidden states: what all other methods take."""
        return np.asarray((hidden - self._w["centre"]) * self._w["gain"], np.float32)

    def spans(self, hidden: Floats) -> Floats:
        """Scores (sorts, length, length) of all spans by inclusive ends; −1e4 below the diagonal."""
        length, sorts = len(hidden), len(shape.SORTS)
        starts = self._linear("starts", hidden).reshape(length, sorts, SPAN).transpose(1, 0, 2)
        ends = self._linear("ends", hidden).reshape(length, sorts, SPAN).transpose(1, 2, 0)
        place = np.arange(length)
        bucket = np.clip(place[None, :] - place[:, None], 0, shape.LONGEST)
        scores = starts @ ends / math.sqrt(SPAN)
        scores += self._linear("start_bias", hidden).T[:, :, None] + self._linear("end_bias", hidden).T[:, None, :]
        scores += self._w["length_bias"][:, bucket]
        scores[:, place[:, None] > place[None, :]] = -1e4
        return scores.astype(np.float32)

    def rep(self, sort: str, hidden: Floats, spans: Ints) -> Floats:
        """Representation of spans (n, 2) with inclusive ends."""
        total = np.concatenate([np.zeros_like(hidden[:1]), hidden.cumsum(0)])
        mean = (total[spans[:, 1] + 1] - total[spans[:, 0]]) / (spans[:, 1] - spans[:, 0] + 1)[:, None]
        return gelu(self._linear(f"represent.{sort}.0", np.concatenate([hidden[spans[:, 0]], hidden[spans[:, 1]], mean], -1)))

    def pairs(self, one: Floats, other: Floats, distance: Ints, *more: Floats) -> Floats:
        """Features of aligned pairs of representations."""
        return np.concatenate([one, other, one * other, self._w["distance.weight"][distance], *more], -1)

    def kind(self, rep: Floats) -> Floats:
        return softmax(self._linear("kind", rep))

    def head_of(self, hidden: Floats, rep: Floats, spans: Ints) -> Ints:
        """First and last piece (n, 2) of the head of each mention."""
        first = self._linear("head_start", rep) @ hidden.T
        last = self._linear("head_end", rep) @ hidden.T
        heads = spans.copy()
        for i, (start, end) in enumerate(spans):
            heads[i, 0] = start + int(first[i, start : end + 1].argmax())
            heads[i, 1] = heads[i, 0] + int(last[i, heads[i, 0] : end + 1].argmax())
        return heads

    def type_embedding(self, types: Ints) -> Floats:
        """Embedding (n, 48) of type indexes."""
        return self._w["type_embedding.weight"].T[types]
