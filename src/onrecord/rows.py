"""The tables of a record as frozen rows; the SQLite schema and docs/tables.md are made from them.

Spans are half-open ``[span_start, span_end)`` in code points of the document's frozen text, so
``text[span_start:span_end]`` is the evidence. A tuple is stored as a JSON array. ``None`` means
unknown or none, never a default.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


def _column(doc: str) -> Any:
    return field(metadata={"doc": doc})


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher."""

    id: str = _column("hash of the name")
    name: str = _column("as the metadata or the page gives it")
    domain: str | None = _column("web domain, where a page told it")
    kind: str = _column("state, government, party, independent, wire, international, ngo, company or unknown")
    country: str | None = _column("ISO 3166-1 alpha-3")
    owner: str | None = _column("who owns the publisher, where known")


@dataclass(frozen=True, slots=True)
class Document:
    """One article. Its text is frozen when it is read: NFC, paragraphs kept, never cut."""

    id: str = _column("hash of the original file's bytes")
    source: str | None = _column("source id of the publisher; empty when unknown")
    url: str | None = _column("address, from metadata.csv or the page")
    title: str | None = _column("headline, from metadata.csv or the page")
    byline: str | None = _column("author as printed")
    published_start: str | None = _column("first day the date of publication can mean, ISO 8601; empty when unknown")
    published_end: str | None = _column("last day the date of publication can mean")
    published_precision: str | None = _column("day, month or year")
    published_from: str | None = _column("what told the date: metadata, html or url")
    language: str = _column("ISO 639-1 code, or und when it could not be told")
    language_trained: bool = _column("whether the reader's corpus has passages in this language")
    text: str = _column("the frozen text")
    voice: str | None = _column(
        "in whose name the article speaks: the byline of an opinion piece or a statement, else the publisher"
    )
    copy_of: str | None = _column("id of the document this one is a copy of (filled by a later stage)")
    format: str = _column("text or html")
    encoding: str = _column("character encoding of the original")


@dataclass(frozen=True, slots=True)
class Path:
    """Where a document was found: one document may lie under many paths."""

    path: str = _column("path of the file, relative to the folder given to build")
    document: str = _column("document id")
    folder: str = _column("name of the folder given to build")
    fingerprint: str = _column("hash of the file, its metadata row and the reader's version: equal means nothing to do")


