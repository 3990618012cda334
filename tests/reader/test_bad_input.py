"""What people also have: the reader neither breaks on it nor leaves the text."""

import unicodedata

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from onrecord.annotating import annotate_text
from onrecord.passages.sentences import sentences
from onrecord.reader.reader import default

#: Pieces the encoder has positions for; slices are cut a little below, since a cut word falls into more pieces.
POSITIONS = 512
ENDLESS = "and the army shelled the town " * 700
TABLE = "\n".join(
    f"{name}\t{votes}\t{share} %" for name, votes, share in [("Ann Lee", "12,300", 41), ("Bo Chan", "9,877", 33)] * 40
)
NAMES = ", ".join(f"{first} {last}" for first in ("Ann", "Sok", "Jan") for last in ("Lee", "Chan", "Nowak", "Wei", "Kim")) + "."
CAPITALS = "PHNOM PENH (AP) -- POLICE ARRESTED TWO EDITORS ON MONDAY. THE GOVERNMENT DENIED THAT IT HAD ORDERED THE ARRESTS. "
MIXED = "Police arrested two editors. Policja zatrzymała dwóch redaktorów. 警方逮捕了两名编辑。 اعتقلت الشرطة محررين اثنين. "
RIGHT_TO_LEFT = "\u202bاتهمت المعارضة الحكومة بتزوير الانتخابات، ونفت الحكومة ذلك.\u202c"
SIGNS = "Police 🚓 arrested\u200b two\u200d editors 👩‍👩‍👧 on\ufeff Monday\u00ad. 🇰🇭🇵🇱 “Free them”, said Ann Lee 🙏🏽."
TEXTS = {
    "no sentence ends": ENDLESS,
    "a table": TABLE,
    "a list of names": NAMES,
    "capitals": CAPITALS * 20,
    "several languages": MIXED * 5,
    "right to left": RIGHT_TO_LEFT,
    "signs without width": SIGNS,
    "one mark": ".",
    "white space": " \n\n\t ",
    "empty": "",
    "marks on nothing": "\u0301\u0301 ” “ »",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_spans_lie_in_the_text(text):
    rows = annotate_text(text, "en")
    spans = [e["trigger"] for e in rows["events"]] + [span for s in rows["statements"] for span in s["cue"] + s["content"]]
    spans += [span for e in rows["events"] for role in ("actors", "recipients", "objects", "places") for span in e[role]]
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip()
        assert not unicodedata.combining(text[start])


def test_an_endless_sentence_is_read_in_pieces_that_fit(monkeypatch):
    reader = default()
    lengths = []
    whole = type(reader.encoder).__call__
    monkeypatch.setattr(type(reader.encoder), "__call__", lambda self, ids: (lengths.append(len(ids)), whole(self, ids))[1])
    reader.read(ENDLESS, sentences(ENDLESS, "en"))
    assert max(lengths) <= POSITIONS
    assert sum(lengths) < 2 * reader.tokens.count(ENDLESS)


def test_numpy_works_on_one_thread_while_a_text_is_read(monkeypatch):
    reader = default()
    threads = []
    whole = type(reader.encoder).__call__

    def spy(self, ids):
        threads.extend(pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas")
        return whole(self, ids)

    monkeypatch.setattr(type(reader.encoder), "__call__", spy)
    with threadpool_limits(2):
        reader.read(CAPITALS, sentences(CAPITALS, "en"))
    assert set(threads) == {1}
