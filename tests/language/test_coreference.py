from __future__ import annotations

import tracemalloc
from itertools import pairwise

import numpy as np
import pytest

from rashomon.language.coreference import (
    DISTANCES,
    FEATURE_SIZES,
    KINDS,
    MATCHES,
    MENTION_REACH,
    CoreferenceOutputs,
    find_chains,
    mention_keys,
    pair_features,
)

TEXT = "The mayor met Ona Veld . She thanked the mayor , whose lock his men shut".split()
#        0   1     2   3   4   5 6   7       8   9     10 11    12  13  14  15


def outputs(words: int, heads=(), **changes) -> CoreferenceOutputs:
    mention = np.full(words, -5, np.float32)
    mention[list(heads)] = 5
    plain = {
        "mention": mention,
        "ends": np.zeros((words, 4, 2), np.float32),
        "anaphor": np.zeros((words, 2), np.float32),
        "antecedent": np.zeros((words, 2), np.float32),
        "tables": tuple(np.zeros(size, np.float32) for size in FEATURE_SIZES),
    }
    return CoreferenceOutputs(**{**plain, **changes})


def tables(**cells) -> tuple[np.ndarray, ...]:
    made = dict(
        zip(
            ("kinds", "distances", "matches", "nested"),
            (np.zeros(size, np.float32) for size in FEATURE_SIZES),
            strict=True,
        )
    )
    for name, places in cells.items():
        for place, value in places.items():
            made[name][place] = value
    return tuple(made.values())


def same_words(value: float) -> tuple[np.ndarray, ...]:
    """Return tables in which only mentions of the same words attract each other."""
    matches = np.full((KINDS, MATCHES), -value, np.float32)
    matches[:, 15] = value
    plain = tables()
    return (plain[0], plain[1], matches.ravel(), plain[3])


def chains(forms, given, *ends):
    """Find the chains of words whose sentences end before `ends` and with the last word."""
    edges = [0, *ends, len(forms)]
    return find_chains(forms, given, np.array(list(pairwise(edges)), np.int32))


def test_no_mention_gives_an_empty_layer():
    for words in (0, 5):
        found = chains(["w"] * words, outputs(words))
        assert found.spans.shape == (0, 2)
        assert len(found.chains) == len(found.heads) == len(found.antecedents) == 0


def test_one_mention_is_a_chain_of_one():
    found = chains(["Veld"], outputs(1, [0]))
    assert (found.spans.tolist(), found.heads.tolist()) == ([[0, 1]], [0])
    assert (found.chains.tolist(), found.antecedents.tolist()) == ([0], [-1])
    assert found.link_scores.tolist() == [1.0]
    assert found.scores == pytest.approx([1 / (1 + np.exp(-5))])


def test_mentions_of_the_same_words_are_one_chain_and_others_are_not():
    forms = "Veld met Kord . Veld left Kord . Tarn".split()
    found = chains(forms, outputs(9, [0, 2, 4, 6, 8], tables=same_words(6)))
    assert found.chains.tolist() == [0, 1, 0, 1, 2]
    assert found.antecedents.tolist() == [-1, -1, 0, 1, -1]
    assert (found.link_scores > 0.9).all()


def test_without_any_evidence_no_mention_takes_a_later_one_or_itself():
    found = chains(["w"] * 200, outputs(200, range(200), tables=same_words(6)))
    assert (found.antecedents < np.arange(200)).all()


def test_the_product_of_two_vectors_links_a_pair():
    anaphor, antecedent = np.zeros((2, 6, 2), np.float32)
    anaphor[5] = (9, 0)
    antecedent[2] = (9, 0)
    antecedent[0] = antecedent[4] = (-9, 0)
    given = outputs(6, [0, 2, 4, 5], anaphor=anaphor, antecedent=antecedent, tables=tables(matches={}))
    found = chains(list("abcdef"), given)
    assert found.antecedents.tolist()[3] == 1


def test_ends_are_chosen_on_their_own_side_of_the_head():
    ends = np.zeros((6, 4, 2), np.float32)
    ends[3, 0] = ends[3, 2] = (5, 0)
    ends[1, 1] = (5, 0)
    ends[5, 1] = (9, 0)  # a first word after the head, which can't be
    ends[4, 3] = (5, 0)
    ends[0, 3] = (9, 0)  # a last word before the head
    found = chains(["w"] * 6, outputs(6, [3], ends=ends))
    assert found.spans.tolist() == [[1, 5]]


@pytest.mark.parametrize("head", [0, 5])
def test_the_ends_of_a_head_at_the_edge_stay_inside_the_text(head):
    noise = np.random.default_rng(head).normal(scale=9, size=(6, 4, 2)).astype(np.float32)
    found = chains(["w"] * 6, outputs(6, [head], ends=noise))
    ((first, end),) = found.spans.tolist()
    assert 0 <= first <= head < end <= 6


