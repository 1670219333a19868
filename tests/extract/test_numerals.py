"""Numbers of several words are read whole, and once."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.extract.happening.numerals import Numeral, numerals, with_commas
from rashomon.extract.timing.words import NUMBERS


def read(text):
    words = text.split()
    return [
        (" ".join(words[n.words[0] : n.words[1]]), n.low, n.high) for n in numerals(words, (0, len(words)))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two hundred and fifty men", [("two hundred and fifty", 250, 250)]),
        ("one thousand two hundred men", [("one thousand two hundred", 1200, 1200)]),
        ("three million four hundred thousand", [("three million four hundred thousand", 3.4e6, 3.4e6)]),
        ("twenty - three", [("twenty - three", 23, 23)]),
        ("half a dozen", [("half a dozen", 6, 6)]),
        ("a million and a half people", [("a million and a half", 1.5e6, 1.5e6)]),
        ("2 and a half", [("2", 2, 2)]),
        ("81 , 4 per cent", [("81 , 4", 81.4, 81.4)]),
        ("2 , 3 men", [("2", 2, 2), ("3", 3, 3)]),
        ("2.5 million", [("2.5 million", 2.5e6, 2.5e6)]),
        ("30 - 40", [("30 - 40", 30, 40)]),
        ("two to three dozen", [("two to three dozen", 24, 36)]),
        ("900 to 1,200 thousand", [("900 to 1,200 thousand", 900_000, 1_200_000)]),
        ("200 to two thousand", [("200 to two thousand", 200, 2000)]),
        ("between ten and fifteen", [("ten and fifteen", 10, 15)]),
        ("from 3 to 5", [("3", 3, 3), ("5", 5, 5)]),
        ("41 - 12", [("41", 41, 41), ("12", 12, 12)]),
        ("several hundred", [("several hundred", 200, None)]),
        ("a couple of hundred", [("a couple of hundred", 200, 200)]),
        ("a few dozen", [("a few dozen", 24, None)]),
        ("two hundred and 40", [("two hundred", 200, 200), ("40", 40, 40)]),
        ("a couple and a half", []),
        ("half of the men", []),
        ("", []),
    ],
)
def test_numbers_are_read_whole(text, expected):
    assert read(text) == expected


@given(
    st.lists(
        st.sampled_from([*NUMBERS, "several", "and", "-", "to", "or", "between", "from", "3", "1,000", "men"])
    )
)
def test_numbers_are_ordered_apart_and_bounded(words):
    found = list(numerals(words, (0, len(words))))
    assert all(isinstance(each, Numeral) and each.words[0] < each.words[1] for each in found)
    assert all(one.words[1] <= other.words[0] for one, other in pairwise(found))
    assert all(each.high is None or 0 <= each.low <= each.high for each in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.500 men", "1,500 men"),
        ("1.500.000 men and 2.5 tonnes", "1,500,000 men and 2.5 tonnes"),
        ("1.500 men and 2,000 women", "1.500 men and 2,000 women"),
        ("1.500 men at 2.5 metres", "1.500 men at 2.5 metres"),
        ("1.500 million", "1.500 million"),
        ("1.500 per cent", "1.500 per cent"),
        ("10.01.2022 and 1.2.3 and 0.12345", "10.01.2022 and 1.2.3 and 0.12345"),
    ],
)
def test_points_in_numbers_are_read_by_the_habit_of_the_text(text, expected):
    assert " ".join(with_commas(text.split())) == expected


@given(st.lists(st.sampled_from("1.500 2,000 2.5 1.500.000 81 , per cent million men".split())))
def test_a_text_keeps_its_words_whatever_its_habit(words):
    kept = with_commas(words)
    assert [word.replace(",", ".") for word in kept] == [word.replace(",", ".") for word in words]
