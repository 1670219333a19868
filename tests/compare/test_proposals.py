"""Bodies that may be one under two translations of a name: what is proposed, why, and what is not."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.compare import CompareSettings
from rashomon.compare.bodies import body_of
from rashomon.compare.proposals import proposed_merges
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.identity import document_id, finding_id, group_id, text_sha256
from rashomon.model.offsets import Span
from rashomon.model.records import (
    Actor,
    Anchored,
    Change,
    Document,
    Evidence,
    Link,
    Member,
    Mention,
    Passage,
    Role,
    Speaker,
    Statement,
)

MEANINGS = (
    "relief aid help", "board council", "national people", "harbour port", "dockers stevedores", "finance",
    "union federation", "ministry", "health",
)  # fmt: skip
NOTHING = Comparison()
ONE, OTHER = "National Relief Board", "People's Aid Council"


def embed(texts):
    """Return a vector for each text: which of `MEANINGS` its words have."""
    rows = np.full((len(texts), len(MEANINGS) + 1), 1e-3, dtype=np.float32)
    for row, text in enumerate(texts):
        for word in re.findall(r"[a-z]+", text.lower()):
            rows[row, next((n for n, own in enumerate(MEANINGS) if word in own.split()), -1)] += 1
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def text_of(words, path, story="0" * 16):
    return Document(
        id=document_id(words, path),
        path=path,
        text=words,
        text_sha256=text_sha256(words),
        length=len(words),
        story=story,
    )


def actor_id(name):
    return group_id("actor", [name])


def at(document, words):
    start = document.text.index(words)
    return Span(start, start + len(words))


def mention(document, name, kind="organisation"):
    span = at(document, name)
    return Mention(
        id=finding_id(document.id, f"mention:{kind}", [span]), document=document.id, span=span, text=name,
        type=kind, actor=actor_id(name), score=1.0, made_by="test",
    )  # fmt: skip


def said(document, *names):
    members = tuple(Member(span=at(document, name), actor=actor_id(name)) for name in names)
    spans = (at(document, "the bridge is safe"),)
    return Statement(
        id=finding_id(document.id, "statement", spans), document=document.id, kind="indirect",
        speaker=Speaker(
            spans=tuple(each.span for each in members), text=" ".join(names), kind="named", members=members
        ),
        cue=Anchored(spans=(), text=""), content=Anchored(spans=spans, text="the bridge is safe"), score=0.9,
        made_by="test",
    )  # fmt: skip


def two_texts(one=ONE, other=OTHER, stories=("0" * 16, "0" * 16)):
    """Two texts in which two bodies speak jointly with a third."""
    left = text_of(f"The {one} and the Guild of Ferrymen say the bridge is safe.", "a.txt", stories[0])
    right = text_of(f"The {other} and the Guild of Ferrymen say the bridge is safe.", "b.txt", stories[1])
    names = ((left, one), (left, "Guild of Ferrymen"), (right, other), (right, "Guild of Ferrymen"))
    mentions = [mention(document, name) for document, name in names]
    return Extraction(
        documents=(left, right),
        statements=(said(left, one, "Guild of Ferrymen"), said(right, other, "Guild of Ferrymen")),
        mentions=tuple(mentions),
        actors=tuple(
            Actor(id=actor_id(name), type="organisation", names=(name,))
            for name in dict.fromkeys(each.text for each in mentions)
        ),
    )


def proposals(extraction, comparison=NOTHING):
    return proposed_merges(extraction, comparison, embed, CompareSettings())


def test_a_name_translated_twice_is_proposed_with_its_reasons():
    extraction = two_texts()
    (found,) = proposals(extraction)
    assert {frozenset(found.actors)} == {frozenset({actor_id(ONE), actor_id(OTHER)})}
    assert {reason.code for reason in found.reasons} == {"names-alike", "joint"}
    assert 0 < found.score < 1
    texts = {document.id: document.text for document in extraction.documents}
    assert [each.span.of(texts[each.document]) for each in found.evidence] == list(found.names)


def test_nothing_is_merged():
    extraction = two_texts()
    proposals(extraction)
    assert len(extraction.actors) == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministry of Health", "Ministry of Finance"),
        ("National Relief Board", "National Relief Ministry"),
        ("National Relief Board", "People's Harbour Council"),
        ("national relief board", "people's aid council"),
        ("National Board", "People's Council"),
        ("Relief", "Aid"),
    ],
)
def test_names_of_other_kind_or_meaning_are_not_proposed(one, other):
    assert proposals(two_texts(one, other)) == ()


def test_texts_of_two_stories_have_two_bodies():
    assert proposals(two_texts(stories=("0" * 16, "1" * 16))) == ()


def test_a_text_that_names_both_tells_them_apart():
    extraction = two_texts()
    both = text_of(f"The {ONE} met the {OTHER}.", "c.txt")
    more = (mention(both, ONE), mention(both, OTHER))
    together = Extraction(
        documents=(*extraction.documents, both),
        statements=extraction.statements,
        mentions=(*extraction.mentions, *more),
        actors=extraction.actors,
    )
    assert proposals(together) == ()


def test_names_alone_are_no_reason():
    extraction = two_texts()
    assert proposals(Extraction(**{**vars_of(extraction), "statements": ()})) == ()


def test_a_person_with_an_office_in_both_is_a_reason():
    left = text_of(f"Ona Veld, head of the {ONE}, left.", "a.txt")
    right = text_of(f"Ona Veld, head of the {OTHER}, left.", "b.txt")
    places = [
        Evidence(document=document.id, span=at(document, f"head of the {name}"))
        for document, name in ((left, ONE), (right, OTHER))
    ]
    roles = tuple(Role(title="head", evidence=(place,)) for place in places)
    bodies = [Actor(id=actor_id(name), type="organisation", names=(name,)) for name in (ONE, OTHER)]
    person = Actor(id=actor_id("Ona Veld"), type="person", names=("Ona Veld",), roles=roles)
    (found,) = proposals(
        Extraction(
            documents=(left, right),
            mentions=(mention(left, ONE), mention(right, OTHER)),
            actors=(*bodies, person),
        )
    )
    assert "same-office" in {reason.code for reason in found.reasons}


def test_one_that_stands_in_the_place_of_the_other_is_a_reason():
    extraction = two_texts()
    left, right = extraction.documents
    link = Link(
        id="0" * 16, kind="derive", left=Passage(document=left.id, spans=(Span(0, 30),)),
        right=Passage(document=right.id, spans=(Span(0, 30),)),
        changes=(Change(kind="replaced", left=at(left, ONE), right=at(right, OTHER)),),
        score=0.9, made_by="test",
    )  # fmt: skip
    (found,) = proposals(Extraction(**{**vars_of(extraction), "statements": ()}), Comparison(links=(link,)))
    assert {reason.code for reason in found.reasons} == {"names-alike", "replaced"}


def test_the_order_of_the_records_makes_no_difference():
    extraction = two_texts()
    turned = Extraction(**{name: tuple(reversed(held)) for name, held in vars_of(extraction).items()})
    assert proposals(extraction) == proposals(turned)


def vars_of(extraction):
    return {name: getattr(extraction, name) for name in extraction.__struct_fields__}


@given(st.text(max_size=200))
def test_no_name_breaks_the_reading_of_names(text):
    body = body_of(text)
    assert body is None or body.head not in body.others
