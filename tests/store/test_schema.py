import sqlite3
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.rows import TABLES
from onrecord.store.schema import BESIDES, from_sql, statements, to_sql

_VALUES = {
    "str": st.text(),
    "int": st.integers(-(2**60), 2**60),
    "float": st.floats(allow_nan=False, allow_infinity=False),
    "bool": st.booleans(),
    "tuple[str, ...]": st.lists(st.text()).map(tuple),
    "tuple[tuple[int, int], ...]": st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99))).map(tuple),
}


def values(annotation):
    base, _, optional = annotation.partition(" | ")
    return st.none() | _VALUES[base] if optional else _VALUES[base]


@pytest.mark.parametrize("table", TABLES)
@given(data=st.data())
def test_rows_come_back_as_they_went(table, data):
    row = TABLES[table](**{f.name: data.draw(values(str(f.type))) for f in fields(TABLES[table])})
    assert from_sql(table, to_sql(row)) == row


def test_every_table_is_documented():
    database = sqlite3.connect(":memory:")
    for statement in statements():
        database.execute(statement)
    made = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    hidden = {name for name in made if name.startswith("search_")}  # FTS5's own
    assert made - hidden == {*TABLES, *BESIDES}


def test_every_column_is_documented():
    for name, row in TABLES.items():
        assert row.__doc__, name
        for f in fields(row):
            assert f.metadata.get("doc"), f"{name}.{f.name}"
