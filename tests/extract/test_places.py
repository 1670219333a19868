"""Places that texts name, with the shipped model and gazetteer."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "name", "lies_in"),
    [
        ("The mayor of Moscow, Idaho, said on Monday that the road was shut.", "Moscow", "Idaho"),
        ("Rain fell in northern Kazakhstan on Monday.", "Kazakhstan", None),
        ("Troops left South Korea on Monday.", "South Korea", None),
    ],
)
def test_what_a_name_lies_in_and_which_part_of_it_is_meant(read, text, name, lies_in):
    found = {place.name: place for place in read(text).places}
    assert name in found
    assert lies_in is None or lies_in in found[name].containment
    assert all(place.span.of(text) == place.text for place in found.values())
