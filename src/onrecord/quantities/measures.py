"""What a figure measures, decided by word lists: the nearest evidence in its sentence wins.

The order of choice in `measure`:

1. A unit that says it by itself: per 100,000, kilometres, hectares, "-year-old".
2. Money, by its currency.
3. Words directly before the number that settle it ("aged 34").
4. Time units: ``age`` at a person ("34-letnia aktywistka", "un lycéen de 16 ans"), ``sentence`` when a word of
   punishment stands near, else ``duration``.
5. Percent: what it is a part of, said right after it ("won 96 % of the seats"); else the nearest word of turnout,
   votes, seats, debt or rates; without any, ``share``.
6. Counts. A counted thing right after the number (seats, votes, countries) says it. When persons are counted, or nothing
   known is, what befell them goes before what they are: "12 soldiers were killed" are deaths, "12 soldiers" are troops.
   The fate must stand close, because a sentence may tell several; after a word like "by" the counted persons
   are those who act, and no fate before it applies to them.
7. ``other``: never a guess.

Distance is counted in words; dates and asides ("including two children") in between count nothing, commas, new
clauses and other numbers count extra.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.quantities.lexicon import Lexicon, key

Span = tuple[int, int]

#: What a comma, a word that opens a clause, another number, and a semicolon or dash add to a distance in words.
COMMA, CLAUSE, NUMBER, STOP = 3, 4, 3, 8
#: How far evidence may lie: what a percentage is a part of, shares, prison words,
#: a counted noun, fates of persons, fates when nothing known is counted.
OF_REACH, SHARE_REACH, TERM_REACH, NOUN_REACH = 3, 14, 4, 3
FATE_AFTER, FATE_AFTER_UNKNOWN, FATE_BEFORE, FATE_BEFORE_UNKNOWN = 5, 3, 1, 0
#: Evidence farther off than this many characters is not looked at; keeps sentences without an end from costing time.
WINDOW = 200


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and bound, before its measure is known; ``start``/``end`` take in unit and bound words."""

    start: int
    end: int
    value: float | None
    high: float | None = None
    unit: str | None = None
    measure: str | None = None
    currency: str | None = None
    bound: str = "exact"


@dataclass(frozen=True, slots=True)
class Marks:
    """Where the figures and dates of the text are: they count in a distance as much or as little as they mean."""

    figures: Sequence[Span]
    dates: Sequence[Span]


def measure(text: str, q: Quantity, sentence: Span, marks: Marks, lex: Lexicon) -> str:
    """The measure of a quantity, one of `vocabulary.MEASURES`.

    Args:
        text: the whole text.
        q: the quantity; its span takes in bound words.
        sentence: span of its sentence; evidence outside it doesn't count.
        marks: spans of all figures and dates.
        lex: lexicon of the language.
    """
    if q.measure and q.measure != "duration":
        return q.measure
    if q.currency:
        return "money"
    if directly := next((name for name, p in lex.before if p.search(text, sentence[0], q.start)), None):
        return directly
    near = _Nearness(text, q, sentence, marks, lex)
    if q.measure == "duration":
        return _of_time(text, q, near, lex)
    if q.unit == "percent":
        return near.find("shares", -1, OF_REACH) or near.find("shares", SHARE_REACH, SHARE_REACH) or "share"
    return "other" if q.unit else _of_count(text, q, near, sentence[0], lex)


def _of_time(text: str, q: Quantity, near: _Nearness, lex: Lexicon) -> str:
    adjective = " " not in text[q.start : q.end] and near.find("persons", -1, 0)
    of_person = lex.link_before.search(text, max(0, q.start - 10), q.start) and near.find("persons", 0, -1)
    if q.unit == "year" and (adjective or of_person):
        return "age"
    punished = q.unit in ("year", "month", "week", "day") and near.find("terms", TERM_REACH, TERM_REACH)
    return "sentence" if punished else "duration"


