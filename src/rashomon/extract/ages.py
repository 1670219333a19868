"""Ages: "the 52-year-old" is whom the text gives this age, and two ages are never one person.

They stand behind a name ("Ona Veld, 52", "Ona Veld (52)", "Ona Veld, aged 52", "Ona Veld, a 52-year-old
baker"), or before one ("52-year-old Ona Veld").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rashomon.compare.namesakes import age_told, ages_differ
from rashomon.compare.wordlists import BODIES
from rashomon.extract.described import COMPANIES, DOCUMENTS
from rashomon.extract.meant import CALLED, RULE_SCORE, Meant
from rashomon.extract.references import Reference
from rashomon.extract.words import Range, Words

_OPENING = frozenset({",", "(", "–", "—", "-"})
_CLOSING = frozenset({",", ")", ".", ";", "–", "—"})
_DESCRIBING = frozenset({"NOUN", "ADJ", "PROPN"})
_AGED = "aged"
_NEW = frozenset({"a", "an", "another"})
_YEARS = frozenset({"year"})
_REACH = 10  # words before a name
_THINGS = BODIES | COMPANIES | DOCUMENTS
"""What has an age and is nobody: "the 12-year-old company"."""


def age_of(words: Words, name: Reference) -> int | None:
    """Return the age that stands beside a person's name."""
    behind = _behind(words, name.words[1])
    if behind is not None:
        return behind
    places = (_before(words, name), *_appositions(words, name))
    return next((age for place in places if (age := _year_old(words, place)) is not None), None)


def age_in(words: Words, phrase: Reference) -> int | None:
    """Return the age in a phrase for somebody without a name: "the 52-year-old", "a 52-year-old baker"."""
    if phrase.form != "noun" or words.lemma(phrase.head) in _THINGS | _YEARS:
        return None
    return _year_old(words, phrase.words)


def of_one_age(words: Words, found: Sequence[Reference]) -> tuple[Reference, ...]:
    """Return the references of a text without links from one age to another, by whatever way."""
    ages = {n: age for n, each in enumerate(found) if (age := _age(words, each)) is not None}
    return tuple(
        replace(each, antecedent=-1)
        if n in ages and any(ages_differ(ages[n], ages.get(other)) for other in _way(found, n))
        else each
        for n, each in enumerate(found)
    )


def _age(words: Words, reference: Reference) -> int | None:
    if reference.form == "name":
        return age_of(words, reference) if reference.type == "person" else None
    return age_in(words, reference)


def _way(found: Sequence[Reference], number: int) -> Iterator[int]:
    """Yield what a reference is linked to, by way of others."""
    while (number := found[number].antecedent) >= 0:
        yield number


class Aged:
    """Whose age a text states, and whom phrases with an age may mean.

    Attributes:
        called: whom phrases mean by an age that the text gives to one person alone.
    """

    def __init__(self, words: Words, found: Sequence[Reference], named: Mapping[int, Meant]) -> None:
        self._words, self._found = words, found
        self._ages = {n: age for n, each in enumerate(found) if (age := _age(words, each)) is not None}
        self._of: dict[int, int] = {}
        for number, age in self._ages.items():
            if number in named:
                self._of.setdefault(named[number].group, age)
        bearers: defaultdict[int, list[int]] = defaultdict(list)
        for group, age in self._of.items():
            bearers[age].append(group)
        known = {n: bearers[age] for n, age in self._ages.items() if self._is_known(n, named)}
        self.called = {n: Meant(own[0], RULE_SCORE, CALLED) for n, own in known.items() if len(own) == 1}

    def _is_known(self, number: int, named: Mapping[int, Meant]) -> bool:
        """Tell a phrase for somebody known: "a 52-year-old" is somebody new, or says who a name is."""
        phrase = self._found[number]
        known = self._words.lower[phrase.words[0]] not in _NEW
        return number not in named and known and self._words.tree.relations[phrase.head] != "appos"

    def may_be(self, number: int, group: int) -> bool:
        """Tell whether nothing says that a phrase is of another age than somebody."""
        return not ages_differ(self._ages.get(number), self._of.get(group))


def _behind(words: Words, at: int) -> int | None:
    """Read ", 52," and "(52)", and "aged 52" with a comma or without."""
    opens = at < len(words.forms) and words.forms[at] in _OPENING
    at += opens
    aged = words.lower[at : at + 1] == [_AGED]
    told = words.forms[at + aged : at + aged + 2]
    if not (opens or aged) or len(told) <= 1 or not (aged or told[1] in _CLOSING):
        return None
    return age_told(told[0])


def _before(words: Words, name: Reference) -> Range:
    """Return the words before a name that say who it is: "the 52-year-old baker Ona Veld"."""
    first = name.words[0]
    begin = first - (words.tree.relations[name.head] == "appos" and words.forms[first - 1] == ",")
    at = begin
    while at > 0 and first - at < _REACH and _describes(words, at - 1):
        at -= 1
    return at, begin


def _describes(words: Words, word: int) -> bool:
    told = words.tree.upos[word] in _DESCRIBING or words.forms[word] == "-"
    return told or words.years_old(word) is not None


def _appositions(words: Words, name: Reference) -> Iterator[Range]:
    """Yield what says who a name is: "Ona Veld, a 52-year-old baker", "Ona Veld is a 52-year-old baker"."""
    tree, above = words.tree, words.tree.heads[name.head]
    for child in tree.kin(name.head, "appos"):
        if child >= name.words[1]:
            yield tree.phrase(child)[0], child + 1
    if above > name.head and tree.relations[name.head] == "nsubj" and tree.has(above, "cop"):
        yield max(tree.kin(above, "cop")) + 1, above + 1


def _year_old(words: Words, place: Range) -> int | None:
    """Return the age of the first "52-year-old" in a range."""
    return next((age for word in range(*place) if (age := words.years_old(word)) is not None), None)
