"""Events of single sentences, with the shipped model, and of any tree."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from rashomon.extract import extract_document
from rashomon.extract.happening.figures import counts
from rashomon.extract.happening.living import Living
from rashomon.extract.happening.numerals import with_commas
from rashomon.extract.happening.parts import taking_part
from rashomon.extract.happening.status import status_of
from rashomon.extract.happening.tolls import tolls
from rashomon.model.records import Sourced
from tests.extract.trees import sentences


@pytest.fixture
def happened(analyser, read):
    def found(text):
        day = Sourced(value="2031-05-07", source="user", score=1.0)
        document = replace(read(text).documents[0], published=day)
        return extract_document(document, next(analyser.analyse([document])))

    return found


def by_trigger(found):
    return {event.trigger.text: event for event in found.events}


def parts(event, text):
    return {(each.role, each.span.of(text)) for each in event.participants}


def test_a_day_does_nothing_and_nothing_is_done_to_it(happened):
    text = (
        "The council promised Monday to repair the bridge before winter. "
        "The ferries promised Friday to sail again."
    )
    events = happened(text).events
    assert events
    sides = {each for event in events for each in event.participants if each.role in {"actor", "recipient"}}
    assert not {each.span.of(text) for each in sides} & {"Monday", "Friday"}


def test_who_did_what_to_whom_when_and_where(happened):
    text = "Police arrested twelve protesters in Halm on Monday."
    found = happened(text)
    event = by_trigger(found)["arrested"]
    assert parts(event, text) == {("actor", "Police"), ("recipient", "twelve protesters")}
    (figure,) = event.figures
    assert (figure.kind, figure.low, figure.best, figure.high) == ("arrested", None, 12, None)
    assert next(place.text for place in found.places if place.id == event.place) == "Halm"
    assert next(time.value for time in found.times if time.id == event.time) == "2031-05-05"
    assert (event.status, event.type, event.reported_by) == ("happened", "COERCE", None)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Three", (None, 3, None, False)),
        ("At least three", (3, None, None, False)),
        ("More than 1,000", (1000, None, None, False)),
        ("Up to forty", (None, None, 40, False)),
        ("About 60", (None, 60, None, True)),
        ("Two hundred", (None, 200, None, False)),
        ("Dozens of", (24, None, None, False)),
        ("Two hundred and fifty", (None, 250, None, False)),
        ("Half a dozen", (None, 6, None, False)),
        ("A few hundred", (200, None, None, False)),
        ("Thirty to forty", (30, None, 40, False)),
        ("30-40", (30, None, 40, False)),
        ("Two to three dozen", (24, None, 36, False)),
        ("Up to 30 or 40", (None, None, 40, False)),
    ],
)
def test_figures_keep_what_they_leave_open(happened, words, expected):
    event = by_trigger(happened(f"{words} people were killed in the raid."))["killed"]
    (figure,) = event.figures
    assert figure.kind == "killed"
    assert (figure.low, figure.best, figure.high, figure.approximate) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("The guards killed two crewmen.", "killed", "happened"),
        ("The crews will block the lock.", "block", "planned"),
        ("The crews plan to block the lock.", "block", "planned"),
        ("Minister to visit Halm", "visit", "planned"),
        ("The minister ordered the guards to fire on the crowd.", "fire", "ordered"),
        ("The guards did not attack the crews.", "attack", "denied"),
        ("Castell denied that the army had shelled the road.", "shelled", "denied"),
        ("Nobody attacked the guards.", "attacked", "denied"),
        ("The crews failed to block the lock.", "block", "failed"),
        ("The crews may block the lock.", "block", "hypothetical"),
        ("If the guards attack, the crews go home.", "attack", "hypothetical"),
        ("If it broke, you would ask me why I had not closed the lock.", "closed", "hypothetical"),
        ("The crews are blocking the lock.", "blocking", "ongoing"),
        ("There are no facts proving that the guards fired at the crews.", "fired", "hypothetical"),
        ("Nothing proves that the crates were opened.", "opened", "hypothetical"),
        ("There is no proof that the guards attacked the mill.", "attacked", "hypothetical"),
        ("The ministry refuted the messages about arrests.", "arrests", "denied"),
        ("The arrests of the dockers are the invention of a few people.", "arrests", "denied"),
    ],
)
def test_what_came_about_and_what_did_not(happened, text, trigger, status):
    assert by_trigger(happened(text))[trigger].status == status


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("No bidder having won the pier, a second round was held in Halm.", "held"),
        ("The crews were questioned by police, and after that nothing until Tuesday.", "questioned"),
        ("The walk-out began not because of riots, but because of the fog.", "riots"),
    ],
)
def test_a_negation_reaches_no_further_than_its_own_clause(happened, text, trigger):
    events = by_trigger(happened(text))
    assert trigger not in events or events[trigger].status != "denied"
    assert {"held", "questioned"}.isdisjoint({trigger}) or trigger in events


def test_who_won_nothing_won_nothing(happened):
    text = "No bidder having seized the pier, a second round was held in Halm."
    assert by_trigger(happened(text))["seized"].status == "denied"


def test_a_statement_is_no_event_and_an_event_in_it_keeps_who_tells_it(happened):
    found = happened("Ona Veld said that the guards had attacked the crews.")
    assert set(by_trigger(found)) == {"attacked"}
    assert by_trigger(found)["attacked"].reported_by == found.statements[0].id


def test_each_of_several_takes_part(happened):
    text = "Ona Veld and Karo Denn attacked the guards."
    event = by_trigger(happened(text))["attacked"]
    assert ("actor", "Ona Veld") in parts(event, text)
    assert ("actor", "Karo Denn") in parts(event, text)
    assert len({each.actor for each in event.participants if each.role == "actor"}) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fire injured 62 people and killed five.", {"killed": 5}),
        ("Five were killed and 62 were injured in the blast.", {"killed": 5, "injured": 62}),
        ("Two of five hostages died.", {"killed": 2}),
        ("Nearly half of the 300 prisoners were killed.", {}),
        ("One in five prisoners died.", {}),
        ("None of the 20 hostages was hurt.", {}),
    ],
)
def test_each_number_counts_what_its_own_verb_says(happened, text, expected):
    found = {figure.kind: figure.best for event in happened(text).events for figure in event.figures}
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dead: 12", {"killed": 12}),
        ("12 dead in Halm clashes", {"killed": 12}),
        ("12 dead, 15 injured as guards open fire in Halm", {"killed": 12, "injured": 15}),
        ("Fifteen injured, officials say", {"injured": 15}),
        ("Twelve people were reported dead after the clashes in Halm.", {"killed": 12}),
        ("The blast left 12 dead and 30 wounded on Monday.", {"killed": 12, "injured": 30}),
        ("Guards detained 1,500 people and 3,200 were injured.", {"arrested": 1500, "injured": 3200}),
        ("Death toll rises to 25 in Halm", {"killed": 25}),
        ("The number of injured rose to 40, the ministry said.", {"injured": 40}),
        ("Nurses put the number of injured at 40.", {"injured": 40}),
        ("The clinic put the number of people wounded at nine.", {"injured": 9}),
        ("The council put the number of dead at two.", {"killed": 2}),
        ("In Halm, 12 dead sheep were found.", {"sheep": 12}),
        ("The minister, 54, injured in the crash, is well.", {}),
        ("No one was injured in Halm.", {}),
    ],
)
def test_tolls_are_told_without_a_verb_of_their_own_too(happened, text, expected):
    found = happened(text).events
    figures = {each.kind: each.best for event in found for each in event.figures}
    assert figures == expected
    assert len({event.id for event in found}) == len(found)
    assert [event.trigger.spans for event in found] == sorted(event.trigger.spans for event in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 2,000 came to the square on Monday.", {"people": 2000}),
        ("The fire killed 12 people and 300 cattle.", {"killed": 12, "cattle": 300}),
        ("Crews burned 12 buses and hurt 15 people.", {"bus": 12, "injured": 15}),
        ("Velia sent 1.500 soldiers to Halm.", {"sent": 1500}),
        ("Velia sent 1.500 soldiers to Halm, and 2,000 guards marched.", {"sent": 1.5, "took_part": 2000}),
    ],
)
def test_what_is_counted_is_people_or_what_the_noun_says(happened, text, expected):
    assert {each.kind: each.best for event in happened(text).events for each in event.figures} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("More than 2,000 protesters marched through Halm on Monday.", ("took_part", "protester")),
        ("Some 2,000 rallied in Halm on Monday.", ("took_part", "people")),
        ("Some 300 dockers gathered on Monday to demand pay.", ("took_part", "docker")),
        ("About 300 protesters assembled in Halm on Monday.", ("took_part", "protester")),
        ("Some 300 dockers picketed the depot on Monday.", ("took_part", "docker")),
        ("Some 400 people took part in the demonstration in Halm.", ("took_part", "people")),
        ("About 400 dockers attended the rally in Halm on Monday.", ("took_part", "docker")),
        ("A march of 3,000 dockers was held in Halm on Monday.", ("took_part", "docker")),
        ("The ministry dispatched 300 police officers to Halm on Monday.", ("sent", "officer")),
        ("On Monday 1,500 soldiers were deployed to Halm.", ("sent", "soldier")),
    ],
)
def test_who_took_part_or_was_sent_is_counted_as_such(happened, text, expected):
    found = [(figure.kind, figure.unit) for event in happened(text).events for figure in event.figures]
    assert found == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The firm sent 300 letters to Halm on Monday.",
        "The delegates attended two meetings in Halm on Monday.",
        "The leader of 300 dockers marched to Halm on Monday.",
        "Police arrested 12 protesters who marched in Halm.",
        "Twelve detectives gathered evidence at the depot on Monday.",
        "Twelve workers assembled three lorries at the depot on Monday.",
        "The column marched 40 kilometres on Monday.",
    ],
)
def test_who_neither_took_part_nor_was_sent(happened, text):
    kinds = {figure.kind for event in happened(text).events for figure in event.figures}
    assert kinds.isdisjoint({"took_part", "sent"})


@pytest.mark.parametrize(
    ("text", "trigger", "time"),
    [
        (
            "Late in the evening on May 5, the police arrested twelve dockers.",
            "arrested",
            "2031-05-05TEV",
        ),
        ("On the night of May 6, guards closed the port of Halm.", "closed", "2031-05-06TNI"),
        ("The council that met on the night of May 6 closed the port of Halm.", "closed", None),
        ("Crowds marched in Halm on the second anniversary of the May 3, 2029 attack.", "marched", None),
        ("Crowds marched in Halm on the anniversary of the revolution.", "marched", None),
    ],
)
def test_when_it_was_by_what_opens_or_ends_the_sentence(happened, text, trigger, time):
    found = happened(text)
    event = by_trigger(found)[trigger]
    assert next((each.value for each in found.times if each.id == event.time), None) == time


@pytest.mark.parametrize(
    ("what", "trigger", "value"),
    [
        ("fire that killed 30 people last year", "killed", "2030"),
        ("fire that killed 30 people on 3 May last year", "killed", "2030-05-03"),
        ("fire that killed 30 people two years ago", "killed", "2029"),
        ("fire, which killed 30 people in 2029", "killed", "2029"),
    ],
)
def test_what_an_anniversary_remembers_keeps_its_own_date(happened, what, trigger, value):
    found = happened(f"On Monday the council marked the anniversary of the {what}.")
    values = {each.id: each.value for each in found.times}
    events = by_trigger(found)
    assert values[events[trigger].time] == value
    assert values[events["marked"].time] == "2031-05-05"


def test_a_day_of_the_anniversary_is_of_what_marks_it(happened):
    found = happened("Crowds marched on the anniversary on Monday of the attack.")
    events = by_trigger(found)
    assert (events["marched"].time is not None, events["attack"].time) == (True, None)


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("The court could overturn the arrest of Ona Veld if it finds errors.", "arrest", "happened"),
        ("Velia would condemn the attack on Halm if it were asked.", "attack", "happened"),
        ("If it broke, you would ask me why I had not closed the lock.", "closed", "hypothetical"),
    ],
)
def test_what_would_be_done_about_an_event_leaves_it_as_it_is(happened, text, trigger, status):
    assert by_trigger(happened(text))[trigger].status == status


def test_who_only_says_so_takes_no_part(happened):
    text = "A fire at the depot killed five people, the interior minister said on Wednesday."
    event = by_trigger(happened(text))["killed"]
    assert not {words for _, words in parts(event, text) if "minister" in words}


def test_a_bound_is_no_denial(happened):
    event = by_trigger(happened("No more than 12 people were killed in the raid."))["killed"]
    assert event.status == "happened"


def test_every_event_is_anchored(happened):
    text = "The lock was shut in Halm. Guards fired on the crews, and at least four barges were seized."
    found = happened(text)
    known = {each.id for each in (*found.times, *found.places, *found.statements)}
    for event in found.events:
        assert event.trigger.text == " … ".join(span.of(text) for span in event.trigger.spans)
        assert {event.time, event.place, event.reported_by} - {None} <= known
        assert all(figure.span.of(text) for figure in event.figures)


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("The minister came to Halm at nine.", "came", ("actor", "The minister")),
        ("The mayor ordered the guards to leave.", "leave", ("actor", "the guards")),
        ("The mayor called on the guards to withdraw.", "withdraw", ("actor", "the guards")),
        ("The lorry hit a wall and killed two guards.", "killed", ("actor", "The lorry")),
        ("Two guards died in the raid on Monday.", "died", ("recipient", "Two guards")),
    ],
)
def test_who_does_it_where_the_verb_has_no_subject_of_its_own(happened, text, trigger, expected):
    assert expected in parts(by_trigger(happened(text))[trigger], text)


@pytest.mark.parametrize("word", ["right", "desire", "interests", "liquefied"])
def test_what_is_had_or_wanted_is_no_event(happened, word):
    text = (
        "On Monday in Halm the desire of the crews, their right and interests, the price of liquefied gas "
        "and the strike came before the board."
    )
    assert word not in by_trigger(happened(text))


@settings(max_examples=500)
@given(sentences())
def test_no_tree_breaks_status_figures_or_participants(words):
    count = len(words.forms)
    arguments = {"ARG0": [(0, count)], "ARG1": [(0, 1)], "ARGM-MNR": [(0, count)]}
    assert all(0 <= each.word < count for each in tolls(words, with_commas(words.lower)))
    living = Living(words, {})
    found = [each for verb in range(count) for each in taking_part(words, verb, arguments, living)]
    assert all(0 <= each.words[0] <= each.head < each.words[1] <= count for each in found)
    for word in range(count):
        status_of(words, word, 0.0)
        for figure in counts(words, words.lower, word, (0, count), whole=True):
            assert 0 <= figure.words[0] < figure.words[1] <= count
