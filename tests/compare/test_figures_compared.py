"""Which figures cannot both hold, and how they are put in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.compare.figures import counted, excludes, put, tolls
from rashomon.model.offsets import Span
from rashomon.model.records import Figure


def figure(low=None, best=None, high=None, *, about=False):
    return Figure(kind="killed", low=low, best=best, high=high, approximate=about, span=Span(0, 1))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (figure(best=12), figure(best=15), True),
        (figure(best=12), figure(best=12), False),
        (figure(low=12), figure(best=15), False),
        (figure(low=16), figure(best=15), True),
        (figure(high=40), figure(best=41), True),
        (figure(low=30, high=40), figure(best=35), False),
        (figure(low=30, high=40), figure(low=50), True),
        (figure(best=60, about=True), figure(best=64), False),
        (figure(best=60, about=True), figure(best=90), True),
        (figure(best=81.4), figure(best=81), False),
        (figure(best=81.4), figure(best=58), True),
        (figure(best=1982), figure(best=2000), False),
        (figure(best=1600), figure(best=2000), True),
        (figure(best=0), figure(best=3), True),
        (figure(), figure(best=3), False),
    ],
)
def test_what_cannot_both_hold(one, other, expected):
    assert excludes(one, other) is expected
    assert excludes(other, one) is expected


@pytest.mark.parametrize(
    ("kind", "unit", "expected"),
    [
        ("people", None, "people"),
        ("protester", None, "people"),
        ("officer", None, "officer"),
        ("bus", None, "bus"),
        ("killed", None, "killed"),
        ("killed", "percent", "percent"),
        ("number", None, "number"),
    ],
)
def test_what_figures_are_compared_by(kind, unit, expected):
    assert counted(Figure(kind=kind, unit=unit, best=1, span=Span(0, 1))) == expected


def test_which_tolls_are_counted():
    figures = [Figure(kind=kind, best=1, span=Span(0, 1)) for kind in ("killed", "bus", "arrested")]
    assert tolls(figures) == {"killed", "arrested"}
    assert tolls([]) == frozenset()


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        (figure(best=1200), "1,200"),
        (figure(best=81.4), "81.4"),
        (figure(best=60, about=True), "about 60"),
        (figure(low=3), "at least 3"),
        (figure(high=40), "up to 40"),
        (figure(low=30, high=40), "30 to 40"),
    ],
)
def test_figures_in_words(given_, expected):
    assert put(given_) == expected


@given(st.floats(0, 1e9), st.floats(0, 1e9))
def test_excluding_is_mutual_and_never_of_oneself(one, other):
    assert excludes(figure(best=one), figure(best=other)) is excludes(figure(best=other), figure(best=one))
    assert not excludes(figure(best=one), figure(best=one))
