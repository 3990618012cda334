"""What onrecord knows of each language: constants from ``data/languages/CODE.toml``, all optional.

A linguist edits those files; no code is written per language. `words` gives one list of one
language, `knows` tells whether a file exists.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def language(code: str) -> dict[str, Any]:
    """All constants of a language (ISO 639-1); empty when there is no file for it."""
    path = files("onrecord.data").joinpath("languages", f"{code}.toml")
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


@cache
def known() -> tuple[str, ...]:
    """Codes of the languages that have a file, sorted."""
    folder = files("onrecord.data").joinpath("languages")
    return tuple(sorted(p.name.removesuffix(".toml") for p in folder.iterdir() if p.name.endswith(".toml")))
