"""Accused and not heard: blamed by name in some text, with no statement of their own in any."""

from __future__ import annotations

import pytest

from rashomon.compare.accused import accused_unheard
from rashomon.model.corpus import Extraction
from rashomon.model.identity import document_id, finding_id, text_sha256
from rashomon.model.offsets import Span
from rashomon.model.records import (
    Actor,
    Anchored,
    Document,
    Member,
    Mention,
    Source,
    Sourced,
    Speaker,
    Statement,
)

UNION, PELL, BOARD = "a" * 16, "b" * 16, "c" * 16
ACTORS = (
    Actor(id=UNION, type="organisation", names=("Lock Union",)),
    Actor(id=PELL, type="person", names=("Orsolya Pell", "Pell")),
    Actor(id=BOARD, type="organisation", names=("Harbour Board",)),
)
BLAME = "The Lock Union accused Orsolya Pell of hiding the report."


def text(words: str, path: str = "a.txt", outlet: str | None = None) -> Document:
    named = Sourced(value=outlet, source="test", score=1.0) if outlet else None
    return Document(
        id=document_id(words, path),
        text=words,
        text_sha256=text_sha256(words),
        length=len(words),
        source=Source(outlet=named),
    )


def at(document: Document, words: str) -> Anchored:
    start = document.text.index(words)
    return Anchored(spans=(Span(start, start + len(words)),), text=words)


def said(
    document: Document, who: str, cue: str, content: str, *, actor: str | None = None, **fields
) -> Statement:
    where = at(document, content)
    speaker = at(document, who)
    return Statement(
        **{"kind": "indirect", "act": "blamed", "score": 0.9, "made_by": "test", **fields},
        id=finding_id(document.id, "statement", where.spans),
        document=document.id,
        speaker=Speaker(
            spans=speaker.spans, text=who, kind="named", members=(Member(span=speaker.spans[0], actor=actor),)
        ),
        cue=at(document, cue),
        content=where,
    )


def mention(document: Document, words: str, actor: str) -> Mention:
    span = at(document, words).spans[0]
    return Mention(
        id=finding_id(document.id, "mention", (span,)),
        document=document.id,
        span=span,
        text=words,
        type="person",
        actor=actor,
        score=0.9,
        made_by="test",
    )


def unheard(*documents: Document, statements=(), mentions=(), actors=ACTORS) -> list[str]:
    extraction = Extraction(
        documents=documents, statements=tuple(statements), mentions=tuple(mentions), actors=actors
    )
    return [each.actor for each in accused_unheard(extraction)]


def blaming(sentence: str, cue: str, content: str, name: str, actor: str = PELL) -> list[str]:
    one = text(sentence)
    statement = said(one, "The Lock Union", cue, content, actor=UNION)
    return unheard(one, statements=(statement,), mentions=(mention(one, name, actor),))


@pytest.mark.parametrize(
    ("sentence", "cue", "content", "name"),
    [
        (BLAME, "accused", "Orsolya Pell of hiding the report", "Orsolya Pell"),
        (
            "The Lock Union condemned the decision by Minister Orsolya Pell to shut the lock.",
            "condemned",
            "the decision by Minister Orsolya Pell to shut the lock",
            "Orsolya Pell",
        ),
        ("The Lock Union blamed Pell’s silence.", "blamed", "Pell’s silence", "Pell"),
        ("The Lock Union blamed the crash on Pell.", "blamed", "the crash on Pell", "Pell"),
        ("The Lock Union accused its head, Pell, of lies.", "accused", "its head, Pell, of lies", "Pell"),
        ("The Lock Union called Pell a thief.", "called", "Pell a thief", "Pell"),
        ("The Lock Union accused trawler owner Pell.", "accused", "trawler owner Pell", "Pell"),
        ("The Lock Union said Pell was to blame.", "said", "Pell was to blame", "Pell"),
        (
            "The Lock Union criticised the former minister Pell.",
            "criticised",
            "the former minister Pell",
            "minister Pell",
        ),
    ],
)
def test_who_is_blamed_by_name_and_never_speaks_is_accused_and_not_heard(sentence, cue, content, name):
    assert blaming(sentence, cue, content, name) == [PELL]


