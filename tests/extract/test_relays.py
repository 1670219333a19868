"""Who passed words on, and whom they cite, with the shipped model and on any tree."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from rashomon.extract.relays import relayed
from rashomon.extract.told import Told
from tests.extract.trees import sentences


@pytest.mark.parametrize(
    ("text", "outer", "inner", "content"),
    [
        (
            "The Halm Wire reported, citing two officials, that the bridge was closed.",
            "The Halm Wire",
            "two officials",
            "that the bridge was closed",
        ),
        (
            "Citing a source in the council, the Halm Wire said that the bridge was closed.",
            "the Halm Wire",
            "a source in the council",
            "that the bridge was closed",
        ),
        (
            "The agency quoted the mayor as saying that the bridge was safe.",
            "The agency",
            "the mayor",
            "that the bridge was safe",
        ),
        (
            "“The bridge is shut,” Veld was quoted as saying by the Halm Wire.",
            "the Halm Wire",
            "Veld",
            "“The bridge is shut,”",
        ),
        (
            "The bridge was shut, Veld said, as quoted by the Halm Wire.",
            "the Halm Wire",
            "Veld",
            "The bridge was shut",
        ),
        (
            "The mayor was quoted by Salt Radio as saying that the bridge was safe.",
            "Salt Radio",
            "The mayor",
            "that the bridge was safe",
        ),
        (
            "According to the Halm Wire, quoting a hospital doctor, twelve people were hurt.",
            "the Halm Wire",
            "a hospital doctor",
            "twelve people were hurt",
        ),
        (
            "Salt Radio, which cited two officers, reported that the bridge was closed.",
            "Salt Radio",
            "two officers",
            "that the bridge was closed",
        ),
        (
            "The bridge was shut, the ministry said in a statement carried by the Halm Wire.",
            "the Halm Wire",
            "the ministry",
            "The bridge was shut",
        ),
        (
            "Two guards were hurt, Ona Veld told the Halm Wire, Salt Radio reported.",
            "Salt Radio",
            "Ona Veld",
            "Two guards were hurt",
        ),
    ],
)
def test_words_that_were_passed_on_are_theirs_who_said_them_through_who_passed_them_on(
    read, text, outer, inner, content
):
    found = {each.speaker.text: each for each in read(text).statements}
    assert set(found) == {outer, inner}
    assert found[inner].content.text == content
    assert found[inner].within == found[outer].id
    assert [step.statement for step in found[inner].via] == [found[outer].id]


def test_a_reason_that_is_cited_says_nothing(read):
    found = read("The Halm Wire praised the mayor, citing her courage, and said that she would win.")
    assert "her courage" not in {each.speaker.text for each in found.statements}


@settings(max_examples=500)
@given(sentences())
def test_no_tree_makes_a_relay_of_nothing(words):
    count = len(words.forms)
    whole = [Told(((0, 1),), ((number, number + 1),), ((0, count),), 1.0, "x") for number in range(count)]
    for told in relayed(words, whole):
        assert told.cue
        assert told.content
        assert all(0 <= first < end <= count for first, end in told.ranges)
