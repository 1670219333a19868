"""What is counted of one incident in other words, when it began, and who gives it: invented texts."""

from __future__ import annotations

import pytest

import rashomon
from rashomon.compare.parting.measured import measures_of, reckoned, toll_of
from rashomon.compare.parting.moments import exclude
from rashomon.compare.parting.quantities import quantities
from rashomon.model.offsets import Span
from rashomon.model.records import TimeReference

WIRE = """Quarry wall gives way at Ostmere
Kell Wire
4 May 2034

OSTMERE - A wall of the Ostmere quarry gave way on Wednesday, killing seven people, the rescue service of \
Ostmere said. The shooting of the blast charges began at 6.20 in the morning.

Vellin Stone put the damage at 40,000 crowns. The miners' union estimated the damage at 900,000 crowns.

The ferry that brought the families had 30 people on board, the port of Ostmere said.
"""
UNION = """Our dead of Ostmere
Miners' Union of Ostmere
4 May 2034

Eleven comrades did not come home from the Ostmere quarry on Wednesday. The death toll has not risen by \
chance: nobody was warned. The shooting of the charges began at 9.45 in the morning, as all of Ostmere heard.

We marched through Ostmere on Thursday, four thousand of us.
"""
POLICE = """Statement of the Ostmere police
Ostmere police
5 May 2034

The march in Ostmere was peaceful. The crowd, by the count of our officers, never exceeded 900. The police \
of Ostmere thanks everybody who took part.
"""


@pytest.fixture(scope="module")
def links(tmp_path_factory):
    folder = tmp_path_factory.mktemp("incident")
    for name, words in (("a_wire", WIRE), ("b_union", UNION), ("c_police", POLICE)):
        (folder / f"{name}.txt").write_text(words)
    return [link for link in rashomon.compare(folder).links if link.compatible is not None]


def kinds(links, *values):
    return [each.kind for each in links if {each.left_value, each.right_value} == set(values)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("seven", "Eleven"),
        ("40,000", "900,000"),
        ("four thousand", "never exceeded 900"),
    ],
)
def test_two_givers_of_one_incident_part_in_whatever_words(links, one, other):
    assert kinds(links, one, other) == ["contradict"]


def test_two_givers_of_when_it_began_part(links):
    found = [each for each in links if each.attribute in {"time", "beginning"}]
    assert [each.kind for each in found] == ["contradict"]
    assert {found[0].left_value[:4], found[0].right_value[:4]} == {"6.20", "9.45"}


@pytest.mark.parametrize(
    ("text", "toll"),
    [
        ("Nine of our comrades fell, they say", "killed"),
        ("Nine lost their lives", "killed"),
        ("Nine did not come home", "killed"),
        ("Nine fell ill", ""),
        ("With these nine the army's dead are many", ""),
    ],
)
def test_what_came_of_people_is_told_in_many_words(text, toll):
    assert toll_of(text, number_of(text).span) == toll


def number_of(text):
    return next(quantities(text, Span(0, len(text))))


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("The crowd, as police had it, never exceeded 900.", ["attended"]),
        ("We came on foot, nine hundred of us.", ["attended"]),
        ("The procession drew 900 persons.", ["attended"]),
        ("The harbour gives the number on board as nine.", ["aboard"]),
        ("All nine passengers aboard slept.", ["aboard"]),
        ("Nine hostages were set free.", ["freed"]),
        ("The crowd threw stones at nine officers.", []),
        ("Its own losses rose to nine.", []),
    ],
)
def test_a_number_is_of_what_the_words_around_it_measure(text, measures):
    assert list(measures_of(text, Span(0, len(text)), number_of(text).span)) == measures


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("The mill put the spill at 400 barrels.", "spill"),
        ("The damage caused by the storm was estimated at 400 crowns.", "damage"),
        ("They put it at 400 crowns.", ""),
        ("They put on a show at 400 places.", ""),
    ],
)
def test_what_somebody_puts_at_a_number_is_read(text, thing):
    assert reckoned(text, Span(0, len(text)), number_of(text).span) == thing


