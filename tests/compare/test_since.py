"""What changed since an earlier run, from findings that are given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rashomon.compare import CompareSettings, Remaker, changes_since
from rashomon.compare.holders import outlet_actors
from rashomon.compare.parting import none_apart
from rashomon.compare.since.places import Places
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.identity import finding_id, group_id
from rashomon.model.offsets import Span
from rashomon.model.records import Actor, Anchored, Link, Mention, Passage, Speaker, Statement
from rashomon.pipeline import sentence_vectors
from tests.compare.test_matters import at, event, statement

FIRST = "Ana Brel said the bridge was shut. Guards held 12 drivers at the toll booth."
SECOND = "Olt Marn denied that the bridge was shut. Guards held 15 drivers at the toll booth."
ACTORS = {"Ana Brel": "a" * 16, "Olt Marn": "b" * 16}
CUES = {"Ana Brel": "said", "Olt Marn": "denied"}


def mention(document, name, actor):
    span = at(document.text, name)
    return Mention(
        id=finding_id(document.id, "mention", [span]), document=document.id, span=span, text=name,
        type="person", actor=actor, score=1.0, made_by="test",
    )  # fmt: skip


def run(*documents, salt="", together=True):
    """Return a run in which each text has one speaker, who says or denies one thing, and one event."""
    statements, events, mentions, actors = [], [], [], {}
    for document in documents:
        name = next(name for name in ACTORS if name in document.text)
        known = group_id("actor", [ACTORS[name], salt]) if salt else ACTORS[name]
        actors[known] = Actor(id=known, type="person", names=(name,))
        content = document.text[document.text.index("the bridge") : document.text.index(". Guards")]
        cue = next(cue for cue in ("said", "denied") if cue in document.text)
        statements.append(statement(document, name, cue, content, act=cue, actor=known))
        number = document.text.partition("held ")[2].split()[0]
        events.append(event(document, "held", number))
        mentions.append(mention(document, name, known))
    extraction = Extraction(
        documents=documents, statements=tuple(statements), events=tuple(events), mentions=tuple(mentions),
        actors=tuple(actors[key] for key in sorted(actors)),
    )  # fmt: skip
    extraction = replace(extraction, actors=(*extraction.actors, *outlet_actors(extraction)))
    remaker = Remaker(extraction, sentence_vectors, CompareSettings(), none_apart)
    made = [remaker.proposition({each.id for each in statements}, "test")] if together else []
    told = (remaker.event({each.id for each in events}, "test"),) if len(events) > 1 else ()
    comparison = Comparison(
        propositions=tuple(made), merged_events=told, positions=tuple(remaker.positions(made))
    )
    return extraction, comparison


def told(changes, *kinds):
    return [
        (each.what, each.change, each.before and each.before.value, each.now and each.now.value)
        for each in changes
        if each.what in kinds
    ]


@pytest.fixture
def texts(make):
    return make(FIRST, "a.txt", outlet="Post"), make(SECOND, "b.txt", outlet="Wire")


def test_the_same_run_changed_nothing(texts):
    assert changes_since(run(*texts), run(*texts)) == ()


def test_two_statements_in_the_same_words_are_told_apart(texts, make):
    def twice(*documents):
        extraction, comparison = run(*documents)
        first = extraction.statements[0]
        other = replace(first, id=finding_id(first.document, "nested", first.content.spans))
        return replace(extraction, statements=(first, other, *extraction.statements[1:])), comparison

    moved = make(FIRST, "moved/z.txt", outlet="Post")
    assert changes_since(twice(*texts), twice(*texts)) == ()
    assert changes_since(twice(*texts), twice(moved, texts[1])) == ()
    assert told(changes_since(run(*texts), twice(*texts)), "statement") == [
        ("statement", "new", None, "Ana Brel: said")
    ]


def test_a_text_under_another_name_is_the_same_text(texts, make):
    moved = make(FIRST, "moved/z.txt", outlet="Post")
    assert changes_since(run(*texts), run(moved, texts[1], salt="later")) == ()


def test_a_new_text_brings_its_findings(texts):
    changes = changes_since(run(texts[0]), run(*texts))
    assert told(changes, "text", "statement") == [
        ("text", "new", None, None),
        ("statement", "new", None, "Olt Marn: denied"),
    ]
    (new,) = (each for each in changes if each.what == "text")
    assert (new.now.name, new.now.document) == ("Wire", texts[1].id)


def test_a_text_that_is_gone_takes_its_findings_with_it(texts):
    changes = changes_since(run(*texts), run(texts[0]))
    assert told(changes, "text", "statement") == [
        ("text", "gone", None, None),
        ("statement", "gone", "Olt Marn: denied", None),
    ]
    (gone,) = (each for each in changes if each.what == "statement")
    assert gone.before.text == "the bridge was shut"


def test_of_a_text_that_changed_only_what_changed_is_told(texts, make):
    longer = make("Osk, Monday. " + FIRST.replace("12", "19"), "a.txt", outlet="Post")
    changes = changes_since(run(*texts), run(longer, texts[1]))
    assert told(changes, "text", "statement", "event", "position") == [("text", "changed", None, None)]
    assert told(changes, "figure") == [("figure", "changed", "12; 15", "19; 15")]


def test_words_that_changed_are_set_against_each_other(texts, make):
    reworded = make(FIRST.replace("bridge was shut", "bridge was shut at night"), "a.txt", outlet="Post")
    (change,) = (c for c in changes_since(run(*texts), run(reworded, texts[1])) if c.what == "statement")
    assert change.change == "changed"
    assert (change.before.text, change.now.text) == ("the bridge was shut", "the bridge was shut at night")


@pytest.mark.parametrize("salt", ["", "another run"])
def test_who_changed_sides_is_told_with_both_passages(texts, make, salt):
    turned = make(FIRST.replace("said", "denied that"), "a.txt", outlet="Post")
    other = make(SECOND.replace("denied that", "said that"), "b.txt", outlet="Wire")
    changes = changes_since(run(*texts), run(turned, other, salt=salt))
    sides = [c for c in changes if c.what == "position" and c.actor in ACTORS]
    assert [(c.actor, c.before.value, c.now.value) for c in sides] == [
        ("Ana Brel", "asserts", "denies"),
        ("Olt Marn", "denies", "asserts"),
    ]
    for each in sides:
        assert each.before.text == each.now.text == "the bridge was shut"
        assert each.subject


def test_a_proposition_may_be_new_or_gone(texts):
    alone, together = run(texts[0], together=False), run(*texts)
    assert told(changes_since(alone, together), "proposition", "position") == [
        ("proposition", "new", None, None)
    ]
    assert told(changes_since(together, alone), "proposition") == [("proposition", "gone", None, None)]


def test_the_same_passages_put_together_in_another_way_are_no_news(texts):
    extraction, comparison = run(*texts)
    apart = replace(comparison, propositions=(), positions=())
    assert changes_since((extraction, comparison), (extraction, apart)) == ()
    assert changes_since((extraction, apart), (extraction, comparison)) == ()
    turned = tuple(replace(each, position="doubts") for each in comparison.positions)
    turned_only = replace(comparison, positions=turned)
    assert changes_since((extraction, comparison), (extraction, turned_only)) == ()


def test_a_position_set_by_hand_is_news(texts):
    extraction, comparison = run(*texts)
    first, *others = comparison.positions
    by_hand = replace(comparison, positions=(replace(first, position="doubts", made_by="hand"), *others))
    changes = changes_since((extraction, comparison), (extraction, by_hand))
    assert told(changes, "position") == [("position", "changed", "asserts", "doubts")]
    undone = changes_since((extraction, by_hand), (extraction, comparison))
    assert told(undone, "position") == [("position", "changed", "doubts", "asserts")]


def test_what_happened_then_and_is_denied_now_is_told(texts):
    extraction, comparison = run(*texts)
    first, second = extraction.events
    later = replace(extraction, events=(replace(first, status="denied"), second))
    changes = changes_since((extraction, comparison), (later, comparison))
    assert told(changes, "event") == [("event", "changed", "happened", "denied")]


def test_findings_of_another_model_are_told_once(texts):
    extraction, comparison = run(*texts)
    later = replace(
        extraction, statements=tuple(replace(each, made_by="encoder 9") for each in extraction.statements)
    )
    changes = changes_since((extraction, comparison), (later, comparison))
    assert told(changes, "program") == [("program", "changed", "test", "encoder 9")]
    assert len(changes) == 1


def test_changes_have_ids_of_their_own_and_stand_in_one_order(texts, make):
    now = make(FIRST.replace("12", "19"), "c.txt"), texts[1]
    changes = changes_since(run(*texts), run(*now))
    assert len({each.id for each in changes}) == len(changes) > 3
    assert changes == changes_since(run(*texts), run(*now))


def test_empty_runs_are_compared():
    nothing = (Extraction(), Comparison())
    assert changes_since(nothing, nothing) == ()


def test_texts_that_could_not_be_read_are_known_by_their_names(make):
    unread = make("", "a.pdf"), make("", "b.pdf")
    now = (Extraction(documents=unread[:1]), Comparison())
    changes = changes_since((Extraction(documents=unread), Comparison()), now)
    assert told(changes, "text") == [("text", "gone", "not read", None)]


# Where words stand now

TEXTS = st.text(alphabet="ab c.\n\U0001f6f6", max_size=40)


@given(TEXTS, TEXTS, st.data())
def test_a_place_that_is_found_again_has_the_same_characters(before, now, data):
    start = data.draw(st.integers(0, len(before)))
    span = Span(start, data.draw(st.integers(start, len(before))))
    places = Places(before, now)
    found = places.exact((span,))
    if found:
        assert [each.of(now) for each in found] == [span.of(before)]
    near = places.near(span)
    assert 0 <= near.start <= near.end <= len(now)


@given(TEXTS, TEXTS, TEXTS)
def test_words_between_others_that_did_not_change_are_found(before, middle, after):
    old, new = f"{before} word {after}", f"{middle}{before} word {after}"
    span = Span(len(before) + 1, len(before) + 5)
    assert Places(old, new).near(span).end <= len(new)
    assert Places(old, old).exact((span,)) == (span,)


def test_a_long_text_of_one_word_again_and_again_is_compared_in_time():
    before, now = "no " * 30_000 + "end", "no " * 30_001 + "and"
    assert Places(before, now).exact((Span(0, 2),)) == (Span(0, 2),)


# Values that part


def parted(told_by, value, kind="contradict", *, compatible=False):
    """Return a run of two texts with a link between the number of the first and that of the second."""
    extraction, comparison = told_by
    one, other = extraction.events[:2]
    ends = [
        Passage(document=each.document, spans=each.trigger.spans, finding=each.id) for each in (one, other)
    ]
    link = Link(
        id="7" * 16, kind=kind, left=ends[0], right=ends[1], attribute="arrested", left_value="12",
        right_value=value, compatible=compatible, score=0.9, made_by="test",
    )  # fmt: skip
    return extraction, replace(comparison, links=(link,))


def test_values_that_part_are_new_gone_or_stand_otherwise(texts):
    before, now = run(*texts), run(*texts)
    assert told(changes_since(before, parted(now, "15")), "parting") == [
        ("parting", "new", None, "‘12’ and ‘15’: cannot both hold")
    ]
    assert told(changes_since(parted(before, "15"), now), "parting") == [
        ("parting", "gone", "‘12’ and ‘15’: cannot both hold", None)
    ]
    assert told(changes_since(parted(before, "15"), parted(now, "15", "update")), "parting") == [
        ("parting", "changed", "‘12’ and ‘15’: cannot both hold", "‘12’ and ‘15’: changed later")
    ]
    assert told(changes_since(parted(before, "15"), parted(now, "15")), "parting") == []


def test_a_text_of_another_name_is_neither_gone_nor_new(make, texts):
    renamed = make(FIRST, "other.txt", outlet="Post"), texts[1]
    assert renamed[0].id != texts[0].id
    assert changes_since(run(*texts), run(*renamed)) == ()


def test_values_that_part_are_known_again_in_a_text_of_another_name(make, texts):
    renamed = make(FIRST, "other.txt", outlet="Post"), texts[1]
    changes = changes_since(parted(run(*texts), "15"), parted(run(*renamed), "15"))
    assert told(changes, "parting") == []


def said_by_the_mayor(text, *contents):
    """Return a run of one text with what its mayor says."""
    statements = []
    for content in contents:
        start = text.text.index(content)
        cue = Span(start - len("said "), start - 1)
        who = Span(cue.start - len("Mayor Odo Karst "), cue.start - 1)
        statements.append(
            Statement(
                id=finding_id(text.id, "statement", [Span(start, start + len(content))]), document=text.id,
                kind="indirect", act="said", score=0.9, made_by="test",
                speaker=Speaker(spans=(who,), text=who.of(text.text), kind="named"),
                cue=Anchored(spans=(cue,), text="said"),
                content=Anchored(spans=(Span(start, start + len(content)),), text=content),
            )
        )  # fmt: skip
    return Extraction(documents=(text,), statements=tuple(statements)), Comparison()


TWELVE, FIFTEEN = ("that twelve people had been hurt", "that fifteen people had been hurt")


@pytest.mark.parametrize("between", ["\n\n", " "])
def test_a_sentence_put_above_one_like_it_is_the_new_one(make, between):
    old, new = (f"Mayor Odo Karst said {words}." for words in (TWELVE, FIFTEEN))
    rest = "The bridge was shut at noon."
    before, now = make(f"Fire\n\n{old} {rest}"), make(f"Fire\n\n{new}{between}{old} {rest}")
    changes = changes_since(said_by_the_mayor(before, TWELVE), said_by_the_mayor(now, FIFTEEN, TWELVE))
    assert [(each.change, each.subject) for each in changes if each.what == "statement"] == [("new", FIFTEEN)]


def test_what_is_said_in_the_same_words_at_another_place_is_neither_gone_nor_new(make):
    old, new = (f"Mayor Odo Karst said {words}." for words in (TWELVE, FIFTEEN))
    before, now = make(f"{old}\n\n{new}"), make(f"{new}\n\n{old}")
    both = TWELVE, FIFTEEN
    changes = changes_since(said_by_the_mayor(before, *both), said_by_the_mayor(now, *both))
    assert [each for each in changes if each.what == "statement"] == []
