"""When a page was published, from what the page itself marks as its date.

Only marked places are asked: JSON-LD, ``<meta>``, ``<time>`` and elements named as dates. Dates in running
text, copyright years, picture addresses and dates of change are someone else's. htmldate reads one marked
string at a time, and its reading counts only if year and day stand in the string: it fills gaps otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from htmldate import find_date
from lxml.html import HtmlElement, fromstring, tostring
from lxml.html.builder import HEAD, HTML, META

from onrecord.documents.published import Published, parse, published

_JSON = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
_META = (
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published-date",
    "publication_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "bt:pubdate",
)
_NAMED = re.compile(r"(?<!candi)(?<!vali)(?<!man)date|datum|fecha|publish|posted|timestamp", re.IGNORECASE)
_CHANGED = re.compile(r"modif|updat|chang", re.IGNORECASE)
#: Parts of a page that are about other articles or by readers.
_OTHERS = re.compile(r"related|recommend|sidebar|widget|comment|teaser|archive|popular|latest", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}:\d{2}.*$")
#: Where the year comes first, month and day follow in that order everywhere.
_YEAR_FIRST = re.compile(r"(\d{4})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})(?!\d)|(\d{4})(\d{2})(\d{2})(?!\d)")
#: 03/04/2018 is a day of March to some and of April to others.
_AMBIGUOUS = re.compile(r"(?<!\d)(0?[1-9]|1[0-2])[/-](0?[1-9]|1[0-2])[/-](?:\d{4}|\d\d)(?!\d)")
_LONGEST = 80  # characters of a visible date, with weekday, time and place around it


def page_date(tree: HtmlElement) -> Published | None:
    """The date the page gives as its own; the first one that can be read counts."""
    for text in _marked(tree):
        if found := read_date(text):
            return found
    return None


def read_date(text: str) -> Published | None:
    """A date as a page writes it (ISO 8601, or day, month and year in words or numbers); None if not certain."""
    text = " ".join(text.split())
    try:
        if match := _YEAR_FIRST.match(text):
            return published(*(int(part) for part in match.groups() if part))
        return parse(text)
    except ValueError:
        pass
    ambiguous = _AMBIGUOUS.search(text)
    if len(text) > _LONGEST or (ambiguous and int(ambiguous[1]) != int(ambiguous[2])):
        return None
    return _written(_CLOCK.sub("", text).strip(" ,|-–—"))


def _written(text: str) -> Published | None:
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if len(numbers) < 2:
        return None
    page = HTML(HEAD(META(name="date", content=text)))
    found = find_date(fromstring(tostring(page)), extensive_search=True, original_date=True, max_date="2099-12-31")
    if not found:
        return None
    day = date.fromisoformat(found)
    told = day.day in numbers and (day.year in numbers or day.year % 100 in numbers[1:])
    # With two numbers the month is in words; a number that is day and month at once leaves the other one open.
    return published(day.year, day.month, day.day) if told and (len(numbers) > 2 or re.search(r"[^\W\d_]{3,}", text)) else None


def _marked(tree: HtmlElement) -> Iterator[str]:
    for script in tree.xpath('//script[@type="application/ld+json"]/text()'):
        yield from _JSON.findall(script)
    metas = {
        str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower(): meta.get("content") or ""
        for meta in reversed(tree.xpath("//meta"))
    }
    yield from (metas[name] for name in _META if name in metas)
    for element in tree.xpath("//body//*[not(ancestor::aside or ancestor::nav or ancestor::footer)]"):
        names = " ".join(element.get(key, "") for key in ("id", "class", "itemprop"))
        if _CHANGED.search(names) or not (element.tag == "time" or _NAMED.search(names)):
            continue
        around = (f"{box.get('id', '')} {box.get('class', '')}" for box in element.iterancestors("div", "section", "ul"))
        if any(map(_OTHERS.search, around)):
            continue
        yield element.get("datetime") or element.get("content") or ""
        text = element.text_content()
        if len(text) <= 4 * _LONGEST:
            yield text
