"""Through whom words came: relays of relays, agencies of presidents, and calls told by a noun."""

from __future__ import annotations

import pytest

from rashomon.model.corpus import Extraction

LONG_CLAUSE = "The danger arose not because of marches, but because of force used by groups from outside"


def chain(found: Extraction, speaker: str) -> tuple[str, list[str]]:
    """Return what somebody says, and the sources through whom it came, the nearest first."""
    by_id = {each.id: each for each in found.statements}
    (own,) = (each for each in found.statements if each.speaker.text == speaker)
    return own.content.text, [by_id[step.statement].speaker.text for step in own.via]


@pytest.mark.parametrize(
    ("text", "speaker", "content", "through"),
    [
        (
            "The army was sent because of force used from outside, Orsk President Vel said, TPA reported.",
            "Orsk President Vel",
            "The army was sent because of force used from outside",
            "TPA",
        ),
        (
            f"{LONG_CLAUSE}, Orsk President Karo Vel said on May 9, TPA news agency reported.",
            "Orsk President Karo Vel",
            LONG_CLAUSE,
            "TPA news agency",
        ),
        (
            "Fuel ran out because of a leak in a pipe, Mayor Karo Denn said on Monday, the agency reported.",
            "Mayor Karo Denn",
            "Fuel ran out because of a leak in a pipe",
            "the agency",
        ),
        (
            "Troops were moved after shots were heard, Minister Orm told parliament, Salt Radio reported.",
            "Minister Orm",
            "Troops were moved after shots were heard",
            "Salt Radio",
        ),
        (
            "Troops were sent because of attacks, Orsk leader Karo Vel has told a summit, SALT has reported.",
            "Orsk leader Karo Vel",
            "Troops were sent because of attacks",
            "SALT",
        ),
        (
            "The strike ends on Friday, the union's leader, Ona Veld, said in a letter, the Wire reported.",
            "the union's leader, Ona Veld",
            "The strike ends on Friday",
            "the Wire",
        ),
        (
            "The bridge was safe, the mayor said, according to Salt Radio.",
            "the mayor",
            "The bridge was safe",
            "Salt Radio",
        ),
        (
            "The bridge is safe, the Courier reported, according to Salt Radio.",
            "the Courier",
            "The bridge is safe",
            "Salt Radio",
        ),
    ],
)
def test_who_says_last_where_all_is_from_holds_who_said_it(read, text, speaker, content, through):
    assert chain(read(text), speaker) == (content, [through])


def test_a_relay_according_to_another_is_a_chain_of_three(read):
    found = read("The mayor said the bridge was safe, the Courier reported, according to Salt Radio.")
    assert chain(found, "The mayor") == ("the bridge was safe", ["the Courier", "Salt Radio"])
    assert chain(found, "the Courier") == ("The mayor said the bridge was safe", ["Salt Radio"])


@pytest.mark.parametrize(
    "text",
    [
        "Guards shut the lock as the mayor spoke, the Wire reported.",
        "The bridge was shut because of ice the mayor said was thick, the Wire reported.",
    ],
)
def test_a_clause_within_what_is_reported_is_no_aside(read, text):
    found = read(text)
    (wire,) = (each for each in found.statements if each.speaker.text == "the Wire")
    assert wire.content.text == text.removesuffix(", the Wire reported.")


# Calls ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("A call for a strike came from the Lock Union.", "the Lock Union", "a strike"),
        ("Demands for a new vote came from the opposition.", "the opposition", "a new vote"),
        ("An appeal for blood came from the hospital.", "the hospital", "blood"),
        (
            "A demand for the mayor's resignation was made by the Lock Union.",
            "the Lock Union",
            "the mayor's resignation",
        ),
        ("The union's call for a vote was heard.", "The union's", "a vote"),
        (
            "A call by the Lock Union for a general strike on Monday was backed by the dockers.",
            "the Lock Union",
            "for a general strike on Monday",
        ),
    ],
)
def test_whoever_a_call_is_of_demands(read, text, speaker, content):
    said = [(each.act, each.speaker.text, each.content.text) for each in read(text).statements]
    assert said == [("demanded", speaker, content)]


def test_who_backs_a_call_passes_it_on(read):
    found = read("The Lock Union's call for a strike on Monday was backed by the dockers.")
    demanded = next(each for each in found.statements if each.act == "demanded")
    assert (demanded.content.text, len(demanded.via)) == ("a strike", 1)


@pytest.mark.parametrize(
    "text",
    [
        "No call for a strike came from the Lock Union.",
        "A phone call for the mayor came from her mother.",
        "Ona Veld's call to the Wire lasted an hour.",
        "China's demand for steel fell. The demand for steel came from the yards.",
    ],
)
def test_what_only_sounds_like_a_call_demands_nothing(read, text):
    assert read(text).statements == ()
