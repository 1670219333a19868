from __future__ import annotations

import numpy as np
import pytest
from attribution_builders import link_weights

from rashomon.language.linking import MARKS, Seen, link_chances, link_marks, linked

WORDS = 12
MOST = 10  # log-odds that count


def seen(*cues: tuple[int, int], firsts=None, odds=None, paths=(), opens=()) -> Seen:
    """Make what cues see of twelve words; from `firsts` on as many as they have odds for."""
    firsts = [0] * len(cues) if firsts is None else firsts
    rows = [np.array(each, np.float32) for each in ([[0.0] * WORDS] * len(cues) if odds is None else odds)]
    taken = [np.isin(np.arange(len(each)) + first, paths) for first, each in zip(firsts, rows, strict=True)]
    paragraphs = np.cumsum(np.isin(np.arange(WORDS), opens)).astype(np.int32)
    return Seen(spans(*cues), np.array(firsts, np.int32), tuple(rows), tuple(taken), paragraphs)


def spans(*given: tuple[int, int]) -> np.ndarray:
    return np.array(given, np.int32).reshape(-1, 2)


def mark(name: str, given: Seen, *chosen: tuple[int, int]) -> list[list[float]]:
    marks, _ = link_marks(given, spans(*chosen))
    return marks[:, :, MARKS.index(name)].tolist()


def row(values) -> list:
    return [pytest.approx(each, abs=1e-5) for each in values]


def test_a_span_is_seen_by_the_share_of_it_on_the_path_and_the_mean_of_its_words():
    odds = [[0, 0, 0, 1, 2, 6, 0, 0, 0, 0, -4, -4]]
    given = seen((0, 1), odds=odds, paths=(3, 4, 10))
    chosen = ((3, 6), (10, 12), (1, 2))
    assert mark("path", given, *chosen) == row([[2 / 3, 1 / 2, 0]])
    assert mark("odds", given, *chosen) == row([[3, -4, 0]])
    assert mark("length", given, *chosen) == row([np.log1p([3, 2, 1])])


def test_what_a_cue_sees_begins_at_its_first_word():
    given = seen((5, 6), firsts=[4], odds=[[1, 2, 3, 4]], paths=(7,))
    assert mark("odds", given, (4, 5), (6, 8)) == row([[1, 3.5]])
    assert mark("path", given, (4, 5), (6, 8)) == row([[0, 0.5]])


def test_words_and_cues_between_are_counted_on_both_sides():
    given = seen((0, 2), (4, 5), (6, 7))
    chosen = ((2, 3), (5, 6), (9, 12))
    assert mark("gap", given, *chosen) == row(np.log1p([[0, 3, 7], [1, 0, 4], [3, 0, 2]]))
    assert mark("after", given, *chosen) == [[1, 1, 1], [0, 1, 1], [0, 0, 1]]
    assert mark("between", given, *chosen) == row(np.log1p([[0, 1, 2], [0, 0, 1], [1, 0, 0]]))


def test_a_cue_inside_a_span_is_neither_before_nor_after_and_nothing_is_between():
    given = seen((3, 4))
    assert [mark(name, given, (0, 8)) for name in ("gap", "after", "between")] == [[[0]]] * 3


def test_the_likeliest_is_ahead_of_the_next_and_the_others_fall_short_of_it():
    one, two = [0.0] * WORDS, [0.0] * WORDS
    one[3], one[7], two[3], two[7] = 5, 2, 1, 4
    given = seen((0, 1), (5, 6), odds=[one, two])
    assert mark("over_cues", given, (3, 4), (7, 8)) == row([[4, -2], [-4, 2]])
    assert mark("over_spans", given, (3, 4), (7, 8)) == row([[3, -3], [-3, 3]])


def test_two_that_are_equally_likely_are_neither_ahead_nor_short():
    given = seen((0, 1), (5, 6))
    assert mark("over_cues", given, (3, 4), (7, 8)) == row([[0, 0], [0, 0]])
    assert mark("over_spans", given, (3, 4), (7, 8)) == row([[0, 0], [0, 0]])


