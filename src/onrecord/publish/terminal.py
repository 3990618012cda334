"""A record in the terminal: an overview, lists with filters, and one row with its evidence marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.errors import UsageError
from onrecord.publish.resolved import Resolver, resolved_rows
from onrecord.rows import Document
from onrecord.store.record import Record

#: What `show` can list.
LISTS = ("documents", "events", "statements", "figures", "actors", "rejected")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty means everything. Texts match without regard to case."""

    document: str | None = None
    type: str | None = None
    status: str | None = None
    actor: str | None = None
    measure: str | None = None
    language: str | None = None
    limit: int | None = 40


def names(parties: list[dict[str, Any]]) -> str:
    """Parties as people read them: the name, and the words of the text where they differ."""
    return ", ".join(
        p["name"] if p["name"] == p["text"] or len(p["text"]) > 40 else f"{p['name']} (“{p['text']}”)" for p in parties
    )


def overview(record: Record, console: Console) -> None:
    """A short account of what the record holds and how to go on."""
    texts = {d.id: d for d in record.rows("document")}
    rows = list(resolved_rows(record))
    console.print(
        f"[bold]{record.folder}[/bold]: {len(texts)} documents, "
        + ", ".join(f"{sum(r['table'] == t for r in rows)} {t}s" for t in ("event", "statement", "figure"))
    )
    if record.meta("complete") != "yes":
        console.print("[yellow]The last build did not finish: run the same build command again to complete the record.[/yellow]")
    console.print("\n[bold]Documents by language[/bold]")
    for language, number in sorted(Counter(d.language for d in texts.values()).items(), key=lambda x: (-x[1], x[0])):
        untrained = (
            ""
            if any(d.language_trained for d in texts.values() if d.language == language)
            else "  (read without training passages: take its rows with care)"
        )
        console.print(f"  {language}  {number}{untrained}")
    _most_reported(rows, console)
    _some_statements(rows, texts, Resolver(record).paths, console)
    rejected = list(record.rows("rejected"))
    console.print(f"\n[bold]Rejected files[/bold]: {len(rejected) or 'none'}")
    for r in rejected:
        console.print(Text(f"  {r.path}: {r.reason}. {r.advice}."))
    console.print(
        f"\nGo on with:\n  onrecord show {record.folder} events --type COERCE"
        f"\n  onrecord show {record.folder} statements --actor NAME"
        f"\n  onrecord show {record.folder} ID            (one row, its evidence marked)\n  onrecord verify {record.folder}"
        f"\n  onrecord rows {record.folder} > rows.jsonl",
        highlight=False,
    )


def _most_reported(rows: list[dict[str, Any]], console: Console) -> None:
    told: dict[tuple[str, str, str], set[str]] = {}
    times: Counter[tuple[str, str, str]] = Counter()
    for r in rows:
        # Only acts of someone who is known: "it" and "a court" are not the same from text to text.
        if r["table"] == "event" and r["status"] in ("occurred", "ongoing") and any(p["actor"] for p in r["actors"]):
            to = r["recipients"] or r["objects"]
            actor = next(p["name"] for p in r["actors"] if p["actor"])
            key = (actor, r["type"] + (f"/{r['mode']}" if r["mode"] else ""), to[0]["name"] if to else "–")
            told.setdefault(key, set()).add(r["document"])
            times[key] += 1
    console.print("\n[bold]Most reported events[/bold] (documents, accounts)")
    for key in sorted(told, key=lambda k: (-len(told[k]), -times[k], k))[:8]:
        console.print(Text(f"  {len(told[key])}, {times[key]}  {key[0]} → {key[1]} → {key[2]}"))


