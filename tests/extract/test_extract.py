from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from rashomon.extract import extract_document
from rashomon.language import Analysis
from rashomon.language.decode import CONTENT, CUE, SOURCE
from rashomon.language.sentences import sentence_spans
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


def analysis(made: Document, *relations: tuple[str | None, str, tuple[str, ...]]) -> Analysis:
    """Build an analysis from quoted words: (source, cue, contents) for each relation."""
    rows: list[tuple[int, int, int]] = []
    cue_of: dict[tuple[int, int, int], tuple[int, int, int]] = {}
    source_of: dict[tuple[int, int, int], tuple[int, int, int]] = {}
    at = 0
    for source, cue, contents in relations:
        cue_row = place(made.text, cue, CUE, at)
        rows.append(cue_row)
        for content in contents:
            row = place(made.text, content, CONTENT, at)
            rows.append(row)
            cue_of[row] = cue_row
        if source:
            row = place(made.text, source, SOURCE, at)
            rows.append(row)
            source_of[cue_row] = row
        at = max(row[1] for row in rows)
    rows = sorted(set(rows))
    number = {row: i for i, row in enumerate(rows)}
    return Analysis(
        document=made.id,
        words=np.zeros((0, 2), np.int32),
        sentences=sentence_spans(made.text, [part.span for part in made.parts]),
        roles=np.array([row[2] for row in rows], np.int32),
        spans=np.array([row[:2] for row in rows], np.int32).reshape(-1, 2),
        span_scores=np.full(len(rows), 0.8, np.float32),
        cue_of=np.array([number.get(cue_of.get(row), -1) for row in rows], np.int32),
        source_of=np.array([number.get(source_of.get(row), -1) for row in rows], np.int32),
        link_scores=np.full(len(rows), 0.5, np.float32),
        made_by="test-1",
    )


def place(text: str, words: str, role: int, at: int) -> tuple[int, int, int]:
    start = text.find(words, at)
    assert start >= 0, words
    return start, start + len(words), role


def test_one_statement_from_one_cue_with_a_discontinuous_content():
    made = document("“We waited,” Ona Veld said, “and nobody came.”")
    found = extract_document(
        made, analysis(made, ("Ona Veld", "said", ("“We waited,”", "“and nobody came.”")))
    )
    (statement,) = found.statements
    assert statement.kind == "direct"
    assert statement.content.text == "“We waited,” … “and nobody came.”"
    assert statement.speaker.kind == "named"
    assert statement.speaker.members[0].span == Span(13, 21)
    assert statement.score == pytest.approx(round((0.8**4 * 0.5**3) ** (1 / 7), 4))


def test_a_cue_without_content_and_a_content_without_cue_make_no_statement():
    made = document("Veld said. The lock is shut.")
    built = analysis(made, (None, "said", ()), (None, "shut", ("The lock",)))
    lone = replace_array(built, cue_of=np.full(len(built.roles), -1, np.int32))
    assert extract_document(made, lone).statements == ()


def replace_array(built: Analysis, **changes) -> Analysis:
    fields = {name: getattr(built, name) for name in Analysis.__slots__}
    return Analysis(**{**fields, **changes})


def test_surname_pronoun_and_full_name_are_one_actor():
    made = document("Mayor Ona Veld came. Veld said it was shut. She added it was late.")
    found = extract_document(
        made, analysis(made, ("Veld", "said", ("it was shut",)), ("She", "added", ("it was late",)))
    )
    (actor,) = found.actors
    assert actor.names == ("Ona Veld", "Veld")
    assert {m.text for m in found.mentions} == {"Ona Veld", "Veld", "She"}
    assert {s.speaker.members[0].actor for s in found.statements} == {actor.id}


def test_two_people_of_one_surname_stay_apart():
    made = document("Ona Veld said it was shut. Karo Veld said it was open.")
    found = extract_document(
        made, analysis(made, ("Ona Veld", "said", ("it was shut",)), ("Karo Veld", "said", ("it was open",)))
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
    found = extract_document(made, analysis(made, ("We", "demand", ("that it opens",))))
    assert [s.kind for s in found.statements] == ["authored", "authored"]
    assert [s.content.text for s in found.statements] == ["The lock is ours.", "that it opens"]
    names = {a.id: a.names[0] for a in found.actors}
    for statement in found.statements:
        assert [names[m.actor] for m in statement.speaker.members] == ["River Council", "Lock Union"]


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
    found = extract_document(
        made, analysis(made, ("Veld", "said", ("it was shut",)), ("She", "added", ("it was late",)))
    )
    assert all(m.span.of(made.text) == m.text for m in found.mentions)
    for s in found.statements:
        assert s.cue.spans[0].of(made.text) == s.cue.text
        assert s.speaker.spans[0].of(made.text) == s.speaker.text


def test_ids_do_not_depend_on_what_made_the_finding():
    made = document("Veld said it was shut.")
    built = analysis(made, ("Veld", "said", ("it was shut",)))
    other = replace_array(built, made_by="test-2", span_scores=built.span_scores * 0.5)
    left, right = (extract_document(made, a).statements[0] for a in (built, other))
    assert left.id == right.id
    assert left.score != right.score


def test_a_country_is_not_extended_to_a_part_of_a_longer_name():
    made = document("The Free Halm Forum met. Later Halm said it was shut.")
    (actor,) = extract_document(made, analysis(made, ("Halm", "said", ("it was shut",)))).actors
    assert actor.names == ("Halm",)


def test_a_name_with_a_country_before_it_joins_the_plain_name():
    made = document("Then Ona Veld said it was shut. For Halmian Ona Veld it was late, she said.")
    found = extract_document(
        made,
        analysis(
            made, ("Ona Veld", "said", ("it was shut",)), ("Halmian Ona Veld", "said", ("it was late",))
        ),
    )
    assert len(found.actors) == 1


def test_ten_thousand_names_in_one_text_take_seconds():
    names = [
        f"Ona{chr(97 + i % 26)}{chr(97 + i // 26 % 26)} Veld{chr(97 + i % 26)}{chr(97 + i // 26)}"
        for i in range(600)
    ]
    made = document(" ".join(f"Then {name} said it was so." for name in names) * 15)
    found = extract_document(made, analysis(made, *((name, "said", ("it was so",)) for name in names)))
    assert len(found.statements) == 600
    assert len(found.mentions) == 9_000
