"""Who speaks and is called by what they are alone: "the fire commander", "the presiding judge", "a report".

Such a phrase means the person of the text whose office it is, wherever the text states that. If there is
none, it is an actor of its own under these words, one in the whole text: a person, a body without a name, or
a document that speaks. Somebody new ("an officer") and several ("two officials") stay without one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.wordlists import BODIES, TITLES
from rashomon.extract.meant import DESCRIBED, HOLDING, ISSUED, RULE_SCORE, Meant
from rashomon.extract.naming import Group
from rashomon.extract.offices import offices
from rashomon.extract.papers import PAPERS, issuer
from rashomon.extract.references import Reference
from rashomon.extract.words import DEFINITE, Range, Words
from rashomon.language import Analysis
from rashomon.model.records import ActorType

DOCUMENTS = frozenset(
    """
    act agreement article audit ballot bill blog book brief bulletin charter circular clip code column
    communique communiqué complaint constitution contract convention copy declaration decree dispatch
    document draft edition editorial email entry essay file filing film footage form guidelines
    indictment invoice journal judgement judgment law leaflet letter list log manifesto manual map memo
    memorandum message minutes motion note notice order paper paragraph passage permit petition placard
    plaque poll post poster protocol publication questionnaire receipt recording register regulation
    release report resolution rulebook ruling scan sign signs slide statement statistics statute story
    study summary summons survey tablet tape telegram text ticket timetable transcript treaty tweet
    verdict video warrant website
    """.split()
)
"""Nouns for what says something and is nobody."""
COMPANIES = frozenset(
    """
    agency airline association bank branch brewery camp campaign carrier chamber chancellery channel
    church clinic club coalition college command company consortium constabulary contractor cooperative
    corporation council daily delegation employer faction factory firm foundation garrison gendarmerie
    group guild harbor harbour headquarters hospital hotline insurer judiciary leadership manufacturer
    mayoralty mill mine movement network operator outlet owner port portal presidency
    programme province publisher radio railway registry regulator school section shipyard side site society
    station supplier team town utility village watchdog weekly works
    """.split()
)
"""Nouns for bodies that are no office of state; alone, they name another one in each text."""
_PLURAL = frozenset({"NNS", "NNPS"})
_OWNERS = frozenset({"'s", "’s", "'", "’"})
_HIDDEN = frozenset(
    """
    anybody anyone audience caller crowd host interviewer journalist member moderator official person question
    questioner reporter somebody someone source speaker voice
    """.split()
)
"""Who is called so is not to be known."""
_LEFT_OUT = frozenset({"DET", "ADP", "PUNCT", "PRON", "PART", "CCONJ", "NUM"})
_FORMER = frozenset({"former", "ex", "late", "then", "acting", "new", "old"})

_LESSER = frozenset({"assistant", "deputy", "vice"})
LANDS = frozenset(
    """
    capital city country county district island municipality nation province region state territory town
    valley village
    """.split()
)
"""Nouns for places that speak as bodies do."""


@dataclass(frozen=True, slots=True)
class _Office:
    """The words of an office of a person, and the one of them that says what it is."""

    words: frozenset[str]
    noun: str


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who speaks in a text.

    Attributes:
        sources: the references that are sources of statements.
        labels: those of them that are labels of turns.
        quoted: the words of direct speech.
        denying: the sources of denials of "it", with the sources of the statement before.
        accused: the sources of denials behind an accusation, with the references to whom that accuses.
        headlines: the sources that stand in a title.
    """

    sources: frozenset[int]
    labels: frozenset[int]
    quoted: frozenset[int]
    denying: Mapping[int, Sequence[int]]
    accused: Mapping[int, Sequence[int]]
    headlines: frozenset[int]


