"""The command line. Exit codes: 0 all well, 1 nothing could be done, 2 wrong use, 3 some input was rejected."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TextIO

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from onrecord import __version__, vocabulary
from onrecord.annotating import BadLine
from onrecord.annotating import annotate as annotate_lines
from onrecord.building import build as build_record
from onrecord.errors import OnRecordError, UsageError
from onrecord.publish.resolved import as_json, resolved_rows
from onrecord.publish.terminal import LISTS, Filters, overview
from onrecord.publish.terminal import show as show_rows
from onrecord.publish.verify import verify as verify_record
from onrecord.store.record import Record

OK, NOTHING, WRONG_USE, SOME_REJECTED = 0, 1, 2, 3


def _told(command: Callable[..., int | None]) -> Callable[..., None]:
    """Turn our errors into a line on stderr and an exit code."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            code = command(*args, **kwargs) or OK
            sys.stdout.flush()
        except UsageError as error:
            code = _say(error, WRONG_USE)
        except OnRecordError as error:
            code = _say(error, NOTHING)
        except BrokenPipeError:
            # Whoever read our output has stopped; keep Python from complaining when it flushes.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = OK
        sys.exit(code)

    return run


def _say(error: Exception, code: int) -> int:
    click.echo(f"onrecord: {error}", err=True)
    return code


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="onrecord")
def main() -> None:
    """Turn a folder of news into a record of who did and said what to whom, and according to whom.

    Build a record from a folder of articles, then look into it:

    \b
      onrecord build articles/ --into my-record
      onrecord show my-record
      onrecord show my-record events --type COERCE
    """


@main.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FOLDER...")
@click.option(
    "--into",
    required=True,
    type=click.Path(path_type=Path),
    metavar="RECORD",
    help="Folder of the record; made if it is not there.",
)
@click.option("--workers", type=click.IntRange(1), help="Processes that read at the same time (default: one a core).")
@click.option("--quiet", is_flag=True, help="No progress bar.")
@_told
def build(folders: tuple[Path, ...], into: Path, workers: int | None, quiet: bool) -> int:
    """Read the articles (.txt, .html) under FOLDER... into a record.

    A metadata.csv beside the files may say what they do not (file, published, publisher, kind, country,
    url, title, byline). Files already in the record are not read again; a build that was stopped goes on.

    Exit code: 0 everything was read, 3 some files were rejected, 1 nothing could be done, 2 wrong use.
    """
    console = Console(stderr=True)
    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task("", total=None)
        done = build_record(
            folders, into, workers, lambda n, of, path: bar.update(task, completed=n, total=of, description=path[-40:])
        )
    for note in done.notes:
        console.print(Text(f"Note: {note}"))
    for r in done.rejected:
        console.print(Text(f"Rejected {r.path}: {r.reason}. {r.advice}."))
    counts = f"{done.read} files read, {done.unchanged} unchanged, {len(done.rejected)} rejected"
    console.print(Text(f"{done.record}: {counts}; {done.documents} documents in the record."))
    if not done.rejected:
        return OK
    return SOME_REJECTED if done.documents else NOTHING


@main.command()
@click.argument("record", type=click.Path(path_type=Path))
@click.argument("what", required=False, metavar=f"[{'|'.join(LISTS)}|ID]")
@click.option("--document", help="Only rows of documents whose file name holds this.")
@click.option(
    "--type", "type_", type=click.Choice(vocabulary.TYPES, case_sensitive=False), help="Only events of this PLOVER type."
)
@click.option("--status", type=click.Choice(vocabulary.STATUSES), help="Only events of this status.")
@click.option("--actor", help="Only rows in which this name acts, is acted on or speaks.")
@click.option("--measure", type=click.Choice(vocabulary.MEASURES), help="Only figures of this measure.")
@click.option("--language", help="Only rows of documents in this language (ISO 639-1).")
@click.option("--limit", type=click.IntRange(0), default=40, show_default=True, help="At most so many rows; 0 for all.")
@_told
def show(
    record: Path,
    what: str | None,
    document: str | None,
    type_: str | None,
    status: str | None,
    actor: str | None,
    measure: str | None,
    language: str | None,
    limit: int,
) -> None:
    """Show what RECORD holds: an account of all, a list, or the row of an ID with its evidence marked."""
    # Without a terminal the tables keep their full width, so that they can be searched and cut.
    console = Console(width=None if sys.stdout.isatty() else 200)
    with Record.open(record) as opened:
        if what is None:
            overview(opened, console)
        else:
            show_rows(opened, what, Filters(document, type_, status, actor, measure, language, limit or None), console)


@main.command()
@click.argument("record", type=click.Path(path_type=Path))
@click.argument("sql")
@click.option("--json", "as_lines", is_flag=True, help="One JSON object a row instead of tab-separated values.")
@_told
def query(record: Path, sql: str, as_lines: bool) -> None:
    """Run a SELECT over the tables of RECORD (docs/tables.md lists them)."""
    with Record.open(record) as opened:
        columns, rows = opened.query(sql)
        if not as_lines:
            click.echo("\t".join(columns))
        for row in rows:
            if as_lines:
                click.echo(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False))
            else:
                click.echo("\t".join("" if v is None else str(v).replace("\t", " ").replace("\n", " ") for v in row))


@main.command()
@click.argument("record", type=click.Path(path_type=Path))
@_told
def verify(record: Path) -> int:
    """Check every row's evidence against the stored text, and every text against its original file.

    Exit code 1 when something does not hold. Originals that were moved away are listed, and are no failure.
    """
    with Record.open(record) as opened:
        findings = list(verify_record(opened))
        for f in findings:
            click.echo(f"{'cannot check' if f.missing else 'WRONG'}  {f.where}: {f.what}")
        wrong = sum(not f.missing for f in findings)
        rows = sum(opened.count(t) for t in ("mention", "time", "event", "statement", "figure"))
        unseen = len(findings) - wrong
        click.echo(
            f"{rows} rows of {opened.count('document')} documents: {wrong or 'nothing'} wrong, {unseen} originals not found."
        )
    return NOTHING if wrong else OK


@main.command()
@click.argument("record", type=click.Path(path_type=Path))
@_told
def rows(record: Path) -> None:
    """Write every event, statement and figure of RECORD, resolved, as sorted JSON lines."""
    with Record.open(record) as opened:
        if opened.meta("complete") != "yes":
            raise OnRecordError(f"The last build of {record} did not finish; run the same build command again first.")
        for row in resolved_rows(opened):
            click.echo(as_json(row))


@main.command()
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.option("--workers", type=click.IntRange(1), help="Processes that read at the same time (default: one a core).")
@_told
def annotate(file: TextIO, workers: int | None) -> int:
    """Annotate lines {"id", "language", "text"} of FILE (- for standard input) with events and statements.

    Writes one JSON object a line to standard output and nothing else. Exit code 3 when a line was left out.
    """
    done = bad = 0
    try:
        lines = file.readlines()
    except UnicodeDecodeError as error:
        raise UsageError(f"{file.name} is not UTF-8 ({error.reason} at byte {error.start}). Save it as UTF-8.") from None
    for result in annotate_lines(lines, workers):
        if isinstance(result, BadLine):
            bad += 1
            click.echo(f"onrecord: {file.name}, line {result.number}: {result.reason}. The line was left out.", err=True)
        else:
            done += 1
            click.echo(json.dumps(result, ensure_ascii=False))
    return OK if not bad else SOME_REJECTED if done else NOTHING
