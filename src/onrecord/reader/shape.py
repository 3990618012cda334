"""What the reader's heads tell apart, and the features both training and reading compute.

Training (``train/``) and reading import the same lists and buckets from here, so that weights and code
cannot drift apart; the exported model repeats the lists and is refused when they differ.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord import vocabulary

#: Sorts of spans, each scored by its ends.
SORTS = ("mention", "trigger", "cue", "content", "figure", "time")
#: Logarithm of the most that one piece of a span can weigh in the span's mean, against one of no weight in particular.
SHARPEST = 3.0
#: Pieces to either side of a trigger that tell what its event is about.
AROUND = 40
#: Roles of a mention in an event; the first is "no role".
ROLES = ("none", *vocabulary.ROLES)
#: Roles of a mention in a statement.
SPEECH_ROLES = ("none", "speaker", "addressee")
#: Types of a trigger span; the first is "tells no event", the reader's second chance to refuse one.
TYPES = ("none", *vocabulary.TYPES)
#: All modes as TYPE/mode, and TYPE/ for an event of that type without one.
MODES = tuple(f"{t}/{m}" for t, modes in vocabulary.MODES.items() for m in ("", *modes))
#: Lengths above this share a bucket.
LONGEST = 63
#: Edges of the buckets of signed distance between two spans, in pieces.
EDGES = np.array([-128, -64, -32, -16, -10, -7, -5, -3, -2, -1, 0, 1, 2, 3, 5, 7, 10, 16, 32, 64, 128])
DISTANCES = 2 * (len(EDGES) + 1)
#: Pieces of a window, sentence boundaries included.
LIMIT = 250


def around(spans: NDArray[np.int64], length: int) -> NDArray[np.int64]:
    """The neighbourhoods (n, 2) of spans in a window of ``length`` pieces."""
    return np.asarray(np.clip(spans + np.array([-AROUND, AROUND]), 0, length - 1), np.int64)


def distance_bucket(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    """Bucket of the signed gap from span ``one`` (n, 2) to ``other`` (n, 2), inclusive ends.

    0 gap where they overlap; the upper half of the buckets says that one holds the other.
    """
    gap = np.where(
        other[:, 0] > one[:, 1], other[:, 0] - one[:, 1], np.where(other[:, 1] < one[:, 0], other[:, 1] - one[:, 0], 0)
    )
    holds = (other[:, 0] <= one[:, 0]) & (one[:, 1] <= other[:, 1])
    bucket = np.searchsorted(EDGES, gap, side="right")
    return bucket + holds * (len(EDGES) + 1)
