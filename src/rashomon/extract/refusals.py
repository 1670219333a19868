"""Refusals to speak: "would not comment on ...", "cannot confirm that", "took no questions".

The encoder leaves most of them: the gold that it learned from seldom has them. They are read from the tree,
inside the words of others and outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.extract.acts import act_of
from rashomon.extract.clauses import group, speaker
from rashomon.extract.silence import asked_of, withholds
from rashomon.extract.told import Told, words_in
from rashomon.extract.words import Range, Words, overlap

REFUSAL_RULE, REFUSAL_SCORE = "refusal", 0.8
_GIVING = frozenset("give offer take make have issue provide".split())
_NOTHING = frozenset("comment answer explanation interview question position response reply".split())
_ANSWERS = frozenset({"answer", "reply", "response"})
_HAVE = frozenset("has have had 've ’ve having".split())
_ABOUT = frozenset("on about to whether".split())
_RELATIVE = frozenset({"who", "which", "that"})
_UNSURE = frozenset({"if", "unless", "whether"})


def refusals(words: Words, found: Sequence[Told]) -> Iterator[Told]:
    """Yield the refusals to speak whose words are no part of a cue yet."""
    taken = {word for told in found for word in words_in(told.cue)}
    for verb, upos in enumerate(words.tree.upos):
        if upos == "VERB" and verb not in taken:
            told = _refusal(words, verb)
            if told is not None and taken.isdisjoint(words_in(told.cue)):
                yield told


def told_once(words: Words, found: Sequence[Told]) -> list[Told]:
    """Return the statements without refusals that are all of what somebody says of themselves.

    "The ministry said it would not comment" is one statement, which declines.
    """
    silent = {
        words.tree.top(*each.content[0])
        for each in found
        if each.cue and each.content and _declines(words, each)
    }
    return [each for each in found if not each.cue or words.tree.top(*each.cue[0]) not in silent]


def _declines(words: Words, told: Told) -> bool:
    """Tell whether a statement says in its content that who says it does not speak."""
    kept_back = withholds(words, words.tree.top(*told.content[0]))
    return kept_back and act_of(words, told.cue, told.content, told.source)[0] == "declined"


def _refusal(words: Words, verb: int) -> Told | None:
    source = speaker(words, verb)
    if not source or words.lower[source[0][0]] in _RELATIVE or _is_asked(words, verb):
        return None
    cue, content = _nothing(words, verb) or _unsaid(words, verb) or ((0, 0), ())
    if not content or overlap(source[0], content):
        return None
    return Told(source, (cue,), content, REFUSAL_SCORE, REFUSAL_RULE)


def _is_asked(words: Words, verb: int) -> bool:
    """Tell whether a refusal is only supposed, or a question: "if she won't say"."""
    tree = words.tree
    marks = {words.lower[mark] for mark in tree.kin(verb, "mark")}
    return not marks.isdisjoint(_UNSURE) or any(words.forms[child] == "?" for child in tree.children[verb])


def _nothing(words: Words, verb: int) -> tuple[Range, tuple[Range, ...]] | None:
    """Return cue and content of "took no questions", of "takes no position on pay"."""
    tree = words.tree
    if words.lemma(verb) not in _GIVING:
        return None
    for thing in tree.kin(verb, "obj"):
        no = next((child for child in tree.kin(thing, "det") if words.lower[child] == "no"), None)
        if no is None or words.lemma(thing) not in _NOTHING or no < verb or _awaits(words, verb, thing):
            continue
        first, _ = group(words, verb)
        about = [words.told(child) for child in (*tree.kin(thing, "nmod"), *tree.kin(verb, "obl"))]
        about = [phrase for phrase in about if words.lower[phrase[0]] == "on" and phrase[0] > thing]
        if about and words.lemma(thing) == "position":
            return (first, thing + 1), (about[0],)
        return (first, no + 1), ((no + 1, words.told(thing)[1]),)
    return None


def _awaits(words: Words, verb: int, thing: int) -> bool:
    """Tell who was not answered from who does not answer: "had no reply from the council", "to her letters".

    "She said she had no reply" is what those say who wrote.
    """
    tree, lemma = words.tree, words.lemma(thing)
    if words.lemma(verb) != "have" or lemma not in _ANSWERS:
        return False
    around = [words.told(child)[0] for child in (*tree.kin(thing, "nmod"), *tree.kin(verb, "obl"))]
    openings = {(words.lower[first], _is_somebodys(words, first + 1)) for first in around}
    sent = any(word == "from" or (word == "to" and own) for word, own in openings)
    waited = any(words.lower[child] in _HAVE for child in tree.kin(verb, "aux"))
    told = tree.relations[verb] == "ccomp" and lemma != "answer" and not tree.has(thing, "amod")
    return sent or waited or told


def _is_somebodys(words: Words, word: int) -> bool:
    return word < len(words.xpos) and words.xpos[word] == "PRP$"


def _unsaid(words: Words, verb: int) -> tuple[Range, tuple[Range, ...]] | None:
    """Return cue and content of "cannot confirm that", "did not respond to requests"."""
    if not withholds(words, verb):
        return None
    tree, heads = words.tree, list(asked_of(words, verb))
    parts = [words.told(head) for head in heads if tree.relations[head] != "obl" or _is_about(words, head)]
    if any(tree.passive[subject] for subject in tree.kin(verb, "nsubj")):
        return None
    return (group(words, verb), tuple(sorted(parts)[:1])) if parts else None


def _is_about(words: Words, head: int) -> bool:
    return words.lower[words.tree.phrase(head)[0]] in _ABOUT
