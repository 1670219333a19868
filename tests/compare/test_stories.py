"""Which texts are on one event."""

from __future__ import annotations

from itertools import chain

import pytest
from msgspec.structs import replace

from rashomon.compare import compare_documents
from rashomon.model.corpus import Extraction
from rashomon.model.records import Sourced
from tests.compare.vectors import letter_vectors

HALM = (
    "In Halm the guards of Kestria held the lock. Joren Pell of the union called it a seizure.",
    "The union's Joren Pell spoke in Halm. The guards from Kestria stayed at the lock all night.",
    "Kestria denied that its guards had shut the lock at Halm.",
)
VOTE = (
    "In Porvay the count was stopped. Renske Abaroa of the commission said that Kurest was late.",
    "The boxes of Kurest came late to Porvay, said Renske Abaroa.",
)


def stories(make, *texts):
    documents = tuple(make(text, f"{number}.txt") for number, text in enumerate(texts))
    extraction, comparison = compare_documents(Extraction(documents=documents), letter_vectors)
    names = {document.id: document.text for document in extraction.documents}
    assert sorted(chain.from_iterable(story.documents for story in comparison.stories)) == sorted(names)
    for story in comparison.stories:
        assert {d.story for d in extraction.documents if d.id in story.documents} == {story.id}
    return sorted(
        sorted(texts.index(names[each]) for each in story.documents) for story in comparison.stories
    )


def test_texts_on_one_event_share_its_names(make):
    assert stories(make, *HALM, *VOTE) == [[0, 1, 2], [3, 4]]


def test_the_order_of_texts_makes_no_difference(make):
    assert stories(make, *VOTE, *HALM) == [[0, 1], [2, 3, 4]]


def test_a_text_that_names_nothing_is_with_the_most(make):
    assert stories(make, *HALM, *VOTE, "It rained all day and nobody came.") == [[0, 1, 2, 5], [3, 4]]


@pytest.mark.parametrize(
    ("day", "expected"), [("2031-05-20", [[0, 1, 2]]), ("2030-02-01", [[0, 1], [2]]), (None, [[0, 1, 2]])]
)
def test_a_text_that_names_nothing_is_by_itself_if_dated_months_from_the_others(make, day, expected):
    texts = (*HALM[:2], "It rained all day and nobody came.")
    days = ("2031-05-04", "2031-05-05", day)
    documents = tuple(
        replace(
            make(text, f"{at}.txt"), published=Sourced(value=own, source="user", score=1.0) if own else None
        )
        for at, (text, own) in enumerate(zip(texts, days, strict=True))
    )
    _, comparison = compare_documents(Extraction(documents=documents), letter_vectors)
    numbers = {document.id: at for at, document in enumerate(documents)}
    assert sorted(sorted(numbers[each] for each in own.documents) for own in comparison.stories) == expected


def test_texts_without_names_are_one_story(make):
    assert stories(make, "It rained all day.", "Nobody came to the meeting.") == [[0, 1]]


def test_copies_are_one_story_however_many(make):
    text = "nobody came to the long meeting about the price of bread in the hall by the river that day"
    assert stories(make, *(f"{text} {number}" for number in range(60))) == [list(range(60))]


def test_no_document_makes_no_story():
    assert compare_documents(Extraction(), letter_vectors)[1].stories == ()
