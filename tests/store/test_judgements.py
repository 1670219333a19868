from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import TEXT, document, extraction, judgement, mention, spans, target, two_statements
from msgspec.structs import replace

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.errors import InputError, RecordError
from rashomon.model.offsets import Span
from rashomon.model.proposals import ProposedMerge
from rashomon.model.records import Actor, Evidence, Member, Position, Speaker
from rashomon.store.actors import apply_to_actors
from rashomon.store.applying import apply_to_findings
from rashomon.store.judgements import Locator, append_judgement, read_judgements

SHUT = "that the bridge is shut"


def test_judgements_are_appended_and_read_back(tmp_path):
    path = tmp_path / "judgements.jsonl"
    first = judgement("reject", target(document(), SHUT))
    second = judgement("set_speaker", target(document(), SHUT), value="Ana Brel")
    append_judgement(path, first)
    append_judgement(path, second)
    assert read_judgements(path) == (first, second)


def test_the_file_may_be_named_by_text(tmp_path):
    path = str(tmp_path / "judgements.jsonl")
    append_judgement(path, judgement("reject", target(document(), SHUT)))
    assert len(read_judgements(path)) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "bogus"},
        {"kind": "set_speaker"},
        {"kind": "merge_actors", "value": "Ana Brel"},
        {"targets": ()},
        {"targets": (replace(target(document(), SHUT), spans=()),)},
        {"targets": (replace(target(document(), SHUT), quote=()),)},
        {"by": ""},
        {"by": 5},
        {"note": b"\xff"},
        {"note": object()},
        {"at": "yesterday"},
        {"at": "2031-02-30"},
    ],
)
def test_a_judgement_that_makes_no_sense_is_not_written(tmp_path, changed):
    said = replace(judgement("reject", target(document(), SHUT)), **changed)
    with pytest.raises(InputError, match="judgement"):
        append_judgement(tmp_path / "judgements.jsonl", said)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("at", ["2031-02-03", "2031-02-03T10:00", "2031-02-03T10:00:00.5+02:00"])
def test_times_in_iso_8601_are_taken(tmp_path, at):
    said = replace(judgement("reject", target(document(), SHUT)), at=at)
    append_judgement(tmp_path / "judgements.jsonl", said)
    assert read_judgements(tmp_path / "judgements.jsonl") == (said,)


def test_a_damaged_file_is_not_added_to(tmp_path):
    path = tmp_path / "judgements.jsonl"
    path.write_text('{"kind": "reject"\n')
    with pytest.raises(RecordError, match="line 1"):
        append_judgement(path, judgement("reject", target(document(), SHUT)))
    assert path.read_text() == '{"kind": "reject"\n'


def test_a_rejected_statement_is_gone_and_the_other_stays():
    doc = document()
    judged = apply_to_findings(extraction(doc), [judgement("reject", target(doc, SHUT))])
    assert [s.speaker.text for s in judged.extraction.statements] == ["Ana Brel"]
    assert judged.unmatched == ()


def test_of_two_speakers_set_for_one_statement_the_earlier_is_listed_as_without_effect():
    doc = document()
    said = [judgement("set_speaker", target(doc, SHUT), value=name) for name in ("Ana Brel", "Ivo Tarn")]
    judged = apply_to_findings(extraction(doc), said)
    assert [s.speaker.text for s in judged.extraction.statements if s.made_by == "hand"] == ["Ivo Tarn"]
    assert [(each.judgement.value, "later" in each.reason) for each in judged.unmatched] == [
        ("Ana Brel", True)
    ]


def test_what_stood_within_a_rejected_statement_stands_alone():
    doc = document()
    first, second = two_statements(doc)
    found = Extraction(documents=(doc,), statements=(replace(first, within=second.id), second))
    judged = apply_to_findings(found, [judgement("reject", target(doc, SHUT))])
    assert judged.extraction.statements == (first,)


def test_a_judgement_survives_words_added_before():
    doc = document()
    edited = document(text="Late on Monday. " + TEXT)
    judged = apply_to_findings(extraction(edited), [judgement("reject", target(doc, SHUT))])
    assert [s.speaker.text for s in judged.extraction.statements] == ["Ana Brel"]


