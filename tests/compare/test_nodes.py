from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rashomon.compare.nodes import same_places

STRETCHES = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda each: (each[0], sum(each))), max_size=40
)


def test_the_parts_of_a_stretch_stay_apart():
    assert same_places([(0, 20), (0, 12), (12, 20)]) == [0, 1, 2]


def test_stretches_that_share_most_of_the_longer_one_are_one():
    assert same_places([(5, 20), (0, 20), (40, 50), (5, 20)]) == [0, 0, 2, 0]


@given(STRETCHES)
def test_every_two_that_share_most_of_the_longer_one_are_together(stretches):
    heads = same_places(stretches)
    for one, head in zip(stretches, heads, strict=True):
        for other, its_head in zip(stretches, heads, strict=True):
            shared = min(one[1], other[1]) - max(one[0], other[0])
            if 3 * shared > 2 * max(one[1] - one[0], other[1] - other[0]):
                assert head == its_head


@given(STRETCHES)
def test_no_group_has_a_hole(stretches):
    heads = same_places(stretches)
    for head in set(heads):
        held = sorted(each for each, its_head in zip(stretches, heads, strict=True) if its_head == head)
        reach = held[0][1]
        for start, end in held[1:]:
            assert start < reach
            reach = max(reach, end)
