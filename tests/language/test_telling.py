"""What is said by a cue and who says it, each cue asked by itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.language import Analyser
from rashomon.language.layers import Sayings
from rashomon.language.paths import DISTANCES, Grown, branch_rows, climb_rows, grow
from rashomon.language.perceptron import Layer
from rashomon.language.telling import REACH, TellingParameters, asked, tellings

RELATIONS = 3
NEWS = "Ona Veld said that her brother had promised to shut the lock. Gulls slept on the roof of the shed."


def made(rng: np.random.Generator, width: int = 6, hidden: int = 4) -> TellingParameters:
    """Return parameters for vectors of `width`."""

    def drawn(*shape: int) -> np.ndarray:
        return rng.normal(size=shape).astype(np.float32)

    return TellingParameters(
        words=Layer(drawn(width, hidden), drawn(hidden)),
        labels=Layer(drawn(hidden, 4), drawn(4)),
        cues=drawn(width, hidden),
        distances=drawn(DISTANCES, hidden),
        branches=drawn(branch_rows(RELATIONS), hidden),
        climbs=drawn(climb_rows(RELATIONS), hidden),
        transitions=drawn(4, 4),
        start=drawn(4),
        trust=drawn(3),
    )


def flat(lengths: list[int]) -> tuple[Grown, np.ndarray]:
    """Return sentences of some lengths in which every word hangs on the first."""
    edges = np.cumsum([0, *lengths]).astype(np.int32)
    firsts = zip(edges.tolist(), lengths, strict=False)
    heads = np.concatenate([[-1, *[first] * (n - 1)] for first, n in firsts]).astype(np.int32)
    relations = (np.arange(len(heads)) % RELATIONS).astype(np.int32)
    return grow(heads, relations, RELATIONS), np.stack([edges[:-1], edges[1:]], axis=1)


def sayings(*words: int) -> Sayings:
    return Sayings(np.array(words, np.int32), np.full(len(words), 0.7, np.float32))


def test_a_cue_is_asked_about_the_words_of_its_sentence():
    trees, sentences = flat([3, 4, 2])
    found = asked(np.array([1, 5], np.int32), trees, sentences)
    assert found.ranges.tolist() == [[0, 3], [3, 7]]
    assert found.words.tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert found.pair.tolist() == [0, 0, 0, 1, 1, 1, 1]
    assert found.rows.shape == (3, 7)


def test_of_an_endless_sentence_what_is_near_is_looked_at():
    trees, sentences = flat([5 * REACH])
    found = asked(np.array([2 * REACH], np.int32), trees, sentences)
    assert found.ranges.tolist() == [[REACH, 3 * REACH]]


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 9), min_size=1, max_size=6))
def test_pieces_are_in_the_sentence_of_their_cue_and_share_no_word(seed, lengths):
    rng = np.random.default_rng(seed)
    trees, sentences = flat(lengths)
    count = sum(lengths)
    cues = np.flatnonzero(rng.random(count) < 0.4).astype(np.int32)
    vectors = rng.normal(size=(count, 6), scale=3).astype(np.float32)
    found = tellings(vectors, sayings(*cues), trees, sentences, made(rng))
    assert ((found.scores >= 0) & (found.scores <= 1)).all()
    for number, (first, end) in enumerate(found.cues.tolist()):
        ranges = [(first, end), *found.pieces[found.cue == number].tolist()]
        own = [word for a, b in ranges for word in range(a, b)]
        (sentence,) = [each for each in sentences.tolist() if each[0] <= first < each[1]]
        assert all(sentence[0] <= word < sentence[1] for word in own)
        assert len(set(own)) == len(own)
        assert not found.is_source[found.cue == number].all()


def test_what_a_cue_tells_does_not_depend_on_the_others():
    rng = np.random.default_rng(11)
    trees, sentences = flat([9, 12, 5])
    vectors, parameters = rng.normal(size=(26, 6), scale=3).astype(np.float32), made(rng)
    cues = (2, 11, 15, 23)
    together = tellings(vectors, sayings(*cues), trees, sentences, parameters)
    alone = [tellings(vectors, sayings(word), trees, sentences, parameters) for word in cues]
    assert together.pieces.tolist() == [piece for each in alone for piece in each.pieces.tolist()]
    assert together.scores == pytest.approx(np.concatenate([each.scores for each in alone]), abs=1e-5)
    assert len(together.cues) > 1


def test_of_two_words_of_one_cue_the_surer_is_asked():
    rng = np.random.default_rng(7)
    trees, sentences = flat([9])
    vectors, parameters = rng.normal(size=(9, 6), scale=3).astype(np.float32), made(rng)
    found = tellings(vectors, sayings(*range(9)), trees, sentences, parameters)
    words = [word for first, end in found.cues.tolist() for word in range(first, end)]
    assert len(set(words)) == len(words)


def test_where_no_word_heads_a_cue_nothing_is_told():
    trees, sentences = flat([4])
    vectors = np.zeros((4, 6), np.float32)
    found = tellings(vectors, sayings(), trees, sentences, made(np.random.default_rng(1)))
    assert len(found.cues) == len(found.pieces) == 0


def test_parameters_come_back_from_the_arrays_that_they_make():
    before = made(np.random.default_rng(5))
    after = TellingParameters.of({**before.arrays(), "tags.other": np.zeros(3, np.float32)})
    for name, array in before.arrays().items():
        assert np.array_equal(after.arrays()[name], array), name


def told(analysis, cue: str) -> tuple[str, str, float]:
    """Return who says what by a cue of the shipped model, and how sure it is."""
    found = analysis.tellings
    texts = [analysis.text[a:b] for a, b in analysis.offsets(found.cues).tolist()]
    number = texts.index(cue)
    pieces = analysis.offsets(found.pieces).tolist()
    own = [
        (is_source, analysis.text[a:b])
        for (a, b), is_source, at in zip(pieces, found.is_source.tolist(), found.cue.tolist(), strict=True)
        if at == number
    ]
    parts = (" ".join(text for is_source, text in own if is_source == which) for which in (True, False))
    source, content = parts
    return source, content, float(found.scores[number])


def test_what_is_told_within_the_words_of_another_is_told_by_both():
    (analysis,) = Analyser().analyse([NEWS])
    source, content, score = told(analysis, "said")
    assert (source, content) == ("Ona Veld", "that her brother had promised to shut the lock")
    assert score > 0.8
    source, content, _ = told(analysis, "had promised")
    assert (source, content) == ("her brother", "to shut the lock")


def test_words_of_later_stretches_are_counted_from_the_beginning_of_the_text():
    (analysis,) = Analyser().analyse(["\n\n".join([NEWS] * 400)])
    found = analysis.tellings
    texts = [analysis.text[a:b] for a, b in analysis.offsets(found.cues).tolist()]
    assert texts.count("had promised") >= 398  # a stretch may end within a sentence
    assert found.cues[-1, 0] > len(analysis.words) - len(NEWS.split())
    assert (np.diff(found.cue) >= 0).all()
    assert int(found.cue[-1]) == len(found.cues) - 1
