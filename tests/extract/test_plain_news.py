"""Sentences of everyday news: whose words they are, what they do by them, and what happened to whom when."""

from __future__ import annotations

import pytest


def speakers(extracted):
    """Return for each statement its cue and the names of those who speak."""
    names = {actor.id: actor.names[0] for actor in extracted.actors}
    return [
        (each.cue.text, [names.get(member.actor) for member in each.speaker.members])
        for each in extracted.statements
    ]


def acts(extracted):
    return {each.cue.text: each.act for each in extracted.statements}


def told(extracted, trigger):
    """Return the one event of a trigger."""
    (event,) = [each for each in extracted.events if each.trigger.text == trigger]
    return event


def roles(extracted, trigger):
    text = extracted.documents[0].text
    return {each.span.of(text): each.role for each in told(extracted, trigger).participants}


# Whose words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Protesters against President Karo Denn said they would march.", "Karo Denn"),
        ("A lawsuit against Mayor Ona Veld claims that she lied.", "Ona Veld"),
        ("The widow of murdered journalist Joren Pell said he had been afraid.", "Joren Pell"),
        ("Supporters of opposition leader Ona Veld said the vote was stolen.", "Ona Veld"),
        ("Critics of the mayor Ona Veld said the vote was stolen.", "Ona Veld"),
        ("The bridge was safe, according to a spokesman for President Karo Denn.", "Karo Denn"),
    ],
)
def test_who_is_for_against_or_kin_of_somebody_is_not_that_person(read, text, name):
    assert all(name not in members for _, members in speakers(read(text)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The chairman of the Lock Union Joren Pell said the bridge was safe.", "Joren Pell"),
        ("The Minister of Labour Ruben Arberg said the bridge was safe.", "Ruben Arberg"),
        ("The deputy leader of the opposition Ona Veld said the bridge was safe.", "Ona Veld"),
        ("Joren Pell's lawyer, Karo Denn, said the trial was unfair.", "Karo Denn"),
    ],
)
def test_a_title_before_a_name_is_that_persons(read, text, name):
    assert speakers(read(text)) == [("said", [name])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ona Veld accused Karl Orm of theft, which he denies.", ("denies", ["Karl Orm"])),
        ("Ona Veld accused Karl Orm of theft. He denies it.", ("denies", ["Karl Orm"])),
        (
            "President Karo Denn accused his predecessor, Joren Pell, of theft. He denied the accusation.",
            ("denied", ["Joren Pell"]),
        ),
        ("Karl Orm asked Joren Pell why he had lied. “I was afraid,” he said.", ("said", ["Joren Pell"])),
        ("“You lied,” Karl Orm told Joren Pell. “I did not,” he answered.", ("answered", ["Joren Pell"])),
    ],
)
def test_who_answers_a_charge_or_a_question_is_not_who_raised_it(read, text, expected):
    assert speakers(read(text))[-1] == expected


def test_who_goes_on_speaking_after_a_charge_is_who_raised_it(read):
    text = "Karl Orm accused Joren Pell of lying. He said the papers proved it."
    assert speakers(read(text))[-1] == ("said", ["Karl Orm"])


def test_which_is_denied_is_what_it_stands_for(read):
    found = read("The ministry says that Karl Orm stole the money on Monday, which he denies.").statements
    assert [each.content.text for each in found if each.act == "denied"] == [
        "that Karl Orm stole the money on Monday"
    ]


def test_what_is_denied_is_the_deed_and_not_its_object(read):
    found = read("Velmora accuses General Pavo Strenn of ordering the attack, which he denies.").statements
    assert [each.content.text for each in found if each.act == "denied"] == ["ordering the attack"]


def test_a_quotation_is_of_the_cue_in_its_own_sentence(read):
    found = read("“This is a lie,” Veld said. “That is untrue,” Pell said. “Not so,” Denn said.").statements
    assert [(each.content.text, each.speaker.text) for each in found] == [
        ("“This is a lie,”", "Veld"),
        ("“That is untrue,”", "Pell"),
        ("“Not so,”", "Denn"),
    ]


