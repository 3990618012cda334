"""The training loss of a batch of windows, over all heads.

Spans of all windows are numbered in the batch's hidden states laid end to end; pairs are only made within a window.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from onrecord import vocabulary
from onrecord.reader import shape
from onrecord.reader.tokens import Span
from train.data import Example
from train.model import Heads

#: How much each head counts; spans are what everything else stands on.
WEIGHTS = {
    "spans": 1.0,
    "kind": 0.6,
    "head": 0.1,
    "type": 1.0,
    "status": 0.4,
    "mode": 0.3,
    "context": 3.0,
    "measure": 0.1,
    "role": 0.8,
    "quantity": 0.2,
    "content_of": 0.2,
    "speech": 0.5,
    "says": 0.5,
}
#: Best-scored wrong spans of a window that go to the later heads, which must learn to refuse them.
WRONG = 4
#: Which of the modes belong to each type.
OWN_MODES = torch.tensor([[m.split("/")[0] == t for m in shape.MODES] for t in vocabulary.TYPES])


def span_loss(scores: Tensor, target: Tensor, valid: Tensor) -> Tensor:
    """Multi-label cross-entropy with a threshold at 0 (Su et al. 2022): positives above, the rest below.

    All three are (batch, sorts, length, length); gives the sum over sorts, averaged over the batch.
    """
    zero = scores.new_zeros(*scores.shape[:2], 1)
    positive = torch.cat([zero, (-scores).masked_fill(~target, -1e4).flatten(2)], -1).logsumexp(-1)
    negative = torch.cat([zero, scores.masked_fill(target | ~valid, -1e4).flatten(2)], -1).logsumexp(-1)
    return (positive + negative).sum() / len(scores)


def _wrong(scores: Tensor, gold: list[list[Span]], valid: Tensor) -> list[list[Span]]:
    """Of each window the best-scored spans (batch, length, length) that are not gold."""
    length = scores.shape[-1]
    most = max(map(len, gold)) + WRONG
    best, at = scores.detach().masked_fill(~valid, -1e4).flatten(1).topk(min(most, length * length))
    found = []
    for mine, values, places in zip(gold, best.tolist(), at.tolist(), strict=True):
        known = set(mine)
        spans = [divmod(place, length) for value, place in zip(values, places, strict=True) if value > -4]
        found.append([s for s in spans if s not in known][:WRONG])
    return found


class Layout:
    """Where the spans of a batch lie when its windows are laid end to end.

    ``spans[sort]`` (n, 2) holds each window's gold spans and after them its wrong ones; ``first[sort][i]`` is
    the number of the first of window i, ``number[sort][i]`` how many of it there are.
    """

    def __init__(self, found: dict[str, list[list[Span]]], length: int) -> None:
        self.spans: dict[str, np.ndarray] = {}
        self.first: dict[str, list[int]] = {}
        self.number: dict[str, list[int]] = {}
        for sort, windows in found.items():
            self.number[sort] = [len(spans) for spans in windows]
            self.first[sort] = [sum(self.number[sort][:i]) for i in range(len(windows))]
            moved = [(a + i * length, b + i * length) for i, spans in enumerate(windows) for a, b in spans]
            self.spans[sort] = np.array(moved, np.int64).reshape(-1, 2)

    def grid(self, one: Sequence[int], other: str) -> tuple[np.ndarray, np.ndarray]:
        """All pairs, within a window, of its ``one[i]`` rows and its spans of a sort: numbers of both over the batch."""
        pairs: list[tuple[int, int]] = []
        row = 0
        for i, rows in enumerate(one):
            first = self.first[other][i]
            pairs += product(range(row, row + rows), range(first, first + self.number[other][i]))
            row += rows
        made = np.array(pairs, np.int64).reshape(-1, 2)
        return made[:, 0], made[:, 1]


def batch_loss(hidden: Tensor, batch: list[Example], heads: Heads) -> dict[str, Tensor]:
    """Losses by head; ``hidden`` is (batch, length, 384), padded at the end."""
    hidden = heads.normal(hidden)
    length = hidden.shape[1]
    scores = heads.spans(hidden)
    real = torch.zeros(len(batch), length, dtype=torch.bool)
    target = torch.zeros(scores.shape, dtype=torch.bool)
    for i, e in enumerate(batch):
        real[i, : len(e)] = torch.tensor([s != t for s, t in zip(e.pieces.starts, e.pieces.ends, strict=True)])
        for k, sort in enumerate(shape.SORTS):
            for start, end in e.spans[sort]:
                target[i, k, start, end] = True
    valid = torch.triu(real[:, :, None] & real[:, None, :])
    losses = {"spans": span_loss(scores, target, valid[:, None])}
    found = {sort: [e.spans[sort] for e in batch] for sort in shape.SORTS}
    for k, sort in enumerate(shape.SORTS[:2]):
        wrong = _wrong(scores[:, k], found[sort], valid)
        found[sort] = [gold + more for gold, more in zip(found[sort], wrong, strict=True)]
    layout = Layout(found, length)
    flat = hidden.flatten(0, 1)
    reps = {sort: heads.rep(sort, flat, torch.from_numpy(spans)) for sort, spans in layout.spans.items()}
    _attributes(losses, batch, heads, layout, reps, flat)
    if any(e.events for e in batch):
        _events(losses, batch, heads, layout, reps, flat, length)
    if len(layout.spans["cue"]):
        _speech(losses, batch, heads, layout, reps)
    return losses


def _rows(layout: Layout, sort: str, numbers: Sequence[int]) -> Tensor:
    """Of each window the first ``numbers[i]`` of its spans: the gold ones."""
    return torch.tensor([layout.first[sort][i] + k for i, n in enumerate(numbers) for k in range(n)], dtype=torch.long)


def _attributes(
    losses: dict[str, Tensor], batch: list[Example], heads: Heads, layout: Layout, reps: dict[str, Tensor], flat: Tensor
) -> None:
    gold = _rows(layout, "mention", [len(e.kinds) for e in batch])
    if len(gold):
        rep = reps["mention"][gold]
        losses["kind"] = F.cross_entropy(heads.kind(rep), torch.tensor([k for e in batch for k in e.kinds]))
        spans = layout.spans["mention"][gold.numpy()]
        losses["head"] = _heads(rep, spans, batch, heads, flat)
    if len(reps["trigger"]):
        # Two types on one trigger share its probability; a wrong span has the type "none".
        target = torch.zeros(len(reps["trigger"]), len(shape.TYPES))
        target[:, 0] = 1.0
        for i, e in enumerate(batch):
            for k, types in enumerate(e.types):
                row = target[layout.first["trigger"][i] + k]
                row[0] = 0.0
                row[[t + 1 for t in types]] = 1.0 / len(types)
        losses["type"] = F.cross_entropy(heads.event_type(reps["trigger"]), target)
    if measures := [m for e in batch for m in e.measures]:
        losses["measure"] = F.cross_entropy(heads.measure(reps["figure"]), torch.tensor(measures))


def _heads(rep: Tensor, spans: np.ndarray, batch: list[Example], heads: Heads, flat: Tensor) -> Tensor:
    """Loss of the two pointers at the ends of each mention's head."""
    longest = int((spans[:, 1] - spans[:, 0]).max()) + 1
    places = torch.from_numpy(spans[:, :1] + np.arange(longest))
    inside = places <= torch.from_numpy(spans[:, 1:])
    states = flat[places.clamp(max=len(flat) - 1)]
    given = np.array([pair for e in batch for pair in e.heads])
    starts = np.array([start for e in batch for start, _ in e.spans["mention"]])
    loss = flat.new_zeros(())
    for k, project in enumerate((heads.head_start, heads.head_end)):
        pointer = (states @ project(rep)[:, :, None])[..., 0].masked_fill(~inside, -1e4)
        loss = loss + F.cross_entropy(pointer, torch.from_numpy(given[:, k] - starts))
    return loss


