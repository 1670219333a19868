from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.language.parsing import relations, trees


def ranges(*lengths: int) -> np.ndarray:
    ends = np.cumsum(lengths)
    return np.stack([ends - lengths, ends], axis=1).astype(np.int32)


def vectors(seed: int, words: int, size: int = 4, pull: float = 1.0):
    noise = np.random.default_rng(seed)
    dependents, heads = noise.normal(size=(2, words, size)).astype(np.float32)
    return dependents, heads, (pull * noise.normal(size=size)).astype(np.float32)


def of_scores(table):
    """Return vectors whose arc scores are `table`: a row for each word, the root in column 0."""
    scores = np.array(table, dtype=np.float32)
    axes = np.eye(scores.shape[1], dtype=np.float32)
    return scores, axes[1:], axes[0]


def parse(table):
    return trees(*of_scores(table), ranges(len(table)))[0].tolist()


def is_tree(heads) -> bool:
    def reaches_root(word: int) -> bool:
        seen = set()
        while word >= 0 and word not in seen:
            seen.add(word)
            word = heads[word]
        return word < 0

    return list(heads).count(-1) == 1 and all(reaches_root(word) for word in range(len(heads)))


def total(scores, heads) -> float:
    return sum(scores[word, head + 1] for word, head in enumerate(heads))


def best_total(scores) -> float:
    words = range(len(scores))
    return max(total(scores, h) for h in product(range(-1, len(scores)), repeat=len(words)) if is_tree(h))


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 100_000),
    lengths=st.lists(st.integers(1, 5), min_size=1, max_size=3),
    pull=st.sampled_from([0.1, 1.0, 10.0]),
)
def test_the_tree_is_the_best_of_all_single_root_trees(seed, lengths, pull):
    dependents, heads, root = vectors(seed, sum(lengths), pull=pull)
    found, _ = trees(dependents, heads, root, ranges(*lengths))
    for first, end in ranges(*lengths):
        scores = np.column_stack([dependents @ root, dependents @ heads[first:end].T])[first:end]
        own = np.where(found[first:end] < 0, -1, found[first:end] - first)
        assert is_tree(own)
        assert total(scores, own) == pytest.approx(best_total(scores), abs=1e-4)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 100_000), length=st.integers(6, 90))
def test_longer_sentences_get_single_root_trees_no_worse_than_any_one_arc_away(seed, length):
    dependents, heads, root = vectors(seed, length, size=8)
    found = trees(dependents, heads, root, ranges(length))[0].tolist()
    scores = np.column_stack([dependents @ root, dependents @ heads.T])
    assert is_tree(found)
    for word, head in product(range(length), repeat=2):
        moved = [*found[:word], head, *found[word + 1 :]]
        gain = scores[word, head + 1] - scores[word, found[word] + 1]
        assert gain < 1e-3 or not is_tree(moved)


def test_a_cycle_is_broken_where_that_costs_least():
    # Words 0 and 1 prefer each other; giving word 1 to the root costs 2, giving word 0 costs 5.
    assert parse([[4, 0, 9], [7, 9, 0]]) == [1, -1]


def test_a_cycle_inside_a_cycle_is_broken():
    # 0 and 1 prefer each other, the two of them and 2 again, and all three prefer 3, which prefers them.
    table = [[0, 0, 9, 6, 1], [0, 9, 0, 1, 1], [1, 8, 1, 0, 7], [2, 1, 1, 8, 0]]
    scores = np.array(table, dtype=np.float32)
    assert is_tree(parse(table))
    assert total(scores, parse(table)) == best_total(scores)


def test_of_two_words_that_prefer_the_root_the_surer_one_stays():
    assert parse([[5, 0, 1, 0], [9, 3, 0, 0], [1, 0, 6, 0]]) == [1, -1, 1]


def test_the_second_root_moves_though_its_best_other_head_is_below_it():
    # Both 0 and 1 want the root, and each is the other's only tolerable head.
    assert parse([[9, 0, 1, -50], [8, 2, 0, -50], [0, 1, 0, 0]]) == [-1, 0, 0]


def test_equal_scores_still_give_a_tree():
    assert is_tree(parse(np.zeros((7, 8))))


