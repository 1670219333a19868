from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.compare import CompareSettings, compare_documents
from rashomon.compare.candidates import SentencePairs, candidate_pairs
from rashomon.compare.collection import collect
from rashomon.compare.embedding import once_each
from rashomon.compare.rewording import AROUND, around_of, rewordings
from rashomon.compare.sharing import shared_weights
from rashomon.language import plain_document
from rashomon.model.corpus import Extraction
from rashomon.pipeline import sentence_vectors
from tests.compare.vectors import letter_vectors

WIRE = (
    "The dockers of Halm halted every crane on Friday after the harbour board cut their night pay by a third."
    ' Their chair, Ada Quill, said they would "not lift a single crate" until the cut was withdrawn.'
)
TRANSLATED = (
    "On Friday the port workers in Halm stopped all cranes, since the administration of the harbour had "
    "lessened the payment for the night by one third. Not one crate will they lift before the decision is "
    "taken back, declared Ada Quill, who leads them."
)
OTHER = (
    "A ferry to Ostrel was late on Friday because of fog. "
    "The museum of Halm has bought a painting of the old harbour for nine thousand talers."
)
words = st.lists(
    st.sampled_from("Ada gulls harbour Halm crates night paid tar winch seven".split()), max_size=9
)


def links(*texts):
    documents = tuple(plain_document(text, f"{number}.txt") for number, text in enumerate(texts))
    return compare_documents(Extraction(documents=documents), sentence_vectors)[1].links


def test_a_translation_in_other_words_is_found_whole():
    (link,) = links(WIRE, TRANSLATED)
    ends = sorted((side.spans[0].start, side.spans[-1].end) for side in (link.left, link.right))
    assert ends == sorted([(0, len(WIRE)), (0, len(TRANSLATED))])
    assert link.reasons[0].code == "reworded"
    assert 0.3 <= link.score < 1


def test_texts_on_other_things_in_one_town_share_no_passage():
    assert links(WIRE, OTHER) == ()
    assert links(TRANSLATED, OTHER) == ()


def test_chances_do_not_depend_on_how_often_a_text_is_read():
    read: list[str] = []

    def counted(texts):
        read.extend(texts)
        return letter_vectors(texts)

    remembered = once_each(counted)
    once = remembered(["a", "b", "a"])
    assert np.array_equal(once[0], once[2])
    assert np.array_equal(remembered(["b"])[0], once[1])
    assert read == ["a", "b"]
    assert remembered([]).shape == (0, 26)


@given(st.lists(words, min_size=2, max_size=5))
@settings(max_examples=60, deadline=None)
def test_what_sentences_share_is_what_their_stems_share(texts):
    collection = collect([plain_document(" ".join(text) + ".", f"{at}") for at, text in enumerate(texts)])
    numbers = range(len(collection.sentences))
    every = [(one, other) for one in numbers for other in numbers if one < other]
    pairs = SentencePairs(*np.array(every, dtype=np.int64).reshape(-1, 2).T)
    found = shared_weights(collection, pairs)
    for at, (one, other) in enumerate(every):
        here, there = collection.content(one), collection.content(other)
        assert found.both[at] == pytest.approx(collection.weight(here & there))
        assert found.left[at] == pytest.approx(collection.weight(here))
        assert found.right[at] == pytest.approx(collection.weight(there))
        assert found.plain[at] <= found.both[at]


def test_no_candidates_are_no_rewordings():
    collection = collect([plain_document(text, text) for text in ("Gulls.", "Crates, crates.")])
    pairs = candidate_pairs(collection.flat, CompareSettings())
    kept, chances = rewordings(collection, pairs, letter_vectors, CompareSettings())
    assert len(kept) == len(chances) == 0
    assert around_of(collection, pairs, chances).shape == (0, len(AROUND))
