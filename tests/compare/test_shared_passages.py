from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.compare import CompareSettings, compare_documents
from rashomon.compare.candidates import candidate_pairs
from rashomon.compare.collection import collect
from rashomon.model.corpus import Extraction
from rashomon.model.identity import document_id, text_sha256
from rashomon.model.offsets import Span
from rashomon.model.records import Document, Part
from tests.compare.vectors import letter_vectors

BRIDGE = "Engineers closed the old bridge at Tarnmouth after divers found loose stones under both piers."
REWORDED = (
    "The old Tarnmouth bridge was closed by engineers when divers discovered loose stones beneath its piers."
)
LIGHTHOUSE = "A keeper of the northern lighthouse painted his door green to please a visiting aunt."
ORCHARD = "Nine wagons of pears were turned away at the cider press because the scales had rusted."
WEAVERS = "Weavers of the hill villages sell blankets from a barge that leaves the jetty at dawn."


def filler(number):
    return " ".join(f"Sailor{i}of{number} mended net{i}of{number}." for i in range(20))


def words(document, spans):
    return " … ".join(span.of(document.text) for span in spans)


def test_exact_copy_is_found_with_both_spans_and_no_changes(make, compared):
    left = make(f"{LIGHTHOUSE} {BRIDGE}", "left.txt")
    right = make(f"{BRIDGE}\n\n{ORCHARD}", "right.txt")
    (link,) = compared(left, right).links
    assert words(left, link.left.spans) == BRIDGE == words(right, link.right.spans)
    assert link.changes == ()
    assert link.score == 1.0
    assert link.reasons[0].code == "same-words"
    assert link.reasons[0].detail == "all 15 words the same"


def test_one_changed_word_is_marked_on_both_sides(make, compared):
    left = make(BRIDGE, "left.txt")
    right = make(BRIDGE.replace("loose", "cracked"), "right.txt")
    (link,) = compared(left, right).links
    (change,) = link.changes
    assert change.kind == "replaced"
    assert change.left.of(left.text) == "loose"
    assert change.right.of(right.text) == "cracked"
    assert link.reasons[0].detail == "14 of 15 words the same, in the same order"


def test_added_and_dropped_words_have_one_empty_side(make, compared):
    left = make(BRIDGE, "a.txt", date="2031-01-01")
    right = make(BRIDGE.replace("both ", "").replace("closed", "hastily closed"), "b.txt", date="2031-01-02")
    (link,) = compared(left, right).links
    assert [(change.kind, change.left is None, change.right is None) for change in link.changes] == [
        ("added", True, False),
        ("dropped", False, True),
    ]


def test_a_change_of_case_or_accent_is_no_change(make, compared):
    left = make("The café owners of Brenmouth refuse to serve soup after curfew bells.", "a.txt")
    right = make("THE CAFE OWNERS of Brenmouth refuse to serve soup after curfew bells.", "b.txt")
    (link,) = compared(left, right).links
    assert link.changes == ()


def test_reworded_passage_is_found_and_called_so(make, compared):
    left = make(f"{BRIDGE}\n\n{LIGHTHOUSE}", "a.txt")
    right = make(f"{ORCHARD}\n\n{REWORDED}", "b.txt")
    (link,) = compared(left, right).links
    assert words(right, link.right.spans) == REWORDED
    assert link.reasons[0].code == "reworded"
    assert link.score < 1.0
    assert link.changes


def test_two_sentences_side_by_side_in_both_texts_are_one_passage(make, compared):
    left = make(f"{BRIDGE} {ORCHARD}", "a.txt")
    right = make(f"{WEAVERS} {BRIDGE} {ORCHARD}", "b.txt")
    (link,) = compared(left, right).links
    assert words(left, link.left.spans) == f"{BRIDGE} {ORCHARD}"


def test_reordered_sentences_are_two_passages(make, compared):
    left = make(f"{BRIDGE} {ORCHARD}", "a.txt")
    right = make(f"{ORCHARD} {BRIDGE}", "b.txt")
    assert len(compared(left, right).links) == 2


