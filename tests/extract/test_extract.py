from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

import numpy as np
import pytest
from msgspec.structs import replace

from rashomon.extract import extract_document
from rashomon.extract.statements import find_statements
from rashomon.extract.words import words_of
from rashomon.language import Analysis
from rashomon.language.labels import opened
from rashomon.language.layers import Attributions, Coreference, Inventory, Labelled, Syntax
from rashomon.model.identity import document_id, text_sha256
from rashomon.model.offsets import Span
from rashomon.model.records import Document, Part, Sourced


def document(text: str, **changes) -> Document:
    made = Document(
        id=document_id(text, "a.txt"),
        path="a.txt",
        text=text,
        text_sha256=text_sha256(text),
        length=len(text),
        parts=(Part(kind="body", start=0, end=len(text)),),
    )
    return replace(made, **changes)


SCORE = 0.8123


LABELS = ("Person", "Organization", "Location", "Date")


def analysis(
    made: Document,
    *relations: tuple[str | None, str, tuple[str, ...]],
    links: tuple[tuple[str, str], ...] = (),
    **names: str,
) -> Analysis:
    """Build an analysis from quoted words.

    Args:
        made: the document.
        relations: source, cue and contents of each statement.
        links: pronouns, each with the word that it refers back to.
        names: those of each type, with bars between, such as `Person="Ona Veld|Veld"`.
    """
    words = pairs(m.span() for m in re.finditer(r"\w+|[^\w\s]", made.text))
    cues, pieces, at = [], [], 0
    for source, cue, contents in relations:
        number = len(cues)
        cues.append(place(made.text, words, cue, at))
        pieces += [(number, place(made.text, words, content, at), False) for content in contents]
        if source:
            pieces.append((number, place(made.text, words, source, at), True))
        at = words[max(cues[number][1], *(p[1][1] for p in pieces)) - 1, 1]
    pieces.sort()
    is_source = np.array([p[2] for p in pieces], dtype=bool)
    said = Attributions(
        cues=pairs(cues),
        scores=np.full(len(cues), SCORE, np.float32),
        cue=np.array([p[0] for p in pieces], np.int32),
        pieces=pairs(p[1] for p in pieces),
        is_source=is_source,
        piece_scores=np.full(len(pieces), 0.5, np.float32),
    )
    return Analysis(
        made.id, made.text, words, sentences_of(made.text, words), "test-1", attributions=said,
        inventory=Inventory(("X", "PRON"), ("X",), ("_",), ("dep",), LABELS),
        entities=named(made.text, words, names), syntax=flat(made.text, words),
        coreference=linked(made.text, words, links),
    )  # fmt: skip


def named(text: str, words: np.ndarray, names: Mapping[str, str]) -> Labelled:
    """Mark the names wherever they stand, the longest that fits."""
    known = {name: LABELS.index(kind) for kind, joined in names.items() for name in joined.split("|")}
    pattern = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    found = list(re.finditer(rf"\b(?:{pattern})\b", text)) if known else []
    return Labelled(
        pairs(place(text, words, m[0], m.start()) for m in found),
        np.array([known[m[0]] for m in found], np.int32),
        np.full(len(found), 0.9, np.float32),
    )


def flat(text: str, words: np.ndarray) -> Syntax:
    """Make every word a root; pronouns are told by their form."""
    count = len(words)
    pronoun = [text[a:b].lower() in {"she", "he", "it", "we", "i", "they"} for a, b in words.tolist()]
    none = np.zeros(count, np.int32)
    return Syntax(
        np.array(pronoun, np.int32), none, none, np.full(count, -1, np.int32), none, none.astype(np.float32)
    )


def linked(text: str, words: np.ndarray, links: Iterable[tuple[str, str]]) -> Coreference:
    """Link each pronoun to the word before it that it refers to."""
    rows: list[tuple[int, int]] = []  # head, antecedent
    for pronoun, name in links:
        at = text.index(pronoun)
        rows.append((place(text, words, name, text.rindex(name, 0, at))[0], -1))
        rows.append((place(text, words, pronoun, at)[0], len(rows) - 1))
    heads = np.array([head for head, _ in rows], np.int32)
    sure = np.full(len(rows), 0.7, np.float32)
    return Coreference(
        pairs((head, head + 1) for head, _ in rows), heads, np.zeros(len(rows), np.int32), sure,
        np.array([to for _, to in rows], np.int32), sure,
    )  # fmt: skip


def pairs(values: Iterable[tuple[int, int]]) -> np.ndarray:
    return np.array(list(values), np.int32).reshape(-1, 2)


def place(text: str, words: np.ndarray, quoted: str, at: int) -> tuple[int, int]:
    """Return the range of words that a quotation found from `at` on covers."""
    start = text.find(quoted, at)
    assert start >= 0, quoted
    first, last = np.flatnonzero((words[:, 0] >= start) & (words[:, 1] <= start + len(quoted)))[[0, -1]]
    return int(first), int(last) + 1


def sentences_of(text: str, words: np.ndarray) -> np.ndarray:
    """Return a range of words for each sentence: it ends with a full stop or its line."""
    breaks = [text[a:b] == "." or "\n" in text[b:c] for (a, b), (c, _) in pairwise(words.tolist())]
    return opened(np.array([True, *breaks], dtype=bool)[: len(words)])


