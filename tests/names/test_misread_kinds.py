"""A reader's wrong kind makes no person of a country."""

from onrecord.names.resolve import NamedDocument, identify
from onrecord.rows import Mention


def identity(text, phrase, head, language):
    start, at = text.index(phrase), text.index(head)
    mention = Mention("me-1", "do-1", start, start + len(phrase), at, at + len(head), "person", "name", 0.9)
    assert text[start : start + len(phrase)] == phrase
    actors, (found,) = identify([NamedDocument("do-1", language, text, [mention])])
    return next((a.name for a in actors if a.id == found.actor), None), found.reason


def test_a_state_read_as_a_person_is_the_state():
    name, reason = identity("Chiny odrzuciły tę propozycję.", "Chiny", "Chiny", "pl")
    assert name == "China"
    assert "though read as a person" in reason


def test_an_office_with_its_country_for_a_head_is_no_name():
    assert identity("Premier Kambodży przyjął gości.", "Premier Kambodży", "Kambodży", "pl")[0] is None
    assert identity("The president of Peru resigned.", "The president of Peru", "Peru", "en")[0] is None


def test_a_leaders_government_is_that_of_the_state_the_text_is_about():
    text = "Protests shook Peru. Peru saw clashes. Critics blame his government."
    start = text.index("his government")
    end = start + len("his government")
    at = text.index("Peru")
    peru = Mention("me-2", "do-1", at, at + 4, at, at + 4, "state", "name", 0.9)
    mention = Mention("me-1", "do-1", start, end, end - len("government"), end, "government", "description", 0.9)
    assert text[start:end] == "his government"
    actors, identities = identify([NamedDocument("do-1", "en", text, [peru, mention])])
    found = next(i for i in identities if i.mention == "me-1")
    assert next(a.country for a in actors if a.id == found.actor) == "PER"
    assert found.score == 0.5


def test_whom_he_met_is_not_he_himself():
    text = "Ali Dede spoke. Juma Oko arrived. He met Juma Oko."

    def person(name, words, form="name", after=0):
        start = text.index(words, after)
        return Mention(name, "do-1", start, start + len(words), start, start + len(words), "person", form, 0.9)

    ali, juma, he = person("me-1", "Ali Dede"), person("me-2", "Juma Oko"), person("me-3", "He", "pronoun")
    again = person("me-4", "Juma Oko", after=he.span_end)
    everyone = [ali, juma, he, again]
    acting = frozenset({"me-1", "me-2", "me-3", "me-4"})

    def name_of_he(together):
        document = NamedDocument("do-1", "en", text, everyone, actors=acting, together=together)
        actors, identities = identify([document])
        found = next(i for i in identities if i.mention == "me-3")
        return next(a.name for a in actors if a.id == found.actor)

    assert name_of_he({}) == "Juma Oko"
    assert name_of_he({"me-3": frozenset({"me-4"})}) == "Ali Dede"
