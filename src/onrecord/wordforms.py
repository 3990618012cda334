"""Words and how they are inflected, from the ``[names]`` section of each language's data file.

A *pattern* in the data is a word, or a word ending in ``*`` that stands for itself with at most four
more letters (``rząd*``: rządu, rządowi); several words in a row are a pattern too. Khmer and Chinese
are written without spaces, so there a token is one syllable cluster or one character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from onrecord.languages import language

#: How many letters ``*`` may stand for at the end of a word.
LOOSE = 4
#: An inflected name must keep at least this many letters to be compared by its stem.
SHORTEST_STEM = 3

_MARKS = "\u0300-\u036f\u064b-\u065f\u0670\u0640"  # combining Latin and Arabic marks: part of the word they stand in
_TOKEN = re.compile(
    r"(?<!\w)[^\W\d_](?:\.[^\W\d_])+(?!\w)\.?"  # U.S., e.g.
    r"|[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd\u200b-\u200d])*"  # a Khmer cluster
    r"|[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff]"  # Han and kana, one by one
    rf"|(?:(?![\u1780-\u17b3\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff])[\w{_MARKS}])+"
    r"|[^\w\s\u200b-\u200d]"
)
_FOLD = str.maketrans("’ʼ‘أإآٱёЁ", "'''ااااеЕ", f"{chr(0x200B)}{chr(0x200C)}{chr(0x200D)}ـ")


class Token(NamedTuple):
    """One word or punctuation mark; ``text`` is folded, ``[start, end)`` are code points of the text it stands in."""

    text: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[:1].isalnum()


def fold(word: str) -> str:
    """Spelling variants made equal, letter case kept: apostrophes, ё, Arabic alif and vowel signs, zero-width spaces."""
    folded = unicodedata.normalize("NFC", word).translate(_FOLD)
    return re.sub("[\u064b-\u065f\u0670]", "", folded)


def tokens(text: str) -> list[Token]:
    """Words and punctuation of ``text`` with their offsets; an abbreviation with dots is one word without them."""
    found = []
    for match in _TOKEN.finditer(text):
        word = fold(match.group())
        if len(word) > 1 and "." in word:
            word = word.replace(".", "")
        if word:
            found.append(Token(word, match.start(), match.end()))
    return found


def names_data(code: str, key: str) -> Any:
    """Value ``key`` of the language's ``[names]`` section; ``None`` when the language says nothing about it."""
    return language(code).get("names", {}).get(key)


def word_list(code: str, key: str, table: str | None = None) -> tuple[str, ...]:
    """A list of patterns of the ``[names]`` section, or of a table in it; empty when the language has none."""
    values = names_data(code, key) if table is None else (names_data(code, table) or {}).get(key)
    return tuple(values or ())


def fits(word: str, pattern: str) -> bool:
    """Whether a word is the pattern's, letter case aside."""
    word, pattern = fold(word).casefold(), fold(pattern).casefold()
    if pattern.endswith("*"):
        return word.startswith(pattern[:-1]) and len(word) - len(pattern) + 1 <= LOOSE
    return word == pattern


@cache
def pattern_words(pattern: str) -> tuple[str, ...]:
    """The pattern's words, ``*`` kept with the word it belongs to."""
    words: list[str] = []
    for token in tokens(pattern):
        if token.text == "*" and words:
            words[-1] += "*"
        else:
            words.append(token.text)
    return tuple(words)


def starts(words: Sequence[Token], pattern: str) -> bool:
    """Whether the first words are the pattern's."""
    parts = pattern_words(pattern)
    return len(words) >= len(parts) and all(fits(word.text, part) for word, part in zip(words, parts, strict=False))


def is_any(phrase: str, patterns: Iterable[str]) -> bool:
    """Whether the whole phrase is one of the patterns."""
    words = tokens(phrase)
    return any(len(pattern_words(p)) == len(words) and starts(words, p) for p in patterns)


def past_all(words: Sequence[Token], patterns: Iterable[str]) -> int:
    """Index of the first word that none of the patterns covers, reading from the left, longer patterns first."""
    longest = sorted(patterns, key=lambda p: (-len(pattern_words(p)), p))
    at = 0
    while at < len(words):
        size = next((len(pattern_words(p)) for p in longest if starts(words[at:], p)), None)
        if size is None:
            break
        at += size
    return at


def stems(word: str, code: str) -> tuple[str, ...]:
    """The word and what is left of it without a case ending of the language, longest first.

    Two forms of one name share a stem; which of them is the nominative need not be known.
    """
    endings = word_list(code, "endings")
    lower = word.casefold()
    cut = {word} | {word[: -len(e)] for e in endings if lower.endswith(e) and len(word) - len(e) >= SHORTEST_STEM}
    return tuple(sorted(cut, key=lambda s: (-len(s), s)))


def pronoun_sort(head: str, code: str) -> str | None:
    """Which list of ``[names.pronouns]`` the head is in (``first``, ``masculine``, ``relative``, …); ``None`` for no pronoun.

    A head in capitals (WHO, US, IT) is taken for a name.
    """
    if len(head) > 1 and head.isupper():
        return None
    lists: dict[str, list[str]] = names_data(code, "pronouns") or {}
    return next((sort for sort, forms in lists.items() if is_any(head, forms)), None)


#: Kinds whose members mostly have names of their own.
_NAMED_KINDS = frozenset({"person", "state", "place", "party", "media", "company", "igo", "ngo"})


def mention_form(head: str, language: str, kind: str, *, starts_sentence: bool = False) -> str:
    """Whether a mention is a ``name``, a ``description`` or a ``pronoun``, told from its head.

    ``capitals`` in the language's data says what a capital initial tells: ``names`` (most languages), ``nouns``
    (German, where every noun has one) or ``none`` (scripts without letter case). Where capitals tell nothing, and for
    a single word that starts a sentence, a head that the data list as a common noun, title or office is a
    description, and any other is a name if its kind mostly has names.

    Args:
        head: the head of the mention as it stands in the text.
        language: ISO 639-1 code.
        kind: the mention's kind, see the vocabulary.
        starts_sentence: the head is the first word of a sentence or a headline.
    """
    if pronoun_sort(head, language) is not None:
        return "pronoun"
    words = [t.text for t in tokens(head) if t.is_word]
    has_case = any(c.isupper() or c.islower() for c in head)
    capitals = names_data(language, "capitals") or ("names" if has_case else "none")
    upper = sum(1 for word in words if word[0].isupper())
    telling = upper - 1 if starts_sentence and words and words[0][0].isupper() else upper
    abbreviation = bool(words) and len(words[0]) > 1 and words[0].isupper()
    if abbreviation or (capitals == "names" and telling > 0):
        return "name"
    if not words or (capitals != "none" and has_case and upper == 0) or _is_common(head, language):
        return "description"
    return "name" if kind in _NAMED_KINDS else "description"


def _is_common(head: str, code: str) -> bool:
    """Whether the data know the head, or its last word, as a common noun."""
    patterns = [*word_list(code, "common"), *word_list(code, "qualifiers")]
    for table in ("offices", "bodies", "members", "titles"):
        patterns += [form for forms in (names_data(code, table) or {}).values() for form in forms]
    return is_any(head, patterns)