def test_one_cue_and_one_span_alone_are_as_far_ahead_as_they_are_likely_at_all():
    given = seen((0, 1), odds=[[-3.0] * WORDS])
    assert (mark("over_cues", given, (3, 4)), mark("over_spans", given, (3, 4))) == ([[7]], [[7]])


def test_no_log_odds_count_for_more_than_a_bound():
    given = seen((0, 1), (5, 6), odds=[[1e4] * WORDS, [-1e4] * WORDS])
    assert mark("odds", given, (3, 4)) == [[MOST], [-MOST]]
    assert mark("over_cues", given, (3, 4)) == [[MOST], [-MOST]]


def test_a_paragraph_that_opens_between_is_marked_on_both_sides():
    given = seen((4, 5), (9, 10), opens=(0, 6))
    assert mark("paragraph", given, (0, 2), (5, 6), (6, 7)) == [[0, 0, 1], [1, 1, 0]]


def test_a_span_only_partly_in_sight_of_a_cue_is_not_seen_by_it():
    given = seen((5, 6), (8, 9), firsts=[3, 0], odds=[[4.0] * 6, [1.0] * WORDS])
    chosen = spans((3, 5), (2, 4), (8, 10), (6, 9))
    marks, in_sight = link_marks(given, chosen)
    assert in_sight.tolist() == [[True, False, False, True], [True] * 4]
    assert np.isfinite(marks).all()
    found = link_chances(given, chosen, link_weights(5))
    assert found[0].tolist() == row([0.9933072, 0, 0, 0.9933072])
    assert found[1].tolist() == row([0.9933072] * 4)


def test_a_cue_that_does_not_see_a_span_is_no_rival_for_it():
    given = seen((5, 6), (8, 9), firsts=[3, 0], odds=[[4.0] * 6, [1.0] * WORDS])
    assert mark("over_cues", given, (3, 5), (0, 2))[1] == row([-3, MOST])


def test_chances_are_of_weighed_marks():
    given = seen((2, 3), odds=[[1.5] * WORDS])
    found = link_chances(given, spans((6, 8)), link_weights(-1, odds=2, gap=-0.5))
    assert found.tolist() == [row([1 / (1 + np.exp(-(3 - 0.5 * np.log(4) - 1)))])]
    assert found.dtype == np.float32


@pytest.mark.parametrize("cues", [0, 1, 3])
@pytest.mark.parametrize("count", [0, 1, 3])
def test_no_cues_and_no_spans_have_no_links(cues, count):
    given = seen(*[(i, i + 1) for i in range(cues)])
    chosen = spans(*[(5 + i, 6 + i) for i in range(count)])
    marks, in_sight = link_marks(given, chosen)
    assert (marks.shape, in_sight.shape) == ((cues, count, len(MARKS)), (cues, count))
    likely = link_chances(given, chosen, link_weights(0))
    for axis in (0, 1):
        assert linked(likely, 0.5, 0.1, axis).shape == (cues, count)


def test_the_best_is_linked_at_a_lower_chance_than_the_others():
    likely = np.array([[0.6, 0.4, 0.1], [0.7, 0.2, 0.05]], np.float32)
    assert linked(likely, 0.5, 0.3, axis=1).tolist() == [[True, False, False], [True, False, False]]
    assert linked(likely, 0.5, 0.3, axis=0).tolist() == [[True, True, False], [True, False, False]]
    assert linked(likely, 0.8, 0.05, axis=0).tolist() == [[False, True, True], [True, False, False]]


def test_the_best_of_none_that_are_likely_is_not_linked():
    assert not linked(np.zeros((2, 2), np.float32), 0.5, 0.1, axis=0).any()
    assert not linked(np.full((2, 2), 0.09, np.float32), 0.5, 0.1, axis=1).any()


def test_two_best_are_both_linked():
    assert linked(np.full((2, 1), 0.2, np.float32), 0.5, 0.1, axis=0).tolist() == [[True], [True]]
