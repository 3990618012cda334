"""Building a record: which files are new, reading them in several processes, writing one at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from onrecord.documents.find import Found, find, metadata_of
from onrecord.documents.metadata import Metadata, fingerprint
from onrecord.documents.read import contents
from onrecord.errors import OnRecordError, Unreadable
from onrecord.ids import document_id
from onrecord.parallel import in_order
from onrecord.reader.reader import default_version
from onrecord.rows import Path as PathRow
from onrecord.rows import Rejected
from onrecord.stages import RECORD_STAGES, StageFailed, Work, run
from onrecord.store.record import Record

#: Changed when what is read from a file changes for other reasons than the model.
RULES = "1"
#: Told after every file: how many are done, of how many, and the path.
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read, with what identifies the reading."""

    found: Found
    metadata: Metadata | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did."""

    record: Path
    read: int
    unchanged: int
    rejected: tuple[Rejected, ...]
    notes: tuple[str, ...]
    documents: int


def read_job(job: Job) -> tuple[Job, Work | Rejected]:
    """Run all document stages on a file; whatever goes wrong becomes a rejected row with its reason."""
    found = job.found
    try:
        return job, run(Work(found, job.metadata))
    except Unreadable as problem:
        return job, Rejected(found.path, found.folder, problem.reason, problem.advice, job.fingerprint)
    except StageFailed as fault:
        return job, Rejected(
            found.path,
            found.folder,
            f"onrecord failed in the stage {fault}",
            "Please report this with the file; the rest was read",
            job.fingerprint,
        )


def build(
    folders: Sequence[Path | str], into: Path | str, workers: int | None = None, progress: Progress | None = None
) -> Summary:
    """Read every article under ``folders`` into the record ``into``, made if it is not there.

    Files that the record already holds unchanged are not read again. Returns what was done; raises
    UsageError when a folder does not exist or its metadata.csv is wrong, RecordError when ``into`` is
    no record or is being written by another process, OnRecordError when there is nothing to read.
    """
    found = find([Path(f) for f in folders])
    if not found:
        raise OnRecordError(
            f"No files in {', '.join(map(str, folders))}. Expected articles as .txt or .html files, directly or in subfolders."
        )
    metadata, notes = metadata_of(found)
    version = f"{default_version()}/{RULES}"
    with Record.writing(into) as record:
        jobs = [_job(one, metadata.get(one.file), version) for one in found]
        done = {(p.folder, p.path): p.fingerprint for t in ("path", "rejected") for p in record.rows(t)}
        todo = [j for j in jobs if done.get((j.found.folder, j.found.path)) != j.fingerprint]
        if todo:
            record.set_meta("complete", "no")
        for folder in sorted({(j.found.folder, str(_root(j.found))) for j in jobs}):
            record.set_meta(f"folder:{folder[0]}", folder[1])
        read = 0
        for number, (job, outcome) in enumerate(in_order(read_job, todo, workers), 1):
            _write(record, job, outcome)
            read += not isinstance(outcome, Rejected)
            if progress:
                progress(number, len(todo), job.found.path)
        record.forget_stale()
        if todo or record.meta("complete") != "yes":
            rows = [row for _, stage in RECORD_STAGES for row in stage(record)]
            record.write_derived(rows, {"complete": "yes", "reader": version})
        here = {(j.found.folder, j.found.path) for j in jobs}
        rejected = tuple(r for r in record.rows("rejected") if (r.folder, r.path) in here)
        return Summary(Path(into), read, len(jobs) - len(todo), rejected, tuple(notes), record.count("document"))


def _root(found: Found) -> Path:
    return Path(str(found.file).removesuffix(found.path))


def _job(found: Found, metadata: Metadata | None, version: str) -> Job:
    try:
        original = document_id(contents(found))
    except Unreadable as problem:
        original = problem.reason
    digest = blake2b(f"{original}\x1f{fingerprint(metadata)}\x1f{version}".encode(), digest_size=8)
    return Job(found, metadata, digest.hexdigest())


def _write(record: Record, job: Job, outcome: Work | Rejected) -> None:
    if isinstance(outcome, Rejected):
        record.write_rejected(outcome)
        return
    assert outcome.read and outcome.rows
    document, rows = outcome.read.document, outcome.rows
    path = PathRow(job.found.path, document.id, job.found.folder, job.fingerprint)
    record.write_document(
        document,
        outcome.read.source,
        path,
        [*outcome.read.regions, *rows.mentions, *rows.times, *rows.events, *rows.statements, *rows.figures],
    )
