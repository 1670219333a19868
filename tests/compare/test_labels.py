"""Propositions as a reader meets them: what gives the label, what says the same, and what is none."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from rashomon.compare import compare_documents
from rashomon.model.corpus import Extraction
from rashomon.model.records import Actor, Mention, Participant
from tests.compare.test_matters import at, event, statement
from tests.compare.vectors import letter_vectors

ORDER = "The harbour council ordered the removal of 12 barges from the northern quay."
ECHO = "They ordered the removal of 12 barges from the northern quay, the pilots said."
QUOTED = "“The northern quay was cleared of barges. Nobody asked us,” the pilots said."
HEARD = "The pilots said that the northern quay was cleared of barges."


def told(document, trigger, subject, **fields):
    took_part = (Participant(role="actor", span=at(document.text, subject)),)
    return event(document, trigger, participants=took_part, **fields)


def propositions(documents, statements=(), events=()):
    extraction = Extraction(documents=tuple(documents), statements=tuple(statements), events=tuple(events))
    return compare_documents(extraction, letter_vectors)[1].propositions


def labels(*given, **fields):
    return [each.label for each in propositions(*given, **fields)]


def test_what_is_said_by_a_noun_is_labelled_with_who_says_it(make):
    one, other = make(ORDER, "1.txt"), make(ECHO, "2.txt")
    said = (
        statement(one, "The harbour council", "ordered",
                  "the removal of 12 barges from the northern quay", act="ordered"),
        statement(other, "They", "ordered", "the removal of 12 barges from the northern quay", act="ordered"),
    )  # fmt: skip
    assert labels((one, other), said) == [ORDER.rstrip(".")]


def test_a_quotation_gives_its_first_sentence_without_its_marks(make):
    one, other = make(QUOTED, "1.txt"), make(HEARD, "2.txt")
    said = (
        statement(one, "the pilots", "said", "“The northern quay was cleared of barges. Nobody asked us,”"),
        statement(other, "The pilots", "said", "that the northern quay was cleared of barges"),
    )
    (label,) = labels((one, other), said)
    assert label.casefold() == "the northern quay was cleared of barges"


def test_a_mark_whose_other_half_is_among_the_words_is_kept(make):
    texts = [
        make(f"{who} said that the barges were “moved to a safe quay”.", f"{number}.txt")
        for number, who in enumerate(("The pilots", "The council"))
    ]
    said = [
        statement(each, who, "said", "that the barges were “moved to a safe quay”")
        for each, who in zip(texts, ("The pilots", "The council"), strict=True)
    ]
    assert labels(texts, said) == ["the barges were “moved to a safe quay”"]


def test_an_event_gives_its_clause_from_the_subject_on(make):
    words = "On Monday the river guards cleared the northern quay of barges, and left."
    texts = [make(words, f"{number}.txt") for number in range(2)]
    events = [told(each, "cleared", "the river guards") for each in texts]
    assert labels(texts, events=events) == ["the river guards cleared the northern quay of barges"]


@pytest.mark.parametrize(
    ("words", "trigger", "subject", "labelled"),
    [
        (
            "The ferry is back when the slipway is mended at the yard.", "mended", "the slipway",
            ["The ferry is back when the slipway is mended at the yard"],
        ),
        ("Judges cut the number of pilots fined at the quay to 9.", "fined", "pilots", []),
        (
            "Nine pilots were treated at St. Olave's ward by the quay.", "treated", "Nine pilots",
            ["Nine pilots were treated at St. Olave's ward by the quay"],
        ),
        ('"The mast broke off," the pilots of the quay said.', "broke", "The mast", ["The mast broke off"]),
    ],
)  # fmt: skip
def test_a_fragment_of_a_sentence_is_no_label(make, words, trigger, subject, labelled):
    texts = [make(words, f"{number}.txt") for number in range(2)]
    assert labels(texts, events=[told(each, trigger, subject) for each in texts]) == labelled


def test_a_label_is_not_torn_out_of_a_quotation(make):
    words = 'The pilots "saw the mast, and it went," the harbour council told the court.'
    texts = [make(words, f"{number}.txt") for number in range(2)]
    made = labels(texts, events=[told(each, "told", "it") for each in texts])
    assert not any(label.startswith("it went") for label in made)


@pytest.mark.parametrize("trigger", ["removal", "barges"])
def test_nouns_alone_are_no_proposition(make, trigger):
    texts = [
        make("Removal of barges, northern quay: removal at noon.", f"{number}.txt") for number in range(2)
    ]
    assert labels(texts, events=[event(each, trigger) for each in texts]) == []


def test_a_statement_and_the_event_in_it_are_both_members(make):
    one, other = make(HEARD, "1.txt"), make(HEARD.replace("pilots", "dockers"), "2.txt")
    said = [
        statement(one, "The pilots", "said", "that the northern quay was cleared of barges"),
        statement(other, "The dockers", "said", "that the northern quay was cleared of barges"),
    ]
    inside = [told(each, "cleared", "the northern quay", reported_by=of.id)
              for each, of in zip((one, other), said, strict=True)]  # fmt: skip
    (found,) = propositions((one, other), said, inside)
    assert set(found.members) == {each.id for each in (*said, *inside)}


def test_each_finding_of_a_proposition_stands_under_one_value_and_denials_apart(make):
    one, other = make(HEARD, "1.txt"), make(HEARD.replace("said", "denied"), "2.txt")
    said = [
        statement(one, "The pilots", "said", "that the northern quay was cleared of barges"),
        statement(
            other, "The pilots", "denied", "that the northern quay was cleared of barges", act="denied"
        ),
    ]
    (found,) = propositions((one, other), said)
    assert [(value.value, value.findings) for value in found.values] == [
        (found.label, (said[0].id,)),
        ("not so", (said[1].id,)),
    ]


def test_an_agency_that_its_own_text_calls_by_its_initials_is_one_actor(make):
    document = make("LOTVA (NRA) - The quay is closed.", "1.txt", outlet="Northern River Agency")
    span = at(document.text, "NRA")
    mention = Mention(id="a" * 16, document=document.id, span=span, text="NRA", type="organisation",
                      actor="1" * 16, score=1.0, made_by="test")  # fmt: skip
    agency = Actor(id="1" * 16, type="organisation", names=("NRA",))
    extraction = Extraction(documents=(document,), mentions=(mention,), actors=(agency,))
    together, _ = compare_documents(extraction, letter_vectors)
    assert [each.names for each in together.actors] == [("NRA",)]


def test_who_says_a_thing_itself_does_not_relay_it(make):
    document = make(f"{HEARD} The northern quay was cleared of barges.", "1.txt", outlet="Post")
    other = make(HEARD, "2.txt")
    said = [
        statement(each, "The pilots", "said", "that the northern quay was cleared of barges")
        for each in (document, other)
    ]
    own = event(document, "cleared")
    start = document.text.rindex("cleared")
    span = replace(own.trigger.spans[0], start=start, end=start + len("cleared"))
    subject = replace(span, start=start - len("The northern quay was "), end=start - len(" was "))
    own = replace(own, id="e" * 16, trigger=replace(own.trigger, spans=(span,)),
                  participants=(Participant(role="object", span=subject),))  # fmt: skip
    extraction = Extraction(documents=(document, other), statements=tuple(said), events=(own,))
    together, comparison = compare_documents(extraction, letter_vectors)
    (post,) = (each.id for each in together.actors if "Post" in each.names)
    assert {each.position for each in comparison.positions if each.actor == post} == {"asserts"}
