"""Words of an account: the parts of a clause, and what a phrase gives once its first words are taken off."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rashomon.extract.accounting.standing import NEGATIONS, Standing, only
from rashomon.extract.words import MARKS, Range, Words
from rashomon.model.accounts import AccountKind

Ranges = tuple[Range, ...]
_CORE = frozenset("nsubj csubj expl aux cop obj iobj compound xcomp".split())
_JOINING = frozenset("but and or nor rather".split())
_PARTLY = frozenset(
    "mainly partly largely chiefly simply mostly primarily only just solely merely also".split()
)
RELATIVE = frozenset("that which who whom whose what".split())


@dataclass(frozen=True, slots=True)
class Told:
    """An account in ranges of words.

    Attributes:
        kind: what kind of account it is.
        matter: what is accounted for.
        given: what is given for it.
        cue: the words that say so.
        standing: how it stands.
        granted: whether a phrase takes it for granted.
        taker: the verb by which its subject takes one thing for another ("call", "blame"), if one does.
    """

    kind: AccountKind
    matter: Ranges
    given: Ranges
    cue: Range
    standing: Standing
    granted: bool = False
    taker: int | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What a phrase gives, without its first words, and whether it is given as not so."""

    words: Range
    denied: bool = False


def given_by(words: Words, top: int, marker: Sequence[str]) -> Iterator[Given]:
    """Yield what a phrase that begins with `marker` gives, parted where "but" or "not" parts it.

    "not by the frost, but by the salt" gives the frost as not so, and the salt.
    """
    first, end = words.told(top)
    asides = [each for each in words.tree.kin(top, "parataxis") if each > top]
    end = min([end, *(words.tree.phrase(each)[0] for each in asides)])
    stops = [words.tree.phrase(each)[0] for each in words.tree.kin(top, "conj") if _parts(words, each)]
    own = _given(words, (first, min([end, *stops])), marker)
    if own:
        yield own
        yield from contrasts(words, top, marker)


def contrasts(words: Words, top: int, marker: Sequence[str] = ()) -> Iterator[Given]:
    """Yield what is set against a word: "not a rescue" of "a seizure, not a rescue"."""
    for part in words.tree.kin(top, "conj"):
        given = _given(words, words.told(part), marker) if _parts(words, part) else None
        if given:
            yield given


def _parts(words: Words, conjunct: int) -> bool:
    """Tell whether a conjunct is set against the first: "but ...", "not ...", "rather than ..."."""
    first = words.tree.phrase(conjunct)[0]
    opening = [word for word in words.lower[first : first + 3] if word != ","]
    return bool(opening) and (opening[0] in {"but", "rather"} or not NEGATIONS.isdisjoint(opening[:2]))


def _given(words: Words, whole: Range, marker: Sequence[str]) -> Given | None:
    first, end = whole
    denied = words.lower[first : first + 2] == ["rather", "than"]
    while first < end and (words.lower[first] in {",", *_JOINING, *_PARTLY, *NEGATIONS, "than"}):
        denied |= words.lower[first] in NEGATIONS and not only(words, first)
        first += 1
    if list(words.lower[first : first + len(marker)]) == list(marker):
        first += len(marker)
    found = trimmed(words, (first, end))
    return Given(found, denied) if found else None


def begins(words: Words, top: int, marker: Sequence[str]) -> int | None:
    """Return where `marker` begins a phrase, words that join or deny passed over."""
    first, end = words.tree.phrase(top)
    while first < end and (words.lower[first] in {",", *_JOINING, *_PARTLY, *NEGATIONS}):
        first += 1
    there = first < top and list(words.lower[first : first + len(marker)]) == list(marker)
    return first if there else None


def trimmed(words: Words, whole: Range) -> Range | None:
    """Return a range without marks and joining words at its ends; `None` if nothing is left."""
    first, end = whole
    while first < end and _is_loose(words, first, whole):
        first += 1
    while first < end and _is_loose(words, end - 1, whole):
        end -= 1
    return (first, end) if first < end else None


def _is_loose(words: Words, at: int, whole: Range) -> bool:
    form = words.forms[at]
    if form in MARKS:
        return sum(each in MARKS for each in words.forms[whole[0] : whole[1]]) % 2 == 1
    return words.tree.upos[at] == "PUNCT" or words.lower[at] in {"and", "but"}


def without(words: Words, top: int, taken: Iterable[int]) -> Ranges:
    """Return what hangs on a word, but for the phrases of `taken`."""
    left = set(range(*words.told(top)))
    for each in taken:
        left -= set(range(*words.tree.phrase(each)))
    return joined(words, left)


def deed(words: Words, verb: int, taken: Collection[int] = ()) -> Ranges:
    """Return who does what in a clause, without the circumstances."""
    own = {verb}
    for child in (*words.tree.children[verb], *subjects(words, verb)):
        if words.tree.relations[child] in _CORE and child not in taken:
            own.update(range(*words.told(child)))
    return joined(words, own)


def subjects(words: Words, verb: int) -> list[int]:
    """Return the subjects of a verb, or of the verb that it shares them with."""
    tree = words.tree
    found = list(tree.kin(verb, "nsubj"))
    while not found and tree.relations[verb] in {"conj", "xcomp"} and tree.heads[verb] >= 0:
        verb = tree.heads[verb]
        found = list(tree.kin(verb, "nsubj"))
    return found


def joined(words: Words, own: Iterable[int]) -> Ranges:
    """Return single words as ranges, loose marks at their ends left out."""
    found: list[Range] = []
    for word in sorted(own):
        if found and found[-1][1] == word:
            found[-1] = (found[-1][0], word + 1)
        else:
            found.append((word, word + 1))
    whole = (trimmed(words, each) for each in found)
    return tuple(each for each in whole if each)


def meant(words: Words, noun: int) -> Ranges:
    """Return the words of a noun phrase; for a relative pronoun those of the noun that it stands for."""
    above = words.tree.heads[noun]
    if words.lower[noun] in RELATIVE and above >= 0:
        while above >= 0 and words.tree.upos[above] in {"VERB", "AUX"}:
            clause, above = above, words.tree.heads[above]
            if words.tree.relations[clause] == "acl":
                break
        around = (*words.tree.kin(above, "acl"), *words.tree.kin(above, "case")) if above >= 0 else ()
        return without(words, above, around) if above >= 0 else ()
    if words.tree.upos[noun] == "PRON":
        return ()
    return joined(words, range(*words.told(noun)))
