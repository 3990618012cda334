"""From what the reader and the rules found in a text to the rows of its tables.

Everything here is arithmetic on spans: ids, which sentence a row stands in, what it is told within,
which figure and which time belong to which event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.ids import row_id
from onrecord.quantities.figures import FoundFigure
from onrecord.quantities.times import FoundTime
from onrecord.reader.quotations import form, quoted
from onrecord.reader.readings import Reading
from onrecord.reader.spans import Span, inside, overlap, within
from onrecord.rows import Event, Figure, Mention, Statement, Time
from onrecord.wordforms import mention_form

#: A figure measures the mention that starts within so many characters after it ("at least 30 |activists").
NEAR = 3
#: Probability of a figure that the rules find and the reader does not: the share that is right (docs/reader-experiments.md).
UNSEEN = 0.35


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of one document that the text itself tells."""

    mentions: tuple[Mention, ...]
    times: tuple[Time, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]


class _Ordinals:
    """Ids of rows on the same span differ by their ordinal on it."""

    def __init__(self, document: str, table: str) -> None:
        self._document, self._table = document, table
        self._seen: dict[Span, int] = {}

    def __call__(self, span: Span) -> str:
        ordinal = self._seen.get(span, 0)
        self._seen[span] = ordinal + 1
        return row_id(self._document, self._table, *span, ordinal)


def assemble(
    document: str,
    text: str,
    language: str,
    sentences: Sequence[Span],
    reading: Reading,
    times: Sequence[FoundTime],
    figures: Sequence[FoundFigure],
) -> Rows:
    """The rows of a document. All spans are characters of ``text``."""
    new = {table: _Ordinals(document, table) for table in ("mention", "time", "event", "statement", "figure")}
    starts = {start for start, _ in sentences}
    mentions = tuple(
        Mention(
            new["mention"](m.span),
            document,
            *m.span,
            *m.head,
            m.kind,
            mention_form(text[m.head[0] : m.head[1]], language, m.kind, starts_sentence=m.head[0] in starts),
            round(m.probability, 4),
        )
        for m in reading.mentions
    )
    time_rows = tuple(
        Time(new["time"]((t.start, t.end)), document, t.start, t.end, t.date_start, t.date_end, t.precision, t.anchor)
        for t in times
    )
    contents = [s.content for s in reading.statements]
    statement_ids = [new["statement"](s.cue or s.content[0]) for s in reading.statements]
    marks = quoted(text)

    def holder(span: Span, skip: int | None = None) -> str | None:
        at = within(span, contents, skip)
        return None if at is None else statement_ids[at]

    anchors = [e.trigger for e in reading.events]
    cues = [s.cue or s.content[0] for s in reading.statements]
    of_event, of_statement = _times(sentences, time_rows, anchors, cues, contents, reading)
    statements = tuple(
        Statement(
            statement_ids[i],
            document,
            *cues[i],
            tuple(mentions[m].id for m in s.speakers),
            s.cue[0] if s.cue else None,
            s.cue[1] if s.cue else None,
            s.content,
            form(text, s.content, marks),
            tuple(mentions[m].id for m in s.addressees),
            holder(cues[i], skip=i),
            of_statement.get(i),
            round(s.probability, 4),
        )
        for i, s in enumerate(reading.statements)
    )
    event_ids = [new["event"](e.trigger) for e in reading.events]
    figure_rows: list[Figure] = []
    measured: dict[str, list[str]] = {}
    linked: dict[int, list[str]] = {}
    for f in figures:
        span = (f.start, f.end)
        of = _measured(span, mentions)
        seen = next((n for n, r in enumerate(reading.figures) if overlap(r.span, span)), None)
        row = Figure(
            new["figure"](span),
            document,
            *span,
            # The rules know more measures right; where they know none, the reader's is better than nothing.
            reading.figures[seen].measure if seen is not None and f.measure == "other" else f.measure,
            f.value,
            f.low,
            f.high,
            f.unit,
            f.currency,
            f.bound,
            of,
            _as_of(span, sentences, time_rows),
            holder(span),
            UNSEEN if seen is None else round(reading.figures[seen].probability, 4),
        )
        figure_rows.append(row)
        if seen is not None:
            linked.setdefault(seen, []).append(row.id)
        if of:
            measured.setdefault(of, []).append(row.id)
    events = []
    for i, e in enumerate(reading.events):
        who = {role: tuple(mentions[m].id for m in places) for role, places in e.roles.items()}
        sentence = _sentence(e.trigger, sentences)
        told = [f for m in (*who["recipients"], *who["objects"], *who["actors"]) for f in measured.get(m, ())]
        mine = tuple(dict.fromkeys([*told, *(f for n in e.figures for f in linked.get(n, ()))]))
        events.append(
            Event(
                event_ids[i],
                document,
                *e.trigger,
                *sentence,
                e.type,
                e.mode,
                e.contexts,
                who["actors"],
                who["recipients"],
                who["objects"],
                who["places"],
                tuple(of_event.get(i, ())),
                e.status,
                holder(e.trigger),
                None if e.content_of is None else event_ids[e.content_of],
                mine,
                round(e.probability, 4),
            )
        )
    return Rows(mentions, time_rows, tuple(events), statements, tuple(figure_rows))


