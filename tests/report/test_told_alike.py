"""What stands at the head of the report as told alike, of invented texts read from end to end."""

from __future__ import annotations

import pytest
from lxml import html

import rashomon

HEAD = "The {} Post, {} May 2031\n\n{}\n"
MORE = (
    "Fishermen from nearby villages put out in small boats. Schools stayed shut for the rest of the week.",
    "A bus company has run the route since 1998. Tickets will be refunded until the end of the month.",
    "The king opened a museum of bees. Rain is expected in the northern valleys and on the coast.",
)
"""What else the texts tell, each for itself."""
MET = "The foreign minister met the rebel chief Omar Tal {}."
SIGNED = "The union chief Ada Moen signed the wage pact in {}."


def told_alike(folder, *bodies):
    """Return the words under the heading of what is told alike."""
    for number, body in enumerate(bodies):
        words = HEAD.format("Osta Pell Halm".split()[number], 6 + number, f"{body}\n\n{MORE[number]}")
        (folder / f"{number}.txt").write_text(words)
    rashomon.compare(folder).report(folder / "page.html")
    page = html.fromstring((folder / "page.html").read_text())
    following = page.xpath('//h3[@id="alike"]/following-sibling::*')
    own = [each for each in following if each.getnext() is not None]
    until = next((at for at, each in enumerate(own) if each.tag == "h3"), len(own))
    return " ".join(" ".join(each.text_content().split()) for each in own[:until])


@pytest.mark.parametrize(
    "bodies",
    [
        pytest.param((MET.format("on Monday"), MET.format("on Tuesday")), id="two days"),
        pytest.param((SIGNED.format("Paris"), SIGNED.format("Berlin")), id="two cities"),
        pytest.param((SIGNED.format("Port Ellis"), SIGNED.format("Sant Marco")), id="two towns nobody knows"),
    ],
)
def test_what_two_texts_tell_of_two_days_or_places_is_not_told_alike(tmp_path, bodies):
    assert "In 2 texts" not in told_alike(tmp_path, *bodies)


@pytest.mark.parametrize("body", [MET.format("on Monday"), SIGNED.format("Port Ellis")])
def test_what_two_texts_tell_of_one_day_and_place_is_told_alike(tmp_path, body):
    assert "In 2 texts" in told_alike(tmp_path, body, body)


def test_what_is_disputed_is_not_told_alike(tmp_path):
    words = "Colonel Ivo Renn was {} on Monday as head of the guard."
    shown = told_alike(tmp_path, *(words.format(each) for each in ("dismissed", "dismissed", "resigned")))
    assert "Renn" not in shown


def test_a_count_that_a_later_one_took_the_place_of_is_not_told_alike(tmp_path):
    shown = told_alike(
        tmp_path,
        "Eight miners were killed when a shaft flooded at Orrin on Monday.",
        "A shaft flooded at Orrin on Monday, killing eight miners.",
        "Eleven miners were killed when the shaft flooded at Orrin, the company said.",
    )
    assert "ight miners" not in shown


def test_what_burst_is_told_alike_though_its_cause_is_not(tmp_path):
    shown = told_alike(
        tmp_path,
        "The dam at Orrin burst on Monday because of the rain, the mayor said. Two farms were flooded.",
        "The dam at Orrin burst on Monday, engineers said. Two farms were flooded by the water.",
    )
    assert "wo farms were flooded" in shown