def test_a_word_alone_is_the_root_for_sure():
    found, scores = trees(*vectors(1, 1), ranges(1))
    assert found.tolist() == [-1]
    assert scores.tolist() == [1.0]


def test_no_words_no_tree():
    found, scores = trees(*vectors(1, 0), np.zeros((0, 2), dtype=np.int32))
    assert (found.shape, found.dtype, scores.shape, scores.dtype) == ((0,), np.int32, (0,), np.float32)


def test_a_sentence_without_words_is_passed_over():
    found, _ = trees(*vectors(2, 5), np.array([[0, 3], [3, 3], [3, 5]], dtype=np.int32))
    assert is_tree(found[:3])
    assert is_tree(np.where(found[3:] < 0, -1, found[3:] - 3))


def test_the_tree_of_a_sentence_does_not_depend_on_its_neighbours():
    lengths = (7, 1, 40, 3, 19, 60, 7)
    dependents, heads, root = vectors(3, sum(lengths), size=16)
    together, scores = trees(dependents, heads, root, ranges(*lengths))
    for first, end in ranges(*lengths):
        alone, alone_scores = trees(dependents[first:end], heads[first:end], root, ranges(end - first))
        assert np.where(together[first:end] < 0, -1, together[first:end] - first).tolist() == alone.tolist()
        assert alone_scores == pytest.approx(scores[first:end], abs=1e-5)


def test_the_score_is_the_softmax_of_the_words_own_scores():
    dependents, heads, root = vectors(4, 6)
    found, scores = trees(dependents, heads, root, ranges(6))
    table = np.column_stack([dependents @ root, dependents @ heads.T])
    table[np.arange(6), np.arange(6) + 1] = -np.inf
    expected = np.exp(table) / np.exp(table).sum(axis=1, keepdims=True)
    assert scores == pytest.approx(expected[np.arange(6), found + 1], rel=1e-4)


def test_a_sentence_of_1500_words_where_every_contraction_swallows_one_word():
    words = 1500
    scores = np.full((words, words + 1), -1e5, dtype=np.float32)
    scores[np.arange(words - 1), np.arange(2, words + 1)] = 5  # each prefers the next word
    scores[np.arange(1, words), np.arange(1, words)] = 0  # and after that the one before
    scores[0, 0] = 0
    assert parse(scores) == list(range(-1, words - 1))


def test_numbers_that_are_none_still_give_a_tree():
    dependents, heads, root = vectors(5, 9)
    dependents[4] = np.nan
    heads[2] = np.inf
    with np.errstate(invalid="ignore"):
        assert is_tree(trees(dependents, heads, root, ranges(9))[0].tolist())


@pytest.mark.parametrize("words", [1, 9, 700])
def test_labels_are_those_of_the_best_biaffine_score(words):
    dependents, heads, _ = vectors(6, words, size=5)
    weights = np.random.default_rng(7).normal(size=(4, 6, 6)).astype(np.float32)
    tree = np.arange(-1, words - 1, dtype=np.int32)
    tree[3:] = np.random.default_rng(8).integers(0, 3, size=len(tree[3:]))
    labels, scores = relations(dependents, heads, weights, tree, 2)
    one = np.ones((words, 1), dtype=np.float32)
    x, y = np.hstack([dependents, one]), np.hstack([heads, one])[tree]
    table = np.einsum("wi,lij,wj->wl", x, weights, y)
    table[:, 2] = -np.inf
    expected = np.exp(table - table.max(axis=1, keepdims=True))
    assert labels[0] == 2
    assert scores[0] == 1.0
    assert labels[1:].tolist() == table.argmax(axis=1)[1:].tolist()
    assert scores[1:] == pytest.approx(1 / expected.sum(axis=1)[1:], rel=1e-3)


def test_no_words_no_labels():
    none = np.zeros((0, 5), dtype=np.float32)
    labels, scores = relations(none, none, np.zeros((3, 6, 6), np.float32), np.zeros(0, np.int32), 0)
    assert (labels.shape, labels.dtype, scores.dtype) == ((0,), np.int32, np.float32)
