"""What nobody tells as a fact: what somebody is accused of, asks about, imagines or makes a condition.

"Is accused of murdering his wife", "did soldiers shoot the miners?", "imagine that they had", "had they come
in time". Who is cleared of something did not do it, as far as is told.
"""

from __future__ import annotations

from collections.abc import Mapping

from rashomon.extract.happening.averted import first_joined
from rashomon.extract.unreal import is_imagined, is_in_question
from rashomon.extract.words import Words
from rashomon.model.records import EventStatus

_ACCUSING: Mapping[str, frozenset[str]] = {
    "accuse": frozenset({"of"}),
    "charge": frozenset({"with"}),
    "indict": frozenset({"for", "on"}),
    "prosecute": frozenset({"for"}),
    "sue": frozenset({"for"}),
    "suspect": frozenset({"of"}),
    "trial": frozenset({"for"}),
    "try": frozenset({"for"}),
    "want": frozenset({"for"}),
}
"""By which word what somebody is accused of hangs on a verb or noun."""
_CLEARING = frozenset("absolve acquit clear exonerate".split())
_CHARGES = frozenset("accusation allegation charge rumor rumour suspicion".split())
_HEARD = frozenset("allege believe fear report rumor rumour say suspect think".split())
"""What is "said to have" been done nobody tells as a fact."""
_IF = frozenset({"if", "unless"})
_NO_CONDITION = frozenset({"as", "even"})
_INVERTED = frozenset({"had", "should", "were"})
_NOT = frozenset({"not", "n't", "n’t", "never"})
_TRUE = frozenset({"possible", "right", "true"})
_PHRASES = frozenset({"nmod", "obl"})


def alleged(words: Words, word: int) -> EventStatus | None:
    """Return the status of what is alleged, asked, imagined or a condition; `None` of anything else."""
    top = first_joined(words, word)
    charged = _charged(words, top)
    open_ = _is_heard(words, top) or _is_asked(words, top) or is_imagined(words, top)
    return charged or ("hypothetical" if open_ or _is_condition(words, top) else None)


def _charged(words: Words, word: int) -> EventStatus | None:
    """Return the status of what somebody is accused or cleared of.

    "Accused of the murder of Orm" leaves the murder as it was: the question is who did it.
    """
    tree, above = words.tree, words.tree.heads[word]
    if above < 0 or (tree.relations[word] in _PHRASES and not _is_indefinite(words, word)):
        return None
    marks = {words.lower[each] for part in ("mark", "case") for each in tree.kin(word, part)}
    if tree.relations[word] == "acl" and tree.relations[above] == "obj":
        above = tree.heads[above]  # "accuse the colonel of torturing them"
    charge = words.lemma(above)
    if charge in _CLEARING and "of" in marks:
        return "denied"
    accused = not marks.isdisjoint(_ACCUSING.get(charge, frozenset()))
    of_charge = charge in _CHARGES and tree.relations[word] in {"acl", "ccomp", "nmod"}
    of_charge = of_charge and not marks.isdisjoint({"of", "that"})
    suspected = charge == "suspect" and "that" in marks
    return "hypothetical" if accused or of_charge or suspected else None


def _is_indefinite(words: Words, noun: int) -> bool:
    parts = [*words.tree.kin(noun, "det"), *words.tree.kin(noun, "nmod")]
    return not any(words.lower[each] in {"the", "this"} or words.xpos[each] == "PRP$" for each in parts)


def _is_heard(words: Words, word: int) -> bool:
    """Tell "is alleged to have killed her"."""
    tree, above = words.tree, words.tree.heads[word]
    had = tree.relations[word] == "xcomp" and words.xpos[word] == "VBN" and above >= 0
    return had and words.xpos[above] == "VBN" and words.lemma(above) in _HEARD


def _is_asked(words: Words, word: int) -> bool:
    """Tell "did soldiers shoot them?" and "is it true that soldiers shot them?"."""
    above = words.tree.heads[word]
    if is_in_question(words, word):
        return True
    clause = words.tree.relations[word] in {"ccomp", "csubj"} and above >= 0
    return clause and words.lemma(above) in _TRUE and is_in_question(words, above)


def _is_condition(words: Words, word: int) -> bool:
    """Tell "if they ban it" and "had they come in time"; "had they not come" says that they came."""
    tree = words.tree
    for mark in tree.kin(word, "mark"):
        if words.lower[mark] in _IF and words.lower[max(mark - 1, 0)] not in _NO_CONDITION:
            return True
    subjects = list(tree.kin(word, "nsubj"))
    inverted = any(
        words.lower[helper] in _INVERTED and subjects and helper < min(subjects)
        for helper in tree.kin(word, "aux")
    )
    beside = {words.lower[child] for child in tree.children[word]}
    return tree.relations[word] == "advcl" and inverted and beside.isdisjoint(_NOT)