@pytest.mark.parametrize(
    ("sentence", "cue", "content", "name"),
    [
        ("The Lock Union condemned the arrest of Pell.", "condemned", "the arrest of Pell", "Pell"),
        ("The Lock Union condemned Pell’s arrest.", "condemned", "Pell’s arrest", "Pell"),
        ("The Lock Union accused supporters of Pell.", "accused", "supporters of Pell", "Pell"),
        ("The Lock Union condemned threats against Pell.", "condemned", "threats against Pell", "Pell"),
        ("The Lock Union criticised the Pell report.", "criticised", "the Pell report", "Pell"),
        ("The Lock Union did not accuse Pell of that.", "did not accuse", "Pell of that", "Pell"),
        ("The Lock Union said Pell lies.", "said", "Pell lies", "Pell"),
        ("The Lock Union said Pell was not to blame.", "said", "Pell was not to blame", "Pell"),
        ("The Lock Union blamed fog on Pell Street.", "blamed", "fog on Pell Street", "Pell"),
        ("The Lock Union blamed fog, and Pell agreed.", "blamed", "fog, and Pell agreed", "Pell"),
        ("The Lock Union called the figure a lie.", "called", "the figure a lie", "the figure"),
    ],
)
def test_who_is_only_named_near_blame_is_not(sentence, cue, content, name):
    assert blaming(sentence, cue, content, name) == []


def interview(opening: str, *turns: str) -> tuple[Document, list[Statement]]:
    """Return an interview whose turns are marked Q and A, and its turns."""
    lines = [f"{'QA'[number % 2]}: {words}" for number, words in enumerate(turns)]
    words = "\n".join([opening, *lines])
    whole, start, found = text(words, "i.txt"), len(opening) + 1, []
    for line in lines:
        spans = [Span(start, start + 1), Span(start + 1, start + 2), Span(start + 3, start + len(line))]
        who, cue, content = (Anchored(spans=(span,), text=span.of(words)) for span in spans)
        found.append(
            Statement(
                id=finding_id(whole.id, "statement", spans),
                document=whole.id,
                kind="direct",
                act="said",
                speaker=Speaker(spans=who.spans, text=who.text, kind="unnamed"),
                cue=cue,
                content=content,
                score=0.9,
                made_by="test",
            )
        )
        start += len(line) + 1
    return whole, found


@pytest.mark.parametrize(
    ("opening", "expected"),
    [("Orsolya Pell spoke to us on Monday.", []), ("A guard spoke to us on Monday.", [PELL])],
)
def test_who_is_named_at_the_head_of_an_interview_is_heard_in_it(opening, expected):
    one = text(BLAME)
    blame = said(one, "The Lock Union", "accused", "Orsolya Pell of hiding the report", actor=UNION)
    talk, turns = interview(opening, "Who hid it?", "Nobody did.", "Not Orsolya Pell?", "No.")
    mentions = (mention(one, "Orsolya Pell", PELL), mention(talk, "Orsolya Pell", PELL))
    assert unheard(one, talk, statements=(blame, *turns), mentions=mentions) == expected


def test_what_is_said_in_another_text_makes_heard():
    one, other = text(BLAME), text("Pell said the report was never hers.", "b.txt")
    blame = said(one, "The Lock Union", "accused", "Orsolya Pell of hiding the report", actor=UNION)
    named = mention(one, "Orsolya Pell", PELL)
    answer = said(other, "Pell", "said", "the report was never hers", actor=PELL, act="said")
    assert unheard(one, other, statements=(blame, answer), mentions=(named,)) == []
    unlinked = said(other, "Pell", "said", "the report was never hers", act="said")
    assert unheard(one, other, statements=(blame, unlinked), mentions=(named,)) == []
    ordered = said(other, "Pell", "said", "the report was never hers", actor=PELL, act="ordered")
    assert unheard(one, other, statements=(blame, ordered), mentions=(named,)) == [PELL]
    refused = said(other, "Pell", "said", "the report was never hers", actor=PELL, act="declined")
    assert unheard(one, other, statements=(blame, refused), mentions=(named,)) == [PELL]


def test_what_the_accuser_says_that_they_said_does_not_make_heard():
    one = text(f"{BLAME} The union said Pell told it to wait.")
    blame = said(one, "The Lock Union", "accused", "Orsolya Pell of hiding the report", actor=UNION)
    outer = said(one, "The union", "said", "Pell told it to wait", actor=UNION, act="said")
    inner = said(one, "Pell", "told", "to wait", actor=PELL, act="said", within=outer.id)
    assert unheard(one, statements=(blame, outer, inner), mentions=(mention(one, "Orsolya Pell", PELL),)) == [
        PELL
    ]


def test_a_publisher_is_heard_and_so_is_a_body_whose_name_may_be_theirs():
    sentence = "The Lock Union accused the Harbour Board of delay."
    one = text(sentence)
    blame = said(one, "The Lock Union", "accused", "the Harbour Board of delay", actor=UNION)
    named = mention(one, "the Harbour Board", BOARD)
    assert unheard(one, statements=(blame,), mentions=(named,)) == [BOARD]
    published = text("Nothing to add.", "b.txt", outlet="Harbour Board")
    assert unheard(one, published, statements=(blame,), mentions=(named,)) == []
    spoke = text("The board said no.", "c.txt")
    answer = said(spoke, "The board", "said", "no", act="said")
    assert unheard(one, spoke, statements=(blame, answer), mentions=(named,)) == []


