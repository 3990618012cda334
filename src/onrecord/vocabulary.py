"""The closed vocabularies of a record: event types with their modes, statuses, kinds, measures.

They live in ``data/vocabulary.toml`` so that a linguist can read them in one place; this module
only gives them names. ``docs/codebook.md`` says what each of them means.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[str, object]:
    return tomllib.loads(files("onrecord.data").joinpath("vocabulary.toml").read_text("utf-8"))


def _names(key: str) -> tuple[str, ...]:
    values = _table()[key]
    assert isinstance(values, list)
    return tuple(str(v) for v in values)


def _modes() -> dict[str, tuple[str, ...]]:
    types = _table()["types"]
    assert isinstance(types, dict)
    return {str(name): tuple(modes) for name, modes in types.items()}


#: PLOVER type -> the modes it may have (empty: the type has none).
MODES = _modes()
TYPES = tuple(MODES)
#: Types that are reciprocal by nature: their parties may all be actors.
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
#: Types for which PLOVER requires a recipient.
RECIPIENT_REQUIRED = frozenset({"COOPERATE", "AID", "SANCTION"})
KINDS = _names("kinds")
STATUSES = _names("statuses")
FORMS = _names("forms")
MENTION_FORMS = _names("mention_forms")
#: What an event is about, several at a time (PLOVER contexts).
CONTEXTS = _names("contexts")
ROLES = _names("roles")
BOUNDS = _names("bounds")
PRECISIONS = _names("precisions")
MEASURES = _names("measures")
SOURCE_KINDS = _names("source_kinds")
REGIONS = _names("regions")
