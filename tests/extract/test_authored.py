"""Texts that are themselves a statement, with the shipped model."""

from __future__ import annotations

import time

import pytest

from rashomon.extract.authored import authored
from rashomon.extract.told import Told
from rashomon.extract.words import words_of
from rashomon.model.identity import document_id, text_sha256
from rashomon.model.records import Document, Part, Sourced

DEMANDS = """Dockers' Union of Halm
About the lock.
The lock was shut on Monday.
Together we demand:
1. that the lock be opened at once;
2. a second guard at the lock at night, now and not next year.
Halm, 3 May 2031.
"""


def test_what_opens_a_list_is_said_of_its_items_and_headings_say_nothing(read):
    found = read(DEMANDS, voice="Dockers' Union of Halm")
    assert [(each.act, each.cue.text, each.content.text) for each in found.statements] == [
        ("said", "", "The lock was shut on Monday."),
        ("demanded", "demand", "that the lock be opened at once;"),
        ("demanded", "demand", "a second guard at the lock at night, now and not next year."),
    ]
    assert {each.kind for each in found.statements} == {"authored"}


@pytest.mark.parametrize("opening", ["We", "We, the Road Union and the Union of Pilots,"])
def test_we_are_all_who_sign(read, opening):
    found = read(
        f"The Road Union and the Union of Pilots:\n{opening} reject the sale of the quay.",
        voice="Road Union and the Union of Pilots",
    )
    (said,) = found.statements
    names = {actor.id: actor.names[0] for actor in found.actors}
    assert said.kind == "authored"
    assert [names[member.actor] for member in said.speaker.members] == ["Road Union", "Union of Pilots"]


def test_states_sign_as_such(read):
    found = read(
        "Joint statement by the foreign ministers of Ostria, Tarland and Lind\nThe shelling was a crime.",
        titled=True,
        voice="Ostria, Tarland and Lind",
    )
    names = {actor.id: actor.names[0] for actor in found.actors}
    (said,) = (each for each in found.statements if each.kind == "authored")
    assert [names[member.actor] for member in said.speaker.members] == ["Ostria", "Tarland", "Lind"]


def test_we_in_the_words_of_another_are_not_those_who_sign(read):
    found = read(
        "The Road Union and the Union of Pilots:\nThe sale is void. “We reject it,” said Mayor Ada Sorrel.",
        voice="Road Union and the Union of Pilots",
    )
    names = {actor.id: actor.names[0] for actor in found.actors}
    quoted = [each for each in found.statements if each.kind != "authored"]
    assert {names[member.actor] for each in quoted for member in each.speaker.members} == {"Ada Sorrel"}


def test_what_others_intend_is_asserted_by_the_text_that_says_so(read):
    found = read("The guards intend to burn the barges.", voice="Dockers' Union of Halm")
    outer, inner = sorted(found.statements, key=lambda each: each.kind)
    assert (outer.kind, inner.cue.text) == ("authored", "intend")
    assert inner.within == outer.id


@pytest.mark.parametrize(
    "text",
    [
        "Thus, it can be stated that the League has become a police force.",
        "And this request was granted at once by its friends.",
        "The council has approved the plan.",
        "The Dockers' Union protests in the strongest terms against the use of guards in our town.",
    ],
)
def test_what_nobody_says_and_what_others_do_is_asserted_by_the_text(read, text):
    (found,) = read(text, voice="Dockers' Union of Halm").statements
    assert (found.kind, found.content.text) == ("authored", text)


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("The lock is widely seen as unsafe, and nobody has mended it.", "is widely seen"),
        ("The council demanded their names, and it got none.", "demanded"),
    ],
)
def test_a_sentence_of_which_others_say_a_part_is_asserted_whole(read, text, inner):
    outer, said = sorted(read(text, voice="Dockers' Union of Halm").statements, key=lambda each: each.kind)
    assert (outer.kind, outer.content.text) == ("authored", text)
    assert (said.cue.text, said.within) == (inner, outer.id)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor claims that the lock is safe.",
        "The guards threatened to burn the barges, and the mayor denied that she had sent them.",
    ],
)
def test_a_sentence_that_only_tells_what_others_say_is_theirs(read, text):
    assert all(each.kind == "indirect" for each in read(text, voice="Dockers' Union of Halm").statements)


def test_a_text_passes_on_nothing_of_its_own_words(read):
    found = read(
        "The lock is shut and, as we said on Monday, it must open before the winter.",
        voice="Dockers' Union of Halm",
    )
    assert all(each.via == () for each in found.statements if each.kind == "authored")


def test_a_demand_takes_no_words_from_the_accusation_behind_it(read):
    found = read(
        "We demand a new lock. We demand an open vote. "
        "We accuse Captain Joren Pell, who led the guards, of having ordered them to shut the gates.",
        voice="Dockers' Union of Halm",
    )
    said = {(each.act, each.content.text) for each in found.statements if each.cue.text}
    assert said >= {("demanded", "a new lock"), ("demanded", "an open vote")}
    (blame,) = (content for act, content in said if act == "blamed")
    assert blame.startswith("Captain Joren Pell")
    assert all("gates" not in content for act, content in said if act == "demanded")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The mayor apologised for the raid.", "The mayor"),
        ("The mayor regretted the raid.", "The mayor"),
        ("The council agreed to the plan.", "The council"),
    ],
)
def test_who_apologises_regrets_or_agrees_says_so(read, text, speaker):
    (found,) = read(text, voice="Dockers' Union of Halm").statements
    assert (found.kind, found.act, found.speaker.text) == ("indirect", "other", speaker)


def test_sentences_within_a_long_statement_take_no_longer_than_others(analyser):
    text = "It has a gate. The lock was shut on Monday. " * 300
    document = Document(
        id=document_id(text, "a.txt"), path="a.txt", text=text, text_sha256=text_sha256(text),
        length=len(text), parts=(Part(kind="body", start=0, end=len(text)),),
        voice=Sourced(value="Dockers' Union of Halm", source="user", score=1.0),
    )  # fmt: skip
    analysis = next(analyser.analyse([document]))
    words = words_of(analysis)
    around = Told(((0, 1),), ((1, 2),), ((2, len(words.forms)),), 0.9, "rule")

    def taken(others: list[Told]) -> float:
        started = time.perf_counter()
        list(authored(document, analysis, words, others))
        return time.perf_counter() - started

    assert min(taken([around]) for _ in range(3)) < 8 * min(taken([]) for _ in range(3))
