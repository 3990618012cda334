"""A record on disk: opened for reading by anyone, for writing by one process at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

from onrecord.errors import RecordError, UsageError
from onrecord.rows import DERIVED, OF_DOCUMENT, TABLES, Document, Rejected, Source
from onrecord.rows import Path as PathRow
from onrecord.store import schema

SETTINGS, DATABASE, REVIEWS, LOCK = "onrecord.toml", "record.sqlite", "reviews.jsonl", "writer.lock"
FIRST_SETTINGS = "# Settings of this record. docs/record.md lists them.\n"


class Record:
    """A record folder.

    Use `Record.open` to read and `Record.writing` to build. All reads see only whole documents: each
    is written in one transaction.
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self._db = connection

    @classmethod
    def open(cls, folder: Path | str) -> Record:
        """Open an existing record for reading; raises RecordError when it is none."""
        folder = Path(folder)
        database = folder / DATABASE
        if not database.is_file():
            raise RecordError(
                f"{folder} is not a record: it has no {DATABASE}. Build one with: onrecord build FOLDER --into {folder}"
            )
        connection = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)
        return cls(folder, _checked(connection, folder))

    @classmethod
    @contextmanager
    def writing(cls, folder: Path | str) -> Iterator[Record]:
        """Open or make a record for writing; raises RecordError when another process writes it."""
        folder = Path(folder)
        database = folder / DATABASE
        if folder.exists() and not database.is_file() and (not folder.is_dir() or any(p.name != LOCK for p in folder.iterdir())):
            raise RecordError(f"{folder} exists and is not a record (no {DATABASE} in it). Name a new folder, or an empty one.")
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            new = not database.is_file()
            connection = sqlite3.connect(database, isolation_level=None)
            try:
                if new or not _tables(connection, folder):
                    _create(connection)
                    (folder / SETTINGS).write_text(FIRST_SETTINGS, "utf-8")
                    (folder / REVIEWS).touch()
                _checked(connection, folder)
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = NORMAL")
                yield cls(folder, connection)
            finally:
                connection.close()

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Reading

    def rows(self, table: str, where: str = "1", values: Sequence[object] = (), order: str | None = None) -> Iterator[Any]:
        """Typed rows of a table that meet an SQL condition, in the order given or by key."""
        if table not in TABLES:
            raise UsageError(f"There is no table {table!r}. The tables are {', '.join(TABLES)}.")
        columns = ", ".join(f'"{f.name}"' for f in fields(TABLES[table]))
        by = order or ", ".join(f'"{k}"' for k in schema.KEYS.get(table, ("id",)))
        for found in self._db.execute(f'SELECT {columns} FROM "{table}" WHERE {where} ORDER BY {by}', tuple(values)):
            yield schema.from_sql(table, found)

    def get(self, identifier: str) -> tuple[str, Any] | None:
        """The table and row of an id; None when the record has no such id."""
        for table, row in TABLES.items():
            if any(f.name == "id" for f in fields(row)):
                for found in self.rows(table, "id = ?", (identifier,)):
                    return table, found
        return None

    def count(self, table: str, where: str = "1", values: Sequence[object] = ()) -> int:
        return int(self._db.execute(f'SELECT count(*) FROM "{table}" WHERE {where}', tuple(values)).fetchone()[0])

    def query(self, sql: str) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """Column names and rows of any SELECT; raises UsageError with SQLite's words when it fails."""
        try:
            cursor = self._db.execute(sql)
        except sqlite3.Error as error:
            raise UsageError(
                f"SQLite could not run the query: {error}. "
                f"The tables are {', '.join(TABLES)}; docs/tables.md lists their columns."
            ) from None
        return [d[0] for d in cursor.description or ()], cursor

    def meta(self, key: str) -> str | None:
        found = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(found[0]) if found else None

    # Writing

    def write_document(self, document: Document, source: Source | None, path: PathRow, rows: Iterable[object]) -> None:
        """Write a document with all its rows in one transaction, in place of what it had before."""
        with self._transaction():
            self._forget(document.id)
            self._insert([document, path, *([source] if source else []), *rows])
            self._db.execute("DELETE FROM rejected WHERE folder = ? AND path = ?", (path.folder, path.path))

    def write_path(self, path: PathRow) -> None:
        """Another path of a document that is already there."""
        with self._transaction():
            self._insert([path])

    def write_rejected(self, rejected: Rejected) -> None:
        with self._transaction():
            self._insert([rejected])
            self._db.execute("DELETE FROM path WHERE folder = ? AND path = ?", (rejected.folder, rejected.path))
            self._orphans()

    def set_meta(self, key: str, value: str) -> None:
        """Keep a fact about the record as a whole; not exported."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def write_derived(self, rows: Iterable[object], meta: dict[str, str]) -> None:
        """Replace the derived tables as a whole."""
        with self._transaction():
            for table in DERIVED:
                self._db.execute(f'DELETE FROM "{table}"')
            self._insert(rows)
            self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", sorted(meta.items()))

    def _orphans(self) -> None:
        """Drop documents that no path leads to any more (their file changed)."""
        for (document,) in self._db.execute("SELECT id FROM document WHERE id NOT IN (SELECT document FROM path)").fetchall():
            self._forget(document)

    def forget_stale(self) -> int:
        """Drop what changed files left behind; returns how many documents went."""
        before = self.count("document")
        with self._transaction():
            self._orphans()
        return before - self.count("document")

    def _forget(self, document: str) -> None:
        for table in OF_DOCUMENT:
            self._db.execute(f'DELETE FROM "{table}" WHERE document = ?', (document,))
        self._db.execute("DELETE FROM document WHERE id = ?", (document,))

    def _insert(self, rows: Iterable[object]) -> None:
        tables = {row: name for name, row in TABLES.items()}
        for row in rows:
            values = schema.to_sql(row)
            self._db.execute(f'INSERT OR REPLACE INTO "{tables[type(row)]}" VALUES ({", ".join("?" * len(values))})', values)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the writer's lock: an exclusive SQLite transaction, which the system lets go when the
    process dies, on every platform."""
    lock = sqlite3.connect(folder / LOCK, isolation_level=None, timeout=0)
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise RecordError(
                f"Another process is writing {folder}. Wait until it has finished, or stop it; reading goes on meanwhile."
            ) from None
        except sqlite3.DatabaseError as error:
            raise RecordError(f"{folder / LOCK} is damaged ({error}). Delete that file and try again.") from None
        yield
    finally:
        lock.close()


def _tables(connection: sqlite3.Connection, folder: Path) -> bool:
    try:
        return bool(connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'meta'").fetchone()[0])
    except sqlite3.DatabaseError as error:
        raise RecordError(f"{folder / DATABASE} is not a record's database: {error}. Move it away and build again.") from None


def _create(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN EXCLUSIVE")
    for statement in schema.statements():
        connection.execute(statement)
    connection.execute("COMMIT")


def _checked(connection: sqlite3.Connection, folder: Path) -> sqlite3.Connection:
    if not _tables(connection, folder):
        raise RecordError(f"{folder / DATABASE} is an SQLite file but no record. Name another folder, or build a new record.")
    (found,) = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    if int(found) != schema.VERSION:
        raise RecordError(
            f"{folder} was built by another version of onrecord (tables {found}, this one knows {schema.VERSION}). "
            "Build it again into a new folder."
        )
    return connection
