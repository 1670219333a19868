"""TIMEX3 values and their bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.extract.timing.values import bounds


@pytest.mark.parametrize(
    ("value", "precision", "earliest", "latest"),
    [
        ("2031", "year", "2031-01-01", "2031-12-31"),
        ("2031-02", "month", "2031-02-01", "2031-02-28"),
        ("2031-03-07", "day", "2031-03-07", "2031-03-07"),
        ("2031-W10", "week", "2031-03-03", "2031-03-09"),
        ("2031-W10-WE", "weekend", "2031-03-08", "2031-03-09"),
        ("2031-Q3", "quarter", "2031-07-01", "2031-09-30"),
        ("2031-H1", "half", "2031-01-01", "2031-06-30"),
        ("203", "decade", "2030-01-01", "2039-12-31"),
        ("20", "century", "2000-01-01", "2099-12-31"),
        ("2031-03-07T14:30", "minute", "2031-03-07T14:30", "2031-03-07T14:30"),
        ("2031-03-07TMO", "part of day", "2031-03-07T05:00", "2031-03-07T12:00"),
        ("2031-03-07TNI", "part of day", "2031-03-06T18:00", "2031-03-08T06:00"),
        ("P3D", "duration", None, None),
        ("PT8H50M", "duration", None, None),
        ("PXY", "duration", None, None),
        ("PAST_REF", "past", None, None),
        ("XXXX-WXX-7", "undated", None, None),
        ("T04:00", "undated", None, None),
    ],
)
def test_a_value_says_how_exact_it_is_and_between_which_moments(value, precision, earliest, latest):
    found = bounds(value)
    assert (found.precision, found.earliest, found.latest) == (precision, earliest, latest)


@pytest.mark.parametrize(
    "value", ["2031-02-31", "2031-13", "0000", "2031-03-07T25:00", "9999-12-31TNI", "P", "PT", "soon"]
)
def test_what_no_calendar_has_is_refused(value):
    with pytest.raises(ValueError, match=value[:4]):
        bounds(value)


@given(st.text(alphabet="0123456789-TWXPQH:NIMOEVAF_", max_size=20))
def test_any_value_has_bounds_or_is_refused(value):
    try:
        found = bounds(value)
    except ValueError:
        return
    assert found.earliest is None or found.latest is None or found.earliest <= found.latest
