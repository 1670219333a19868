"""Values that a text tells and does not give, and those of other events: they part from none."""

from __future__ import annotations

import pytest

import rashomon

UNION = """Ferry union counts the dead
Pelm Courier
{day} June 2033

PELM — Forty sailors died when the ferry Asta sank off Pelm on Monday, the sailors' union said.
{more}
"""
OFFICE = """Harbour office on the Asta
Pelm Gazette
4 June 2033

PELM — Six sailors died when the ferry Asta sank off Pelm on Monday, the harbour office said.
{more}
"""


def compared(folder, *texts):
    for number, words in enumerate(texts):
        (folder / f"{number}.txt").write_text(words)
    return rashomon.compare(folder)


def parted(story):
    """Return each two values of a number that stand to one another, in lower case, the left one first."""
    links = (link for link in story.links if link.compatible is not None)
    return {(each.left_value.lower(), each.right_value.lower()) for each in links}


def values(story):
    found = (link for link in story.links if link.compatible is not None)
    return {value.lower() for each in found for value in (each.left_value, each.right_value)}


def test_numbers_that_two_sources_give_part(tmp_path):
    story = compared(tmp_path, OFFICE.format(more=""), UNION.format(day=5, more=""))
    assert parted(story) == {("six", "forty")}


@pytest.mark.parametrize(
    "more",
    [
        "Correction: An earlier version of this article said that 60 sailors had died when the Asta sank.",
        "The Courier had wrongly reported that 60 sailors died when the ferry Asta sank off Pelm.",
    ],
)
def test_a_number_of_an_earlier_version_corrects_nothing(tmp_path, more):
    story = compared(tmp_path, OFFICE.format(more=""), UNION.format(day=5, more=more))
    assert "60" not in values(story)
    assert ("six", "forty") in parted(story)


@pytest.mark.parametrize(
    "more",
    [
        "Claims that 60 sailors died when the ferry Asta sank off Pelm are false.",
        "The office denied that 60 sailors had died when the ferry Asta sank off Pelm.",
        "The office rejected reports that 60 sailors died when the ferry Asta sank off Pelm.",
        "It is untrue that 60 sailors died when the ferry Asta sank off Pelm.",
    ],
)
def test_a_number_that_is_denied_is_no_value_of_who_denies_it(tmp_path, more):
    story = compared(tmp_path, OFFICE.format(more=more), UNION.format(day=5, more=""))
    assert "60" not in values(story)
    assert ("six", "forty") in parted(story)


def test_what_was_denied_to_people_is_counted(tmp_path):
    told = "The harbour office denied entry to {} sailors of the ferry Asta in Pelm on Tuesday."
    one, other = OFFICE.format(more=told.format(30)), UNION.format(day=4, more=told.format(90))
    assert ("30", "90") in parted(compared(tmp_path, one, other))


def test_a_number_and_the_same_one_as_a_bound_in_one_text_are_one_value(tmp_path):
    again = "At least six sailors died when the ferry Asta sank off Pelm, the office said on Tuesday."
    story = compared(tmp_path, OFFICE.format(more=again), UNION.format(day=4, more=""))
    numbers = [each for each in story.propositions if each.kind == "number"]
    assert numbers
    assert all(len(each.values) == len({value.value for value in each.values}) <= 2 for each in numbers)


FORM = """{place}, {day} (Tollen Wire) - At least {count} people were killed when a {size} magnitude quake \
struck {country}, officials said.

The interior minister said rescuers were still searching for survivors in the rubble of {place}.
"""
QUAKES = (
    {"place": "Lima", "day": "2031-08-15", "count": 519, "size": 8.0, "country": "Peru"},
    {"place": "Izmir", "day": "2034-10-30", "count": 114, "size": 6.9, "country": "Turkey"},
    {"place": "Kathmandu", "day": "2037-04-25", "count": 896, "size": 7.8, "country": "Nepal"},
)


def test_reports_of_one_form_of_other_events_part_on_nothing(tmp_path):
    story = compared(tmp_path, *(FORM.format(**each) for each in QUAKES))
    assert not values(story)
    assert len(story.stories) == len(QUAKES)


def test_two_places_of_one_event_part(tmp_path):
    one = QUAKES[0]
    other = {**one, "country": "Chile", "day": "2031-08-16"}
    assert ("peru", "chile") in parted(compared(tmp_path, FORM.format(**one), FORM.format(**other)))


@pytest.mark.parametrize(
    ("title", "rivals"),
    [("Minister", {"interior minister", "justice minister"}), ("Transport Minister", None)],
)
def test_a_title_that_says_less_is_no_rival(tmp_path, title, rivals):
    told = "{} Oda Fennick said on Monday that the bridge at Pelm would stay closed for a year.\n"
    texts = (told.format(each) for each in ("Interior Minister", "Justice Minister", title))
    (point,) = [each for each in compared(tmp_path, *texts).propositions if each.kind == "role"]
    given = {value.value.lower() for value in point.values}
    assert given == (rivals or {"interior minister", "justice minister", "transport minister"})
