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
        self._lengths: Floats = np.zeros((0, 0, 0), np.float32)

    def _linear(self, name: str, x: Floats) -> Floats:
        y = x @ self._w[f"{name}.weight"].T
        bias = self._w.get(f"{name}.bias")
        return np.asarray(y if bias is None else y + bias, np.float32)

    def two_layers(self, name: str, x: Floats) -> Floats:
        """The logits of a two-layer head (n, classes)."""
        return self._linear(f"{name}.3", gelu(self._linear(f"{name}.0", x)))

    def look(self, hidden: Floats) -> tuple[Floats, Floats]:
        """Centred and stretched hidden states, which all other methods take, and the scores of all spans in them."""
        normal = np.asarray((hidden - self._w["centre"]) * self._w["gain"], np.float32)
        return normal, self.spans(normal)

    def spans(self, hidden: Floats) -> Floats:
        """Scores (sorts, length, length) of all spans by inclusive ends; about −1e4 below the diagonal."""
        length, sorts = len(hidden), len(shape.SORTS)
        starts = self._linear("starts", hidden).reshape(length, sorts, SPAN).transpose(1, 0, 2)
        ends = self._linear("ends", hidden).reshape(length, sorts, SPAN).transpose(1, 2, 0)
        scores: Floats = starts @ (ends / np.float32(math.sqrt(SPAN)))
        scores += self._by_length(length)
        scores += self._linear("start_bias", hidden).T[:, :, None]
        scores += self._linear("end_bias", hidden).T[:, None, :]
        return scores

    def _by_length(self, length: int) -> Floats:
        """What a span's length adds to its score (sorts, length, length); kept for the longest window so far."""
        if self._lengths.shape[-1] < length:
            place = np.arange(length)
            bias = self._w["length_bias"][:, np.clip(place[None, :] - place[:, None], 0, shape.LONGEST)]
            self._lengths = np.where(place[:, None] > place[None, :], np.float32(-1e4), bias)
        return self._lengths[:, :length, :length]

    def rep(self, sort: str, hidden: Floats, spans: Ints) -> Floats:
        """Representation of spans (n, 2) with inclusive ends: both ends and a weighted mean."""
        if not len(spans):
            return np.zeros((0, len(self._w[f"represent.{sort}.0.bias"])), np.float32)
        weights = np.exp(shape.SHARPEST * np.tanh(self._linear(f"weigh.{sort}", hidden)))
        weighted = np.concatenate([weights * hidden, weights], -1)
        sums = np.concatenate([np.zeros_like(weighted[:1]), weighted.cumsum(0)])
        parts = sums[spans[:, 1] + 1] - sums[spans[:, 0]]
        mean = parts[:, :-1] / parts[:, -1:]
        return gelu(self._linear(f"represent.{sort}.0", np.concatenate([hidden[spans[:, 0]], hidden[spans[:, 1]], mean], -1)))

    def pairs(
        self, name: str, one: Floats, other: Floats, which: tuple[Ints, Ints], distance: Ints, *more: tuple[Floats, Ints]
    ) -> Floats:
        """The logits (n, classes) of a two-layer head over pairs of representations.

        The head's inputs are both representations, their product, the embedding of their distance and what ``more`` holds. Its
        first layer is linear, so all but the product is multiplied once for each span rather than for each pair.

        Args:
            name: of the head.
            one: representations of the first spans; ``other``: of the second.
            which: for each pair the indexes of its two spans.
            distance: bucket of each pair.
            more: further features, each with the index of its row for each pair.
        """
        i, j = which
        weight = self._w[f"{name}.0.weight"]
        parts = [(one, i), (other, j), None, (self._w["distance.weight"], distance), *more]
        inner = np.broadcast_to(self._w[f"{name}.0.bias"], (len(i), len(weight))).copy()
        at = 0
        for part in parts:
            rows = part[0] if part else one
            here = weight[:, at : at + rows.shape[1]].T
            inner += (rows @ here)[part[1]] if part else (one[i] * other[j]) @ here
            at += rows.shape[1]
        return self._linear(f"{name}.3", gelu(inner))

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
