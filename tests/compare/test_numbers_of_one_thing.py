"""Which numbers of two texts are held against one another, and which are of two things."""

from __future__ import annotations

import pytest

import rashomon

WIRE = """Dam overflow in the Ilva valley
Kell Wire
3 August 2035

LORM - The ministry has bought 90,000 doses of a vaccine at 14 talents each.

The deficit is put at 48 million florins.

Karel Dass drew 6,000 people to the market square in Lorm on Wednesday, police said. The Grain Party spoke \
of 20,000.

The council passed the budget by 31 votes to 27.

At least 14 people were killed when water swept through the Ilva valley on Thursday night, police said. \
In the flood of 2019, 31 people died in the same valley. Eleven officers were injured, the police said.

The Electoral Commission received 214 complaints. In the first round of the \
2030 election turnout was 55.2 per cent.

At 10 p.m. on Thursday two gates were opened. The ship struck the rocks at 6.20 a.m., 40 minutes after \
leaving Port Elm.

A household will pay on average 85 florins more a year in property tax.
"""
PARTY = """Open letter of the Grain Party
The Grain Party
6 August 2035

The ministry bought 60,000 doses and not 90,000, as its own contract shows.

The deficit is not 48 but 71 million florins, since the loan was left out. Without the tax the deficit would \
have been 80 million florins.

The budget was passed by 31 votes to 28. Not two but five gates stood open.

At least 90 people were hurt. Nineteen have died.

The Electoral Commission has now received 240 complaints. In 2030 turnout in Sarn was 48 per cent.

The ship left Port Elm 25 minutes late.

Tenants will pay 140 florins more a year.
"""


@pytest.fixture(scope="module")
def links(tmp_path_factory):
    folder = tmp_path_factory.mktemp("numbers")
    for name, words in (("a_wire", WIRE), ("b_party", PARTY)):
        (folder / f"{name}.txt").write_text(words)
    return [link for link in rashomon.compare(folder).links if link.compatible is not None]


def kinds(links, *values):
    return [each.kind for each in links if {each.left_value, each.right_value} == set(values)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("90,000", "60,000"),  # "60,000 … and not 90,000"
        ("48 million", "71 million"),  # "not 48 but 71 million"
        ("two", "five"),  # "not two but five"
        ("6,000", "20,000"),  # "spoke of 20,000", in one text
        ("31 votes to 27", "31 votes to 28"),
    ],
)
def test_numbers_of_one_thing_exclude_one_another(links, one, other):
    assert kinds(links, one, other) == ["contradict"]


def test_a_count_that_has_gone_on_is_an_update(links):
    assert kinds(links, "214", "240") == ["update"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("48 million", "80 million"),  # what would have been
        ("31", "Nineteen"),  # victims of another year
        ("Eleven", "At least 90"),  # officers, and people
        ("55.2 per cent", "48 per cent"),  # of a town, and of all
        ("40 minutes", "25 minutes"),  # after leaving, and late
        ("85", "140"),  # households, and tenants
    ],
)
def test_numbers_of_two_things_are_not_held_against_one_another(links, one, other):
    assert kinds(links, one, other) == []


CORRECTED = """Kell Wire
8 August 2035

LORM - The flood left five people missing in the Ilva valley, miller Tove Brask told the Kell Wire, which \
had earlier reported 31 injured.
"""
CRIER = """Lorm Herald
6 August 2035

LORM - The flood left fourteen people missing in the Ilva valley, police said.
"""


def test_nobody_corrects_the_number_that_another_gave(tmp_path):
    for name, words in (("a_herald", CRIER), ("b_wire", CORRECTED)):
        (tmp_path / f"{name}.txt").write_text(words)
    links = [link for link in rashomon.compare(tmp_path).links if link.compatible is not None]
    told = [reason.detail for link in links for reason in link.reasons]
    assert any("fourteen" in each and "five" in each for each in told)
    assert not any("corrects" in each for each in told)


def test_as_many_more_are_no_other_count(tmp_path):
    missing = "The flood left fourteen people missing"
    first = CRIER.replace(missing, "Five people were killed by the flood")
    more = CRIER.replace(missing, "Still three people were killed by the flood")
    for name, words in (("a_herald", first), ("b_wire", more)):
        (tmp_path / f"{name}.txt").write_text(words)
    links = [link for link in rashomon.compare(tmp_path).links if link.compatible is not None]
    assert not any("hree" in f"{link.left_value} {link.right_value}" for link in links)
