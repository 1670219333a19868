"""Who asserts and who denies a matter, from statements and events that are given."""

from __future__ import annotations

import pytest

from rashomon.compare import compare_documents
from rashomon.model.corpus import Extraction
from rashomon.model.records import Actor, Participant
from tests.compare.test_matters import at, event, statement
from tests.compare.vectors import letter_vectors

GAS = "that police had used tear gas in Halm Square"
VELDE, KARST = "1" * 16, "2" * 16
NAMES = {VELDE: "Rosa Velde", KARST: "Odo Karst"}


def told(  # noqa: PLR0913 - all that a test may want to say of a text
    make, name, actor, cue, content, *, act="said", trigger=None, roles=None, **fields
):
    """Return a text in which somebody says something, the statement, and the event in it."""
    document = make(f"{NAMES[actor]} {cue} {content}.", name)
    said = statement(document, NAMES[actor], cue, content, act=act, actor=actor)
    parts = tuple(
        Participant(role=role, span=at(document.text, words)) for role, words in (roles or {}).items()
    )
    inside = [event(document, trigger, reported_by=said.id, participants=parts, **fields)] if trigger else []
    return document, said, inside


def held(*texts):
    """Return the label of the first matter, and who holds what of it."""
    documents, said, events = zip(*texts, strict=True)
    actors = tuple(Actor(id=each, type="person", names=(name,)) for each, name in NAMES.items())
    extraction = Extraction(
        documents=documents,
        statements=said,
        events=tuple(each for own in events for each in own),
        actors=actors,
    )
    _, found = compare_documents(extraction, letter_vectors)
    matter = found.matters[0]
    own = (each for each in found.positions if each.proposition == matter.id)
    return matter.label, {(NAMES[each.actor], each.position) for each in own}


def test_where_everybody_denies_nobody_is_said_to_assert(make):
    crossed = "that troops of Lurmia had crossed the border near Halm"
    label, holding = held(
        *(
            told(make, f"{who}.txt", who, "denied", crossed, act="denied", trigger="crossed", status="denied")
            for who in NAMES
        )
    )
    assert label == crossed.removeprefix("that ")
    assert holding == {("Rosa Velde", "denies"), ("Odo Karst", "denies")}


@pytest.mark.parametrize("trigger", [None, "used"])
def test_who_says_that_it_was_not_so_denies_and_does_not_assert(make, trigger):
    not_used = GAS.replace("had used", "had not used")
    label, holding = held(
        told(make, "1.txt", VELDE, "said", GAS, trigger=trigger),
        told(make, "2.txt", KARST, "said", not_used, trigger=trigger, status="denied"),
    )
    assert label == GAS.removeprefix("that ")
    assert holding == {("Rosa Velde", "asserts"), ("Odo Karst", "denies")}


@pytest.mark.parametrize(
    ("cue", "content", "position"),
    [
        ("ruled out", GAS, {"denies"}),
        ("said", f"it was a lie {GAS}", {"denies"}),
        ("said", f"there was no evidence {GAS}", {"denies"}),
        ("said", f"there are no facts proving {GAS}", {"denies"}),
        ("said", f"it was an invention {GAS}", {"denies"}),
        ("said", f"reports {GAS} were false", {"denies"}),
        ("said", f"the claim {GAS} was utterly absurd", {"denies"}),
        ("said", GAS.replace("that", "he was investigating whether", 1), {"doubts"}),
        ("doubted", GAS, {"doubts"}),
        ("did not believe", GAS, {"doubts"}),
        ("is not sure", GAS, {"doubts"}),
        ("said", f"he was not yet convinced {GAS}", {"doubts"}),
        ("said", GAS.replace("that", "it was unclear whether", 1), {"doubts"}),
        ("said", f"they had seen no evidence {GAS}", {"doubts"}),
        ("said", f"he had no doubt {GAS}", {"asserts"}),
        ("never doubted", GAS, {"asserts"}),
        ("knew", GAS, set()),
        ("lied", GAS, set()),
        ("could not confirm", GAS, set()),
        ("declined to say", GAS.replace("that", "whether", 1), set()),
        ("said", f"he could not confirm {GAS}", set()),
    ],
)
@pytest.mark.parametrize("trigger", [None, "used"])
def test_words_around_what_is_said_tell_whether_it_is_held(make, cue, content, position, trigger):
    label, holding = held(
        told(make, "1.txt", VELDE, "said", GAS, trigger=trigger),
        told(make, "2.txt", KARST, cue, content, trigger=trigger),
    )
    assert label == GAS.removeprefix("that ")
    assert holding - {("Rosa Velde", "asserts")} == {("Odo Karst", each) for each in position}


def test_what_can_be_true_of_one_alone_is_denied_by_who_says_it_of_another(make):
    texts = [
        told(make, f"{who}.txt", who, "said", f"that {by} had opened fire first in Halm",
             trigger="opened", roles={"actor": by})
        for who, by in ((VELDE, "the army"), (KARST, "the rebels"))
    ]  # fmt: skip
    label, holding = held(*texts)
    others = {"the army had opened fire first in Halm": "Odo Karst"}.get(label, "Rosa Velde")
    assert holding == {(name, "denies" if name == others else "asserts") for name in NAMES.values()}


def test_who_denies_it_of_some_denies_it_of_no_others(make):
    soldiers, civilians = (
        "that twelve soldiers had been killed in Halm",
        "that civilians had been killed in Halm",
    )
    _, holding = held(
        told(make, "1.txt", VELDE, "said", soldiers, trigger="killed",
             roles={"recipient": "twelve soldiers"}),
        told(make, "2.txt", KARST, "denied", civilians, act="denied", trigger="killed", status="denied",
             roles={"recipient": "civilians"}),
    )  # fmt: skip
    assert ("Odo Karst", "denies") not in holding