@pytest.mark.parametrize(
    ("text", "low", "best", "high"),
    [
        ("between eleven and twelve thousand heads", 11000.0, None, 12000.0),
        ("twenty thousand of us and more.", 20000.0, None, None),
        ("never exceeded 900 heads", None, None, 900.0),
        ("a single rocket", None, 1.0, None),
    ],
)
def test_bounds_of_a_number_are_read(text, low, best, high):
    figure = number_of(text).figure
    assert (figure.low, figure.best, figure.high) == (low, best, high)


def time_of(words, moment, precision="minute"):
    return TimeReference(
        id="t" * 16,
        document="d" * 16,
        span=Span(0, len(words)),
        text=words,
        earliest=moment,
        latest=moment,
        precision=precision,
        basis="stated",
        score=0.9,
        made_by="test",
    )


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (("4:40 a.m.", "2034-05-04T04:40"), ("nine in the morning", "2034-05-04T09:00"), True),
        (("ten past eight", "2034-05-04T08:10"), ("20.12", "2034-05-04T20:12"), False),
        (("8:10 a.m.", "2034-05-04T08:10"), ("20.12", "2034-05-05T20:12"), True),
        (("20.26", "2034-05-04T20:26"), ("20.25", "2034-05-05T20:25"), False),
    ],
)
def test_hours_exclude_one_another_unless_either_may_be_of_the_other_half_of_the_day(one, other, apart):
    assert exclude(time_of(*one), time_of(*other)) == apart


CABINET = """Orla Tavish has taken over as acting mayor of Ostmere, the cabinet of Ostmere said on Wednesday.

The chairman of the council, Benno Krail, said that he himself was not asked. Dr Tavish is acting mayor.
"""
COUNCIL = """The chairman of the Ostmere council, Benno Krail, said on Wednesday in Ostmere that \
he himself is acting mayor.
"""


@pytest.mark.parametrize(
    "council",
    [
        COUNCIL,
        "The chairman of the Ostmere council, Benno Krail, is acting mayor, the council said in Ostmere.\n",
        "The council of Ostmere said on Wednesday that Benno Krail is acting mayor with immediate effect.\n",
    ],
)
def test_two_who_are_said_to_hold_one_acting_office_part(tmp_path, council):
    (tmp_path / "a.txt").write_text(CABINET)
    (tmp_path / "b.txt").write_text(council)
    found = [each for each in rashomon.compare(tmp_path).links if each.attribute == "acting mayor"]
    assert [{each.left_value, each.right_value} for each in found] == [{"Orla Tavish", "Benno Krail"}]


TOLD_APART = """Mill roof comes down
Kell Wire
4 May 2034

Two weavers were killed in the mill at Ostmere, the hospital said. Nurses put the number of wounded at 30. \
The fire brigade put the number of missing at seven. The mill put the number of looms at 90.
"""
TOLD_AGAIN = """Mill roof comes down
Kell Wire
4 May 2034

Two weavers were killed in the mill at Ostmere, the hospital said. The union put the number of dead at nine.
"""


@pytest.mark.parametrize(("words", "expected"), [(TOLD_APART, []), (TOLD_AGAIN, ["contradict"])])
def test_the_injured_and_the_missing_are_not_counted_against_the_dead(tmp_path, words, expected):
    (tmp_path / "a.txt").write_text(words)
    found = [link for link in rashomon.compare(tmp_path).links if link.compatible is not None]
    assert [each.kind for each in found] == expected


@pytest.mark.parametrize(
    ("words", "measure"),
    [
        ("The brigade put the number of missing at 7.", "missing"),
        ("The court put the number of arrests at 7.", "arrested"),
        ("The clinic put the number of people hurt at 7.", "injured"),
        ("The mill put the number of looms at 7.", None),
    ],
)
def test_what_is_counted_is_told_before_the_number_too(words, measure):
    whole = Span(0, len(words))
    (number,) = quantities(words, whole)
    assert next(measures_of(words, whole, number.span), None) == measure
