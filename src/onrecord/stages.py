"""The main path: the ordered list of stages that make a record of files.

Every stage of a document takes a `Work` and returns a new one with its part filled in; it changes
nothing else. The stages of the whole record run when all documents are in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from onrecord.assemble import Rows, assemble
from onrecord.documents.find import Found
from onrecord.documents.metadata import Metadata
from onrecord.documents.read import ReadDocument
from onrecord.documents.read import read as read_file
from onrecord.names.resolve import identify as resolve
from onrecord.passages.sentences import sentences
from onrecord.quantities.figures import FoundFigure, figures
from onrecord.quantities.times import FoundTime, times
from onrecord.reader.reader import default
from onrecord.reader.readings import Reading
from onrecord.reader.spans import Span
from onrecord.store.named import named_documents
from onrecord.store.record import Record


@dataclass(frozen=True, slots=True)
class Work:
    """A file on its way into the record; what no stage has filled yet is None."""

    found: Found
    metadata: Metadata | None = None
    read: ReadDocument | None = None
    sentences: tuple[Span, ...] | None = None
    reading: Reading | None = None
    times: tuple[FoundTime, ...] | None = None
    figures: tuple[FoundFigure, ...] | None = None
    rows: Rows | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A named step: which fields of the work it requires, which it assigns."""

    name: str
    requires: tuple[str, ...]
    assigns: tuple[str, ...]
    run: Callable[[Work], Work]


def read(work: Work) -> Work:
    """The file's bytes become a document with a frozen text, marked regions and what is known of it."""
    return replace(work, read=read_file(work.found, work.metadata, default().languages))


def split(work: Work) -> Work:
    """The text is split into sentences."""
    assert work.read
    document = work.read.document
    return replace(work, sentences=tuple(sentences(document.text, document.language)))


def extract(work: Work) -> Work:
    """The reader finds mentions, events and statements, sentence windows at a time."""
    assert work.read and work.sentences is not None
    skip = [(r.span_start, r.span_end) for r in work.read.regions if r.kind == "boilerplate"]
    return replace(work, reading=default().read(work.read.document.text, work.sentences, skip))


def measure(work: Work) -> Work:
    """Rules find figures and dates."""
    assert work.read and work.sentences is not None
    d = work.read.document
    found = times(d.text, d.language, d.published_start, d.published_end, d.published_precision)
    return replace(work, times=tuple(found), figures=tuple(figures(d.text, d.language, work.sentences)))


def make_rows(work: Work) -> Work:
    """Everything found becomes rows with ids."""
    assert work.read and work.sentences is not None and work.reading and work.times is not None and work.figures is not None
    d = work.read.document
    return replace(work, rows=assemble(d.id, d.text, d.language, work.sentences, work.reading, work.times, work.figures))


DOCUMENT_STAGES = (
    Stage("read", ("found",), ("read",), read),
    Stage("split", ("read",), ("sentences",), split),
    Stage("extract", ("read", "sentences"), ("reading",), extract),
    Stage("measure", ("read", "sentences"), ("times", "figures"), measure),
    Stage("rows", ("read", "sentences", "reading", "times", "figures"), ("rows",), make_rows),
)


def identify(record: Record) -> list[object]:
    """Mentions of all documents are resolved to actors."""
    actors, identities = resolve(named_documents(record))
    return [*actors, *identities]


#: Stages that need every document; each gives the rows of its derived tables.
RECORD_STAGES: tuple[tuple[str, Callable[[Record], list[object]]], ...] = (("identify", identify),)


class StageFailed(Exception):
    """A stage broke on a file in a way it should not; carries the stage's name."""


def run(work: Work) -> Work:
    """All stages of a document in order; raises Unreadable for a file that gives none, StageFailed for a fault of ours."""
    from onrecord.errors import Unreadable

    for stage in DOCUMENT_STAGES:
        try:
            work = stage.run(work)
        except Unreadable:
            raise
        except Exception as error:
            raise StageFailed(f"{stage.name}: {type(error).__name__}: {error}") from error
    return work