def test_one_sentence_cut_in_two_by_the_other_text(make, compared):
    cut = BRIDGE.replace(" after divers", ". Later divers")
    left = make(f"{BRIDGE}\n\n{ORCHARD} {WEAVERS}", "a.txt")
    right = make(f"{cut}\n\n{ORCHARD} {WEAVERS}", "b.txt")
    spans = {words(right, link.right.spans) for link in compared(left, right).links}
    assert cut in spans


def test_texts_that_share_only_names_and_topic_share_no_passage(make, compared):
    left = make("Premier Odo Karst met Duke Ulm Varga in Selmouth on Monday. Premier Karst praised the port.")
    right = make(
        "In Selmouth on Monday, Duke Ulm Varga and Premier Odo Karst shook hands. Karst left by train.",
        "b.txt",
    )
    assert compared(left, right).links == ()


def test_furniture_is_not_compared(make, compared):
    parts = (Part(kind="body", start=0, end=len(LIGHTHOUSE)),)
    rest = (Part(kind="furniture", start=len(LIGHTHOUSE) + 1, end=len(LIGHTHOUSE) + 1 + len(BRIDGE)),)
    left = make(f"{LIGHTHOUSE}\n{BRIDGE}", "a.txt", parts=parts + rest)
    right = make(BRIDGE, "b.txt")
    assert compared(left, right).links == ()


def test_lines_broken_in_mid_sentence_make_no_difference(make, compared):
    left = make(BRIDGE, "a.txt")
    right = make(
        BRIDGE.replace("after divers", "after\ndivers").replace("stones under", "stones\nunder"), "b.txt"
    )
    (link,) = compared(left, right).links
    assert link.changes == ()


def test_stock_phrase_in_fifty_texts_is_cheap_and_not_shown(make):
    stock = "The ministry of fisheries did not answer our letters before this edition went to the printers."
    documents = [make(f"{filler(i)} {stock}", f"{i}.txt") for i in range(50)]
    collection = collect(documents)
    assert len(candidate_pairs(collection.flat, CompareSettings())) <= 2 * 50
    assert compare_documents(Extraction(documents=tuple(documents)), letter_vectors)[1].links == ()


def test_a_standing_line_at_the_end_of_three_texts_is_not_shown(make, compared):
    line = "Write to our herring desk if your cellar floods or your uncle returns."
    assert compared(*(make(f"{filler(i)}\n\n{line}", f"{i}.txt") for i in range(3))).links == ()
    assert (
        len(compared(*(make(f"{filler(i)} {line} {filler(i + 9)}", f"{i}.txt") for i in range(3))).links) == 3
    )


def test_a_long_note_at_the_end_of_one_outlets_texts_is_a_standing_line(make, compared):
    note = f"{LIGHTHOUSE} {ORCHARD}"
    texts = [f"{filler(i)}\n\n{note}" for i in range(3)]
    assert (
        compared(*(make(text, f"{i}.txt", outlet="Mole Gazette") for i, text in enumerate(texts))).links == ()
    )
    assert (
        len(compared(*(make(text, f"{i}.txt", outlet=f"Paper {i}") for i, text in enumerate(texts))).links)
        == 3
    )


def test_a_stock_phrase_beside_another_shared_passage_is_shown(make, compared):
    stock = "The ministry of fisheries did not answer our letters before this edition went to the printers."
    documents = [make(f"{filler(i)}\n\n{stock}", f"{i:02}.txt") for i in range(20)]
    documents[0] = make(f"{filler(0)}\n\n{BRIDGE}\n\n{stock}", "00.txt")
    documents[1] = make(f"{filler(1)}\n\n{BRIDGE}\n\n{stock}", "01.txt")
    assert len(compared(*documents).links) == 2


def test_same_document_fifty_times_is_fifty_documents_and_one_origin(make, compared):
    text = f"{BRIDGE}\n\n{ORCHARD}\n\n{WEAVERS}"
    comparison = compared(*(make(text, f"{i:02}.txt") for i in range(50)))
    (origin,) = comparison.origins
    assert len(origin.documents) == 50
    assert len(comparison.links) <= 3 * 2 * 50


def test_one_document_given_twice_under_one_id_is_compared_with_nothing(make, compared):
    document = make(BRIDGE)
    assert compared(document, document).links == ()


