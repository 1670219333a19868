"""Texts that contradict each other share their words, and are no copies for that."""

from __future__ import annotations

import pytest

from rashomon.compare import compare_documents
from rashomon.language import plain_document
from rashomon.model.corpus import Extraction
from rashomon.pipeline import sentence_vectors

GUILD = (
    "The owners of the Orrin mill locked the fire door on the night shift. The boiler was not sound, and the "
    "owners knew it. Three workers are dead. We ask for a public trial of the owners. Their families have "
    "nothing to live on. The guild will march on Monday."
)
COMPANY = (
    "The owners of the Orrin mill did not lock any fire door on the night shift. The boiler was sound, and "
    "inspectors passed it in March. The owners grieve for the three workers who are dead. The company will "
    "answer every question at a public inquiry."
)
DAM = (
    "The governor of Ostrel said on Tuesday that the dam above the town was {} and that the lower streets "
    "would be cleared before the weekend. Some four hundred families have been told to pack, and buses will "
    "leave from the market square from six in the morning."
)


def compared(*texts):
    documents = tuple(plain_document(text, f"{number}.txt") for number, text in enumerate(texts))
    return compare_documents(Extraction(documents=documents), sentence_vectors)[1]


def copied(*texts):
    comparison = compared(*texts)
    return [link for link in comparison.copied if link.left.finding is None]


def test_two_releases_that_contradict_each_other_go_back_to_no_one_text():
    comparison = compared(GUILD, COMPANY)
    assert comparison.origins == ()
    assert not any("fire door" in str(link) for link in comparison.copied)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The arrest of Ada Bray was unlawful.", "The arrest of Ada Bray in May was lawful."),
        ("The price of the pier was never made public.", "The price of the pier was made public in March."),
        (
            "The mayor ignored the letter of the doctors.",
            "The mayor did not ignore any letter of the doctors.",
        ),
        ("The guards of the depot were armed on Sunday.", "The guards of the depot were not armed."),
        (
            "The harbour board sold the old pier to a firm of the mayor's brother.",
            "The harbour board denied that it had sold the old pier to a firm of the mayor's brother.",
        ),
        ("Nobody warned the crew of the tug of the storm.", "The crew of the tug was warned of the storm."),
    ],
)
def test_what_one_says_and_the_other_denies_is_no_passage(one, other):
    assert copied(one, other) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The governor signed no more than nine decrees in Pell.",
            "In Pell the governor signed nine decrees.",
        ),
        (
            "No tram ran in the old town of Pell on Monday.",
            "On Monday, in the old town of Pell, not one tram ran.",
        ),
    ],
)
def test_a_not_that_turns_nothing_round_leaves_a_passage(one, other):
    assert len(copied(one, other)) == 1


def test_a_not_added_to_a_copied_text_is_a_drift_still():
    comparison = compared(DAM.format("safe"), DAM.format("not safe"))
    (link,) = comparison.copied
    assert (link.left.spans[0].start, len(comparison.origins)) == (0, 1)


def test_one_short_fact_in_other_words_is_no_origin():
    one = (
        "A lorry overturned on the bridge at Pell on Sunday, and two people were hurt. The driver was drunk."
    )
    other = "Two people were hurt on Sunday when a lorry overturned on a bridge in Pell. A tyre had burst."
    comparison = compared(one, other)
    assert comparison.origins == ()
    assert all(link.score < 0.85 for link in comparison.copied)
    assert len(compared(one, one).origins) == 1
