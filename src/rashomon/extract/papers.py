"""Whose "the statement" is: it speaks for whoever issued the one statement that its text tells of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rashomon.extract.meant import Meant
from rashomon.extract.references import Reference
from rashomon.extract.words import Words

PAPERS = frozenset({"communique", "communiqué", "declaration", "release", "statement"})
"""What a body issues to speak by it; a letter or a report speaks for itself."""
_KNOWN = frozenset({"the", "this", "that"})
_PLURAL = frozenset({"NNS", "NNPS"})
_BY = frozenset({"by", "from", "of"})
_IN = frozenset({"in", "through", "via"})
_ISSUING = frozenset(
    "circulate distribute give issue make post publish put read release send share sign".split()
)


def issuer(words: Words, found: Sequence[Reference], meant: Mapping[int, Meant]) -> int | None:
    """Return the group that issued the one statement of a text, `None` for none, several or nobody known.

    Args:
        words: of the text.
        found: its references.
        meant: whom they mean by now.
    """
    heads = {
        word: number
        for number, each in enumerate(found)
        for word in (range(*each.words) if each.form == "name" else (each.head,))
    }
    issuers = set[int | None]()
    for paper in _papers(words):
        numbers = [heads[word] for word in _issuing(words, paper) if word in heads]
        groups = {meant[number].group for number in numbers if number in meant}
        if groups or words.lower[words.told(paper)[0]] not in _KNOWN:  # "the statement" is one told of before
            issuers |= groups or {None}
    return next(iter(issuers)) if len(issuers) == 1 else None


def _papers(words: Words) -> Iterator[int]:
    for word, upos in enumerate(words.tree.upos):
        if upos == "NOUN" and words.xpos[word] not in _PLURAL and words.lemma(word) in PAPERS:
            yield word


def _issuing(words: Words, paper: int) -> Iterator[int]:
    """Yield the heads of who issued a statement: "its", "by the board", or who said something in it."""
    tree, verb = words.tree, words.tree.heads[paper]
    yield from tree.kin(paper, "compound")
    for owner in tree.kin(paper, "nmod"):
        own = words.xpos[owner] == "PRP$" or any(
            words.xpos[mark] == "POS" for mark in tree.kin(owner, "case")
        )
        if own or words.lower[tree.phrase(owner)[0]] in _BY:
            yield owner
    said_in = tree.relations[paper] == "obl" and words.lower[tree.phrase(paper)[0]] in _IN
    issued = tree.relations[paper] == "obj" or (tree.relations[paper] == "nsubj" and tree.passive[paper])
    if verb >= 0 and (said_in or (issued and words.lemma(verb) in _ISSUING)):
        yield from _doing(words, verb)


def _doing(words: Words, verb: int) -> Iterator[int]:
    """Yield who does what a verb tells: its subject, or by whom it was done."""
    tree = words.tree
    while tree.relations[verb] in {"conj", "xcomp"} and not tree.has(verb, "nsubj") and tree.heads[verb] >= 0:
        verb = tree.heads[verb]
    for subject in tree.kin(verb, "nsubj"):
        if not tree.passive[subject]:
            yield subject
    for agent in tree.kin(verb, "obl"):
        if words.lower[tree.phrase(agent)[0]] == "by":
            yield agent
