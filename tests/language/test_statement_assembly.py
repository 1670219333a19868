from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from attribution_builders import SIZE, SURE, link_weights, nearest, outputs, parameters, prefer

from rashomon.language.assembly import (
    BESIDE,
    FULL_TRUST,
    LEAST_CALLED,
    LINKED_ALONE,
    LONELY,
    MARKS,
    find_attributions,
    sights,
    trusted,
)
from rashomon.language.attribution import DISTANCES, LABELS, PIECES, REACH, AttributionOutputs
from rashomon.language.labels import Chain, legal_chain

DOUBT = -2.0  # log-odds of a cue: too few for a label, enough to be called
BY_PATH = link_weights(-5, path=10)
FIELDS = ("cues", "scores", "marks", "cue", "pieces", "is_source", "piece_scores")


def read(given: AttributionOutputs, **changes):
    (found,) = find_attributions([given], parameters(**changes))
    return found


def pieces(found):
    return list(
        zip(found.cue.tolist(), map(tuple, found.pieces.tolist()), found.is_source.tolist(), strict=True)
    )


def contents(found):
    return [(cue, span) for cue, span, is_source in pieces(found) if not is_source]


def sources(found):
    return [(cue, span) for cue, span, is_source in pieces(found) if is_source]


def odds(chance: float) -> float:
    return float(np.log(chance / (1 - chance)))


# Links


def test_a_cue_takes_the_source_and_the_content_around_it():
    found = read(outputs("sS.cC.tTT."))
    assert found.cues.tolist() == [[3, 5]]
    assert pieces(found) == [(0, (0, 2), True), (0, (6, 9), False)]
    assert ((found.piece_scores > 0.9) & (found.piece_scores <= 1)).all()


def test_two_cues_share_a_source_and_part_their_contents():
    found = read(outputs("s.ctTT.....ctTT"), distance=nearest())
    assert found.cues.tolist() == [[2, 3], [11, 12]]
    assert contents(found) == [(0, (3, 6)), (1, (12, 15))]
    assert sources(found) == [(0, (0, 1)), (1, (0, 1))]


def test_one_content_is_linked_to_two_cues():
    found = read(outputs("c.tT.c"))
    assert found.cues.tolist() == [[0, 1], [5, 6]]
    assert contents(found) == [(0, (2, 4)), (1, (2, 4))]


def test_a_discontinuous_content_is_several_pieces_of_one_cue():
    assert contents(read(outputs("tT.sc.tT"))) == [(0, (0, 2)), (0, (6, 8))]


def test_a_whole_span_is_taken_though_the_path_of_the_cue_takes_the_most_of_it_alone():
    given = outputs("ctTTT..")
    given.labels[4, LABELS.index("I-content")] -= 2  # the label stays, and is outdone from the cue
    bias = parameters().distance.copy()
    bias[10 + 3, PIECES.index("I-content")] = -2 * SURE  # rows of the fourth word to the seventh
    (sight,) = sights([given], parameters(distance=bias))
    assert sight.paths[0].tolist() == [0, 3, 4, 4, 0, 0, 0]
    assert contents(read(given, distance=bias)) == [(0, (1, 5))]


def test_the_best_source_of_a_cue_is_enough_at_a_chance_at_which_a_second_is_not():
    doubtful = odds(LINKED_ALONE[0] + 0.1)
    near = np.stack([link_weights(doubtful + 0.1, gap=-0.1), BY_PATH])
    assert sources(read(outputs("s..s.ct"), links=near)) == [(0, (3, 4))]


def test_sources_of_less_than_that_chance_are_left_to_the_path_of_the_cue():
    given = outputs("s.ct")
    hardly = np.stack([link_weights(odds(LINKED_ALONE[0] - 0.01)), BY_PATH])
    assert sources(read(given, links=hardly)) == [(0, (0, 1))]
    not_on_path = prefer("source", 1)
    assert sources(read(given, links=hardly, distance=not_on_path)) == []
    barely = np.stack([link_weights(odds(LINKED_ALONE[0] + 0.01)), BY_PATH])
    assert sources(read(given, links=barely, distance=not_on_path)) == [(0, (0, 1))]