def test_a_former_and_a_new_holder_of_an_office_are_two(read):
    text = "President Karo Denn opened the bridge. The former president said it was unsafe."
    assert speakers(read(text)) == [("said", ["former president"])]
    text = "Former mayor Ona Veld opened the bridge. The former mayor said it was unsafe."
    assert speakers(read(text)) == [("said", ["Ona Veld"])]


# What they do by them ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "cue", "act"),
    [
        ("Ona Veld has no plans to resign.", "has no plans", "declined"),
        ("The union opposes closing the mine.", "opposes", "declined"),
        ("The mayor failed to condemn the attack.", "failed to condemn", "declined"),
        ("Joren Pell pleaded not guilty to fraud.", "pleaded", "denied"),
        ("Joren Pell pleaded guilty to fraud.", "pleaded guilty", "said"),
        ("“I was wrong,” Joren Pell said.", "said", "said"),
        ("Joren Pell admitted fraud.", "admitted", "said"),
        ("A judge denied bail to Joren Pell.", "denied", "declined"),
        ("Parliament rejected a bill that would have cut wages.", "rejected", "declined"),
        ("The mayor rejected a report that guards had fired.", "rejected", "denied"),
        ("Police said he would appear in court on Monday.", "said", "said"),
        ("Officials said it would take weeks.", "said", "said"),
        ("“He will pay for this,” Ona Veld said.", "said", "said"),
        ("The council said it would sell the harbour.", "said", "announced"),
        ("No group has claimed responsibility for the attack, police said.", "said", "said"),
        ("The fire service said no one died.", "said", "said"),
        ("Police said Pell did not say why he had entered.", "said", "said"),
        ("“I have done nothing wrong,” Veld said.", "said", "said"),
        ("“I must admit I was wrong,” Veld said.", "said", "said"),
        ("Veld said the claim was not false.", "said", "said"),
        ("Veld said the report was false.", "said", "denied"),
    ],
)
def test_what_is_done_by_saying_it(read, text, cue, act):
    assert acts(read(text))[cue] == act


@pytest.mark.parametrize(
    "text", ["The election was held according to plan.", "Work went according to schedule."]
)
def test_what_goes_according_to_plan_is_said_by_nobody(read, text):
    assert read(text).statements == ()


def test_what_somebody_is_to_announce_is_to_come(read):
    (found,) = read("The minister was to announce on Monday that the tax would rise.").statements
    assert found.tense == "future"


# What happened to whom -----------------------------------------------------------------------------


def test_whom_a_relative_clause_is_about_did_not_do_it(read):
    found = roles(
        read("The minister whom the president dismissed on Monday has left the country."), "dismissed"
    )
    assert found == {"the president": "actor", "The minister": "recipient"}


def test_whose_arrest_it_is_was_arrested(read):
    assert roles(read("Joren Pell's arrest on Monday sparked protests."), "arrest") == {
        "Joren Pell": "recipient"
    }
    found = roles(read("The army's killing of twelve villagers was condemned."), "killing")
    assert found["The army"] == "actor"


def test_those_who_are_counted_behind_and_were_not_killed(read):
    found = read("Twelve people were killed and more than 60 injured.")
    assert roles(found, "killed") == {"Twelve people": "recipient"}
    assert roles(found, "injured") == {}


