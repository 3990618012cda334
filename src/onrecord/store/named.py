"""The record's documents as the names layer wants them."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.names.document import NamedDocument
from onrecord.passages.sentences import sentences
from onrecord.store.record import Record


def named_documents(record: Record) -> Iterator[NamedDocument]:
    """Every document with its mentions and who of them speaks and acts, by id."""
    countries = {s.id: s.country for s in record.rows("source")}
    for document in record.rows("document"):
        which = ("document = ?", (document.id,))
        statements = list(record.rows("statement", *which))
        yield NamedDocument(
            document.id,
            document.language,
            document.text,
            tuple(record.rows("mention", *which)),
            frozenset(m for s in statements for m in s.speakers),
            frozenset(m for e in record.rows("event", *which) for m in e.actors),
            tuple((s.content, s.speakers) for s in statements),
            tuple(sentences(document.text, document.language)),
            countries.get(document.source or ""),
            document.byline,
        )