def test_a_judgement_survives_a_text_that_was_edited_and_moved():
    doc = document()
    moved = document(text="Late on Monday. " + TEXT, path="elsewhere.txt")
    judged = apply_to_findings(extraction(moved), [judgement("reject", target(doc, SHUT))])
    assert len(judged.extraction.statements) == 1


def test_words_that_stand_twice_in_an_edited_text_are_not_guessed():
    doc = document()
    doubled = document(text=TEXT + " " + TEXT)
    judged = apply_to_findings(extraction(doubled), [judgement("reject", target(doc, SHUT))])
    assert judged.extraction.statements == extraction(doubled).statements
    assert "more places than one" in judged.unmatched[0].reason


def test_a_copy_from_another_outlet_is_left_alone_when_the_origin_is_there():
    doc, copy = document(), document(path="b.txt")
    judged = apply_to_findings(extraction(doc, copy), [judgement("reject", target(copy, SHUT))])
    assert [s.document for s in judged.extraction.statements] == [doc.id, doc.id, copy.id]


def test_without_its_origin_a_judgement_holds_for_each_copy_of_the_text():
    doc, copy = document(), document(path="b.txt")
    lost = judgement("reject", target(doc, SHUT, origin="gone.txt"))
    judged = apply_to_findings(extraction(doc, copy), [lost])
    assert len(judged.extraction.statements) == 2


@pytest.mark.parametrize(
    ("words", "reason"),
    [("the tunnel", "none of the texts"), ("the bridge", "more places"), ("Ana", "nothing was found")],
)
def test_a_judgement_that_no_longer_fits_is_listed(words, reason):
    doc = document()
    edited = document(text=TEXT + " ")
    old = document(text="the tunnel, the bridge, Ana")
    said = judgement("reject", target(old, words, origin=doc.path))
    judged = apply_to_findings(extraction(edited), [said])
    assert judged.unmatched[0].judgement == said
    assert reason in judged.unmatched[0].reason
    assert judged.extraction == extraction(edited)


def test_a_speaker_set_by_hand_stands_where_the_text_names_it():
    doc = document()
    said = judgement("set_speaker", target(doc, SHUT), value="Ana Brel")
    judged = apply_to_findings(extraction(doc), [said])
    changed = judged.extraction.statements[1]
    assert changed.speaker == Speaker(spans=spans(TEXT, "Ana Brel"), text="Ana Brel", kind="named")
    assert (changed.made_by, changed.score) == ("hand", 1.0)
    assert changed.id == extraction(doc).statements[1].id
    assert judged.extraction.statements[0] == extraction(doc).statements[0]


def test_a_speaker_that_the_text_does_not_name_has_no_place():
    doc = document()
    judged = apply_to_findings(
        extraction(doc), [judgement("set_speaker", target(doc, SHUT), value="Ivo Tarn")]
    )
    assert judged.extraction.statements[1].speaker == Speaker(text="Ivo Tarn", kind="named")


def test_the_later_of_two_judgements_counts():
    doc = document()
    said = [judgement("set_speaker", target(doc, SHUT), value=name) for name in ("Ivo Tarn", "Ana Brel")]
    assert apply_to_findings(extraction(doc), said).extraction.statements[1].speaker.text == "Ana Brel"


@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_speaker_without_a_name_is_listed(value):
    doc = document()
    judged = apply_to_findings(extraction(doc), [judgement("set_speaker", target(doc, SHUT), value=value)])
    assert "no speaker" in judged.unmatched[0].reason


def test_a_rejected_mention_is_gone():
    doc = document()
    found = Extraction(documents=(doc,), mentions=(mention(doc, "Ana Brel"), mention(doc, "Olt Marn")))
    judged = apply_to_findings(found, [judgement("reject", target(doc, "Ana Brel"))])
    assert [m.text for m in judged.extraction.mentions] == ["Olt Marn"]


@pytest.mark.parametrize(("start", "end"), [(5, 2), (-5, 3), (4, 4)])
def test_a_place_that_is_none_is_not_found(start, end):
    doc = document()
    broken = replace(target(doc, "bridge"), spans=(Span(start, end),), quote=("",))
    assert Locator([doc]).find(broken) == ()


