from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.compare.words import NO_CONTENT, Vocabulary, fold, read_words
from rashomon.model.identity import document_id, text_sha256
from rashomon.model.records import Document, Part


def document_of(text, parts=()):
    return Document(
        id=document_id(text, ""), text=text, text_sha256=text_sha256(text), length=len(text), parts=parts
    )


def cut(text, parts=()):
    return read_words(document_of(text, parts), 0, Vocabulary())


def sentences(text):
    return [sentence.span.of(text) for sentence in cut(text).sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gulls left. Boats came!", ["Gulls left.", "Boats came!"]),
        ("“Gulls left.” Boats came.", ["“Gulls left.”", "Boats came."]),
        (
            "Mr. Odo Karst of J. Brandt Ltd. Partners left.",
            ["Mr. Odo Karst of J. Brandt Ltd. Partners left."],
        ),
        ("It cost 3.50 crowns. Nobody paid.", ["It cost 3.50 crowns.", "Nobody paid."]),
        ("Gulls left\nin autumn.", ["Gulls left\nin autumn."]),
        ("Gulls left\nBoats came", ["Gulls left", "Boats came"]),
        ("Gulls left\r\n\r\nboats came", ["Gulls left", "boats came"]),
        ("鳥が去った。船が来た。", ["鳥が去った。", "船が来た。"]),
        ("  \n \n", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, expected):
    assert sentences(text) == expected


def test_words_are_cut_at_hyphens_and_apostrophes_and_numbers_kept_whole():
    text = "Karst's 1,340 sea-gulls"
    words = cut(text)
    assert [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == [
        "Karst", "s", "1,340", "sea", "gulls",
    ]  # fmt: skip


def test_function_words_have_no_content():
    words = cut("the gulls of the harbour")
    assert [stem == NO_CONTENT for stem in words.stems] == [True, False, True, True, False]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organised", "organizing"),
        ("colour", "colors"),
        ("seven", "7"),
        ("Café", "CAFE"),
        ("withdrawing", "withdraws"),
    ],
)
def test_spellings_and_endings_share_a_stem(one, other):
    words = cut(f"{one} {other}")
    assert words.stems[0] == words.stems[1] != NO_CONTENT


def test_only_title_headings_and_body_are_cut():
    kinds = ("title", "byline", "dateline", "heading", "body", "caption", "furniture")
    text = " ".join(f"w{kind}" for kind in kinds)
    parts = tuple(
        Part(kind=kind, start=text.index(f"w{kind}"), end=text.index(f"w{kind}") + len(kind) + 1)
        for kind in kinds
    )
    words = cut(text, parts)
    found = [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)]
    assert found == ["wtitle", "wheading", "wbody"]
    assert [sentence.body for sentence in words.sentences] == [False, False, True]


def test_a_very_long_sentence_is_cut_at_commas():
    text = ", ".join(["gull boat net"] * 100)
    lengths = [len(sentence) for sentence in cut(text).sentences]
    assert max(lengths) <= 80
    assert sum(lengths) == 300
    assert all(length % 3 == 0 for length in lengths)


@given(st.text(max_size=500))
@settings(max_examples=200, deadline=None)
def test_words_and_sentences_are_ordered_and_inside_the_text(text):
    words = cut(text)
    edges = [edge for pair in zip(words.starts, words.ends, strict=True) for edge in pair]
    assert edges == sorted(edges)
    assert all(start < end for start, end in zip(words.starts, words.ends, strict=True))
    places = [place for sentence in words.sentences for place in (sentence.span.start, sentence.span.end)]
    assert places == sorted(places)
    assert [sentence.first for sentence in words.sentences[1:]] == [s.last for s in words.sentences[:-1]]


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing_for_ascii_results(text):
    folded = fold(text)
    assert not folded.isascii() or fold(folded) == folded
