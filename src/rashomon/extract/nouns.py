"""Statements told by a noun of saying: "the warning that ...", "her offer of talks", "at her request"."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.extract.told import Told
from rashomon.extract.words import Range, Words
from rashomon.model.records import Act

CLAUSE_RULE, CLAUSE_SCORE = "reporting-clause", 0.76
"""The score is the share of such statements that is right on the dev stories (`evaluation stories`)."""
INFINITIVES: frozenset[Act] = frozenset(
    {"demanded", "ordered", "promised", "declined", "believed", "warned", "asked"}
)
"""Acts whose content may be an infinitive."""
_MATTERS: frozenset[Act] = frozenset({"promised", "demanded", "denied", "blamed"})
_ASKED_OF: frozenset[Act] = frozenset({"demanded", "ordered"})
_AT = frozenset({"at", "on", "upon"})
_FROM = frozenset({"by", "from"})
_WHOLE = frozenset({"of", "for"})


def of_noun(words: Words, noun: int, act: Act) -> Told | None:
    """Return what a noun of saying tells: a clause on it, what it is of or for, or what is done at it.

    What is no clause with "that" counts only where the words say whose offer or threat it is.
    """
    tree = words.tree
    owners = tuple(_owners(words, noun))
    for clause in tree.kin(noun, "acl"):
        marks = {words.lower[mark] for mark in tree.kin(clause, "mark")}
        if "that" in marks or (owners and "to" in marks and act in INFINITIVES):
            return Told(owners, ((noun, noun + 1),), (words.told(clause),), CLAUSE_SCORE, CLAUSE_RULE)
    asked = _at_request(words, noun) if owners and act in _ASKED_OF else None
    if asked is not None:
        return Told(owners, ((noun, noun + 1),), asked, CLAUSE_SCORE, CLAUSE_RULE)
    if owners and act in _MATTERS:
        for thing in tree.kin(noun, "nmod"):
            first, end = words.told(thing)
            if words.lower[first] in _WHOLE and (first, end) not in owners and first > noun:
                return Told(owners, ((noun, noun + 1),), ((first + 1, end),), CLAUSE_SCORE, CLAUSE_RULE)
    return None


def _at_request(words: Words, noun: int) -> tuple[Range, ...] | None:
    """Return what is done "at the town's own request", without these words."""
    tree = words.tree
    first, end = tree.phrase(noun)
    deed = tree.heads[noun]
    if tree.relations[noun] != "obl" or words.lower[first] not in _AT or tree.upos[deed] != "VERB":
        return None
    begin, stop = words.told(deed)
    return tuple(part for part in ((begin, first), (end, stop)) if part[0] < part[1])


def _owners(words: Words, noun: int) -> Iterator[Range]:
    """Yield whose warning it is: "the mayor's", "by the mayor", "a government threat"."""
    tree = words.tree
    for owner in tree.kin(noun, "nmod"):
        before = words.xpos[owner] == "PRP$" or any(words.xpos[m] == "POS" for m in tree.kin(owner, "case"))
        if before or words.lower[tree.phrase(owner)[0]] in _FROM:
            yield _owner(words, owner)


def _owner(words: Words, owner: int) -> Range:
    """Return whose warning it is, without "by" before or "'s" behind."""
    first, end = words.told(owner)
    while first < owner and words.tree.relations[first] == "case":
        first += 1
    while end - 1 > owner and words.tree.relations[end - 1] == "case":
        end -= 1
    return first, end