@dataclass(frozen=True, slots=True)
class Region:
    """A marked part of a text that the reader skips or flags; offsets stay those of the text."""

    id: str = _column("hash of document and span")
    document: str = _column("document id")
    span_start: int = _column("first character")
    span_end: int = _column("one past the last character")
    kind: str = _column("boilerplate, caption, dateline, headline or quotation")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that gave no document, with the reason and what to do."""

    path: str = _column("path of the file, relative to the folder given to build")
    folder: str = _column("name of the folder given to build")
    reason: str = _column("what was found and what was expected, in words")
    advice: str = _column("what to do about it")
    fingerprint: str = _column("hash of the file: an unchanged file is not tried again")


@dataclass(frozen=True, slots=True)
class Mention:
    """The full noun phrase that refers to an actor, a place or a thing acted on; may be nested."""

    id: str = _column("hash of document, table and span")
    document: str = _column("document id")
    span_start: int = _column("first character")
    span_end: int = _column("one past the last character")
    head_start: int = _column("first character of the head noun or name")
    head_end: int = _column("one past the last character of the head")
    kind: str = _column(
        "person, state, government, party, court, military, police, media, ngo, igo, company, group, place or thing"
    )
    form: str = _column("name, description or pronoun")
    probability: float = _column("calibrated probability that this is a mention")


@dataclass(frozen=True, slots=True)
class Time:
    """A date expression."""

    id: str = _column("hash of document, table and span")
    document: str = _column("document id")
    span_start: int = _column("first character")
    span_end: int = _column("one past the last character")
    start: str | None = _column("first day it can mean, ISO 8601; empty when it cannot be told")
    end: str | None = _column("last day it can mean")
    precision: str = _column("day, week, month, season, year, decade or vague")
    anchor: str | None = _column("the day a relative expression was counted from")


@dataclass(frozen=True, slots=True)
class Event:
    """One account of something done, as the document tells it."""

    id: str = _column("hash of document, table and trigger span")
    document: str = _column("document id")
    span_start: int = _column("first character of the trigger")
    span_end: int = _column("one past the trigger's last character")
    sentence_start: int = _column("first character of the sentence it is told in")
    sentence_end: int = _column("one past that sentence's last character")
    type: str = _column("one of the 16 PLOVER types")
    mode: str | None = _column("PLOVER mode, where the type has modes and one is told")
    contexts: tuple[str, ...] = _column("PLOVER contexts: what the event is about, several or none")
    actors: tuple[str, ...] = _column("mention ids of those who act")
    recipients: tuple[str, ...] = _column("mention ids of those it is directed at")
    objects: tuple[str, ...] = _column("mention ids of things acted on")
    places: tuple[str, ...] = _column("mention ids of where it happened")
    times: tuple[str, ...] = _column("time ids of when it happened")
    status: str = _column("occurred, ongoing, planned, possible or negated, from the innermost speaker's view")
    within: str | None = _column("statement id it is told in; empty: in the document's own voice")
    content_of: str | None = _column("event id that promises, demands, threatens or plans it")
    figures: tuple[str, ...] = _column("figure ids that give its magnitude")
    probability: float = _column("calibrated probability of trigger and type")


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said, written or thought by someone (PolNeAR: source, cue, content)."""

    id: str = _column("hash of document, table and anchor span")
    document: str = _column("document id")
    span_start: int = _column("first character of the anchor: the cue, or the content where there is no cue")
    span_end: int = _column("one past the anchor's last character")
    speakers: tuple[str, ...] = _column("mention ids of who speaks; empty when unnamed")
    cue_start: int | None = _column("first character of the cue")
    cue_end: int | None = _column("one past the cue's last character")
    content: tuple[tuple[int, int], ...] = _column("spans of what is said, pieces in order")
    form: str = _column("direct, indirect or mixed")
    addressees: tuple[str, ...] = _column("mention ids of those spoken to")
    within: str | None = _column("statement id it is nested in")
    time: str | None = _column("time id of when it was said")
    probability: float = _column("calibrated probability of cue and content")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that somebody states."""

    id: str = _column("hash of document, table and span")
    document: str = _column("document id")
    span_start: int = _column("first character")
    span_end: int = _column("one past the last character")
    measure: str = _column("what is measured; docs/tables.md lists the measures")
    value: float | None = _column("the number; percent as 76.77; empty for a range or a vague number")
    low: float | None = _column("lower end of a range")
    high: float | None = _column("upper end of a range")
    unit: str | None = _column("percent, or the unit as a word (year, km, …)")
    currency: str | None = _column("ISO 4217 code")
    bound: str = _column("exact, about, at_least, at_most, more_than, less_than, range or vague")
    of: str | None = _column("mention or event id it measures")
    as_of: str | None = _column("time id it holds for")
    within: str | None = _column("statement id it is told in")
    probability: float = _column("1.0 for figures found by rules")


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who acts, under all the names the record has for him."""

    id: str = _column("hash of kind and name")
    name: str = _column("the name shown")
    names: tuple[str, ...] = _column("every name and spelling seen or built in")
    kind: str = _column("a mention kind")
    country: str | None = _column("ISO 3166-1 alpha-3")
    sector: str | None = _column("PLOVER sector, where known")
    roles: tuple[str, ...] = _column("roles with from and until (filled by a later stage)")
    identifiers: tuple[str, ...] = _column("codes: ISO alpha-3, UNO, EUR, …")
    origin: str = _column("built in, the user's file, or found")


@dataclass(frozen=True, slots=True)
class Identity:
    """Which actor a mention stands for, or why that could not be told."""

    mention: str = _column("mention id")
    actor: str | None = _column("actor id; empty: not resolved")
    score: float = _column("how sure, 0 to 1")
    reason: str = _column("why, in words")
    candidates: tuple[str, ...] = _column("actor ids that were considered")


#: Table name -> row class, in the order the schema and the docs list them.
TABLES: dict[str, type] = {
    "source": Source,
    "document": Document,
    "path": Path,
    "region": Region,
    "rejected": Rejected,
    "mention": Mention,
    "time": Time,
    "event": Event,
    "statement": Statement,
    "figure": Figure,
    "actor": Actor,
    "identity": Identity,
}
#: Tables whose rows belong to one document and are written with it, in one transaction.
OF_DOCUMENT = ("region", "mention", "time", "event", "statement", "figure")
#: Tables that follow from all documents and are rebuilt at will.
DERIVED = ("actor", "identity")
