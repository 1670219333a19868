"""When a text was published, by its dateline or head, and by the other texts of a run."""

from __future__ import annotations

import pytest
from read_builders import read_bytes

from rashomon.read import dated_by_others

WIRE = "Lock shut at Halm\n\nHALM, {day} (NPA) - The lock was shut, the ministry said. Nobody was hurt.\n"
DATED = "Lock shut\n\n{day}\n\nThe lock at Halm was shut again, the ministry of works said in Norrmar.\n"


def documents(folder, *texts):
    return [
        document
        for number, text in enumerate(texts)
        for document in read_bytes(folder, f"{number}.txt", text.encode())
    ]


@pytest.mark.parametrize(
    ("others", "day", "expected"),
    [
        (["4 May 2031"], "May 5", "2031-05-05"),
        (["2 January 2032", "3 January 2032"], "Dec. 30", "2031-12-30"),
        (["4 May 2031"], "Feb 29", "2032-02-29"),
        (["4 May 2030"], "Feb 29", None),
    ],
)
def test_the_year_is_that_which_brings_the_day_nearest_to_the_others(tmp_path, others, day, expected):
    texts = documents(tmp_path, *(DATED.format(day=other) for other in others), WIRE.format(day=day))
    wire = dated_by_others(texts)[-1]
    assert (wire.published.value if wire.published else None) == expected
    assert wire.published is None or wire.published.source == "text:dateline, year of the other texts"


def test_a_text_that_names_no_day_was_written_around_the_others(tmp_path):
    plain = (
        "Crews protest\n\nThe crews of Halm protested against the closing of the lock, as they had said.\n"
    )
    dated, undated = dated_by_others(documents(tmp_path, DATED.format(day="4 May 2031"), plain))
    assert (dated.around, undated.published) == (None, None)
    assert undated.around.value == "2031-05-04"


def test_without_any_dated_text_all_stay_as_they_are(tmp_path):
    texts = documents(tmp_path, WIRE.format(day="May 5"))
    assert dated_by_others(texts) == texts


def test_a_line_that_is_a_date_and_little_else_dates_a_text(tmp_path):
    text = "THE BEACON\nNo. 2,117 · Wednesday 16 May 2035\n\nNine boxes\n\nThe telephone has rung since.\n"
    (document,) = documents(tmp_path, text)
    assert document.published.value == "2035-05-16"


BODY = (
    "Police closed the bridge over the Halm on Thursday after a lorry hit two cars and burned out there.\n\n"
    "Nobody was hurt, said the mayor, who had asked for a new bridge for nine years.\n"
)


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ("Bridge closed\n\nHALM, March 4, 2023. ", "2023-03-04"),
        ("Bridge closed\n\nPORT HALM, 9 June 2022. ", "2022-06-09"),
        ("Bridge closed\n\nHALM, June 9, 2022 (Wire). ", "2022-06-09"),
        ("Bridge closed\n\nFirst published on 2 May 2024, 18:00\n\n", "2024-05-02T18:00"),
        ("Bridge closed\n\nFirst published: 9 June 2022\n\n", "2022-06-09"),
        ("FOR IMMEDIATE RELEASE: May 3, 2024\n\nHalm Bridge Closed\n\n", "2024-05-03"),
        ("EMBARGOED FOR RELEASE: 7 May 2024\n\nHalm Bridge Closed\n\n", "2024-05-07"),
        ("For release: May 9, 2024\n\nHalm Bridge Closed\n\n", "2024-05-09"),
    ],
)
def test_the_day_of_publication_in_heads_of_releases_and_datelines(tmp_path, head, value):
    (document,) = documents(tmp_path, head + BODY)
    assert document.published.value == value


def test_a_line_below_the_text_says_when_it_was_published(tmp_path):
    text = f"Bridge closed\n\n{BODY}\n\nFirst published on 9 June 2022, 18:00\n"
    (document,) = documents(tmp_path, text)
    assert document.published.value == "2022-06-09T18:00"


@pytest.mark.parametrize(
    "head",
    [
        "Bridge closed\n\nMONDAY, May 4, 2020. ",
        "Bridge closed\n\nIn Halm, May 4, 2020. ",
        "Bridge closed\n\nThe bridge opened on May 4, 2020. ",
    ],
)
def test_a_day_that_a_text_tells_of_is_not_its_own(tmp_path, head):
    (document,) = documents(tmp_path, head + BODY)
    assert document.published is None
