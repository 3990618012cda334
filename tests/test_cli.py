import json

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.store.record import Record


def run(*arguments, stdin=None):
    return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin, prog_name="onrecord")


def test_help_and_version():
    assert "articles/ --into my-record" in run("--help").output
    assert run("--version").output.startswith("onrecord, version ")
    for name in main.commands:
        assert run(name, "--help").exit_code == 0


def test_build_tells_what_it_did(articles, tmp_path):
    done = run("build", articles, "--into", tmp_path / "r", "--workers", 1)
    assert done.exit_code == 0
    assert "3 files read, 0 unchanged, 0 rejected" in " ".join(done.stderr.split())
    assert done.stdout == ""


def test_exit_codes_of_build(articles, tmp_path):
    (articles / "table.xlsx").write_bytes(b"PK")
    some = run("build", articles, "--into", tmp_path / "r", "--workers", 1)
    assert some.exit_code == 3
    assert "table.xlsx" in some.stderr
    (tmp_path / "empty").mkdir()
    assert run("build", tmp_path / "empty", "--into", tmp_path / "e").exit_code == 1
    assert run("build", tmp_path / "absent", "--into", tmp_path / "e").exit_code == 2
    assert run("build", "--into", tmp_path / "e").exit_code == 2
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "x.pdf").write_bytes(b"%PDF")
    assert run("build", tmp_path / "bad", "--into", tmp_path / "b", "--workers", 1).exit_code == 1
    with Record.writing(tmp_path / "busy"):
        busy = run("build", articles, "--into", tmp_path / "busy")
    assert busy.exit_code == 1
    assert "Another process" in busy.stderr


def test_the_overview(built):
    shown = run("show", built).output
    assert "3 documents" in shown
    assert "Documents by language" in shown
    assert "onrecord verify" in shown


@pytest.mark.parametrize("what", ["documents", "events", "statements", "figures", "actors", "rejected"])
def test_every_list(built, what):
    shown = run("show", built, what)
    assert shown.exit_code == 0
    assert shown.output.strip()


def test_filters(built):
    every = run("show", built, "documents").output
    one = run("show", built, "documents", "--document", "capital").output
    assert "mission.txt" in every
    assert "mission.txt" not in one
    assert "capital.txt" in one
    assert len(run("show", built, "documents", "--limit", 1).output.splitlines()) == 2


def test_a_row_is_shown_with_its_evidence(built):
    with Record.open(built) as record:
        event = next(record.rows("event"))
        text = record.get(event.document)[1].text
    shown = run("show", built, event.id).output
    assert event.type in shown
    assert text[event.span_start : event.span_end] in shown
    assert run("show", built, "ev-0000000000000000").exit_code == 2
    assert run("show", built.parent).exit_code == 1


def test_query(built):
    assert run("query", built, "SELECT count(*) AS n FROM document").output == "n\n3\n"
    line = run("query", built, "--json", "SELECT language FROM document ORDER BY 1 LIMIT 1").output
    assert json.loads(line) == {"language": "en"}
    wrong = run("query", built, "SELECT x FROM document")
    assert wrong.exit_code == 2
    assert "no such column" in wrong.stderr


def test_rows_are_json_lines(built):
    found = [json.loads(line) for line in run("rows", built).output.splitlines()]
    assert {row["table"] for row in found} >= {"event", "figure"}
    with Record.open(built) as record:
        texts = {p.path: record.get(p.document)[1].text for p in record.rows("path")}
    for row in found:
        spans = [row["trigger"]] if row["table"] == "event" else [row["span"]] if row["table"] == "figure" else row["content"]
        assert all(texts[row["document"]][a:b].strip() for a, b in spans)
    told = {row["id"]: row["contexts"] for row in found if row["table"] == "event"}
    with Record.open(built) as record:
        assert told == {e.id: list(e.contexts) for e in record.rows("event")}
    assert any(told.values())


def test_verify(built, articles, tmp_path):
    assert "nothing wrong" in run("verify", built).output
    run("build", articles, "--into", tmp_path / "r", "--workers", 1)
    (articles / "mission.txt").write_text("Changed.")
    changed = run("verify", tmp_path / "r")
    assert changed.exit_code == 1
    assert "mission.txt: the original has changed" in changed.output
    (articles / "mission.txt").unlink()
    gone = run("verify", tmp_path / "r")
    assert gone.exit_code == 0
    assert "1 originals not found" in gone.output
    with Record.writing(tmp_path / "r") as record:
        record._db.execute("UPDATE mention SET span_end = 99999 WHERE id = (SELECT min(id) FROM mention)")
    assert "is no evidence" in run("verify", tmp_path / "r").output


def test_annotate(tmp_path):
    text = "Police in Lusaka arrested two editors on Monday."
    lines = [json.dumps({"id": "1", "language": "en", "text": text}), "{not json", json.dumps({"id": "3", "language": "en"})]
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(lines), "utf-8")
    done = run("annotate", file, "--workers", 1)
    assert done.exit_code == 3
    assert "line 2" in done.stderr
    assert "'text' is missing" in done.stderr
    (row,) = map(json.loads, done.stdout.splitlines())
    assert row["id"] == "1"
    (event,) = [e for e in row["events"] if text[slice(*e["trigger"])] == "arrested"]
    assert event["type"] == "COERCE"
    assert [text[a:b] for a, b in event["actors"]] == ["Police in Lusaka"]
    assert [text[a:b] for a, b in event["recipients"]] == ["two editors"]
    file.write_text("{not json", "utf-8")
    assert run("annotate", file).exit_code == 1
    file.write_text("", "utf-8")
    assert run("annotate", file).exit_code == 2
    file.write_bytes(b'{"id": "\xff"}')
    assert "not UTF-8" in run("annotate", file).stderr
