"""Statements told by a verb that says something only with the words around it.

"Put the loss at a fifth", "gives the number as five", "counted 400 marchers", "speaks of nine ships",
"defends the step as lawful".
"""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.compare.wordlists import BODIES, TITLES
from rashomon.extract.described import COMPANIES, DOCUMENTS
from rashomon.extract.happening.living import PEOPLE
from rashomon.extract.timing.words import SCALES
from rashomon.extract.told import Told
from rashomon.extract.words import Range, Words

PHRASE_RULE, PHRASE_SCORE = "reporting-phrase", 0.8
_RECKONING = frozenset("put place estimate reckon".split())
_COUNTING = frozenset({"count", "tally"})
_PLACING = frozenset({"place", "put"})
_MONEY = frozenset("$€£%")
_COUNTED_BY = frozenset(
    """
    cent dollar euro franc kilometre kilometer litre metre meter million percent person people pound tonne ton
    """.split()
)
_JUDGING = frozenset("characterise characterize defend depict describe introduce portray".split())
_NAMED = frozenset({"PRON", "PROPN"})
_THINGS = frozenset({"NOUN", "NUM", "PROPN"})
_QUANTITIES = frozenset(
    """
    dozen dozens fifth fifths half handful hundred hundreds million millions quarter quarters score tenth
    third thirds thousand thousands
    """.split()
)
_SPEAKING = BODIES | COMPANIES | DOCUMENTS | PEOPLE | TITLES | {"force", "navy", "organiser", "organizer"}
_PERSONAL = frozenset({"he", "she", "they", "it", "i", "we"})
_NOT = frozenset({"not", "n't", "n’t", "never"})
_PARTS = frozenset({"obl", "advcl", "xcomp", "nmod"})
_FOLLOWING = frozenset({"advcl", "advmod", "obl", "xcomp"})
FINITE = frozenset({"VBD", "VBP", "VBZ"})


def of_phrase(words: Words, verb: int, source: tuple[Range, ...]) -> Told | None:
    """Return what somebody says by a verb and the words around it, if that is so.

    Args:
        words: of the text.
        verb: the verb.
        source: its subject, or by whom it was done.
    """
    if not source or not _may_speak(words, source[0]):
        return None
    lemma = words.lemma(verb)
    found: tuple[Range, tuple[Range, ...]] | None = None
    if lemma in _RECKONING:
        found = _with_object(words, verb, "at", counted=True)
    elif lemma == "give":
        found = _with_object(words, verb, "as", counted=True)
    elif lemma in _JUDGING and not _brings_in(words, verb):
        found = _with_object(words, verb, "as", counted=False)
    elif lemma in _COUNTING:
        found = _counted(words, verb)
    elif lemma == "speak":
        found = _spoken_of(words, verb)
    if found is None:
        return None
    cue, content = found
    return Told(source, (cue,), content, PHRASE_SCORE, PHRASE_RULE)


def judged_as(words: Words, verb: int) -> Range | None:
    """Return what somebody is described "as", with this word."""
    if words.lemma(verb) not in _JUDGING:
        return None
    return next(_behind(words, verb, "as"), None)


def _brings_in(words: Words, verb: int) -> bool:
    """Tell whether a thing is introduced, which is a deed; who somebody is, is said."""
    things = words.tree.kin(verb, "obj")
    return words.lemma(verb) == "introduce" and any(words.tree.upos[thing] not in _NAMED for thing in things)


def _may_speak(words: Words, source: Range) -> bool:
    """Tell whether a source is a name or means people, a body or a document: an accident puts nothing at."""
    head = words.tree.top(*source)
    if words.tree.upos[head] == "PRON":
        return words.lower[head] in _PERSONAL
    return words.tree.upos[head] == "PROPN" or words.lemma(head) in _SPEAKING


def _with_object(
    words: Words, verb: int, case: str, *, counted: bool
) -> tuple[Range, tuple[Range, ...]] | None:
    """Return cue and content of a verb with an object and what stands behind "at" or "as"."""
    things = [words.told(thing) for thing in words.tree.kin(verb, "obj")]
    for phrase in _behind(words, verb, case):
        if counted and not any(_is_quantity(words, word) for word in range(*phrase)):
            continue
        if words.lemma(verb) in _PLACING and not _is_amount(words, phrase):
            continue  # "placed guns at two bridges"
        if any(first < phrase[0] and end > phrase[1] for first, end in things):
            continue
        parts = [thing for thing in things[:1] if not _is_relative(words, thing)]
        if things:
            return (verb, verb + 1), _together([*parts, phrase])
    return None


def _is_amount(words: Words, phrase: Range) -> bool:
    """Tell "at nine", "at about a third" and "at 40 million crowns" from "at two bridges"."""
    head = words.tree.top(*phrase)
    scaled = any(words.lower[word] in SCALES or words.forms[word] in _MONEY for word in range(*phrase))
    counted = _is_quantity(words, head) or words.lemma(head) in _COUNTED_BY
    return scaled or counted or words.tree.upos[head] == "SYM"


def _behind(words: Words, verb: int, case: str) -> Iterator[Range]:
    """Yield the phrases behind a verb that open with a preposition."""
    for child in words.tree.children[verb]:
        first, end = words.told(child)
        if words.tree.relations[child] in _PARTS and words.lower[first] == case and verb < first < child:
            yield first, end


def _is_quantity(words: Words, word: int) -> bool:
    return words.tree.upos[word] == "NUM" or words.lower[word] in _QUANTITIES


def _is_relative(words: Words, thing: Range) -> bool:
    return words.xpos[thing[0]] in {"WDT", "WP"} and thing[1] - thing[0] == 1


def _together(parts: list[Range]) -> tuple[Range, ...]:
    """Return two parts as one where nothing stands between them."""
    first, *others = sorted(parts)
    if others and others[0][0] <= first[1]:
        return ((first[0], max(first[1], others[0][1])),)
    return (first, *others)


def _counted(words: Words, verb: int) -> tuple[Range, tuple[Range, ...]] | None:
    """Return cue and content of "counted 400 marchers"."""
    if words.xpos[verb] not in FINITE:
        return None
    for thing in words.tree.kin(verb, "obj"):
        if any(_is_quantity(words, word) for word in (thing, *words.tree.kin(thing, "nummod"))):
            return (verb, verb + 1), (_run_on(words, verb, thing),)
    return None


def _run_on(words: Words, verb: int, thing: int) -> Range:
    """Return an object with the phrases that follow it: "arsenic in the mud at thirty times the limit"."""
    first, end = words.told(thing)
    for child in sorted(words.tree.children[verb]):
        begin, stop = words.told(child)
        if begin == end and words.tree.relations[child] in _FOLLOWING:
            end = stop
    return first, end


def _spoken_of(words: Words, verb: int) -> tuple[Range, tuple[Range, ...]] | None:
    """Return cue and content of "spoke of nine ships", but not of "spoke of it"."""
    denied = any(words.lower[child] in _NOT for child in words.tree.children[verb])
    if denied or words.xpos[verb] not in FINITE:
        return None
    for thing in words.tree.kin(verb, "obl"):
        first, end = words.told(thing)
        if first == verb + 1 and words.lower[first] == "of" and words.tree.upos[thing] in _THINGS:
            return (verb, first + 1), ((first + 1, end),)
    return None
