"""The reader: text in, mentions, events and statements out, over windows of whole sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import ThreadpoolController

from onrecord.errors import OnRecordError
from onrecord.passages.windows import windows
from onrecord.reader import shape
from onrecord.reader.decode import decode
from onrecord.reader.encoder import Encoder
from onrecord.reader.heads import Heads
from onrecord.reader.quotations import attach
from onrecord.reader.readings import ReadEvent, Reading
from onrecord.reader.spans import Span, overlap
from onrecord.reader.tokens import Tokenization
from onrecord.reader.window import Calibration

#: The files of a model folder.
FILES = ("model.json", "encoder.onnx", "heads.npz", "embeddings.q4", "tokenizer.json")


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


def one_thread() -> AbstractContextManager[object]:
    """While it lasts numpy works on one thread, so that a text reads alike in one process and in many."""
    limit: AbstractContextManager[object] = _threads().limit(limits=1, user_api="blas")
    return limit


@dataclass(frozen=True)
class Reader:
    """A loaded model. ``version`` is a hash of its weights: equal versions read alike."""

    encoder: Encoder
    heads: Heads
    tokens: Tokenization
    calibration: Calibration
    languages: tuple[str, ...]
    version: str

    @classmethod
    def load(cls, folder: Path) -> Reader:
        """Load a model folder; raises OnRecordError when a file is missing or of another make."""
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise OnRecordError(
                f"The reader's model in {folder} lacks {', '.join(missing)}. Install onrecord again, or run `make train`."
            )
        card = json.loads((folder / "model.json").read_text("utf-8"))
        if card["lists"] != lists():
            raise OnRecordError(
                f"The reader's model in {folder} was trained for other lists of types or kinds than this version of "
                "onrecord uses. Run `make train`."
            )
        with np.load(folder / "heads.npz") as weights:
            heads = Heads(dict(weights))
        fitted = card["calibration"]
        spans, rows = ({k: (v[0], v[1]) for k, v in fitted[part].items()} for part in ("spans", "rows"))
        calibration = Calibration(spans, fitted["thresholds"], rows)
        return cls(
            Encoder(folder / "encoder.onnx", folder / "embeddings.q4", card["width"]),
            heads,
            Tokenization.load(folder / "tokenizer.json"),
            calibration,
            tuple(card["languages"]),
            version(folder),
        )

    def read(self, text: str, sentences: Sequence[Span], skip: Sequence[Span] = ()) -> Reading:
        """Read a text whose sentences are known, but for those that lie in a span to ``skip``.

        All spans are characters of ``text``.
        """
        runs: list[list[Span]] = [[]]
        for sentence in sentences:
            if any(overlap(sentence, span) for span in skip):
                runs.append([])
            else:
                runs[-1].append(sentence)
        with one_thread():
            parts = [part for run in runs for part in self._run(text, run)]
        return attach(join(parts), text, [sentence for run in runs for sentence in run])

    def _run(self, text: str, sentences: Sequence[Span]) -> Iterator[tuple[int, int, Reading]]:
        lengths = [self.tokens.count(text[start:end]) + 1 for start, end in sentences]
        for window in windows(lengths, shape.LIMIT - 2):
            # A single sentence may be longer than the encoder can take: it is read in slices.
            for start, end in self._slices(text, sentences[window.first][0], sentences[window.last - 1][1]):
                pieces = self.tokens.pieces(text, start, end)
                reading = decode(self.heads.look(self.encoder(pieces.ids)), pieces, self.heads, self.calibration, sentences)
                yield max(start, sentences[window.own_first][0]), min(end, sentences[window.own_last - 1][1]), reading

    def _slices(self, text: str, start: int, end: int) -> list[Span]:
        pieces = self.tokens.pieces(text, start, end)
        most = 2 * shape.LIMIT
        if len(pieces) <= most:
            return [(start, end)]
        cuts = [start, *(pieces.starts[i] for i in range(most - 2, len(pieces), most - 2)), end]
        return [(a, b) for a, b in pairwise(cuts) if a < b]


def lists() -> dict[str, list[str]]:
    """The lists a model's outputs are numbered by; a model made for others is refused."""
    from onrecord import vocabulary

    return {
        "sorts": list(shape.SORTS),
        "kinds": list(vocabulary.KINDS),
        "contexts": list(vocabulary.CONTEXTS),
        "measures": list(vocabulary.MEASURES),
        "types": list(shape.TYPES),
        "modes": list(shape.MODES),
        "statuses": list(vocabulary.STATUSES),
        "roles": list(shape.ROLES),
    }


