"""Matters, positions and events told several times, from findings that are given."""

from __future__ import annotations

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
        score=0.5,
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
    (matter,) = comparison.propositions
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
                event(each, "decided", time=next(t.id for t in times if t.document == each.id))
                for each in documents
            ),
        )
        (merged,) = compare_documents(extraction, letter_vectors)[1].merged_events
        return {each.field for each in merged.alternatives}

    assert alternatives(evening, night) == set()
    assert alternatives(evening, day) == set()
    assert alternatives(evening, night, later) == {"time"}


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
    assert comparison.propositions == ()
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
