"""Exchanges of two on single lines, and whom third persons in them mean."""

from __future__ import annotations

import pytest

ON_LINES = (
    "Radio Sarn: The opposition leader says that you lied.\n"
    "Blum: She says that each year. The books are open.\n"
    "Radio Sarn: The finance minister wants to resign.\n"
    "Blum: He has told me nothing. I will ask him.\n"
    "Radio Sarn: And the bridge?\n"
    "Blum: We will build it."
)


def speakers(found):
    """Return the words of each speaker with the first names of those who speak."""
    names = {actor.id: actor.names[0] for actor in found.actors}
    return [(each.speaker.text, [names[m.actor] for m in each.speaker.members]) for each in found.statements]


@pytest.mark.parametrize("text", [ON_LINES, f"Interview with Mayor Otto Blum\n{ON_LINES}"])
def test_turns_on_lines_of_one_paragraph_are_each_their_labels(read, text):
    turns = [each for each in read(text, wrapped=True).statements if each.made_by == "turn-of-transcript"]
    assert [each.speaker.text for each in turns] == ["Radio Sarn", "Blum"] * 3


@pytest.mark.parametrize("wrapped", [True, False])
def test_nobody_is_spoken_of_to_their_face(read, wrapped):
    found = speakers(read(ON_LINES, wrapped=wrapped))
    assert ("The opposition leader", ["opposition leader"]) in found
    assert ("The finance minister", ["finance minister"]) in found
    third = [names for said, names in found if said in {"She", "He"}]
    assert all(names == [] for names in third)


def test_lines_with_a_label_each_of_their_own_are_no_exchange(read):
    found = read("Cost: three million.\nSize: two halls.\nOwner: the town of Halm.", wrapped=True)
    assert not any(each.made_by == "turn-of-transcript" for each in found.statements)
