"""What kind of act a statement is, and in which manner it was made: by its cue, then by its content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rashomon.extract.cues import ACTS, BAD, GOOD, HEDGES, LOADED, UNTRUE
from rashomon.extract.words import Range, Words
from rashomon.model.records import Act

Tense = Literal["past", "present", "future"]

_NEUTRAL = frozenset({"said", "announced"})
_OPINIONS = frozenset({"said", "believed"})
_ADDRESSING = frozenset({"tell", "call", "inform", "ask"})
_NOT = frozenset({"not", "n't", "n’t", "no", "never"})
_UNWILLING = frozenset({"would", "will", "could", "can"})
_SPEAKING = frozenset({"say", "comment", "discuss", "elaborate", "identify", "name", "disclose", "confirm"})
_ANSWERING = frozenset({"comment", "answer", "respond", "reply", "return", "response"})
_CALLING = frozenset({"for", "on", "upon"})
_WANTING = frozenset({"want", "wish"})
_REJECTING = frozenset({"reject", "dismiss", "rejection", "dismissal"})
_OFFERS = frozenset(
    "offer proposal invitation demand request call talk mediation deal plan bid ultimatum".split()
)
_QUESTION = frozenset("whether if who what when where why how which".split())
_DUTY = frozenset({"must", "should"})
_OWN = frozenset({"i", "we"})
_PERCEIVING = frozenset({"hear", "see"})
_CLAUSES = frozenset({"acl", "advcl", "ccomp", "conj", "parataxis", "xcomp"})
_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_PRESENT = frozenset({"VBZ", "VBP", "MD"})
_NAMING = frozenset({"call", "describe", "brand", "label", "dub", "deem", "term"})
_ABLE = frozenset({"could", "may", "might"})
_IF = frozenset({"if", "unless"})
_SHORT = 4  # words within which an infinitive shows what somebody is asked to do


@dataclass(frozen=True, slots=True)
class Manner:
    """What a statement is besides its words."""

    act: Act
    hedged: bool
    loaded: bool
    tense: Tense


def manner_of(words: Words, cue: Sequence[Range], contents: Sequence[Range], *, sourced: bool) -> Manner:
    """Return the manner of a statement by the words of its cue, if it has one, and of its content.

    What is said or believed without anybody who says it ("is widely seen as") is not sure.
    """
    said = [words.lemma(word) for first, end in cue for word in range(first, end)] or _own(words, contents)
    act = _act(words, said, contents)
    return Manner(
        act=act,
        hedged=not HEDGES.isdisjoint(said)
        or (act != "asked" and any(_unsure(words, content) for content in contents))
        or any(_conditional(words, part) or (not sourced and _passive(words, part)) for part in cue),
        loaded=not LOADED.isdisjoint(said),
        tense=_tense(words, cue) if cue else "present",
    )


def _own(words: Words, contents: Sequence[Range]) -> list[str]:
    """Return the verb of "we demand", where those who sign a text say themselves what they do by it."""
    root = words.tree.top(*contents[0])
    subjects = {words.lower[child] for child in words.tree.kin(root, "nsubj")}
    return [] if _OWN.isdisjoint(subjects) else [words.lemma(root)]


def _act(words: Words, said: Sequence[str], contents: Sequence[Range]) -> Act:
    if said and [words.lower[word] for first, end in contents for word in range(first, end)] == ["nothing"]:
        return "declined"
    told = _silent(said) or _asking(words, said, contents) or _wanting(words, said, contents)
    told = told or _rejecting(words, said, contents)
    if told is not None:
        return told
    known = [ACTS[word] for word in said if word in ACTS]
    act: Act = next((each for each in known if each not in _NEUTRAL), known[0] if known else "said")
    return _by_content(words, said, act, contents) if act in _NEUTRAL and contents else act


def _silent(said: Sequence[str]) -> Act | None:
    """Tell refusals: "would not say", "no comment", "did not answer"; "did not say that ..." is none."""
    if _NOT.isdisjoint(said):
        return None
    unwilling = not _UNWILLING.isdisjoint(said) and not _SPEAKING.isdisjoint(said)
    return "declined" if unwilling or not _ANSWERING.isdisjoint(said) else None


def _asking(words: Words, said: Sequence[str], contents: Sequence[Range]) -> Act | None:
    """Tell "ask whether", which asks, from "ask for", which demands, and "tell to", which orders."""
    begins = _first(words, contents)
    if "tell" in said:
        return "ordered" if begins == "to" else None
    if "call" in said:
        return "demanded" if not _CALLING.isdisjoint(said) or begins == "to" else None
    if "ask" in said:
        wants = "for" in said or begins in {"that", "for", "to"} or _infinitive(words, contents)
        return "demanded" if wants and begins not in _QUESTION else "asked"
    return None


def _wanting(words: Words, said: Sequence[str], contents: Sequence[Range]) -> Act | None:
    """Tell "want the notice withdrawn", which demands, from "want to leave" and from "wish to know"."""
    if _WANTING.isdisjoint(said):
        return None
    if "know" in said:
        return "asked"
    return "demanded" if "want" in said and contents and _first(words, contents) != "to" else None


def _rejecting(words: Words, said: Sequence[str], contents: Sequence[Range]) -> Act | None:
    """Rejecting what is offered or asked is declining; rejecting what is said is denying."""
    if _REJECTING.isdisjoint(said) or not contents:
        return None
    rejected = {words.lemma(word) for first, end in contents for word in range(first, end)}
    return None if not _OFFERS.isdisjoint(rejected) else "denied"


def _first(words: Words, contents: Sequence[Range]) -> str:
    """Return the first word of a content, after its opening quotation mark."""
    first, end = contents[0] if contents else (0, 0)
    return next((word for word in words.lower[first:end] if word[0].isalnum()), "")


def _infinitive(words: Words, contents: Sequence[Range]) -> bool:
    """Tell whether a content is somebody and what they are to do: "him to leave"."""
    first, end = contents[0] if contents else (0, 0)
    return any(words.xpos[word] == "TO" for word in range(first, min(end, first + _SHORT)))


def _by_content(words: Words, said: Sequence[str], act: Act, contents: Sequence[Range]) -> Act:
    """Return what a neutral cue says by what is said: a question, a duty, a denial, a promise, a verdict."""
    if _ends_asking(words, contents):
        return "asked"
    root = words.tree.top(*contents[0])
    below = words.tree.children[root]
    helpers = {words.lower[child] for child in below if words.tree.relations[child] == "aux"}
    subjects = {words.lower[child] for child in below if words.tree.relations[child] == "nsubj"}
    telling = _telling(said, (root, *below), contents)
    if not _DUTY.isdisjoint(helpers):
        return "demanded"
    if _untrue(words, telling):
        return "denied"
    if not _NOT.isdisjoint(words.lower[child] for child in below):
        return act
    promised = not _FUTURE.isdisjoint(helpers) and not _OWN.isdisjoint(subjects)
    return "promised" if promised else _judging(words, telling) or act


def _ends_asking(words: Words, contents: Sequence[Range]) -> bool:
    """Tell whether a content ends in a question mark, closing quotation marks aside."""
    last = contents[-1][1] - 1
    while last > contents[0][0] and not words.lower[last][-1].isalnum() and words.lower[last] not in "?.!":
        last -= 1
    return words.lower[last] == "?"


def _telling(said: Sequence[str], main: Sequence[int], contents: Sequence[Range]) -> Sequence[int]:
    """Return the words that may hold a verdict: the main clause's; where something is named, all."""
    if _NAMING.isdisjoint(said):
        return main
    return [word for first, end in contents for word in range(first, end)]


