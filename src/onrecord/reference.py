"""The reference pages that are made from the code: ``python -m onrecord.reference docs``.

A test makes them anew and compares, so that no table, column, command or option goes undocumented.
"""

from __future__ import annotations

import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import click

from onrecord import vocabulary
from onrecord.cli import main as command_line
from onrecord.rows import DERIVED, OF_DOCUMENT, TABLES
from onrecord.store.schema import BESIDES, KEYS, sql_type


def tables() -> str:
    """docs/tables.md: every table and column, and the closed vocabularies."""
    out = [
        "# The tables of a record",
        "",
        "Made from `src/onrecord/rows.py` by `make docs`. A record's SQLite file has these tables;",
        "`onrecord query` runs SQL over them.",
        "Spans are half-open `[span_start, span_end)` in code points of `document.text`. A JSON column holds an array.",
        "Rows of a document: "
        + ", ".join(OF_DOCUMENT)
        + ". Derived from all documents and rebuilt at will: "
        + ", ".join(DERIVED)
        + ".",
        "",
    ]
    for name, row in TABLES.items():
        doc = (row.__doc__ or "").split("\n\n")
        out += [
            f"## {name}",
            "",
            " ".join(" ".join(doc).split()),
            "",
            f"Key: {', '.join(KEYS.get(name, ('id',)))}.",
            "",
            "| column | type | what it is |",
            "|---|---|---|",
        ]
        for f in fields(row):
            kind = "JSON" if str(f.type).startswith("tuple") else sql_type(str(f.type)).removesuffix(" NOT NULL")
            out.append(f"| `{f.name}` | {kind}{'' if 'None' not in str(f.type) else ', may be empty'} | {f.metadata['doc']} |")
        out.append("")
    out += ["## Besides", ""]
    out += [f"- `{name}`: {what}" for name, what in BESIDES.items()]
    out += ["", "## Vocabularies", "", "| event type | modes |", "|---|---|"]
    out += [f"| {t} | {', '.join(modes) or '–'} |" for t, modes in vocabulary.MODES.items()]
    out.append("")
    for title, values in (
        ("Statuses", vocabulary.STATUSES),
        ("Mention kinds", vocabulary.KINDS),
        ("Contexts", vocabulary.CONTEXTS),
        ("Measures", vocabulary.MEASURES),
        ("Bounds", vocabulary.BOUNDS),
        ("Date precisions", vocabulary.PRECISIONS),
        ("Kinds of source", vocabulary.SOURCE_KINDS),
        ("Kinds of region", vocabulary.REGIONS),
    ):
        out += [f"**{title}**: {', '.join(values)}.", ""]
    return "\n".join(out).rstrip() + "\n"


def commands() -> str:
    """docs/commands.md: every command with its arguments and options."""
    out = [
        "# Commands",
        "",
        "Made from `src/onrecord/cli.py` by `make docs`.",
        "",
        "Exit codes: 0 all well, 1 nothing could be done (or `verify` found something wrong), 2 wrong use,",
        "3 some input was rejected and the rest was done.",
        "",
    ]
    width: dict[str, Any] = {"max_content_width": 100, "terminal_width": 100, "help_option_names": ["-h", "--help"]}
    top = click.Context(command_line, info_name="onrecord", **width)
    for name, command in [("", command_line), *sorted(command_line.commands.items())]:
        context = click.Context(command, info_name=name, parent=top, **width) if name else top
        out += [f"## onrecord {name}".rstrip(), "", "```", command.get_help(context), "```", ""]
    return "\n".join(out).rstrip() + "\n"


PAGES = {"tables.md": tables, "commands.md": commands}

if __name__ == "__main__":
    for page, make in PAGES.items():
        Path(sys.argv[1], page).write_text(make(), "utf-8")
