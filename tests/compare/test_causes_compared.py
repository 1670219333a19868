"""Causes on which texts part, and claims that are denied, from a folder of texts to links and positions."""

from __future__ import annotations

import pytest

import rashomon

AGENCY = """Unrest in Orlan was caused by foreign agents, minister says

ORLAN, 4 May 2031 – The unrest in Orlan was caused by foreign agents, Interior Minister Ottla Brandt said on \
Sunday. "We know who paid them," Brandt said. Shops in the port of Orlan stayed shut for a second day.
"""
DAILY = """Opposition blames hunger in Orlan

Orlan, 5 May 2031. The unrest in Orlan was not caused by foreign agents, but by hunger, opposition leader \
Ivo Tarn said on Monday. Shops in the port of Orlan stayed shut for a third day, the Orlan Daily has learned.
"""


@pytest.fixture
def story(tmp_path):
    def compared(*texts):
        for number, text in enumerate(texts):
            (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
        return rashomon.compare(str(tmp_path))

    return compared


def names(found):
    return {actor.id: max(actor.names, key=len) for actor in found.actors}


def holdings(found, proposition):
    return {
        (names(found)[each.actor], each.position)
        for each in found.positions
        if each.proposition == proposition.id and each.position != "relays"
    }


def causes(found):
    return [each for each in found.propositions if each.is_point and each.kind == "cause"]


def parted(found, *, compatible):
    return [
        (link.left_value, link.right_value)
        for link in found.links
        if link.attribute in {"cause", "causes"} and link.compatible is compatible
    ]


def test_a_cause_that_one_gives_and_another_denies_contradicts_and_says_who_holds_which(story):
    found = story(AGENCY, DAILY)
    assert ("foreign agents", "not so: foreign agents") in parted(found, compatible=False)
    (denied,) = (each for each in causes(found) if each.about.attribute == "cause")
    assert denied.label == "The unrest in Orlan"
    assert holdings(found, denied) == {("Ottla Brandt", "asserts"), ("Ivo Tarn", "denies")}


def test_accounts_that_are_given_side_by_side_say_so(story):
    milder = DAILY.replace("not caused by foreign agents, but by hunger", "caused by hunger")
    found = story(AGENCY, milder)
    assert parted(found, compatible=True) == [("foreign agents", "hunger")]
    assert parted(found, compatible=False) == []
    (point,) = causes(found)
    assert {value.value for value in point.values} == {"foreign agents", "hunger"}


def test_a_denial_of_one_kind_of_thing_leaves_room_for_another_kind(story):
    held = AGENCY.replace("foreign agents", "armed groups")
    denied = DAILY.replace("foreign agents, but by hunger", "foreign armed groups, but by hunger")
    assert parted(story(held, denied), compatible=False) == []


@pytest.mark.parametrize(
    "words", ["the true reason for the unrest in Orlan was hunger", "there were no foreign agents"]
)
def test_who_calls_a_cause_the_true_one_or_says_that_there_was_no_other_excludes_it(words, story):
    own = DAILY.replace("not caused by foreign agents, but by hunger", "caused by hunger")
    own = own.replace("Shops in", f"He added that {words}. Shops in")
    assert ("foreign agents", "hunger") in parted(story(AGENCY, own), compatible=False)


def test_who_gives_one_account_and_denies_the_other_excludes_it(story):
    assert ("foreign agents", "hunger") in parted(story(AGENCY, DAILY), compatible=False)


def test_links_show_the_words_of_both_sides(story):
    found = story(AGENCY, DAILY)
    for link in found.links:
        if link.attribute in {"cause", "causes"}:
            for side, value in ((link.left, link.left_value), (link.right, link.right_value)):
                words = value.removeprefix("not so: ")
                assert words in " ".join(span.of(found.text(side.document)) for span in side.spans)


def test_texts_that_agree_on_the_cause_part_on_nothing(story):
    agreeing = DAILY.replace("not caused by foreign agents, but by hunger", "caused by foreign agents")
    found = story(AGENCY, agreeing)
    assert causes(found) == []


def test_causes_of_different_things_are_not_held_against_each_other(story):
    other = DAILY.replace(
        "The unrest in Orlan was not caused by foreign agents, but by hunger",
        "The price of bread was not raised because of foreign agents, but because of the drought",
    )
    assert causes(story(AGENCY, other)) == []


def test_one_text_in_which_nobody_contradicts_has_no_points(story):
    assert causes(story(AGENCY)) == []


def test_a_vote_called_lawful_and_unlawful(story):
    lawful = AGENCY.replace(
        "The unrest in Orlan was caused by foreign agents", "The vote in Orlan was lawful"
    )
    void = DAILY.replace(
        "The unrest in Orlan was not caused by foreign agents, but by hunger", "The vote in Orlan was illegal"
    )
    found = story(lawful, void)
    (point,) = (each for each in found.propositions if each.is_point and each.kind == "legitimacy")
    assert holdings(found, point) == {("Ottla Brandt", "asserts"), ("Ivo Tarn", "denies")}


# Denied in the same text -----------------------------------------------------------------------------

CLAIM = "Orlan, 5 May 2031. Ivo Tarn, the union's leader, said on Monday that guards had burnt the depot."
FAR = (
    "The depot is old. It stands by the river, where barges lie in winter and boys fish for eels in summer. A"
    " road behind it leads to the mill. The ministry denied this."
)


def denials(found):
    return [
        (link.left_value, link.right_value)
        for link in found.links
        if link.kind == "contradict" and link.attribute == "denied"
    ]


@pytest.mark.parametrize(
    "reply",
    [
        "The ministry rejected the accusation.",
        "The ministry denied this.",
        "The ministry denies it.",
        "The ministry has rejected these claims as baseless.",
        "The ministry denied that guards had burnt the depot.",
        '"That is a lie," said Ada Kvilling, the minister.',
        "Minister Ada Kvilling called the claim absurd.",
    ],
)
def test_a_denial_that_points_at_what_was_said_before_it(story, reply):
    text = f"{CLAIM} {reply} The depot stands by the river.\n"
    found = story(text)
    assert [left for left, _ in denials(found)] == ["that guards had burnt the depot"]
    (point,) = (each for each in found.propositions if each.about.attribute == "denied")
    assert ("Ivo Tarn", "asserts") in holdings(found, point)
    assert {position for _, position in holdings(found, point)} == {"asserts", "denies"}


def test_what_people_without_a_name_say_may_be_denied(story):
    claim = CLAIM.replace("Ivo Tarn, the union's leader,", "Residents")
    assert denials(story(f"{claim} The ministry denied this. The depot stands by the river.\n")) == [
        ("that guards had burnt the depot", "not so")
    ]


def test_a_denial_of_a_claim_that_it_tells_itself(story):
    text = f"{CLAIM}\n".replace(
        "Ivo Tarn, the union's leader, said on Monday", "The ministry rejected Tarn's claim"
    )
    assert len(denials(story(text))) == 1


@pytest.mark.parametrize(
    "reply",
    [
        "The ministry denied that trains were late.",
        "The ministry denied him a permit.",
        "Tarn later denied this.",
        "The ministry did not deny this.",
        FAR,
    ],
)
def test_a_denial_whose_claim_would_have_to_be_guessed_is_set_against_nothing(story, reply):
    text = f"{CLAIM} {reply} The depot stands by the river.\n"
    assert denials(story(text)) == []


# Words ----------------------------------------------------------------------------------------------


def words_parted(found):
    return {
        (link.left_value, link.right_value)
        for link in found.links
        if link.kind == "contradict" and link.attribute == "words"
    }


WHOLE = (
    'Orlan, 4 May 2031. "Nobody can leave the port until the tide has turned," harbour master Ada Kvilling'
    " said. The port of Orlan lies at the mouth of the Tess.\n"
)


def test_a_quotation_cut_before_what_limits_it(story):
    cut = WHOLE.replace(" until the tide has turned", "").replace("4 May", "5 May")
    assert words_parted(story(WHOLE, cut)) == {
        ("Nobody can leave the port until the tide has turned", "Nobody can leave the port")
    }


def test_a_quotation_cut_before_what_does_not_limit_it(story):
    longer = WHOLE.replace(" until the tide has turned", ", which lies at the mouth of the river")
    cut = WHOLE.replace(" until the tide has turned", "").replace("4 May", "5 May")
    assert words_parted(story(longer, cut)) == set()


def test_words_that_somebody_is_said_never_to_have_said(story):
    said = (
        "Orlan, 4 May 2031. Ada Kvilling told the crew on Sunday that no ferry would sail before Easter."
        " The port of Orlan lies at the mouth of the Tess.\n"
    )
    never = (
        "Orlan, 5 May 2031. Ada Kvilling never said that no ferry would sail before Easter, the union wrote"
        " on Monday. The port of Orlan lies at the mouth of the Tess.\n"
    )
    ((left, right),) = words_parted(story(said, never))
    assert "no ferry would sail before Easter" in left
    assert right == "not so"
