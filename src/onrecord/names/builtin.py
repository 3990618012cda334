"""Mentions that name a state, its government, police or army, its people, or an international organisation."""

from __future__ import annotations

from collections import Counter

from onrecord.names.document import Finding, Key, NamedDocument
from onrecord.names.gazetteer import Entry, inside, lookup
from onrecord.names.tables import countries
from onrecord.rows import Mention
from onrecord.wordforms import is_any, names_data, pronoun_sort, tokens, word_list

#: Mention kind -> built-in group, by what the name is. A name not listed for a kind says nothing about it.
_NAMED = {
    "state": {"state": "state", "government": "government", "police": "police", "military": "military", "place": "state"},
    "government": {"state": "government", "government": "government"},
    "capital": {"state": "government", "government": "government"},
    "people": {"state": "state", "government": "government", "police": "police", "military": "military", "group": "people"},
}
_NAMED["adjective"] = _NAMED["people"]
_ORGANISED = frozenset({"state", "government", "military", "ngo", "igo", "group", "court"})


def countries_in(phrase: str, language: str, *, capitals: bool) -> list[str]:
    """ISO codes of the states named in a phrase by any of their names, in its order, each once.

    Args:
        phrase: any text.
        language: ISO 639-1 code.
        capitals: whether a capital counts for its state; not in phrases that may hold a person's name (Paris, Victoria).
    """
    found = [f.entry.country for f in inside(phrase, language) if capitals or f.entry.what != "capital"]
    return list(dict.fromkeys(code for code in found if code))


def main_state(document: NamedDocument) -> str | None:
    """The state most often named in the text; of equals that of the publisher, else the first named; ``None`` without any."""
    named = [f.entry.country for f in inside(document.text, document.language)]
    counts = Counter(code for code in named if code)
    if not counts:
        return None
    most = max(counts.values())
    equals = [code for code in counts if counts[code] == most]
    return document.source_country if document.source_country in equals else equals[0]


def place_or_thing(document: NamedDocument, mention: Mention) -> Finding | None:
    """What a place or a thing stands for: a state where it is one's name, else nobody."""
    if mention.kind not in ("place", "thing"):
        return None
    entry = lookup(document.phrase(mention), document.language) if mention.kind == "place" else None
    if entry and entry.what == "state":
        return Finding(mention.id, Key("state", entry.id), 0.9, "the name of a state, told as a place")
    return Finding(mention.id, None, 0.0, f"a {mention.kind}, not an actor")


def builtin(document: NamedDocument, mention: Mention) -> Finding | None:
    """The built-in actor a mention names; ``None`` when it names none, so that other rules may try."""
    phrase, language = document.phrase(mention), document.language
    entry = lookup(phrase, language)
    if mention.kind == "person":
        # The reader's kind can be wrong; nobody is called by the name of a state alone.
        if entry is None or entry.what != "state" or entry.country is None:
            return None
        return Finding(mention.id, Key("state", entry.id), 0.7, f"names {entry.name}, though read as a person")
    if entry is None and not any(is_any(t.text, word_list(language, "conjunctions")) for t in tokens(phrase)):
        entry = lookup(document.head(mention), language)
    if entry is not None:
        return _named(mention, entry)
    return _body_of_state(document, mention)


def by_default(document: NamedDocument, mention: Mention, state: str | None) -> Finding | None:
    """A bare "the government": that of the state the document is mostly about."""
    body = _body(document, mention, "bodies")
    if body is None or not _is_bare(document, mention):
        return None
    if state is None:
        return Finding(mention.id, None, 0.0, f"no state is named in the document whose {body} this could be")
    return Finding(mention.id, Key(body, state), 0.5, f"no state in the phrase; {state} is most often named in the document")


def _named(mention: Mention, entry: Entry) -> Finding | None:
    if entry.country is None:
        if mention.kind in _ORGANISED:
            return Finding(mention.id, Key("igo", entry.id), 0.98, f"{entry.name}, an international organisation")
        return None
    group = _NAMED[entry.what].get(mention.kind)
    if group is None:
        return None
    score = 0.98 if entry.what == "state" and group == "state" else 0.9
    return Finding(mention.id, Key(group, entry.id), score, f"names {entry.name} ({entry.what})")


def _body(document: NamedDocument, mention: Mention, table: str) -> str | None:
    """government, police or military, where the head is a word for one; of a group any of them, else that of its kind."""
    words: dict[str, list[str]] = names_data(document.language, table) or {}
    if mention.kind != "group":
        words = {mention.kind: words.get(mention.kind, [])}
    return next((body for body, forms in words.items() if is_any(document.head(mention), forms)), None)


def _body_of_state(document: NamedDocument, mention: Mention) -> Finding | None:
    body = _body(document, mention, "bodies") or _body(document, mention, "members")
    phrase = document.phrase(mention)
    named = inside(phrase, document.language)
    ids = list(dict.fromkeys(f.entry.id for f in named))
    if body is None or not ids:
        return None
    keys = tuple(Key(body, id) if id in countries() else Key("igo", id) for id in ids)
    if len(keys) > 1:
        return Finding(mention.id, None, 0.0, "several states or organisations in one phrase", keys)
    if _is_another(document, mention):
        return None
    return Finding(mention.id, keys[0], 0.9, f"{body} of {named[0].entry.name}, named in the phrase")


def _is_bare(document: NamedDocument, mention: Mention) -> bool:
    """Whether nothing but an article, or whoever leads it ("his", "Orbán's"), stands beside the head."""
    articles = word_list(document.language, "articles")
    leaders = [(m.span_start, m.span_end) for m in document.ordered if m.kind == "person" and _holds(mention, m)]
    for start, end in ((mention.span_start, mention.head_start), (mention.head_end, mention.span_end)):
        for token in tokens(document.text[start:end]):
            led = any(a <= start + token.start and start + token.end <= b for a, b in leaders)
            if token.is_word and not (led or is_any(token.text, articles) or _of_leader(token.text, document.language)):
                return False
    return True


def _holds(mention: Mention, other: Mention) -> bool:
    """Whether ``other`` is a part of the mention beside its head."""
    inside = mention.span_start <= other.span_start and other.span_end <= mention.span_end
    return inside and (other.span_end <= mention.head_start or mention.head_end <= other.span_start)


def _of_leader(word: str, language: str) -> bool:
    """Whether a word is a possessive of a person, or its ending."""
    return word in ("s", "’s", "'s") or pronoun_sort(word, language) in ("masculine", "feminine")


def _is_another(document: NamedDocument, mention: Mention) -> bool:
    """Whether the phrase means another body than the state's own (a province's, the rebels'), or more than it."""
    phrase, language = document.phrase(mention), document.language
    covered = [(f.start, f.end) for f in inside(phrase, language)]
    covered.append((mention.head_start - mention.span_start, mention.head_end - mention.span_start))
    beside = [t for t in tokens(phrase) if t.is_word and not any(start < t.end and t.start < end for start, end in covered)]
    several = (*word_list(language, "not_of_state"), *word_list(language, "conjunctions"))
    if any(is_any(t.text, several) for t in beside):
        return True
    articles = word_list(language, "articles")
    return any(t.text[0].isupper() and not is_any(t.text, articles) for t in beside)
