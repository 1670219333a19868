"""Two of one name in one text: "another Joren Pell", two ages, a father and his son; bodies of two states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.compare.namesakes import ages_differ, without_generation
from rashomon.compare.wordlists import TITLES
from rashomon.extract.ages import age_of
from rashomon.extract.references import Reference
from rashomon.extract.words import Words

_OTHER = frozenset({("another",), ("a", "different"), ("a", "second"), ("an", "unrelated")})
_GENERATIONS = {"jr": "younger", "junior": "younger", "younger": "younger"} | dict.fromkeys(
    ("elder", "senior", "sr"), "elder"
)
_KIN = {"son": "younger", "daughter": "younger", "father": "elder", "mother": "elder"}
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


@dataclass(slots=True)
class _Bearer:
    """What a text tells of one bearer of a name."""

    age: int | None = None
    generation: str | None = None

    def may_be(self, other: _Bearer) -> bool:
        return not ages_differ(self.age, other.age) and (
            None in {self.generation, other.generation} or self.generation == other.generation
        )

    def is_surely(self, other: _Bearer) -> bool:
        """Tell whether both have an age that is the same, or one generation."""
        same = self.generation is not None and self.generation == other.generation
        return same or (self.age is not None and other.age is not None)


def _people(words: Words, names: Sequence[Reference], texts: Sequence[str]) -> dict[int, int]:
    """Return which bearer of their names people are, by the number of the name."""
    seen: defaultdict[str, list[_Bearer]] = defaultdict(list)
    found: dict[int, int] = {}
    before = ""  # the last one named
    for number, (name, text) in enumerate(zip(names, texts, strict=True)):
        if name.type != "person":
            continue
        plain = without_generation(text)
        kin = _kin(words, name) if before == plain else None
        own = _Bearer(age_of(words, name), kin or _generation(words, name))
        known, before = seen[plain], plain
        which = _which(known, own, another=_is_another(words, name), kin=kin is not None)
        if which == len(known):
            known.append(own)
        known[which].age = own.age if known[which].age is None else known[which].age
        known[which].generation = known[which].generation or own.generation
        found[number] = which
    return found


def _which(known: Sequence[_Bearer], own: _Bearer, *, another: bool, kin: bool) -> int:
    """Return the number of a bearer, one more than there are for somebody new."""
    if not known or another:
        return len(known)
    fits = [number for number, other in enumerate(known) if other.may_be(own)]
    exact = [number for number in fits if known[number].is_surely(own)]
    return (exact or ([] if kin else fits) or [len(known)])[0]


def _generation(words: Words, name: Reference) -> str | None:
    """Read "Joren Pell Jr.", "Joren Pell, Jr.", "Joren Pell senior" and "Joren Pell the elder"."""
    end = name.words[1]
    behind = words.lower[end : end + 2]
    marks = [words.lower[end - 1], *behind[: 1 + (behind[:1] == [","])]]
    marks += behind[1:] if behind[:1] == ["the"] else []
    return next((_GENERATIONS[mark] for each in marks if (mark := each.rstrip(".")) in _GENERATIONS), None)


def _kin(words: Words, name: Reference) -> str | None:
    """Return the generation of whom the text calls somebody's father or son: "his father, General Pell"."""
    at = name.words[0] - 1
    while at > 0 and words.lower[at] not in _KIN and _may_lead(words, at):
        at -= 1
    if at < 1 or words.lower[at] not in _KIN:
        return None
    owner = at - 1 - (words.tree.upos[at - 1] == "ADJ")  # "his late father"
    return _KIN[words.lower[at]] if words.xpos[owner] in {"PRP$", "POS"} else None


def _may_lead(words: Words, word: int) -> bool:
    return words.forms[word] == "," or words.lower[word].rstrip(".") in TITLES


def _is_another(words: Words, name: Reference) -> bool:
    first, end = name.words
    told = any(tuple(words.lower[max(first - len(own), 0) : first]) == own for own in _OTHER)
    before = told and words.tree.heads[first - 1] == name.head  # and no "another Joren Pell rally"
    return before or (tuple(words.lower[end + 1 : end + 3]) in _UNRELATED and _opens(words, end))


def _opens(words: Words, at: int) -> bool:
    return at < len(words.forms) and words.forms[at] in _OPENING
