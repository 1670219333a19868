"""Words that mean another deed than their pattern says, by what stands around them.

Who beats somebody by 300 votes hits nobody, and a strike that kills is no walkout.
"""

from __future__ import annotations

from rashomon.extract.happening.lexicon import CLASSES
from rashomon.extract.words import Words

_CONTESTS = frozenset(
    """
    ballot bout championship contest cup derby election final game leadership league match point poll primary
    quarter-final race runoff run-off semi-final semifinal set title tournament vote
    """.split()
)
_IN_CONTEST = frozenset("at by for in on to".split())
_DASHES = frozenset({"-", "–", "—"})
_BLOWS = frozenset("baton belt butt cable club fist hose iron rod stick truncheon whip".split())
_HARMING = frozenset(
    """
    bury damage demolish destroy die flatten hurt injure kill level maim perish pound target wound wreck
    """.split()
)
_STRUCK_IN = frozenset("by from in".split())
_BY_WEAPON: dict[str, str | None] = {
    "air": "aerial",
    "artillery": "heavy-weapons",
    "drone": "drone",
    "helicopter": "aerial",
    "jet": "aerial",
    "missile": "heavy-weapons",
    "rocket": "heavy-weapons",
    "uav": "drone",
}


def is_contest(words: Words, verb: int) -> bool:
    """Tell who wins from who hits: "beat Orm in a run-off", "beat Sund 3-0", not "beat fans at a match"."""
    if words.tree.upos[verb] != "VERB":
        return False
    if any(words.xpos[each] == "NNS" for each in words.tree.kin(verb, "obj")):
        return False
    return _has_score(words, verb) or any(
        words.lemma(each) in _CONTESTS or _ends_in_contest(words, each)
        for each in words.tree.kin(verb, "obl")
        if any(words.lower[case] in _IN_CONTEST for case in words.tree.kin(each, "case"))
    )


def _ends_in_contest(words: Words, word: int) -> bool:
    """Tell the "run-off" that is cut at its dash."""
    return "".join(words.lower[word : word + 3]) in _CONTESTS


def _has_score(words: Words, verb: int) -> bool:
    first, end = words.tree.phrase(verb)
    return any(
        words.lower[at] in _DASHES and words.lower[at - 1].isdecimal() and words.lower[at + 1].isdecimal()
        for at in range(max(first, verb) + 1, end - 1)
    )


def is_named_only(words: Words, verb: int) -> bool:
    """Tell "beat Sara Lindt", of which only the text around knows whether it was by votes or by blows."""
    tree = words.tree
    named = [each for each in tree.kin(verb, "obj") if tree.upos[each] == "PROPN"]
    below = range(verb + 1, tree.phrase(verb)[1])
    blows = any(words.lemma(each) in _BLOWS or words.lower[each] in {"up", "death"} for each in below)
    subjects = {words.lemma(each) for each in tree.kin(verb, "nsubj")}
    return bool(named) and not blows and subjects.isdisjoint(CLASSES["force"])


def struck_with(words: Words, noun: int) -> tuple[bool, str | None]:
    """Tell whether a strike is one that harms, and with what: "a drone strike", "a strike killed nine"."""
    tree = words.tree
    beside = {words.lemma(each) for each in (*tree.kin(noun, "compound"), *tree.kin(noun, "amod"))}
    weapon = next((each for each in sorted(beside) if each in _BY_WEAPON), None)
    if weapon is not None:
        return True, _BY_WEAPON[weapon]
    if words.lower[noun + 1 : noun + 2] == ["near"]:
        return True, None
    verb = tree.heads[noun]
    if verb < 0 or words.lemma(verb) not in _HARMING or tree.upos[verb] != "VERB":
        return False, None
    doing = tree.relations[noun] == "nsubj" and not tree.passive[noun]
    cases = {words.lower[case] for case in tree.kin(noun, "case")}
    return doing or (tree.relations[noun] == "obl" and not cases.isdisjoint(_STRUCK_IN)), None
