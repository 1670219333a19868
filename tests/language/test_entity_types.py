from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.language.entities import one_type_each, with_inner
from rashomon.language.layers import Labelled

PLACE, BODY, PERSON = range(3)


def labelled(*spans, kinds=None) -> Labelled:
    count = len(spans)
    kinds = np.zeros(count, np.int32) if kinds is None else np.array(kinds, np.int32)
    return Labelled(np.array(spans, np.int32).reshape(-1, 2), kinds, np.full(count, 0.5, np.float32))


def votes(*words) -> np.ndarray:
    """Return scores of the labels of words, each given as kind and log-odds, or None for no entity."""
    scores = np.zeros((len(words), 7), np.float32)
    for row, word in zip(scores, words, strict=True):
        if word is not None:
            kind, odds = word
            row[1 + 2 * kind] = odds
    return scores


def types(names, words, person=PERSON):
    ends = np.cumsum([len(name.split()) for name in names]).tolist()
    spans = list(zip([0, *ends[:-1]], ends, strict=True))
    return one_type_each(labelled(*spans), names, votes(*words), person).labels.tolist()


def test_two_sure_mentions_outvote_one_of_the_same_words():
    assert types(["Halm", "Halm", "Halm"], [(PLACE, 4), (BODY, 5), (PLACE, 4)]) == [PLACE] * 3


def test_one_sure_mention_outvotes_two_in_doubt():
    assert types(["Halm", "Halm", "Halm"], [(PLACE, 0.3), (BODY, 9), (PLACE, 0.3)]) == [BODY] * 3


def test_other_words_have_no_say_nor_has_another_case():
    assert types(["Halm", "halm", "Osk"], [(PLACE, 4), (BODY, 5), (PERSON, 4)]) == [PLACE, BODY, PERSON]


def test_a_whole_name_makes_its_last_word_a_person():
    whole = [(PERSON, 6), (PERSON, 6)]
    assert types(["Ana Torr", "Torr"], [*whole, (PLACE, 2)]) == [PERSON, PERSON]
    assert types(["Ana Torr", "Ana"], [*whole, (PLACE, 2)]) == [PERSON, PLACE]
    assert types(["Ana Torr", "Torr"], [*whole, (PLACE, 2)], person=None) == [PERSON, PLACE]


def test_a_body_of_two_words_has_no_say_about_its_last():
    assert types(["Bank Halm", "Halm"], [(BODY, 9), (BODY, 9), (PLACE, 1)]) == [BODY, PLACE]


def test_three_clear_mentions_stand_against_one_whole_name():
    words = [(PERSON, 4), (PERSON, 4), *[(PLACE, 9)] * 3]
    assert types(["Ana Halm", "Halm", "Halm", "Halm"], words) == [PERSON, PLACE, PLACE, PLACE]


def test_an_entity_whose_type_changes_gets_the_share_of_the_votes():
    before = labelled((0, 1), (1, 2), (2, 3), kinds=[BODY, PLACE, PLACE])
    after = one_type_each(before, ["Halm"] * 3, votes((BODY, 1), (PLACE, 4), (PLACE, 4)), PERSON)
    place = 2 / (6 + np.e) + 2 * (np.e**4 + 1) / (6 + np.e**4)
    all_votes = (5 + np.e) / (6 + np.e) + 2 * (np.e**4 + 5) / (6 + np.e**4)
    assert after.labels.tolist() == [PLACE] * 3
    assert after.scores.tolist() == pytest.approx([place / all_votes, 0.5, 0.5])


@pytest.mark.parametrize("name", ["\u200b", "😀", "-", "Ö."])
def test_odd_words_are_names_like_others(name):
    assert types([name, name], [(BODY, 3), (PLACE, 5)]) == [PLACE, PLACE]


@given(
    st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 2), st.floats(0, 9)), min_size=1, max_size=9)
)
def test_the_same_words_have_the_same_type_and_nothing_else_changes(mentions):
    names = [name for name, _, _ in mentions]
    before = labelled(*((i, i + 1) for i in range(len(names))), kinds=[kind for _, kind, _ in mentions])
    after = one_type_each(before, names, votes(*((k, o) for _, k, o in mentions)), PERSON)
    assert len({(n, t) for n, t in zip(names, after.labels.tolist(), strict=True)}) == len(set(names))
    assert after.spans is before.spans
    kept = after.labels == before.labels
    assert (after.scores[kept] == before.scores[kept]).all()


def test_inner_ones_need_a_longer_one_around_them():
    found = with_inner(labelled((2, 5)), labelled((0, 1), (2, 5), (4, 5), (4, 6), kinds=[1, 1, 1, 1]))
    assert found.spans.tolist() == [[2, 5], [4, 5]]
    assert found.labels.tolist() == [0, 1]
    assert with_inner(labelled(), labelled((0, 1))).spans.shape == (0, 2)
