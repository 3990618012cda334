"""Every event, statement and figure of a record, resolved, as sorted JSON-ready rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from onrecord.names.party import party
from onrecord.rows import Actor, Document, Event, Figure, Identity, Mention, Statement, Time
from onrecord.store.record import Record
from onrecord.vocabulary import MUTUAL, ROLES


class Resolver:
    """Looks up who mentions stand for and in whose words a row is told, document by document."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._actors: dict[str, Actor] = {a.id: a for a in record.rows("actor")}
        self.paths: dict[str, str] = {}
        for p in record.rows("path"):
            self.paths.setdefault(p.document, p.path)

    def enter(self, document: Document) -> None:
        """Load one document's mentions, identities, times and statements."""
        which = ("document = ?", (document.id,))
        self.document = document
        self.mentions: dict[str, Mention] = {m.id: m for m in self._record.rows("mention", *which)}
        self._identities: dict[str, Identity] = {
            i.mention: i
            for i in self._record.rows("identity", "mention IN (SELECT id FROM mention WHERE document = ?)", (document.id,))
        }
        self.times: dict[str, Time] = {t.id: t for t in self._record.rows("time", *which)}
        self.statements: dict[str, Statement] = {s.id: s for s in self._record.rows("statement", *which)}

    def parties(self, mentions: tuple[str, ...]) -> list[dict[str, Any]]:
        """The parties that mentions stand for, in text order."""
        found = []
        for m in mentions:
            mention, identity = self.mentions[m], self._identities.get(m)
            actor = self._actors.get(identity.actor) if identity and identity.actor else None
            told = party(mention, identity, actor, self.document.text, language=self.document.language)
            found.append({**told, "actor": actor.id if actor else None})
        return found

    def according_to(self, within: str | None) -> list[dict[str, Any]]:
        """Voices from the outermost (the document's own) to the innermost."""
        voices: list[dict[str, Any]] = []
        seen: set[str] = set()
        while within is not None and within not in seen:
            seen.add(within)
            statement = self.statements[within]
            voices[:0] = self.parties(statement.speakers)
            within = statement.within
        if self.document.voice:
            voices.insert(
                0,
                {
                    "text": self.document.voice,
                    "name": self.document.voice,
                    "names": [self.document.voice],
                    "country": None,
                    "codes": [],
                    "actor": None,
                },
            )
        return voices

    def dates(self, times: tuple[str, ...]) -> list[dict[str, Any]]:
        return [{"start": t.start, "end": t.end, "precision": t.precision} for t in (self.times[i] for i in times)]


def event_row(e: Event, r: Resolver) -> dict[str, Any]:
    roles = {role: r.parties(getattr(e, role)) for role in ROLES}
    if e.type in MUTUAL and not roles["recipients"]:
        # The record lists all who met or agreed as actors; a reader of dyads finds each after the first as recipient too.
        roles["recipients"] = roles["actors"][1:]
    return {
        "document": r.paths[e.document],
        "table": "event",
        "id": e.id,
        "trigger": [e.span_start, e.span_end],
        "sentence": [e.sentence_start, e.sentence_end],
        "type": e.type,
        "mode": e.mode,
        "contexts": list(e.contexts),
        "status": e.status,
        **roles,
        "times": r.dates(e.times),
        "according_to": r.according_to(e.within),
        "within": e.within,
        "content_of": e.content_of,
        "figures": list(e.figures),
        "probability": round(e.probability, 2),
    }


def statement_row(s: Statement, r: Resolver) -> dict[str, Any]:
    cue = None if s.cue_start is None else [s.cue_start, s.cue_end]
    return {
        "document": r.paths[s.document],
        "table": "statement",
        "id": s.id,
        "cue": cue,
        "content": [list(c) for c in s.content],
        "form": s.form,
        "speaker": r.parties(s.speakers),
        "addressee": r.parties(s.addressees),
        "times": r.dates((s.time,) if s.time else ()),
        "according_to": r.according_to(s.within),
        "within": s.within,
        "probability": round(s.probability, 2),
    }


def figure_row(f: Figure, r: Resolver) -> dict[str, Any]:
    return {
        "document": r.paths[f.document],
        "table": "figure",
        "id": f.id,
        "span": [f.span_start, f.span_end],
        "measure": f.measure,
        "value": f.value,
        "low": f.low,
        "high": f.high,
        "unit": f.unit,
        "currency": f.currency,
        "bound": f.bound,
        "of": f.of,
        "as_of": r.dates((f.as_of,) if f.as_of else ()),
        "according_to": r.according_to(f.within),
        "within": f.within,
    }


def resolved_rows(record: Record) -> Iterator[dict[str, Any]]:
    """All rows, sorted by document path, table, place and id: the same documents give the same rows."""
    resolver = Resolver(record)
    documents = sorted(record.rows("document"), key=lambda d: (resolver.paths[d.id], d.id))
    for document in documents:
        resolver.enter(document)
        for table, make in (("event", event_row), ("figure", figure_row), ("statement", statement_row)):
            for row in record.rows(table, "document = ?", (document.id,), order="span_start, span_end, id"):
                yield {**make(row, resolver), "language": document.language, "language_trained": document.language_trained}


def as_json(row: dict[str, Any]) -> str:
    """One line of JSON: the same row always gives the same bytes."""
    return json.dumps(row, ensure_ascii=False, separators=(", ", ": "))
