"""What the words of time expressions say, and which values they are at a given moment."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.extract.timing.anchoring import Moment, anchored
from rashomon.extract.timing.grammar import read_time
from rashomon.extract.timing.values import bounds

WEDNESDAY = date(2031, 5, 7)


def value(
    words: str, *, published: date | None = WEDNESDAY, told: date | None = None, future: bool | None = None
) -> str | None:
    meaning = read_time(words)
    found = anchored(meaning, Moment(published, told, told, future=future)) if meaning is not None else None
    return found.value if found is not None else None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("10 January 2022, 11:56 PM", "2022-01-10T23:56"),
        ("10.01.2022", "2022-01-10"),
        ("2022-01-10T23:56Z", "2022-01-10T23:56Z"),
        ("22.01.2032 08:14", "2032-01-22T08:14"),
        ("Jan. 10, 2022", "2022-01-10"),
        ("the 1st of January 2031", "2031-01-01"),
        ("January 2031", "2031-01"),
        ("2031", "2031"),
        ("the 1980s", "198"),
        ("the nineties", "199"),
        ("the 20th century", "19"),
        ("nineteen ninety-six", "1996"),
        ("the third quarter of 2030", "2030-Q3"),
        ("summer 2030", "2030-SU"),
        ("400 BCE", "BC0400"),
        ("two years", "P2Y"),
        ("8 hours 50 minutes", "PT8H50M"),
        ("more than two and a half hours", "PT2H30M"),
        ("a minute and a half", "PT1M30S"),
        ("half an hour", "PT30M"),
        ("a half hour", "PT30M"),
        ("half a year", "P6M"),
        ("half a day", "P0.5D"),
        ("a month and a half", "P1.5M"),
        ("half a quarter", "P1.5M"),
        ("half a dozen years", "P6Y"),
        ("two dozen weeks", "P24W"),
        ("weeks and months", "PXM"),
        ("2 1/2 years", "P2Y6M"),
        ("a fortnight", "P2W"),
        ("a few minutes", "PTXM"),
        ("a couple of years", "P2Y"),
        ("several days", "PXD"),
        ("the last two weeks", "P2W"),
        ("daily", "P1D"),
        ("every two weeks", "P2W"),
        ("each Thursday", "XXXX-WXX-4"),
        ("Tuesday nights", "XXXX-WXX-2TNI"),
        ("now", "PRESENT_REF"),
        ("not long ago", "PAST_REF"),
        ("in the future", "FUTURE_REF"),
        ("years ago", "PAST_REF"),
    ],
)
def test_some_words_need_no_date_of_the_text(words, expected):
    assert value(words) == value(words, published=None) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("today", "2031-05-07"),
        ("yesterday", "2031-05-06"),
        ("last night", "2031-05-06TNI"),
        ("tonight", "2031-05-07TNI"),
        ("this morning", "2031-05-07TMO"),
        ("Monday", "2031-05-05"),
        ("Wednesday", "2031-05-07"),
        ("last Wednesday", "2031-04-30"),
        ("next Friday", "2031-05-09"),
        ("Tuesday evening", "2031-05-06TEV"),
        ("noon on Tuesday", "2031-05-06T12:00"),
        ("6.40 on Tuesday evening", "2031-05-06T18:40"),
        ("half past five in the afternoon", "2031-05-07T17:30"),
        ("four o'clock on Monday morning", "2031-05-05T04:00"),
        ("a quarter to one", "2031-05-07T00:45"),
        ("last week", "2031-W18"),
        ("the weekend", "2031-W18-WE"),
        ("this month", "2031-05"),
        ("last month", "2031-04"),
        ("March", "2031-03"),
        ("June", "2031-06"),
        ("last December", "2030-12"),
        ("Jan. 10", "2031-01-10"),
        ("12 May last year", "2030-05-12"),
        ("June last year", "2030-06"),
        ("two days ago", "2031-05-05"),
        ("six weeks ago", "2031-W13"),
        ("three months ago", "2031-02"),
        ("a decade ago", "2021"),
        ("the 5th", "2031-05-05"),
        ("the day before yesterday", "2031-05-05"),
        ("Christmas", "2030-12-25"),
        ("the first quarter", "2031-Q1"),
    ],
)
def test_other_words_are_counted_from_it(words, expected):
    assert value(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Friday", "2031-05-09"),
        ("Wednesday", "2031-05-07"),
        ("September", "2031-09"),
        ("March", "2032-03"),
        ("3 August", "2031-08-03"),
        ("the winter", "2031-WI"),
    ],
)
def test_what_is_to_come_is_ahead(words, expected):
    assert value(words, future=True) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("two days later", "2031-01-08"),
        ("a week earlier", "2031-W01"),
        ("the next morning", "2031-01-07TMO"),
        ("that evening", "2031-01-06TEV"),
        ("the same day", "2031-01-06"),
        ("14:30", "2031-01-06T14:30"),
        ("shortly after midnight", "2031-01-07T00:00"),
        ("that year", "2031"),
    ],
)
def test_some_are_counted_from_a_day_told_before(words, expected):
    assert value(words, told=date(2031, 1, 6)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Thursday", "XXXX-WXX-4"),
        ("Jan. 10", "XXXX-01-10"),
        ("March", "XXXX-03"),
        ("14:30", "T14:30"),
        ("the evening", "TEV"),
        ("last week", None),
        ("yesterday", None),
    ],
)
def test_without_a_date_of_the_text_digits_stay_unknown(words, expected):
    assert value(words, published=None) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Easter 2024", "2024-03-31"),
        ("Easter Monday 2024", "2024-04-01"),
        ("Good Friday 2024", "2024-03-29"),
        ("Orthodox Easter 2024", "2024-05-05"),
        ("Orthodox Christmas 2024", "2024-01-07"),
        ("Christmas Eve 2030", "2030-12-24"),
        ("New Year's Eve", "2030-12-31"),
        ("New Year’s Day", "2031-01-01"),
        ("Thanksgiving", "2030-11-28"),
        ("last Thanksgiving", "2030-11-28"),
        ("Thanksgiving Day 1999", "1999-11-25"),
        ("Labour Day", "2031-05-01"),
        ("Labor Day 2030", "2030-09-02"),
        ("Memorial Day 2030", "2030-05-27"),
        ("May Day", "2031-05-01"),
        ("next Christmas", "2031-12-25"),
        ("the Easter weekend", None),
        ("Christmas week", None),
        ("Easter 1200", None),
    ],
)
def test_feasts_are_reckoned_by_rule(words, expected):
    assert value(words) == expected


def test_a_feast_without_any_year_keeps_what_is_sure():
    assert value("Christmas Eve", published=None) == "XXXX-12-24"
    assert value("Easter", published=None) is None


@pytest.mark.parametrize(
    "words",
    ["1 Ramadan 1443", "15 Shawwal 1443 AH", "10 Dey 1400", "5 Nisan 5782", "25 October 1917 (Old Style)"],
)
def test_dates_in_other_calendars_have_no_value(words):
    assert value(words) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("10 January 2031, 14:30 CET", "2031-01-10T14:30+01:00"),
        ("10 January 2031, 14:30 GMT+3", "2031-01-10T14:30+03:00"),
        ("10 January 2031, 2:30 p.m. EDT", "2031-01-10T14:30-04:00"),
        ("10 January 2031, 14:30 GMT", "2031-01-10T14:30Z"),
        ("10 January 2031, 14:30 CST", "2031-01-10T14:30"),
    ],
)
def test_hours_keep_a_zone_that_has_one_meaning(words, expected):
    assert value(words) == expected


@pytest.mark.parametrize(
    ("words", "expected", "alone"),
    [
        ("the quarter", "2030-Q3", "2031-Q1"),
        ("the latest period", "2030-Q3", "2031-Q1"),
        ("the 2028 period", "2028-Q3", "2028"),
        ("a year earlier", "2029-Q3", "2030"),
        ("a year ago", "2029-Q3", "2030"),
        ("the year-ago quarter", "2029-Q3", "2030"),
        ("the year-earlier fourth quarter", "2030-Q4", "2030-Q4"),
        ("last year", "2030", "2030"),
        ("two years ago", "2029", "2029"),
    ],
)
def test_a_quarter_told_before_is_meant_again(words, expected, alone):
    meaning = read_time(words)
    assert anchored(meaning, Moment(WEDNESDAY, period="2030-Q3")).value == expected
    assert anchored(meaning, Moment(WEDNESDAY)).value == alone


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("two more weeks", "P2W"),
        ("five working days", "P5D"),
        ("an additional year", "P1Y"),
        ("the fiscal year", "2031"),
        ("this past winter", "2030-WI"),
        ("each Thursday", "XXXX-WXX-4"),
    ],
)
def test_words_that_say_little_do_not_hide_a_time(words, expected):
    assert value(words) == expected


def test_a_date_in_figures_has_two_readings_where_month_and_day_may_change_places():
    meaning = read_time("03/04/2022")
    found = anchored(meaning, Moment(WEDNESDAY))
    assert (found.value, found.alternatives) == (None, ("2022-03-04", "2022-04-03"))
    assert value("31/12/2022") == value("12/31/2022") == "2022-12-31"
    assert value("04.03.2022") == "2022-03-04"


@pytest.mark.parametrize(
    "words",
    [
        "31 February 2031",
        "30.02.2031",
        "25:61",
        "2031-13-41",
        "the 45th",
        "",
        " ",
        "the mayor",
        "a week two years",
        "9" * 90,
        "of",
    ],
)
def test_what_is_no_date_has_no_value(words):
    assert value(words) is None


@pytest.mark.parametrize("published", [date(1, 1, 1), date(9999, 12, 31)])
@pytest.mark.parametrize(
    "words", ["last week", "next month", "a century ago", "1,000,000 years ago", "tomorrow"]
)
def test_the_ends_of_the_calendar_raise_nothing(published, words):
    value(words, published=published)


@settings(max_examples=500)
@given(
    st.lists(
        st.sampled_from(
            "last next the this that of at on and a half past two 31 2031 00:61 12.5 May mon friday o'clock "
            "morning night ago later before quarter third century 1980s every days week years 5th noon "
            "31.02.2031 - , ’".split()
        ),
        max_size=8,
    ),
    st.booleans(),
    st.sampled_from([None, WEDNESDAY, date(9990, 12, 29)]),
)
def test_whatever_the_words_the_value_has_bounds(words, future, published):
    found = value(" ".join(words), future=future, published=published, told=published)
    if found is not None:
        bounds(found)


@given(st.text(max_size=100))
def test_any_text_is_read_or_not(text):
    read_time(text)
