"""Windows: as many whole sentences as a reader takes in at once, with the sentences each window answers for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences ``[first, last)`` are read together; what is found in ``[own_first, own_last)`` is kept.

    The own ranges of all windows partition the sentences: what lies in two windows is kept once, from the
    one that sees more around it.
    """

    first: int
    last: int
    own_first: int
    own_last: int


def windows(lengths: Sequence[int], limit: int, overlap: int = 1) -> list[Window]:
    """Windows of whole sentences over a text.

    Args:
        lengths: tokens of each sentence, in order.
        limit: most tokens of a window. A single longer sentence gets a window of its own, to be cut by whoever reads it.
        overlap: sentences that consecutive windows share, as far as the limit leaves room for at least one new one.

    Raises:
        ValueError: ``limit`` below 1 or ``overlap`` below 0.
    """
    if limit < 1 or overlap < 0:
        raise ValueError(f"limit must be at least 1 and overlap at least 0, not {limit} and {overlap}")
    spans: list[tuple[int, int]] = []
    last = 0
    while last < len(lengths):
        first, total = last, lengths[last]
        while spans and first > max(spans[-1][0] + 1, last - overlap) and total + lengths[first - 1] <= limit:
            first -= 1
            total += lengths[first]
        last += 1
        while last < len(lengths) and total + lengths[last] <= limit:
            total += lengths[last]
            last += 1
        spans.append((first, last))
    # Both ends of the windows only grow, so the middles of their overlaps do too, and no own range is empty.
    borders = [0, *((following[0] + last + 1) // 2 for (_, last), following in pairwise(spans)), len(lengths)]
    return [Window(first, last, own, end) for (first, last), own, end in zip(spans, borders, borders[1:], strict=False)]
