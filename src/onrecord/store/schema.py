"""The SQLite schema, made from the row classes, and rows to and from SQLite values."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from onrecord.rows import TABLES

#: Raised when a table's meaning changes; a record of another version is refused.
VERSION = 1
KEYS = {"path": ("folder", "path"), "rejected": ("folder", "path"), "identity": ("mention",)}
#: Tables that hold no rows of the record, and what they are for.
BESIDES = {
    "meta": "facts about the record as a whole (`key`, `value`): version of the tables, of the reader, where its folders lay",
    "search": "full-text index (SQLite FTS5) over `document.title` and `document.text`: `WHERE search MATCH 'word'`, by rowid",
}
INDEXES = (
    ("mention", "document"),
    ("time", "document"),
    ("event", "document"),
    ("event", "type"),
    ("statement", "document"),
    ("figure", "document"),
    ("figure", "measure"),
    ("identity", "actor"),
    ("region", "document"),
    ("path", "document"),
)
_SQL = {"str": "TEXT", "int": "INTEGER", "float": "REAL", "bool": "INTEGER"}


def sql_type(annotation: str) -> str:
    """SQLite column type of a field's annotation; tuples are JSON arrays."""
    base, _, optional = annotation.partition(" | ")
    kind = "TEXT" if base.startswith("tuple") else _SQL[base]
    return kind if optional else f"{kind} NOT NULL"


def statements() -> list[str]:
    """All CREATE statements of an empty record."""
    made = ["CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT"]
    for name, row in TABLES.items():
        columns = ", ".join(f'"{f.name}" {sql_type(str(f.type))}' for f in fields(row))
        key = ", ".join(f'"{k}"' for k in KEYS.get(name, ("id",)))
        made.append(f'CREATE TABLE "{name}" ({columns}, PRIMARY KEY ({key})) STRICT')
    made += [f'CREATE INDEX "{table}_{column}" ON "{table}" ("{column}")' for table, column in INDEXES]
    # Words of the texts, for search; the texts themselves stay in `document`.
    made.append(
        "CREATE VIRTUAL TABLE search USING fts5(title, text, content='document', tokenize='unicode61 remove_diacritics 2')"
    )
    made.append(
        "CREATE TRIGGER document_insert AFTER INSERT ON document BEGIN "
        "INSERT INTO search(rowid, title, text) VALUES (new.rowid, new.title, new.text); END"
    )
    made.append(
        "CREATE TRIGGER document_delete AFTER DELETE ON document BEGIN "
        "INSERT INTO search(search, rowid, title, text) VALUES ('delete', old.rowid, old.title, old.text); END"
    )
    made.append(f"INSERT INTO meta VALUES ('schema', '{VERSION}')")
    return made


def to_sql(row: Any) -> tuple[Any, ...]:
    """A row's values as SQLite takes them."""
    values = []
    for f in fields(row):
        value = getattr(row, f.name)
        values.append(json.dumps(value, ensure_ascii=False, separators=(",", ":")) if isinstance(value, tuple) else value)
    return tuple(values)


def from_sql(table: str, values: tuple[Any, ...]) -> Any:
    """The typed row of SQLite values in column order."""
    row = TABLES[table]
    made: list[Any] = []
    for f, value in zip(fields(row), values, strict=True):
        kind = str(f.type)
        if kind.startswith("tuple"):
            made.append(tuple(tuple(v) if isinstance(v, list) else v for v in json.loads(value)))
        elif kind == "bool":
            made.append(bool(value))
        else:
            made.append(value)
    return row(*made)
