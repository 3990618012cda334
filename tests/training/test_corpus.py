from tests.training.test_draft import DRAFT
from train.agree import as_reading
from train.corpus import documents, joined
from train.draft import compile_drafts
from train.evaluate import NAMES, score
from train.passage import resolve


def part(name):
    return resolve(compile_drafts(DRAFT.replace("en-x-001", name))[0])


def test_parts_are_joined_with_their_rows():
    one = joined([part("en-d01-1"), part("en-d01-2")])
    assert one.id == "en-d01"
    assert one.text == part("x-1").text + "\n\n" + part("x-1").text
    for kind in ("mentions", "times", "figures"):
        for row in one.rows[kind]:
            assert one.text[slice(*row["span"])] == row["at"]
    first, second = one.rows["statements"]
    assert one.text[slice(*second["cue_span"])] == one.text[slice(*first["cue_span"])] == "said"
    assert [one.rows["mentions"][w]["at"] for w in second["speaker"]] == ["Chan Dara"]
    assert [e["within"] for e in one.rows["events"]] == [0, None, 1, None]
    assert one.rows["events"][2]["figures"] == [1]
    assert one.rows["figures"][1]["of_event"] == 2
    scores = score([(one, as_reading(one))])
    assert scores == dict.fromkeys(NAMES, 1.0) | {"contexts": 0.0}  # of the parts, not of the whole


def test_the_test_part_holds_whole_documents():
    found = documents()
    assert len(found) >= 14
    assert sum(d.language == "pl" for d in found) >= 6
    assert all(len(d.text.split()) > 250 for d in found)
    assert score((d, as_reading(d)) for d in found)["acts"] == 1.0
