"""Statements of cues that neither the encoder's head for statements nor a rule found.

That head learned from gold that leaves out what stands in the words of somebody else, and the rules know the
words that they list. Here each word that may head a cue was asked by itself (`rashomon.language.telling`), in
whosever words it stands. What the rules look at and leave out stays left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.extract.attributed import attributed
from rashomon.extract.cues import ACTS, DENYING
from rashomon.extract.told import Told, words_in
from rashomon.extract.unreal import is_supposed
from rashomon.extract.words import Words
from rashomon.language import Analysis

LEAST_WITHIN, LEAST_ELSEWHERE, LEAST_OF_NOBODY = 0.65, 0.97, 0.87
"""How likely a statement must be right in somebody's words, elsewhere, and where nobody is said to say it;
chosen on dev (`python -m evaluation stories`, `chains`, `statements`, `partings`)."""
_NO = frozenset({"no", "nobody", "none", "nothing", "neither"})
_PERSONS = frozenset({"me", "you", "him", "her", "us", "them", "who", "whom"})
_SPEAKING, _FOR = frozenset({"speak"}), "for"
_NOT = frozenset({"not", "n't", "n’t"})
_WILL = frozenset({"will", "would", "wo", "'ll", "’ll", "can", "could", "ca"})


def heard(analysis: Analysis, words: Words, found: Sequence[Told]) -> Iterator[Told]:
    """Yield the statements of cues that share no word with one that was found, the surest first."""
    taken = {word for told in found for word in words_in(told.cue)}
    held = {word for told in found if told.kind != "authored" for word in words_in(told.content)}
    own = attributed(analysis.tellings, analysis.made_by, words)
    for told in sorted(own, key=lambda each: -each.score):
        cue = set(words_in(told.cue))
        within = cue <= held
        if told.score < _least(told, within=within) or not taken.isdisjoint(cue):
            continue
        if not _is_left_out(words, told, within=within):
            taken |= cue
            yield told


def _least(told: Told, *, within: bool) -> float:
    if not told.source:
        return LEAST_OF_NOBODY
    return LEAST_WITHIN if within else LEAST_ELSEWHERE


def _is_left_out(words: Words, told: Told, *, within: bool) -> bool:
    """Tell what rules decide on: nouns that they know, what nobody said, is supposed, done or not to be said.

    "China's demand for steel", "nobody had threatened the guards", "if I had said so", "the council approved
    the plan", "she would not answer for that", "he denies that they said so". Nor is a person what is said
    ("they threatened her"), nor those for whom somebody speaks.
    """
    tree, head = words.tree, words.tree.top(*told.cue[0])
    act = ACTS.get(words.lemma(head))
    if tree.upos[head] == "NOUN":
        return act is not None
    if told.source and words.lower[told.source[0][0]] in _NO:
        return True
    if all(words.lower[word] in _PERSONS for word in words_in(told.content)):
        return True
    if told.content[0][0] and words.lower[told.content[0][0] - 1] == _FOR and words.lemma(head) in _SPEAKING:
        return True
    above = tree.heads[head]
    if above >= 0 and tree.relations[head] == "ccomp" and words.lemma(above) in DENYING:
        return True
    helpers = {words.lower[child] for child in tree.children[head]}
    will_not = not helpers.isdisjoint(_NOT) and not helpers.isdisjoint(_WILL)
    return will_not or (act == "other" and not within) or is_supposed(words, head)