def test_a_body_without_a_name_is_never_shown_since_it_may_speak_under_one():
    one = text("The Lock Union accused the firm of delay.")
    blame = said(one, "The Lock Union", "accused", "the firm of delay", actor=UNION)
    firm = Actor(id=BOARD, type="organisation", names=("firm",))
    assert (
        unheard(one, statements=(blame,), mentions=(mention(one, "the firm", BOARD),), actors=(firm,)) == []
    )


def test_statements_that_lead_round_in_a_circle_end():
    one = text(f"{BLAME} Pell told it to wait.")
    blame = said(one, "The Lock Union", "accused", "Orsolya Pell of hiding the report", actor=UNION)
    inner = said(one, "Pell", "told", "to wait", actor=PELL, act="said")
    round_ = said(one, "Pell", "told", "to wait", actor=PELL, act="said", within=inner.id)
    assert unheard(one, statements=(blame, round_), mentions=(mention(one, "Orsolya Pell", PELL),)) == []


@pytest.mark.parametrize(
    ("sentence", "who", "cue", "content", "act", "heard"),
    [
        ("Her lawyer said the report was lost.", "Her lawyer", "said", "the report was lost", "said", True),
        ("Pell’s office said it was lost.", "Pell’s office", "said", "it was lost", "said", True),
        ("A lawyer for Pell said it was lost.", "A lawyer for Pell", "said", "it was lost", "said", True),
        ("Tarn’s lawyer said it was lost.", "Tarn’s lawyer", "said", "it was lost", "said", False),
        ("Spokesman Odo Tarn said it was lost.", "Spokesman Odo Tarn", "said", "it was lost", "said", False),
        ("Her lawyer Odo Tarn said it was lost.", "Her lawyer Odo Tarn", "said", "it was lost", "said", True),
        ("A friend rejected the charge.", "A friend", "rejected", "the charge", "denied", True),
        ("A friend said it was lost.", "A friend", "said", "it was lost", "said", False),
        ("It rained. It hailed. It snowed. Her lawyer said it was lost.", "Her lawyer", "said", "it was lost",
         "said", False),
    ],
)  # fmt: skip
def test_who_has_others_answer_for_them_is_heard(sentence, who, cue, content, act, heard):  # noqa: PLR0913, PLR0917
    one = text(f"{BLAME} {sentence}")
    blame = said(one, "The Lock Union", "accused", "Orsolya Pell of hiding the report", actor=UNION)
    answer = said(one, who, cue, content, act=act)
    named = mention(one, "Orsolya Pell", PELL)
    assert unheard(one, statements=(blame, answer), mentions=(named,)) == ([] if heard else [PELL])
    apart = text(sentence, "b.txt")
    elsewhere = said(apart, who, cue, content, act=act)
    if "Pell" not in who:  # else the name alone may be hers
        assert unheard(one, apart, statements=(blame, elsewhere), mentions=(named,)) == [PELL]


@pytest.mark.parametrize(
    ("name", "noun"), [("Halm Harbour Authority", "authority"), ("Ostrel Shipping", "company")]
)
def test_a_body_is_heard_that_answers_by_the_noun_for_it(name, noun):
    one = text(f"The Lock Union accused {name} of delay. The {noun} said that it was fog.")
    blame = said(one, "The Lock Union", "accused", f"{name} of delay", actor=UNION)
    answer = said(one, f"The {noun}", "said", "that it was fog", act="said")
    other = said(one, "The Lock Union", "said", "that it was fog", act="said")
    body = Actor(id=BOARD, type="organisation", names=(name,))
    named = mention(one, name, BOARD)
    assert unheard(one, statements=(blame, answer), mentions=(named,), actors=(body,)) == []
    assert unheard(one, statements=(blame, other), mentions=(named,), actors=(body,)) == [BOARD]


def test_what_somebody_did_not_say_is_no_answer():
    one = text(f"{BLAME} Orsolya Pell has not said why.")
    blame = said(one, "The Lock Union", "accused", "Orsolya Pell of hiding the report", actor=UNION)
    own = said(one, "Orsolya Pell", "has not said", "why", actor=PELL, act="said")
    assert unheard(one, statements=(blame, own), mentions=(mention(one, "Orsolya Pell", PELL),)) == [PELL]
