"""PLOVER types, modes, contexts, sources and targets, of single sentences with the shipped model."""

from __future__ import annotations

import re

import pytest

from rashomon.extract import extract_document
from rashomon.extract.happening.lexicon import CLASSES, PATTERNS

MODES = {
    "ACCUSE": "disapprove investigate allege",
    "AGREE": "",
    "AID": "",
    "ASSAULT": """
        abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone
        heavy-weapons crowd-control unconventional
    """,
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "CONCEDE": "",
    "CONSULT": "visit third-party multilateral phone",
    "COOPERATE": "",
    "MOBILIZE": "troops weapons police militia",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "REJECT": "assist change yield meet",
    "REQUEST": "assist change yield meet",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "SANCTION": "convict expel withdraw discontinue",
    "SUPPORT": "",
    "THREATEN": "restrict arrest relations expel territory violence",
}
"""The modes of each type in PLOVER's manual."""


@pytest.fixture
def coded(analyser, read):
    def found(text):
        (document,) = read(text).documents
        extraction = extract_document(document, next(analyser.analyse([document])))
        return {event.trigger.text: event for event in extraction.events}

    return found


def sides(event, text, role):
    return [each.span.of(text) for each in event.participants if each.role == role]


def test_patterns_name_types_modes_and_classes_that_there_are():
    for line in PATTERNS.strip().splitlines():
        if line[0].isalpha():
            kind, mode = line.split()
            assert mode == "-" or mode in MODES[kind].split(), line
        else:
            assert set(re.findall(r"@(\w+)", line)) <= CLASSES.keys(), line


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "mode"),
    [
        ("Police arrested twelve protesters in Halm.", "arrested", "COERCE", "arrest"),
        ("Villagers blocked the bridge with tractors.", "blocked", "PROTEST", "obstruct"),
        ("The government blocked three websites.", "blocked", "COERCE", "censor"),
        ("The union went on strike on Friday.", "went … strike", "PROTEST", "strike"),
        ("Two jets struck the depot.", "struck", "ASSAULT", "aerial"),
        ("Norrmar recalled its ambassador from Kestria.", "recalled", "SANCTION", "withdraw"),
        ("The minister stepped down on Friday.", "stepped down", "RETREAT", "resign"),
        ("The prosecutors launched an investigation into the bank.", "launched … investigation", "ACCUSE",
         "investigate"),
        ("The government lifted the curfew on Friday.", "lifted … curfew", "CONCEDE", None),
        ("The two navies held joint exercises in the strait.", "held … exercises", "COOPERATE", None),
        ("Guards shot two sailors.", "shot", "ASSAULT", "firearms"),
    ],
)  # fmt: skip
def test_type_and_mode_by_what_is_done_to_whom(coded, text, trigger, kind, mode):
    event = coded(text)[trigger]
    assert (event.type, event.mode) == (kind, mode)


@pytest.mark.parametrize(
    "text",
    [
        "Fourteen passengers were injured when the bus slid off the road.",
        "Unemployment rose to nine per cent.",
    ],
)
def test_accidents_and_figures_have_no_type(coded, text):
    assert {event.type for event in coded(text).values()} <= {None}


@pytest.mark.parametrize(
    ("text", "trigger", "source", "target"),
    [
        ("The workers rallied in Halm.", "rallied", ["The workers"], []),
        ("Police searched the offices of the union.", "searched", ["Police"], ["the union"]),
        ("Dozens of students were beaten by policemen.", "beaten", ["policemen"], ["Dozens of students"]),
        ("Norrmar deployed two brigades at the border.", "deployed", ["Norrmar"], []),
        (
            "The council freed the prisoners whom the army had tortured.",
            "tortured",
            ["the army"],
            ["the prisoners"],
        ),
    ],
)
def test_who_does_it_and_whom_it_is_done_to(coded, text, trigger, source, target):
    event = coded(text)[trigger]
    assert (sides(event, text, "actor"), sides(event, text, "recipient")) == (source, target)


def test_every_code_stands_in_the_text(coded):
    text = "Riot police fired tear gas at striking miners near the parliament of Halm."
    event = coded(text)["fired"]
    assert (event.type, event.mode) == ("ASSAULT", "crowd-control")
    assert {code.field for code in event.codes} == {"type", "mode", "context"}
    for code in event.codes:
        assert code.span.of(text)
    assert [code.value for code in event.codes if code.field == "context"] == list(event.contexts)
    assert {"legislative": "parliament"}.items() <= {
        code.value: code.span.of(text) for code in event.codes if code.field == "context"
    }.items()


def test_what_is_held_is_told_once(coded):
    found = coded("The union held a march in Halm on Friday.")
    assert [event.type for event in found.values() if event.type] == ["PROTEST"]
