from __future__ import annotations

import numpy as np
import pytest
from attribution_builders import SURE, nearest, outputs, parameters

from rashomon.language.attribution import (
    DISTANCES,
    LABELS,
    REACH,
    ROLES,
    AttributionOutputs,
    distance_rows,
    find_spans,
    look_around,
)
from rashomon.language.labels import Chain, legal_chain


def spans_in(given: AttributionOutputs, chain: Chain) -> list[tuple[str, list[int]]]:
    (found,) = find_spans([given], chain)
    return [
        (ROLES[kind], span) for kind, span in zip(found.kinds.tolist(), found.spans.tolist(), strict=True)
    ]


LEGAL = legal_chain(len(LABELS))


def test_the_spans_of_all_roles_are_found_in_order():
    assert spans_in(outputs("sS.cC.tTT."), LEGAL) == [
        ("source", [0, 2]),
        ("cue", [3, 5]),
        ("content", [6, 9]),
    ]


@pytest.mark.parametrize("letter", ["s", "c", "t"])
def test_spans_that_touch_stay_two(letter):
    assert [span for _, span in spans_in(outputs(2 * letter), LEGAL)] == [[0, 1], [1, 2]]


@pytest.mark.parametrize("letter", ["s", "c", "t"])
def test_a_span_ends_where_a_paragraph_opens_though_the_labels_go_on(letter):
    given = outputs(letter + 3 * letter.upper(), opens=(0, 2))
    (first, *_) = spans_in(given, LEGAL)
    assert first[1] == [0, 2]
    assert not any(start < 2 < end for _, (start, end) in spans_in(given, LEGAL))


def test_spans_are_those_of_the_best_path_and_not_of_the_best_label_of_each_word():
    given = outputs("c.CC")
    given.labels[1, LABELS.index("I-cue")] = SURE - 1
    assert spans_in(given, LEGAL) == [("cue", [0, 4])]
    dear = LEGAL.transitions.copy()
    dear[:, LABELS.index("I-cue")] -= 4 * SURE
    assert spans_in(given, Chain(dear, LEGAL.start)) == [("cue", [0, 1])]


def test_what_stands_before_a_paragraph_counts_for_its_first_label():
    given = outputs("s.", opens=(0, 1))
    given.labels[1, LABELS.index("B-cue")] = SURE - 1
    dear = LEGAL.transitions.copy()
    dear[LABELS.index("B-source"), 0] -= 2
    assert spans_in(given, LEGAL) == [("source", [0, 1])]
    assert spans_in(given, Chain(dear, LEGAL.start)) == [("source", [0, 1]), ("cue", [1, 2])]


def test_content_is_shared_out_among_the_cues_that_see_it():
    given = outputs("c.t.c")
    cues = np.array([[0, 1], [4, 5]], np.int32)
    (one,), both = (look_around(given, seen, parameters()).emissions for seen in (cues[:1], cues))
    for emissions in both:
        assert emissions[:, :3] == pytest.approx(one[:, :3])
        assert emissions[[0, 2, 4], 3] == pytest.approx(one[[0, 2, 4], 3] - np.log(2), abs=1e-5)
    first, second = look_around(given, cues, parameters(distance=nearest())).emissions
    assert np.exp(first[:, 3] - one[:, 3]) == pytest.approx([1, 1, 1, 1, 0], abs=1e-3)
    assert np.exp(second[:, 3] - one[:, 3]) == pytest.approx([0, 0, 0, 0, 1], abs=1e-3)


def test_cues_of_other_zones_and_beyond_reach_have_no_share():
    cues = np.array([[0, 1], [3, 4]], np.int32)
    apart = look_around(outputs("ct.ct", zones=[[0, 3], [3, 5]]), cues, parameters())
    assert apart.firsts.tolist() == [0, 3]
    assert [len(emissions) for emissions in apart.emissions] == [3, 2]
    assert [emissions[:, 3].max() for emissions in apart.emissions] == pytest.approx([SURE, SURE])
    far = np.array([[0, 1], [2 * REACH + 2, 2 * REACH + 3]], np.int32)
    text = outputs("c" + "t" * (2 * REACH + 1) + "c")
    seen = look_around(text, far, parameters())
    assert [len(emissions) for emissions in seen.emissions] == [REACH + 1, REACH + 1]
    assert [emissions[:, 3].max() for emissions in seen.emissions] == pytest.approx([SURE, SURE])


def test_no_cue_sees_nothing_in_a_text_of_words_or_of_none():
    none = np.zeros((0, 2), np.int32)
    for labels in ("t.s", ""):
        seen = look_around(outputs(labels), none, parameters())
        assert (seen.firsts.tolist(), seen.emissions) == ([], ())


def test_distance_is_signed_and_grows_in_doubling_steps():
    words = np.array([0, 9, 10, 11, 12, 13, 14, 15, 20, 5_000], np.int32)
    rows = distance_rows(words, np.array([11]), np.array([12]))[0] - DISTANCES // 2
    assert rows.tolist() == [-4, -2, -1, 0, 0, 1, 2, 2, 4, DISTANCES // 2]