def _some_statements(rows: list[dict[str, Any]], texts: dict[str, Document], paths: dict[str, str], console: Console) -> None:
    by_path = {paths[d.id]: d for d in texts.values()}
    console.print("\n[bold]Some statements[/bold]")
    shown: set[str] = set()
    for r in sorted(
        (r for r in rows if r["table"] == "statement" and any(p["actor"] for p in r["speaker"])),
        key=lambda r: (-r["probability"], r["document"], r["id"]),
    ):
        if r["document"] in shown:
            continue
        shown.add(r["document"])
        text = by_path[r["document"]].text
        said = " … ".join(text[a:b] for a, b in r["content"])
        console.print(Text(f"  {names(r['speaker'])}: {said[:140]}{'…' if len(said) > 140 else ''}  [{r['document']}]"))
        if len(shown) == 5:
            break


def show(record: Record, what: str, filters: Filters, console: Console) -> None:
    """List one of `LISTS`, or show the row of an id; raises UsageError for anything else."""
    if what in LISTS:
        _LISTERS[what](record, filters, console)
    elif (found := record.get(what)) is not None:
        _one(record, *found, console)
    else:
        raise UsageError(f"{what!r} is neither a list ({', '.join(LISTS)}) nor an id in {record.folder}.")


def _holds(words: str | None, *texts: str | None) -> bool:
    return words is None or any(words.casefold() in (t or "").casefold() for t in texts)


def _names_of(parties: list[dict[str, Any]]) -> list[str]:
    return [x for p in parties for x in (p["text"], p["name"], *p["names"], p["country"] or "")]


def _narrowed(record: Record, table: str, f: Filters) -> Iterator[dict[str, Any]]:
    number = 0
    for r in resolved_rows(record):
        who = [n for key in ("actors", "recipients", "speaker") for n in _names_of(r.get(key, []))]
        if (
            r["table"] == table
            and _holds(f.document, r["document"])
            and (f.type or r.get("type")) == r.get("type")
            and (f.status or r.get("status")) == r.get("status")
            and (f.measure or r.get("measure")) == r.get("measure")
            and (f.language or r["language"]) == r["language"]
            and (f.actor is None or _holds(f.actor, *who))
        ):
            yield r
            number += 1
            if f.limit and number == f.limit:
                return


