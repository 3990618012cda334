"""Whom pronouns stand for. Careful by design: where two readings are as good, the mention stays unresolved."""

from __future__ import annotations

import re

from onrecord.names.document import Finding, Key, NamedDocument
from onrecord.names.persons import Told
from onrecord.rows import Mention
from onrecord.wordforms import pronoun_sort

#: A person further back than so many sentences is not looked for.
FAR = 3
_QUOTES = "\"“”„«»‹›「『'‘"
_JUST_BEFORE = re.compile(r"\s*,?\s*")
_GENDERED = ("masculine", "feminine", "either")
_UNRESOLVED = {
    "second": "the person spoken to is not looked for",
    "neuter": "what it stands for is not looked for",
    "plural": "whom they stand for is not looked for",
    "unsure": "the pronoun can stand for one or many",
}


class Pronouns:
    """Resolves the pronouns of one document on top of what is already found, in the order of the text.

    Args:
        document: the document.
        found: findings by mention id; resolved pronouns are added to it.
        facts: what the document tells of the persons it names.
        byline: key of the one author, if known.
    """

    def __init__(self, document: NamedDocument, found: dict[str, Finding], facts: dict[Key, Told], byline: Key | None) -> None:
        self._document, self._found, self._facts, self._byline = document, found, facts, byline

    def resolve(self) -> None:
        """Add a finding for every pronoun that has none."""
        pronouns = [m for m in self._document.ordered if m.form == "pronoun" and m.id not in self._found]
        sorts = {m.id: pronoun_sort(self._document.head(m), self._document.language) for m in pronouns}
        # First persons come last: their speaker may be named after the quotation, or be a pronoun himself.
        for mention in sorted(pronouns, key=lambda m: str(sorts[m.id]).startswith("first")):
            self._found[mention.id] = self._one(mention, sorts[mention.id])

    def _one(self, mention: Mention, sort: str | None) -> Finding:
        if sort in ("first", "first_plural"):
            return self._first(mention, plural=sort == "first_plural")
        if sort == "relative":
            return self._relative(mention)
        if sort in _GENDERED and mention.kind == "person":
            return self._third(mention, sort)
        return _none(mention, _UNRESOLVED.get(str(sort), "a pronoun that the language's data do not list, or not for a person"))

    def _key(self, mention_id: str) -> Key | None:
        finding = self._found.get(mention_id)
        return finding.key if finding else None

    def _relative(self, mention: Mention) -> Finding:
        d = self._document
        before = [
            m
            for m in d.ordered
            if m.span_end <= mention.span_start and _JUST_BEFORE.fullmatch(d.text, m.span_end, mention.span_start)
        ]
        if not before:
            return _none(mention, "no mention ends right before the relative pronoun")
        head = max(before, key=lambda m: (m.kind == mention.kind, m.span_end - m.span_start, m.id))
        key = self._key(head.id)
        if key is None:
            return _none(mention, f"stands for “{d.phrase(head)}”, which is not resolved")
        score = round(0.9 * self._found[head.id].score, 2)
        return Finding(mention.id, key, score, f"stands for “{d.phrase(head)}” right before it")

    def _first(self, mention: Mention, *, plural: bool) -> Finding:
        d = self._document
        around = d.statements_around(mention)
        if not around:
            if self._byline is None:
                return _none(mention, "in the document's own voice, whose one author is not known")
            return Finding(mention.id, self._byline, 0.6 if plural else 0.9, "in the document's own voice: its author")
        speakers = d.statements[around[0]][1]
        keys = tuple(sorted({key for s in speakers if (key := self._key(s))}))
        if len(keys) != 1:
            return _none(mention, "the statement's speaker is not one resolved actor", keys)
        return Finding(mention.id, keys[0], 0.6 if plural else 0.85, "the speaker of the statement it stands in")

    def _third(self, mention: Mention, sort: str) -> Finding:
        d = self._document
        around = set(d.statements_around(mention))
        # Whoever "he met" is not he himself.
        others = {key for m in d.together.get(mention.id, ()) if (key := self._key(m))}
        silent = self._quoted_speakers(mention) | others
        here = d.sentence_of(mention.span_start)
        near: dict[int, set[Key]] = {}
        for m in d.ordered:
            key = self._key(m.id)
            if key is None or key.group != "person" or m.span_end > mention.span_start or key in silent:
                continue
            if m.id not in d.speakers and m.id not in d.actors:
                continue
            if not set(d.statements_around(m)) <= around or not self._agrees(key, sort):
                continue
            near.setdefault(here - d.sentence_of(m.span_start), set()).add(key)
        distance = min(near, default=FAR + 1)
        if distance > FAR:
            return _none(mention, f"no person who speaks or acts within {FAR} sentences before")
        keys = tuple(sorted(near[distance]))
        if len(keys) > 1:
            return _none(mention, f"{len(keys)} persons are equally near", keys)
        score = 0.75 if distance == 0 else 0.65
        where = "in the same sentence" if distance == 0 else f"{distance} sentences before"
        return Finding(mention.id, keys[0], score, f"the nearest person who speaks or acts, {where}")

    def _agrees(self, key: Key, sort: str) -> bool:
        known = self._facts[key].gender if key in self._facts else None
        return sort == "either" or known is None or known == sort

    def _quoted_speakers(self, mention: Mention) -> set[Key]:
        """Who speaks in the quotation around the mention: in his own words a speaker is "I", not "he"."""
        d = self._document
        for number in d.statements_around(mention)[:1]:
            content, speakers = d.statements[number]
            if any(mark in _QUOTES for start, _ in content for mark in d.text[max(0, start - 1) : start + 1]):
                return {key for s in speakers if (key := self._key(s))}
        return set()


def _none(mention: Mention, reason: str, candidates: tuple[Key, ...] = ()) -> Finding:
    return Finding(mention.id, None, 0.0, reason, candidates)