def test_a_place_beyond_the_text_is_found_by_its_words():
    doc = document()
    (place,) = Locator([doc]).find(replace(target(doc, TEXT), spans=(Span(0, 10**9),)))
    assert place.spans == (Span(0, len(TEXT)),)


def test_a_word_that_any_text_may_have_is_not_looked_for_in_others():
    gone = document(text="Ivo Tarn denied it.", path="gone.txt")
    judged = apply_to_findings(extraction(document()), [judgement("reject", target(gone, "denied"))])
    assert judged.extraction == extraction(document())
    assert "too few to tell" in judged.unmatched[0].reason


# Actors


A, B = "a" * 16, "b" * 16


def with_actors():
    doc = document()
    mentions = (mention(doc, "Ana Brel", A), mention(doc, "Olt Marn", B))
    statements = tuple(
        replace(s, speaker=replace(s.speaker, members=(Member(span=s.speaker.spans[0], actor=actor),)))
        for s, actor in zip(two_statements(doc), (A, B), strict=True)
    )
    actors = (
        Actor(id=A, type="person", names=("Ana Brel",)),
        Actor(id=B, type="person", names=("Olt Marn", "Marn")),
    )
    position = Position(id="c" * 16, proposition="d" * 16, actor=B, position="denies")
    return (
        Extraction(documents=(doc,), mentions=mentions, statements=statements, actors=actors),
        Comparison(positions=(position,)),
    )


@pytest.mark.parametrize("words", [("company", "Norda Oil"), ("Norda Oil", "company")])
def test_merged_actors_are_called_by_a_proper_name_in_either_order(words):
    text = "The company said so. Norda Oil denied it."
    doc = document(text=text)
    actors = (
        Actor(id=A, type="group", names=("The company", "company")),
        Actor(id=B, type="organisation", names=("Norda Oil",)),
    )
    mentions = (mention(doc, "company", A), mention(doc, "Norda Oil", B))
    found = Extraction(documents=(doc,), mentions=mentions, actors=actors)
    said = judgement("merge_actors", *(target(doc, each) for each in words))
    (actor,) = apply_to_actors(found, Comparison(), [said]).extraction.actors
    assert (actor.type, actor.names) == ("organisation", ("Norda Oil", "The company", "company"))


def test_merged_actors_become_one_everywhere():
    found, comparison = with_actors()
    said = judgement(
        "merge_actors", target(found.documents[0], "Ana Brel"), target(found.documents[0], "Olt Marn")
    )
    judged = apply_to_actors(found, comparison, [said])
    (actor,) = judged.extraction.actors
    assert (actor.id, actor.names) == (A, ("Ana Brel", "Olt Marn", "Marn"))
    assert actor.merged_because[-1].code == "merge_actors"
    assert {m.actor for m in judged.extraction.mentions} == {A}
    assert {member.actor for s in judged.extraction.statements for member in s.speaker.members} == {A}
    assert judged.comparison.positions[0].actor == A
    assert judged.unmatched == ()


@pytest.mark.parametrize("kind", ["merge_actors", "split_actors"])
@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        (document(text="Ivo Tarn left.", path="gone.txt"), "its text is not there"),
        (document(), "no actor was found"),
    ],
)
def test_what_an_actor_judgement_does_not_find_of_its_places_is_listed(kind, missing, reason):
    found, comparison = with_actors()
    doc = found.documents[0]
    again = mention(doc, "the bridge", A)
    found = replace(found, mentions=(*found.mentions, again))
    words = "Ivo Tarn" if missing.path == "gone.txt" else "shut"
    places = [target(doc, "Ana Brel"), target(missing, words)]
    said = judgement(kind, *places, *([target(doc, "Olt Marn")] if kind == "merge_actors" else []))
    judged = apply_to_actors(found, comparison, [said])
    assert len(judged.extraction.actors) != len(found.actors)
    (left,) = judged.unmatched
    assert left.reason.startswith(f"applied to {len(said.targets) - 1} of {len(said.targets)} places; ")
    assert reason in left.reason


