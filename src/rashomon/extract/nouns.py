"""Statements told by a noun of saying: "the warning that ...", "her offer of talks", "at her request"."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.extract.gazetteer import shipped_gazetteer
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
_CALLS = frozenset({"appeal", "call", "demand", "plea", "request"})
"""What somebody wants by, with "for": "a call for talks"."""
_RINGING = frozenset({"phone", "roll", "telephone", "video"})
_WORDS = frozenset({"comment", "interview"})
"""What outlets ask for, which says nothing of a matter."""
_MOVING = frozenset("climb decline drop fall grow increase plunge rise shrink slow slump soar".split())
"""What markets do."""
_LANDS = frozenset("city continent country economy market province region town world".split())
_COMING = frozenset({"come"})
_RAISING = frozenset({"issue", "make", "raise", "repeat", "send", "voice"})


def of_noun(words: Words, noun: int, act: Act) -> Told | None:
    """Return what a noun of saying tells: a clause on it, what it is of or for, or what is done at it.

    What is no clause with "that" counts only where the words say whose offer or threat it is.
    """
    tree = words.tree
    if _is_no_call(words, noun):
        return None
    owners = raised_by(words, noun)
    for clause in tree.kin(noun, "acl"):
        marks = {words.lower[mark] for mark in tree.kin(clause, "mark")}
        if "that" in marks or (owners and "to" in marks and act in INFINITIVES):
            return Told(owners, ((noun, noun + 1),), (words.told(clause),), CLAUSE_SCORE, CLAUSE_RULE)
    asked = _at_request(words, noun) if owners and act in _ASKED_OF else None
    if asked is not None:
        return Told(owners, ((noun, noun + 1),), asked, CLAUSE_SCORE, CLAUSE_RULE)
    wanted = _wanted(words, noun)
    if owners and wanted is not None:
        cue, content = wanted
        return Told(owners, (cue,), (content,), CLAUSE_SCORE, CLAUSE_RULE)
    if owners and act in _MATTERS:
        for thing in tree.kin(noun, "nmod"):
            first, end = words.told(thing)
            if words.lower[first] in _WHOLE and (first, end) not in owners and first > noun:
                return Told(owners, ((noun, noun + 1),), ((first + 1, end),), CLAUSE_SCORE, CLAUSE_RULE)
    return None


def is_raised(words: Words, noun: int) -> bool:
    """Tell whether a noun says that somebody wants something: "the union's call for talks"."""
    return words.tree.upos[noun] == "NOUN" and _wanted(words, noun) is not None


def _is_no_call(words: Words, noun: int) -> bool:
    """Tell what only sounds like a call: "phone call", "no call for", "request for comment", a market's."""
    tree = words.tree
    determiners = {words.lower[det] for det in tree.kin(noun, "det")}
    rung = words.lemma(noun) == "call" and any(words.lower[each] in _RINGING for each in tree.children[noun])
    unmade = words.lemma(noun) in _CALLS and "no" in determiners
    asking = any(words.lemma(thing) in _WORDS for thing in _sought(words, noun))
    return unmade or rung or asking or _is_of_market(words, noun)


def _is_of_market(words: Words, noun: int) -> bool:
    """Tell whether what there is a demand for is goods: nobody makes it, or it is that of a place."""
    tree = words.tree
    determiners = {words.lower[det] for det in tree.kin(noun, "det")}
    goods = any(not tree.has(thing, "det") for thing in _sought(words, noun))
    if words.lower[noun] != "demand" or "a" in determiners or not goods:
        return False
    above = tree.heads[noun]
    moves = above >= 0 and tree.relations[noun] == "nsubj" and words.lemma(above) in _MOVING
    whose = list(_owning(words, noun))
    return moves or all(_is_place(words, owner) for owner in whose)


def _sought(words: Words, noun: int) -> Iterator[int]:
    """Yield the heads of what a call is for."""
    for thing in words.tree.kin(noun, "nmod"):
        if words.lower[words.told(thing)[0]] == "for":
            yield thing


def _is_place(words: Words, owner: int) -> bool:
    """Tell whether an owner is a country, a town or the like, by what it is or by its name."""
    first, end = _owner(words, owner)
    name = " ".join(words.forms[first:end])
    return words.lemma(owner) in _LANDS or bool(shipped_gazetteer().look_up(name))


def raised_by(words: Words, noun: int) -> tuple[Range, ...]:
    """Return whose warning or call it is, beside the noun or the verb by which it comes.

    "The mayor's", "by the mayor"; "came from the mayor", "was made by the mayor".
    """
    owners = tuple(_owners(words, noun))
    return owners or tuple(_comes_from(words, noun))


def _wanted(words: Words, noun: int) -> tuple[Range, Range] | None:
    """Return the cue of "call for talks" and what is wanted, with "for" where others stand between."""
    for thing in words.tree.kin(noun, "nmod") if words.lemma(noun) in _CALLS else ():
        first, end = words.told(thing)
        if words.lower[first] == "for" and noun < first < thing:
            beside = first == noun + 1
            return ((noun, first + 1), (first + 1, end)) if beside else ((noun, noun + 1), (first, end))
    return None


def _comes_from(words: Words, noun: int) -> Iterator[Range]:
    """Yield from whom a call came, or by whom it was made."""
    tree, verb = words.tree, words.tree.heads[noun]
    if verb < 0 or tree.relations[noun] != "nsubj" or words.lemma(noun) not in _CALLS:
        return
    lemma = words.lemma(verb)
    case = "from" if lemma in _COMING else "by" if tree.passive[noun] and lemma in _RAISING else None
    for source in tree.kin(verb, "obl"):
        first, _ = words.told(source)
        if words.lower[first] == case and verb < first < source:
            yield _owner(words, source)


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
    return (_owner(words, owner) for owner in _owning(words, noun))


def _owning(words: Words, noun: int) -> Iterator[int]:
    """Yield the heads of whose warning it is."""
    tree = words.tree
    for owner in tree.kin(noun, "nmod"):
        before = words.xpos[owner] == "PRP$" or any(words.xpos[m] == "POS" for m in tree.kin(owner, "case"))
        if before or words.lower[tree.phrase(owner)[0]] in _FROM:
            yield owner


def _owner(words: Words, owner: int) -> Range:
    """Return whose warning it is, without "by" before or "'s" behind."""
    first, end = words.told(owner)
    while first < owner and words.tree.relations[first] == "case":
        first += 1
    while end - 1 > owner and words.tree.relations[end - 1] == "case":
        end -= 1
    return first, end
