"""What a document tells of the persons and bodies it names: country, offices, gender; and who an apposition is."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import permutations

from onrecord.names.builtin import countries_in
from onrecord.names.cluster import Cluster
from onrecord.names.document import Finding, Key, NamedDocument
from onrecord.names.offices import gender, office
from onrecord.rows import Mention
from onrecord.wordforms import is_any, tokens, word_list

_APPOSED = re.compile(r"\s*[,–—-]?\s*\(?")


@dataclass(slots=True)
class Told:
    """What is told of one cluster; more than one country means that none is sure."""

    countries: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)

    @property
    def country(self) -> str | None:
        return next(iter(self.countries)) if len(self.countries) == 1 else None

    @property
    def gender(self) -> str | None:
        return next(iter(self.genders)) if len(self.genders) == 1 else None


def told(document: NamedDocument, found: list[Cluster], appositions: dict[str, str]) -> dict[Key, Told]:
    """What the phrases of each cluster, and descriptions beside them, tell about it.

    Args:
        document: the document.
        found: its clusters.
        appositions: description mention id -> the name mention id it stands beside.
    """
    mentions = {m.id: m for m in document.mentions}
    beside = defaultdict(list)
    for description_id, name_id in appositions.items():
        beside[name_id].append(mentions[description_id])
    facts: dict[Key, Told] = {}
    for cluster in found:
        about = facts.setdefault(cluster.key, Told())
        for id in cluster.mentions:
            mention = mentions[id]
            before = document.text[mention.span_start : mention.head_start]
            after = document.text[mention.head_end : mention.span_end]
            own = f"{before} {after}" if cluster.group == "person" else document.phrase(mention)
            _tell(about, own, document, person=cluster.group == "person", head=document.head(mention))
            for description in beside[mention.id]:
                _tell(about, document.phrase(description), document, person=True)
    return facts


def _tell(about: Told, phrase: str, document: NamedDocument, *, person: bool, head: str = "") -> None:
    about.countries.update(countries_in(phrase, document.language, capitals=not person))
    if not person:
        return
    for text in (phrase, head):
        if named := office(text, document.language):
            about.offices.add(named)
        if known := gender(text, document.language):
            about.genders.add(known)


def apposed(document: NamedDocument) -> dict[str, str]:
    """Descriptions of a person that stand right beside a name ("the premier, Hun Sen"): description id -> name id.

    Members of a list are left out: of "the minister, Sok An and the king" nothing can be told.
    """
    persons = [m for m in document.ordered if m.kind == "person" and m.form != "pronoun"]
    found: dict[str, str] = {}
    for first, second in permutations(persons, 2):
        differ = {document.form(first), document.form(second)} == {"name", "description"}
        if differ and _beside(document, first, second) and not _in_list(document, first, second, persons):
            description, name = (first, second) if document.form(second) == "name" else (second, first)
            found.setdefault(description.id, name.id)
    return found


def _beside(document: NamedDocument, first: Mention, second: Mention) -> bool:
    gap = document.text[first.span_end : second.span_start]
    return first.span_end <= second.span_start and len(gap) < 8 and "\n" not in gap and _APPOSED.fullmatch(gap) is not None


def _in_list(document: NamedDocument, first: Mention, second: Mention, persons: list[Mention]) -> bool:
    """Whether a third person is joined to the two by a comma or a conjunction."""
    joints = (",", *word_list(document.language, "conjunctions"))

    def joined(start: int, end: int) -> bool:
        gap = tokens(document.text[start:end]) if 0 <= end - start < 16 else []
        return bool(gap) and all(is_any(t.text, joints) for t in gap)

    others = [m for m in persons if m is not first and m is not second]
    return any(joined(second.span_end, m.span_start) or joined(m.span_end, first.span_start) for m in others)


def by_office(document: NamedDocument, mention: Mention, facts: dict[Key, Told]) -> Finding | None:
    """ "the premier": the one person in the document who carries that office. ``None`` when no office is named."""
    phrase = document.phrase(mention)
    named = office(phrase, document.language)
    if mention.kind != "person" or named is None:
        return None
    if is_any((tokens(phrase) or tokens("."))[0].text, word_list(document.language, "indefinite")):
        return Finding(mention.id, None, 0.0, f"some {named}, not one known from the document")
    asked = countries_in(phrase, document.language, capitals=True)
    holders = sorted(key for key, about in facts.items() if named in about.offices)
    fitting = [k for k in holders if not asked or facts[k].country is None or asked == [facts[k].country]]
    if len(fitting) == 1:
        sure = 0.75 if not asked or facts[fitting[0]].country else 0.6
        return Finding(mention.id, fitting[0], sure, f"the only {named} named in the document", tuple(holders))
    if fitting:
        return Finding(mention.id, None, 0.0, f"{len(fitting)} persons in the document are {named}", tuple(fitting))
    return Finding(mention.id, None, 0.0, f"no {named} is named in the document", tuple(holders))
