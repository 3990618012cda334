"""Proof that a record holds: every row's evidence against the stored text, every text against its original."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.documents.find import FORMATS, Found
from onrecord.documents.read import contents, read
from onrecord.errors import Unreadable
from onrecord.ids import document_id, row_id
from onrecord.rows import OF_DOCUMENT, Document
from onrecord.store.record import Record

#: Columns of a row that hold ids of other rows of its document.
REFERENCES = {
    "event": ("actors", "recipients", "objects", "places", "times", "within", "content_of", "figures"),
    "statement": ("speakers", "addressees", "within", "time"),
    "figure": ("of", "as_of", "within"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold. ``missing`` says that only the original could not be looked at."""

    where: str
    what: str
    missing: bool = False


def verify(record: Record) -> Iterator[Finding]:
    """Everything in the record that does not hold, document by document."""
    for document in record.rows("document"):
        yield from _rows(record, document)
        yield from _original(record, document)


def _rows(record: Record, document: Document) -> Iterator[Finding]:
    length = len(document.text)
    rows = {table: list(record.rows(table, "document = ?", (document.id,))) for table in OF_DOCUMENT}
    known = {row.id for found in rows.values() for row in found}
    for table, found in rows.items():
        for row in found:
            spans = [(row.span_start, row.span_end)]
            spans += list(getattr(row, "content", ()))
            if table == "mention":
                spans.append((row.head_start, row.head_end))
                if not (row.span_start <= row.head_start and row.head_end <= row.span_end):
                    yield Finding(row.id, "the head lies outside its mention")
            if table == "event":
                spans.append((row.sentence_start, row.sentence_end))
            for start, end in spans:
                if not (0 <= start < end <= length) or not document.text[start:end].strip():
                    yield Finding(row.id, f"[{start}, {end}) is no evidence in a text of {length} characters")
            if table != "region" and row.id not in {
                row_id(document.id, table, row.span_start, row.span_end, n) for n in range(4)
            }:
                yield Finding(row.id, "the id is not the hash of its document, table and span")
            for column in REFERENCES.get(table, ()):
                value = getattr(row, column)
                for reference in (value,) if isinstance(value, str) else value or ():
                    if reference not in known:
                        yield Finding(row.id, f"{column} names {reference}, which the document does not hold")


def _original(record: Record, document: Document) -> Iterator[Finding]:
    for path in record.rows("path", "document = ?", (document.id,)):
        root = record.meta(f"folder:{path.folder}")
        file = Path(root or ".", path.path)
        found = Found(file, path.folder, path.path, FORMATS.get(file.suffix.casefold()))
        try:
            original = contents(found)
        except Unreadable as problem:
            yield Finding(path.path, f"the original cannot be compared: {problem.reason}", missing=not file.exists())
            continue
        if document_id(original) != document.id:
            yield Finding(path.path, "the original has changed since it was read; build again to read what it says now")
        elif read(found, None, ()).document.text != document.text:
            yield Finding(document.id, f"the stored text is not what {path.path} says")
