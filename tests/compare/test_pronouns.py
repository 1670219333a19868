from __future__ import annotations

import pytest

from rashomon.compare.pronouns import freed_pronouns
from rashomon.language import plain_document
from rashomon.model.corpus import Extraction
from rashomon.model.identity import finding_id
from rashomon.model.offsets import Span
from rashomon.model.records import Actor, Anchored, Member, Mention, Speaker, Statement

PERSON = Actor(id="a" * 16, type="person", names=("Pell",))


def mention(document, start, text):
    span = Span(start, start + len(text))
    return Mention(
        id=finding_id(document.id, "mention", [span]), document=document.id, span=span, text=text,
        type="person", actor=PERSON.id, score=1.0, made_by="coreference",
    )  # fmt: skip


def statement(document, said):
    return Statement(
        id=finding_id(document.id, "statement", [said.span]), document=document.id, kind="indirect",
        speaker=Speaker(
            spans=(said.span,), text=said.text, kind="named",
            members=(Member(span=said.span, actor=PERSON.id),),
        ),
        cue=Anchored(spans=(), text=""), content=Anchored(spans=(Span(0, 2),), text="He"), score=1.0,
        made_by="test",
    )  # fmt: skip


def extraction(*pronouns):
    documents = [plain_document(f"{word} spoke in Halm.", f"{at}.txt") for at, word in enumerate(pronouns)]
    mentions = tuple(mention(doc, 0, word) for doc, word in zip(documents, pronouns, strict=True))
    statements = tuple(statement(doc, each) for doc, each in zip(documents, mentions, strict=True))
    return Extraction(documents=tuple(documents), mentions=mentions, statements=statements, actors=(PERSON,))


def test_a_pronoun_against_those_of_two_other_texts_means_nobody():
    freed = freed_pronouns(extraction("He", "He", "She"))
    assert [each.actor for each in freed.mentions] == [PERSON.id, PERSON.id, None]
    assert [len(each.speaker.members) for each in freed.statements] == [1, 1, 0]
    assert freed.statements[2].speaker.text == "She"


@pytest.mark.parametrize("pronouns", ["He She", "He He She She", "He He", "They She"])
def test_where_texts_do_not_tell_nothing_is_changed(pronouns):
    before = extraction(*pronouns.split())
    assert freed_pronouns(before) is before
