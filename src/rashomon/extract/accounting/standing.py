"""Whether what a clause says is taken to be so: what negates it, weakens it, or leaves it open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.extract.cues import ACTS
from rashomon.extract.words import Words

NEGATIONS = frozenset("not n't n’t never".split())
_NONE = frozenset("no nothing neither nor none little hardly scant without".split()) | NEGATIONS
_ONLY = frozenset("only just merely solely simply alone exclusively".split())
_PROOF = frozenset(
    "evidence proof fact sign indication basis reason ground suggestion information truth doubt case".split()
)
_SHOWING = frozenset(
    "prove show suggest indicate confirm demonstrate establish point support say mean".split()
)
_UNTRUE = frozenset("untrue false wrong incorrect unfounded baseless impossible absurd".split())
_TRUE = frozenset("true correct right".split())
_MAYBE = frozenset(
    """
    may might could possibly perhaps probably likely presumably maybe apparently seemingly reportedly
    allegedly supposedly
    """.split()
)
_OPEN = frozenset("if whether unless".split())
_BELIEVING = frozenset("believe think consider accept".split())
_PROVING = frozenset("prove show demonstrate establish confirm".split())
_UNWILLING = frozenset("refuse decline fail avoid unable unwilling".split())
_UNREAL = frozenset("would 'd ’d should could might".split())
_AHEAD = frozenset("will 'll ’ll shall would 'd ’d can must should".split())
_UP = frozenset("ccomp acl csubj xcomp advcl".split())
_STEPS = 4  # clauses above one that are looked at


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a clause is denied, and whether it is said as of something that may be."""

    denied: bool = False
    hedged: bool = False


def standing(words: Words, head: int) -> Standing | None:
    """Return how a clause stands; `None` where it is asked, a condition, or lies ahead.

    Args:
        words: of the document.
        head: the word that the clause hangs on.
    """
    beside = {words.lower[child] for child in words.tree.children[head]}
    done = not beside.isdisjoint({"have", "been"})
    unreal = "have" in beside and not beside.isdisjoint(_UNREAL - _MAYBE)  # "would have caused"
    ahead = unreal or (not done and not beside.isdisjoint(_AHEAD))
    if not beside.isdisjoint(_OPEN) or ahead or _is_asked(words, head):
        return None
    above = list(_above(words, head))
    if any(words.lower[mark] in _OPEN for each in above for mark in words.tree.kin(each, "mark")):
        return None
    if any(_withholds(words, each) for each in above):
        return None
    denied = sum(_denies(words, each) for each in above) + _is_of_none(words, head)
    hedged = not beside.isdisjoint(_MAYBE) or any(words.lower[each] == "suspected" for each in above)
    return Standing((denied + is_negated(words, head)) % 2 == 1, hedged)


def is_negated(words: Words, word: int) -> bool:
    """Tell whether a "not" hangs on a word, other than that of "not only"."""
    return any(
        words.lower[child] in NEGATIONS and words.lower[child + 1 : child + 2] != ["only"]
        for child in words.tree.children[word]
    )


def only(words: Words, at: int) -> bool:
    """Tell whether a "not" at a place says "not only", which denies nothing."""
    return at + 1 < len(words.lower) and words.lower[at + 1] in _ONLY


def _is_asked(words: Words, head: int) -> bool:
    end = words.tree.phrase(head)[1]
    return "?" in words.lower[max(0, end - 3) : end + 1] and words.tree.relations[head] in {"root", "ccomp"}


def _above(words: Words, head: int) -> Iterator[int]:
    """Yield the words that a clause hangs on as what they are about, innermost first."""
    tree, at = words.tree, head
    for _ in range(_STEPS):
        while tree.relations[at] == "conj" and tree.heads[at] >= 0:
            at = tree.heads[at]
        if tree.relations[at] not in _UP or tree.heads[at] < 0:
            return
        at = tree.heads[at]
        yield at


def _denies(words: Words, above: int) -> bool:
    """Tell "no evidence that", "nothing suggests that", "it is untrue that", "it is not true that"."""
    lemma = words.lemma(above)
    if lemma in _UNTRUE:
        return not is_negated(words, above)
    if lemma in _TRUE:
        return is_negated(words, above)
    if lemma in _PROOF:
        return _none_of(words, above) or is_negated(words, words.tree.heads[above])
    if lemma in _BELIEVING:
        return is_negated(words, above)
    subjects = words.tree.kin(above, "nsubj")
    nothing = any(words.lower[each] in _NONE or _none_of(words, each) for each in subjects)
    return lemma in _SHOWING and nothing


def _withholds(words: Words, above: int) -> bool:
    """Tell "would not say that", "did not prove that" and "declined to say that", which leave it open."""
    lemma = words.lemma(above)
    telling = ACTS.get(lemma) == "said" or lemma in _PROVING
    return lemma in _UNWILLING or (telling and is_negated(words, above))


def _is_of_none(words: Words, head: int) -> bool:
    """Tell "neither drugs nor alcohol caused it", "nothing caused it"."""
    return any(
        words.lower[subject] in _NONE or _none_of(words, subject) for subject in words.tree.kin(head, "nsubj")
    )


def _none_of(words: Words, noun: int) -> bool:
    return any(words.lower[child] in _NONE for child in words.tree.children[noun])
