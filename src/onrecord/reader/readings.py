"""What a stretch of text says: the rows a reader gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.reader.spans import Span


@dataclass(frozen=True, slots=True)
class ReadMention:
    span: Span
    head: Span
    kind: str
    probability: float


@dataclass(frozen=True, slots=True)
class ReadFigure:
    span: Span
    measure: str
    probability: float


@dataclass(frozen=True, slots=True)
class ReadTime:
    span: Span
    probability: float


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """An event; roles are indexes into the reading's mentions, ``times`` and ``figures`` into its times and
    figures, ``content_of`` into its events."""

    trigger: Span
    type: str
    mode: str | None
    status: str
    roles: Mapping[str, tuple[int, ...]]
    content_of: int | None
    probability: float
    contexts: tuple[str, ...] = ()
    times: tuple[int, ...] = ()
    figures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadStatement:
    """A statement; ``cue`` is None for a free-standing quotation that continues nothing."""

    cue: Span | None
    content: tuple[Span, ...]
    speakers: tuple[int, ...]
    addressees: tuple[int, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What a stretch of text says; all spans in characters of the document."""

    mentions: tuple[ReadMention, ...] = ()
    events: tuple[ReadEvent, ...] = ()
    statements: tuple[ReadStatement, ...] = ()
    figures: tuple[ReadFigure, ...] = ()
    times: tuple[ReadTime, ...] = ()
    #: Content spans that no cue claims.
    loose: tuple[tuple[Span, float], ...] = ()
