from __future__ import annotations

import tracemalloc
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.language import roles
from rashomon.language.roles import Belongings, PairScorer, belongings, once_each, run_on


def ranges(*lengths: int) -> np.ndarray:
    ends = np.cumsum(lengths)
    return np.stack([ends - lengths, ends], axis=1).astype(np.int32)


def ints(*values: int) -> np.ndarray:
    return np.array(values, np.int32)


def axes(words: int) -> np.ndarray:
    return np.eye(words, dtype=np.float32)


def forms(words: int, *cells: tuple[int, int, int]) -> np.ndarray:
    """Return forms over `axes` that give label, marked word, word a high score; else outside is best."""
    made = np.zeros((5, words + 1, words + 1), np.float32)
    made[0, -1, -1] = 1
    for label, marked, word in cells:
        made[label, marked, word] = 9
    return made


def rows(found):
    return list(
        zip(found.owner.tolist(), map(tuple, found.spans.tolist()), found.kinds.tolist(), strict=True)
    )


def test_each_marked_word_has_spans_of_its_own():
    made = forms(6, (1, 1, 0), (3, 1, 2), (4, 1, 3), (1, 4, 3))
    found = belongings(PairScorer(axes(6), axes(6), made), ints(1, 4), ranges(6))
    assert rows(found) == [(0, (0, 1), 0), (0, (2, 4), 1), (1, (3, 4), 0)]
    assert (found.scores > 0.9).all()


def test_no_span_leaves_the_sentence_of_its_marked_word():
    made = forms(6, *((1 if w in {0, 2, 3} else 2, m, w) for m in range(6) for w in range(6)))
    found = belongings(PairScorer(axes(6), axes(6), made), ints(1, 2, 5), ranges(2, 1, 3))
    assert rows(found) == [(0, (0, 2), 0), (1, (2, 3), 0), (2, (3, 6), 0)]


def test_an_inside_that_nothing_began_is_mended():
    found = belongings(PairScorer(axes(3), axes(3), forms(3, (2, 0, 1), (2, 0, 2))), ints(0), ranges(3))
    assert rows(found) == [(0, (0, 3), 0)]


@pytest.mark.parametrize("lengths", [(), (4,), (1, 3)])
def test_no_marked_word_has_no_spans(lengths):
    words = sum(lengths)
    found = belongings(
        PairScorer(axes(words), axes(words), forms(words)), ints(), ranges(*lengths).reshape(-1, 2)
    )
    assert (found.owner.shape, found.spans.shape, found.kinds.shape, found.scores.shape) == (
        (0,),
        (0, 2),
        (0,),
        (0,),
    )


def vectors(seed: int, words: int, size: int = 3):
    noise = np.random.default_rng(seed)
    marked, other = noise.normal(size=(2, words, size)).astype(np.float32)
    return marked, other, noise.normal(size=(5, size + 1, size + 1)).astype(np.float32)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), lengths=st.lists(st.integers(1, 9), min_size=1, max_size=4))
def test_marked_words_are_read_one_by_one(seed, lengths):
    marked, other, made = vectors(seed, sum(lengths))
    anchors = np.arange(0, sum(lengths), 2, dtype=np.int32)
    together = rows(belongings(PairScorer(marked, other, made), anchors, ranges(*lengths)))
    alone = [
        (number, span, kind)
        for number, anchor in enumerate(anchors)
        for _, span, kind in rows(belongings(PairScorer(marked, other, made), ints(anchor), ranges(*lengths)))
    ]
    assert together == alone


def test_a_table_cut_into_parts_gives_the_same(monkeypatch):
    marked, other, made = vectors(7, 60)
    anchors, sentences = np.arange(60, dtype=np.int32), ranges(20, 5, 35)
    whole = rows(belongings(PairScorer(marked, other, made), anchors, sentences))
    monkeypatch.setattr(roles, "_CELLS", 300)
    assert rows(belongings(PairScorer(marked, other, made), anchors, sentences)) == whole


def test_five_hundred_predicates_in_one_sentence_take_bounded_memory():
    noise = np.random.default_rng(1)
    marked, other = noise.normal(size=(2, 512, 3)).astype(np.float32)
    made = noise.normal(size=(41, 4, 4)).astype(np.float32)
    made[0, -1, -1] = 40  # few spans, so that what is measured is the tables
    tracemalloc.start()
    found = belongings(PairScorer(marked, other, made), np.arange(512, dtype=np.int32), ranges(512))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (found.spans[:, 1] <= 512).all()
    assert peak < 20e6  # one table of all would take 43 MB