class Described:
    """Finds out whom the phrases of one text mean by the offices that the text states."""

    def __init__(
        self, analysis: Analysis, words: Words, found: Sequence[Reference], speaking: Speaking
    ) -> None:
        """Take a text with its references, and which of them speak."""
        self._analysis, self._words, self._found = analysis, words, found
        self._sources, self._labels = speaking.sources, speaking.labels
        self._headlines = speaking.headlines

    def resolved(self, meant: Mapping[int, Meant], first_free: int) -> tuple[list[Group], dict[int, Meant]]:
        """Return the actors without a name, and whom phrases mean.

        Args:
            meant: whom references mean by now.
            first_free: the number of the first new actor.
        """
        held, issued = self._offices(meant), issuer(self._words, self._found, meant)
        numbers: dict[tuple[str, ...], int] = {}
        groups: list[Group] = []
        resolved: dict[int, Meant] = {}
        beside = self._beside()
        asked = [
            n
            for n, each in enumerate(self._found)
            if each.form == "noun" and n not in meant and each.head not in beside
        ]
        for number in sorted(asked, key=lambda n: n not in self._sources):
            if self._words.xpos[self._found[number].head] in _PLURAL and self._noun(number) not in DOCUMENTS:
                continue
            if _FORMER.issuperset(self._key(number)):
                continue  # "the two", "the former"
            if issued is not None and self._is_paper(number):
                resolved[number] = Meant(issued, RULE_SCORE, ISSUED)
                continue
            holder = self._holder(number, held)
            if holder is not None:
                resolved[number] = Meant(holder, RULE_SCORE, HOLDING)
                continue
            key, kind = self._key(number), self._kind(number)
            if number in self._sources and kind is not None and key not in numbers:
                numbers[key] = first_free + len(groups)
                name = described_as(self._analysis, self._words, self._found[number])
                groups.append(Group(kind, (name.lower(),)))
            if kind is not None and key in numbers:
                resolved[number] = Meant(numbers[key], RULE_SCORE, DESCRIBED)
        return groups, resolved

    def _is_paper(self, number: int) -> bool:
        """Tell whether a source is "the statement", without more to tell whose."""
        own = [self._words.lower[word] for word in range(*self._found[number].words)]
        return number in self._sources and own[0] in DEFINITE and PAPERS.issuperset(own[1:])

    def _beside(self) -> frozenset[int]:
        """Return the nouns that say what somebody is beside a name: "the owner, Pell" is one mention."""
        names = (each for each in self._found if each.form == "name" and each.type == "person")
        return frozenset(noun for name in names for noun in nouns_beside(self._words, name))

    def _offices(self, meant: Mapping[int, Meant]) -> Mapping[int, list[_Office]]:
        """Return the offices of each person."""
        persons = [
            (each, meant[n].group)
            for n, each in enumerate(self._found)
            if each.form == "name" and each.type == "person" and n in meant
        ]
        named = frozenset(word for name, _ in persons for word in range(*name.words))
        held: defaultdict[int, list[_Office]] = defaultdict(list)
        for name, group in persons:
            for office in offices(self._words, name, named):
                own = frozenset(self._content(range(*office)))
                held[group].append(_Office(own, self._words.lower[noun_of(self._words, office)]))
            before = self._words.tree.heads[name.head]
            if self._words.tree.relations[name.head] == "flat" and self._words.lower[before] in TITLES:
                title = self._words.lower[before]  # the tree takes it for a name
                held[group].append(_Office(frozenset({title}), title))
        return held

    def _holder(self, number: int, held: Mapping[int, Sequence[_Office]]) -> int | None:
        """Return the one person whose office has all words of a phrase, and says what it is by the same one.

        "The airline" is not the "airline director".
        """
        if not self._is_definite(number):
            return None
        key, noun = frozenset(self._key(number)), self._noun(number)
        # "The former president" is not the president, nor the other way round.
        holders = [
            group
            for group, own in held.items()
            if any(
                office.noun == noun
                and key <= office.words
                and office.words & _FORMER == key & _FORMER
                and office.words & _LESSER == key & _LESSER
                for office in own
            )
        ]
        return holders[0] if len(holders) == 1 else None

    def _noun(self, number: int) -> str:
        return self._words.lower[self._found[number].head]

    def _key(self, number: int) -> tuple[str, ...]:
        return tuple(sorted(self._content(range(*self._found[number].words))))

    def _content(self, own: range) -> Iterator[str]:
        """Yield the words that tell whom a phrase means."""
        for word in own:
            if self._words.tree.upos[word] not in _LEFT_OUT or self._words.years_old(word) is not None:
                yield self._words.lower[word]

    def _is_definite(self, number: int) -> bool:
        """Tell whether a phrase means somebody known; titles leave out the article of "the mayor"."""
        first, end = self._found[number].words
        owned = any(self._words.lower[word] in _OWNERS for word in range(first, end))
        known = self._words.lower[first] in DEFINITE or self._words.xpos[first] == "PRP$"
        bare = number in self._headlines and self._words.tree.upos[first] not in _LEFT_OUT
        return known or owned or bare or number in self._labels

    def _kind(self, number: int) -> ActorType | None:
        """Return what speaks under a phrase, if it is somebody or something of its own."""
        noun = self._noun(number)
        if noun in DOCUMENTS:
            return "work"
        first = self._words.lower[self._found[number].words[0]]
        known = first in DEFINITE or number in self._labels
        if not known or noun in _HIDDEN:
            return None
        return "organisation" if noun in BODIES | COMPANIES | LANDS else "person"


def described_as(analysis: Analysis, words: Words, reference: Reference) -> str:
    """Return the words of a phrase without its article."""
    first, end = reference.words
    first += words.tree.upos[first] == "DET" and end - first > 1
    end -= words.lower[end - 1] in _OWNERS and end - first > 1
    start, stop = analysis.words[first, 0], analysis.words[end - 1, 1]
    return " ".join(analysis.text[start:stop].split())


def noun_of(words: Words, office: Range) -> int:
    """Return the word that says what an office is: the last one that hangs on none of the others."""
    first, end = office
    return max(word for word in range(first, end) if not first <= words.tree.heads[word] < end)


def nouns_beside(words: Words, name: Reference) -> Iterator[int]:
    """Yield the nouns for what somebody is: "mayor Ona Veld", "Ona Veld, the mayor"."""
    tree, above = words.tree, words.tree.heads[name.head]
    if above >= 0 and tree.relations[name.head] in {"appos", "flat"}:
        yield above
    for child in tree.children[name.head]:
        before = tree.relations[child] in {"compound", "nmod"} and child < name.words[0]
        if tree.upos[child] in {"NOUN", "PROPN"} and (before or tree.relations[child] == "appos"):
            yield child
