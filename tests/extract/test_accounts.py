"""What single sentences give as the cause of something, or say that it is; and any tree."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from rashomon.extract.accounting.causes import Causes
from rashomon.extract.accounting.characters import Characters
from tests.extract.trees import sentences


def told(found):
    return {
        (account.matter.text, account.given.text, "not" if account.denied else "so")
        for account in found.accounts
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The delay was caused by frost.", {("The delay", "frost", "so")}),
        ("Frost caused the delay.", {("the delay", "Frost", "so")}),
        ("The riots were the result of a rumour.", {("The riots", "a rumour", "so")}),
        ("The delay resulted from a faulty switch.", {("The delay", "a faulty switch", "so")}),
        ("The riots were not caused by hunger.", {("The riots", "hunger", "not")}),
        (
            "There is no evidence that the riots were caused by foreign agents.",
            {("the riots", "foreign agents", "not")},
        ),
        (
            "The riots were not caused by hunger, but by the police.",
            {("The riots", "hunger", "not"), ("The riots", "the police", "so")},
        ),
        (
            "The strike broke out not because of wages, but because of the new rosters.",
            {("The strike broke out", "wages", "not"), ("The strike broke out", "the new rosters", "so")},
        ),
        ("The harbour was closed because of the storm.", {("The harbour was closed", "the storm", "so")}),
        (
            "The harbour was closed because the pilots refused to work.",
            {("The harbour was closed", "the pilots refused to work", "so")},
        ),
        ("The cause of the fire was a cracked lamp.", {("the fire", "a cracked lamp", "so")}),
        ("Smugglers are behind the attack.", {("the attack", "Smugglers", "so")}),
        ("The governor is responsible for the unrest.", {("the unrest", "The governor", "so")}),
        ("Police ended the riots over bread.", {("the riots", "bread", "so")}),
        ("The operator blames high winds for the accident.", {("the accident", "high winds", "so")}),
        ("The union blamed a rusty bolt for the accident.", {("the accident", "a rusty bolt", "so")}),
        ("Farmers blame the ministry for the flood.", {("the flood", "the ministry", "so")}),
        ("They are quick to blame the ministry for the flood.", {("the flood", "the ministry", "so")}),
        ("The pilot was blamed for the crash.", {("the crash", "The pilot", "so")}),
        ("Fog was to blame for the crash, the owner said.", {("the crash", "Fog", "so")}),
        ("The driver is not to blame for the crash.", {("the crash", "The driver", "not")}),
    ],
)
def test_what_is_given_as_the_cause_and_what_is_denied_to_be(read, text, expected):
    assert told(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The unrest is an internal conflict.", {("The unrest", "an internal conflict", "so")}),
        ("The unrest was no revolt.", {("The unrest", "revolt", "not")}),
        ("The vote was unlawful.", {("The vote", "unlawful", "so")}),
        ("The explosion was not accidental.", {("The explosion", "accidental", "not")}),
        (
            "Nobody can stop the spontaneous revolt.",
            {("the spontaneous revolt", "spontaneous revolt", "so")},
        ),
    ],
)
def test_what_something_is_said_to_be(read, text, expected):
    assert told(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The ministry asked whether the fire was caused by a lamp.",
        "Was the fire caused by a lamp?",
        "The storm will cause delays.",
        "The mayor would not say that the strikers caused the accident.",
        "After the storm the harbour was closed.",
        "Police ended the riots over the weekend.",
        "The meeting was long.",
        "The vote was the first of three.",
    ],
)
def test_what_is_asked_lies_ahead_or_only_comes_after_gives_no_account(read, text):
    assert read(text).accounts == ()


def test_what_may_be_the_cause_is_marked_so(read):
    (account,) = read("The fire may have been caused by a lamp.").accounts
    assert account.hedged


def test_an_account_knows_the_innermost_statement_that_gives_it(read):
    found = read("The harbour office said the delay was caused by frost.")
    (account,), (statement,) = found.accounts, found.statements
    assert account.reported_by == statement.id


def test_who_reports_in_the_midst_of_an_account_is_no_part_of_it(read):
    text = "Boats were moved because the quay was sinking, the harbour office said, with all crews on board."
    (account,) = read(text).accounts
    assert "office said" not in account.given.text


def test_what_somebody_calls_something_is_theirs_and_nobody_elses(read):
    text = "Minister Ottla Brandt called the vote an attack on Varsland."
    found = read(text)
    statements = {statement.id: statement.speaker.text for statement in found.statements}
    assert [statements[account.reported_by] for account in found.accounts] == ["Minister Ottla Brandt"]


def test_spans_cover_their_words(read):
    found = read("The riots were not caused by hunger, but by the police. The vote was unlawful.")
    for account in found.accounts:
        for part in (account.matter, account.given, account.cue):
            assert " … ".join(span.of(found.documents[0].text) for span in part.spans) == part.text


@settings(max_examples=200, deadline=None)
@given(sentences())
def test_any_tree_gives_accounts_of_words_that_it_has(words):
    every = range(len(words.forms))
    found = [*Causes(words, set(every)).found(), *Characters(words, set(every)).found(set())]
    for each in found:
        for first, end in (*each.matter, *each.given, each.cue):
            assert 0 <= first < end <= len(words.forms)
