"""Titles and offices in a phrase: what is a name's honorific, who is the premier, whether it is a he or a she."""

from __future__ import annotations

from onrecord.wordforms import Token, names_data, past_all, pattern_words, starts, tokens, word_list

_GENDERS = ("masculine", "feminine", "neutral")


def _occurrences(words: list[Token], pattern: str) -> list[tuple[int, int]]:
    size = len(pattern_words(pattern))
    return [(i, i + size) for i in range(len(words)) if starts(words[i : i + size], pattern)]


def office(phrase: str, language: str) -> str | None:
    """The office a phrase names, the same word in every language (``prime minister``, ``former president``).

    The longest name of an office counts, of equally long ones the first in the phrase. ``None`` when none is named.
    """
    words = tokens(phrase)
    found = [
        (end - start, -start, name)
        for name, forms in (names_data(language, "offices") or {}).items()
        for form in forms
        for start, end in _occurrences(words, form)
    ]
    if not found:
        return None
    _, minus_start, name = max(found)
    qualified = [p for p in word_list(language, "qualifiers") if _occurrences(words[: -minus_start + 1], p)]
    # A qualifier changes the office: the former president is not the president. Its wording is the language's own.
    return f"{qualified[0].rstrip('*')} {name}" if qualified else name


def bare_name(head: str, language: str) -> str:
    """The head without titles and offices before it (``Samdech Hun Sen`` → ``Hun Sen``); empty when nothing is left."""
    words = tokens(head)
    patterns = [p for gender in _GENDERS for p in word_list(language, gender, "titles")]
    patterns += [p for forms in (names_data(language, "offices") or {}).values() for p in forms]
    patterns += list(word_list(language, "qualifiers")) + list(word_list(language, "articles"))
    at = past_all(words, patterns)
    while at < len(words) and not words[at].is_word:
        at += 1 + past_all(words[at + 1 :], patterns)
    return head[words[at].start :] if at < len(words) else ""


def gender(phrase: str, language: str) -> str | None:
    """``masculine`` or ``feminine`` where an honorific in the phrase tells it, else ``None``."""
    words = tokens(phrase)
    told = [g for g in _GENDERS[:2] if any(_occurrences(words, p) for p in word_list(language, g, "titles"))]
    return told[0] if len(told) == 1 else None