def test_a_content_goes_to_its_best_cue_at_a_chance_that_is_not_enough_for_another():
    near = np.stack([BY_PATH, link_weights(odds(0.3), gap=-0.1)])
    found = read(outputs("c.......tc"), links=near)
    assert (found.cues.tolist(), contents(found)) == ([[9, 10]], [(0, (8, 9))])
    assert found.piece_scores.tolist() == pytest.approx([0.3])


def test_a_content_that_is_linked_to_another_cue_is_no_content_of_the_path():
    after = np.stack([BY_PATH, link_weights(-5, after=10)])
    given = outputs("ctTc")
    (sight,) = sights([given], parameters(links=after))
    assert [path[1:3].tolist() for path in sight.paths] == [[3, 4], [3, 4]]
    found = read(given, links=after)
    assert (found.cues.tolist(), contents(found)) == ([[0, 1]], [(0, (1, 3))])


def test_a_source_that_is_linked_to_another_cue_may_be_that_of_the_path_too():
    after = np.stack([link_weights(-5, after=10), BY_PATH])
    found = read(outputs("ct.s.ct"), links=after)
    assert sources(found) == [(0, (3, 4)), (1, (3, 4))]
    assert found.piece_scores[found.is_source] == pytest.approx([0.993, 1], abs=1e-3)


def test_a_cue_with_no_span_takes_the_pieces_of_its_own_path():
    given = outputs("..c.")
    words = np.zeros((4, SIZE), np.float32)
    words[0, 0] = words[3, 1] = 1
    cues = np.zeros((4, SIZE), np.float32)
    cues[2, 2] = 1
    forms = np.zeros((len(PIECES), SIZE + 1, SIZE + 1), np.float32)
    forms[PIECES.index("B-source"), 2, 0] = forms[PIECES.index("B-content"), 2, 1] = 3 * SURE
    given = replace(given, cues=cues, words=words)
    assert pieces(read(given, forms=forms)) == [(0, (0, 1), True), (0, (3, 4), False)]
    below = replace(given, zones=np.array([[0, 1], [1, 4]], np.int32))
    assert pieces(read(below, forms=forms)) == [(0, (3, 4), False)]


