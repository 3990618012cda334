"""Floors on other people's gold data, where it lies beside the checkout (it is never part of it).

The numbers are those of the shipped reader, a little below what was measured; docs/reader.md has the measurements.
Raise a floor when the reader improves; lower one only with a reason in the changelog.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord
from onrecord.publish.resolved import as_json, resolved_rows

SHARED = Path(__file__).resolve().parents[2] / "shared"
SAMPLE = Path(__file__).resolve().parents[1] / "examples" / "contested-election"
FLOORS = {
    "relations": {"triple_found": 0.41, "dyad_precision": 0.65, "pick_accuracy": 0.62, "pick_macro_f1": 0.58},
    "statements": {"all": 0.55, "quoted": 0.72, "verb": 0.75},
    "answers": 26,
    "sample": 150,
}
SCORER = SHARED / "gold" / "score.py"

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not SCORER.is_file(), reason="the gold data is not beside this checkout")]


def scored(task, gold, predicted):
    command = [sys.executable, str(SCORER), task, str(gold), str(predicted)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def annotated(gold, out):
    with gold.open(encoding="utf-8") as lines, out.open("w", encoding="utf-8") as to:
        for row in onrecord.annotate(lines):
            to.write(json.dumps(row, ensure_ascii=False) + "\n")
    return out


def exported(folder, out):
    onrecord.build([folder], into=out / "record")
    with onrecord.open(out / "record") as record:
        (out / "rows.jsonl").write_text("".join(as_json(row) + "\n" for row in resolved_rows(record)), "utf-8")
    return out / "rows.jsonl"


def test_relations(tmp_path):
    gold = SHARED / "gold" / "relations-dev.jsonl"
    found = scored("relations", gold, annotated(gold, tmp_path / "out.jsonl"))
    for name, floor in FLOORS["relations"].items():
        assert found[name] >= floor, name


def test_statements(tmp_path):
    gold = SHARED / "gold" / "statements-dev.jsonl"
    found = scored("statements", gold, annotated(gold, tmp_path / "out.jsonl"))
    for name, floor in FLOORS["statements"].items():
        assert found[name]["f1"] >= floor, name


def test_answers(tmp_path):
    rows = exported(SHARED / "seeds" / "articles", tmp_path)
    assert scored("answers", SHARED / "seeds" / "answers.jsonl", rows)["found"] >= FLOORS["answers"]


def test_the_sample_holds_what_is_expected(tmp_path):
    rows = exported(SAMPLE / "articles", tmp_path)
    assert scored("answers", SAMPLE / "expected.jsonl", rows)["found"] >= FLOORS["sample"]
