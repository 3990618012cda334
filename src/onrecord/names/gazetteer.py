"""Names of states, their governments, peoples and of international organisations, in any case form.

One dictionary of token sequences a language, compiled when first needed. A token of the text is tried as it
stands, with a small initial, without the language's case endings, and as the beginning of a longer word where the
data allow it (``*``); the longest name wins, then the closest form.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from typing import Any

from onrecord.names.tables import capital_name, countries, country_name, organisations, rows
from onrecord.wordforms import LOOSE, Token, is_any, pattern_words, stems, tokens, word_list

#: Of names spelt alike the first of these counts (Luxembourg is a state and a capital).
RANK = ("state", "igo", "government", "people", "adjective", "capital", "never")
#: English names that are read in texts of any language.
_EVERYWHERE = frozenset({"state", "igo", "government"})
_SHORTEST_STEM = 4  # "Mal" would be a stem of Mali and of much else
_SHORTEST_CAPITALISED = 4  # CHAD in a headline is Chad; IT and US are not It and Us


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for.

    Attributes:
        id: ISO alpha-3 of a state, or our id of an organisation.
        code: ISO alpha-3, or UNO, EUR, IGO.
        name: in English (CLDR's for states).
        what: state, government, capital, people, adjective or igo.
    """

    id: str
    code: str
    name: str
    what: str

    @property
    def country(self) -> str | None:
        return self.id if self.id in countries() else None


@dataclass(frozen=True, slots=True)
class Found:
    """A name within a phrase: ``[start, end)`` in code points of the phrase."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Match:
    end: int
    closeness: int
    start: int
    entries: tuple[Entry, ...]


_Node = dict[str, Any]
_HERE = ""  # key of a node's own entries: no token is empty


def _entry(id: str, what: str) -> Entry:
    if id in countries():
        return Entry(id, id, country_name(id, "en") or id, what)
    if id == "-":
        return Entry(id, id, id, what)
    organisation = organisations()[id]
    return Entry(id, organisation.code, organisation.name, what)


def _put(root: _Node, keys: tuple[str, ...], entry: Entry) -> None:
    node = root
    for key in keys:
        node = node.setdefault(key, {})
    entries = node.setdefault(_HERE, [])
    if entry not in entries:
        entries.append(entry)


def _inflected(words: tuple[str, ...], language: str) -> list[tuple[str, ...]]:
    """The words, and every combination in which some of them are given by a stem (written ``~stem``)."""
    options = [[w, *(f"~{s}" for s in stems(w, language) if len(s) >= _SHORTEST_STEM)] for w in words]
    return list(product(*options)) if len(words) <= 4 else [words]


@cache
def _names(language: str) -> _Node:
    root: _Node = {}
    for iso3 in countries():
        for name, what in ((country_name(iso3, language), "state"), (capital_name(iso3, language), "capital")):
            if name:
                for keys in _inflected(pattern_words(name), language):
                    _put(root, keys, _entry(iso3, what))
    for id, what, forms in rows(f"names/{language}.tsv"):
        for form in forms.split("; "):
            _put(root, pattern_words(form), _entry(id, what))
    return root


@lru_cache(maxsize=50_000)
def _keys(word: str, language: str) -> list[tuple[str, int, int]]:
    """Dictionary keys under which a token of a text may stand: key, closeness, letters cut off its beginning."""
    variants = [(word, 0)]
    if word[0].isupper():
        variants.append((word[0].lower() + word[1:], 0))
        if word.isupper() and len(word) >= _SHORTEST_CAPITALISED:
            variants += [(word.capitalize(), 0), (word.lower(), 0)]
    for clitic in word_list(language, "clitics"):
        if word.startswith(clitic) and len(word) - len(clitic) >= 3:
            variants.append((word[len(clitic) :], len(clitic)))
    found = []
    for variant, cut in variants:
        size = len(variant)
        found.append((variant, 2 * size + 1, cut))
        found += [(f"~{stem}", 2 * len(stem), cut) for stem in stems(variant, language) if len(stem) >= _SHORTEST_STEM]
        found += [(f"{variant[:n]}*", 2 * n, cut) for n in range(size, max(1, size - LOOSE - 1), -1)]
    return found


def _matches(words: list[Token], i: int, language: str) -> list[_Match]:
    """All names that begin at token ``i``."""
    found: list[_Match] = []
    open_: list[tuple[_Node, int, int, int]] = [(_names(language), i, 0, words[i].start)]
    while open_:
        node, at, sum_, start = open_.pop()
        if _HERE in node:
            found.append(_Match(at, sum_, start, tuple(node[_HERE])))
        if at < len(words):
            for key, closeness, cut in _keys(words[at].text, language):
                if key in node:
                    open_.append((node[key], at + 1, sum_ + closeness, words[i].start + cut if at == i else start))
    return found


def _one(entries: tuple[Entry, ...]) -> Entry | None:
    """The entry of the highest rank; ``None`` when that rank names two things, or the form is never a name."""
    best = min(RANK.index(e.what) for e in entries)
    if any(e.what == "never" for e in entries):
        return None
    top = [e for e in entries if RANK.index(e.what) == best]
    return top[0] if len({e.id for e in top}) == 1 else None


def _best(words: list[Token], i: int, language: str) -> tuple[_Match, Entry | None] | None:
    found = _matches(words, i, language)
    if found:
        match = max(found, key=lambda m: (m.end, m.closeness))
        alike = [e for m in found if (m.end, m.closeness) == (match.end, match.closeness) for e in m.entries]
        return match, _one(tuple(alike))
    found = _matches(words, i, "en") if language != "en" else []
    everywhere = [(m, e) for m in found if (e := _one(m.entries)) and e.what in _EVERYWHERE]
    return max(everywhere, key=lambda pair: (pair[0].end, pair[0].closeness), default=None)


def inside(phrase: str, language: str) -> list[Found]:
    """All names within a phrase, from left to right, the longest at each place; ambiguous ones are left out."""
    words = tokens(phrase)
    found: list[Found] = []
    i = 0
    while i < len(words):
        best = _best(words, i, language) if words[i].is_word else None
        if best is None:
            i += 1
            continue
        match, entry = best
        if entry:
            found.append(Found(match.start, words[match.end - 1].end, entry))
        i = match.end
    return found


def lookup(phrase: str, language: str) -> Entry | None:
    """What the whole phrase names, article and possessive aside; ``None`` when it names nothing, or more than one thing.

    Args:
        phrase: e.g. ``the U.S.``, ``Kambodży``, ``les Cambodgiens``.
        language: ISO 639-1 code; names in English are known in texts of any language.
    """
    words = tokens(phrase)
    while words and not words[0].is_word:
        words.pop(0)
    if [t.text for t in words[-2:]] == ["'", "s"]:
        del words[-2:]
    articles = word_list(language, "articles")
    while words:
        best = _best(words, 0, language)
        if best and not any(t.is_word for t in words[best[0].end :]):
            return best[1]
        if not is_any(words[0].text, articles):
            return None
        words.pop(0)
    return None


@cache
def languages() -> tuple[str, ...]:
    """Languages that have a table of names, sorted."""
    folder = files("onrecord.data").joinpath("actors", "names")
    return tuple(sorted(p.name.removesuffix(".tsv") for p in folder.iterdir() if p.name.endswith(".tsv")))