def test_a_source_that_the_path_sees_inside_the_content_of_the_same_cue_is_none():
    given, bias = outputs("tTTc"), np.zeros((DISTANCES, len(PIECES)), np.float32)
    bias[DISTANCES // 2 - 2, PIECES.index("B-source")] = 3 * SURE  # the word two before the cue
    (sight,) = sights([given], parameters(distance=bias))
    assert PIECES.index("B-source") in sight.paths[0].tolist()
    all_linked = np.stack([link_weights(5), link_weights(5)])
    assert pieces(read(given, distance=bias, links=all_linked)) == [(0, (0, 3), False)]


def test_a_source_in_doubt_is_found_and_a_content_in_doubt_is_not():
    given = outputs("..ct")
    given.labels[:2, 0] = SURE
    given.labels[0, LABELS.index("B-source")] = given.labels[1, LABELS.index("B-content")] = SURE - 0.5
    assert pieces(read(given)) == [(0, (0, 1), True), (0, (3, 4), False)]


def test_a_cue_without_content_makes_no_attribution():
    found = read(outputs("sS.c...."))
    assert len(found.cues) == len(found.pieces) == 0
    assert found.marks.shape == (0, len(MARKS))


def test_the_numbers_of_cues_skip_those_without_content():
    found = read(outputs("c.s.ctT", zones=[[0, 2], [2, 7]]), distance=prefer("content", 1))
    assert found.cues.tolist() == [[4, 5]]
    assert {cue for cue, _, _ in pieces(found)} == {0}


# Where nothing is joined


def test_nothing_joins_over_the_first_word_of_a_paragraph():
    found = read(outputs("cC.tTTT", opens=(0, 1, 5)))
    assert found.cues[0].tolist() == [0, 1]
    assert all(not span[0] < 5 < span[1] for _, span, _ in pieces(found))
    assert any(span == (3, 5) for _, span, _ in pieces(found))


def test_a_path_of_a_cue_begins_anew_where_a_paragraph_opens():
    given = outputs("c....", opens=(0, 3))
    bias = parameters().distance.copy()
    bias[:, PIECES.index("I-content")] = 3 * SURE
    bias[10 + 1, PIECES.index("B-content")] = bias[10 + 2, PIECES.index("B-content")] = 2 * SURE
    assert contents(read(given, distance=bias)) == [(0, (1, 3)), (0, (3, 5))]


def test_the_cue_of_a_title_does_not_see_the_body():
    together = read(outputs("sctT.sctT"))
    apart = read(outputs("sctT.sctT", zones=[[0, 5], [5, 9]]))
    assert {(cue, span) for cue, span, _ in pieces(together)} > {
        (cue, span) for cue, span, _ in pieces(apart)
    }
    assert pieces(apart) == [
        (0, (0, 1), True),
        (0, (2, 4), False),
        (1, (5, 6), True),
        (1, (7, 9), False),
    ]


def test_words_beyond_reach_are_not_seen():
    found = read(outputs("t" + "." * (REACH - 1) + "t" + "." * 20 + "c" + "." * (REACH - 1) + "tt"))
    cue = 21 + REACH
    assert found.cues.tolist() == [[cue, cue + 1]]
    assert [span for _, span, _ in pieces(found)] == [(REACH, REACH + 1), (cue + REACH, cue + REACH + 1)]


def test_of_a_span_only_partly_in_sight_a_cue_has_no_more_than_it_sees():
    given = outputs("c" + "." * (REACH - 2) + "tTT")
    assert contents(read(given)) == [(0, (REACH - 1, REACH + 1))]
    likely = np.stack([BY_PATH, link_weights(5)])
    assert contents(read(given, links=likely)) == [(0, (REACH - 1, REACH + 1))]
    whole = outputs("c" + "." * (REACH - 3) + "tTT")
    assert contents(read(whole, links=likely)) == [(0, (REACH - 2, REACH + 1))]


def test_a_link_knows_of_the_paragraph_between():
    same = np.stack([link_weights(5, paragraph=-10)] * 2)
    found = read(outputs("s.ct.s.ct", opens=(0, 5)), links=same)
    assert pieces(found) == [
        (0, (0, 1), True),
        (0, (3, 4), False),
        (1, (5, 6), True),
        (1, (8, 9), False),
    ]


# Contents that call for a cue


def test_a_content_with_no_cue_in_sight_calls_for_the_dash_beside_it():
    found = read(outputs("tTT.s", doubts=[(3, DOUBT)]))
    assert found.cues.tolist() == [[3, 4]]
    assert pieces(found) == [(0, (4, 5), True), (0, (0, 3), False)]


def test_a_cue_of_another_zone_is_none_in_sight():
    found = read(outputs("ct.tT.s", zones=[[0, 3], [3, 7]], doubts=[(5, DOUBT)]))
    assert found.cues.tolist() == [[0, 1], [5, 6]]
    assert contents(found) == [(0, (1, 2)), (1, (3, 5))]


def test_a_lonely_content_in_a_text_without_any_cue_stays_without_a_statement():
    found = read(outputs("s.tTT.s"))
    assert (found.cues.shape, found.pieces.shape) == ((0, 2), (0, 2))


@pytest.mark.parametrize(("chance", "count"), [(LEAST_CALLED + 0.002, 1), (LEAST_CALLED - 0.002, 0)])
def test_a_word_that_is_hardly_a_cue_is_not_called(chance, count):
    assert len(read(outputs("tT.", doubts=[(2, odds(chance))])).cues) == count


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("distance", [BESIDE, BESIDE + 1])
def test_a_word_is_called_from_no_further_than_beside(before, distance):
    labels = "." * 5 + "tT" + "." * 5
    word = 5 - distance if before else 6 + distance
    found = read(outputs(labels, doubts=[(word, DOUBT)]))
    assert found.cues.tolist() == ([[word, word + 1]] if distance == BESIDE else [])


def test_the_likeliest_word_is_called_and_no_second():
    found = read(outputs("..tT..", doubts=[(1, DOUBT), (4, DOUBT + 0.5), (5, DOUBT)]))
    assert found.cues.tolist() == [[4, 5]]


@pytest.mark.parametrize("labels", ["tTs..", "tTt.."])
def test_words_inside_other_spans_are_never_called(labels):
    given = outputs(labels, doubts=[(1, -0.2), (2, -0.2), (3, DOUBT - 1)])
    assert read(given).cues.tolist() == [[3, 4]]
    given = outputs(labels, doubts=[(1, -0.2), (2, -0.2)])
    assert read(given).cues.tolist() == []


def test_a_content_that_a_cue_is_likely_to_have_calls_for_nothing():
    given = outputs("ctT..", doubts=[(3, DOUBT)])
    assert read(given).cues.tolist() == [[0, 1]]
    for chance, count in ((LONELY + 0.01, 1), (LONELY - 0.01, 2)):
        links = np.stack([BY_PATH, link_weights(odds(chance))])
        (sight,) = sights([given], parameters(links=links))
        assert len(sight.view.cues) == count


def test_two_contents_call_for_one_word_between_them():
    found = read(outputs("tT.tT", doubts=[(2, DOUBT)]))
    assert found.cues.tolist() == [[2, 3]]
    assert contents(found) == [(0, (0, 2)), (0, (3, 5))]


def test_called_words_stand_in_order_among_the_other_cues():
    zones = [[0, 5], [5, 10], [10, 15]]
    given = outputs("..tT." + "sctT." + "tT..s", zones=zones, doubts=[(1, DOUBT), (12, DOUBT)])
    found = read(given)
    assert found.cues.tolist() == [[1, 2], [6, 7], [12, 13]]
    assert contents(found) == [(0, (2, 4)), (1, (7, 9)), (2, (10, 12))]


def test_a_title_calls_for_no_word_of_the_body():
    title, body = "..tT", "......tT"
    zones = [[0, 4], [4, 12]]
    assert read(outputs(title + body, doubts=[(5, DOUBT)])).cues.tolist() == [[5, 6]]
    assert read(outputs(title + body, zones=zones, doubts=[(5, DOUBT)])).cues.tolist() == []
    found = read(outputs(title + body, zones=zones, doubts=[(5, DOUBT), (1, DOUBT - 1)]))
    assert (found.cues.tolist(), contents(found)) == ([[1, 2]], [(0, (2, 4))])


def test_a_body_calls_for_no_word_of_the_title():
    given = outputs("tT....." + ".tT", zones=[[0, 7], [7, 10]], doubts=[(5, DOUBT)])
    assert read(given).cues.tolist() == []


# Any texts


def test_a_text_without_words_has_no_attributions():
    found = read(outputs(""))
    assert found.cues.shape == found.pieces.shape == (0, 2)
    assert [len(getattr(found, name)) for name in FIELDS] == [0] * len(FIELDS)
    assert find_attributions([], parameters()) == []


@pytest.mark.parametrize("labels", [".", "c", "t", "S", "C", "c" * 60, "T" * 60, "sct" * 50, "t." * 40])
@pytest.mark.parametrize("doubt", [None, DOUBT])
def test_any_labels_give_pieces_inside_the_text(labels, doubt):
    doubts = [] if doubt is None else [(word, doubt) for word in range(len(labels))]
    found = read(outputs(labels, doubts=doubts))
    assert (found.cue < max(1, len(found.cues))).all()
    for spans in (found.cues, found.pieces):
        assert ((spans[:, 0] >= 0) & (spans[:, 0] < spans[:, 1]) & (spans[:, 1] <= len(labels))).all()
    assert (np.diff(found.cues[:, 0]) > 0).all()
    assert set(found.cue[~found.is_source].tolist()) == set(range(len(found.cues)))


@pytest.mark.parametrize("turn", [1, -1])
def test_each_text_is_read_as_if_alone_in_any_order(turn):
    labels = ["sctT", "", "." * 40, "tTT.s", "tTTTTTTTcs" * 9, "sct", "s.tT..tT"]
    doubts = [(), (), (), [(3, DOUBT)], (), (), [(5, DOUBT)]]
    random = np.random.default_rng(5)
    forms = random.normal(size=(len(PIECES), SIZE + 1, SIZE + 1)).astype(np.float32)
    texts = [outputs(s, i, doubts=d) for i, (s, d) in enumerate(zip(labels, doubts, strict=True))][::turn]
    together = find_attributions(texts, parameters(forms=forms))
    assert len(together) == len(texts)
    assert sum(len(found.cues) for found in together) > len(texts)
    for text, found in zip(texts, together, strict=True):
        alone = read(text, forms=forms)
        for name in FIELDS:
            assert getattr(found, name).tolist() == getattr(alone, name).tolist()


# Trust


def marks_of(found) -> dict[str, float]:
    return dict(zip(MARKS, found.marks[0].tolist(), strict=True))


def test_a_statement_is_trusted_by_what_speaks_for_it():
    given = outputs("sS.cC.tT.")
    given.labels[[0, 3, 7]] *= np.float32(0.2)
    linking = np.stack([link_weights(odds(0.6)), link_weights(odds(0.7))])
    weak, sure = marks_of(read(given, links=linking)), marks_of(read(outputs("ct")))
    first = 0.2 * SURE
    assert weak["opening"] == pytest.approx(first - np.log(np.exp(first) + len(LABELS) - 1), abs=1e-4)
    assert weak["opening"] < weak["cue"] == pytest.approx(0, abs=1e-3)
    assert weak["weakest"] < weak["content"] < -1e-2
    assert (weak["link"], weak["source"]) == pytest.approx((np.log(0.7), np.log(0.6)), abs=1e-5)
    assert (weak["length"], weak["has_source"]) == pytest.approx((np.log(2), 1))
    assert list(sure.values()) == pytest.approx([0] * len(MARKS), abs=1e-2)
    assert read(given).scores.tolist() == pytest.approx([0.5])
    trust = np.zeros(len(MARKS) + 1, np.float32)
    trust[[MARKS.index("opening"), MARKS.index("content"), -1]] = 2, 1, 3
    expected = 2 * weak["opening"] + weak["content"] + 3
    found = read(given, links=linking, trust=trust)
    assert found.scores.tolist() == pytest.approx([1 / (1 + np.exp(-expected))], rel=1e-5)


def test_until_marks_are_weighed_every_statement_is_trusted():
    found = read(outputs("sct.sct", doubts=[(1, -0.1)]), trust=FULL_TRUST)
    assert found.scores.tolist() == pytest.approx([0.993, 0.993], abs=1e-3)


def test_statements_of_little_trust_leave_with_their_pieces_and_the_others_are_renumbered():
    found = read(outputs("sct.sct.sct"), distance=nearest())
    scored = replace(found, scores=np.array([0.8, 0.2, 0.25], np.float32))
    kept = trusted(scored, scored.scores >= 0.25)
    assert kept.cues.tolist() == [[1, 2], [9, 10]]
    assert kept.scores.tolist() == pytest.approx([0.8, 0.25])
    assert pieces(kept) == [(n and 1, span, is_source) for n, span, is_source in pieces(found) if n != 1]
    assert kept.marks.tolist() == found.marks[[0, 2]].tolist()
    assert len(kept.piece_scores) == len(kept.pieces) > 1
    assert trusted(scored, scored.scores >= 0.9).pieces.shape == (0, 2)


def test_pieces_that_no_label_speaks_for_make_a_score_and_no_error():
    given = outputs("c.")
    chain = legal_chain(len(PIECES))
    forced = chain.transitions.copy()
    forced[:, PIECES.index("B-content")] += 1_000
    with np.errstate(all="raise", under="ignore"):
        found = read(given, pieces=Chain(forced, chain.start))
    assert found.piece_scores.tolist() == pytest.approx([0], abs=1e-4)
    assert np.isfinite(found.marks).all()
