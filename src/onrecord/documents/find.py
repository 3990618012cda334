"""Which files a folder holds: every one is either read or rejected with a reason, none is passed over silently."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.documents.metadata import NAME, Metadata, read_metadata
from onrecord.errors import UsageError

#: Suffix -> format of the document it becomes.
FORMATS = {".txt": "text", ".text": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html"}


@dataclass(frozen=True, slots=True)
class Found:
    """A file of a folder given to build. ``format`` is text or html, or None when its suffix is not one that is read."""

    file: Path
    folder: str
    path: str
    format: str | None


def find(folders: Sequence[Path]) -> list[Found]:
    """Every file under the folders (or the files themselves), sorted; hidden files and ``metadata.csv`` left out.

    Raises:
        UsageError: a folder that does not exist or cannot be listed.
    """
    roots = list(dict.fromkeys(_existing(folder) for folder in folders))
    names = _names([root if root.is_dir() else root.parent for root in roots])
    found = {one for root in roots for one in _under(root, names)}
    return sorted(found, key=lambda one: (one.folder, one.path))


def metadata_of(found: Sequence[Found]) -> tuple[dict[Path, Metadata], list[str]]:
    """The metadata row of each file that has one, and a line for each row that is about no file.

    A file's row is looked up in its own folder's ``metadata.csv`` and, failing that, in those of the folders above
    it up to the one given, by the path from there. Raises UsageError as `read_metadata` does.
    """
    rows: dict[Path, dict[str, Metadata]] = {}
    of_file: dict[Path, Metadata] = {}
    used: set[tuple[Path, str]] = set()
    for one in found:
        for folder in one.file.parents[: one.path.count("/") + 1]:
            if folder not in rows:
                rows[folder] = read_metadata(folder)
            name = one.file.relative_to(folder).as_posix()
            if name in rows[folder]:
                used.add((folder, name))
                of_file.setdefault(one.file, rows[folder][name])
    unused = [
        f"{folder / NAME}: no file {name!r}"
        for folder in sorted(rows)
        for name in rows[folder]
        if (folder, name) not in used and not (folder / name).is_file()
    ]
    return of_file, unused


def _existing(folder: Path) -> Path:
    try:
        path = folder.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise UsageError(f"{folder}: no such folder or file; expected a folder of articles.") from error
    if not (path.is_dir() or path.is_file()):
        raise UsageError(f"{folder}: neither a folder nor a file; expected a folder of articles.")
    return path


def _names(roots: Sequence[Path]) -> dict[Path, str]:
    """As much of the end of each folder's path as tells it from the others: ``2017/articles``, ``2018/articles``."""
    names: dict[Path, str] = {}
    for root in roots:
        others = {other for other in roots if other != root}
        parts = root.parts[1:] or ("root",)
        depth = 1
        while depth < len(parts) and any(other.parts[-depth:] == parts[-depth:] for other in others):
            depth += 1
        names[root] = "/".join(parts[-depth:])
    return names


def _under(root: Path, names: dict[Path, str]) -> list[Found]:
    if root.is_file():
        return [_found(root, root.parent, names)]
    files: list[Found] = []
    for folder, folders, inside in os.walk(root, onerror=_unlisted):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files += [
            _found(Path(folder, name), root, names) for name in inside if not name.startswith(".") and name.casefold() != NAME
        ]
    return files


def _found(file: Path, root: Path, names: dict[Path, str]) -> Found:
    return Found(file, names[root], file.relative_to(root).as_posix(), FORMATS.get(file.suffix.casefold()))


def _unlisted(error: OSError) -> None:
    raise UsageError(f"{error.filename}: cannot be listed: {error.strerror}; change its permissions or move it away.") from error