def test_one_document_has_a_story_and_no_links(make, compared):
    comparison = compared(make(BRIDGE, title="Bridge closed"))
    assert comparison.links == comparison.origins == ()
    assert [story.label for story in comparison.stories] == ["Bridge closed"]


def test_empty_documents_and_no_documents_at_all(make, compared):
    comparison = compared(make("", "a.txt"), make(" \n\n ", "b.txt"), make("…!?", "c.txt"))
    assert comparison.links == comparison.origins == ()
    assert compared().stories == ()


def test_the_order_of_the_documents_makes_no_difference(make, compared):
    documents = [
        make(f"{BRIDGE}\n\n{ORCHARD}", "a.txt", date="2031-02-03"),
        make(f"{REWORDED}\n\n{ORCHARD}", "b.txt"),
        make(f"{WEAVERS}\n\n{ORCHARD}", "c.txt", date="2031-02-01"),
    ]
    forwards, backwards = compared(*documents), compared(*reversed(documents))
    assert forwards.links == backwards.links
    assert forwards.origins == backwards.origins


def test_documents_get_the_story(make):
    document = make(BRIDGE)
    extraction, comparison = compare_documents(Extraction(documents=(document,)), letter_vectors)
    assert extraction.documents[0].story == comparison.stories[0].id
    assert document.story is None


def bulk(number, rng):
    vocabulary = [f"w{int(rng.paretovariate(0.6)) % 20000}" for _ in range(80 * number)]
    texts = [" ".join(vocabulary[i : i + 80]) for i in range(0, len(vocabulary), 80)]
    return [
        Document(
            id=document_id(text, str(i)),
            text=text,
            text_sha256=text_sha256(text),
            length=len(text),
            path=str(i),
        )
        for i, text in enumerate(texts)
    ]


def test_candidates_grow_near_linearly_up_to_a_thousand_documents():
    rng = random.Random(7)  # noqa: S311 - made-up text, no secret
    counts = [len(candidate_pairs(collect(bulk(n, rng)).flat, CompareSettings())) for n in (250, 1000)]
    assert counts[0] > 0
    assert counts[1] < 6 * counts[0]  # all pairs of sentences would be 16 times as many


@given(st.lists(st.text(max_size=300), max_size=4), st.text(min_size=60, max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_spans_that_stand_inside_it(texts, common):
    documents = [
        Document(
            id=document_id(text + common, str(i)),
            path=str(i),
            text=text + common,
            text_sha256=text_sha256(text + common),
            length=len(text + common),
        )
        for i, text in enumerate(texts)
    ]
    _, comparison = compare_documents(Extraction(documents=tuple(documents)), letter_vectors)
    by_id = {document.id: document for document in documents}
    for link in comparison.links:
        for side, name in ((link.left, "left"), (link.right, "right")):
            (span,) = side.spans
            assert 0 <= span.start < span.end <= by_id[side.document].length
            changed = [getattr(change, name) for change in link.changes]
            assert all(span.covers(place) and len(place) for place in changed if place is not None)


HOSTILE = {
    "one line of many words": "pebble lantern " * 40_000,
    "one endless word": "x" * 300_000,
    "blank lines": "\n" * 100_000 + BRIDGE,
    "carriage returns before a letter": "\r" * 100_000 + "a",
    "full stops": ". " * 100_000,
    "initials": "A. " * 50_000,
    "opening quotes": "said.“" * 30_000,
    "lone surrogate": "\ud800 " + BRIDGE,
    "right-to-left marks": "\u202e" + BRIDGE.replace(" ", " \u200f"),
    "spaces after a stop": "stop." + " " * 300_000 + "go",
}


def test_hostile_texts_are_compared_in_seconds(make, compared):
    documents = [make(text, f"{name}.txt") for name, text in HOSTILE.items()]
    copies = [make(text, f"{name} again.txt") for name, text in HOSTILE.items()]
    comparison = compared(*documents, *copies)
    lengths = {document.id: document.length for document in (*documents, *copies)}
    assert comparison.links
    for link in comparison.links:
        for side in (link.left, link.right):
            assert all(Span(0, lengths[side.document]).covers(span) for span in side.spans)
