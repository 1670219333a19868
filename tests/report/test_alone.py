"""From one source alone: denials and events that no text of another origin tells in like words."""

from __future__ import annotations

import pytest
from conftest import statement
from msgspec.structs import replace
from test_opening import ACTORS, BOARD, chapter, event, merged, text

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.offsets import Span
from rashomon.model.records import Link, Member, Origin, Participant, Passage, Reason
from rashomon.report import ReportSettings, render

DENIED = "that it had sold the grain quay to a bank"
DENIAL = f"The Harbour Board denied {DENIED}."
POST = f"The pilots moored nine grain barges below the customs house. {DENIAL}"
WIRE = "Rain fell on the river all day."


class Alone:
    """Two texts: one has an event and a denial, of which the other need say nothing."""

    def __init__(self, wire=WIRE, post=POST, denied=DENIED):
        self.post, self.wire = text(post, "Post"), text(wire, "Wire")
        self.moored = self.event("moored", "The pilots", "nine grain barges", "the customs house")
        self.denied = statement(
            self.post, ("The Harbour Board",), ("denied",), (denied,),
            kind="indirect", act="denied", members=(Member(actor=BOARD),),
        )  # fmt: skip

    def event(self, verb, who, *parts, **fields):
        told = event(self.post, verb, parts, **fields)
        start = self.post.text.index(who)
        by = Participant(role="actor", span=Span(start, start + len(who)))
        return replace(told, participants=(by, *told.participants), score=0.9)

    def told(self, *events, comparison=None, settings=None, documents=()):
        extraction = Extraction(
            documents=(self.post, self.wire, *documents), statements=(self.denied,),
            events=events or (self.moored,), actors=ACTORS,
        )  # fmt: skip
        return chapter(render(extraction, comparison or Comparison(), settings), "alone")


AN_EVENT = "An event: The pilots moored nine grain barges below the customs house. Post, 7 March 2031"
A_DENIAL = f"Denied by Harbour Board: {DENIAL} Post, 7 March 2031"


def test_an_event_and_a_denial_that_one_text_has_are_listed_with_their_place():
    told = Alone().told()
    assert AN_EVENT in told
    assert A_DENIAL in told


@pytest.mark.parametrize(
    ("wire", "event_alone", "denial_alone"),
    [
        ("Nine barges with grain lay moored at the customs house.", False, True),
        ("The Harbour Board has never sold the grain quay, it wrote.", True, False),
        ("The Harbour Board does not answer letters.", True, True),
        ("The Harbour Board sold the quay in May.", True, True),
        ("The pilots met for lunch at the customs house.", True, True),
    ],
)
def test_what_another_text_has_in_like_words_is_not_one_texts_alone(wire, event_alone, denial_alone):
    told = Alone(wire).told()
    assert ("An event" in told) is event_alone
    assert ("Denied by" in told) is denial_alone


@pytest.mark.parametrize(
    "change",
    [
        {"status": "planned"},
        {"status": "denied"},
        {"reported_by": "f" * 16},
        {"score": 0.5},
        {"participants": ()},
    ],
)
def test_what_is_planned_reported_unsure_or_done_by_nobody_is_no_event_of_one_text(change):
    alone = Alone()
    assert "An event" not in alone.told(replace(alone.moored, **change))


def test_an_event_that_says_little_is_left_out():
    alone = Alone(post=f"{POST} The pilots left it.")
    assert "An event" not in alone.told(alone.event("left", "The pilots", "it"))


def test_a_denial_that_says_little_is_left_out():
    alone = Alone(post=POST.replace(DENIED, "that it left"), denied="that it left")
    assert "Denied by" not in alone.told()


def test_an_event_told_by_two_texts_of_one_origin_is_listed_once_as_of_one():
    alone = Alone(wire=POST)
    again = replace(alone.moored, id="8" * 16, document=alone.wire.id)
    passages = tuple(
        Passage(document=each.id, spans=(Span(0, len(POST)),)) for each in (alone.post, alone.wire)
    )
    origin = Origin(
        id="9" * 16, documents=(alone.post.id, alone.wire.id), passages=passages,
        reasons=(Reason(code="whole-text", detail="all is shared", score=0.9),),
    )  # fmt: skip
    comparison = Comparison(merged_events=(merged(alone.moored, again),), origins=(origin,))
    other = (text(WIRE, "Rain"),)
    told = alone.told(alone.moored, again, comparison=comparison, documents=other)
    assert told.count("An event: ") == 1
    assert "In 2 texts of 1 origin" in told
    apart = replace(comparison, origins=())
    assert "An event" not in alone.told(alone.moored, again, comparison=apart, documents=other)


def test_what_the_page_has_beside_a_text_of_another_origin_is_not_one_texts_alone():
    alone = Alone(wire="Some barge crews tied up for the night.")
    sentence = POST.partition(DENIAL)[0].strip()
    link = Link(
        id="7" * 16, kind="agree", score=0.7, made_by="test",
        left=Passage(document=alone.post.id, spans=(Span(0, len(sentence)),)),
        right=Passage(document=alone.wire.id, spans=(Span(0, len(alone.wire.text)),)),
    )  # fmt: skip
    told = alone.told(comparison=Comparison(links=(link,)))
    assert "An event" not in told
    assert A_DENIAL in told


def test_at_most_three_events_of_a_text_are_listed():
    lines = [
        f"The pilots {verb} nine grain barges below the {where} house."
        for verb, where in (
            ("moored", "customs"), ("towed", "weigh"), ("burnt", "lamp"), ("hid", "toll"), ("sold", "court"),
        )
    ]  # fmt: skip
    alone = Alone(post=f"{' '.join(lines)} {DENIAL}")
    events = []
    for line in lines:
        verb, start = line.split()[2], alone.post.text.index(line)
        told = event(alone.post, verb)
        end = start + len(line) - 1
        by = Participant(role="actor", span=Span(start, start + len("The pilots")))
        what = Participant(role="object", span=Span(start + len(f"The pilots {verb} "), end))
        events.append(replace(told, participants=(by, what), score=0.9))
    assert alone.told(*events).count("An event: ") == 3


def test_a_share_version_lists_whole_sentences_or_none():
    told = Alone().told(settings=ReportSettings(share=True))
    assert "nine grain" not in told or AN_EVENT in told
