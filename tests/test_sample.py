"""The sample: what its expected rows say is in the text, and a record of it is whole."""

import json
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

import onrecord
from onrecord import vocabulary
from onrecord.publish.resolved import as_json, resolved_rows
from onrecord.publish.verify import verify

SAMPLE = Path(__file__).resolve().parents[1] / "examples" / "contested-election"


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample") / "record"
    done = onrecord.build([SAMPLE / "articles"], into=folder)
    assert [r.path for r in done.rejected] == ["broken.html"]
    assert done.documents == 14
    with onrecord.open(folder) as opened:
        yield opened


@pytest.mark.slow
def test_documents_are_read_as_meant(record):
    documents = list(record.rows("document"))
    assert Counter(d.language for d in documents) == {"en": 7, "pl": 2, "fr": 2, "km": 2, "es": 1}
    assert sum(d.format == "html" for d in documents) == 6
    assert all(d.text == unicodedata.normalize("NFC", d.text) for d in documents)
    assert sum(d.published_start is None for d in documents) == 1


@pytest.mark.slow
def test_expected_evidence_is_in_the_text(record):
    texts = {p.path: record.get(p.document)[1].text for p in record.rows("path")}
    expected = [json.loads(line) for line in (SAMPLE / "expected.jsonl").read_text("utf-8").splitlines()]
    assert len(expected) > 60
    for row in expected:
        assert texts[row["document"]][row["start"] : row["end"]] == row["evidence"]
        types = row.get("type", [])
        assert set([types] if isinstance(types, str) else types) <= set(vocabulary.TYPES)


@pytest.mark.slow
def test_every_row_holds(record):
    assert list(verify(record)) == []


@pytest.mark.slow
def test_built_again_the_rows_are_the_same_bytes(record, tmp_path):
    onrecord.build([SAMPLE / "articles"], into=tmp_path / "again", workers=1)
    with onrecord.open(tmp_path / "again") as again:
        assert [as_json(r) for r in resolved_rows(again)] == [as_json(r) for r in resolved_rows(record)]
