from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rashomon.extract.covering import Covering
from rashomon.model.offsets import Span

SPANS = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 2000), st.integers(0, 1200)
)


@given(st.lists(SPANS, max_size=12), SPANS)
def test_the_spans_around_one_are_those_that_hold_it(spans, one):
    covering = Covering((span, number) for number, span in enumerate(spans))
    expected = [n for n, span in enumerate(spans) if span.start <= one.start and one.end <= span.end]
    assert sorted(covering.around(one)) == expected
