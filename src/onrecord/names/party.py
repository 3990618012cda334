"""A party to an event or statement as exports show it."""

from __future__ import annotations

from typing import Any

from onrecord.names.builtin import countries_in
from onrecord.rows import Actor, Identity, Mention


def party(
    mention: Mention, identity: Identity | None, actor: Actor | None, text: str, *, language: str | None = None
) -> dict[str, Any]:
    """Who a mention stands for.

    Args:
        mention: the mention.
        identity: its identity row, if there is one.
        actor: the actor of that identity; ``None`` when the mention is not resolved.
        text: the text of the mention's document.
        language: of the document; if given, an unresolved actor ("a Cambodian minister") has the one country in its phrase.

    Returns:
        ``text`` (the mention's characters), ``name`` (of the actor, else the characters), ``names`` (sorted), ``country``
        (ISO alpha-3 or ``None``) and ``codes`` (ISO alpha-3, or UNO, EUR, IGO; empty when unknown).

    Raises:
        ValueError: the identity or the actor belongs to something else.
    """
    if identity is not None and identity.mention != mention.id:
        raise ValueError(f"identity is that of mention {identity.mention}, expected {mention.id}")
    if actor is not None and (identity is None or identity.actor != actor.id):
        raise ValueError(f"actor {actor.id} is not the one that the identity of mention {mention.id} names")
    phrase = text[mention.span_start : mention.span_end]
    if actor is None:
        told = countries_in(phrase, language, capitals=False) if language and mention.kind not in ("place", "thing") else []
        country = told[0] if len(told) == 1 else None
        return {"text": phrase, "name": phrase, "names": [phrase], "country": country, "codes": [country] if country else []}
    codes = [actor.country] if actor.country else list(actor.identifiers[:1])
    return {"text": phrase, "name": actor.name, "names": sorted(actor.names), "country": actor.country, "codes": codes}
