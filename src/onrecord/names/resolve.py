"""Which actor each mention of all documents stands for.

Document by document: built-in actors, names, appositions, offices, bare bodies of a state, pronouns; then
names are joined across documents and become actors. Nothing is forced: what could not be told keeps its
reason and its candidates.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onrecord.names.actors import Catalogue
from onrecord.names.builtin import builtin, by_default, main_state, place_or_thing
from onrecord.names.cluster import Cluster, clusters, is_generic, name_of
from onrecord.names.document import Finding, Key, NamedDocument
from onrecord.names.offices import bare_name
from onrecord.names.persons import Told, apposed, by_office, told
from onrecord.names.pronouns import Pronouns
from onrecord.names.spelling import normal, words
from onrecord.rows import Actor, Identity, Mention
from onrecord.wordforms import is_any, tokens, word_list

__all__ = ["NamedDocument", "identify"]


def identify(documents: Iterable[NamedDocument]) -> tuple[list[Actor], list[Identity]]:
    """Resolve all mentions.

    Returns:
        The actors that mentions stand for or may stand for, and one identity for every mention; both sorted by id.
        The order of the documents does not matter.
    """
    catalogue = Catalogue()
    findings: list[Finding] = []
    for document in documents:
        findings += _document(document, catalogue)
    catalogue.join()
    return catalogue.actors(findings), sorted((catalogue.identity(f) for f in findings), key=lambda i: i.mention)


def _document(document: NamedDocument, catalogue: Catalogue) -> list[Finding]:
    found: dict[str, Finding] = {}
    for mention in document.ordered:
        finding = place_or_thing(document, mention) or (builtin(document, mention) if mention.form != "pronoun" else None)
        if finding:
            found[mention.id] = finding
            catalogue.see_builtin(finding, document.phrase(mention))
    state = main_state(document)
    appositions = apposed(document)
    facts = _names(document, found, appositions, state, catalogue)
    for mention in document.ordered:
        if mention.id not in found and mention.form != "pronoun":
            beside = found.get(appositions.get(mention.id, ""))
            if beside and beside.key:
                found[mention.id] = Finding(mention.id, beside.key, 0.75, "stands right beside the name")
            else:
                found[mention.id] = _description(document, mention, facts, state)
    Pronouns(document, found, facts, _byline(document, catalogue)).resolve()
    return [found[m.id] for m in document.ordered]


def _names(
    document: NamedDocument, found: dict[str, Finding], appositions: dict[str, str], state: str | None, catalogue: Catalogue
) -> dict[Key, Told]:
    """Find the name mentions; what is told of each name, by its key."""
    named = [m for m in document.ordered if m.id not in found and document.form(m) == "name" and name_of(document, m)]
    joined, ambiguous = clusters(document, named)
    about = told(document, joined, appositions)
    facts: dict[Key, Told] = {}
    kinds = {m.id: m.kind for m in document.mentions}
    for cluster in joined:
        tells = about[cluster.key]
        organ = is_generic(cluster.name, document.language, [kinds[id] for id in cluster.mentions])
        key, score, reason = _cluster_key(cluster, tells, state, organ=organ)
        for id in cluster.mentions:
            found[id] = Finding(id, key, score if key else 0.0, reason)
        if key:
            facts[key] = tells
            country = key.name.rpartition(" @")[2] if " @" in key.name else tells.country
            mention_kinds = [kinds[id] for id in cluster.mentions]
            catalogue.see(key, cluster, document.language, mention_kinds, None if "igo" in mention_kinds else country)
    for finding in ambiguous:
        known = tuple(k for k in finding.candidates if k in facts)
        found[finding.mention] = replace(finding, candidates=known)
    return facts


def _cluster_key(cluster: Cluster, tells: Told, state: str | None, *, organ: bool) -> tuple[Key | None, float, str]:
    """Key, score and reason for a cluster. The name of an organ that every state has is told apart by its country."""
    if organ:
        country = tells.country or state
        if country is None:
            return None, 0.0, "the name of an organ that many states have, and no state is named"
        reason = "the country in its phrase" if tells.country else "the country most often named in the document"
        return Key("body", f"{normal(cluster.name)} @{country}"), 0.8 if tells.country else 0.5, f"by its name and {reason}"
    if len(cluster.spellings) > 1:
        return cluster.key, 0.9, f"by name: {cluster.name}, its fullest form in the document"
    if cluster.group == "person" and len(words(cluster.name)) == 1:
        return cluster.key, 0.6, f"by a single name, {cluster.name}, which others may have too"
    return cluster.key, 0.9, f"by name: {cluster.name}"


def _description(document: NamedDocument, mention: Mention, facts: dict[Key, Told], state: str | None) -> Finding:
    return (
        by_office(document, mention, facts)
        or by_default(document, mention, state)
        or Finding(mention.id, None, 0.0, "a description without a name")
    )


def _byline(document: NamedDocument, catalogue: Catalogue) -> Key | None:
    """The author's key, where the byline names one person."""
    text = document.byline or ""
    joints = (",", ";", "/", "|", *word_list(document.language, "conjunctions"), *word_list("en", "conjunctions"))
    if not text or any(is_any(t.text, joints) for t in tokens(text)):
        return None
    name = bare_name(text.removeprefix("By ").removeprefix("by "), document.language).strip()
    if not words(name):
        return None
    cluster = Cluster("person", name, (), (name,))
    catalogue.see(cluster.key, cluster, document.language, ["person"], None)
    return cluster.key
