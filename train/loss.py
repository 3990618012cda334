"""The training loss of one window, over all heads."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from onrecord import vocabulary
from onrecord.reader import shape
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
    "role": 0.8,
    "content_of": 0.2,
    "speech": 0.5,
    "says": 0.5,
}


def span_loss(scores: Tensor, gold: list[tuple[int, int]], valid: Tensor) -> Tensor:
    """Multi-label cross-entropy with a threshold at 0 (Su et al. 2022): positives above, the rest below."""
    target = torch.zeros_like(scores, dtype=torch.bool)
    for start, end in gold:
        target[start, end] = True
    zero = scores.new_zeros(1)
    positive = torch.cat([zero, -scores[target]])
    negative = torch.cat([zero, scores[valid & ~target]])
    return positive.logsumexp(0) + negative.logsumexp(0)


def _false_spans(scores: Tensor, gold: list[tuple[int, int]], valid: Tensor, most: int) -> list[tuple[int, int]]:
    """The best-scored spans that are not gold: what the later heads must learn to refuse."""
    masked = scores.detach().masked_fill(~valid, -1e4)
    best = masked.flatten().topk(min(most + len(gold), masked.numel())).indices.tolist()
    spans = [(i // masked.shape[1], i % masked.shape[1]) for i in best]
    return [s for s in spans if s not in set(gold) and masked[s] > -4][:most]


def _grid(n: int, m: int) -> tuple[Tensor, Tensor]:
    return torch.arange(n).repeat_interleave(m), torch.arange(m).repeat(n)


def _distance(one: Tensor, other: Tensor) -> Tensor:
    return torch.from_numpy(shape.distance_bucket(one.numpy(), other.numpy()))


def window_loss(hidden: Tensor, e: Example, heads: Heads) -> dict[str, Tensor]:
    """Losses by head of one window; ``hidden`` is (length, 384)."""
    losses: dict[str, Tensor] = {}
    hidden = heads.normal(hidden)
    scores = heads.spans(hidden)
    real = torch.tensor([s != t for s, t in zip(e.pieces.starts, e.pieces.ends, strict=True)])
    valid = torch.triu(real[:, None] & real[None, :])
    losses["spans"] = sum((span_loss(scores[k], e.spans[s], valid) for k, s in enumerate(shape.SORTS)), hidden.new_zeros(()))
    mention_spans = e.spans["mention"] + _false_spans(scores[0], e.spans["mention"], valid, 4)
    trigger_spans = e.spans["trigger"] + _false_spans(scores[1], e.spans["trigger"], valid, 4)
    spans = {
        k: torch.tensor(v, dtype=torch.long).view(-1, 2)
        for k, v in (
            ("mention", mention_spans),
            ("trigger", trigger_spans),
            ("cue", e.spans["cue"]),
            ("content", e.spans["content"]),
        )
    }
    reps = {k: heads.rep(k, hidden, v) for k, v in spans.items()}
    if e.kinds:
        n = len(e.kinds)
        losses["kind"] = F.cross_entropy(heads.kind(reps["mention"][:n]), torch.tensor(e.kinds), reduction="sum") / n
        inside = torch.zeros(n, len(e), dtype=torch.bool)
        for i, (start, end) in enumerate(e.spans["mention"]):
            inside[i, start : end + 1] = True
        for k, project in enumerate((heads.head_start, heads.head_end)):
            pointer = (project(reps["mention"][:n]) @ hidden.T).masked_fill(~inside, -1e4)
            losses["head"] = losses.get("head", 0) + F.cross_entropy(pointer, torch.tensor([h[k] for h in e.heads]))
    if len(trigger_spans):
        # Two types on one trigger share its probability.
        target = torch.zeros(len(trigger_spans), len(shape.TYPES))
        target[len(e.types) :, 0] = 1.0
        for i, types in enumerate(e.types):
            target[i, [t + 1 for t in types]] = 1.0 / len(types)
        losses["type"] = F.cross_entropy(heads.event_type(reps["trigger"]), target)
    if e.status:
        losses["status"] = F.cross_entropy(heads.status(reps["trigger"][: len(e.status)]), torch.tensor(e.status))
        which, mode = (torch.tensor(x) for x in zip(*e.modes, strict=True))
        own = torch.tensor([[m.split("/")[0] == shape.MODES[k].split("/")[0] for m in shape.MODES] for k in mode.tolist()])
        losses["mode"] = F.cross_entropy(heads.mode(reps["trigger"][which]).masked_fill(~own, -1e4), mode)
    if e.events:
        _event_losses(losses, e, heads, spans, reps)
    if e.spans["cue"]:
        _speech_losses(losses, e, heads, spans, reps)
    return losses


def _event_losses(losses: dict[str, Tensor], e: Example, heads: Heads, spans: dict[str, Tensor], reps: dict[str, Tensor]) -> None:
    trigger, kind = (torch.tensor(x) for x in zip(*e.events, strict=True))
    embedded = heads.type_embedding(F.one_hot(kind, len(vocabulary.TYPES)).float())
    if len(spans["mention"]):
        i, m = _grid(len(e.events), len(spans["mention"]))
        features = heads.pairs(
            reps["trigger"][trigger[i]],
            reps["mention"][m],
            _distance(spans["trigger"][trigger[i]], spans["mention"][m]),
            embedded[i],
        )
        target = torch.tensor([e.roles.get((a, b), 0) for a, b in zip(i.tolist(), m.tolist(), strict=True)])
        losses["role"] = F.cross_entropy(heads.role(features), target, reduction="sum") / len(e.events)
    child, parent = _grid(len(e.events), len(e.events))
    features = heads.pairs(
        reps["trigger"][trigger[child]],
        reps["trigger"][trigger[parent]],
        _distance(spans["trigger"][trigger[child]], spans["trigger"][trigger[parent]]),
        embedded[child],
        embedded[parent],
    )
    gold = torch.tensor([float(pair in e.content_of) for pair in zip(child.tolist(), parent.tolist(), strict=True)])
    losses["content_of"] = F.binary_cross_entropy_with_logits(heads.content_of(features)[:, 0], gold, reduction="sum") / len(
        e.events
    )


def _speech_losses(
    losses: dict[str, Tensor], e: Example, heads: Heads, spans: dict[str, Tensor], reps: dict[str, Tensor]
) -> None:
    cues = len(e.spans["cue"])
    for name, other, gold in (("speech", "mention", e.speech), ("says", "content", e.says)):
        if not len(spans[other]):
            continue
        c, o = _grid(cues, len(spans[other]))
        features = heads.pairs(reps["cue"][c], reps[other][o], _distance(spans["cue"][c], spans[other][o]))
        pairs = list(zip(c.tolist(), o.tolist(), strict=True))
        if isinstance(gold, dict):
            target = torch.tensor([gold.get(p, 0) for p in pairs])
            losses[name] = F.cross_entropy(heads.speech_role(features), target, reduction="sum") / cues
        else:
            wanted = torch.tensor([float(p in gold) for p in pairs])
            losses[name] = F.binary_cross_entropy_with_logits(heads.says(features)[:, 0], wanted, reduction="sum") / cues


def total(losses: dict[str, Tensor]) -> Tensor:
    """The weighted sum."""
    return sum((WEIGHTS[k] * v for k, v in losses.items()), torch.zeros(()))
