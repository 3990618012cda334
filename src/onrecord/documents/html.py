"""A web page to text and what the page says about itself. Nothing is guessed: what is not in the page is unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata
from trafilatura.settings import use_config
from trafilatura.utils import load_html

from onrecord.documents.decode import normalise
from onrecord.documents.page_date import page_date
from onrecord.documents.published import Published
from onrecord.errors import Unreadable

#: A page whose longest paragraph has fewer letters (in UTF-8 bytes, so that a Chinese sentence counts for what it
#: is worth) has only navigation left: a menu item has a few words, the shortest wire flash a sentence.
_MIN_LETTERS = 40
#: Below 250 characters (its default) trafilatura tries again with all of the page's text in one line; wire flashes
#: are shorter than that, and their paragraphs and captions would run together.
_CONFIG = use_config()
_CONFIG.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(_MIN_LETTERS))
_LINES = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page gave; ``None`` where it says nothing. ``captions`` are whole paragraphs of ``text``."""

    text: str
    title: str | None
    byline: str | None
    publisher: str | None
    domain: str | None
    url: str | None
    published: Published | None
    section: str | None
    captions: tuple[str, ...]


def read_page(source: str) -> Page:
    """Reads a page's main text, its paragraphs parted by blank lines.

    Raises:
        Unreadable: the page has no main text.
    """
    tree = load_html(re.sub(r"^\s*<\?xml[^>]*\?>", "", source))
    if tree is None:
        raise _no_text()
    said = extract_metadata(tree, date_config={"extensive_search": False, "original_date": True, "max_date": "2099-12-31"})
    text = _main_text(tree)
    domain = urlsplit(said.url).hostname if said.url else None
    return Page(
        text=text,
        title=_clean(said.title),
        byline=_clean(said.author),
        publisher=_meta(tree, "og:site_name") or _clean(said.sitename),
        domain=_bare(domain),
        url=said.url,
        published=page_date(tree),
        section=_meta(tree, "article:section"),
        captions=tuple(filter(None, (_clean(found.text_content()) for found in tree.iter("figcaption")))),
    )


def _main_text(tree: HtmlElement) -> str:
    found = bare_extraction(tree, include_comments=False, include_tables=True, config=_CONFIG)
    if found is None or isinstance(found, dict):
        raise _no_text()
    text = _LINES.sub("\n\n", normalise(found.text or "").strip())
    if max((_weight(paragraph) for paragraph in text.split("\n\n")), default=0) < _MIN_LETTERS:
        raise _no_text()
    return text


def _weight(paragraph: str) -> int:
    return sum(len(character.encode()) for character in paragraph if character.isalpha())


def _no_text() -> Unreadable:
    return Unreadable(
        "The page has no main text (expected at least one paragraph of an article)",
        "Save the article itself, after it has loaded, or its text as a .txt file",
    )


def _meta(tree: HtmlElement, *names: str) -> str | None:
    for name in names:
        for found in tree.xpath("//meta[@property=$name or @name=$name]/@content", name=name):
            if value := _clean(found):
                return value
    return None


def _clean(value: str | None) -> str | None:
    return " ".join(normalise(value).split()) or None if value else None


def _bare(domain: str | None) -> str | None:
    return domain.removeprefix("www.") if domain else None
