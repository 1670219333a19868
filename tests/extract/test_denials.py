"""Whose a denial is, right behind an accusation."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kestria accused Norvia of shelling a village. It denied the charge.", "Norvia"),
        ("Kestria accused Norvia of shelling a village. It denied that and called for talks.", "Norvia"),
        ("Kestria accused Norvia of shelling a village. It said the charge was false.", "Norvia"),
        ("Karo Strenn, whom Velmora accuses of the attack, which he denies, left the town.", "Karo Strenn"),
        ("Karo Denn, whom Ona Veld accuses of theft, which he denies, left the town.", "Karo Denn"),
        ("Karo Denn was accused by Ona Veld of stealing coal. He denied it.", "Karo Denn"),
        ("Joren Pell accused Karo Denn of theft. He denied it.", "Karo Denn"),
        # What is added, and what nobody is accused of, is denied by whoever spoke last.
        ("Kestria accused Norvia of shelling a village. It also denied that its guns had moved.", "Kestria"),
        ("Joren Pell condemned Karo Denn's decision. He denied that he had been asked.", "Joren Pell"),
        ("Kestria accused Norvia of shelling a village. It demanded an apology.", "Kestria"),
    ],
)
def test_who_is_accused_denies(read, text, name):
    found = read(text)
    names = {actor.id: actor.names for actor in found.actors}
    last = next(each for each in found.statements if each.speaker.text.lower() in {"it", "he"})
    assert [name in names[member.actor] for member in last.speaker.members] == [True]
