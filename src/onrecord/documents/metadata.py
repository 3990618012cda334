"""What people know about files: ``metadata.csv`` beside them. It wins over what the files say."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path, PurePosixPath

from babel.core import get_global

from onrecord.documents.published import Published, parse
from onrecord.errors import UsageError
from onrecord.vocabulary import SOURCE_KINDS

NAME = "metadata.csv"


@dataclass(frozen=True, slots=True)
class Metadata:
    """One row of ``metadata.csv``; ``None`` where it says nothing."""

    file: str
    published: Published | None = None
    publisher: str | None = None
    kind: str | None = None
    country: str | None = None
    url: str | None = None
    title: str | None = None
    byline: str | None = None


COLUMNS = tuple(column.name for column in fields(Metadata))


def fingerprint(row: Metadata | None) -> str:
    """A string that is equal for equal rows and differs for different ones."""
    return json.dumps(row and asdict(row), ensure_ascii=False, sort_keys=True)


def read_metadata(folder: Path) -> dict[str, Metadata]:
    """Rows of the folder's ``metadata.csv`` by file (path relative to the folder, with ``/``); empty without one.

    Raises:
        UsageError: a row that cannot be right; the message names file, line and what was expected.
    """
    path = folder / NAME
    if not path.is_file():
        return {}
    rows: dict[str, Metadata] = {}
    for line, cells in _lines(path):
        row = _row(cells, f"{path}, line {line}")
        if rows.setdefault(row.file, row) != row:
            raise UsageError(f"{path}, line {line}: a second, different row for {row.file!r}; keep one row a file.")
    return rows


def _lines(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and non-empty cells by column of each row that says anything."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8 (byte {error.start}); save it again as CSV UTF-8.") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}.") from error
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)  # spreadsheets write ; or a tab where , is the decimal mark
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    try:
        columns = [cell.strip().casefold() for cell in next(reader, [])]
        _check_columns(columns, path)
        for cells in reader:
            if any(cell.strip() for cell in cells[len(columns) :]):
                raise UsageError(
                    f"{path}, line {reader.line_num}: {len(cells)} cells, expected {len(columns)} "
                    f"({', '.join(columns)}); put a cell that contains {delimiter!r} in double quotes."
                )
            row = {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if cell.strip()}
            if row:
                yield reader.line_num, row
    except csv.Error as error:
        raise UsageError(f"{path}, line {reader.line_num}: not CSV ({error}); check its quotation marks.") from error


def _check_columns(columns: list[str], path: Path) -> None:
    for column in columns:
        if column not in COLUMNS:
            raise UsageError(f"{path}, line 1: unknown column {column!r}; expected any of {', '.join(COLUMNS)}.")
        if columns.count(column) > 1:
            raise UsageError(f"{path}, line 1: column {column!r} is there twice; keep one of them.")
    if "file" not in columns:
        raise UsageError(f"{path}, line 1: no column 'file'; expected a header such as {','.join(COLUMNS)}.")


def _row(cells: dict[str, str], where: str) -> Metadata:
    if "file" not in cells:
        raise UsageError(f"{where}: no file name; expected the name of the file the row is about.")
    file = PurePosixPath(cells["file"].replace("\\", "/")).as_posix()
    kind = cells["kind"].casefold() if "kind" in cells else None
    if kind is not None and kind not in SOURCE_KINDS:
        raise UsageError(f"{where}: unknown kind {cells['kind']!r}; expected one of {', '.join(SOURCE_KINDS)}.")
    country = cells["country"].upper() if "country" in cells else None
    if country is not None and not _is_country(country):
        raise UsageError(f"{where}: unknown country {cells['country']!r}; expected ISO 3166-1 alpha-3, such as KHM or POL.")
    told = {column: cells.get(column) for column in ("publisher", "url", "title", "byline")}
    return Metadata(file=file, published=_date(cells.get("published"), where), kind=kind, country=country, **told)


def _date(cell: str | None, where: str) -> Published | None:
    if cell is None:
        return None
    try:
        return parse(cell)
    except ValueError as error:
        raise UsageError(f"{where}: impossible date {cell!r}; expected 2018-09-17, 2018-09 or 2018.") from error


def _is_country(code: str) -> bool:
    # CLDR lists alpha-3 codes as aliases of alpha-2 ones; states that are no more stand for several.
    return len(code) == 3 and code.isalpha() and len(get_global("territory_aliases").get(code, ())) == 1