def version(folder: Path) -> str:
    """Hash of all that decides what the reader finds."""
    digest = blake2b(digest_size=6)
    for name in FILES:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


@cache
def default() -> Reader:
    """The model that is shipped with the package, loaded once a process."""
    with as_file(files("onrecord.reader").joinpath("model")) as folder:
        return Reader.load(folder)


@cache
def default_version() -> str:
    """Version of the shipped model, told without loading it."""
    with as_file(files("onrecord.reader").joinpath("model")) as folder:
        missing = [name for name in FILES if not (folder / name).is_file()]
        return "none" if missing else version(folder)


def join(parts: Sequence[tuple[int, int, Reading]]) -> Reading:
    """One reading of several windows' readings, each with its own range.

    A row belongs to the window in whose own range its trigger, cue or first character lies; a mention
    that only plays a role there comes along. Rows found twice on one span are one: the first window's.
    """
    backwards = [(range(start, end), reading) for start, end, reading in reversed(parts)]
    events = {(e.trigger, e.type): (e, r) for own, r in backwards for e in r.events if e.trigger[0] in own}
    statements = {s.cue: (s, r) for own, r in backwards for s in r.statements if s.cue and s.cue[0] in own}
    loose = {span: sure for own, r in backwards for span, sure in r.loose if span[0] in own}
    used = [r.mentions[m] for e, r in events.values() for role in e.roles.values() for m in role]
    used += [r.mentions[m] for s, r in statements.values() for m in (*s.speakers, *s.addressees)]
    mentions = {m.span: m for m in used} | {m.span: m for own, r in backwards for m in r.mentions if m.span[0] in own}
    ordered = sorted(mentions.values(), key=lambda m: (m.span[0], -m.span[1]))
    place = {m.span: i for i, m in enumerate(ordered)}
    times = _owned(backwards, "times", [r.times[t] for e, r in events.values() for t in e.times])
    figures = _owned(backwards, "figures", [r.figures[f] for e, r in events.values() for f in e.figures])
    time_at = {t.span: i for i, t in enumerate(times)}
    figure_at = {f.span: i for i, f in enumerate(figures)}
    row = {key: i for i, key in enumerate(sorted(events))}

    def placed(indexes: Sequence[int], reading: Reading) -> tuple[int, ...]:
        return tuple(place[reading.mentions[m].span] for m in indexes)

    def parent(event: ReadEvent, reading: Reading) -> int | None:
        of = None if event.content_of is None else reading.events[event.content_of]
        return row.get((of.trigger, of.type)) if of else None

    told = [
        replace(
            e,
            roles={role: placed(who, r) for role, who in e.roles.items()},
            content_of=parent(e, r),
            times=tuple(time_at[r.times[t].span] for t in e.times),
            figures=tuple(figure_at[r.figures[f].span] for f in e.figures),
        )
        for e, r in (events[key] for key in row)
    ]
    said = [
        replace(s, speakers=placed(s.speakers, r), addressees=placed(s.addressees, r))
        for s, r in (statements[cue] for cue in sorted(statements))
    ]
    return Reading(tuple(ordered), tuple(told), tuple(said), figures, times, tuple(sorted(loose.items())))


def _owned(backwards: Sequence[tuple[range, Reading]], field: str, used: Sequence[Any]) -> tuple[Any, ...]:
    """The figures or times of all windows, each once, with those that events of another window use."""
    own = {q.span: q for place, r in backwards for q in getattr(r, field) if q.span[0] in place}
    return tuple(q for _, q in sorted(({q.span: q for q in used} | own).items()))
