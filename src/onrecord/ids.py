"""Content-derived ids: the same content gives the same id on every machine, in every run.

An id is the table's two-letter prefix and 16 hexadecimal digits of blake2b. A row of a document is
identified by its anchor span and its ordinal on that span, not by its type or roles, so that a better
reader or a review can change a row without orphaning what refers to it.
"""

from __future__ import annotations

from hashlib import blake2b


def content_id(table: str, *parts: object) -> str:
    """Id of anything that is told by its content, e.g. ``content_id("source", "VOD")``."""
    digest = blake2b("\x1f".join(map(str, parts)).encode("utf-8"), digest_size=8)
    return f"{table[:2]}-{digest.hexdigest()}"


def document_id(original: bytes) -> str:
    """Id of a document: the hash of the original file's bytes."""
    return f"do-{blake2b(original, digest_size=8).hexdigest()}"


def row_id(document: str, table: str, start: int, end: int, ordinal: int = 0) -> str:
    """Id of a row of ``document`` anchored on ``[start, end)``, the ``ordinal``-th on that span."""
    return content_id(table, document, table, start, end, ordinal)
