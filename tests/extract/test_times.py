"""Time expressions of whole texts, with the shipped model."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from rashomon.extract import extract_document
from rashomon.model.records import Known, Part, Source, Sourced


def times(analyser, read, text, published="2031-05-07"):
    document = read(text).documents[0]
    dated = replace(
        document, published=Sourced(value=published, source="user", score=1.0) if published else None
    )
    return extract_document(dated, next(analyser.analyse([dated]))).times


def test_each_time_is_its_slice_with_value_bounds_and_anchor(analyser, read):
    text = "The lock was shut on Monday. Two days later the crews came back."
    monday, later = times(analyser, read, text)
    assert (monday.text, monday.value, monday.precision, monday.basis) == (
        "Monday",
        "2031-05-05",
        "day",
        "inferred",
    )
    assert (monday.earliest, monday.latest, monday.anchor) == ("2031-05-05", "2031-05-05", "2031-05-07")
    assert (later.text, later.value, later.anchor) == ("Two days later", "2031-05-07", "2031-05-05")
    assert all(each.span.of(text) == each.text for each in (monday, later))


def test_the_verb_says_on_which_side_a_weekday_lies(analyser, read):
    (before,) = times(analyser, read, "The council met on Friday.")
    (after,) = times(analyser, read, "The council will meet on Friday.")
    (same_form,) = times(analyser, read, "We remind that on Friday the Lurmian side shut the sluice.")
    assert (before.value, after.value) == ("2031-05-02", "2031-05-09")
    assert same_form.value == "2031-05-02"


def test_what_somebody_is_blamed_for_has_been(analyser, read):
    (blamed,) = times(
        analyser, read, "The union accuses the company of causing a fire in the mill on Friday."
    )
    assert blamed.value == "2031-05-02"


def test_a_deadline_is_to_come_whatever_the_verb_that_sets_it(analyser, read):
    (left,) = times(analyser, read, "The council demanded that the guards leave by Sunday.")
    (ready,) = times(analyser, read, "The crew was ordered to be ready by Monday.")
    (unless,) = times(analyser, read, "If the pilots are not freed by Friday, the port will be shut.")
    assert (left.value, ready.value, unless.value) == ("2031-05-11", "2031-05-12", "2031-05-09")


def test_what_may_be_is_to_come_and_what_may_have_been_is_past(analyser, read):
    (ahead,) = times(analyser, read, "Relatives may visit the pilots on Friday.")
    (past,) = times(analyser, read, "The pilots may have left on Friday.")
    assert (ahead.value, past.value) == ("2031-05-09", "2031-05-02")


def test_hour_and_day_side_by_side_are_one_time(analyser, read):
    (found,) = times(analyser, read, "The bridge fell at five past five on Tuesday afternoon.")
    assert (found.text, found.value) == ("five past five on Tuesday afternoon", "2031-05-06T17:05")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The bridge fell at 6.40 on Tuesday evening.", [("6.40 on Tuesday evening", "2031-05-06T18:40")]),
        ("It was gone by eight on Monday morning.", [("eight on Monday morning", "2031-05-05T08:00")]),
        ("The strike began on Sunday at ten.", [("Sunday at ten", "2031-05-04T10:00")]),
        ("They met on 6 May around 17 o’clock.", [("6 May around 17 o’clock", "2031-05-06T17:00")]),
        ("The blast killed six on Monday night.", [("Monday night", "2031-05-05TNI")]),
        ("On Sunday at ten stations the lights went out.", [("Sunday", "2031-05-04")]),
    ],
)
def test_an_hour_beside_a_day_is_told_from_a_count(analyser, read, text, found):
    assert [(each.text, each.value) for each in times(analyser, read, text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They marched the week before last.", [("the week before last", "2031-W17")]),
        ("The bridge fell on Tuesday last week.", [("Tuesday last week", "2031-04-29")]),
        ("The inquiry opened a fortnight ago.", [("a fortnight ago", "2031-W17")]),
        ("The ship left at 1830 GMT on Monday.", [("1830 GMT on Monday", "2031-05-05T18:30Z")]),
        ("At 18:30, May 5, guards opened the gate.", [("18:30, May 5", "2031-05-05T18:30")]),
        ("The ship left at 5 p.m. GMT on Monday.", [("5 p.m. GMT on Monday", "2031-05-05T17:00Z")]),
        ("Crowds reached the Winter Palace.", []),
    ],
)
def test_a_time_of_several_words_is_one(analyser, read, text, found):
    assert [(each.text, each.value) for each in times(analyser, read, text)] == found


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        (
            "Late in the evening on May 5, the council met.",
            "Late in the evening on May 5",
            "2031-05-05TEV",
        ),
        ("Guards left early in the morning of May 5.", "early in the morning of May 5", "2031-05-05TMO"),
        ("In the evening on May 5 the council met.", "the evening on May 5", "2031-05-05TEV"),
    ],
)
def test_a_part_of_a_day_belongs_to_the_date_behind_it(analyser, read, text, words, value):
    assert [(each.text, each.value) for each in times(analyser, read, text)] == [(words, value)]


@pytest.mark.parametrize(
    ("text", "words", "bounds"),
    [
        ("The port was shut from May 3 to May 9.", ["May 3", "May 9"], ("2031-05-03", "2031-05-09")),
        (
            "The talks ran from 30 April to 2 May in Halm.",
            ["30 April", "2 May"],
            ("2031-04-30", "2031-05-02"),
        ),
        ("The fair ran from May 3 to 6.", ["May 3 to 6"], ("2031-05-03", "2031-05-06")),
        ("The fair ran from May 3\u20136.", ["May 3\u20136"], ("2031-05-03", "2031-05-06")),
        (
            "The port was shut from Dec. 30 to Jan. 2.",
            ["Dec. 30", "Jan. 2"],
            ("2030-12-30", "2031-01-02"),
        ),
    ],
)
def test_the_first_of_several_days_lasts_until_the_last(analyser, read, text, words, bounds):
    found = times(analyser, read, text)
    assert [each.text for each in found] == words
    assert (found[0].value, found[0].earliest, found[0].latest) == (bounds[0], *bounds)


def test_two_days_are_two_times(analyser, read):
    found = times(analyser, read, "The date was moved on May 3 to May 9. Guards left on May 4 and May 6.")
    assert [each.value for each in found] == ["2031-05-03", "2031-05-09", "2031-05-04", "2031-05-06"]
    assert all(each.earliest == each.latest for each in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge fell on May 5 \u2013 12 people were hurt.", [("May 5", "2031-05-05")]),
        ("Guards opened fire on May 3 - 20 people were killed.", [("May 3", "2031-05-03")]),
        (
            "They were freed on May 5 - 10 days after the raid.",
            [("May 5", "2031-05-05"), ("10 days", "P10D")],
        ),
        (
            "The port shut on May 3 \u2013 June 5 is the day of the hearing.",
            [("May 3", "2031-05-03"), ("June 5", "2031-06-05")],
        ),
        (
            "Guards left Halm on May 3 \u2013 on May 5 they came back.",
            [("May 3", "2031-05-03"), ("May 5", "2031-05-05")],
        ),
    ],
)
def test_a_dash_with_blanks_after_a_date_opens_no_stretch(analyser, read, text, expected):
    found = times(analyser, read, text)
    assert [(each.text, each.value) for each in found] == expected
    assert all(each.earliest == each.latest for each in found)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The council meets on Thursday, May 8 \u2013 10 a.m.", "2031-05-08T10:00"),
        ("The council met on May 3, 5-7 p.m. in Halm.", "2031-05-03T19:00"),
        ("The council met on May 5-10 a.m. in Halm.", "2031-05-05T10:00"),
    ],
)
def test_an_hour_after_a_date_is_no_last_day(analyser, read, text, value):
    (found,) = times(analyser, read, text)
    assert (found.value, found.earliest, found.latest) == (value, value, value)


@pytest.mark.parametrize(
    ("text", "latest"),
    [
        ("The fair ran May 3\u20136 in Halm.", "2031-05-06"),
        ("The fair ran May 3\u2013June 6 in Halm.", "2031-06-06"),
        ("The fair (3 May\u20135 June) drew crowds.", "2031-06-05"),
        ("The fair ran from May 3 - 6 in Halm.", "2031-05-06"),
        ("The fair ran from May 3 \u2013 June 5 in Halm.", "2031-06-05"),
    ],
)
def test_a_dash_opens_a_stretch_without_blanks_or_behind_from(analyser, read, text, latest):
    (found,) = times(analyser, read, text)
    assert (found.earliest, found.latest) == ("2031-05-03", latest)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("The fair ran from May 3, 2031 to June 2, 2031 in Halm.", ("2031-05-03", "2031-06-02")),
        ("The fair ran from 3 May 2031 to 2 June 2031 in Halm.", ("2031-05-03", "2031-06-02")),
        ("The fair ran from December 28, 2030 to January 3, 2031.", ("2030-12-28", "2031-01-03")),
        ("The fair ran between May 3 and May 9 of last year.", ("2030-05-03", "2030-05-09")),
        ("The fair ran from May 3 to May 9 last year.", ("2030-05-03", "2030-05-09")),
        ("The fair ran from May 3, 2029 to June 2, 2031 in Halm.", ("2029-05-03", "2029-05-03")),
    ],
)
def test_a_stretch_has_the_year_that_is_told(analyser, read, text, bounds):
    first, last = times(analyser, read, text)
    assert (first.value, first.earliest, first.latest) == (bounds[0], *bounds)
    assert last.earliest == last.latest


def test_midnight_on_a_day_may_begin_or_end_it(analyser, read):
    (found,) = times(analyser, read, "The truce began at midnight on Sunday.")
    assert (found.value, found.alternatives) == ("2031-05-04T00:00", ("2031-05-05T00:00",))
    (noon,) = times(analyser, read, "The truce began at noon on Sunday.")
    assert (noon.value, noon.alternatives) == ("2031-05-04T12:00", ())


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("Crowds marched on the second anniversary of the May 3 attack.", {None, "2031-05-03"}),
        ("Crowds marched on the anniversary of the revolution.", {None}),
        ("Monday was the fifth anniversary of the flood.", {None, "2031-05-05"}),
        ("The second day of talks began on Monday.", {None, "P1D", "2031-05-05"}),
    ],
)
def test_an_anniversary_is_no_day_of_the_month(analyser, read, text, allowed):
    assert {each.value for each in times(analyser, read, text)} <= allowed


def test_a_night_may_be_the_one_before_or_after(analyser, read):
    (night,) = times(analyser, read, "Shots were heard on the night of 6 January 2031.")
    assert night.value == "2031-01-06TNI"
    assert (night.earliest, night.latest) == ("2031-01-05T18:00", "2031-01-07T06:00")


def test_the_other_night_is_an_alternative(analyser, read):
    (night,) = times(analyser, read, "The council decided on the night of 6 January 2031.")
    assert (night.value, night.alternatives) == ("2031-01-06TNI", ("2031-01-05TNI",))
    (last,) = times(analyser, read, "The council met last night.")
    assert last.alternatives == ()


def test_another_date_or_the_country_tells_the_month_from_the_day(analyser, read):
    def read_as(text, country=None, published=None):
        document = read(text).documents[0]
        day = Sourced(value=published, source="user", score=1.0) if published else None
        known = replace(document, source=Source(known=Known(country=country)), published=day)
        found = extract_document(known, next(analyser.analyse([known]))).times
        return [(each.value, each.alternatives) for each in found]

    text = "The lock was shut on 03/04/2022."
    both = ("2022-03-04", "2022-04-03")
    assert read_as(text) == [(None, both)]
    assert read_as(text, "United States") == [(both[0], both[1:])]
    assert read_as(text, "Velia") == [(both[1], both[:1])]
    assert read_as(text, "Canada") == [(None, both)]
    assert read_as(text, published="2022-04-03") == [(both[1], both[:1])]
    other = "It was opened on 25/03/2022."
    assert read_as(f"{text} {other}", "United States")[0] == (both[1], both[:1])
    assert read_as(f"{text} {other} It fell on 03/25/2022.")[0] == (None, both)


def test_a_date_in_another_calendar_is_found_and_has_no_value(analyser, read):
    (found,) = times(analyser, read, "The decree was signed on 1 Ramadan 1443.")
    assert (found.text, found.value, found.earliest) == ("1 Ramadan 1443", None, None)


def test_what_may_be_as_soon_as_a_day_is_to_come(analyser, read):
    (day,) = times(analyser, read, "The crews said they could leave as soon as Friday.")
    assert day.value == "2031-05-09"


def test_a_year_earlier_is_the_same_quarter_of_the_year_before(analyser, read):
    text = "In the third quarter exports fell to 300 tonnes from 400 tonnes a year earlier."
    assert [each.value for each in times(analyser, read, text)] == ["2030-Q3", "2029-Q3"]


def test_early_january_is_its_first_third(analyser, read):
    (found,) = times(analyser, read, "The lock was shut in early January 2031.")
    assert (found.value, found.earliest, found.latest) == ("2031-01", "2031-01-01", "2031-01-10")


def test_without_a_date_of_the_text_a_weekday_is_of_any_week(analyser, read):
    (found,) = times(analyser, read, "The lock was shut on Monday.", published=None)
    assert (found.value, found.earliest, found.anchor) == ("XXXX-WXX-1", None, None)


def test_the_year_of_a_day_is_guessed_from_what_was_written_around(analyser, read):
    around = Sourced(value="2031-01-10", source="other texts", score=0.5)
    dated = replace(
        read("Shots were heard on the night of January 6. They ceased on Monday.").documents[0], around=around
    )
    night, monday = extract_document(dated, next(analyser.analyse([dated]))).times
    assert (night.value, night.basis, night.anchor) == ("2031-01-06TNI", "inferred", "2031-01-10")
    assert monday.value == "XXXX-WXX-1"


def test_no_times_from_furniture(analyser, read):
    document = read("The lock is shut.\nRead more: 4 May 2031").documents[0]
    parts = (document.parts[0], Part(kind="furniture", start=18, end=document.length))
    moved = replace(document, parts=parts)
    assert extract_document(moved, next(analyser.analyse([moved]))).times == ()


def values(analyser, read, text, published="2031-05-07"):
    return [each.value for each in times(analyser, read, text, published)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Since November nine ferries have stayed in port.", "2030-11"),
        ("Nobody asked about the ferry until Sunday.", "2031-05-04"),
        ("The crews were questioned, and after that nothing until Tuesday.", "2031-05-06"),
        ("The editor cited the paper's letter of 13 May.", "2030-05-13"),
        ("We repeat our demand of Friday.", "2031-05-02"),
        ("Earlier notes of two hurt date from Friday morning.", "2031-05-02TMO"),
        ("As early as October the builder had urged the town to act.", "2030-10"),
        ("When the walk-out was called for Monday, eleven were ill.", "2031-05-05"),
        ("The mayor accused the firm of having called off a drill set for November 9.", "2030-11-09"),
    ],
)
def test_what_a_text_says_to_lie_behind_it_is_past(analyser, read, text, day):
    assert values(analyser, read, text) == [day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ona Veld said she could order the crews back from noon on Friday.", "2031-05-09T12:00"),
        ("He is reported to have promised them a road before the fair in July.", "2031-07"),
        ("They have suggested a hearing in Selm on Friday.", "2031-05-09"),
        ("Put a second guard on the pier for the winter.", "2031-WI"),
        ("From July, by ferry only", "2031-07"),
    ],
)
def test_what_a_text_says_to_be_ahead_is_to_come(analyser, read, text, day):
    assert values(analyser, read, text) == [day]


def test_a_feast_is_the_nearest_unless_a_verb_says_more(analyser, read):
    turns = "The baker could not supply bread beyond Easter."
    assert values(analyser, read, turns, "2031-01-20") == ["2031-04-13"]
    thing = "The judge never read the letter about Christmas."
    assert values(analyser, read, thing, "2031-10-12") == ["2031-12-25"]


def test_small_hours_behind_a_night_are_of_the_next_day(analyser, read):
    crates = "In the night of 3 to 4 May crates were moved. Two clerks reached the mill at 01:10."
    assert values(analyser, read, crates) == ["2031-05-03TNI", "2031-05-04T01:10"]
    left = "The talks broke up last night. Veld had left at one in the morning."
    assert values(analyser, read, left) == ["2031-05-06TNI", "2031-05-07T01:00"]
    (_, tonight) = values(analyser, read, "The talks begin tonight. Veld: Eight o'clock, at the mill.")
    assert tonight == "2031-05-07T20:00"


def test_an_hour_is_not_of_the_day_since_when_something_is_so_or_of_which_a_letter_is(analyser, read):
    since = "The judge, in office since 1 May, opened three halls. The line failed at 02:30."
    assert values(analyser, read, since)[1] == "2031-05-07T02:30"
    letter = "Veld wrote by letter of 1 April that the bridge was safe. The gate fell at noon."
    assert values(analyser, read, letter)[1] == "2031-05-07T12:00"
    generic = "They danced as if it was any Monday. The divers left at noon."
    assert values(analyser, read, generic) == ["XXXX-WXX-1", "2031-05-07T12:00"]


def test_a_part_of_a_day_and_its_day_are_one_time(analyser, read):
    text = "On the afternoon of Sunday, 4 May, the tug struck the pier."
    (afternoon,) = times(analyser, read, text)
    assert (afternoon.text, afternoon.value) == ("the afternoon of Sunday, 4 May", "2031-05-04TAF")
    hour = "Veld announced shortly after one o'clock on the night of 7 May that they would leave."
    assert values(analyser, read, hour) == ["2031-05-07T01:00"]


def test_yesterday_in_quoted_words_is_the_day_before_they_were_spoken(analyser, read):
    assert values(analyser, read, '"We met yesterday," Ona Veld told reporters on Monday.') == [
        "2031-05-04",
        "2031-05-05",
    ]
    told = "Ona Veld told reporters on Monday that they met yesterday."
    assert values(analyser, read, told)[1] == "2031-05-06"


def test_a_length_within_which_something_was_done_is_no_week_of_the_calendar(analyser, read):
    assert values(analyser, read, "The letter was passed on within the week.") == ["P1W"]
    assert values(analyser, read, "They leave on the day of the vote, and not an hour later.")[-1:] in (
        [],
        [None],
    )


def test_a_decade_by_name_is_the_last_that_is_over(analyser, read):
    text = "The mill was built in the twenties."
    assert values(analyser, read, text, "2033-10-12") == ["202"]
    assert values(analyser, read, text, "2024-10-12") == ["192"]


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("The minister resigned two days after the court ruled on 4 March 2031.", "two days", "2031-03-06"),
        ("Two days after the court ruled on 4 March 2031, the mayor left.", "Two days", "2031-03-06"),
        ("A week before the vote on 10 April 2031, two candidates were shot.", "A week", "2031-04-03"),
        ("A month after the election of 5 March 2031, the minister left.", "A month", "2031-04"),
        ("Two days after the ruling, the mayor left.", "Two days", "P2D"),
        ("He must pay within two days after the ruling of 4 March 2031.", "two days", "P2D"),
        ("The firm lost money in the first half of 2030.", "the first half of 2030", "2030-H1"),
        ("In the second half of 2029, rents rose.", "the second half of 2029", "2029-H2"),
        ("Nine houses burned down overnight in Halm.", "overnight", "2031-05-06TNI"),
        ("The village was shelled overnight.", "overnight", "2031-05-06TNI"),
    ],
)
def test_when_by_what_something_was_after_or_by_a_part_of_a_year_or_day(analyser, read, text, span, value):
    assert (span, value) in {(each.text, each.value) for each in times(analyser, read, text)}


def test_what_is_so_long_after_something_is_not_when_that_was(analyser, read):
    text = "The minister resigned two days after the court ruled on 4 March 2031."
    document = read(text).documents[0]
    found = extract_document(document, next(analyser.analyse([document])))
    told = {each.id: each.value for each in found.times}
    dated = {each.trigger.text: told.get(each.time) for each in found.events}
    assert dated == {"resigned": "2031-03-06", "ruled": "2031-03-04"}


def test_an_overnight_train_says_not_when(analyser, read):
    assert not times(analyser, read, "She took the overnight train to Halm.")
