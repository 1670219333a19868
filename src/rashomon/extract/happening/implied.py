"""Of whom or what a predicate is said that has no subject of its own."""

from __future__ import annotations

from rashomon.extract.words import Words

_RELATIVE = frozenset({"who", "whom", "which", "that"})
_ASKED_OF = frozenset({"for", "on", "upon"})
_CALLING = frozenset({"call", "prevail"})
_OWN = frozenset("agree choose decide expect hope intend plan promise refuse threaten vow want wish".split())
"""Verbs whose subject is to do it, though they have an object."""
_PARTICIPLES = frozenset({"VBN", "VBG"})
_DEPTH = 4  # clauses up


def implied_subject(words: Words, verb: int, depth: int = _DEPTH) -> int | None:
    """Return the word that a predicate without a subject is said of, `None` where the tree does not tell.

    "Ordered the staff to leave" and "called on the minister to resign" are said of those who are asked,
    "failed to sign" of whoever failed, "came and went" of one subject, and "a coach hired by the firm" of the
    coach.
    """
    tree, above = words.tree, words.tree.heads[verb]
    if above < 0 or not depth or tree.has(verb, "nsubj") or tree.upos[verb] != "VERB":
        return None
    relation = tree.relations[verb]
    if relation == "conj":
        counted = words.xpos[verb] == "VBN" and verb > 0 and tree.upos[verb - 1] == "NUM"
        return None if counted else _subject(words, above, depth)  # "twelve died and sixty injured"
    if relation == "xcomp":
        asked = None if words.lemma(above) in _OWN else _asked(words, above, _ASKED_OF - {"for"})
        return _subject(words, above, depth) if asked is None else asked
    if relation == "advcl" and words.lemma(above) in _CALLING:
        return _asked(words, above, _ASKED_OF)
    described = relation == "acl" and not tree.has(verb, "mark")  # not "minutes of arresting her"
    return above if described and words.xpos[verb] in _PARTICIPLES else None


def _subject(words: Words, verb: int, depth: int) -> int | None:
    own = next((each for each in words.tree.kin(verb, "nsubj") if words.lower[each] not in _RELATIVE), None)
    return implied_subject(words, verb, depth - 1) if own is None else own


def _asked(words: Words, verb: int, prepositions: frozenset[str]) -> int | None:
    """Return who is asked or ordered to do something."""
    tree = words.tree
    for child in tree.children[verb]:
        cases = {words.lower[case] for case in tree.kin(child, "case")}
        if tree.relations[child] == "obj" or (tree.relations[child] == "obl" and cases & prepositions):
            return child
    return None
