from pathlib import Path

import pytest

from onrecord.documents.metadata import fingerprint, read_metadata
from onrecord.documents.published import Published, in_url, parse
from onrecord.errors import UsageError


def write(folder: Path, content: str, encoding: str = "utf-8") -> Path:
    (folder / "metadata.csv").write_bytes(content.encode(encoding))
    return folder


def test_reads_any_subset_of_columns_with_or_without_bom(tmp_path: Path) -> None:
    rows = read_metadata(write(tmp_path, "file,published,kind,country\na.txt,2018-09,Wire,pol\nb.txt,,,\n", "utf-8-sig"))
    assert rows["a.txt"].published == Published("2018-09-01", "2018-09-30", "month")
    assert (rows["a.txt"].kind, rows["a.txt"].country, rows["a.txt"].publisher) == ("wire", "POL", None)
    assert rows["b.txt"].published is None


def test_no_metadata_is_no_rows(tmp_path: Path) -> None:
    assert read_metadata(tmp_path) == {}


def test_semicolons_and_quoted_line_breaks(tmp_path: Path) -> None:
    rows = read_metadata(write(tmp_path, 'file;title\r\n"a.txt";"One;\r\ntwo"\r\nsub\\b.txt;Three\r\n'))
    assert rows["a.txt"].title == "One;\r\ntwo"
    assert rows["sub/b.txt"].title == "Three"


@pytest.mark.parametrize(
    ("content", "line", "expected"),
    [
        ("file,colour\na,red\n", "line 1", "unknown column 'colour'"),
        ("published\n2018\n", "line 1", "no column 'file'"),
        ("file,file\na,a\n", "line 1", "twice"),
        ("file,published\na,2018-02-30\n", "line 2", "impossible date '2018-02-30'"),
        ("file,published\na,17.09.2018\n", "line 2", "expected 2018-09-17, 2018-09 or 2018"),
        ("file,kind\na,tabloid\n", "line 2", "independent, wire"),
        ("file,country\na,PL\n", "line 2", "alpha-3"),
        ("file,country\n\na,SUN\n", "line 3", "alpha-3"),
        ("file,title\na,one,two\n", "line 2", "3 cells, expected 2"),
        ("file,title\n,one\n", "line 2", "no file name"),
        ("file,title\na,one\na,two\n", "line 3", "second, different row"),
    ],
)
def test_bad_rows_name_file_line_and_expectation(tmp_path: Path, content: str, line: str, expected: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_metadata(write(tmp_path, content))
    message = str(caught.value)
    assert "metadata.csv" in message
    assert line in message
    assert expected in message


def test_not_utf8_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not UTF-8"):
        read_metadata(write(tmp_path, "file,title\na,żółć\n", "cp1250"))


def test_fingerprint_tells_rows_apart(tmp_path: Path) -> None:
    rows = read_metadata(write(tmp_path, "file,published\na,2018\nb,2018-01\n"))
    assert fingerprint(rows["a"]) == fingerprint(read_metadata(tmp_path)["a"])
    assert len({fingerprint(rows["a"]), fingerprint(rows["b"]), fingerprint(None)}) == 3


@pytest.mark.parametrize(
    "text", ["", "18", "2018-9", "2018-13", "2018-00", "2018-09-31", "2018-09-17T10:00", "0201-01-01", "٢٠١٨"]
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse(text)


@pytest.mark.parametrize(
    ("url", "start", "precision"),
    [
        ("https://example.org/2018/09/17/vote", "2018-09-17", "day"),
        ("https://example.org/2018/09/vote", "2018-09-01", "month"),
        ("https://example.org/news/vote-2018-09-17.html", "2018-09-17", "day"),
        ("https://example.org/2018/vote", None, None),
        ("https://example.org/vote?date=2018-09-17", None, None),
        ("https://example.org/2018/31/12/vote", None, None),
        (None, None, None),
    ],
)
def test_dates_in_addresses(url: str | None, start: str | None, precision: str | None) -> None:
    found = in_url(url)
    assert (found.start if found else None, found.precision if found else None) == (start, precision)
