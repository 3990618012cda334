"""onrecord: a folder of news becomes a record of who did and said what to whom, and according to whom.

>>> import onrecord
>>> onrecord.build(["articles"], into="my-record")      # doctest: +SKIP
>>> with onrecord.open("my-record") as record:          # doctest: +SKIP
...     for event in record.rows("event", "type = ?", ("COERCE",)):
...         print(event)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.annotating import BadLine
    from onrecord.building import Progress, Summary
    from onrecord.store.record import Record

__version__ = version("onrecord")
__all__ = ["__version__", "annotate", "build", "open"]

# The parts are imported when they are called, so that `import onrecord` and `--help` stay quick.


def build(
    folders: Sequence[Path | str], into: Path | str, workers: int | None = None, progress: Progress | None = None
) -> Summary:
    """Read every article under ``folders`` into the record ``into``; see `onrecord.building.build`."""
    from onrecord.building import build as run

    return run(folders, into, workers, progress)


def open(record: Path | str) -> Record:
    """Open a record for reading; raises RecordError when the folder is none."""
    from onrecord.store.record import Record

    return Record.open(record)


def annotate(lines: Iterable[str | Mapping[str, Any]], workers: int | None = None) -> Iterator[dict[str, Any] | BadLine]:
    """Annotate texts; see `onrecord.annotating.annotate`."""
    from onrecord.annotating import annotate as run

    return run(lines, workers)
