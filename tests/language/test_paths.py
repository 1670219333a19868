from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rashomon.language.paths import (
    CLIMBS,
    DISTANCES,
    Grown,
    branch_rows,
    climb_rows,
    distance_rows,
    grow,
    path_rows,
)

NSUBJ, OBJ, NMOD, ACL, ROOT = range(5)
COUNT = 5
FAR = (branch_rows(COUNT) - 1, 2 * (CLIMBS + 1) * COUNT)


def ints(*values: int) -> np.ndarray:
    return np.array(values, np.int32)


#              the mayor of Halm shut the gate
HEADS = ints(1, 4, 3, 1, -1, 6, 4)
RELATIONS = ints(NMOD, NSUBJ, NMOD, NMOD, ROOT, NMOD, OBJ)


def rows(trees: Grown, marked: int, word: int) -> tuple[int, int]:
    branch, climb = path_rows(trees, ints(marked), ints(word))
    return int(branch[0]), int(climb[0])


def on_the_way(climbs: int, relation: int, *, opens: bool) -> int:
    return climbs * (1 + 2 * COUNT) + 1 + 2 * relation + opens


def test_what_a_marked_word_governs_is_known_by_its_branch_and_who_opens_it():
    trees = grow(HEADS, RELATIONS, COUNT)
    assert rows(trees, 4, 0) == (on_the_way(0, NSUBJ, opens=True), COUNT + ROOT)
    assert rows(trees, 4, 3) == (on_the_way(0, NSUBJ, opens=False), COUNT + ROOT)
    assert rows(trees, 4, 5) == (on_the_way(0, OBJ, opens=True), COUNT + ROOT)


def test_a_marked_word_has_a_row_of_its_own():
    assert rows(grow(HEADS, RELATIONS, COUNT), 1, 1) == (0, NSUBJ)


def test_what_is_reached_by_going_up_is_known_by_how_far_and_through_what():
    trees = grow(HEADS, RELATIONS, COUNT)
    assert rows(trees, 1, 4) == (1 + 2 * COUNT, 2 * COUNT + NSUBJ)
    assert rows(trees, 1, 5) == (on_the_way(1, OBJ, opens=True), 3 * COUNT + NSUBJ)
    assert rows(trees, 3, 6) == (on_the_way(2, OBJ, opens=False), 5 * COUNT + NSUBJ)


def test_what_is_farther_up_than_is_climbed_counts_as_far():
    chain = grow(ints(-1, 0, 1, 2, 3), ints(ROOT, ACL, ACL, ACL, NMOD), COUNT)
    assert rows(chain, 3, 0) == (3 * (1 + 2 * COUNT), 6 * COUNT + ACL)
    assert rows(chain, 4, 0) == (FAR[0], FAR[1] + NMOD)


def test_no_pairs_have_no_rows():
    branch, climb = path_rows(grow(HEADS, RELATIONS, COUNT), ints(), ints())
    assert branch.shape == climb.shape == (0,)
    assert grow(ints(), ints(), COUNT).enter.shape == (0,)


@st.composite
def forests(draw):
    """Draw two trees over shuffled words, not projective as a rule, with their relations."""
    sizes = draw(st.tuples(st.integers(1, 9), st.integers(1, 9)))
    heads, first = [], 0
    for size in sizes:
        above = [-1, *(draw(st.integers(0, word - 1)) for word in range(1, size))]
        order = draw(st.permutations(range(size)))
        placed = [0] * size
        for word, head in enumerate(above):
            placed[order[word]] = -1 if head < 0 else first + order[head]
        heads += placed
        first += size
    relations = draw(st.lists(st.integers(0, COUNT - 1), min_size=first, max_size=first))
    return heads, relations, sizes


def way_up(heads, word):
    way = [word]
    while heads[way[-1]] >= 0:
        way.append(heads[way[-1]])
    return way


def expected(heads, relations, marked, word):
    ways = way_up(heads, marked), way_up(heads, word)
    for climbs, top in enumerate(ways[0][: CLIMBS + 1]):
        if top not in ways[1]:
            continue
        below = relations[ways[0][max(climbs - 1, 0)]]
        at = ways[1].index(top)
        if at == 0:
            return climbs * (1 + 2 * COUNT), 2 * climbs * COUNT + below
        branch = ways[1][at - 1]
        opens = word == min(w for w in range(len(heads)) if branch in way_up(heads, w))
        row = on_the_way(climbs, relations[branch], opens=opens)
        return row, (2 * climbs + 1) * COUNT + below
    return FAR[0], FAR[1] + relations[marked]


@given(forests())
def test_rows_are_those_of_walking_the_tree_word_by_word(forest):
    heads, relations, sizes = forest
    trees = grow(ints(*heads), ints(*relations), COUNT)
    edges = [0, sizes[0], sum(sizes)]
    pairs = [pair for a, b in pairwise(edges) for pair in product(range(a, b), repeat=2)]
    branch, climb = path_rows(trees, *np.array(pairs, np.int32).T)
    assert list(zip(branch, climb, strict=True)) == [expected(heads, relations, *pair) for pair in pairs]
    assert (branch < branch_rows(COUNT)).all()
    assert (climb < climb_rows(COUNT)).all()


def test_distances_double_and_keep_their_side():
    found = distance_rows(np.full(9, 50, np.int32), ints(0, 18, 47, 49, 50, 51, 53, 82, 400))
    half = DISTANCES // 2
    assert (found - half).tolist() == [-half, -half, -2, -1, 0, 1, 2, half, half]
