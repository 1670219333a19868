"""What kind of act a statement is, and in which manner it was made: by its cue, then by its content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rashomon.extract.acts import NOT, act_of
from rashomon.extract.cues import ACTS, HEDGES, LOADED
from rashomon.extract.words import Range, Words
from rashomon.model.records import Act

Tense = Literal["past", "present", "future"]

_OPINIONS = frozenset({"said", "believed"})
_ADDRESSING = frozenset({"tell", "call", "inform", "ask"})
_PERCEIVING = frozenset({"hear", "see"})
_CLAUSES = frozenset({"acl", "advcl", "ccomp", "conj", "parataxis", "xcomp"})
_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_PRESENT = frozenset({"VBZ", "VBP", "MD"})
_ABLE = frozenset({"could", "may", "might"})
_IF = frozenset({"if", "unless"})
_SEEMING = frozenset({"appear", "seem"})
_DUE = frozenset({"due", "set", "expected", "scheduled", "supposed"})


@dataclass(frozen=True, slots=True)
class Manner:
    """What a statement is besides its words."""

    act: Act
    hedged: bool
    loaded: bool
    tense: Tense


def manner_of(
    words: Words, cue: Sequence[Range], contents: Sequence[Range], source: Sequence[Range] = ()
) -> Manner:
    """Return the manner of a statement by the words of its cue, if it has one, of its content and source.

    What is said or believed without anybody who says it ("is widely seen as") is not sure.
    """
    act, said = act_of(words, cue, contents, source)
    hedges = set(said) & HEDGES
    return Manner(
        act=act,
        hedged=bool(hedges - _ABLE if not NOT.isdisjoint(said) else hedges)
        or (act != "asked" and any(_unsure(words, content) for content in contents))
        or any(_conditional(words, part) or (not source and _passive(words, part)) for part in cue),
        loaded=not LOADED.isdisjoint(said),
        tense=_tense(words, cue) if cue else "present",
    )


def _unsure(words: Words, content: Range) -> bool:
    """Tell whether the main verb of a content is weakened; what people "could" or "may" do, they can."""
    root = words.tree.top(*content)
    able = any(words.tree.upos[subject] == "PRON" for subject in words.tree.kin(root, "nsubj"))
    able = able and not any(
        _conditional(words, (clause, clause + 1)) for clause in words.tree.kin(root, "advcl")
    )
    children = words.tree.children[root]
    near = (root, *(child for child in children if words.tree.relations[child] not in _CLAUSES))
    inside = [word for word in near if content[0] <= word < content[1] and _may_hedge(words, word)]
    hedges = {form for word in inside for form in (words.lower[word], words.lemma(word))} & HEDGES
    return bool(hedges - _ABLE if able else hedges)


def _may_hedge(words: Words, word: int) -> bool:
    """Tell "may have ended" from "ended in May", and "appears to have ended" from "will appear in court"."""
    if words.lower[word] in _ABLE:
        return words.tree.relations[word] == "aux"
    if words.lemma(word) in _SEEMING:
        return words.tree.has(word, "xcomp") or words.tree.has(word, "ccomp")
    return True


def _conditional(words: Words, cue: Range) -> bool:
    """Tell whether something is said on a condition only: "if Pell says so"."""
    return any(words.lower[mark] in _IF for mark in words.tree.kin(words.tree.top(*cue), "mark"))


def _passive(words: Words, cue: Range) -> bool:
    """Tell whether something is said to be so: "is said", "is widely seen"."""
    own = range(*cue)
    holding = {words.lemma(word) for word in own if words.xpos[word] == "VBN"} - _ADDRESSING
    if "as" not in words.lower[cue[0] : cue[1] + 1]:
        holding -= _PERCEIVING  # "was seen giving orders": somebody saw it
    opinion = any(ACTS.get(verb) in _OPINIONS for verb in holding)
    return opinion and any(words.lemma(word) == "be" for word in own)


def _is_due(words: Words, cue: Sequence[int]) -> bool:
    """Tell "is to announce" and "was due to tell": what is still to be said."""
    own = [words.lower[word] for word in cue]
    being = bool(cue) and words.lemma(cue[0]) == "be" and "to" in own
    return being and (own[1:2] == ["to"] or own[1] in _DUE)


def _tense(words: Words, cue: Sequence[Range]) -> Tense:
    own = [word for first, end in cue for word in range(first, end)]
    tags = {words.xpos[word] for word in own}
    if any(words.lower[word] in _FUTURE for word in own):
        return "future"
    if _is_due(words, own):
        return "future"
    perfect = "VBN" in tags and any(words.lemma(word) == "have" for word in own)
    return "present" if not perfect and "VBD" not in tags and tags & _PRESENT else "past"
