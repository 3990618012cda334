import os
import signal
import subprocess
import sys
import time

import pytest

import onrecord
from onrecord import building
from onrecord.errors import OnRecordError, RecordError, UsageError
from onrecord.publish.resolved import as_json, resolved_rows
from onrecord.store.record import Record


def lines(record):
    with onrecord.open(record) as opened:
        return [as_json(row) for row in resolved_rows(opened)]


def test_two_builds_give_the_same_rows(articles, built, tmp_path):
    onrecord.build([articles], into=tmp_path / "again", workers=2)
    assert lines(tmp_path / "again") == lines(built)
    assert lines(built)


def test_nothing_new_means_no_reading(articles, tmp_path, monkeypatch):
    first = onrecord.build([articles], into=tmp_path / "r", workers=1)
    assert (first.read, first.unchanged, first.documents) == (3, 0, 3)
    monkeypatch.setattr(building, "read_job", lambda job: pytest.fail(f"{job.found.path} was read again"))
    again = onrecord.build([articles], into=tmp_path / "r", workers=1)
    assert (again.read, again.unchanged, again.documents) == (0, 3, 3)


def test_only_what_changed_is_read_again(articles, tmp_path):
    onrecord.build([articles], into=tmp_path / "r", workers=1)
    (articles / "mission.txt").write_text("Norway opened an embassy in Lusaka.", "utf-8")
    again = onrecord.build([articles], into=tmp_path / "r", workers=1)
    assert (again.read, again.unchanged, again.documents) == (1, 2, 3)
    onrecord.build([articles], into=tmp_path / "fresh", workers=1)
    assert lines(tmp_path / "r") == lines(tmp_path / "fresh")


def test_metadata_that_changed_is_read_again(articles, tmp_path):
    onrecord.build([articles], into=tmp_path / "r", workers=1)
    table = articles / "metadata.csv"
    table.write_text(table.read_text("utf-8").replace("2018-03-06", "2018-03-07"), "utf-8")
    assert onrecord.build([articles], into=tmp_path / "r", workers=1).read == 1


def test_unreadable_files_are_rejected_with_a_reason_and_the_rest_goes_on(articles, tmp_path):
    (articles / "junk.html").write_bytes(bytes(range(256)) * 40)
    (articles / "huge.txt").write_bytes(b"word " * 10_000_000)
    (articles / "table.xlsx").write_bytes(b"PK")
    (articles / "empty.txt").write_text("")
    done = onrecord.build([articles], into=tmp_path / "r", workers=1)
    assert done.documents == 3
    assert sorted(r.path for r in done.rejected) == ["empty.txt", "huge.txt", "junk.html", "table.xlsx"]
    assert all(r.reason and r.advice for r in done.rejected)


def test_an_unknown_language_is_read_and_says_so(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "is.txt").write_text(
        "Lögreglan handtók tvo blaðamenn í Reykjavík á mánudag. Forsætisráðherra gagnrýndi handtökuna harðlega.", "utf-8"
    )
    onrecord.build([tmp_path / "a"], into=tmp_path / "r", workers=1)
    with onrecord.open(tmp_path / "r") as record:
        (document,) = record.rows("document")
        assert not document.language_trained
        assert all(row["language_trained"] is False for row in resolved_rows(record))


def test_a_fault_of_ours_is_a_rejected_file_not_a_crash(articles, tmp_path, monkeypatch):
    def broken(work):
        raise ZeroDivisionError("on purpose")

    stage = building.run.__globals__["DOCUMENT_STAGES"][1]
    monkeypatch.setitem(
        building.run.__globals__,
        "DOCUMENT_STAGES",
        (*building.run.__globals__["DOCUMENT_STAGES"][:1], type(stage)(stage.name, stage.requires, stage.assigns, broken)),
    )
    done = onrecord.build([articles], into=tmp_path / "r", workers=1)
    assert done.documents == 0
    assert all("split: ZeroDivisionError: on purpose" in r.reason for r in done.rejected)


def test_what_cannot_be_done_is_said(articles, tmp_path):
    (tmp_path / "nothing").mkdir()
    with pytest.raises(OnRecordError, match="No files in"):
        onrecord.build([tmp_path / "nothing"], into=tmp_path / "r")
    with pytest.raises(UsageError, match="no such folder"):
        onrecord.build([tmp_path / "absent"], into=tmp_path / "r")
    with pytest.raises(RecordError, match="not a record"):
        onrecord.build([articles], into=articles)
    with Record.writing(tmp_path / "busy"), pytest.raises(RecordError, match="Another process"):
        onrecord.build([articles], into=tmp_path / "busy")


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this platform")
def test_a_killed_build_goes_on_to_the_same_record(articles, built, tmp_path):
    for n in range(12):  # enough work to be killed in
        (articles / f"more-{n}.txt").write_text((articles / "capital.txt").read_text("utf-8") * (n + 2), "utf-8")
    onrecord.build([articles], into=tmp_path / "whole", workers=1)
    command = [
        sys.executable,
        "-m",
        "onrecord",
        "build",
        str(articles),
        "--into",
        str(tmp_path / "killed"),
        "--workers",
        "1",
        "--quiet",
    ]
    kept = set()
    for moment in (1, 4, 9):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
        until = time.monotonic() + 120
        while process.poll() is None and time.monotonic() < until:
            if (tmp_path / "killed" / "record.sqlite").exists():
                try:
                    with onrecord.open(tmp_path / "killed") as record:
                        if record.count("document") >= moment:
                            break
                except RecordError:
                    pass  # not made yet
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        with onrecord.open(tmp_path / "killed") as record:
            kept.add(record.count("document"))
    assert max(kept) < 15
    onrecord.build([articles], into=tmp_path / "killed", workers=1)
    assert lines(tmp_path / "killed") == lines(tmp_path / "whole")