def _distance(one: np.ndarray, other: np.ndarray) -> Tensor:
    return torch.from_numpy(shape.distance_bucket(one, other))


def _events(
    losses: dict[str, Tensor],
    batch: list[Example],
    heads: Heads,
    layout: Layout,
    reps: dict[str, Tensor],
    flat: Tensor,
    length: int,
) -> None:
    gold = _rows(layout, "trigger", [len(e.status) for e in batch])
    losses["status"] = F.cross_entropy(heads.status(reps["trigger"][gold]), torch.tensor([s for e in batch for s in e.status]))
    modes = [(layout.first["trigger"][i] + k, mode) for i, e in enumerate(batch) for k, mode in e.modes]
    events = [(layout.first["trigger"][i] + k, kind) for i, e in enumerate(batch) for k, kind in e.events]
    numbers = [len(e.events) for e in batch]
    total = len(events)
    trigger, kind = (torch.tensor(x) for x in zip(*events, strict=True))
    which, mode = (torch.tensor(x) for x in zip(*modes, strict=True))
    losses["mode"] = F.cross_entropy(heads.mode(reps["trigger"][which]).masked_fill(~OWN_MODES[kind], -1e4), mode)
    rep, spans = reps["trigger"][trigger], layout.spans["trigger"][trigger.numpy()]
    embedded = heads.type_embedding(F.one_hot(kind, len(vocabulary.TYPES)).float())

    # Contexts, where they are marked.
    ends = np.repeat([(i * length, i * length + len(e) - 1) for i, e in enumerate(batch)], numbers, axis=0)
    about = np.clip(spans + np.array([-shape.AROUND, shape.AROUND]), ends[:, :1], ends[:, 1:])
    marked = [(n, c) for n, c in enumerate(c for e in batch for c in e.contexts) if c is not None]
    if marked:
        rows = torch.tensor([n for n, _ in marked])
        wanted = torch.zeros(len(marked), len(vocabulary.CONTEXTS))
        for n, (_, contexts) in enumerate(marked):
            wanted[n, list(contexts)] = 1.0
        around = heads.rep("around", flat, torch.from_numpy(about[rows.numpy()]))
        losses["context"] = F.binary_cross_entropy_with_logits(heads.context(torch.cat([rep[rows], around], -1)), wanted)

    e, m = layout.grid(numbers, "mention")
    if len(e):
        features = heads.pairs(rep[e], reps["mention"][m], _distance(spans[e], layout.spans["mention"][m]), embedded[e])
        target = np.zeros(len(e), np.int64)
        roles = _joined(batch, layout, "mention", [one.roles for one in batch])
        target[:] = [roles.get(pair, 0) for pair in zip(e.tolist(), m.tolist(), strict=True)]
        losses["role"] = F.cross_entropy(heads.role(features), torch.from_numpy(target), reduction="sum") / total
    for sort, links in (("figure", [one.counts for one in batch]), ("time", [one.dates for one in batch])):
        e, q = layout.grid(numbers, sort)
        if len(e):
            features = heads.pairs(rep[e], reps[sort][q], _distance(spans[e], layout.spans[sort][q]), embedded[e])
            told = _joined(batch, layout, sort, [dict.fromkeys(pairs, 1) for pairs in links])
            loss = _binary(heads.quantity(features)[:, 0], e, q, told) / total
            losses["quantity"] = losses.get("quantity", 0) + loss
    _parents(losses, batch, heads, numbers, rep, spans, embedded)


