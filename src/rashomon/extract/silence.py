"""Verbs of speaking by which somebody does not speak: "would not comment", "cannot confirm that"."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.extract.words import Words

_NOT = frozenset({"not", "n't", "n’t", "never", "neither"})
_UNWILLING = frozenset({"would", "will", "wo"})
_UNABLE = frozenset({"can", "ca", "could"})
_SPEAKING = frozenset(
    "say tell confirm discuss disclose elaborate identify name reveal exclude rule speculate".split()
)
_GUARDED = frozenset("confirm comment discuss elaborate exclude rule speculate".split())
"""What people say that they cannot do where they do not wish to; "could not answer" is no refusal."""
_ANSWERING = frozenset("comment answer respond reply".split())
_OWN = frozenset({"i", "we"})
_RINGING = frozenset({"bell", "door", "phone", "telephone"})
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
        lemma in _ANSWERING and (unwilling or _UNABLE.isdisjoint(forms))
    )
    guarded = not _UNABLE.isdisjoint(forms) and (lemma in _GUARDED or not _OWN.isdisjoint(forms))
    if _NOT.isdisjoint(forms) or not (speaks or (guarded and lemma in _SPEAKING | _ANSWERING)):
        return False
    heads = list(asked_of(words, verb))
    if any(words.lower[head] in _RINGING for head in heads):
        return False
    return lemma not in _ANSWERING or not any(_is_deed(words, verb, head) for head in heads)


def asked_of(words: Words, verb: int) -> Iterator[int]:
    """Yield the heads of what a verb of speaking tells, whom it answers and about what."""
    tree = words.tree
    for child in tree.children[verb]:
        told = words.lemma(verb) == "tell" and tree.relations[child] == "obj" and tree.upos[child] != "NOUN"
        if tree.relations[child] in _SAID and not told:
            yield child


def _is_deed(words: Words, verb: int, head: int) -> bool:
    """Tell what one acts on from what is asked: a thing with "to" that nobody says or sends, or with "for".

    "Did not respond to the attack" and "would not answer for the crimes of others" keep nothing back.
    """
    case = words.lower[words.tree.phrase(head)[0]] if words.tree.relations[head] == "obl" else ""
    asked = words.lemma(head) in _ASKED or words.tree.upos[head] in {"PROPN", "PRON"}
    stands_for = case == "for" and words.lemma(verb) == "answer" and not words.tree.has(verb, "obj")
    return (case == "to" and not asked) or stands_for
