"""Marks the parts of a text that are not the article's prose: nothing is cut, so offsets stay those of the file."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from onrecord.documents import phrases
from onrecord.documents.paragraphs import paragraphs

_LONGEST_HEADLINE = 200  # characters; broadsheet headlines end near 120, all-in-one ones near 180
_LONGEST_CAPTION = 500
_LONGEST_FURNITURE = 300
_LONGEST_DATE = 6  # words: "sábado 10 de noviembre de 2019"
_STOPS = ".,;:。，；：។"
_WRAPPED = re.compile(r"\W+")
#: Left by publishing systems: [name key=…], [/name], and lines that are nothing but one bracketed lower-case word.
_SHORTCODE = re.compile(
    r"\[/[a-z][\w-]*\]|\[[a-z][\w-]*\s+[\w-]+\s*=[^\]\n]{0,300}\]"
    r"|^\[(?:shortcode|embed|gallery|audio|video|playlist)\b[^\]\n]{0,300}\]$",
    re.MULTILINE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^\n()—–:]{1,60}?)(?:\s*\((?P<agency>[^()\n]{2,40})\))?"
    r"\s*\.?(?P<dash>—|–|--|(?<=\s)-|(?<=\.)-)\s*(?=\S)"
)
_DAY = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A half-open span of the text and its kind: boilerplate, caption, dateline or headline."""

    start: int
    end: int
    kind: str


def mark(text: str, title: str | None = None, captions: Collection[str] = ()) -> list[Marked]:
    """The marked parts of a text, in order, not overlapping.

    ``title`` and ``captions`` are paragraphs known from elsewhere (the page's markup, the metadata). Without
    a known title the headline is the first short paragraph that does not end like a sentence and has text after it.
    """
    spans = paragraphs(text)
    kinds = [_kind(text[start:end], captions) for start, end in spans]
    headline = _headline(text, spans, kinds, title)
    found: list[Marked] = []
    opening = 0  # paragraphs of prose so far: only the first can begin with a bare dateline
    for index, (start, end) in enumerate(spans):
        kind = "headline" if index == headline else kinds[index]
        if kind:
            found.append(Marked(start, end, kind))
            continue
        dateline = _dateline(text, start, end, first=opening == 0)
        opening += 1
        if dateline:
            found.append(dateline)
        found += [
            Marked(code.start(), code.end(), "boilerplate")
            for code in _SHORTCODE.finditer(text, start, end)
            if not dateline or code.start() >= dateline.end
        ]
    return found


def _kind(paragraph: str, captions: Collection[str]) -> str | None:
    bare = _SHORTCODE.sub("", paragraph).strip()
    if not bare or _ADDRESS.fullmatch(bare):
        return "boilerplate"
    folded = phrases.fold(bare)
    if " ".join(bare.split()) in captions:
        return "caption"
    if len(bare) <= _LONGEST_FURNITURE and (
        phrases.is_line(folded) or phrases.is_opinion(folded) or phrases.starts(folded, "starts")
    ):
        return "boilerplate"
    if len(bare) <= _LONGEST_CAPTION and (
        phrases.starts(folded, "captions") or phrases.is_picture(folded) or phrases.is_credited(bare)
    ):
        return "caption"
    return None


def _headline(text: str, spans: list[tuple[int, int]], kinds: list[str | None], title: str | None) -> int | None:
    prose = [index for index, kind in enumerate(kinds) if kind is None]
    if title is not None:
        wanted = _WRAPPED.sub(" ", title).strip().casefold()
        for index in prose[:5]:
            if _WRAPPED.sub(" ", text[slice(*spans[index])]).strip().casefold() == wanted:
                return index
    if len(prose) < 2:
        return None
    start, end = spans[prose[0]]
    line = text[start:end]
    short = "\n" not in line and end - start <= _LONGEST_HEADLINE and end - start < spans[prose[1]][1] - spans[prose[1]][0]
    if short and line.rstrip("\"'”’»)")[-1:] not in _STOPS and _dateline(text, start, end, first=True) is None:
        return prose[0]
    return None


def _dateline(text: str, start: int, end: int, first: bool) -> Marked | None:
    """PLACE, Country, date (Agency) —. Place names in capitals are enough in the first paragraph; else date or agency."""
    match = _DATELINE.match(text, start, min(end, start + 160))
    if match is None or match.end() >= end:
        return None
    place, *rest = (part.strip() for part in match["place"].split(","))
    words = place.split()
    # Khmer, Arabic or Chinese letters are neither upper nor lower case.
    named = all(word[0].isalpha() and not word[0].islower() for word in words)
    if not 1 <= len(words) <= 4 or len(rest) > 2 or not named or _DAY.search(place):
        return None
    dated = bool(rest) and len(rest[-1].split()) <= _LONGEST_DATE and all(sign.search(rest[-1]) for sign in (_DAY, _LETTER))
    # A bracket after a person's name holds a party or an age, so it must name a wire service or follow capitals.
    agency = match["agency"] is not None and (phrases.is_agency(match["agency"]) or (place.isupper() and first))
    capitals = place.isupper() and len(place) >= 4 and match["dash"] in "—–--"
    if agency or (dated and (place.isupper() or first)) or (first and capitals):
        return Marked(match.start(), match.start() + len(text[match.start() : match.end()].rstrip()), "dateline")
    return None
