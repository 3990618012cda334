"""The phrases of ``data/boilerplate.toml``, ready to compare with a line."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from urllib.parse import unquote, urlsplit

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def fold(line: str) -> str:
    """Lower case, single spaces, typographic quotes plain."""
    return " ".join(line.replace("’", "'").replace("‘", "'").casefold().split())


@cache
def _phrases(key: str) -> tuple[str, ...]:
    table = tomllib.loads(files("onrecord.data").joinpath("boilerplate.toml").read_text("utf-8"))
    return tuple(sorted({fold(phrase) for of_language in table.values() for phrase in of_language.get(key, ())}))


@cache
def _lines() -> frozenset[str]:
    return frozenset(_bare(phrase) for phrase in _phrases("lines"))


def _bare(folded: str) -> str:
    return folded.strip(" :.…!|•·»«›‹>-–—[]")


def is_line(folded: str) -> bool:
    """Whether the whole line is site furniture."""
    return _bare(_NUMBER.sub("#", folded)) in _lines()


def starts(folded: str, key: str) -> bool:
    """Whether the line begins with one of the phrases under ``key``, as whole words."""
    return any(
        folded.startswith(phrase) and (not phrase[-1].isalnum() or not folded[len(phrase) : len(phrase) + 1].isalnum())
        for phrase in _phrases(key)
    )


def is_picture(folded: str) -> bool:
    """Whether the line speaks of the picture it stands under."""
    return any(phrase in folded for phrase in _phrases("pictures"))


@cache
def _credit() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_phrases("credits"), key=len, reverse=True))
    one = rf"(?<!\w)(?:{names})(?!\w)"
    inside = r"[^()\[\]\n]{0,80}"
    # "(AP Photo/Name)", "[Reuters/Name]", "(Photo by Name)", or "REUTERS/Name" at the end of the line; a bare
    # "(AFP)" ends a wire story as well, so an agency alone says nothing.
    return re.compile(
        rf"[(\[](?:{inside}{one}\s*[/|:]{inside}|{inside}[/|]\s*{one}{inside}"
        rf"|{inside}{one}\s+(?:by|via|courtesy)\b{inside}"
        rf"|(?:photo|photos|picture|image|fot\.|foto|zdj\.|фото)\b[^()\[\]\n]{{1,80}})[)\]]\W*$"
        rf"|(?:^|[.!?:)|]\s*){one}\s?/\s?[^\W\d_][^/.\n]{{1,60}}$",
        re.IGNORECASE,
    )


def is_credited(line: str) -> bool:
    """Whether the line ends in a picture credit."""
    return _credit().search(line) is not None


def is_agency(name: str) -> bool:
    """Whether a dateline's bracket names a wire service."""
    return fold(name) in _phrases("agencies")


def is_opinion(label: str) -> bool:
    """Whether a section's name or a piece's label says that it is written in its author's name."""
    return _bare(fold(label)).replace("_", "-") in _phrases("opinion")


def opinion_in_url(url: str) -> bool:
    """Whether one of the folders of an address is that of opinion pieces."""
    return any(is_opinion(unquote(part)) for part in urlsplit(url).path.split("/")[:-1] if part)
