"""Actors of all documents: what is known of each key, joining across documents, and the rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

from onrecord.ids import content_id
from onrecord.names.cluster import Cluster
from onrecord.names.document import Finding, Key
from onrecord.names.gazetteer import languages
from onrecord.names.spelling import same_name
from onrecord.names.tables import country_name, kinds, organisations
from onrecord.rows import Actor, Identity
from onrecord.wordforms import word_list

#: Built-in group -> how its actor is called, mention kind, PLOVER sector.
_BUILT_IN = {
    "state": ("{}", "state", "GOV"),
    "government": ("Government of {}", "government", "GOV"),
    "police": ("Police of {}", "police", "COP"),
    "military": ("Armed forces of {}", "military", "MIL"),
    "people": ("People of {}", "group", "CVL"),
}


@dataclass(slots=True)
class _Seen:
    """What the documents tell of one key."""

    shown: Counter[str] = field(default_factory=Counter)
    plain: Counter[str] = field(default_factory=Counter)  # as shown in languages whose names have no case endings
    names: set[str] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)
    countries: set[str] = field(default_factory=set)
    inflecting: set[str] = field(default_factory=set)


def _inflects(language: str) -> bool:
    """Whether names take case endings that other languages' names don't: more than a possessive s."""
    return len(word_list(language, "endings")) > 1


class Catalogue:
    """Keys met in the documents; `join` joins them, then `actors` and `identity` make rows."""

    def __init__(self) -> None:
        self._seen: dict[Key, _Seen] = defaultdict(_Seen)
        self._joined: dict[Key, Key] = {}

    def see(self, key: Key, cluster: Cluster, language: str, mention_kinds: Iterable[str], country: str | None) -> None:
        """Note a named actor of one document."""
        seen = self._seen[key]
        weight = max(1, len(cluster.mentions))
        seen.shown[cluster.name] += weight
        seen.names.update(cluster.spellings)
        seen.kinds.update(mention_kinds)
        if _inflects(language):
            seen.inflecting.add(language)
        else:
            seen.plain[cluster.name] += weight
        if country:
            seen.countries.add(country)

    def see_builtin(self, finding: Finding, phrase: str) -> None:
        """Note how a document writes a built-in actor."""
        if finding.key:
            self._seen[finding.key].names.add(phrase)

    def join(self) -> None:
        """Join names of two or more words that differ by case endings only, across documents."""
        alike: dict[tuple[object, ...], list[Key]] = defaultdict(list)
        for key in sorted(self._seen):
            parts = key.name.split()
            if key.group == "person" and len(parts) > 1:
                alike[len(parts), *(p[:2] for p in parts)].append(key)
        for keys in alike.values():
            for key in keys:
                same = [k for k in keys if k == key or self._same(k, key)]
                if len(same) > 1 and all(self._same(a, b) for a, b in combinations(same, 2)):
                    into = min(same, key=self._preference)
                    self._joined.update({k: into for k in same if k != into})

    def _same(self, first: Key, second: Key) -> bool:
        inflecting = sorted(self._seen[first].inflecting | self._seen[second].inflecting)
        return any(same_name(first.name.split(), second.name.split(), language) for language in inflecting)

    def _preference(self, key: Key) -> tuple[bool, int, str]:
        """A name read in a language without case endings first, then the shortest."""
        return not self._seen[key].plain, len(key.name), key.name

    def _key(self, key: Key) -> Key:
        while key in self._joined:
            key = self._joined[key]
        return key

    def identity(self, finding: Finding) -> Identity:
        """The row for a finding."""
        actor = actor_id(self._key(finding.key)) if finding.key else None
        candidates = sorted({actor_id(self._key(k)) for k in finding.candidates})
        return Identity(finding.mention, actor, finding.score, finding.reason, tuple(candidates))

    def actors(self, findings: Iterable[Finding]) -> list[Actor]:
        """Rows of all actors that findings name, sorted by id."""
        used = {self._key(k) for f in findings for k in (*([f.key] if f.key else []), *f.candidates)}
        sources: dict[Key, list[_Seen]] = defaultdict(list)
        for key in sorted(self._seen):
            sources[self._key(key)].append(self._seen[key])
        return sorted((_actor(key, sources.get(key, [])) for key in used), key=lambda a: a.id)


def actor_id(key: Key) -> str:
    """Id of the actor with this key."""
    return content_id("actor", key.group, key.name)


def _actor(key: Key, seen: list[_Seen]) -> Actor:
    spellings = {name for s in seen for name in s.names}
    if key.group == "igo":
        known = organisations()[key.name]
        names = tuple(sorted(spellings | {known.name}))
        return Actor(actor_id(key), known.name, names, "igo", None, "IGO", (), (known.code, known.id), "built in")
    if key.group in _BUILT_IN:
        pattern, kind, sector = _BUILT_IN[key.group]
        own = {name for language in languages() if (name := country_name(key.name, language))} if key.group == "state" else set()
        name = pattern.format(country_name(key.name, "en") or key.name)
        codes = (key.name,) if key.group == "state" else ()
        return Actor(actor_id(key), name, tuple(sorted(spellings | own | {name})), kind, key.name, sector, (), codes, "built in")
    shown, plain, kind_counts = _sum(s.shown for s in seen), _sum(s.plain for s in seen), _sum(s.kinds for s in seen)
    countries = {c for s in seen for c in s.countries}
    kind = min(kind_counts, key=lambda k: (-kind_counts[k], k))
    name = min(plain or shown, key=lambda n: (-(plain or shown)[n], len(n), n))
    country = next(iter(countries)) if len(countries) == 1 else None
    return Actor(actor_id(key), name, tuple(sorted(spellings)), kind, country, kinds()[kind].sector, (), (), "found")


def _sum(counters: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for counter in counters:
        total.update(counter)
    return total
