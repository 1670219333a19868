"""Where texts part: whole invented texts in, the values that part and the reasons out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rashomon
from rashomon.compare.parting.quantities import quantities, scores
from rashomon.model.offsets import Span

BELL = """Fire guts Sorvan cloth mill
The Tamber Bell
4 May 2034

SORVAN — A fire at the Ostrel cloth mill in Sorvan killed 12 workers on Wednesday, the fire service said. \
The fire broke out at 6 a.m. on Wednesday in the dye house. Thirty people were injured.

Some 4,000 people marched through Sorvan on Thursday evening to demand an inquiry, police said. The march \
began at 5 p.m. outside the town hall.

"The mill had 14 fire doors and every one of them was open," said Labour Minister Edda Quillon. The mill \
stored 60 tonnes of solvent, according to the owner, Ostrel Textiles.

The council voted 21 to 9 to close the mill. President Ando Merrivale will visit Sorvan on Saturday.
"""
HERALD = """Mill fire: unions blame owner
Sorvan Herald
4 May 2034

The fire at the Ostrel cloth mill in Sorvan killed at least 19 workers on Wednesday, the Textile Union said. \
The fire broke out at 4 a.m. on Wednesday in the dye house, the union said.

About 11,000 people marched through Sorvan on Thursday evening to demand an inquiry, the union said. The \
march began at 5 p.m. outside the town hall.

The mill had 8 fire doors and six of them were locked, the union said. The mill stored 95 tonnes of solvent, \
the union said.

The council voted 21 to 9 to close the mill. Transport Minister Edda Quillon said that the inquiry would be \
swift. Prime Minister Ando Merrivale will visit Sorvan on Saturday.
"""
LATER = """Toll in Sorvan mill fire rises
The Tamber Bell
6 May 2034

SORVAN — The fire at the Ostrel cloth mill in Sorvan killed 17 workers, the fire service said on Saturday. \
The number of injured rose to 34.

The march through Sorvan on Thursday evening drew nearly 4,000 people, police said. The council voted 19 to \
11 to close the mill.

The mill lies 3 kilometres from the town hall.
"""
WIRE = """Thousands march in Sorvan
Kell Wire
5 May 2034

Between 3,500 and 4,500 people marched through Sorvan on Thursday evening, to demand an inquiry into the \
fire at the Ostrel cloth mill. The march began at 7:30 p.m. outside the town hall.

The fire broke out shortly after 6 a.m. on Wednesday in the dye house. Twelve workers were killed. The mill \
lies 2 miles from the town hall.
"""
ELSEWHERE = """Bridge opens in Port Ellin
Ellin Times
5 May 2034

