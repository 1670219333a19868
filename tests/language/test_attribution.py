from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rashomon.language.attribution import (
    DISTANCES,
    LABELS,
    MARKS,
    OWNER,
    PIECES,
    REACH,
    AttributionOutputs,
    AttributionParameters,
    distance_rows,
    find_attributions,
    find_cues,
    look_around,
    trusted,
)
from rashomon.language.labels import Chain, legal_chain, opened

SIZE = 4
SURE = 12.0


def parameters(**changes) -> AttributionParameters:
    plain = {
        "forms": np.zeros((len(PIECES), SIZE + 1, SIZE + 1), np.float32),
        "distance": np.zeros((DISTANCES, len(PIECES)), np.float32),
        "labels": legal_chain(len(LABELS)),
        "pieces": legal_chain(len(PIECES)),
        "trust": np.zeros(len(MARKS) + 1, np.float32),
    }
    return AttributionParameters(**{**plain, **changes})


def outputs(labels: str, seed: int = 0, opens=(0,), zones=None) -> AttributionOutputs:
    """Make outputs that say `labels`, one a word: s, c, t begin a source, cue, content; capitals go on."""
    numbers = {".": 0, "s": 1, "S": 2, "c": 3, "C": 4, "t": 5, "T": 6}
    count = len(labels)
    scores = np.zeros((count, len(LABELS)), np.float32)
    scores[np.arange(count), [numbers[label] for label in labels]] = SURE
    noise = np.random.default_rng(seed).normal(size=(2, count, SIZE)).astype(np.float32)
    marks = np.isin(np.arange(count), opens)
    zones = opened(np.zeros(count, bool)) if zones is None else np.array(zones, np.int32)
    return AttributionOutputs(scores, *noise, marks, zones)


def read(given: AttributionOutputs, **changes):
    (found,) = find_attributions([given], parameters(**changes))
    return found


def pieces(found):
    return list(
        zip(found.cue.tolist(), map(tuple, found.pieces.tolist()), found.is_source.tolist(), strict=True)
    )


def prefer(kind: str, sign: int) -> np.ndarray:
    """Return biases that make a cue see pieces of a kind on one side of itself only."""
    bias = np.zeros((DISTANCES, len(PIECES)), np.float32)
    half = DISTANCES // 2
    other_side = slice(0, half) if sign > 0 else slice(half + 1, None)
    bias[other_side, [i for i, name in enumerate(PIECES) if name.endswith(kind)]] = -3 * SURE
    return bias


def nearest() -> np.ndarray:
    """Return biases by which a word is owned by the nearest cue, where it lies after that."""
    half = DISTANCES // 2
    bias = np.zeros((DISTANCES, len(PIECES)), np.float32)
    bias[:, OWNER] = -3 * SURE * np.arange(DISTANCES)
    bias[:half, OWNER] = -3 * SURE * DISTANCES
    return bias


def test_a_cue_takes_the_source_and_the_content_around_it():
    found = read(outputs("sS.cC.tTT."))
    assert found.cues.tolist() == [[3, 5]]
    assert pieces(found) == [(0, (0, 2), True), (0, (6, 9), False)]
    assert ((found.piece_scores > 0.9) & (found.piece_scores <= 1)).all()


def test_two_cues_share_a_source_and_part_their_contents():
    found = read(outputs("s.cttt.....cttt"), distance=nearest())
    assert found.cues.tolist() == [[2, 3], [11, 12]]
    contents = [(cue, span) for cue, span, is_source in pieces(found) if not is_source]
    assert contents == [*((0, (at, at + 1)) for at in (3, 4, 5)), *((1, (at, at + 1)) for at in (12, 13, 14))]
    assert [cue for cue, _, is_source in pieces(found) if is_source] == [0, 1]


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
    assert [emissions[:, 3].max() for emissions in apart.emissions] == pytest.approx([SURE, SURE])
    far = np.array([[0, 1], [2 * REACH + 2, 2 * REACH + 3]], np.int32)
    text = outputs("c" + "t" * (2 * REACH + 1) + "c")
    seen = look_around(text, far, parameters())
    assert [len(emissions) for emissions in seen.emissions] == [REACH + 1, REACH + 1]
    assert [emissions[:, 3].max() for emissions in seen.emissions] == pytest.approx([SURE, SURE])


def test_a_discontinuous_content_is_several_pieces_of_one_cue():
    found = read(outputs("tT.sc.tT"))
    assert [span for _, span, is_source in pieces(found) if not is_source] == [(0, 2), (6, 8)]


def test_a_cue_without_content_makes_no_attribution():
    found = read(outputs("sS.c...."))
    assert len(found.cues) == len(found.pieces) == 0


def test_the_numbers_of_cues_skip_those_without_content():
    found = read(outputs("c.s.ctT", zones=[[0, 2], [2, 7]]), distance=prefer("content", 1))
    assert found.cues.tolist() == [[4, 5]]
    assert {cue for cue, _, _ in pieces(found)} == {0}


def test_no_piece_and_no_cue_goes_on_where_a_paragraph_opens():
    found = read(outputs("cC.tTTT", opens=(0, 1, 5)))
    assert found.cues[0].tolist() == [0, 1]
    assert all(not span[0] < 5 < span[1] for _, span, _ in pieces(found))
    assert any(span == (3, 5) for _, span, _ in pieces(found))


