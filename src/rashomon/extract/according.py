"""What is so "according to" somebody, read from the tree."""

from __future__ import annotations

from rashomon.extract.nouns import CLAUSE_RULE, CLAUSE_SCORE
from rashomon.extract.told import Told
from rashomon.extract.words import Range, Words

_WHOLE = frozenset({"root", "conj", "parataxis", "ccomp"})
"""How clauses hang on others that are so by themselves."""


def according(words: Words, word: int) -> Told | None:
    """Return what is so "according to the union", `None` where the word says something else.

    Set off by a comma, it is said of the whole clause, however deep the tree hangs it.
    """
    tree = words.tree
    source = _source(words, word)
    if source < word + 2:
        return None
    first, end = tree.phrase(source)
    first = min(first, word)
    clause = tree.heads[source]
    while _is_set_off(words, first) and tree.relations[clause] not in _WHOLE and tree.heads[clause] >= 0:
        clause = tree.heads[clause]
    begin, stop = words.told(clause)
    parts = (_bare(words, part) for part in ((begin, first), (end, stop)))
    content = tuple(part for part in parts if part[0] < part[1])
    if first > word or not content:
        return None
    whom = (word + 2, words.told(source)[1])
    return Told((whom,), ((word, word + 2),), content, CLAUSE_SCORE, CLAUSE_RULE)


def _source(words: Words, word: int) -> int:
    """Return the head of who says it, -1 for nobody; the tree may take "according" for a mark of the verb."""
    tree, above = words.tree, words.tree.heads[word]
    if tree.relations[word] == "mark" and above >= 0:
        return next((each for each in tree.kin(above, "obl") if words.told(each)[0] == word + 2), -1)
    return above if tree.relations[word] == "case" and tree.relations[above] == "obl" else -1


def _is_set_off(words: Words, first: int) -> bool:
    """Tell whether a comma or the beginning of its sentence stands before a phrase."""
    near = words.forms[max(0, first - 1) : first + 1]
    return "," in near or words.forms[first][0].isupper()


def _bare(words: Words, part: Range) -> Range:
    """Return words without punctuation at either end."""
    first, end = part
    while first < end and words.tree.upos[first] == "PUNCT":
        first += 1
    while first < end and words.tree.upos[end - 1] == "PUNCT":
        end -= 1
    return first, end