def test_a_mention_reaches_no_farther_than_its_limit():
    ends = np.zeros((200, 4, 1), np.float32)
    ends[100, 0] = ends[100, 2] = 1
    ends[:, 1, 0] = np.arange(200)[::-1]
    ends[:, 3, 0] = np.arange(200)
    found = chains(["w"] * 200, outputs(200, [100], ends=ends))
    assert found.spans.tolist() == [[100 - MENTION_REACH + 1, 100 + MENTION_REACH]]


def test_two_thousand_mentions_take_bounded_memory():
    forms = [f"Veld{i % 37}" for i in range(2_000)]
    given = outputs(2_000, range(2_000), tables=same_words(6))
    tracemalloc.start()
    found = chains(forms, given)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.chains.max() == 36
    assert peak < 40e6  # a table of all pairs would take 16 MB for each of a dozen arrays


def test_chains_are_numbered_by_first_mention_and_follow_their_links():
    forms = [f"n{i % 5}" for i in range(600)]
    found = chains(forms, outputs(600, range(600), tables=same_words(6)))
    assert found.chains.tolist() == [i % 5 for i in range(600)]
    linked = found.antecedents >= 0
    assert (found.chains[linked] == found.chains[found.antecedents[linked]]).all()


def keys(*mentions: tuple[int, int, int]):
    spans = np.array([m[:2] for m in mentions], np.int32).reshape(-1, 2)
    return mention_keys(TEXT, spans, np.array([m[2] for m in mentions], np.int32)), spans


def test_keys_of_no_mentions_keep_their_columns():
    assert keys()[0].shape == (0, 5)


def test_an_article_is_left_out_of_what_mentions_are_compared_by():
    found, _ = keys((0, 2, 1), (1, 2, 1), (8, 10, 9))
    assert len({tuple(row[:4]) for row in found.tolist()}) == 1
    alone, _ = keys((0, 1, 0))
    assert alone[0, 0] == alone[0, 1]  # an article that is all of a mention stays


def test_kinds_of_mentions_are_told_apart():
    found, _ = keys((6, 7, 6), (11, 12, 11), (0, 2, 1), (3, 5, 4), (13, 15, 14), (14, 15, 14))
    kinds = found[:, 4].tolist()
    assert len(set(kinds)) == 6
    assert max(kinds) < KINDS
    she, his = keys((6, 7, 6), (13, 14, 13))[0][:, 4]
    assert she != his


def features(later: int, earlier: int, *mentions: tuple[int, int, int]) -> list[int]:
    found, spans = keys(*mentions)
    rows = pair_features(found, spans, slice(later, later + 1), slice(earlier, earlier + 1))
    return [int(row[0, 0]) for row in rows]


def test_features_of_a_pair_of_the_same_words():
    kinds, distance, match, nested = features(1, 0, (0, 2, 1), (8, 10, 9))
    kind = keys((0, 2, 1))[0][0, 4]
    assert kinds == kind * KINDS + kind
    assert distance == kind * DISTANCES + 1
    assert match == kind * MATCHES + 15
    assert nested == kind * 3


def test_features_of_a_pair_that_shares_nothing():
    _, distance, match, nested = features(3, 0, (0, 2, 1), (3, 5, 4), (6, 7, 6), (11, 12, 11))
    kind = keys((11, 12, 11))[0][0, 4]
    assert (distance, match, nested) == (kind * DISTANCES + 2, kind * MATCHES, kind * 3)


def test_features_tell_which_mention_lies_in_which():
    inner, outer = (11, 12, 11), (8, 13, 9)
    for mentions, expected in (((outer, inner), 1), ((inner, outer), 2), ((inner, inner), 1)):
        kind = keys(mentions[1])[0][0, 4]
        assert features(1, 0, *mentions)[3] == kind * 3 + expected


def test_all_rows_of_many_pairs_lie_in_their_tables():
    noise = np.random.default_rng(2)
    firsts = np.sort(noise.integers(0, 9_000, 3_000))
    spans = np.stack([firsts, firsts + noise.integers(1, 6, 3_000)], axis=1).astype(np.int32)
    forms = noise.choice(TEXT, 9_100).tolist()
    found = mention_keys(forms, spans, spans[:, 0])
    rows = pair_features(found, spans, slice(2_900, 3_000), slice(0, 3_000))
    for row, size in zip(rows, FEATURE_SIZES, strict=True):
        assert row.shape == (100, 3_000)
        assert ((row >= 0) & (row < size)).all()


def test_heads_that_choose_the_same_span_are_one_mention_of_the_likelier():
    ends = np.zeros((6, 4, 2), np.float32)
    ends[1:5, 0] = ends[1:5, 2] = (1, 0)
    ends[1, 1] = ends[4, 3] = (9, 0)  # all look for the second word as their first, the fifth as their last
    given = outputs(6, [1, 2, 4], ends=ends)
    given.mention[2] = 7
    found = chains("The old lock of Halm .".split(), given)
    assert (found.spans.tolist(), found.heads.tolist()) == ([[1, 5]], [2])
    assert (len(found.chains), len(found.scores), len(found.link_scores)) == (1, 1, 1)
