"""The record's documents as the names layer wants them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.names.document import NamedDocument
from onrecord.passages.sentences import sentences
from onrecord.store.record import Record


def named_documents(record: Record) -> Iterator[NamedDocument]:
    """Every document with its mentions and who of them speaks and acts, by id."""
    countries = {s.id: s.country for s in record.rows("source")}
    for document in record.rows("document"):
        which = ("document = ?", (document.id,))
        statements = list(record.rows("statement", *which))
        events = list(record.rows("event", *which))
        yield NamedDocument(
            document.id,
            document.language,
            document.text,
            tuple(record.rows("mention", *which)),
            frozenset(m for s in statements for m in s.speakers),
            frozenset(m for e in events for m in e.actors),
            tuple((s.content, s.speakers) for s in statements),
            tuple(sentences(document.text, document.language)),
            countries.get(document.source or ""),
            document.byline,
            _together([*((*e.actors, *e.recipients) for e in events), *((*s.speakers, *s.addressees) for s in statements)]),
        )


def _together(groups: Sequence[Sequence[str]]) -> dict[str, frozenset[str]]:
    """For each mention the others of the groups it is in."""
    others: dict[str, set[str]] = {}
    for group in groups:
        for mention in group:
            others.setdefault(mention, set()).update(m for m in group if m != mention)
    return {mention: frozenset(found) for mention, found in others.items()}
