"""Small functions on half-open spans."""

from __future__ import annotations

from collections.abc import Sequence

Span = tuple[int, int]


def inside(inner: Span, outer: Span) -> bool:
    """Whether ``outer`` holds all of ``inner``."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def overlap(one: Span, other: Span) -> bool:
    """Whether the two share a character."""
    return one[0] < other[1] and other[0] < one[1]


def cross(one: Span, other: Span) -> bool:
    """Whether they overlap and neither holds the other."""
    return overlap(one, other) and not inside(one, other) and not inside(other, one)


def within(span: Span, contents: Sequence[Sequence[Span]], skip: int | None = None) -> int | None:
    """Index of the innermost of several statements' ``contents`` (pieces each) that holds ``span``.

    What a row is told within is read off the spans: the shortest content around it. ``skip`` leaves
    one statement out (a statement is not told within itself).
    """
    holders = [
        (sum(end - start for start, end in pieces), i)
        for i, pieces in enumerate(contents)
        if i != skip and any(inside(span, piece) for piece in pieces)
    ]
    return min(holders)[1] if holders else None
