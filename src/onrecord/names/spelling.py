"""When two spellings can be one name: case forms, short forms, initials."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

from onrecord.wordforms import SHORTEST_STEM, stems, tokens


def _plain(word: str) -> str:
    """Lower case, and Latin letters without accents; marks of other scripts are kept, there they are letters."""
    plain = []
    for letter in unicodedata.normalize("NFC", word.casefold()):
        base = unicodedata.normalize("NFD", letter)[0]
        plain.append(base if base.isascii() else letter)
    return "".join(plain)


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of a name, made comparable: ``Kém Sokha’s`` gives ``kem, sokha``."""
    found = [t for t in tokens(name) if t.is_word]
    if len(found) > 1 and found[-1].text == "s" and name[found[-1].start - 1] in "'’":
        found.pop()
    return tuple(_plain(t.text) for t in found)


def normal(name: str) -> str:
    """The name by which actors of different documents are joined."""
    return " ".join(words(name))


@cache
def _stems(word: str, language: str) -> frozenset[str]:
    return frozenset(_plain(s) for s in stems(word, language)) | {word}


def same_word(first: str, second: str, language: str) -> bool:
    """Whether two comparable words are one word in different cases of the language."""
    if first == second:
        return True
    shared = _stems(first, language) & _stems(second, language)
    return any(len(stem) >= SHORTEST_STEM for stem in shared)


def same_name(first: Sequence[str], second: Sequence[str], language: str) -> bool:
    """Whether two names have the same words, case endings aside."""
    return len(first) == len(second) and all(same_word(a, b, language) for a, b in zip(first, second, strict=True))


def is_short_for(short: Sequence[str], long: Sequence[str], language: str) -> bool:
    """Whether all words of ``short`` stand in ``long``, in its order, and ``long`` has more of them."""
    if not short or len(short) >= len(long):
        return False
    rest = iter(long)
    return all(any(same_word(word, other, language) for other in rest) for word in short)


def is_initials(short: str, long: str) -> bool:
    """Whether ``short`` (CNRP) is made of the initials of ``long``, words with a small initial aside or not."""
    letters = short.replace(".", "")
    if len(letters) < 2 or not letters.isupper():
        return False
    initials = [t.text[0] for t in tokens(long) if t.is_word]
    if len(initials) < 2:
        return False
    return letters in ("".join(initials).upper(), "".join(i for i in initials if i.isupper()))
