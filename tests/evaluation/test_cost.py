"""Timing of comparing alone."""

from __future__ import annotations

from evaluation.cost import events_of, main
from rashomon.language import plain_document


def test_each_sentence_is_an_event_of_its_longest_word():
    document = plain_document("The guards left the harbour. Nobody stayed. It rained all afternoon.", "a")
    assert [event.trigger.text for event in events_of(document)] == ["harbour", "afternoon"]


def test_a_whole_run_tells_of_both_commands_and_of_the_page(capsys):
    assert main(["--documents", "2", "--paragraphs", "1", "--whole"]) == 0
    compared, reported, page = capsys.readouterr().out.splitlines()
    assert compared.startswith("compare of 2 documents: ")
    assert reported.startswith("report of 2 documents: ")
    assert page.startswith("page of 2 documents: ")


def test_it_prints_seconds_and_memory(capsys):
    assert main(["--documents", "3"]) == 0
    assert capsys.readouterr().out.startswith("3 documents: ")
