"""Passages to training examples: pieces and gold spans, with what keeps a small corpus varied."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from onrecord import vocabulary
from onrecord.reader import shape
from onrecord.reader.tokens import Pieces, Span, Tokenization
from train.passage import Passage

Rows = dict[str, list[dict[str, Any]]]
Cover = Callable[[Span], Span | None]

#: Straight and curly quotation marks stand for each other in real news; one character each, so that no
#: span moves.
CURLY = {"straight": str.maketrans("“”‘’", "\"\"''")}


@dataclass
class Example:
    """One window with gold piece spans (inclusive ends); rows refer to each other by index."""

    pieces: Pieces
    spans: dict[str, list[Span]]
    kinds: list[int]
    heads: list[Span]
    types: list[list[int]]  # of each trigger span
    status: list[int]
    modes: list[tuple[int, int]]  # (trigger, mode) pairs
    events: list[tuple[int, int]]  # (trigger, type) pairs
    roles: dict[tuple[int, int], int]  # (event, mention) -> role
    content_of: set[tuple[int, int]]  # (child event, parent event)
    speech: dict[tuple[int, int], int]  # (cue, mention) -> speech role
    says: set[tuple[int, int]]  # (cue, content)

    def __len__(self) -> int:
        return len(self.pieces)


def merge(passages: Sequence[Passage], separator: str) -> tuple[str, list[dict[str, Any]]]:
    """Several passages as one text, with the shift of each."""
    text, parts = "", []
    for p in passages:
        text += separator if text else ""
        parts.append({"shift": len(text), "rows": p.rows})
        text += p.text
    return text, parts


def _place(found: list[Span], span: Span | None) -> int | None:
    """Index of a piece span in the list, appended when new."""
    if span is None:
        return None
    if span not in found:
        found.append(span)
    return found.index(span)


def example(passages: Sequence[Passage], tokens: Tokenization, separator: str = "\n\n", straight: bool = False) -> Example:
    """The training example of one passage or of several in a row."""
    text, parts = merge(passages, separator)
    pieces = tokens.pieces(text.translate(CURLY["straight"]) if straight else text)
    out = Example(pieces, {s: [] for s in shape.SORTS}, [], [], [], [], [], [], {}, set(), {}, set())
    for part in parts:

        def cover(span: Span, shift: int = part["shift"]) -> Span | None:
            return pieces.cover((span[0] + shift, span[1] + shift))

        mention_at = _mentions(out, part["rows"], cover)
        _events(out, part["rows"], cover, mention_at)
        _statements(out, part["rows"], cover, mention_at)
    return out


def _mentions(out: Example, rows: Rows, cover: Cover) -> list[int | None]:
    """Add the mentions; where each of the rows went."""
    places: list[int | None] = []
    for m in rows["mentions"]:
        new = len(out.spans["mention"])
        at = _place(out.spans["mention"], cover(m["span"]))
        places.append(at)
        if at == new:
            out.kinds.append(vocabulary.KINDS.index(m["kind"]))
            span, head = out.spans["mention"][at], cover(m["head_span"])
            out.heads.append(head if head and span[0] <= head[0] and head[1] <= span[1] else span)
    return places


def _events(out: Example, rows: Rows, cover: Cover, mention_at: list[int | None]) -> None:
    places: list[int | None] = []
    for e in rows["events"]:
        new = len(out.spans["trigger"])
        at = _place(out.spans["trigger"], cover(e["span"]))
        if at is None:
            places.append(None)
            continue
        kind = vocabulary.TYPES.index(e["type"])
        if at == new:
            out.types.append([])
            out.status.append(vocabulary.STATUSES.index(e["status"]))
        if kind not in out.types[at]:
            out.types[at].append(kind)
            out.modes.append((at, shape.MODES.index(f"{e['type']}/{e['mode'] or ''}")))
            out.events.append((at, kind))
        event = out.events.index((at, kind))
        places.append(event)
        filled = [(mention_at[who], shape.ROLES.index(role)) for role in vocabulary.ROLES for who in e[role]]
        out.roles |= {(event, mention): role for mention, role in filled if mention is not None}
    for child, e in zip(places, rows["events"], strict=True):
        parent = None if e["content_of"] is None else places[e["content_of"]]
        if child is not None and parent is not None:
            out.content_of.add((child, parent))


def _statements(out: Example, rows: Rows, cover: Cover, mention_at: list[int | None]) -> None:
    for s in rows["statements"]:
        contents = [_place(out.spans["content"], cover(piece)) for piece in s["spans"]]
        cue = _place(out.spans["cue"], cover(s["cue_span"])) if s["cue_span"] else None
        if cue is None:
            continue  # what is said without a cue is a content span that nothing claims
        out.says |= {(cue, content) for content in contents if content is not None}
        filled = [(mention_at[w], 1) for w in s["speaker"]] + [(mention_at[w], 2) for w in s.get("addressee", ())]
        out.speech |= {(cue, mention): role for mention, role in filled if mention is not None}


def epoch(passages: Sequence[Passage], tokens: Tokenization, dice: random.Random, joined: float = 0.35) -> list[Example]:
    """One pass over the corpus in random order: some passages run together into longer windows, some
    with their quotation marks straightened."""
    order = list(passages)
    dice.shuffle(order)
    examples, group, room = [], [], 0
    for p in order:
        length = tokens.count(p.text) + 2
        if group and (length > room or dice.random() > joined):
            examples.append(example(group, tokens, dice.choice(["\n\n", " "]), dice.random() < 0.4))
            group = []
        if not group:
            room = shape.LIMIT - 2
        group.append(p)
        room -= length
    if group:
        examples.append(example(group, tokens))
    return [e for e in examples if len(e) <= 2 * shape.LIMIT]


def batches(examples: Sequence[Example], size: int, dice: random.Random) -> list[list[Example]]:
    """Batches of like lengths with at most ``size`` pieces (padding included), in random order."""
    made: list[list[Example]] = []
    for e in sorted(examples, key=len):
        if made and (len(made[-1]) + 1) * len(e) <= size:
            made[-1].append(e)
        else:
            made.append([e])
    dice.shuffle(made)
    return made


def pad(batch: Sequence[Example]) -> tuple[np.ndarray, np.ndarray]:
    """Ids and mask (batch, longest)."""
    longest = max(map(len, batch))
    ids, mask = np.ones((len(batch), longest), np.int64), np.zeros((len(batch), longest), bool)
    for i, e in enumerate(batch):
        ids[i, : len(e)] = e.pieces.ids
        mask[i, : len(e)] = True
    return ids, mask
