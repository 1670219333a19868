from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from rashomon.language.joining import join
from rashomon.language.layers import Attributions, Coreference, Frames, Labelled, Sayings, Syntax
from rashomon.language.reading import Layers


def ints(*values: int) -> np.ndarray:
    return np.array(values, np.int32)


def pairs(*values: tuple[int, int]) -> np.ndarray:
    return np.array(values, np.int32).reshape(-1, 2)


def floats(*values: float) -> np.ndarray:
    return np.array(values, np.float32)


def layers() -> Layers:
    """Make the layers of four words with one or two findings of each kind."""
    return Layers(
        sentences=pairs((0, 3), (3, 4)),
        syntax=Syntax(
            ints(5, 6, 7, 8), ints(1, 1, 1, 1), ints(0, 0, 0, 0), ints(1, -1, 1, -1), ints(2, 3, 2, 3)
        ),
        entities=Labelled(pairs((1, 3)), ints(6), floats(0.5)),
        times=Labelled(),
        coreference=Coreference(
            pairs((0, 1), (1, 3)), ints(0, 2), ints(0, 0), floats(0.5, 0.6), ints(-1, 0), floats(1, 0.9)
        ),
        frames=Frames(
            predicates=ints(1, 3),
            scores=floats(0.7, 0.8),
            factuality=floats(-3, 3),
            frame=ints(0, 1),
            arguments=pairs((0, 1), (3, 4)),
            labels=ints(4, 5),
            argument_scores=floats(0.1, 0.2),
            placed=ints(1),
            places=pairs((3, 4)),
            place_scores=floats(0.3),
        ),
        sayings=Sayings(ints(1), floats(0.9), np.array([[0.2, 3.0]], np.float32)),
        tellings=Attributions(),
        vectors=np.eye(2, dtype=np.float32),
    )


def said() -> Attributions:
    return Attributions(
        pairs((2, 3)),
        floats(0.9),
        ints(0, 0),
        pairs((0, 1), (3, 4)),
        np.array([True, False]),
        floats(0.5, 0.6),
    )


def test_one_stretch_is_given_back_as_it_is():
    one = layers()
    assert join([one], [4]) is one


def test_words_are_counted_on_and_labels_are_not():
    found = join([layers(), layers(), layers()], [4, 10, 4])
    assert found.sentences.tolist() == [[0, 3], [3, 4], [4, 7], [7, 8], [14, 17], [17, 18]]
    assert found.syntax.upos.tolist() == [5, 6, 7, 8] * 3
    assert found.syntax.relations.tolist() == [2, 3, 2, 3] * 3
    assert found.entities.spans.tolist() == [[1, 3], [5, 7], [15, 17]]
    assert found.entities.labels.tolist() == [6, 6, 6]
    assert found.times.spans.shape == (0, 2)
    assert found.sayings.saying.tolist() == [1, 5, 15]
    assert found.sayings.acts.shape == (3, 2)
    assert found.vectors.shape == (6, 2)


def test_a_root_stays_a_root():
    found = join([layers(), layers()], [4, 4])
    assert found.syntax.heads.tolist() == [1, -1, 1, -1, 5, -1, 5, -1]


def test_chains_go_on_counting_and_links_stay_in_their_stretch():
    found = join([layers(), layers()], [4, 4]).coreference
    assert found.chains.tolist() == [0, 0, 1, 1]
    assert found.antecedents.tolist() == [-1, 0, -1, 2]
    assert found.heads.tolist() == [0, 2, 4, 6]
    assert found.spans.tolist() == [[0, 1], [1, 3], [4, 5], [5, 7]]


def test_arguments_and_places_point_at_the_same_predicates_as_before():
    found = join([layers(), layers()], [4, 4]).frames
    assert found.predicates.tolist() == [1, 3, 5, 7]
    assert found.frame.tolist() == [0, 1, 2, 3]
    assert found.placed.tolist() == [1, 3]
    assert found.arguments.tolist() == [[0, 1], [3, 4], [4, 5], [7, 8]]
    assert found.places.tolist() == [[3, 4], [7, 8]]
    assert found.labels.tolist() == [4, 5, 4, 5]
    assert found.factuality.tolist() == [-3, 3, -3, 3]


def test_pieces_point_at_the_same_cues_as_before():
    found = join([said(), Attributions(), said()], [4, 6, 4])
    assert found.cues.tolist() == [[2, 3], [12, 13]]
    assert found.cue.tolist() == [0, 0, 1, 1]
    assert found.pieces.tolist() == [[0, 1], [3, 4], [10, 11], [13, 14]]
    assert found.is_source.tolist() == [True, False, True, False]


def test_a_stretch_without_statements_joins_one_with_their_marks():
    marked = replace(said(), marks=np.ones((1, 2), dtype=np.float32))
    found = join([marked, Attributions(), marked], [4, 6, 4])
    assert found.marks.shape == (2, 2)


@pytest.mark.parametrize("kind", [Syntax, Labelled, Coreference, Frames, Sayings, Attributions])
def test_empty_layers_join_to_empty_ones_of_the_same_kind(kind):
    found = join([kind(), kind()], [3, 3])
    for field in fields(kind):
        before, after = getattr(kind(), field.name), getattr(found, field.name)
        assert (before.shape, before.dtype) == (after.shape, after.dtype)


def test_joining_keeps_the_kinds_of_all_numbers():
    one, two = layers(), join([layers(), layers()], [4, 4])
    for layer in ("syntax", "entities", "coreference", "frames", "sayings"):
        for field in fields(getattr(one, layer)):
            before, after = (getattr(getattr(found, layer), field.name) for found in (one, two))
            assert before.dtype == after.dtype
