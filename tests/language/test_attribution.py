from __future__ import annotations

import numpy as np
import pytest

from rashomon.language.attribution import (
    DISTANCES,
    LABELS,
    PIECES,
    REACH,
    AttributionOutputs,
    AttributionParameters,
    attributions,
    distance_rows,
    find_cues,
    legal_piece_transitions,
    look_around,
)
from rashomon.language.labels import Chain, opened

SIZE = 4
SURE = 12.0


def parameters(**changes) -> AttributionParameters:
    forbidden = np.where(legal_piece_transitions(), 0, -1e4).astype(np.float32)
    plain = {
        "forms": np.zeros((4, SIZE + 1, SIZE + 1), np.float32),
        "distance": np.zeros((DISTANCES, 4), np.float32),
        "chain": Chain(forbidden, forbidden[0]),
    }
    return AttributionParameters(**{**plain, **changes})


def outputs(labels: str, seed: int = 0) -> AttributionOutputs:
    """Make outputs that say `labels`, one a word: s, c, t begin a source, cue, content; capitals go on."""
    numbers = {".": 0, "s": 1, "S": 2, "c": 3, "C": 4, "t": 5, "T": 6}
    scores = np.zeros((len(labels), len(LABELS)), np.float32)
    scores[np.arange(len(labels)), [numbers[label] for label in labels]] = SURE
    noise = np.random.default_rng(seed).normal(size=(2, len(labels), SIZE)).astype(np.float32)
    return AttributionOutputs(scores, *noise)


def read(given: AttributionOutputs, opens=(0,), zones=None, **changes):
    numbers = parameters(**changes)
    count = len(given.labels)
    marks = np.isin(np.arange(count), opens)
    zones = opened(np.zeros(count, bool)) if zones is None else np.array(zones, np.int32)
    (found,) = attributions([look_around(given, marks, zones, numbers)], numbers.chain)
    return found


def pieces(found):
    return list(
        zip(found.cue.tolist(), map(tuple, found.pieces.tolist()), found.is_source.tolist(), strict=True)
    )


def prefer(kind: str, sign: int) -> np.ndarray:
    """Return biases that make a cue see pieces of a kind on one side of itself only."""
    bias = np.zeros((DISTANCES, 4), np.float32)
    half = DISTANCES // 2
    other_side = slice(0, half) if sign > 0 else slice(half + 1, None)
    bias[other_side, [i for i, name in enumerate(PIECES[1:]) if name.endswith(kind)]] = -3 * SURE
    return bias


def test_a_cue_takes_the_source_and_the_content_around_it():
    found = read(outputs("sS.cC.tTT."))
    assert found.cues.tolist() == [[3, 5]]
    assert pieces(found) == [(0, (0, 2), True), (0, (6, 9), False)]
    assert ((found.scores > 0.9) & (found.scores <= 1)).all()
    assert ((found.piece_scores > 0.9) & (found.piece_scores <= 1)).all()