def _of_count(text: str, q: Quantity, near: _Nearness, since: int, lex: Lexicon) -> str:
    if _age_between_commas(text, q, lex):
        return "age"
    thing = near.find("things", 0, NOUN_REACH)
    person = near.find("persons", 0, NOUN_REACH)
    before = FATE_BEFORE if person else FATE_BEFORE_UNKNOWN
    if lex.agents.search(text, since, q.start):
        before = -1
    fate = near.find("fates", before, FATE_AFTER if person else FATE_AFTER_UNKNOWN)
    if thing and near.cost("things") <= near.cost("persons"):
        return thing
    return fate or person or near.find("things", -1, NOUN_REACH * 2) or "other"


def _age_between_commas(text: str, q: Quantity, lex: Lexicon) -> bool:
    """ "Anna Kowalska, 77, said", "a boy, 14,": a whole number between commas after a name or a person."""
    if q.value is None or not 5 <= q.value <= 115 or q.value != int(q.value) or not text[q.start : q.end].isdigit():
        return False
    noun = re.search(r"(?<!\w)[^\W\d_]+, $", text[max(0, q.start - 60) : q.start])
    if not (lex.spaced and noun and text[q.end : q.end + 1] in (",", ".")):
        return False
    return noun.group()[0].isupper() or lex.counted(text, max(0, q.start - 60) + noun.start())


class _Nearness:
    """The distances from one quantity to the words of evidence in its sentence."""

    def __init__(self, text: str, q: Quantity, sentence: Span, marks: Marks, lex: Lexicon) -> None:
        self.text, self.q, self.lex = text, q, lex
        self.start = max(min(sentence[0], q.start), q.start - WINDOW)
        self.end = min(max(sentence[1], q.end), q.end + WINDOW)
        self.marks = Marks(
            *([(s, e) for s, e in spans if e > self.start and s < self.end + 1] for spans in (marks.figures, marks.dates))
        )
        self._best: dict[str, float] = {}

    def cost(self, group: str) -> float:
        """Distance of what `find` last chose from a group; infinite when nothing was."""
        return self._best.get(group, float("inf"))

    def find(self, group: str, before: float, after: float) -> str | None:
        """The measure whose evidence lies nearest, at most ``before`` words before or ``after`` words after."""
        best: tuple[float, int, int, str] | None = None
        for order, (name, pattern) in enumerate(self.lex.evidence[group]):
            for m in pattern.finditer(self.text, self.start, self.end):
                if m.start() < self.q.end and self.q.start < m.end():
                    continue
                later = m.start() >= self.q.end
                if later and group == "fates" and self._governs_next(m.end()):
                    continue
                gap = (self.q.end, m.start()) if later else (m.end(), self.q.start)
                cost = self._distance(*gap)
                # Of equal distances the longer evidence wins, then the word after, then the order of the lists.
                rank = (cost - (m.end() - m.start()) / 1000, 0 if later else 1, order, name)
                if cost <= (after if later else before) and (best is None or rank < best):
                    best = rank
        if best is None:
            self._best.pop(group, None)
            return None
        self._best[group] = best[0]
        return best[3]

    def _governs_next(self, end: int) -> bool:
        """Whether another figure follows at once: "gunmen killed four" tells of the four, not of the gunmen."""
        return any(end < s and not self.text[end:s].strip() for s, _ in self.marks.figures)

    def _distance(self, start: int, end: int) -> float:
        aside = [m.span() for m in self.lex.inclusion.finditer(self.text, start, end)]
        cost = NUMBER * sum(
            1 for s, e in self.marks.figures if start <= s and e <= end and not any(a <= s and e <= b for a, b in aside)
        )
        gap = "".join(self._without([*self.marks.dates, *aside], start, end))
        cost += COMMA * sum(gap.count(c) for c in ",،，、") + STOP * sum(gap.count(c) for c in ";:—–；：")
        if not self.lex.spaced:
            return cost + len(gap) / 3
        words = [key(w) for w in re.findall(r"[\w’]+", gap)]
        return cost + sum(CLAUSE if w in self.lex.clauses else 1 for w in words if w not in self.lex.fillers)

    def _without(self, spans: Sequence[Span], start: int, end: int) -> Iterator[str]:
        for s, e in sorted(spans):
            if start <= s and e <= end:
                yield self.text[start:s]
                start = e
        yield self.text[start:end]