The new bridge in Port Ellin stored 300 tonnes of water in its caissons. Two thousand people came to see it \
opened at noon on Sunday. Mayor Ossian Reed cut the ribbon.
"""
APART, BOTH, LATER_ON, SAME = (
    ("contradict", False),
    ("contradict", True),
    ("update", True),
    ("agree", True),
)


def compared(folder, **texts):
    for name, words in texts.items():
        (folder / f"{name}.txt").write_text(words)
    return rashomon.compare(folder)


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mill")
    return compared(folder, a_bell=BELL, b_herald=HERALD, c_later=LATER, d_wire=WIRE, e_other=ELSEWHERE)


def partings(story):
    return [link for link in story.links if link.compatible is not None]


def shared(story):
    return {link.id for link in story.links if not link.is_parting}


def between(story, *values):
    """Return how these two values stand to one another, and why."""
    (link,) = [each for each in partings(story) if {each.left_value, each.right_value} == set(values)]
    return (link.kind, link.compatible), link.reasons[0].detail


@pytest.mark.parametrize(
    ("one", "other", "standing", "reason"),
    [
        ("12", "at least 19", APART, "‘12’ and ‘at least 19’ exclude one another"),
        ("12", "17", LATER_ON, "‘12’, then ‘17’, a count of a later day: an update"),
        ("Thirty", "34", LATER_ON, "‘Thirty’, then ‘34’, a count of a later day: an update"),
        ("Some 4,000", "About 11,000", APART, "‘Some 4,000’ and ‘About 11,000’ exclude one another"),
        ("Some 4,000", "Between 3,500 and 4,500", BOTH, "can both hold"),
        ("14", "8", APART, "exclude one another"),
        ("60 tonnes", "95 tonnes", APART, "exclude one another"),
        ("2 miles", "3 kilometres", SAME, "are the same in other units"),
        ("21 to 9", "19 to 11", APART, "‘21 to 9’ and ‘19 to 11’ are two results of one vote"),
        ("6 a.m. on Wednesday", "4 a.m. on Wednesday", APART, "exclude one another"),
        ("5 p.m.", "7:30 p.m.", APART, "exclude one another"),
        ("Labour Minister", "Transport Minister", APART, "are two offices"),
        ("President", "Prime Minister", APART, "nobody is “President” and “Prime Minister” at one time"),
    ],
)
def test_values_of_one_thing_stand_to_one_another_as_a_reader_would_say(story, one, other, standing, reason):
    found, told = between(story, one, other)
    assert found == standing
    assert reason in told


def test_nothing_else_is_said_to_exclude_one_another(story):
    apart = [{each.left_value, each.right_value} for each in partings(story) if not each.compatible]
    assert len(apart) == 11  # those above, and at least 19 and 17, 11,000 and the range


def test_a_text_on_another_thing_parts_with_none(story):
    (other,) = [each.id for each in story.documents if each.text == ELSEWHERE]
    assert other not in {end.document for each in partings(story) for end in (each.left, each.right)}


def test_every_parting_leads_to_findings_and_to_a_proposition_with_both_values(story):
    claims = {each.id: each for each in (*story.statements, *story.events)}
    points = {each.id: each for each in story.propositions}
    for link in partings(story):
        values = {each.value: each.findings for each in points[link.proposition].values}
        for end, value in ((link.left, link.left_value), (link.right, link.right_value)):
            assert claims[end.finding].document == end.document
            assert end.finding in values[value]


def test_the_earlier_text_stands_left(story):
    days = {each.id: each.published.value for each in story.documents}
    assert all(days[each.left.document] <= days[each.right.document] for each in partings(story))


def test_who_gives_which_value_holds_the_point(story):
    point = next(each for each in story.propositions if each.about.attribute == "vote")
    held = [each for each in story.positions if each.proposition == point.id]
    assert held
    assert all(each.position == "asserts" for each in held)


def test_copies_of_one_text_part_on_nothing(tmp_path):
    story = compared(tmp_path, **{f"copy{number}": BELL for number in range(6)})
    assert partings(story) == []


def test_one_text_alone_and_texts_without_words_part_on_nothing(tmp_path):
    assert partings(compared(tmp_path, one=BELL, empty="", blank=" \n")) == []


def test_a_parting_that_somebody_rejects_is_gone_with_its_point(tmp_path):
    story = compared(tmp_path, a_bell=BELL, b_herald=HERALD)
    (link,) = [each for each in partings(story) if each.attribute == "weight"]
    wrong = story.judgement("reject_link", link, by="an editor", at="2034-05-07")
    again = rashomon.compare(tmp_path, judgements=[wrong])
    assert "weight" not in {each.attribute for each in partings(again)}
    assert "weight" not in {each.about.attribute for each in again.propositions}
    assert len(partings(again)) == len(partings(story)) - 1
    assert shared(again) == shared(story)  # the same sentences share words, whatever they weigh


def test_shared_words_that_somebody_rejects_leave_the_values(tmp_path):
    story = compared(tmp_path, a_bell=BELL, b_herald=HERALD)
    copied = [each for each in story.links if each.kind == "derive"]
    wrong = [story.judgement("reject_link", each, by="an editor", at="2034-05-07") for each in copied]
    again = rashomon.compare(tmp_path, judgements=wrong)
    assert copied
    assert shared(again) == set()
    assert {each.id for each in partings(again)} == {each.id for each in partings(story)}


# Numbers in words -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("at least 58 tonnes", [(58.0, None, None, "tonnes")]),
        ("more than 1,250 people", [(1250.0, None, None, "")]),
        ("up to 340 of them", [(None, None, 340.0, "")]),
        ("Four hundred and five people", [(None, 405.0, None, "")]),
        ("a dozen boats", [(None, 12.0, None, "")]),
        ("twenty-one members", [(None, 21.0, None, "")]),
        ("1.6 million crowns", [(None, 1_600_000.0, None, "")]),
        ("two and a half hours", [(None, 150.0, None, "minutes")]),
        ("33 per cent, 40% and 5 percent", [(None, each, None, "per cent") for each in (33.0, 40.0, 5.0)]),
        ("3 km", [(None, 3000.0, None, "metres")]),
        ("between 30 and 40 boats", [(30.0, None, 40.0, "")]),
        ("from 2 to 3 tonnes", [(2.0, None, 3.0, "tonnes")]),
        ("in 2031", []),
        ("one boat", []),
        ("at 4:40 p.m.", []),
        ("a vote of 17 to 14", []),
    ],
)
def test_numbers_are_read_with_their_bounds_and_units(words, expected):
    found = [
        (each.figure.low, each.figure.best, each.figure.high, each.unit)
        for each in quantities(words, Span(0, len(words)))
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("words", "result"),
    [("the 17–14 vote", (17, 14)), ("voted 21 to 9", (21, 9)), ("a motion won 12 against 5", (12, 5))],
)
def test_results_are_read(words, result):
    assert [each for _, each in scores(words, Span(0, len(words)))] == [result]


@given(st.text(alphabet="0123456789,. -–%tonesfmilw ahundredthousandbetweenand\n", max_size=60))
def test_every_number_stands_in_the_text(text):
    found = list(quantities(text, Span(0, len(text))))
    assert all(0 <= each.span.start < each.span.end <= len(text) for each in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


MINISTRY = """Ministry: nobody was held in Sorvan
Ministry of Justice of Tamber
5 May 2034

