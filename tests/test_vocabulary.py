from onrecord import vocabulary
from onrecord.reader import shape


def test_the_sixteen_plover_types():
    assert len(vocabulary.TYPES) == 16
    assert vocabulary.MODES["RETREAT"] == ("withdraw", "release", "disarm", "ceasefire", "access", "resign")
    assert all(not vocabulary.MODES[t] for t in ("AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID"))


def test_every_mode_has_its_place_in_the_reader():
    assert len(set(shape.MODES)) == len(shape.MODES) == 16 + sum(len(m) for m in vocabulary.MODES.values())