def test_a_title_and_the_text_below_it_are_kept_apart():
    together = read(outputs("sctT.sctT"))
    apart = read(outputs("sctT.sctT", zones=[[0, 5], [5, 9]]))
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
    forms = np.zeros((len(PIECES), SIZE + 1, SIZE + 1), np.float32)
    forms[PIECES.index("B-source"), 2, 0] = forms[PIECES.index("B-content"), 2, 1] = 3 * SURE
    found = read(replace(given, cues=cues, words=words), forms=forms)
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
    texts = [outputs(s, i) for i, s in enumerate(["sctT", "", "." * 40, "tTTTTTTTcs" * 9, "sct"])]
    together = find_attributions(texts, parameters())
    for text, found in zip(texts, together, strict=True):
        alone = read(text)
        for name in ("cues", "scores", "marks", "cue", "pieces", "is_source", "piece_scores"):
            assert getattr(found, name).tolist() == getattr(alone, name).tolist()


def cues_of(given: AttributionOutputs, chain: Chain) -> list[list[int]]:
    (found,) = find_cues([given], chain)
    return found.tolist()


def test_cues_that_touch_stay_two():
    assert cues_of(outputs("cc"), legal_chain(len(LABELS))) == [[0, 1], [1, 2]]


def test_cues_are_those_of_the_best_path_and_not_of_the_best_label_of_each_word():
    given, chain = outputs("c.CC"), legal_chain(len(LABELS))
    given.labels[1, LABELS.index("I-cue")] = SURE - 1
    assert cues_of(given, chain) == [[0, 4]]
    dear = chain.transitions.copy()
    dear[:, LABELS.index("I-cue")] -= 4 * SURE
    assert cues_of(given, Chain(dear, chain.start)) == [[0, 1]]


def test_what_stands_before_a_paragraph_counts_for_its_first_label():
    given, chain = outputs("s.", opens=(0, 1)), legal_chain(len(LABELS))
    given.labels[1, LABELS.index("B-cue")] = SURE - 1
    dear = chain.transitions.copy()
    dear[LABELS.index("B-source"), 0] -= 2
    assert cues_of(given, chain) == []
    assert cues_of(given, Chain(dear, chain.start)) == [[1, 2]]


def test_a_source_in_doubt_is_found_and_a_content_in_doubt_is_not():
    given = outputs("..ct")
    given.labels[:2, 0] = SURE
    given.labels[0, LABELS.index("B-source")] = given.labels[1, LABELS.index("B-content")] = SURE - 0.5
    assert pieces(read(given)) == [(0, (0, 1), True), (0, (3, 4), False)]


def marks_of(found) -> dict[str, float]:
    return dict(zip(MARKS, found.marks[0].tolist(), strict=True))


def test_a_statement_is_trusted_by_what_speaks_for_it():
    given = outputs("sS.cC.tT.")
    given.labels[[0, 3, 7]] *= np.float32(0.2)
    weak, sure = marks_of(read(given)), marks_of(read(outputs("ct")))
    assert weak["opening"] < weak["cue"] == pytest.approx(0, abs=1e-3)
    assert weak["weakest"] < weak["content"] < -1e-2
    assert weak["source"] < -1e-2
    assert (weak["length"], weak["has_source"]) == pytest.approx((np.log(2), 1))
    assert list(sure.values()) == pytest.approx([0] * len(MARKS), abs=1e-2)
    assert read(given).scores.tolist() == pytest.approx([0.5])
    trust = np.array([0, 2, 0, 1, 0, 0, 0, 3], np.float32)
    odds = 2 * weak["opening"] + weak["content"] + 3
    assert read(given, trust=trust).scores.tolist() == pytest.approx([1 / (1 + np.exp(-odds))], rel=1e-5)


def test_statements_of_little_trust_leave_with_their_pieces():
    found = read(outputs("sct.sct.sct"), distance=nearest())
    scored = replace(found, scores=np.array([0.8, 0.2, 0.3], np.float32))
    kept = trusted(scored, 0.25)
    assert kept.cues.tolist() == [[1, 2], [9, 10]]
    assert kept.scores.tolist() == pytest.approx([0.8, 0.3])
    assert pieces(kept) == [(n and 1, span, is_source) for n, span, is_source in pieces(found) if n != 1]
    assert len(kept.piece_scores) == len(kept.pieces) > 1
    assert trusted(scored, 0.9).pieces.shape == (0, 2)


def test_pieces_that_no_label_speaks_for_make_a_score_and_no_error():
    given = outputs("c.")
    chain = legal_chain(len(PIECES))
    forced = chain.transitions.copy()
    forced[:, PIECES.index("B-content")] += 1_000
    with np.errstate(all="raise", under="ignore"):
        found = read(given, pieces=Chain(forced, chain.start))
    assert found.piece_scores.tolist() == pytest.approx([0], abs=1e-4)
    assert np.isfinite(found.marks).all()


def test_distance_is_signed_and_grows_in_doubling_steps():
    words = np.array([0, 9, 10, 11, 12, 13, 14, 15, 20, 5_000], np.int32)
    rows = distance_rows(words, np.array([11]), np.array([12]))[0] - DISTANCES // 2
    assert rows.tolist() == [-4, -2, -1, 0, 0, 1, 2, 2, 4, DISTANCES // 2]