Nobody was detained in Sorvan on Thursday. No worker was beaten by the guards. The mill was closed for \
repairs.
"""
UNION = """Union counts its people
Textile Union of Sorvan
6 May 2034

Guards took forty of us from the square in Sorvan on Thursday. They beat the dyers with sticks. The mill was \
shut to break the strike.
"""


def accounts(story):
    """Return the pairs of sentences that may part, as their words."""
    texts = {each.id: each.text for each in story.documents}
    links = [link for link in story.links if link.attribute == "account"]
    told = [[end.spans[0].of(texts[end.document]) for end in (link.left, link.right)] for link in links]
    return links, told


def test_sentences_without_a_word_in_common_but_names_may_part(tmp_path):
    links, told = accounts(compared(tmp_path, ministry=MINISTRY, union=UNION))
    here, there = "Nobody was detained in Sorvan", "Guards took forty of us from the square in Sorvan"
    assert [f"{here} on Thursday.", f"{there} on Thursday."] in told
    assert all(link.kind == "contradict" and link.compatible is None for link in links)


def test_a_pair_that_somebody_rejects_is_gone_and_no_other(tmp_path):
    story = compared(tmp_path, ministry=MINISTRY, union=UNION)
    (first, *rest), _ = accounts(story)
    wrong = story.judgement("reject_link", first, by="an editor", at="2034-05-07")
    links, _ = accounts(rashomon.compare(tmp_path, judgements=[wrong]))
    assert rest
    assert [link.id for link in links] == [link.id for link in rest]


@pytest.mark.parametrize(
    ("one", "other", "standing"),
    [
        ("shortly after midnight on 11 January 2031", "11:56 p.m. on 10 January 2031", APART),
        ("shortly after midnight on 11 January 2031", "12:20 a.m. on 11 January 2031", BOTH),
        ("about midnight on 11 January 2031", "11:56 p.m. on 10 January 2031", BOTH),
    ],
)
def test_shortly_after_an_hour_is_not_before_it(tmp_path, one, other, standing):
    words = "The old weir at Tarn burst {} and drowned the lower meadows."
    told = compared(
        tmp_path,
        a=f"Weir gone\nTarn Post\n14 January 2031\n\n{words.format(one)}",
        b=f"Weir inquiry\nTarn Mail\n15 January 2031\n\n{words.format(f'at {other}')}",
    )
    found = {(link.kind, link.compatible) for link in partings(told) if link.attribute == "time"}
    assert found == {standing}
