"""Verbs of saying by which nothing is said: what somebody must say, might say, or is not proved to plan."""

from __future__ import annotations

from rashomon.extract.words import Words

_DUTY = frozenset({"must", "should", "ought"})
_TELLING = frozenset(
    "admit answer apologise apologize clarify disclose explain reveal say state tell".split()
)
_OWN = frozenset({"i", "we"})
_POWER = frozenset({"could", "might", "shall"})
_IF = frozenset({"if", "unless"})
_HAVING = frozenset({"have", "need", "ought"})
_WITHIN = frozenset({"aux", "conj", "xcomp"})
_PROOF = frozenset("proof evidence sign indication suggestion trace".split())
_NO = frozenset({"no", "any", "little", "scant", "without"})


def is_untold(words: Words, verb: int) -> bool:
    """Tell whether a verb says what somebody else must yet tell, or what nothing proves that they did."""
    subjects = {words.lower[child] for child in words.tree.kin(verb, "nsubj")}
    owed = words.lemma(verb) in _TELLING and _helped(words, verb) and subjects.isdisjoint(_OWN)
    return owed or _is_unproved(words, verb)


def is_owed(words: Words, verb: int) -> bool:
    """Tell whether a verb says what somebody must or should say, or what nothing proves that they did."""
    tree, top = words.tree, verb
    while tree.relations[top] in _WITHIN and tree.heads[top] >= 0 and not _helped(words, top):
        if tree.relations[top] == "xcomp" and words.lemma(tree.heads[top]) in _HAVING:
            return True
        top = tree.heads[top]
    return bool(_helpers(words, top) & _DUTY) or _is_unproved(words, top)


def is_supposed(words: Words, verb: int) -> bool:
    """Tell whether a verb says what somebody could or might say, or tells others to; or is "you know"."""
    helpers = _helpers(words, verb)
    command = words.xpos[verb] == "VB" and not helpers and not words.tree.has(verb, "nsubj")
    command = command and not any(True for _ in words.tree.kin(verb, "mark"))
    subjects = {words.lower[child] for child in words.tree.kin(verb, "nsubj")}
    return bool(helpers & (_POWER | _IF)) or command or (subjects == {"you"} and words.lower[verb] == "know")


def _helped(words: Words, verb: int) -> bool:
    return bool(_helpers(words, verb) & _DUTY)


def _helpers(words: Words, verb: int) -> set[str]:
    children = words.tree.children[verb]
    return {words.lower[child] for child in children if words.tree.relations[child] in {"aux", "mark"}}


def _is_unproved(words: Words, verb: int) -> bool:
    """Tell whether a clause tells of what there is no proof."""
    tree, noun = words.tree, words.tree.heads[verb]
    if noun < 0 or tree.relations[verb] not in {"acl", "ccomp"} or words.lemma(noun) not in _PROOF:
        return False
    return any(words.lower[child] in _NO for child in tree.children[noun])
