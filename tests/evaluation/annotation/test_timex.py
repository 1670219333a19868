"""Bounds of TIMEX3 values."""

from __future__ import annotations

import pytest

from evaluation.annotation.timex import bounds
from training.gold.marks import MarkError


@pytest.mark.parametrize(
    ("value", "precision", "earliest", "latest"),
    [
        ("2031", "year", "2031-01-01", "2031-12-31"),
        ("2031-02", "month", "2031-02-01", "2031-02-28"),
        ("2032-02", "month", "2032-02-01", "2032-02-29"),
        ("2031-03-06", "day", "2031-03-06", "2031-03-06"),
        ("2031-03-06TEV", "part of day", "2031-03-06T18:00", "2031-03-06T23:59"),
        ("2031-03-01TNI", "part of day", "2031-02-28T18:00", "2031-03-02T06:00"),
        ("2031-03-07T01", "hour", "2031-03-07T01:00", "2031-03-07T01:59"),
        ("2031-03-07T01:10", "minute", "2031-03-07T01:10", "2031-03-07T01:10"),
        ("P1W", "duration", None, None),
        ("PT2.5H", "duration", None, None),
        ("PXD", "duration", None, None),
        ("PT2H30M", "duration", None, None),
        ("T04", "undated", None, None),
        ("XXXX-WXX-7", "undated", None, None),
        ("XXXX-03-07TEV", "undated", None, None),
        ("2031-W10", "week", "2031-03-03", "2031-03-09"),
        ("2031-W10-WE", "weekend", "2031-03-08", "2031-03-09"),
        ("2031-FA", "season", "2031-01-01", "2032-03-31"),
        ("PRESENT_REF", "present", None, None),
    ],
)
def test_bounds_of_a_value(value, precision, earliest, latest):
    found = bounds(value)
    assert (found.precision, found.earliest, found.latest) == (precision, earliest, latest)


@pytest.mark.parametrize(
    "value",
    [
        "next week",
        "Pell",
        "P",
        "2031-W1",
        "2031-3",
        "2031-13",
        "2031-02-31",
        "2031-W60",
        "2031-03-07T25",
        "T07:60",
    ],
)
def test_a_value_of_no_known_kind_is_refused(value):
    with pytest.raises(MarkError, match="not a TIMEX3 value"):
        bounds(value)
