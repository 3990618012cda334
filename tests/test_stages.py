from dataclasses import fields

import pytest

from onrecord.documents.find import Found, find
from onrecord.errors import Unreadable
from onrecord.stages import DOCUMENT_STAGES, Work, run


def test_every_stage_requires_only_what_came_before():
    there = {"found", "metadata"}
    for stage in DOCUMENT_STAGES:
        assert set(stage.requires) <= there, stage.name
        assert not set(stage.assigns) & there, stage.name
        there |= set(stage.assigns)
    assert there == {f.name for f in fields(Work)}


def test_a_stage_assigns_what_it_says_and_nothing_else(articles):
    work = Work(find([articles])[0])
    for stage in DOCUMENT_STAGES:
        after = stage.run(work)
        changed = {f.name for f in fields(Work) if getattr(after, f.name) is not getattr(work, f.name)}
        assert changed == set(stage.assigns), stage.name
        work = after


def test_evidence_of_every_row_is_in_the_text(articles):
    for found in find([articles]):
        work = run(Work(found))
        text = work.read.document.text
        rows = work.rows
        assert rows.mentions
        for m in rows.mentions:
            assert text[m.span_start : m.span_end].strip()
            assert m.span_start <= m.head_start < m.head_end <= m.span_end
        for e in rows.events:
            assert e.sentence_start <= e.span_start < e.span_end <= e.sentence_end
            assert {*e.actors, *e.recipients, *e.objects, *e.places} <= {m.id for m in rows.mentions}
        for s in rows.statements:
            assert all(text[a:b].strip() == text[a:b] for a, b in s.content)


def test_a_file_that_gives_no_document_raises(tmp_path):
    file = tmp_path / "empty.txt"
    file.write_text(" \n")
    with pytest.raises(Unreadable) as problem:
        run(Work(Found(file, "x", "empty.txt", "text")))
    assert problem.value.reason
    assert problem.value.advice