def test_two_cues_share_a_source_and_part_their_contents_by_distance():
    bias = prefer("content", 1)
    bias[DISTANCES // 2 + 3 :, 2:] = -3 * SURE
    found = read(outputs("s.cttt.....cttt"), distance=bias)
    assert found.cues.tolist() == [[2, 3], [11, 12]]
    contents = [(cue, span) for cue, span, is_source in pieces(found) if not is_source]
    assert [cue for cue, span in contents if span[0] < 11] == [0, 0, 0]
    assert [cue for cue, span in contents if span[0] > 11] == [1, 1, 1]
    assert [cue for cue, _, is_source in pieces(found) if is_source] == [0, 1]


def test_a_discontinuous_content_is_several_pieces_of_one_cue():
    found = read(outputs("tT.sc.tT"))
    assert [span for _, span, is_source in pieces(found) if not is_source] == [(0, 2), (6, 8)]


def test_a_cue_without_content_makes_no_attribution():
    found = read(outputs("sS.c...."))
    assert len(found.cues) == len(found.pieces) == 0


def test_the_numbers_of_cues_skip_those_without_content():
    found = read(outputs("c.s.ctT"), distance=prefer("content", 1), zones=[[0, 2], [2, 7]])
    assert found.cues.tolist() == [[4, 5]]
    assert {cue for cue, _, _ in pieces(found)} == {0}


def test_no_piece_and_no_cue_goes_on_where_a_paragraph_opens():
    found = read(outputs("cC.tTTT"), opens=(0, 1, 5))
    assert found.cues[:, 0].tolist()[0] == 0
    assert found.cues[0].tolist() == [0, 1]
    assert all(not span[0] < 5 < span[1] for _, span, _ in pieces(found))
    assert any(span == (3, 5) for _, span, _ in pieces(found))


def test_a_title_and_the_text_below_it_are_kept_apart():
    given = outputs("sctT.sctT")
    together = read(given)
    apart = read(given, zones=[[0, 5], [5, 9]])
    assert {(cue, span) for cue, span, _ in pieces(together)} > {
        (cue, span) for cue, span, _ in pieces(apart)
    }
    for cue, (first, end), _ in pieces(apart):
        assert (first < 5, end <= 5) == ((True, True) if cue == 0 else (False, False))


def test_the_form_of_cue_and_word_decides_between_kinds():
    given = outputs("..c.")
    words = np.zeros((4, SIZE), np.float32)
    words[0, 0] = words[3, 1] = 1
    cues = np.zeros((4, SIZE), np.float32)
    cues[2, 2] = 1
    forms = np.zeros((4, SIZE + 1, SIZE + 1), np.float32)
    forms[0, 2, 0] = forms[2, 2, 1] = 3 * SURE
    found = read(AttributionOutputs(given.labels, cues, words), forms=forms)
    assert pieces(found) == [(0, (0, 1), True), (0, (3, 4), False)]


def test_words_beyond_reach_are_not_seen():
    found = read(outputs("t" + "." * (REACH - 1) + "t" + "." * 20 + "c" + "." * (REACH - 1) + "tt"))
    cue = 21 + REACH
    assert found.cues.tolist() == [[cue, cue + 1]]
    assert [span for _, span, _ in pieces(found)] == [(REACH, REACH + 1), (cue + REACH, cue + REACH + 1)]


@pytest.mark.parametrize("labels", ["", ".", "c", "t", "S", "C", "c" * 60, "T" * 60, "sct" * 50])
def test_any_labels_give_pieces_inside_the_text(labels):
    found = read(outputs(labels))
    assert (found.cue < max(1, len(found.cues))).all()
    for spans in (found.cues, found.pieces):
        assert ((spans[:, 0] >= 0) & (spans[:, 0] < spans[:, 1]) & (spans[:, 1] <= len(labels))).all()
    assert set(found.cue[~found.is_source].tolist()) == set(range(len(found.cues)))


def test_each_text_is_read_as_if_alone():
    numbers = parameters()
    views = [
        look_around(outputs(s, i), np.zeros(len(s), bool), opened(np.zeros(len(s), bool)), numbers)
        for i, s in enumerate(["sctT", "", "." * 40, "tTTTTTTTcs" * 9, "sct"])
    ]
    together = attributions(views, numbers.chain)
    for view, found in zip(views, together, strict=True):
        (alone,) = attributions([view], numbers.chain)
        for name in ("cues", "scores", "cue", "pieces", "is_source", "piece_scores"):
            assert getattr(found, name).tolist() == getattr(alone, name).tolist()


def test_cues_that_touch_stay_two():
    given = outputs("cc")
    assert find_cues(given.labels, np.array([True, False])).spans.tolist() == [[0, 1], [1, 2]]


def test_distance_is_signed_and_grows_in_doubling_steps():
    words = np.array([0, 9, 10, 11, 12, 13, 14, 15, 20, 5_000], np.int32)
    rows = distance_rows(words, np.array([11]), np.array([12]))[0] - DISTANCES // 2
    assert rows.tolist() == [-4, -2, -1, 0, 0, 1, 2, 2, 4, DISTANCES // 2]


def test_inside_pieces_go_on_from_their_own_kind_alone():
    legal = legal_piece_transitions()
    goes_on = [
        [PIECES[a], PIECES[b]] for a, b in np.argwhere(legal[:, [2, 4]] > 0) @ [[1, 0], [0, 2]] + [0, 2]
    ]
    assert goes_on == [
        ["B-source", "I-source"],
        ["I-source", "I-source"],
        ["B-content", "I-content"],
        ["I-content", "I-content"],
    ]
    assert legal[:, [0, 1, 3]].all()
