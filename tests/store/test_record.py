import sqlite3

import pytest

from onrecord.errors import RecordError, UsageError
from onrecord.rows import Document, Path, Region, Rejected
from onrecord.store.record import Record


def document(name="do-1", text="Some text."):
    return Document(name, None, None, None, None, None, None, None, None, "en", True, text, None, None, "text", "utf-8")


def path(name="a.txt", doc="do-1"):
    return Path(name, doc, "folder", "f")


def test_a_document_is_written_whole_or_not_at_all(tmp_path):
    with Record.writing(tmp_path / "r") as record:
        with pytest.raises(sqlite3.Error):
            record.write_document(document(), None, path(), [Region("re-1", "do-1", 0, None, "caption")])  # type: ignore[arg-type]
        assert record.count("document") == record.count("path") == 0
        record.write_document(document(), None, path(), [Region("re-1", "do-1", 0, 4, "caption")])
    with Record.open(tmp_path / "r") as record:
        assert [r.id for r in record.rows("region")] == ["re-1"]
        assert record.get("do-1") == ("document", document())
        assert record.get("do-2") is None


def test_a_record_is_read_while_it_is_written(tmp_path):
    with Record.writing(tmp_path / "r") as writer:
        writer.write_document(document(), None, path(), [])
        with Record.open(tmp_path / "r") as reader:
            assert reader.count("document") == 1


def test_one_writer_at_a_time(tmp_path):
    with (
        Record.writing(tmp_path / "r"),
        pytest.raises(RecordError, match="Another process is writing"),
        Record.writing(tmp_path / "r"),
    ):
        pass
    with Record.writing(tmp_path / "r"):
        pass


def test_a_folder_that_is_no_record_is_left_alone(tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("x")
    with pytest.raises(RecordError, match="not a record"), Record.writing(tmp_path / "letters"):
        pass
    with pytest.raises(RecordError, match="not a record"):
        Record.open(tmp_path / "letters")
    assert [p.name for p in (tmp_path / "letters").iterdir()] == ["a.txt"]


def test_a_damaged_database_is_told(tmp_path):
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "record.sqlite").write_bytes(b"no database at all, just words that go on for a while" * 20)
    with pytest.raises(RecordError, match="not a record's database"):
        Record.open(tmp_path / "r")


def test_a_changed_file_leaves_no_document_behind(tmp_path):
    with Record.writing(tmp_path / "r") as record:
        record.write_document(document(), None, path(), [Region("re-1", "do-1", 0, 4, "caption")])
        record.write_document(document("do-2"), None, path(doc="do-2"), [])
        assert record.forget_stale() == 1
        assert [d.id for d in record.rows("document")] == ["do-2"]
        assert record.count("region") == 0


def test_a_file_that_is_rejected_now_is_no_longer_read(tmp_path):
    with Record.writing(tmp_path / "r") as record:
        record.write_document(document(), None, path(), [])
        record.write_rejected(Rejected("a.txt", "folder", "why", "what", "g"))
        assert record.count("document") == record.count("path") == 0
        record.write_document(document(), None, path(), [])
        assert record.count("rejected") == 0


def test_search_follows_the_documents(tmp_path):
    with Record.writing(tmp_path / "r") as record:
        record.write_document(document(text="Więźniów zwolniono."), None, path(), [])
        find = "SELECT count(*) FROM search WHERE search MATCH 'wiezniow'"
        assert list(record.query(find)[1]) == [(1,)]
        record.write_document(document("do-2", "Nothing."), None, path(doc="do-2"), [])
        record.forget_stale()
        assert list(record.query(find)[1]) == [(0,)]


def test_a_query_that_fails_says_why(tmp_path):
    with Record.writing(tmp_path / "r") as record, pytest.raises(UsageError, match="no such table"):
        record.query("SELECT * FROM absent")
    with Record.open(tmp_path / "r") as record, pytest.raises(UsageError, match="readonly"):
        record.query("DELETE FROM document")