def test_what_a_rejection_does_not_find_of_its_places_is_listed():
    doc = document()
    gone = document(text="Ivo Tarn left.", path="gone.txt")
    said = judgement("reject", target(doc, "the bridge is shut"), target(gone, "Ivo Tarn left"))
    judged = apply_to_findings(extraction(doc), [said])
    assert len(judged.extraction.statements) == 1
    assert "applied to 1 of 2 places" in judged.unmatched[0].reason


def proposed(found):
    evidence = tuple(Evidence(document=m.document, span=m.span) for m in found.mentions[:2])
    names = tuple(mention.text for mention in found.mentions[:2])
    return ProposedMerge(
        id="f" * 16, actors=(A, B), names=names, evidence=evidence, reasons=(), score=0.5, made_by="test"
    )


def test_a_proposal_that_was_followed_is_gone_and_one_that_was_undone_is_back():
    found, comparison = with_actors()
    comparison = replace(comparison, proposed_merges=(proposed(found),))
    doc = found.documents[0]
    merge = judgement("merge_actors", target(doc, "Ana Brel"), target(doc, "Olt Marn"))
    assert apply_to_actors(found, comparison, [merge]).comparison.proposed_merges == ()
    undone = apply_to_actors(found, comparison, [merge, judgement("split_actors", target(doc, "Olt Marn"))])
    (again,) = undone.comparison.proposed_merges
    assert again.actors == tuple(mention.actor for mention in undone.extraction.mentions)


def test_a_split_undoes_a_merge():
    found, comparison = with_actors()
    doc = found.documents[0]
    merge = judgement("merge_actors", target(doc, "Ana Brel"), target(doc, "Olt Marn"))
    split = judgement("split_actors", target(doc, "Olt Marn"))
    judged = apply_to_actors(found, comparison, [merge, split])
    first, second = (m.actor for m in judged.extraction.mentions)
    assert first == A
    assert second != A
    names = {actor.id: actor.names for actor in judged.extraction.actors}
    assert names[second] == ("Olt Marn",)
    assert "Olt Marn" not in names[A]


@pytest.mark.parametrize("kind", ["merge_actors", "split_actors"])
@pytest.mark.parametrize("words", [("Ana Brel",), ("bridge",)])
def test_actor_judgements_that_change_nothing_are_listed(kind, words):
    found, comparison = with_actors()
    said = judgement(kind, *(target(found.documents[0], each) for each in words))
    judged = apply_to_actors(found, comparison, [said])
    assert (judged.extraction, judged.comparison) == (found, comparison)
    assert [each.judgement for each in judged.unmatched] == [said]


@pytest.mark.parametrize("kind", ["merge_actors", "split_actors"])
def test_an_actor_judgement_on_a_text_that_is_not_there_says_so(kind):
    found, comparison = with_actors()
    gone = document(text="Ivo Tarn left.", path="gone.txt")
    targets = (target(found.documents[0], "Ana Brel"), target(gone, "Ivo Tarn"))
    judged = apply_to_actors(found, comparison, [judgement(kind, *targets)])
    assert "its text is not there" in judged.unmatched[0].reason


def test_an_actor_judgement_on_words_that_changed_says_so():
    found, comparison = with_actors()
    old = document(text="Ivo Tarn left.")
    judged = apply_to_actors(found, comparison, [judgement("merge_actors", target(old, "Ivo Tarn"))])
    assert "its text has changed" in judged.unmatched[0].reason


def test_a_finding_of_a_text_that_is_not_there_says_so():
    gone = document(text="Ivo Tarn left.", path="gone.txt")
    judged = apply_to_findings(extraction(document()), [judgement("reject", target(gone, "Ivo Tarn"))])
    assert "its text is not there" in judged.unmatched[0].reason


@given(st.text(min_size=1), st.data())
def test_any_place_of_an_unchanged_text_is_found_again(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    doc = document(text=text)
    wanted = replace(target(doc, text[start]), spans=(doc_span(start, end),), quote=(text[start:end],))
    (found,) = Locator([doc]).find(wanted)
    assert found.spans == wanted.spans


def doc_span(start, end):
    return spans("x" * end, "x" * (end - start))[0].shifted(start)
