"""Where what is said ends, by words of the text's own behind it that no mark parts from it.

"Their warning that the pumps would fail *went unanswered*", "she says wages rose, *but that is wrong*".
"""

from __future__ import annotations

from rashomon.extract.cues import UNTRUE
from rashomon.extract.told import Told
from rashomon.extract.words import MARKS, Range, Words

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_WRONG = UNTRUE | {"incorrect", "lie", "mistaken", "wrong"}
_POINTING = frozenset({"it", "that", "this", "which"})
_NOT = frozenset({"not", "n't", "n’t"})
_OPENING = frozenset({",", ";", "and", "but", "though", "although", "yet"})
_JOINING = frozenset({"and", "or", "but"})
_RELATIVE = frozenset("who whom whose which that when where while because if as since after before".split())
_SHORTEST = 2  # words of what is said


def within_limits(words: Words, told: Told, sentence: Range) -> tuple[Range, ...]:
    """Return the content of a statement without what the text itself adds in the same sentence."""
    pieces = (_without_main_verb(words, told, piece, sentence) for piece in told.content)
    return tuple(_without_verdict(words, told, piece) for piece in pieces)


def _without_main_verb(words: Words, told: Told, piece: Range, sentence: Range) -> Range:
    """Return a clause on a noun without the verb of its sentence: a sentence that opens with one has one.

    Trees often hang that verb on the clause.
    """
    first, end = piece
    noun = told.cue[0][1] - 1
    opens = words.tree.upos[noun] == "NOUN" and first == noun + 1 and words.lower[first] == "that"
    around = (*range(sentence[0], noun), *range(end, sentence[1]))
    if not opens or any(words.xpos[word] in _FINITE for word in around):
        return piece
    verbs = [word for word in range(first + 1, min(end, sentence[1])) if words.xpos[word] in _FINITE]
    mains = [word for word in verbs[1:] if not _is_below(words, verbs, word)]
    return (first, mains[-1]) if mains and not _quotes(words, piece) else piece


def _is_below(words: Words, verbs: list[int], verb: int) -> bool:
    """Tell a verb that is joined to another one, or of a clause that a word before it opens."""
    before = verbs[verbs.index(verb) - 1]
    between = words.lower[before + 1 : verb]
    return words.lower[verb - 1] in _JOINING or not _RELATIVE.isdisjoint(between)


def _quotes(words: Words, piece: Range) -> bool:
    return any(words.forms[word] in MARKS for word in range(*piece))


def _without_verdict(words: Words, told: Told, piece: Range) -> Range:
    """Return what is said without a last clause that calls it wrong: "it", "that" or "which" is untrue."""
    first, end = piece
    if told.cue[-1][1] > first or _quotes(words, piece):
        return piece
    for word in range(first + _SHORTEST, end):
        points = words.lower[word] in _POINTING and words.lower[word - 1] in _OPENING
        if points and _calls_wrong(words, word + 1, end):
            while words.lower[word - 1] in _OPENING:
                word -= 1  # noqa: PLW2901
            return first, word
    return piece


def _calls_wrong(words: Words, first: int, end: int) -> bool:
    """Tell words that say of what stands before them that it is not so: "is wrong", "was not true"."""
    plain = (
        word for word in range(first, end) if words.lower[word] in _NOT or words.tree.upos[word] != "ADV"
    )
    is_, *told = [words.lemma(word) for word in plain] or [""]
    return is_ == "be" and bool(told) and (told[0] in _WRONG or (told[0] in _NOT and told[1:2] == ["true"]))