def _table(console: Console, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    table = Table(*columns, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table if rows else "Nothing found.")


def _events(record: Record, f: Filters, console: Console) -> None:
    _table(
        console,
        ("id", "type", "status", "actors", "recipients, objects", "date", "according to", "document"),
        [
            (
                r["id"],
                r["type"] + (f"/{r['mode']}" if r["mode"] else ""),
                r["status"],
                names(r["actors"]),
                names(r["recipients"] + r["objects"]),
                ", ".join(t["start"] or "?" for t in r["times"]),
                names(r["according_to"]),
                r["document"],
            )
            for r in _narrowed(record, "event", f)
        ],
    )


def _statements(record: Record, f: Filters, console: Console) -> None:
    texts = {p: d.text for d in record.rows("document") for p in [Resolver(record).paths[d.id]]}
    _table(
        console,
        ("id", "speaker", "says", "form", "document"),
        [
            (
                r["id"],
                names(r["speaker"]),
                " … ".join(texts[r["document"]][a:b] for a, b in r["content"])[:160],
                r["form"],
                r["document"],
            )
            for r in _narrowed(record, "statement", f)
        ],
    )


def _figures(record: Record, f: Filters, console: Console) -> None:
    def value(r: dict[str, Any]) -> str:
        return (
            f"{r['value']:.12g}" if r["value"] is not None else f"{r['low']:g} to {r['high']:g}" if r["low"] is not None else "?"
        )

    _table(
        console,
        ("id", "measure", "bound", "value", "unit", "according to", "document"),
        [
            (
                r["id"],
                r["measure"],
                r["bound"],
                value(r),
                r["currency"] or r["unit"] or "",
                names(r["according_to"]),
                r["document"],
            )
            for r in _narrowed(record, "figure", f)
        ],
    )


def _documents(record: Record, f: Filters, console: Console) -> None:
    sources = {s.id: s.name for s in record.rows("source")}
    paths = Resolver(record).paths
    _table(
        console,
        ("id", "published", "language", "publisher", "title", "file"),
        [
            (
                d.id,
                d.published_start or "unknown",
                d.language,
                sources.get(d.source or "", "unknown"),
                (d.title or "")[:60],
                paths[d.id],
            )
            for d in sorted(record.rows("document"), key=lambda d: paths[d.id])
            if _holds(f.document, paths[d.id], d.id) and (f.language or d.language) == d.language
        ][: f.limit],
    )


def _actors(record: Record, f: Filters, console: Console) -> None:
    counts = Counter(i.actor for i in record.rows("identity") if i.actor)
    listed = sorted(
        (a for a in record.rows("actor") if _holds(f.actor, *a.names, a.country)), key=lambda a: (-counts[a.id], a.name)
    )
    _table(
        console,
        ("id", "mentions", "name", "kind", "country", "other names"),
        [
            (a.id, str(counts[a.id]), a.name, a.kind, a.country or "", ", ".join(n for n in a.names if n != a.name)[:70])
            for a in listed
            if counts[a.id]
        ][: f.limit],
    )


def _rejected(record: Record, f: Filters, console: Console) -> None:
    _table(
        console,
        ("file", "reason", "what to do"),
        [(r.path, r.reason, r.advice) for r in record.rows("rejected") if _holds(f.document, r.path)][: f.limit],
    )


_LISTERS: dict[str, Callable[[Record, Filters, Console], None]] = {
    "documents": _documents,
    "events": _events,
    "statements": _statements,
    "figures": _figures,
    "actors": _actors,
    "rejected": _rejected,
}


def _one(record: Record, table: str, row: Any, console: Console) -> None:
    """A row's columns, and its evidence in the text around it."""
    console.print(f"[bold]{table}[/bold] {row.id}")
    text = None
    if hasattr(row, "span_start"):
        document = next(iter(record.rows("document", "id = ?", (row.document,))))
        text = document.text
        resolver = Resolver(record)
        resolver.enter(document)
        console.print(Text(f"in {resolver.paths[document.id]}: {document.title or 'untitled'}"))
        console.print(_evidence(table, row, document, resolver))
    for f in fields(row):
        value = getattr(row, f.name)
        if f.name not in ("id", "text") and value not in (None, ()):
            console.print(Text(f"  {f.name}: {_readable(f.name, value, record, text)}"))
    if table == "document":
        console.print(Text(row.text))


def _readable(name: str, value: Any, record: Record, text: str | None) -> str:
    """A cell; ids of mentions and times with the words they stand for."""
    if text is None or not isinstance(value, tuple | str):
        return str(value)
    out = []
    for one in (value,) if isinstance(value, str) else value:
        found = record.get(one) if isinstance(one, str) and name != "document" else None
        if isinstance(one, tuple):
            out.append(f"[{one[0]}, {one[1]}) “{text[one[0] : one[1]]}”")
        elif found and hasattr(found[1], "span_start"):
            out.append(f"{one} “{text[found[1].span_start : found[1].span_end]}”")
        else:
            out.append(str(one))
    return "; ".join(out)


def _evidence(table: str, row: Any, document: Document, resolver: Resolver) -> Text:
    """The sentences around a row with its spans marked; marks may cross, rich splits them."""
    marks: list[tuple[int, int, str]] = [(row.span_start, row.span_end, "bold reverse")]
    if table == "event":
        for role, style in (("actors", "bold green"), ("recipients", "bold blue"), ("objects", "blue"), ("places", "magenta")):
            marks += [(resolver.mentions[m].span_start, resolver.mentions[m].span_end, style) for m in getattr(row, role)]
    if table == "statement":
        marks += [(s, e, "underline") for s, e in row.content]
        marks += [(resolver.mentions[m].span_start, resolver.mentions[m].span_end, "bold green") for m in row.speakers]
    start = min(s for s, _, _ in marks)
    end = max(e for _, e, _ in marks)
    start = max(document.text.rfind("\n", 0, start) + 1, start - 300)
    after = document.text.find("\n", end)
    end = min(len(document.text) if after < 0 else after, end + 300)
    shown = Text(document.text[start:end])
    for s, e, style in marks:
        shown.stylize(style, s - start, e - start)
    return shown