def test_one_statement_from_one_cue_with_a_discontinuous_content():
    made = document("“We waited,” Ona Veld said, “and nobody came.”")
    found = extract_document(
        made, analysis(made, ("Ona Veld", "said", ("“We waited,”", "“and nobody came.”")), Person="Ona Veld")
    )
    (statement,) = found.statements
    assert statement.kind == "direct"
    assert statement.content.text == "“We waited,” … “and nobody came.”"
    assert statement.speaker.kind == "named"
    assert statement.speaker.members[0].span == Span(13, 21)
    assert statement.score == SCORE


@pytest.mark.parametrize("text", ["", "Veld said. The lock is shut."])
def test_an_analysis_without_attributions_makes_no_statement(text):
    made = document(text)
    assert extract_document(made, analysis(made)).statements == ()


def test_two_cues_may_share_a_source():
    made = document("Ona Veld said it was shut and added it was late.")
    built = analysis(
        made, ("Ona Veld", "said", ("it was shut",)), (None, "added", ("it was late",)), Person="Ona Veld"
    )
    said = built.attributions
    shared = dataclasses.replace(
        said,
        cue=np.append(said.cue, 1).astype(np.int32),
        pieces=np.concatenate([said.pieces, pairs([(0, 2)])]),
        is_source=np.append(said.is_source, np.True_),
        piece_scores=np.append(said.piece_scores, np.float32(1)),
    )
    found = extract_document(made, dataclasses.replace(built, attributions=shared))
    assert [s.speaker.text for s in found.statements] == ["Ona Veld", "Ona Veld"]
    assert len(found.actors) == 1


def test_a_statement_may_stand_inside_another():
    made = document("Ona Veld said that Karo Tarn denied that it was shut.")
    inner = ("Karo Tarn", "denied", ("that it was shut",))
    outer = ("Ona Veld", "said", ("that Karo Tarn denied that it was shut",))
    words = analysis(made, outer)
    said, nested = words.attributions, analysis(made, inner).attributions
    both = dataclasses.replace(
        said,
        cues=np.concatenate([said.cues, nested.cues]),
        scores=np.concatenate([said.scores, nested.scores]),
        cue=np.concatenate([said.cue, nested.cue + 1]),
        pieces=np.concatenate([said.pieces, nested.pieces]),
        is_source=np.concatenate([said.is_source, nested.is_source]),
        piece_scores=np.concatenate([said.piece_scores, nested.piece_scores]),
    )
    found = extract_document(made, dataclasses.replace(words, attributions=both))
    assert [(s.speaker.text, s.content.text) for s in found.statements] == [
        ("Ona Veld", "that Karo Tarn denied that it was shut"),
        ("Karo Tarn", "that it was shut"),
    ]


def test_statements_stand_in_order_of_the_text_whatever_the_order_of_their_cues():
    made = document("“It is shut,” said Veld. Tarn denied that it was late.")
    built = analysis(made, ("Veld", "said", ("“It is shut,”",)), ("Tarn", "denied", ("that it was late",)))
    said = built.attributions
    turned = dataclasses.replace(
        said, cues=said.cues[::-1], scores=said.scores[::-1], cue=(1 - said.cue).astype(np.int32)
    )
    left, right = (
        [s.id for s in find_statements(made, dataclasses.replace(built, attributions=a), words_of(built))]
        for a in (said, turned)
    )
    assert left == right
    assert len(set(left)) == 2


def test_a_document_may_be_a_title_and_nothing_else():
    text = "Veld: lock stays shut"
    made = document(text, parts=(Part(kind="title", start=0, end=len(text)),))
    (statement,) = extract_document(made, analysis(made, ("Veld", ":", ("lock stays shut",)))).statements
    assert statement.content.text == "lock stays shut"


def test_surname_pronoun_and_full_name_are_one_actor():
    made = document("Mayor Ona Veld came. Veld said it was shut. She added it was late.")
    found = extract_document(
        made,
        analysis(
            made,
            ("Veld", "said", ("it was shut",)),
            ("She", "added", ("it was late",)),
            links=(("She", "Veld"),),
            Person="Ona Veld|Veld",
        ),
    )
    (actor,) = found.actors
    assert set(actor.names) == {"Ona Veld", "Veld"}
    assert [reason.code for reason in actor.merged_because] == ["surname"]
    assert {m.text for m in found.mentions} == {"Ona Veld", "Veld", "She"}
    assert {s.speaker.members[0].actor for s in found.statements} == {actor.id}


def test_two_people_of_one_surname_stay_apart():
    made = document("Ona Veld said it was shut. Karo Veld said it was open.")
    found = extract_document(
        made,
        analysis(
            made,
            ("Ona Veld", "said", ("it was shut",)),
            ("Karo Veld", "said", ("it was open",)),
            Person="Ona Veld|Karo Veld",
        ),
    )
    assert len(found.actors) == 2


