"""Long and short names of one document: which of its name mentions stand for the same person or body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.names.document import Finding, Key, NamedDocument
from onrecord.names.gazetteer import inside, lookup
from onrecord.names.offices import bare_name
from onrecord.names.spelling import is_initials, is_short_for, normal, same_name, words
from onrecord.names.tables import kinds
from onrecord.rows import Mention
from onrecord.wordforms import Token, is_any, names_data, past_all, tokens, word_list

_ORGANS = frozenset({"government", "court", "military", "police"})
_ABBREVIATION = re.compile(r"\s*\(\s*([^\W\d_][\w.-]{1,11})\s*[,;)]")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Name mentions of one actor in one document.

    Attributes:
        group: group of the mention kind, within which names are joined.
        name: its fullest name in the document, as written.
        mentions: ids of the mentions that use it, in the order of the text.
        spellings: every way it is written in the document, sorted.
    """

    group: str
    name: str
    mentions: tuple[str, ...]
    spellings: tuple[str, ...]

    @property
    def key(self) -> Key:
        return Key(self.group, normal(self.name))


@dataclass(slots=True)
class _Name:
    """All mentions whose names are equal but for case endings."""

    group: str
    forms: Counter[str]
    mentions: list[str]
    abbreviations: set[str]
    within: _Name | None = None

    @property
    def shown(self) -> str:
        """The most frequent form; of equals the shortest, mostly the nominative, then the first in the alphabet."""
        return min(self.forms, key=lambda f: (-self.forms[f], len(f), f))

    def root(self) -> _Name:
        return self if self.within is None else self.within.root()


def name_of(document: NamedDocument, mention: Mention) -> str:
    """A name mention's name without title, article and possessive; empty when the head is a title only."""
    bare = bare_name(_full_head(document, mention), document.language).strip(" .,;:\"'“”„«»()")
    for ending in ("'s", "’s"):
        bare = bare.removesuffix(ending)
    if mention.kind == "person" and lookup(bare, document.language) is not None:
        return ""  # "the premier of Cambodia" with its country for a head
    return bare if words(bare) else ""


def _full_head(document: NamedDocument, mention: Mention) -> str:
    """The head; of a body whose head is one word of its name (Kharkiv Human Rights [Group]) all the name.

    The name goes on over words with a capital initial, and over small words that organs' names hold (of, for),
    but not over articles and the names of states.
    """
    head = document.head(mention)
    language, phrase = document.language, document.phrase(mention)
    if kinds()[mention.kind].group != "body" or len(words(head)) != 1 or names_data(language, "capitals") != "names":
        return head
    named = inside(phrase, language)
    small, articles = word_list(language, "organs"), word_list(language, "articles")

    def goes_on(token: Token) -> bool:
        if is_any(token.text, articles) or any(f.start < token.end and token.start < f.end for f in named):
            return False
        return token.text[0].isupper()

    parts = tokens(phrase)
    head_at = mention.head_start - mention.span_start
    first = last = next(i for i, t in enumerate(parts) if t.end > head_at and t.is_word)
    while first > 0 and goes_on(parts[first - 1]):
        first -= 1
    for i in range(last + 1, len(parts)):
        if goes_on(parts[i]):
            last = i
        elif not is_any(parts[i].text, small):
            break
    return phrase[parts[first].start : parts[last].end]


def is_generic(name: str, language: str, mention_kinds: Sequence[str]) -> bool:
    """Whether a name is made of words that many states' organs share (Supreme Court, Ministry of Defence).

    A single such word is an organ's name only where the reader says so: Labour is a party.
    """
    parts = [t for t in tokens(name) if t.is_word]
    if not parts or kinds()[mention_kinds[0]].group != "body" or (len(parts) == 1 and not _ORGANS & set(mention_kinds)):
        return False
    return past_all(parts, word_list(language, "organs")) == len(parts)


def clusters(document: NamedDocument, mentions: list[Mention]) -> tuple[list[Cluster], list[Finding]]:
    """Join name mentions (form ``name``, of persons and bodies) by their names.

    Returns:
        The clusters, and findings for the mentions whose short name fits several of them.
    """
    names = _equal_names(document, mentions)
    ambiguous: list[Finding] = []
    doubtful: list[_Name] = []
    for name in sorted(names, key=lambda n: -len(words(n.shown))):
        longer = _longer(name, [n for n in names if n is not name and n not in doubtful], document.language)
        if len(longer) == 1:
            name.within = longer[0]
        elif longer:
            doubtful.append(name)
            keys = tuple(sorted(Key(n.group, normal(n.shown)) for n in longer))
            reason = f"the short name fits {len(keys)} names in the document: " + ", ".join(sorted(n.shown for n in longer))
            ambiguous += [Finding(m, None, 0.0, reason, keys) for m in name.mentions]
    found = []
    for name in names:
        if name.within is not None or name in doubtful:
            continue
        same = [n for n in names if n.root() is name and n not in doubtful]
        position = {m.id: i for i, m in enumerate(document.ordered)}
        ids = sorted((m for n in same for m in n.mentions), key=position.__getitem__)
        spellings = {s for n in same for s in (*n.forms, *n.abbreviations)}
        found.append(Cluster(name.group, name.shown, tuple(ids), tuple(sorted(spellings))))
    return found, ambiguous


def _equal_names(document: NamedDocument, mentions: list[Mention]) -> list[_Name]:
    names: list[_Name] = []
    for mention in mentions:
        name, group = name_of(document, mention), kinds()[mention.kind].group
        same = next((n for n in names if n.group == group and same_name(words(n.shown), words(name), document.language)), None)
        if same is None:
            same = _Name(group, Counter(), [], set())
            names.append(same)
        same.forms[name] += 1
        same.mentions.append(mention.id)
        introduced = _ABBREVIATION.match(document.text, mention.head_end)
        if introduced and group == "body":
            same.abbreviations.add(introduced.group(1))
    return names


def _longer(name: _Name, others: list[_Name], language: str) -> list[_Name]:
    """The fullest names that this one may be short for; names met letter for letter go before those by case endings."""
    others = [n for n in others if n.group == name.group]
    introduced = [n for n in others if name.shown in n.abbreviations and name.shown not in n.forms]
    initials = [n for n in others if name.group == "body" and is_initials(name.shown, n.shown)]
    exact = [n for n in others if any(is_short_for(words(f), words(g), "") for f in name.forms for g in n.forms)]
    inflected = [n for n in others if is_short_for(words(name.shown), words(n.shown), language)]
    found = introduced or exact or inflected or initials
    roots: list[_Name] = []
    for root in (n.root() for n in found):
        if root not in roots and root is not name:
            roots.append(root)
    return roots
