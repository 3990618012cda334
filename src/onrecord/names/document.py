"""What the resolver is given of a document, and what it says about each mention before actors have ids."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from onrecord.passages.sentences import sentences
from onrecord.rows import Mention
from onrecord.wordforms import mention_form

Span = tuple[int, int]
_OPENING = " \t\n\"“”„«»‹›「『'‘([–—-"


class Key(NamedTuple):
    """An actor before it has an id: the group its name is joined in, and the normalised name.

    Groups of built-in actors are ``state``, ``government``, ``police``, ``military``, ``people`` (name: ISO alpha-3)
    and ``igo`` (name: our id); groups of found ones are those of ``kinds.tsv``.
    """

    group: str
    name: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Which actor a mention stands for. ``key`` is ``None`` where that could not be told; then ``reason`` says why."""

    mention: str
    key: Key | None
    score: float
    reason: str
    candidates: tuple[Key, ...] = ()


@dataclass(frozen=True)
class NamedDocument:
    """A document with what the reader found in it.

    Attributes:
        id: document id.
        language: ISO 639-1 code, or ``und``.
        text: the frozen text; all spans are half-open code points of it.
        mentions: the document's mentions.
        speakers: ids of the mentions that speak.
        actors: ids of the mentions that act.
        statements: content spans and speaker mention ids of each statement.
        sentences: spans of the sentences; found by rule where not given.
        source_country: ISO alpha-3 of the publisher's country.
        byline: author as printed.
        together: of a mention, those who take part in the same event or are spoken to by it: others than itself.
    """

    id: str
    language: str
    text: str
    mentions: Sequence[Mention]
    speakers: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    statements: Sequence[tuple[Sequence[Span], Sequence[str]]] = field(default=())
    sentences: Sequence[Span] | None = None
    source_country: str | None = None
    byline: str | None = None
    together: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def ordered(self) -> tuple[Mention, ...]:
        """Mentions in the order of the text, outer ones first."""
        return tuple(sorted(self.mentions, key=lambda m: (m.span_start, -m.span_end, m.id)))

    @cached_property
    def _sentence_starts(self) -> tuple[int, ...]:
        spans = self.sentences if self.sentences is not None else sentences(self.text, self.language)
        return tuple(sorted(start for start, _ in spans))

    def sentence_of(self, position: int) -> int:
        """Number of the sentence a position lies in."""
        return bisect_right(self._sentence_starts, position)

    def phrase(self, mention: Mention) -> str:
        """The mention's characters."""
        return self.text[mention.span_start : mention.span_end]

    def head(self, mention: Mention) -> str:
        """The characters of the mention's head."""
        return self.text[mention.head_start : mention.head_end]

    def form(self, mention: Mention) -> str:
        """The mention's form; a name that starts a sentence is looked at again, for there a capital tells nothing."""
        starts = self._sentence_starts[bisect_right(self._sentence_starts, mention.head_start) - 1 :][:1]
        if mention.form != "name" or not starts or self.text[starts[0] : mention.head_start].strip(_OPENING):
            return mention.form
        return mention_form(self.head(mention), self.language, mention.kind, starts_sentence=True)

    def statements_around(self, mention: Mention) -> tuple[int, ...]:
        """Numbers of the statements whose content the mention stands in, innermost first."""
        around = [
            (end - start, number)
            for number, (content, _) in enumerate(self.statements)
            for start, end in content
            if start <= mention.span_start and mention.span_end <= end
        ]
        return tuple(number for _, number in sorted(around))