@pytest.mark.parametrize(
    ("text", "trigger", "figures"),
    [
        ("Some 200 police arrested the union leader.", "arrested", {"police": 200}),
        ("Six soldiers wounded the miner.", "wounded", {"soldier": 6}),
        ("Police killed 12 miners.", "killed", {"killed": 12}),
        ("Three police officers and a protester were killed in Velm.", "killed", {"officer": 3}),
        ("Two soldiers and three civilians were killed.", "killed", {"soldier": 2, "civilian": 3}),
        ("Twelve people, including four children, were killed.", "killed", {"killed": 12, "child": 4}),
    ],
)
def test_a_toll_is_of_all_who_suffered_it_and_of_nobody_else(read, text, trigger, figures):
    assert {each.kind: each.best for each in told(read(text), trigger).figures} == figures


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("Police foiled an attack on the embassy.", "attack", "failed"),
        ("Police blocked protesters from marching.", "marching", "failed"),
        ("Instead of arresting the men, police let them go.", "arresting", "denied"),
        ("The alleged attack on the convoy shocked the town.", "attack", "hypothetical"),
        ("It is unclear whether police fired on the crowd.", "fired", "hypothetical"),
        ("Police reportedly fired on the crowd.", "fired", "hypothetical"),
        ("Troops could not prevent the killing of twelve villagers.", "killing", "happened"),
        ("The police are trying to arrest Joren Pell.", "arrest", "planned"),
        ("The army tried to seize the town.", "seize", "failed"),
        ("The judge ordered the release of the miners.", "ordered … release", "ordered"),
        ("The union called a strike for Friday.", "called … strike", "planned"),
    ],
)
def test_whether_it_came_about(read, text, trigger, status):
    assert told(read(text), trigger).status == status


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Police fired tear gas to disperse a rally in Velm on Monday.", "2031-05-05"),
        ("Denn refused to sign the treaty on Monday.", "2031-05-05"),
        ("Joren Pell seems to have left on Sunday.", "2031-05-04"),
        ("Ona Veld became the first woman to lead the party on Sunday.", "2031-05-04"),
        ("Sunday's attack is the worst in years.", "2031-05-04"),
        ("The rebels held the town until Sunday.", "2031-05-04"),
        ("Karo Denn was governor until Monday.", "2031-05-05"),
        ("The vote was put off until Friday.", "2031-05-09"),
        ("The union called a strike for Friday.", "2031-05-09"),
        ("The ministers are to meet on Friday.", "2031-05-09"),
    ],
)
def test_a_day_of_the_week_is_before_or_behind_the_text_as_its_verb_says(read, text, day):
    (found,) = read(text, published="2031-05-07").times
    assert found.value == day


def test_a_day_in_a_clause_about_something_before_is_not_the_day(read):
    found = read("Nearly 500 people have been killed since the protests began in March.")
    assert told(found, "killed").time is None


def test_an_event_is_of_the_day_that_stands_with_it(read):
    found = read(
        "Joren Pell, who was jailed by a Velmar court in 2029, was released on Monday.",
        published="2031-05-07",
    )
    times = {each.id: each.value for each in found.times}
    assert times[told(found, "released").time] == "2031-05-05"


# Offices -------------------------------------------------------------------------------------------


def offices(extracted):
    return {
        (actor.names[0], role.title): (role.standing, role.since, role.until)
        for actor in extracted.actors
        for role in actor.roles
    }


def test_who_dismisses_a_minister_is_none(read):
    found = offices(read("President Karo Denn dismissed Joren Pell as interior minister."))
    assert set(found) == {("Karo Denn", "President"), ("Joren Pell", "interior minister")}
    assert found["Joren Pell", "interior minister"][0] == "former"


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ona Veld resigned from the ruling party on Monday.",
        "Mayor Ona Veld was removed from the hall by guards.",
        "Mayor Ona Veld, who resigned as minister in March, spoke.",
        "Mayor Ona Veld was elected president on Sunday.",
    ],
)
def test_an_office_that_a_clause_does_not_speak_of_goes_on(read, text):
    assert offices(read(text))["Ona Veld", "Mayor"] == (None, None, None)


def test_an_office_that_is_left_is_left(read):
    assert offices(read("Mayor Ona Veld was removed from office."))["Ona Veld", "Mayor"][0] == "former"


# Interviews ----------------------------------------------------------------------------------------

INTERVIEW = """\
HALM COURIER: Will you resign?
VELD: No. I was elected and I will stay.
HALM COURIER: Who paid for the bridge?
VELD: The town did.
We paid every bill on time.
HALM COURIER: Was it safe?
VELD: It was.
I had it checked twice.
The council of Halm has since asked Veld to resign.
"""


def test_what_is_written_below_the_last_answer_is_nobodys_answer(read):
    found = read(INTERVIEW).statements
    last = [each.content.text for each in found if each.speaker.text == "VELD"][-1]
    assert "I had it checked twice." in last
    assert not any("has since asked" in each.content.text for each in found if each.speaker.text == "VELD")


def test_the_former_alone_is_nobody_new(read):
    found = read("Ona Veld and Karl Orm met. The former said the bridge was safe.")
    assert all("former" not in actor.names for actor in found.actors)
