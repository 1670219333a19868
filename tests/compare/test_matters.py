"""Matters, positions and events told several times, from findings that are given."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from rashomon.compare import CompareSettings, compare_documents
from rashomon.compare.claims import claims_of
from rashomon.compare.collection import collect
from rashomon.model.corpus import Extraction
from rashomon.model.identity import finding_id
from rashomon.model.offsets import Span
from rashomon.model.records import (
    Actor,
    Anchored,
    Event,
    Figure,
    Member,
    Participant,
    Speaker,
    Statement,
    TimeReference,
)
from tests.compare.vectors import letter_vectors

UNION = "The union said that river guards detained 41 dockers at the grain terminal."
WIRE = "Guards detained 14 dockers at the grain terminal, the ministry denied that dockers were beaten."
BAKERY = "The bakery on Mill Lane sells plum cake every Sunday morning."


def at(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def anchored(text, *words):
    spans = tuple(at(text, each) for each in words)
    return Anchored(spans=spans, text=" … ".join(span.of(text) for span in spans))


def statement(document, who, cue, content, **fields):
    given = {"kind": "indirect", "act": "said", "score": 0.9, "made_by": "test", **fields}
    cue, content = anchored(document.text, cue), anchored(document.text, content)
    actor = given.pop("actor", None)
    span = at(document.text, who)
    return Statement(
        id=finding_id(document.id, "statement", content.spans),
        document=document.id,
        speaker=Speaker(spans=(span,), text=who, kind="named", members=(Member(span=span, actor=actor),)),
        cue=cue,
        content=content,
        **given,
    )


def event(document, trigger, number=None, **fields):
    anchor = anchored(document.text, trigger)
    figures = ()
    if number:
        figures = (Figure(kind="arrested", best=float(number), span=at(document.text, number)),)
    return Event(
        id=finding_id(document.id, "event", anchor.spans),
        document=document.id,
        trigger=anchor,
        figures=figures,
        score=0.9,
        made_by="test",
        **{"status": "happened", **fields},
    )


def actor(number, name):
    return Actor(id=str(number) * 16, type="organisation", names=(name,))


def story(make):
    union, wire, bakery = (
        make(UNION, "1.txt", outlet="Post"),
        make(WIRE, "2.txt", outlet="Wire"),
        make(BAKERY),
    )
    said = statement(
        union, "The union", "said", "that river guards detained 41 dockers at the grain terminal",
        actor="1" * 16,
    )  # fmt: skip
    denied = statement(
        wire, "the ministry", "denied", "that dockers were beaten", act="denied", actor="2" * 16
    )
    told = event(union, "detained", "41", reported_by=said.id), event(wire, "detained", "14")
    return Extraction(
        documents=(union, wire, bakery),
        statements=(said, denied),
        events=(*told, event(bakery, "sells")),
        actors=(actor(1, "union"), actor(2, "ministry")),
    )


def test_claims_of_two_texts_on_one_thing_are_one_matter(make):
    extraction, comparison = compare_documents(story(make), letter_vectors)
    (matter,) = comparison.matters
    bakery = next(d.id for d in extraction.documents if d.text == BAKERY)
    documents = {each.id: each.document for each in (*extraction.statements, *extraction.events)}
    assert {documents[member] for member in matter.members} == {d.id for d in extraction.documents} - {bakery}
    assert matter.label in UNION + WIRE


def test_who_holds_what_is_told_apart_from_who_passes_it_on(make):
    extraction, comparison = compare_documents(story(make), letter_vectors)
    names = {each.id: each.names[0] for each in extraction.actors}
    held = {(names[each.actor], each.position) for each in comparison.positions}
    assert held >= {("union", "asserts"), ("Post", "relays"), ("Wire", "asserts")}
    known = {each.id for each in (*extraction.statements, *extraction.events)}
    assert all(each.evidence and known.issuperset(each.evidence) for each in comparison.positions)


def test_one_event_keeps_the_figures_of_each_text(make):
    _, comparison = compare_documents(story(make), letter_vectors)
    (merged,) = comparison.merged_events
    (figures,) = (each for each in merged.alternatives if each.field.startswith("figure"))
    assert [value.value for value in figures.values] == ["41", "14"]
    assert {finding for value in figures.values for finding in value.findings} == set(merged.events)


def differences(make, one, other):
    """Return what two tellings of one event differ on: each is a text, a trigger, and numbers with kinds."""
    documents, events = [], []
    for number, (text, trigger, figures) in enumerate((one, other), 1):
        document = make(text, f"{number}.txt")
        given = tuple(
            Figure(kind=kind, best=float(words.replace(",", "")), approximate=about, span=at(text, words))
            for words, kind, about in figures
        )
        documents.append(document)
        events.append(replace(event(document, trigger), figures=given))
    extraction = Extraction(documents=tuple(documents), events=tuple(events))
    merged = compare_documents(extraction, letter_vectors)[1].merged_events
    return [{each.field for each in found.alternatives} for found in merged]


def test_people_are_compared_by_whatever_noun_and_without_one(make):
    one = ("Some 300 protesters marched on the grain terminal.", "marched", [("300", "protester", False)])
    other = ("Guards said 900 marched on the grain terminal.", "marched", [("900", "people", False)])
    assert differences(make, one, other) == [{"figure: people"}]


def test_buses_and_people_are_not_compared(make):
    one = ("Crews burned 12 buses at the grain terminal.", "burned", [("12", "bus", False)])
    other = ("Crews burned 15 effigies at the grain terminal.", "burned", [("15", "effigy", False)])
    assert differences(make, one, other) == [set()]


def test_parts_of_a_whole_are_not_compared_with_it(make):
    parts = [("12", "resident", False), ("3", "miner", False)]
    one = ("At the grain terminal 12 residents and 3 miners marched.", "marched", parts)
    other = ("At the grain terminal 15 people marched.", "marched", [("15", "people", False)])
    assert differences(make, one, other) == [set()]


def test_guards_and_demonstrators_are_not_counted_together(make):
    one = ("At the grain terminal 70 guards marched.", "marched", [("70", "guard", False)])
    other = ("At the grain terminal 400 demonstrators marched.", "marched", [("400", "demonstrator", False)])
    assert differences(make, one, other) == [set()]


def test_a_rounded_number_is_no_other_number(make):
    one = ("About 1,000 people marched on the terminal.", "marched", [("1,000", "people", True)])
    other = ("The police counted 1,012 who marched on the terminal.", "marched", [("1,012", "people", False)])
    assert differences(make, one, other) == [set()]


def test_a_toll_without_a_verb_is_that_of_the_verb(make):
    one = ("Guards killed dockers at the grain terminal, 12 in all.", "killed", [("12", "killed", False)])
    other = ("At the grain terminal, 15 dockers dead.", "dead", [("15", "killed", False)])
    assert differences(make, one, other) == [{"figure: killed"}]


def test_times_that_can_both_hold_are_no_difference(make):
    def dated(document, words, value, earliest, latest):
        span = at(document.text, words)
        return TimeReference(
            id=finding_id(document.id, "time", [span]), document=document.id, span=span, text=words,
            value=value, earliest=earliest, latest=latest, basis="stated", score=1.0, made_by="test",
        )  # fmt: skip

    evening = make("The council decided to send troops in the evening of 5 January 2031.", "1.txt")
    night = make("The council decided to send troops on the night of 6 January 2031.", "2.txt")
    day = make("The council decided to send troops on 5 January 2031.", "4.txt")
    later = make("The council decided to send troops on 9 January 2031.", "3.txt")
    times = (
        dated(evening, "evening of 5 January 2031", "2031-01-05TEV", "2031-01-05T18:00", "2031-01-05T23:59"),
        dated(night, "night of 6 January 2031", "2031-01-06TNI", "2031-01-05T18:00", "2031-01-07T06:00"),
        dated(day, "5 January 2031", "2031-01-05", "2031-01-05", "2031-01-05"),
        dated(later, "9 January 2031", "2031-01-09", "2031-01-09", "2031-01-09"),
    )

    def alternatives(*documents):
        extraction = Extraction(
            documents=documents,
            times=times,
            events=tuple(
                event(
                    each,
                    "decided",
                    time=next(t.id for t in times if t.document == each.id),
                    participants=(Participant(role="actor", span=at(each.text, "The council")),),
                )
                for each in documents
            ),
        )
        (merged,) = compare_documents(extraction, letter_vectors)[1].merged_events
        return {each.field for each in merged.alternatives}

    assert alternatives(evening, night) == set()
    assert alternatives(evening, day) == set()
    assert alternatives(evening, night, later) == {"time"}


@pytest.mark.parametrize(
    ("one", "other", "merged"),
    [
        ("broke out", "broke out", True),
        ("broke out", "broke up", False),
        ("broke out", "broke", False),
        ("broke off", "broke down", False),
    ],
)
def test_the_particle_is_part_of_the_deed(make, one, other, merged):
    events = []
    for name, trigger, day in (("1.txt", one, "Monday"), ("2.txt", other, "that Monday")):
        document = make(f"On {day} the talks of the dockers {trigger} at the grain terminal.", name)
        taking = Participant(role="object", span=at(document.text, "the talks of the dockers"))
        events.append((document, event(document, trigger, participants=(taking,))))
    documents, found = zip(*events, strict=True)
    extraction = Extraction(documents=documents, events=found)
    assert bool(compare_documents(extraction, letter_vectors)[1].merged_events) == merged


def test_a_particle_that_is_found_in_one_text_only_parts_nothing(make):
    one = make("On Monday the guards wheeled out the beds of the clinic.", "1.txt")
    other = make("That Monday the guards wheeled the beds of the clinic out.", "2.txt")
    guards = [Participant(role="actor", span=at(each.text, "the guards")) for each in (one, other)]
    events = (
        event(one, "wheeled out", participants=guards[:1]),
        event(other, "wheeled", participants=guards[1:]),
    )
    extraction = Extraction(documents=(one, other), events=events)
    assert len(compare_documents(extraction, letter_vectors)[1].merged_events) == 1


def test_a_text_that_many_copy_is_one_matter(make):
    documents = [make(UNION, f"{number}.txt", outlet=f"Post {number}") for number in range(250)]
    extraction = Extraction(
        documents=tuple(documents), events=tuple(event(each, "detained", "41") for each in documents)
    )
    _, comparison = compare_documents(extraction, letter_vectors)
    assert len(comparison.merged_events) == 1
    assert comparison.merged_events[0].alternatives == ()


def test_one_text_alone_has_no_matters(make):
    (first, *_), extraction = story(make).documents, story(make)
    alone = Extraction(documents=(first,), statements=extraction.statements[:1], events=extraction.events[:1])
    _, comparison = compare_documents(alone, letter_vectors)
    assert comparison.matters == ()
    assert comparison.positions == ()


def test_claims_are_words_of_their_sentence(make):
    extraction = story(make)
    collection = collect(extraction.documents)
    claims = claims_of(collection, extraction, CompareSettings().matter_stems)
    assert claims == sorted(claims, key=lambda claim: (claim.document, claim.spans, claim.finding))
    for claim in claims:
        text = collection.text(claim.document)
        assert all(0 <= span.start < span.end <= len(text) for span in claim.spans)
        first, last = claim.sentences
        assert collection.sentences[first].span.start <= claim.spans[0].start
        assert claim.spans[-1].end <= collection.sentences[last - 1].span.end


def test_an_outlet_that_no_text_names_becomes_an_actor_once(make):
    extraction, _ = compare_documents(story(make), letter_vectors)
    assert sorted(name for each in extraction.actors for name in each.names) == [
        "Post", "Wire", "ministry", "union",
    ]  # fmt: skip


def test_who_attacked_whom_turned_about_is_neither_one_event_nor_one_value(make):
    def told(text, name, by, to):
        document = make(text, name)
        roles = (("actor", by), ("recipient", to))
        parts = tuple(Participant(role=role, span=at(text, words)) for role, words in roles)
        return document, replace(event(document, "attacked"), participants=parts)

    one = told("Guards attacked the dockers at the grain terminal.", "1.txt", "Guards", "the dockers")
    other = told("Dockers attacked the guards at the grain terminal.", "2.txt", "Dockers", "the guards")
    again = told("The dockers were attacked by guards there.", "3.txt", "guards", "The dockers")
    extraction = Extraction(documents=(one[0], other[0], again[0]), events=(one[1], other[1], again[1]))
    _, comparison = compare_documents(extraction, letter_vectors)
    (merged,) = comparison.merged_events
    assert set(merged.events) == {one[1].id, again[1].id}
    values = [set(value.findings) for each in comparison.matters for value in each.values]
    assert {other[1].id} in values
    assert all(other[1].id not in findings for findings in values if len(findings) > 1)


def test_two_deeds_of_one_sentence_are_two_events_in_another_text_too(make):
    def told(text, name):
        document = make(text, name)
        first, second = (text.index("died"), text.rindex("died"))
        anchors = (Anchored(spans=(Span(start, start + 4),), text="died") for start in (first, second))
        numbers = ("Three", 3.0), ("two", 2.0)
        return document, tuple(
            Event(
                id=finding_id(document.id, "event", anchor.spans),
                document=document.id,
                trigger=anchor,
                figures=(Figure(kind="killed", best=best, span=at(text, words)),),
                status="happened",
                score=0.9,
                made_by="test",
            )
            for anchor, (words, best) in zip(anchors, numbers, strict=True)
        )

    one = told("Three dockers died at the grain terminal and two guards died at the river gate.", "1.txt")
    other = told(
        "Three dockers died at the grain terminal, it said; two guards died at the river gate.", "2.txt"
    )
    extraction = Extraction(documents=(one[0], other[0]), events=(*one[1], *other[1]))
    merged = compare_documents(extraction, letter_vectors)[1].merged_events
    assert [len(each.events) for each in merged] == [2, 2]
    assert not any(each.alternatives for each in merged)
