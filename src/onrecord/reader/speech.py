"""Who says what: cues with their speakers, addressees and pieces of content."""

from __future__ import annotations

import numpy as np

from onrecord.reader import shape
from onrecord.reader.heads import sigmoid, softmax
from onrecord.reader.readings import ReadStatement
from onrecord.reader.spans import Span, inside
from onrecord.reader.window import Window, grid, outermost

#: Of several speakers of one cue, each must reach this part of the probability of the surest.
TOGETHER = 0.6


def statements(w: Window) -> tuple[tuple[ReadStatement, ...], tuple[tuple[Span, float], ...]]:
    """Statements, and the content spans that no cue claims."""
    contents = w.spans["content"]
    claimed = _claims(w)
    speakers, addressees = _speakers(w)
    found = []
    for cue in sorted(claimed):
        # Of one cue's pieces, the surer of two that overlap.
        kept = outermost([(float(w.sure["content"][n]), n) for n in claimed[cue]], contents)
        content = tuple(w.characters("content", n) for n in kept)
        held = tuple(m for m in speakers[cue] if not any(inside(w.characters("mention", m), span) for span in content))
        probability = w.calibration.row("statement", float(w.sure["cue"][cue] * max(w.sure["content"][n] for n in claimed[cue])))
        found.append(ReadStatement(w.characters("cue", cue), content, held, addressees[cue], probability))
    taken = {n for some in claimed.values() for n in some}
    return tuple(found), tuple(
        (w.characters("content", n), float(w.sure["content"][n])) for n in range(len(contents)) if n not in taken
    )


def _claims(w: Window) -> dict[int, list[int]]:
    """The content spans of each cue: every one goes to the cue that most probably says it, if any does."""
    cues, contents = w.spans["cue"], w.spans["content"]
    claimed: dict[int, list[int]] = {}
    if not len(cues) or not len(contents):
        return claimed
    c, k = grid(len(cues), len(contents))
    logits = w.heads.pairs("says", w.reps["cue"], w.reps["content"], (c, k), shape.distance_bucket(cues[c], contents[k]))
    says = sigmoid(logits[:, 0]).reshape(len(cues), len(contents))
    holds = np.array([[inside((a, b + 1), (s, e + 1)) for s, e in contents.tolist()] for a, b in cues.tolist()])
    says[holds] = 0.0  # a cue never lies in its own content
    for n in range(len(contents)):
        best = int(says[:, n].argmax())
        if says[best, n] >= w.threshold("says"):
            claimed.setdefault(best, []).append(n)
    return claimed


def _speakers(w: Window) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
    """Speakers and addressees of each cue."""
    cues, mentions = w.spans["cue"], w.spans["mention"]
    if not len(cues) or not len(mentions):
        return [()] * len(cues), [()] * len(cues)
    c, m = grid(len(cues), len(mentions))
    distance = shape.distance_bucket(cues[c], mentions[m])
    chances = softmax(w.heads.pairs("speech_role", w.reps["cue"], w.reps["mention"], (c, m), distance)).reshape(
        len(cues), len(mentions), -1
    )
    found: tuple[list[tuple[int, ...]], list[tuple[int, ...]]] = ([], [])
    for row in chances:
        for which in (1, 2):
            # Several speak together only where they are about as sure as the surest.
            least = max(w.threshold("speaker"), TOGETHER * float(row[:, which].max()))
            wanted = [(float(p), k) for k, p in enumerate(row[:, which]) if p >= least]
            found[which - 1].append(outermost(wanted, mentions))
    return found
