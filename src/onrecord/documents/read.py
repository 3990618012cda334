"""One file to one document: its text and what its metadata, and then the file itself, say about it."""

from __future__ import annotations

import stat
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from onrecord import ids
from onrecord.documents import phrases
from onrecord.documents.decode import check_size, decode
from onrecord.documents.find import FORMATS, Found
from onrecord.documents.html import Page, read_page
from onrecord.documents.identify import UNKNOWN, identify
from onrecord.documents.metadata import Metadata
from onrecord.documents.paragraphs import paragraphs
from onrecord.documents.plain import Marked, mark
from onrecord.documents.published import Published, in_url
from onrecord.errors import Unreadable
from onrecord.rows import Document, Region, Source

_LABELS = 5  # paragraphs at the top among which a label such as "Opinion" stands


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What a file gave."""

    document: Document
    source: Source | None
    regions: tuple[Region, ...]


def read(found: Found, metadata: Metadata | None, trained: Collection[str]) -> ReadDocument:
    """Reads a file. The metadata row wins over what the file says; ``trained`` are the reader's languages.

    Raises:
        Unreadable: the file gives no document; with the reason and what to do.
    """
    original = contents(found)
    decoded = decode(original)
    said = metadata or Metadata(found.path)
    page = read_page(decoded.text) if found.format == "html" else _plain_page(decoded.text)
    text = page.text
    marked = mark(text, said.title or page.title, page.captions)
    document_id = ids.document_id(original)
    source = _source(said, page)
    url = said.url or page.url
    published, told_by = _published(said, page, url)
    headline = next((" ".join(text[one.start : one.end].split()) for one in marked if one.kind == "headline"), None)
    title = said.title or page.title or headline
    byline = said.byline or page.byline
    language = identify(text)
    document = Document(
        id=document_id,
        source=source.id if source else None,
        url=url,
        title=title,
        byline=byline,
        published_start=published.start if published else None,
        published_end=published.end if published else None,
        published_precision=published.precision if published else None,
        published_from=told_by,
        language=language,
        language_trained=language != UNKNOWN and language in trained,
        text=text,
        voice=_voice(byline, source, _is_opinion(text, title, url, page.section)),
        copy_of=None,
        format=str(found.format),
        encoding=decoded.encoding,
    )
    return ReadDocument(document, source, tuple(_region(document_id, one) for one in marked))


def contents(found: Found) -> bytes:
    """The bytes of a file that is read. Raises Unreadable for every other file."""
    if found.format is None:
        suffix = found.file.suffix or "no suffix"
        raise Unreadable(
            f"Not a format that is read ({suffix}); expected {', '.join(FORMATS)}", "Save it as plain text (UTF-8) or as HTML"
        )
    try:
        status = found.file.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("Not a regular file", "Put a copy of the article itself there")
        check_size(status.st_size)
        return found.file.read_bytes()
    except OSError as error:
        raise Unreadable(f"Cannot be read: {error.strerror}", "Change its permissions, or put a readable copy there") from error


def _plain_page(text: str) -> Page:
    return Page(
        text=text, title=None, byline=None, publisher=None, domain=None, url=None, published=None, section=None, captions=()
    )


def _published(said: Metadata, page: Page, url: str | None) -> tuple[Published | None, str | None]:
    for published, told_by in ((said.published, "metadata"), (page.published, "html"), (in_url(url), "url")):
        if published:
            return published, told_by
    return None, None


def _source(said: Metadata, page: Page) -> Source | None:
    name = said.publisher or page.publisher
    if name is None:
        return None
    address = urlsplit(said.url).hostname if said.url else None
    domain = address.removeprefix("www.") if address else page.domain
    return Source(
        id=ids.content_id("source", name), name=name, domain=domain, kind=said.kind or "unknown", country=said.country, owner=None
    )


def _is_opinion(text: str, title: str | None, url: str | None, section: str | None) -> bool:
    label = (title or "").replace("|", ":").partition(":")
    tops = [text[start:end] for start, end in paragraphs(text[:2000])[:_LABELS]]
    return (
        (bool(label[1]) and phrases.is_opinion(label[0]))
        or phrases.is_opinion(section or "")
        or phrases.opinion_in_url(url or "")
        or any(phrases.is_opinion(top) for top in tops)
    )


def _voice(byline: str | None, source: Source | None, opinion: bool) -> str | None:
    return byline if byline and (opinion or source is None) else source.name if source else None


def _region(document: str, marked: Marked) -> Region:
    return Region(
        id=ids.row_id(document, "region", marked.start, marked.end),
        document=document,
        span_start=marked.start,
        span_end=marked.end,
        kind=marked.kind,
    )
