"""Verbs of speaking by which somebody does not speak: "would not comment", "cannot confirm that"."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.extract.offices import HELD
from rashomon.extract.words import Words

_NOT = frozenset({"not", "n't", "n’t", "never", "neither"})
_UNWILLING = frozenset({"would", "will", "wo"})
_UNABLE = frozenset({"can", "ca", "could"})
_SPEAKING = frozenset("say tell confirm discuss disclose elaborate identify name reveal speculate".split())
_GUARDED = frozenset("confirm comment discuss elaborate speculate".split())
"""What people say that they cannot do where they do not wish to; "could not answer" is no refusal."""
_TELLING = frozenset("answer disclose respond reply reveal rule say tell".split())
"""What they say so of themselves and now: "I cannot say", "I can't rule it out"."""
_NOW = frozenset({"can", "ca"})
ANSWERING = frozenset("comment answer respond reply".split())
_OWN = frozenset({"i", "we"})
_RINGING = frozenset({"bell", "door", "phone", "telephone"})
_CHOOSING = frozenset({"confirm", "name"})
_HOLDERS = HELD | {"candidate", "nominee", "replacement", "successor"}
_ANY = frozenset({"a", "an", "another", "any"})
_ASKED = frozenset(
    """
    accusation allegation call charge claim comment complaint critic criticism demand email inquiry enquiry
    journalist letter mail message newspaper petition query question report reporter request statement text
    """.split()
)
"""What is answered, or left unanswered, in words."""
_SAID = frozenset({"ccomp", "xcomp", "obj", "obl"})


def withholds(words: Words, verb: int) -> bool:
    """Tell whether a verb of speaking says that somebody would not or could not speak."""
    lemma = words.lemma(verb)
    forms = {words.lower[child] for child in words.tree.children[verb]}
    unwilling = not _UNWILLING.isdisjoint(forms)
    speaks = (lemma in _SPEAKING and unwilling) or (
        lemma in ANSWERING and (unwilling or _UNABLE.isdisjoint(forms))
    )
    own = lemma in _TELLING and not _OWN.isdisjoint(forms) and not _NOW.isdisjoint(forms)
    guarded = lemma in _GUARDED and not _UNABLE.isdisjoint(forms)
    if _NOT.isdisjoint(forms) or not (speaks or guarded or own):
        return False
    heads = list(asked_of(words, verb))
    if chooses(words, verb):
        return False
    if any(words.lower[head] in _RINGING for head in heads):
        return False
    return lemma not in ANSWERING or not any(_is_deed(words, verb, head) for head in heads)


def asked_of(words: Words, verb: int) -> Iterator[int]:
    """Yield the heads of what a verb of speaking tells, whom it answers and about what."""
    tree = words.tree
    for child in tree.children[verb]:
        told = words.lemma(verb) == "tell" and tree.relations[child] == "obj" and tree.upos[child] != "NOUN"
        if tree.relations[child] in _SAID and not told:
            yield child


def chooses(words: Words, verb: int) -> bool:
    """Tell whether a verb makes somebody something: "name a successor", "confirm Pell as its candidate"."""
    tree = words.tree
    parts = (*tree.kin(verb, "obl"), *tree.kin(verb, "xcomp"), *tree.kin(verb, "advcl"))
    made = any(words.lower[tree.phrase(part)[0]] == "as" for part in parts)
    holders = (thing for thing in tree.kin(verb, "obj") if words.lemma(thing) in _HOLDERS)
    chosen = any(_is_nobody_yet(words, holder) for holder in holders)
    return (words.lemma(verb) in _CHOOSING and made) or (words.lemma(verb) == "name" and chosen)


def _is_nobody_yet(words: Words, noun: int) -> bool:
    """Tell whether a noun means somebody who is still to be found: "a successor", "her deputy"."""
    begins = (*words.tree.kin(noun, "det"), *words.tree.kin(noun, "nmod"))
    return any(words.lower[each] in _ANY or words.xpos[each] == "PRP$" for each in begins)


def _is_deed(words: Words, verb: int, head: int) -> bool:
    """Tell what one acts on from what is asked: a thing with "to" that nobody says or sends, or with "for".

    "Did not respond to the attack" and "would not answer for the crimes of others" keep nothing back.
    """
    case = words.lower[words.tree.phrase(head)[0]] if words.tree.relations[head] == "obl" else ""
    asked = words.lemma(head) in _ASKED or words.tree.upos[head] in {"PROPN", "PRON"}
    stands_for = case == "for" and words.lemma(verb) == "answer" and not words.tree.has(verb, "obj")
    return (case == "to" and not asked) or stands_for
