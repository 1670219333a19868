"""Accused and not heard, in invented texts read from end to end."""

from __future__ import annotations

import pytest

import rashomon

POST = "The Tarn Post, 3 May 2031\n\n{}\n"
RADIO = "Radio Merz, 5 May 2031\n\n{}\n"
MASSACRE = "The rebels accuse Colonel Jan Brok of a massacre."


def unheard(folder, *bodies):
    """Return the names of those who are accused and not heard."""
    for number, (body, head) in enumerate(zip(bodies, (POST, RADIO), strict=False)):
        (folder / f"{number}.txt").write_text(head.format(body))
    story = rashomon.compare(folder)
    names = {actor.id: max(actor.names, key=len) for actor in story.actors}
    return {names[each.actor] for each in story.accused}


@pytest.mark.parametrize(
    ("bodies", "who"),
    [
        ((MASSACRE, "Survivors said Colonel Brok gave the order to shoot."), "Jan Brok"),
        ((MASSACRE, "A survivor said Brok shouted an order to fire."), "Jan Brok"),
        (
            ("The students accuse General Ivo Lant of torture. He issued the command to beat them.",),
            "Ivo Lant",
        ),
        (
            ("The auditors blamed Voss's deputy, Rita Hahn, for the loss. Karl Voss said nothing.",),
            "Rita Hahn",
        ),
        (("The council blamed the mill's owner, Emil Zorn, for the spill.",), "Emil Zorn"),
        (("The council blamed Emil Zorn for the spill. Zorn knew that the tank was cracked.",), "Emil Zorn"),
        (("The prosecutors accuse the bank's former chairwoman, Dora Kett, of fraud.",), "Dora Kett"),
    ],
)
def test_who_gives_orders_in_the_words_of_others_or_is_somebodys_is_not_heard(tmp_path, bodies, who):
    assert unheard(tmp_path, *bodies) == {who}


@pytest.mark.parametrize(
    "bodies",
    [
        (MASSACRE, "Colonel Brok said he was in the capital that day."),
        (MASSACRE, "A friend said that Colonel Brok had told him it was a lie."),
        (MASSACRE, "“The order came from the capital,” Colonel Brok said."),
        ("The council blamed the mill's owner, Emil Zorn, for the spill. Zorn denied it.",),
        ("The council blamed Karl Voss's deputy for the spill.",),
    ],
)
def test_who_answers_and_whose_people_alone_are_blamed_are_not_listed(tmp_path, bodies):
    assert unheard(tmp_path, *bodies) == set()
