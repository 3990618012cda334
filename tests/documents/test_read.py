import os
from pathlib import Path

import pytest

from onrecord.documents.find import Found, find, metadata_of
from onrecord.documents.metadata import Metadata
from onrecord.documents.published import parse
from onrecord.documents.read import ReadDocument, read
from onrecord.errors import Unreadable, UsageError
from onrecord.ids import content_id, document_id

STORY = "Parliament votes on the budget\n\nThe minister said on Monday that nothing would change before the next vote.\n"
PAGE = (
    '<html><head><meta property="og:site_name" content="Example News"><link rel="canonical" href="https://example.org/{0}/x">'
    '<meta name="author" content="Jan Kowalski"></head><body><article><h1>Budget</h1><p>The minister said on Monday that '
    "nothing would change before the next vote, and that the budget would stay as it was.</p></article></body></html>"
)


def one(folder: Path, name: str, content: str, metadata: Metadata | None = None) -> ReadDocument:
    (folder / name).write_text(content, "utf-8")
    return read(find([folder / name])[0], metadata, ("en",))


def test_plain_text(tmp_path: Path) -> None:
    result = one(tmp_path, "a.txt", STORY)
    document = result.document
    assert document.id == document_id(STORY.encode())
    assert (document.text, document.format, document.encoding) == (STORY, "text", "utf-8")
    assert (document.language, document.language_trained, document.title) == ("en", True, "Parliament votes on the budget")
    assert (document.published_start, document.voice, result.source) == (None, None, None)
    (region,) = result.regions
    assert (region.kind, document.text[region.span_start : region.span_end]) == ("headline", "Parliament votes on the budget")


def test_metadata_wins_over_the_page(tmp_path: Path) -> None:
    row = Metadata(
        "a.html", published=parse("2017-03"), publisher="Daily", kind="state", country="POL", title="Other", byline="Anna Nowak"
    )
    result = one(tmp_path, "a.html", PAGE.format("2018/09/17"), row)
    document, source = result.document, result.source
    assert source is not None
    assert (source.id, source.name) == (content_id("source", "Daily"), "Daily")
    assert (source.kind, source.country) == ("state", "POL")
    assert source.domain == "example.org"
    assert (document.published_start, document.published_precision) == ("2017-03-01", "month")
    assert document.published_from == "metadata"
    assert (document.title, document.byline, document.voice) == ("Other", "Anna Nowak", "Daily")


def test_page_alone(tmp_path: Path) -> None:
    result = one(tmp_path, "a.HTM", PAGE.format("2018/09/17"))
    assert result.source is not None
    assert (result.source.name, result.source.kind) == ("Example News", "unknown")
    assert (result.document.published_start, result.document.published_from) == ("2018-09-17", "url")
    assert (result.document.byline, result.document.voice, result.document.format) == ("Jan Kowalski", "Example News", "html")


@pytest.mark.parametrize(
    ("name", "content", "row"),
    [
        ("a.html", PAGE.format("opinion"), None),
        ("a.txt", "OPINION\n\n" + STORY, Metadata("a.txt", publisher="Daily", byline="Jan Kowalski")),
        ("a.txt", STORY, Metadata("a.txt", publisher="Daily", byline="Jan Kowalski", title="Opinion | A budget")),
        ("a.txt", STORY, Metadata("a.txt", byline="Jan Kowalski")),
    ],
)
def test_voice_is_the_author_of_an_opinion_or_where_the_publisher_is_unknown(
    tmp_path: Path, name: str, content: str, row: Metadata | None
) -> None:
    assert one(tmp_path, name, content, row).document.voice == "Jan Kowalski"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.pdf", "%PDF", ".pdf"),
        ("README", "text", "no suffix"),
        ("a.txt", "", "empty"),
        ("a.txt", " \n ", "white space"),
        ("a.html", "<html></html>", "no main text"),
    ],
)
def test_unreadable(tmp_path: Path, name: str, content: str, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        one(tmp_path, name, content)
    assert reason in caught.value.reason
    assert caught.value.advice


def test_permission_denied_and_vanished_files_give_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unreadable, match="No such file"):
        read(Found(tmp_path / "a.txt", "x", "a.txt", "text"), None, ())
    (tmp_path / "b.txt").write_text("text")

    def denied(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", denied)
    with pytest.raises(Unreadable, match="Permission denied"):
        read(find([tmp_path / "b.txt"])[0], None, ())


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(Unreadable, match="regular"):
        read(find([tmp_path])[0], None, ())


def test_find_is_recursive_sorted_and_silent_about_nothing(tmp_path: Path) -> None:
    for name in ["b.txt", "a/c.html", "a/notes.docx", ".hidden.txt", ".git/x.txt", "metadata.csv", "a/.x/y.txt"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("file\n")
    assert [(one.path, one.format) for one in find([tmp_path])] == [
        ("a/c.html", "html"),
        ("a/notes.docx", None),
        ("b.txt", "text"),
    ]
    assert find([tmp_path, tmp_path / "b.txt"]) == find([tmp_path])


def test_folders_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for year in ("2017", "2018"):
        (tmp_path / year / "news").mkdir(parents=True)
        (tmp_path / year / "news" / "a.txt").write_text("x")
    found = find([tmp_path / "2018" / "news", tmp_path / "2017" / "news"])
    assert [(one.folder, one.path) for one in found] == [("2017/news", "a.txt"), ("2018/news", "a.txt")]


def test_missing_folder() -> None:
    with pytest.raises(UsageError, match="no such folder"):
        find([Path("/nonexistent/folder")])


def test_metadata_of_files_in_folders_and_rows_about_nothing(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("a.txt", "sub/b.txt", "sub/c.txt"):
        (tmp_path / name).write_text("x")
    (tmp_path / "metadata.csv").write_text("file,title\na.txt,A\nsub/b.txt,far\nsub/c.txt,C\ngone.txt,G\n")
    (tmp_path / "sub" / "metadata.csv").write_text("file,title\nb.txt,near\n")
    rows, unused = metadata_of(find([tmp_path]))
    assert {file.name: row.title for file, row in rows.items()} == {"a.txt": "A", "b.txt": "near", "c.txt": "C"}
    assert [line.rpartition("/")[2] for line in unused] == ["metadata.csv: no file 'gone.txt'"]
