"""Documents with hand-made mentions."""

from __future__ import annotations

import pytest

from onrecord.ids import row_id
from onrecord.names.resolve import NamedDocument, identify
from onrecord.rows import Mention


class Draft:
    """A document whose mentions are written as ``phrase with [head]``, kind, form, and which occurrence of the phrase."""

    def __init__(self, text, language, name="d1", **about):
        self.text, self.language, self.name, self.about = text, language, name, about
        self.mentions, self.speakers, self.actors, self.statements = [], set(), set(), []

    def mention(self, marked, kind, form, nth=1, *, speaks=False, acts=False):
        phrase = marked.replace("[", "").replace("]", "")
        before = marked.index("[") if "[" in marked else 0
        size = marked.index("]") - before - 1 if "[" in marked else len(phrase)
        start = -1
        for _ in range(nth):
            start = self.text.index(phrase, start + 1)
        end, head = start + len(phrase), start + before
        assert self.text[start:end] == phrase
        assert self.text[head : head + size] == (marked[before + 1 : before + 1 + size] if "[" in marked else phrase)
        row = Mention(row_id(self.name, "mention", start, end), self.name, start, end, head, head + size, kind, form, 1.0)
        self.mentions.append(row)
        if speaks:
            self.speakers.add(row.id)
        if acts:
            self.actors.add(row.id)
        return row

    def says(self, content, *speakers):
        start = self.text.index(content)
        assert self.text[start : start + len(content)] == content
        self.statements.append((((start, start + len(content)),), tuple(s.id for s in speakers)))

    def document(self):
        return NamedDocument(
            id=self.name,
            language=self.language,
            text=self.text,
            mentions=tuple(self.mentions),
            speakers=frozenset(self.speakers),
            actors=frozenset(self.actors),
            statements=tuple(self.statements),
            **self.about,
        )


class Resolved:
    """Identities of drafts by mention, with their actors."""

    def __init__(self, *drafts):
        self.actors, self.identities = identify([d.document() for d in drafts])
        self._actors = {a.id: a for a in self.actors}
        self._identities = {i.mention: i for i in self.identities}
        assert sorted(self._identities) == sorted(m.id for d in drafts for m in d.mentions)  # nothing disappears
        for identity in self.identities:
            assert identity.reason
            assert 0 <= identity.score <= 1
            assert set(identity.candidates) <= set(self._actors)

    def identity(self, mention):
        return self._identities[mention.id]

    def actor(self, mention):
        identity = self._identities[mention.id]
        return self._actors[identity.actor] if identity.actor else None

    def name(self, mention):
        actor = self.actor(mention)
        return actor.name if actor else None


@pytest.fixture
def draft():
    return Draft


@pytest.fixture
def resolve():
    return Resolved
