import pytest

from onrecord.reader.spans import inside
from train.draft import compile_drafts, to_draft
from train.lint import near_duplicates, warnings
from train.passage import Problem, find, resolve

DRAFT = """# en-x-001 en 2020-01-08 COERCE/arrest nominal quotation
"We counted at least 30 arrests last month," said Chan Dara, who runs a legal aid group. ¶ The police deny it.
C legal rights_freedoms
a We = ngo
b Chan Dara = person
c who = person
d a legal aid [group] = ngo
e The [police] = police
T1 last month = 2019-12-01..2019-12-31 month
F1 at least 30 = arrested 30 at_least | of E1
S1 said | b | direct | We counted at least 30 arrests last month
E1 arrests = COERCE arrest occurred | time T1 | figure F1
E2 deny = REJECT - occurred | actor e
"""


def test_a_draft_comes_back_as_it_was_typed():
    (raw,) = compile_drafts(DRAFT)
    assert to_draft(raw) == DRAFT


def test_strings_become_their_spans():
    passage = resolve(compile_drafts(DRAFT)[0])
    for kind in ("mentions", "times", "figures"):
        for row in passage.rows[kind]:
            assert passage.text[slice(*row["span"])] == row["at"]
    (statement,) = passage.rows["statements"]
    assert [passage.text[s:e] for s, e in statement["spans"]] == statement["content"]
    assert passage.text[slice(*statement["cue_span"])] == "said"
    group = passage.rows["mentions"][3]
    assert passage.text[slice(*group["head_span"])] == "group"
    assert inside(group["head_span"], group["span"])


def test_what_a_row_is_told_within_is_read_off_the_spans():
    passage = resolve(compile_drafts(DRAFT)[0])
    assert [e["within"] for e in passage.rows["events"]] == [0, None]
    assert passage.rows["figures"][0]["within"] == 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("COERCE arrest occurred", "COERCE visit occurred", "mode of COERCE"),
        ("C legal", "C lawful", "context 'lawful'"),
        ("E1 arrests", "E1 arrest", "not in the text on word boundaries"),
        ("e The [police] = police", "e The [police] = robber", "kind 'robber'"),
        ("S1 said | b", "S1 said | z", "not a label"),
        ("E2 deny = REJECT - occurred | actor e", "E2 deny = REJECT - occurred | of E1", "content_of"),
        ("direct | We counted", "direct | said Chan Dara // We counted", "lies in its own content"),
        ("b Chan Dara = person", "b Chan = person\nf Dara, who = person\ng Chan Dara = person", "cross"),
    ],
)
def test_what_the_guide_forbids_is_refused(old, new, said):
    with pytest.raises(Problem, match=said):
        resolve(compile_drafts(DRAFT.replace(old, new))[0])


def test_the_second_occurrence():
    text = "He said he, said."
    assert find(text, "said#2") == (12, 16)
    with pytest.raises(Problem):
        find(text, "said#3")
    assert find("洪森首相说。", "首相") == (2, 4)


def test_near_duplicates_are_found():
    one = resolve(compile_drafts(DRAFT)[0])
    other = resolve(compile_drafts(DRAFT.replace("en-x-001", "en-x-002").replace("We", "They"))[0])
    assert [(a, b) for a, b, _ in near_duplicates([one, other])] == [("en-x-001", "en-x-002")]


def test_a_slip_is_warned_of():
    passage = resolve(compile_drafts(DRAFT.replace("E1 arrests = COERCE arrest occurred", "E1 arrests = AID - occurred"))[0])
    assert any("neither recipient nor object" in w for w in warnings(passage))


def test_contexts_are_of_the_passage_and_may_be_unmarked():
    (raw,) = compile_drafts(DRAFT)
    assert resolve(raw).contexts == ("legal", "rights_freedoms")
    assert resolve(compile_drafts(DRAFT.replace("C legal rights_freedoms", "C -"))[0]).contexts == ()
    unmarked = resolve(compile_drafts(DRAFT.replace("C legal rights_freedoms\n", ""))[0])
    assert unmarked.contexts is None
    assert any("contexts" in warning for warning in warnings(unmarked))