Pairs = dict[tuple[int, int], int]


def _joined(batch: list[Example], layout: Layout, sort: str, pairs: list[Pairs]) -> Pairs:
    """The windows' (event, span) pairs in the numbers of the batch."""
    joined: dict[tuple[int, int], int] = {}
    row = 0
    for i, e in enumerate(batch):
        joined |= {(row + a, layout.first[sort][i] + b): value for (a, b), value in pairs[i].items()}
        row += len(e.events)
    return joined


def _binary(logits: Tensor, one: np.ndarray, other: np.ndarray, gold: dict[tuple[int, int], int]) -> Tensor:
    wanted = [float((a, b) in gold) for a, b in zip(one.tolist(), other.tolist(), strict=True)]
    return F.binary_cross_entropy_with_logits(logits, torch.tensor(wanted), reduction="sum")


def _parents(
    losses: dict[str, Tensor],
    batch: list[Example],
    heads: Heads,
    numbers: list[int],
    rep: Tensor,
    spans: np.ndarray,
    embedded: Tensor,
) -> None:
    firsts = np.cumsum([0, *numbers[:-1]]).tolist()
    pairs = [(f + a, f + b) for f, n in zip(firsts, numbers, strict=True) for a, b in product(range(n), repeat=2)]
    child, parent = np.array(pairs, np.int64).T
    features = heads.pairs(rep[child], rep[parent], _distance(spans[child], spans[parent]), embedded[child], embedded[parent])
    gold = {(f + a, f + b): 1 for f, e in zip(firsts, batch, strict=True) for a, b in e.content_of}
    losses["content_of"] = _binary(heads.content_of(features)[:, 0], child, parent, gold) / len(rep)


def _speech(losses: dict[str, Tensor], batch: list[Example], heads: Heads, layout: Layout, reps: dict[str, Tensor]) -> None:
    cues = layout.number["cue"]
    total = sum(cues)
    c, m = layout.grid(cues, "mention")
    if len(c):
        roles = {
            (layout.first["cue"][i] + a, layout.first["mention"][i] + b): value
            for i, e in enumerate(batch)
            for (a, b), value in e.speech.items()
        }
        features = heads.pairs(reps["cue"][c], reps["mention"][m], _distance(layout.spans["cue"][c], layout.spans["mention"][m]))
        target = torch.tensor([roles.get(pair, 0) for pair in zip(c.tolist(), m.tolist(), strict=True)])
        losses["speech"] = F.cross_entropy(heads.speech_role(features), target, reduction="sum") / total
    c, k = layout.grid(cues, "content")
    if len(c):
        said = {(layout.first["cue"][i] + a, layout.first["content"][i] + b): 1 for i, e in enumerate(batch) for a, b in e.says}
        features = heads.pairs(reps["cue"][c], reps["content"][k], _distance(layout.spans["cue"][c], layout.spans["content"][k]))
        losses["says"] = _binary(heads.says(features)[:, 0], c, k, said) / total


def total(losses: dict[str, Tensor]) -> Tensor:
    """The weighted sum."""
    return sum((WEIGHTS[k] * v for k, v in losses.items()), torch.zeros(()))
