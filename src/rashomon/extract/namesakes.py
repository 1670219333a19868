"""Two of one name in one text: "another Joren Pell", two ages; bodies of two states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from rashomon.compare.namesakes import ages_differ
from rashomon.extract.ages import age_of
from rashomon.extract.references import Reference
from rashomon.extract.words import Words

_OTHER = frozenset({("another",), ("a", "different"), ("a", "second"), ("an", "unrelated")})
_UNRELATED = frozenset({("no", "relation"), ("no", "relative"), ("not", "related"), ("no", "kin")})
_OPENING = frozenset({",", "(", "–", "—", "-"})


def bearers(
    words: Words, names: Sequence[Reference], texts: Sequence[str], owners: Sequence[str | None]
) -> list[int]:
    """Return which bearer of its name each name means, 0 for the one whom a text names first.

    Args:
        words: of the document.
        names: in order of place.
        texts: each name as written.
        owners: whose body each name is, as far as the text says (`rashomon.extract.owners`).
    """
    people = _people(words, names, texts)
    bodies = _bodies(texts, owners)
    return [people.get(number, bodies[number]) for number in range(len(names))]


def _bodies(texts: Iterable[str], owners: Iterable[str | None]) -> list[int]:
    """Return which body of its name each name means: of the owner told beside it, else the one named last."""
    known: defaultdict[str, list[str | None]] = defaultdict(list)
    last: dict[str, int] = {}
    found = []
    for text, owner in zip(texts, owners, strict=True):
        name = text.casefold()
        own = known[name]
        if not own:
            own.append(owner)
        elif owner is not None and owner not in own:
            if own == [None]:  # a headline names it first, without its state
                own[0] = owner
            else:
                own.append(owner)
        last[name] = last.get(name, 0) if owner is None else own.index(owner)
        found.append(last[name])
    return found


def _people(words: Words, names: Sequence[Reference], texts: Sequence[str]) -> dict[int, int]:
    """Return which bearer of their names people are, by the number of the name."""
    seen: defaultdict[str, list[int | None]] = defaultdict(list)  # the age of each bearer, where told
    found: dict[int, int] = {}
    for number, (name, text) in enumerate(zip(names, texts, strict=True)):
        if name.type != "person":
            continue
        known, age = seen[text], age_of(words, name)
        which = _which(known, age, another=_is_another(words, name))
        if which == len(known):
            known.append(age)
        elif known[which] is None:
            known[which] = age
        found[number] = which
    return found


def _which(known: Sequence[int | None], age: int | None, *, another: bool) -> int:
    """Return the number of a bearer, one more than there are for somebody new."""
    if not known or another:
        return len(known)
    fits = [number for number, other in enumerate(known) if not ages_differ(age, other)]
    exact = [number for number in fits if age is not None and known[number] is not None]
    return (exact or fits or [len(known)])[0]


def _is_another(words: Words, name: Reference) -> bool:
    first, end = name.words
    told = any(tuple(words.lower[max(first - len(own), 0) : first]) == own for own in _OTHER)
    before = told and words.tree.heads[first - 1] == name.head  # and no "another Joren Pell rally"
    return before or (tuple(words.lower[end + 1 : end + 3]) in _UNRELATED and _opens(words, end))


def _opens(words: Words, at: int) -> bool:
    return at < len(words.forms) and words.forms[at] in _OPENING
