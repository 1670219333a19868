"""Small records for the tests of this folder: an invented quarrel about a bridge."""

from __future__ import annotations

from rashomon.model.corpus import Extraction
from rashomon.model.identity import document_id, finding_id, text_sha256
from rashomon.model.judgements import Judgement, Target
from rashomon.model.offsets import Span
from rashomon.model.records import Anchored, Document, Member, Mention, Speaker, Statement

TEXT = "Ana Brel said the bridge is shut. Olt Marn denied that the bridge is shut."


def document(text=TEXT, path="a.txt", url=None):
    return Document(
        id=document_id(text, url or path),
        path=path,
        url=url,
        text=text,
        text_sha256=text_sha256(text),
        length=len(text),
    )


def spans(text, words):
    start = text.index(words)
    return (Span(start, start + len(words)),)


def anchored(text, words):
    return Anchored(spans=spans(text, words), text=words)


def statement(doc, speaker, cue, content):
    at = spans(doc.text, content)
    who = spans(doc.text, speaker)
    return Statement(
        id=finding_id(doc.id, "statement", at),
        document=doc.id,
        kind="indirect",
        speaker=Speaker(spans=who, text=speaker, kind="named", members=(Member(span=who[0]),)),
        cue=anchored(doc.text, cue),
        content=Anchored(spans=at, text=content),
        score=0.9,
        made_by="test",
    )


def mention(doc, words, actor=None):
    (span,) = spans(doc.text, words)
    return Mention(
        id=finding_id(doc.id, "mention", (span,)), document=doc.id, span=span, text=words,
        type="person", actor=actor, score=0.5, made_by="test",
    )  # fmt: skip


def two_statements(doc):
    return (
        statement(doc, "Ana Brel", "said", "the bridge is shut"),
        statement(doc, "Olt Marn", "denied", "that the bridge is shut"),
    )


def extraction(*documents):
    return Extraction(
        documents=documents, statements=tuple(s for doc in documents for s in two_statements(doc))
    )


def target(doc, *words, origin=None):
    found = tuple(spans(doc.text, each)[0] for each in words)
    return Target(text_sha256=doc.text_sha256, origin=origin or doc.path, spans=found, quote=words)


def judgement(kind, *targets, value=None):
    return Judgement(kind=kind, targets=targets, value=value, by="an editor", at="2031-02-03")