def _untrue(words: Words, telling: Sequence[int]) -> bool:
    """Tell whether words say of a claim that it is not so: "it is not true", "the claim is false"."""
    forms = {words.lower[word] for word in telling}
    return not UNTRUE.isdisjoint(forms) or ("true" in forms and not _NOT.isdisjoint(forms))


def _judging(words: Words, telling: Sequence[int]) -> Act | None:
    """Return whether words blame or praise."""
    lemmas = {words.lemma(word) for word in telling if words.tree.upos[word] in {"ADJ", "NOUN", "PROPN"}}
    if not BAD.isdisjoint(lemmas):
        return "blamed"
    return "praised" if not GOOD.isdisjoint(lemmas) else None


def _unsure(words: Words, content: Range) -> bool:
    """Tell whether the main verb of a content is weakened; what people "could" or "may" do, they can."""
    root = words.tree.top(*content)
    able = any(words.tree.upos[subject] == "PRON" for subject in words.tree.kin(root, "nsubj"))
    able = able and not any(
        _conditional(words, (clause, clause + 1)) for clause in words.tree.kin(root, "advcl")
    )
    children = words.tree.children[root]
    near = (root, *(child for child in children if words.tree.relations[child] not in _CLAUSES))
    hedges = {words.lower[word] for word in near if content[0] <= word < content[1]} & HEDGES
    return bool(hedges - _ABLE if able else hedges)


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


def _tense(words: Words, cue: Sequence[Range]) -> Tense:
    own = [word for first, end in cue for word in range(first, end)]
    tags = {words.xpos[word] for word in own}
    if any(words.lower[word] in _FUTURE for word in own):
        return "future"
    perfect = "VBN" in tags and any(words.lemma(word) == "have" for word in own)
    return "present" if not perfect and "VBD" not in tags and tags & _PRESENT else "past"
