from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.language.labels import (
    Chain,
    best_paths,
    legal_chain,
    legal_labels,
    opened,
    probabilities,
    spans_of,
)

KINDS = 2
LABELS = 1 + 2 * KINDS


def emissions(seed: int, words: int, labels: int = LABELS) -> np.ndarray:
    return np.random.default_rng(seed).normal(scale=3, size=(words, labels)).astype(np.float32)


def chain(seed: int, labels: int = LABELS) -> Chain:
    noise = np.random.default_rng(seed)
    legal = legal_chain(labels)
    transitions = legal.transitions + noise.normal(size=(labels, labels)).astype(np.float32)
    return Chain(transitions, legal.start + noise.normal(size=labels).astype(np.float32))


def path_score(path, scores, numbers: Chain) -> float:
    steps = sum(float(numbers.transitions[a, b]) for a, b in pairwise(path))
    return float(numbers.start[path[0]]) + steps + sum(float(scores[t, k]) for t, k in enumerate(path))


def is_legal(path) -> bool:
    before = [0, *path[:-1]]
    return all(k == 0 or k % 2 == 1 or b in {k, k - 1} for b, k in zip(before, path, strict=True))


def whole(words: int) -> np.ndarray:
    return opened(np.zeros(words, bool))


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), length=st.integers(1, 4))
def test_the_best_path_is_the_best_of_all_paths(seed, length):
    numbers, scores = chain(seed), emissions(seed + 1, length)
    best = max(product(range(LABELS), repeat=length), key=lambda p: path_score(p, scores, numbers))
    assert best_paths([scores], numbers)[0].tolist() == list(best)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), lengths=st.lists(st.integers(0, 30), max_size=6))
def test_the_path_of_a_stretch_does_not_depend_on_its_neighbours(seed, lengths):
    numbers = chain(seed)
    stretches = [emissions(seed + i, n) for i, n in enumerate(lengths)]
    together = best_paths(stretches, numbers)
    assert [len(path) for path in together] == lengths
    for stretch, path in zip(stretches, together, strict=True):
        assert best_paths([stretch], numbers)[0].tolist() == path.tolist()


def test_no_stretches_have_no_paths():
    assert best_paths([], chain(0)) == []


def test_hundreds_of_labels_are_told_apart():
    scores = np.zeros((3, 401), np.float32)
    scores[[0, 1, 2], [399, 400, 400]] = 5
    assert best_paths([scores], legal_chain(401))[0].tolist() == [399, 400, 400]


def test_inside_follows_only_its_own_kind():
    legal = legal_chain(LABELS).transitions > -1
    begin, inside, other = 1, 2, 3
    assert legal[begin, inside]
    assert legal[inside, inside]
    assert not legal[0, inside]
    assert not legal[other, inside]
    assert legal[inside, other]
    assert not (legal_chain(LABELS).start > -1)[inside]


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), lengths=st.lists(st.integers(1, 4), min_size=1, max_size=3))
def test_legal_labels_are_the_best_legal_path_of_each_range(seed, lengths):
    scores = emissions(seed, sum(lengths))
    ends = np.cumsum(lengths)
    ranges = np.stack([ends - lengths, ends], axis=1).astype(np.int32)
    found = legal_labels(scores, ranges)
    for first, end in ranges.tolist():
        paths = (p for p in product(range(LABELS), repeat=end - first) if is_legal(p))
        words = scores[first:end]
        assert found[first:end].tolist() == list(
            max(paths, key=lambda p, w=words: sum(w[t, k] for t, k in enumerate(p)))
        )


def test_no_span_goes_on_over_the_edge_of_a_range():
    scores = np.zeros((4, 3), np.float32)
    scores[0, 1] = scores[1:, 2] = 9
    assert legal_labels(scores, whole(4)).tolist() == [1, 2, 2, 2]
    assert legal_labels(scores, np.array([[0, 2], [2, 4]], np.int32)).tolist()[:3] == [1, 2, 1]


def test_no_words_have_no_labels():
    none = np.zeros((0, LABELS), np.float32)
    assert legal_labels(none, whole(0)).tolist() == []
    found = spans_of(np.zeros(0, np.int32), none)
    assert (found.spans.shape, found.kinds.shape, found.scores.shape) == ((0, 2), (0,), (0,))


def test_spans_of_a_path():
    path = np.array([1, 2, 3, 0, 3, 3, 4], np.int32)
    scores = np.zeros((7, LABELS), np.float32)
    scores[0, 1] = 50
    found = spans_of(path, scores)
    assert found.spans.tolist() == [[0, 2], [2, 3], [4, 5], [5, 7]]
    assert found.kinds.tolist() == [0, 1, 1, 1]
    assert found.scores == pytest.approx([(1 + 1 / LABELS) / 2, *[1 / LABELS] * 3])
    assert (found.spans.dtype, found.kinds.dtype, found.scores.dtype) == (np.int32, np.int32, np.float32)


def test_a_path_of_outsides_has_no_spans():
    assert len(spans_of(np.zeros(5, np.int32), np.zeros((5, LABELS), np.float32)).kinds) == 0


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), length=st.integers(0, 40))
def test_spans_and_labels_say_the_same(seed, length):
    scores = emissions(seed, length)
    path = legal_labels(scores, whole(length))
    again = np.zeros(length, np.int32)
    found = spans_of(path, scores)
    for (first, end), kind in zip(found.spans.tolist(), found.kinds.tolist(), strict=True):
        again[first:end] = 2 + 2 * kind
        again[first] = 1 + 2 * kind
    assert again.tolist() == path.tolist()
    assert ((found.scores > 0) & (found.scores <= 1)).all()


def test_probabilities_of_huge_scores_stay_finite():
    found = probabilities(np.array([[1e4, -1e4, 1e4]], np.float32))
    assert found.tolist() == [[0.5, 0.0, 0.5]]


@pytest.mark.parametrize(
    ("starts", "ranges"),
    [
        ([], []),
        ([True], [[0, 1]]),
        ([False, False], [[0, 2]]),
        ([False, True, True], [[0, 1], [1, 2], [2, 3]]),
        ([True, False, True, False], [[0, 2], [2, 4]]),
    ],
)
def test_opened(starts, ranges):
    assert opened(np.array(starts, bool)).tolist() == ranges
