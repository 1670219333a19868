from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.language.decode import (
    CONTENT,
    CUE,
    DISTANCE_BUCKETS,
    LABELS,
    SOURCE,
    RoleSpans,
    StatementParameters,
    best_labels,
    broken_at,
    distance_buckets,
    legal_transitions,
    links,
    role_spans,
)


def parameters(seed: int = 0) -> StatementParameters:
    noise = np.random.default_rng(seed)
    legal = legal_transitions()
    transitions = np.where(legal, noise.normal(size=legal.shape), -1e4).astype(np.float32)
    start = np.where(legal[0], noise.normal(size=len(LABELS)), -1e4).astype(np.float32)
    return StatementParameters(transitions, start, np.zeros((2, DISTANCE_BUCKETS), np.float32), 0.0)


def path_score(path, emissions, numbers):
    score = numbers.start[path[0]] + emissions[0, path[0]]
    for t in range(1, len(path)):
        score += numbers.transitions[path[t - 1], path[t]] + emissions[t, path[t]]
    return score


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), length=st.integers(1, 4))
def test_the_best_path_is_the_best_of_all_paths(seed, length):
    numbers = parameters(seed)
    emissions = np.random.default_rng(seed + 1).normal(size=(length, len(LABELS))).astype(np.float32) * 3
    best = max(product(range(len(LABELS)), repeat=length), key=lambda p: path_score(p, emissions, numbers))
    assert best_labels([emissions], numbers)[0].tolist() == list(best)


def test_the_path_of_a_stretch_does_not_depend_on_its_neighbours():
    numbers = parameters()
    noise = np.random.default_rng(3)
    stretches = [noise.normal(size=(n, len(LABELS))).astype(np.float32) for n in (7, 0, 40, 1, 13)]
    together = best_labels(stretches, numbers)
    for stretch, path in zip(stretches, together, strict=True):
        assert best_labels([stretch], numbers)[0].tolist() == path.tolist()


def test_inside_follows_only_its_own_role():
    legal = legal_transitions()
    inside, begin, other = LABELS.index("I-cue"), LABELS.index("B-cue"), LABELS.index("B-content")
    assert legal[begin, inside]
    assert legal[inside, inside]
    assert not legal[0, inside]
    assert not legal[other, inside]


def test_no_span_goes_on_where_a_paragraph_opens():
    numbers = parameters()
    emissions = np.zeros((4, len(LABELS)), np.float32)
    emissions[0, LABELS.index("B-content")] = 20
    emissions[1:, LABELS.index("I-content")] = 20
    opens = np.array([True, False, True, False])
    whole, broken = best_labels([emissions, broken_at(emissions, opens)], numbers)
    assert [LABELS[i] for i in whole] == ["B-content", "I-content", "I-content", "I-content"]
    assert LABELS[broken[2]] != "I-content"


def test_spans_of_a_path():
    path = np.array(
        [LABELS.index(name) for name in ("B-source", "I-source", "B-cue", "O", "B-content", "B-content")]
    )
    spans = role_spans(path.astype(np.int32), np.zeros((6, len(LABELS)), np.float32))
    assert spans.roles.tolist() == [SOURCE, CUE, CONTENT, CONTENT]
    assert spans.ends.tolist() == [[0, 1], [2, 2], [4, 4], [5, 5]]
    assert np.allclose(spans.scores, 1 / len(LABELS))


def test_no_spans_in_a_path_of_outsides():
    spans = role_spans(np.zeros(5, np.int32), np.zeros((5, len(LABELS)), np.float32))
    assert len(spans.roles) == 0


def test_a_content_takes_the_cue_that_its_vector_points_at_and_a_cue_may_have_no_source():
    spans = RoleSpans(
        np.array([CUE, CONTENT, CUE, SOURCE], np.int32),
        np.array([[0, 0], [2, 4], [6, 6], [8, 8]], np.int32),
        np.ones(4, np.float32),
    )
    vectors = np.zeros((4, 4, 2, 2), np.float32)
    vectors[1, 0, 0] = (0, 3)  # the content looks along the second axis,
    vectors[0, 1, 0] = (3, 0)
    vectors[2, 1, 1] = (0, 3)  # where the second cue stands
    vectors[2, 2, 0] = (4, 0)
    vectors[3, 3, 0] = (4, 0)
    vectors[0, 2, 0] = (-4, 0)
    found = links(spans, vectors, np.zeros(4, bool), parameters())
    assert found.cue.tolist() == [-1, 2, -1, -1]
    assert found.source.tolist() == [-1, -1, 3, -1]
    assert ((found.scores >= 0) & (found.scores <= 1)).all()


def test_contents_without_any_cue_link_to_nothing():
    spans = RoleSpans(np.array([CONTENT], np.int32), np.array([[0, 3]], np.int32), np.ones(1, np.float32))
    found = links(spans, np.ones((1, 4, 2, 2), np.float32), np.zeros(1, bool), parameters())
    assert found.cue.tolist() == [-1]


def test_distance_is_signed_and_grows_in_doubling_steps():
    at = np.array([[10, 12]], np.int32)
    heads = np.array([[13, 13], [14, 15], [400, 401], [8, 9], [5, 6], [11, 11]], np.int32)
    half = DISTANCE_BUCKETS // 2
    buckets = distance_buckets(at, heads)[0] - half
    assert buckets.tolist() == [1, 2, 9, -1, -3, 0]


def test_a_title_is_never_linked_to_the_text_below_it():
    spans = RoleSpans(
        np.array([SOURCE, CUE, CONTENT, CONTENT], np.int32),
        np.array([[0, 0], [1, 1], [2, 4], [6, 9]], np.int32),
        np.ones(4, np.float32),
    )
    vectors = np.ones((4, 4, 2, 2), np.float32)
    together = links(spans, vectors, np.zeros(4, bool), parameters())
    apart = links(spans, vectors, np.array([True, True, True, False]), parameters())
    assert together.cue.tolist() == [-1, -1, 1, 1]
    assert apart.cue.tolist() == [-1, -1, 1, -1]
