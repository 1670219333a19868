from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.language import Analysis
from rashomon.language.descriptions import Description
from rashomon.language.layers import Inventory, Labelled, Syntax

RELATIONS = (
    "acl:relcl", "amod", "appos", "case", "compound", "det", "flat", "nmod", "nmod:desc", "nsubj", "obj",
    "punct", "root",
)  # fmt: skip
UPOS = ("NOUN", "PROPN", "X")
KINDS = ("NORP", "Person")


def parsed(rows: str, *entities: tuple[int, int, str]) -> Analysis:
    """Return one sentence: "form head relation" for each word, heads from 1; forms in capitals are names."""
    words = [row.split() for row in rows.split(" / ")]
    ends = np.cumsum([len(form) + 1 for form, _, _ in words]) - 1
    starts = ends - [len(form) for form, _, _ in words]
    tags = ["PROPN" if form[0].isupper() else "NOUN" if form[0].islower() else "X" for form, _, _ in words]
    whole = np.array([[0, len(words)]], dtype=np.int32)
    return Analysis(
        document="made",
        text=" ".join(form for form, _, _ in words),
        words=np.stack([starts, ends], axis=1).astype(np.int32),
        sentences=whole,
        made_by="made 1",
        inventory=Inventory(upos=UPOS, relations=RELATIONS, entities=KINDS),
        syntax=Syntax(
            upos=np.array([UPOS.index(tag) for tag in tags], dtype=np.int32),
            heads=np.array([int(head) - 1 for _, head, _ in words], dtype=np.int32),
            relations=np.array([RELATIONS.index(name) for _, _, name in words], dtype=np.int32),
        ),
        entities=Labelled(
            np.array([[first, end] for first, end, _ in entities], dtype=np.int32).reshape(-1, 2),
            np.array([KINDS.index(kind) for _, _, kind in entities], dtype=np.int32),
            np.ones(len(entities), dtype=np.float32),
        ),
    )


def described(analysis: Analysis) -> list[str]:
    offsets = analysis.offsets(
        np.array([each.words for each in analysis.descriptions()], dtype=np.int32).reshape(-1, 2)
    )
    return [analysis.text[start:end] for start, end in offsets.tolist()]


TITLED = "Kestrian 2 amod / President 3 nmod:desc / Oru 5 nsubj / Lanne 3 flat / left 0 root"


def test_title_nationality_and_name_are_told_apart():
    analysis = parsed(TITLED, (0, 1, "NORP"), (2, 4, "Person"))
    assert analysis.descriptions() == [Description(person=1, words=(0, 2), entities=(0,))]


@pytest.mark.parametrize(
    ("rows", "name", "expected"),
    [
        (
            "by 4 case / the 4 det / foreign 4 amod / minister 0 root / Ansa 4 appos / Verrel 5 flat",
            (4, 6),
            ["foreign minister"],
        ),
        (
            "Verrel 0 root / , 4 punct / the 4 det / minister 1 appos / of 6 case / trade 4 nmod / , 4 punct",
            (0, 1),
            ["minister of trade"],
        ),
        (
            "Verrel 0 root / , 3 punct / minister 1 appos / who 5 nsubj / left 3 acl:relcl",
            (0, 1),
            ["minister"],
        ),
        ("interior 2 amod / minister 4 nsubj / Verrel 4 nsubj / left 0 root", (2, 3), ["interior minister"]),
        (
            "interior 2 amod / minister 5 nsubj / , 4 punct / Verrel 2 appos / left 0 root",
            (3, 4),
            ["interior minister"],
        ),
        ("they 2 nsubj / met 0 root / Verrel 2 obj", (2, 3), []),
        ("Verrel 0 root / , 3 punct / Lanne 1 appos", (0, 1), []),
    ],
    ids=[
        "the-name-hangs-on-the-title",
        "noun-behind",
        "no-relative-clause",
        "both-subjects",
        "comma",
        "none",
        "another-name",
    ],
)
def test_words_that_describe_a_name(rows, name, expected):
    assert described(parsed(rows, (*name, "Person"))) == expected


def test_one_name_does_not_describe_the_next():
    rows = "Lanne 2 compound / Verrel 3 nsubj / left 0 root"
    assert described(parsed(rows, (0, 1, "Person"), (1, 2, "Person"))) == []


@pytest.mark.parametrize("missing", ["syntax", "inventory"])
def test_without_trees_or_kinds_there_are_none(missing):
    analysis = parsed(TITLED, (2, 4, "Person"))
    empty = {"syntax": Syntax(), "inventory": Inventory()}[missing]
    assert replace(analysis, **{missing: empty}).descriptions() == []


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_tree_gives_ranges_beside_the_name(data):
    count = data.draw(st.integers(1, 8))
    order = data.draw(st.permutations(range(1, count + 1)))  # a word hangs on one that comes before it here
    heads = {
        word: order[data.draw(st.integers(0, place - 1))] if place else 0 for place, word in enumerate(order)
    }
    labels = [data.draw(st.sampled_from(RELATIONS)) for _ in range(count)]
    forms = data.draw(st.lists(st.sampled_from(["a", "B", ","]), min_size=count, max_size=count))
    first = data.draw(st.integers(0, count - 1))
    end = data.draw(st.integers(first + 1, count))
    rows = " / ".join(
        f"{form} {heads[n]} {label}" for n, (form, label) in enumerate(zip(forms, labels, strict=True), 1)
    )
    for each in parsed(rows, (first, end, "Person")).descriptions():
        assert 0 <= each.words[0] < each.words[1] <= count
        assert each.words[1] <= first or each.words[0] >= end


def test_the_mark_of_a_named_possessor_is_left_to_it():
    rows = "Torr 3 nmod / 's 1 case / wife 0 root / , 5 punct / Ana 3 appos / Veld 5 flat / , 3 punct"
    assert described(parsed(rows, (0, 1, "Person"), (4, 6, "Person"))) == ["wife"]
