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
    measures: list[int]  # of each figure span
    contexts: list[tuple[int, ...] | None]  # of each event; None where nobody has marked them
    counts: set[tuple[int, int]]  # (event, figure)
    dates: set[tuple[int, int]]  # (event, time)

    def __len__(self) -> int:
        return len(self.pieces)


def merge(passages: Sequence[Passage], separator: str) -> tuple[str, list[dict[str, Any]]]:
    """Several passages as one text, with the shift of each."""
    text, parts = "", []
    for p in passages:
        text += separator if text else ""
        parts.append({"shift": len(text), "rows": p.rows, "contexts": p.contexts})
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
    out = Example(pieces, {s: [] for s in shape.SORTS}, [], [], [], [], [], [], {}, set(), {}, set(), [], [], set(), set())
    for part in parts:

        def cover(span: Span, shift: int = part["shift"]) -> Span | None:
            return pieces.cover((span[0] + shift, span[1] + shift))

        mention_at = _mentions(out, part["rows"], cover)
        figure_at = _figures(out, part["rows"], cover)
        time_at = [_place(out.spans["time"], cover(t["span"])) for t in part["rows"]["times"]]
        event_at = _events(out, part["rows"], cover, mention_at)
        marked = None if part["contexts"] is None else tuple(vocabulary.CONTEXTS.index(c) for c in part["contexts"])
        out.contexts += [marked] * (len(out.events) - len(out.contexts))
        for event, e in zip(event_at, part["rows"]["events"], strict=True):
            if event is not None:
                out.counts |= {(event, at) for f in e["figures"] if (at := figure_at[f]) is not None}
                out.dates |= {(event, at) for t in e["times"] if (at := time_at[t]) is not None}
        for at, f in zip(figure_at, part["rows"]["figures"], strict=True):
            event = event_at[f["of_event"]] if "of_event" in f else None
            if at is not None and event is not None:
                out.counts.add((event, at))
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


def _figures(out: Example, rows: Rows, cover: Cover) -> list[int | None]:
    """Add the figures; where each of the rows went."""
    places: list[int | None] = []
    for f in rows["figures"]:
        new = len(out.spans["figure"])
        places.append(_place(out.spans["figure"], cover(f["span"])))
        if places[-1] == new:
            out.measures.append(vocabulary.MEASURES.index(f["measure"]))
    return places


def _events(out: Example, rows: Rows, cover: Cover, mention_at: list[int | None]) -> list[int | None]:
    """Add triggers and events; which event each of the rows became."""
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
    return places


def _statements(out: Example, rows: Rows, cover: Cover, mention_at: list[int | None]) -> None:
    for s in rows["statements"]:
        contents = [_place(out.spans["content"], cover(piece)) for piece in s["spans"]]
        cue = _place(out.spans["cue"], cover(s["cue_span"])) if s["cue_span"] else None
        if cue is None:
            continue  # what is said without a cue is a content span that nothing claims
        out.says |= {(cue, content) for content in contents if content is not None}
        filled = [(mention_at[w], 1) for w in s["speaker"]] + [(mention_at[w], 2) for w in s.get("addressee", ())]
        out.speech |= {(cue, mention): role for mention, role in filled if mention is not None}


@dataclass(frozen=True)
class Mix:
    """One window of an epoch before it is made: which passages run together in it, and how."""

    passages: tuple[Passage, ...]
    separator: str
    straight: bool
    pieces: int

    def __len__(self) -> int:
        return self.pieces

    def example(self, tokens: Tokenization) -> Example:
        return example(self.passages, tokens, self.separator, self.straight)


def lengths(passages: Sequence[Passage], tokens: Tokenization) -> dict[str, int]:
    """Pieces of each passage, special ones included, by its id."""
    return {p.id: len(tokens.pieces(p.text)) for p in passages}


def epoch(passages: Sequence[Passage], long: dict[str, int], dice: random.Random, joined: float = 0.5) -> list[Mix]:
    """One pass over the corpus in random order: some passages run together into longer windows, some
    with their quotation marks straightened."""
    order = list(passages)
    dice.shuffle(order)
    groups: list[list[Passage]] = []
    room = 0
    for p in order:
        if not groups or long[p.id] > room or dice.random() > joined:
            groups.append([])
            room = shape.LIMIT
        groups[-1].append(p)
        room -= long[p.id]
    made = [
        Mix(tuple(group), dice.choice(["\n\n", " "]), dice.random() < 0.4, sum(long[p.id] for p in group)) for group in groups
    ]
    return [m for m in made if len(m) <= 2 * shape.LIMIT]


def batches(mixes: Sequence[Mix], size: int, dice: random.Random) -> list[list[Mix]]:
    """Batches of like lengths with at most ``size`` pieces (padding included), in random order."""
    made: list[list[Mix]] = []
    for mix in sorted(mixes, key=len):
        if made and (len(made[-1]) + 1) * len(mix) <= size:
            made[-1].append(mix)
        else:
            made.append([mix])
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