def _sentence(span: Span, sentences: Sequence[Span]) -> Span:
    """The sentence a span starts in; a trigger that lies in none (never seen) is its own."""
    return next((s for s in sentences if s[0] <= span[0] < s[1]), span)


def _measured(span: Span, mentions: Sequence[Mention]) -> str | None:
    """The smallest mention that holds the figure, else the one that starts right after it."""
    holding = [m for m in mentions if inside(span, (m.span_start, m.span_end))]
    if holding:
        return min(holding, key=lambda m: (m.span_end - m.span_start, m.span_start)).id
    after = [m for m in mentions if 0 <= m.span_start - span[1] <= NEAR]
    return min(after, key=lambda m: (m.span_start, m.span_end)).id if after else None


def _as_of(span: Span, sentences: Sequence[Span], times: Sequence[Time]) -> str | None:
    """The one time told in the figure's sentence; none where there are several."""
    start, end = _sentence(span, sentences)
    told = [t for t in times if start <= t.span_start < end and t.start]
    return told[0].id if len(told) == 1 else None


def _times(
    sentences: Sequence[Span],
    times: Sequence[Time],
    triggers: Sequence[Span],
    cues: Sequence[Span],
    contents: Sequence[Sequence[Span]],
    reading: Reading,
) -> tuple[dict[int, list[str]], dict[int, str]]:
    """Each time goes to the events to which the reader gives it. One that it gives to none goes to the nearest
    trigger of its sentence on the same side of a statement's border; a time nearer to a cue, and not part of what is
    said, to the statement."""
    of_event: dict[int, list[str]] = {}
    of_statement: dict[int, str] = {}
    for t in times:
        span = (t.span_start, t.span_end)
        start, end = _sentence(span, sentences)
        home = within(span, contents)
        near = [
            (_gap(span, trigger), i)
            for i, trigger in enumerate(triggers)
            if start <= trigger[0] < end and within(trigger, contents) == home
        ]
        said = [
            (_gap(span, cue), i)
            for i, cue in enumerate(cues)
            if start <= cue[0] < end and within(cue, contents, skip=i) == home and not any(overlap(span, p) for p in contents[i])
        ]
        seen = {n for n, r in enumerate(reading.times) if overlap(r.span, span)}
        given = [i for i, e in enumerate(reading.events) if seen & set(e.times)]
        least = min((gap for gap, _ in near), default=None)
        # Two events on one trigger share its time.
        for i in given or [i for gap, i in near if gap == least]:
            of_event.setdefault(i, []).append(t.id)
        if said and not given and (least is None or min(said)[0] <= least):
            of_statement.setdefault(min(said)[1], t.id)
    return of_event, of_statement


def _gap(one: Span, other: Span) -> int:
    return max(other[0] - one[1], one[0] - other[1], 0)
