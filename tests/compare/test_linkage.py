"""Average linkage over a sparse set of pairs, against the same thing done slowly."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.compare.linkage import average_linkage


def slowly(size, edges, least):
    """Average linkage by its definition: every pair of groups is looked at again after every join."""
    likeness = {frozenset(edge[:2]): edge[2] for edge in edges}
    groups = [[number] for number in range(size)]

    def alike(one, other):
        total = sum(likeness.get(frozenset((a, b)), 0.0) for a in one for b in other)
        return total / (len(one) * len(other))

    while len(groups) > 1:
        one, other = max(
            itertools.combinations(groups, 2), key=lambda pair: (alike(*pair), -pair[0][0], -pair[1][0])
        )
        if alike(one, other) < least or not alike(one, other):
            break
        groups = sorted([*(g for g in groups if g not in (one, other)), [*one, *other]])
    return sorted(sorted(group) for group in groups)


@st.composite
def graphs(draw):
    size = draw(st.integers(1, 7))
    pairs = list(itertools.combinations(range(size), 2))
    kept = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    # Powers of two add up exactly, so that both ways of adding give the same.
    return size, [(one, other, draw(st.sampled_from([1.0, 0.5, 0.25, 0.125]))) for one, other in kept]


@settings(max_examples=300)
@given(graphs(), st.sampled_from([0.1, 0.2, 0.3, 0.6]))
def test_groups_are_those_of_the_slow_way(graph, least):
    size, edges = graph
    found = average_linkage(size, edges, least)
    assert sorted(itertools.chain.from_iterable(found)) == list(range(size))
    likeness = {frozenset(edge[:2]): edge[2] for edge in edges}
    for one, other in itertools.combinations(found, 2):
        total = sum(likeness.get(frozenset((a, b)), 0.0) for a in one for b in other)
        assert total / (len(one) * len(other)) < least
    if len({edge[2] for edge in edges}) == len(edges):  # no ties on the first join
        assert len(found) == len(slowly(size, edges, least))


def test_a_chain_of_likenesses_is_no_group():
    edges = [(number, number + 1, 0.5) for number in range(9)]
    assert max(map(len, average_linkage(10, edges, 0.4))) == 2


def test_larger_groups_have_to_be_more_alike():
    edges = [(one, other, 0.2) for one, other in itertools.combinations(range(8), 2)]
    assert average_linkage(8, edges, 0.15) == [list(range(8))]
    assert average_linkage(8, edges, 0.15, growth=1.0) == [[0, 1], [2, 3], [4, 5], [6, 7]]
    assert average_linkage(8, edges, 0.21, growth=1.0) == [[number] for number in range(8)]


def test_many_members_are_grouped_in_little_time():
    edges = [(number, number + 1, 0.9) for number in range(0, 20_000, 2)]
    assert len(average_linkage(20_001, edges, 0.5)) == 10_001


def test_nothing_is_grouped_without_likeness():
    assert average_linkage(3, [], 0.1) == [[0], [1], [2]]
    assert average_linkage(0, [], 0.1) == []
