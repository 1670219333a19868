"""Ordinary accounts that go together, and are not to be shown as what cannot both hold."""

from __future__ import annotations

import pytest

import rashomon

GONE = (
    "“The harbour master was dismissed on Monday,” the port of Terven said. “I resigned over the tariff,” "
    "Mayor Ana Bel said."
)
UNFIRED = (
    "The mayor of Terven said that the police had not fired on the crowd. The police also denied that they "
    "had fired on the crowd."
)
HEAD = "{title}\n{outlet}\n{day} June 2034\n\nTERVEN, {day} June - {body}\n"


def disputes(folder, *bodies, outlet="Marlow Gazette {}"):
    """Return the reasons for which invented texts on one event are said to exclude each other."""
    for number, body in enumerate(bodies):
        words = HEAD.format(title="The Terven dam", outlet=outlet.format(number), day=3 + number, body=body)
        (folder / f"{number}.txt").write_text(words)
    story = rashomon.compare(folder)
    return [
        link.reasons[0].detail
        for link in story.links
        if link.kind == "contradict" and link.compatible is False
    ]


@pytest.mark.parametrize(
    "bodies",
    [
        pytest.param(
            (
                "The premier said nothing about the closure of the Terven dam, a guard noted.",
                "The premier said the harvest at Terven would be good this year.",
            ),
            id="a silence and a word of something else",
        ),
        pytest.param(
            (
                "The company denied that the fire at the Terven depot was arson.",
                "Investigators said a short circuit caused the fire at the Terven depot.",
            ),
            id="a denial of arson and a short circuit",
        ),
        pytest.param(
            (
                "The ministry denied that the search of the Terven office was unlawful.",
                "The court said the search of the Terven office was lawful.",
            ),
            id="a denial that it was unlawful and that it was lawful",
        ),
        pytest.param(
            (
                GONE,
                "The port of Terven is shut, the town said.",
            ),
            id="two who left office",
        ),
        pytest.param(
            (
                "Ana Bel, president of the Civic Party, came to the Terven dam.",
                "Prime Minister Ana Bel came to the Terven dam with two engineers.",
            ),
            id="president of a party and prime minister",
        ),
        pytest.param(
            (
                "The Lurmian minister Ana Bel came to the Terven dam.",
                "Foreign Minister Ana Bel came to the Terven dam with two engineers.",
            ),
            id="a country's minister and foreign minister",
        ),
        pytest.param(
            (
                UNFIRED,
                "The crowd at the Terven dam was large, the town said.",
            ),
            id="two who say that it did not happen",
        ),
        pytest.param(
            (
                "The motion on the Terven dam was lost by 14 votes to 17.",
                "The council rejected the motion on the Terven dam by 17 votes to 14.",
            ),
            id="one result told from either side",
        ),
        pytest.param(
            (
                "Rebels attacked the Terven dam at 4.30 a.m. on 1 June.",
                "Police opened fire on the crowd in Terven at 9.15 p.m. on 2 June.",
            ),
            id="attacks of two days",
        ),
        pytest.param(
            (
                "Ona Veld, who replaced Ivo Tarn, is acting mayor of Halm, the council said on Monday.",
                "Ona Veld is acting mayor of Halm, the council of Halm said on Monday.",
            ),
            id="an acting mayor and whom she replaced",
        ),
        pytest.param(
            (
                "Ana Bel is acting head of the port authority. Tom Rusk is acting head of the customs.",
                "The Terven dam was shut, the town said.",
            ),
            id="acting heads of two bodies",
        ),
        pytest.param(
            (
                "Two gunmen killed shoppers at the Terven market on Sunday, police said.",
                "Nine people were killed at the Terven market on Sunday, the ministry said.",
            ),
            id="who killed and who were killed",
        ),
        pytest.param(
            (
                "“We will never leave this town,” Ana Bel said at Terven, “until the boxes are opened.”",
                "“We will never leave this town until the boxes are opened,” Ana Bel said at Terven.",
            ),
            id="a quotation interrupted and whole",
        ),
        pytest.param(
            (
                "Prime Minister Ada Brun resigned on Monday, her office said at the Terven dam.",
                (
                    "Reports that the President dismissed the Prime Minister are false. Ada Brun leaves "
                    "with our thanks."
                ),
            ),
            id="a dismissal called false and a resignation",
        ),
        pytest.param(
            (
                "Health minister Lev Tamm resigned on Tuesday, the cabinet said.",
                "Lev Tamm stepped down at Terven. Claims that he was dismissed are untrue, Otto Renn said.",
            ),
            id="a dismissal called untrue and a resignation",
        ),
        pytest.param(
            (
                "The coach Ben Arvo quit on Friday. That he was fired is a lie, his agent, Rosa Till, said.",
                "Coach Ben Arvo quit the Terven club on Friday, the chairman said.",
            ),
            id="a dismissal called a lie and a resignation",
        ),
        pytest.param(
            (
                (
                    "The search of the Terven office was lawful, Emil Sand said. It is untrue that it was "
                    "illegal, he said."
                ),
                "The court said the search of the Terven office was lawful.",
            ),
            id="unlawfulness called untrue and lawfulness",
        ),
        pytest.param(
            (
                (
                    "The fire at the Terven depot was an accident. The idea that it was arson is "
                    "nonsense, Olaf Kurz said."
                ),
                "A cigarette started the fire at the Terven depot by accident, investigators found.",
            ),
            id="arson called nonsense and an accident",
        ),
        pytest.param(
            (
                "The vase reached the Terven museum intact, the shipper said.",
                (
                    "The museum of Terven has the vase. Baseless rumours that the vase was broken hurt "
                    "all, it said."
                ),
            ),
            id="damage called baseless and a whole vase",
        ),
    ],
)
def test_what_goes_together_is_no_dispute(tmp_path, bodies):
    assert disputes(tmp_path, *bodies) == []


def test_neither_of_two_is_blamed_where_it_was_neither(tmp_path):
    found = disputes(
        tmp_path,
        "Neither the army nor the police was behind the raid on the Terven dam, the mayor said.",
        "Smugglers were behind the raid on the Terven dam, the guards said.",
    )
    assert found == []


def test_two_who_count_in_one_paper_do_not_correct_each_other(tmp_path):
    bodies = (
        "Police counted 4,000 marchers at the Terven dam on Sunday.",
        "The union put the number of marchers at the Terven dam on Sunday at 9,000.",
    )
    for number, body in enumerate(bodies):
        words = HEAD.format(title="The Terven dam", outlet="The Osk Lantern", day=3 + number, body=body)
        (tmp_path / f"{number}.txt").write_text(words)
    details = [reason.detail for link in rashomon.compare(tmp_path).links for reason in link.reasons]
    assert not any("by the same source" in detail for detail in details)


@pytest.mark.parametrize(
    "bodies",
    [
        (
            "Prime Minister Ada Brun resigned at Terven on Monday, her office said.",
            "The President dismissed Prime Minister Ada Brun at Terven on Monday, two ministers said.",
        ),
        (
            "The fire at the Terven depot was an accident, the brigade said.",
            "The fire at the Terven depot was arson, the owner said. The report of the brigade is false.",
        ),
        (
            "The search of the Terven office was lawful, Emil Sand said.",
            (
                "The search of the Terven office was illegal. Claims that it was lawful are false, "
                "Ina Rook said."
            ),
        ),
    ],
)
def test_what_one_says_against_another_is_a_dispute_whatever_else_is_called_false(tmp_path, bodies):
    assert disputes(tmp_path, *bodies)