def found(*spans, owner=None) -> Belongings:
    owners = np.zeros(len(spans), np.int32) if owner is None else np.array(owner, np.int32)
    kinds, scores = np.arange(len(spans), dtype=np.int32), np.full(len(spans), 0.5, np.float32)
    return Belongings(owners, np.array(spans, np.int32).reshape(-1, 2), kinds, scores)


def test_of_spans_of_one_kind_the_likeliest_stands_where_a_word_has_the_kind_once():
    spans = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6)]
    given = replace(
        found(*spans, owner=[0, 0, 0, 0, 0, 1]),
        kinds=ints(1, 0, 1, 0, 1, 1),
        scores=np.array([0.5, 0.6, 0.9, 0.7, 0.9, 0.1], np.float32),
    )
    kept = once_each(given, np.array([False, True]))
    assert rows(kept) == [(0, (1, 2), 0), (0, (2, 3), 1), (0, (3, 4), 0), (1, (5, 6), 1)]
    assert rows(once_each(given, np.array([False, False]))) == rows(given)
    assert rows(once_each(found(), np.array([True, True]))) == []


def moved(before, heads, opens, anchors=(0,)):
    marks = np.isin(np.arange(len(heads)), opens)
    return run_on(before, np.array(anchors, np.int32), np.array(heads, np.int32), marks).spans.tolist()


#        shut the lock of the old town today
HEADS = [-1, 2, 0, 6, 6, 6, 2, 0]


def test_a_span_that_stops_at_an_article_or_preposition_goes_on_to_the_end_of_the_phrase():
    assert moved(found((1, 4)), HEADS, [1, 3, 4, 5]) == [[1, 7]]
    assert moved(found((1, 2)), HEADS, [1, 3, 4, 5]) == [[1, 7]]


def test_a_span_that_stops_at_the_head_of_a_phrase_stays():
    assert moved(found((1, 3)), HEADS, [1, 3, 4, 5]) == [[1, 3]]


def test_a_word_that_stands_after_its_head_opens_nothing():
    assert moved(found((6, 8)), HEADS, [7]) == [[6, 8]]


def test_a_span_does_not_run_into_another_of_the_same_word_but_over_one_of_another():
    assert moved(found((1, 4), (6, 7)), HEADS, [3]) == [[1, 4], [6, 7]]
    assert moved(found((1, 4), (6, 7), owner=[0, 1]), HEADS, [3], anchors=[0, 7]) == [[1, 7], [6, 7]]


def test_a_span_does_not_run_over_the_marked_word():
    assert moved(found((1, 4)), HEADS, [3], anchors=[5]) == [[1, 4]]


def test_no_spans_and_a_root_that_opens_are_left_alone():
    assert moved(found(), HEADS, [0]) == []
    assert moved(found((0, 1)), HEADS, [0], anchors=[7]) == [[0, 1]]


@given(st.data())
def test_spans_only_grow_and_never_overlap_or_cover_the_marked_word(data):
    count = data.draw(st.integers(2, 12))
    heads = [-1, *(data.draw(st.integers(0, word - 1)) for word in range(1, count))]
    order = data.draw(st.permutations(range(count)))
    placed = np.full(count, -1)
    for word, head in enumerate(heads):
        placed[order[word]] = order[head] if head >= 0 else -1
    cuts = sorted(data.draw(st.sets(st.integers(0, count), min_size=2)))
    spans = list(zip(cuts[:-1:2], cuts[1::2], strict=False))
    outside = [word for word in range(count) if not any(a <= word < b for a, b in spans)] or [0]
    anchor = data.draw(st.sampled_from(outside))
    opens = data.draw(st.lists(st.integers(0, count - 1)))
    after = moved(found(*spans), placed.tolist(), opens, anchors=[anchor])
    assert [first for first, _ in after] == [first for first, _ in spans]
    assert all(end >= before for (_, end), (_, before) in zip(after, spans, strict=True))
    assert all(one[1] <= other[0] for one, other in pairwise(after))
    assert not any(
        a <= anchor < b and not c <= anchor < d for (a, b), (c, d) in zip(after, spans, strict=True)
    )
