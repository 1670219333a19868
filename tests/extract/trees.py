"""Sentences of words of saying and what stands beside them, in any tree, for property tests."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from rashomon.extract.words import Words
from rashomon.language.tree import Tree

FORMS = (
    "ask",
    "asked",
    "for",
    "by",
    "want",
    "denied",
    "warning",
    "that",
    "not",
    "him",
    ",",
    '"',
    "call",
    "blame",
    "over",
    "according",
    "to",
    "at",
    "request",
    "claim",
    "caused",
    "because",
    "of",
    "but",
    "behind",
    "result",
    "unlawful",
)
RELATIONS = (
    "acl", "advcl", "aux", "case", "ccomp", "compound", "conj", "cop", "iobj", "mark", "nmod", "nsubj", "obj",
    "obl", "parataxis", "punct", "xcomp",
)  # fmt: skip
UPOS = ("ADP", "ADV", "AUX", "NOUN", "PART", "PRON", "PUNCT", "SCONJ", "VERB")


@st.composite
def sentences(draw: st.DrawFn) -> Words:
    """One sentence: words of saying and what stands beside them, in any tree, projective or not."""
    forms = draw(st.lists(st.sampled_from(FORMS), min_size=1, max_size=9))
    order = draw(st.permutations(range(len(forms))))
    heads = [-1] * len(forms)
    for place, word in enumerate(order[1:], start=1):
        heads[word] = order[draw(st.integers(0, place - 1))]
    return of(
        forms,
        heads,
        draw(st.lists(st.sampled_from(RELATIONS), min_size=len(forms), max_size=len(forms))),
        draw(st.lists(st.sampled_from(UPOS), min_size=len(forms), max_size=len(forms))),
    )


def of(
    forms: Sequence[str],
    heads: Sequence[int],
    relations: Sequence[str],
    upos: Sequence[str],
    passive: Sequence[bool] = (),
) -> Words:
    children: list[list[int]] = [[] for _ in forms]
    for word, head in enumerate(heads):
        if head >= 0:
            children[head].append(word)
    tree = Tree(heads, relations, passive or [False] * len(forms), upos, children)
    return Words(forms, [form.lower() for form in forms], [""] * len(forms), tree)