def test_nobody_and_unnamed_speakers_stay_what_they_are():
    made = document("Two officials said it was shut. It is believed that it was late.")
    found = extract_document(
        made,
        analysis(
            made, ("Two officials", "said", ("it was shut",)), (None, "is believed", ("that it was late",))
        ),
    )
    assert [s.speaker.kind for s in found.statements] == ["unnamed", "none"]
    assert found.actors == ()


def test_in_an_own_text_sentences_and_we_belong_to_the_bodies_that_sign():
    text = (
        "Joint statement of the River Council and the Lock Union\nThe lock is ours. We demand that it opens."
    )
    voice = Sourced(value="River Council and the Lock Union", source="text:statement of", score=0.9)
    parts = (Part(kind="heading", start=0, end=55), Part(kind="body", start=56, end=len(text)))
    made = document(text, voice=voice, parts=parts)
    bodies = {"Organization": "River Council|Lock Union"}
    found = extract_document(made, analysis(made, ("We", "demand", ("that it opens",)), **bodies))
    assert [s.kind for s in found.statements] == ["authored", "authored"]
    assert [s.content.text for s in found.statements] == ["The lock is ours.", "that it opens"]
    names = {a.id: a.names[0] for a in found.actors}
    for statement in found.statements:
        assert [names[m.actor] for m in statement.speaker.members] == ["River Council", "Lock Union"]


def test_a_voice_with_its_acronym_in_brackets_is_the_body_that_has_the_acronym_for_a_name():
    text = "LOCK WORKERS UNION (LWU)\nThe lock is ours. The LWU will not pay."
    voice = Sourced(value="LOCK WORKERS UNION (LWU)", source="text:heading", score=0.9)
    parts = (Part(kind="heading", start=0, end=24), Part(kind="body", start=25, end=len(text)))
    made = document(text, voice=voice, parts=parts)
    found = extract_document(made, analysis(made, Organization="LWU"))
    names = {a.id: a.names for a in found.actors}
    assert {names[m.actor] for s in found.statements for m in s.speaker.members} == {
        ("LOCK WORKERS UNION", "LWU")
    }


def test_a_turn_of_a_transcript_is_direct_speech():
    made = document("MAYOR VELD: The lock stays shut.")
    found = extract_document(made, analysis(made, ("MAYOR VELD", ":", ("The lock stays shut.",))))
    assert [s.kind for s in found.statements] == ["direct"]


def test_a_line_without_an_end_asserts_nothing():
    voice = Sourced(value="River Council", source="text:statement of", score=0.9)
    made = document("Statement of the River Council\nThe lock is ours.\nThe River Council, Halm", voice=voice)
    found = extract_document(made, analysis(made))
    assert [s.content.text for s in found.statements] == ["The lock is ours."]


def test_a_voice_that_the_text_does_not_name_has_no_mention_but_speaks():
    voice = Sourced(value="Halm Harbour Office", source="meta:og:site_name", score=0.8)
    made = document("The lock is shut.", voice=voice)
    found = extract_document(made, analysis(made))
    (statement,) = found.statements
    assert statement.speaker.members[0].span is None
    assert found.mentions == ()
    assert found.actors[0].names == ("Halm Harbour Office",)


def test_spans_of_every_record_are_their_words():
    made = document("Mayor Ona Veld came. Veld said it was shut. She added it was late.")
    relations = ("Veld", "said", ("it was shut",)), ("She", "added", ("it was late",))
    found = extract_document(made, analysis(made, *relations, Person="Ona Veld|Veld"))
    assert found.mentions
    assert all(m.span.of(made.text) == m.text for m in found.mentions)
    for s in found.statements:
        assert s.cue.spans[0].of(made.text) == s.cue.text
        assert s.speaker.spans[0].of(made.text) == s.speaker.text


def test_ids_do_not_depend_on_what_made_the_finding():
    made = document("Veld said it was shut.")
    built = analysis(made, ("Veld", "said", ("it was shut",)))
    less = dataclasses.replace(built.attributions, scores=built.attributions.scores * np.float32(0.5))
    other = dataclasses.replace(built, made_by="test-2", attributions=less)
    left, right = (extract_document(made, a).statements[0] for a in (built, other))
    assert left.id == right.id
    assert left.score != right.score


def test_a_country_is_not_extended_to_a_part_of_a_longer_name():
    made = document("The Free Halm Forum met. Later Halm said it was shut.")
    names = {"Organization": "Free Halm Forum", "Location": "Halm"}
    found = extract_document(made, analysis(made, ("Halm", "said", ("it was shut",)), **names))
    assert {actor.names for actor in found.actors} == {("Free Halm Forum",), ("Halm",)}


def test_ten_thousand_names_in_one_text_take_seconds():
    names = [
        f"Ona{chr(97 + i % 26)}{chr(97 + i // 26 % 26)} Veld{chr(97 + i % 26)}{chr(97 + i // 26)}"
        for i in range(600)
    ]
    made = document(" ".join(f"Then {name} said it was so." for name in names) * 15)
    relations = ((name, "said", ("it was so",)) for name in names)
    found = extract_document(made, analysis(made, *relations, Person="|".join(names)))
    assert len(found.statements) == 600
    assert len(found.mentions) == 9_000
