"""What a matter is of, where its label and another text show it: a cause, a purpose, an office, a number."""

from __future__ import annotations

import pytest

from rashomon.compare import compare_documents
from rashomon.model.corpus import Extraction
from tests.compare.test_matters import UNION, event, statement
from tests.compare.vectors import letter_vectors


def kinds(make, *said, events=()):
    """Return the kinds of the matters of texts in which somebody says some words each."""
    documents = [
        make(f"{who} said that {words}.", f"{number}.txt")
        for number, (who, words) in enumerate(zip(("The pilots", "The council"), said, strict=True))
    ]
    statements = [
        statement(each, who, "said", f"that {words}")
        for each, who, words in zip(documents, ("The pilots", "The council"), said, strict=True)
    ]
    told = [event(each, *given) for each, given in zip(documents, events, strict=False)]
    extraction = Extraction(documents=tuple(documents), statements=tuple(statements), events=tuple(told))
    return {each.kind for each in compare_documents(extraction, letter_vectors)[1].matters}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the grain bridge was shut because a cable had snapped", "cause"),
        ("the grain bridge was shut owing to a cable that had snapped", "cause"),
        ("the grain bridge was shut in order to mend the cable", "purpose"),
        ("the decree on the grain bridge aimed to keep the barges out", "purpose"),
        ("the decree on the grain bridge was unlawful", "legitimacy"),
        ("the decree on the grain bridge was a breach of the river treaty", "legitimacy"),
        ("Ana Brel was appointed harbour minister of the grain bridge", "role"),
        ("Ana Brel resigned as mayor of the grain bridge town", "role"),
        ("the council will name Ana Brel as mayor of the grain bridge town", "role"),
        ("the council removes the governor of the grain bridge", "role"),
        ("the grain bridge was shut on the council's order", "fact"),
        ("the row over the grain bridge became a major issue", "fact"),
        ("the court dismissed the president's appeal on the grain bridge", "fact"),
        ("the barricades on the grain bridge were removed by the mayor", "fact"),
        ("thousands marched on the grain bridge against the new harbour law", "fact"),
        ("the result of the vote on the grain bridge was announced", "fact"),
        ("the crowd on the grain bridge rallied for the cause of the dockers", "fact"),
        ("tear gas was aimed at the crowd on the grain bridge", "fact"),
        ("illegal barges lay under the grain bridge all winter", "fact"),
        ("the ferry is due to leave the grain bridge at noon", "fact"),
        ("the mayor of the grain bridge town was seen at the quay", "fact"),
    ],
)
def test_words_of_label_and_of_another_text_tell_the_kind(make, words, kind):
    assert kinds(make, words, words) == {kind}


def test_what_one_text_alone_shows_tells_nothing(make):
    cause = "the grain bridge was shut because a cable had snapped"
    assert kinds(make, cause, "the grain bridge was shut, and a cable had snapped there") == {"fact"}


def test_a_figure_of_an_event_in_both_texts_is_a_number(make):
    words = "river guards detained 41 dockers at the grain terminal"
    assert kinds(make, words, words, events=(("detained", "41"), ("detained", "41"))) == {"number"}
    assert kinds(make, words, words, events=(("detained",), ("detained",))) == {"fact"}


def test_a_cause_with_a_number_in_it_is_a_cause(make):
    words = f"{UNION[21:-1]} because a cable had snapped"
    assert kinds(make, words, words, events=(("detained", "41"), ("detained", "41"))) == {"cause"}
