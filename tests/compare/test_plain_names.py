"""People by their names, without an office told at length or a state before them."""

from __future__ import annotations

import pytest

from rashomon.compare.plain_names import named_plainly
from rashomon.model.corpus import Extraction
from rashomon.model.identity import finding_id
from rashomon.model.offsets import Span
from rashomon.model.records import Actor, Mention


def named(make, words, kind="person", others=()):
    """Return the names of who is mentioned in these words, by their folded form at first."""
    text = f"{words} came late."
    document = make(text, "1.txt")
    span = Span(0, len(words))
    own = words.casefold().removeprefix("the ").removeprefix("a ")
    first = Actor(id="1" * 16, type=kind, names=(own if words.startswith(("The", "A ")) else words,))
    mention = Mention(
        id=finding_id(document.id, "mention", [span]), document=document.id, span=span, text=words,
        type=kind, actor=first.id, score=0.9, made_by="test",
    )  # fmt: skip
    rest = tuple(
        Actor(id=str(number) * 16, type=type_, names=(name,))
        for number, (type_, name) in enumerate(others, 2)
    )
    found = named_plainly(Extraction(documents=(document,), mentions=(mention,), actors=(first, *rest)))
    return found.actors[0].names


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The warden of Norland Osbert Tallow", "Osbert Tallow"),
        ("The head of the guild Osbert Tallow", "Osbert Tallow"),
        ("A rider of the coach, Osbert Tallow", "Osbert Tallow"),
        ("The angler in the Marl Courier", "angler in the marl courier"),
        ("The warden of Greater Norland", "warden of greater norland"),
        ("The warden of the league Greater Council", "warden of the league greater council"),
    ],
)
def test_a_description_that_ends_in_a_name_is_led_to_it(make, words, name):
    assert named(make, words) == (name,)


def test_what_is_known_as_no_person_is_no_name(make):
    others = (("organisation", "Tallow Lines"),)
    assert named(make, "The owner of barge Tallow Lines", others=others) == ("owner of barge tallow lines",)


@pytest.mark.parametrize(
    ("words", "known", "name"),
    [
        ("Norlander Osbert Tallow", "Osbert Tallow", "Osbert Tallow"),
        ("Norland Osbert Tallow", "Osbert Talow", "Osbert Tallow"),
        ("Norland Osbert Tallow", "Wilma Hask", "Norland Osbert Tallow"),
        ("Edgar Osbert Tallow", "Osbert Tallow", "Edgar Osbert Tallow"),
    ],
)
def test_a_state_before_a_name_that_is_known_without_it_is_left_out(make, words, known, name):
    assert named(make, words, others=(("country", "Norland"), ("person", known))) == (name,)


def test_a_description_that_ends_in_a_mention_by_name_is_of_that_person(make):
    text = "The warden of the guild Osbert Tallow came late."
    document = make(text, "1.txt")
    actors = (
        Actor(id="1" * 16, type="person", names=("warden of the guild osbert tallow",)),
        Actor(id="2" * 16, type="person", names=("Osbert Tallow",)),
    )
    spans = [Span(0, text.index(" came")), Span(text.index("Osbert"), text.index(" came"))]
    mentions = tuple(
        Mention(
            id=finding_id(document.id, "mention", [span]), document=document.id, span=span,
            text=span.of(text), type="person", actor=actor.id, score=0.9, made_by="test",
        )
        for span, actor in zip(spans, actors, strict=True)
    )  # fmt: skip
    found = named_plainly(Extraction(documents=(document,), mentions=mentions, actors=actors))
    assert [actor.names for actor in found.actors] == [("Osbert Tallow",)]
    assert {mention.actor for mention in found.mentions} == {found.actors[0].id}
