"""He and she: a person is one of them throughout a text.

The encoder links each pronoun by itself. Whom a text calls by one of the two, by its surest links, by the
words beside a name ("Ms", "his wife, Ona Veld") and by a little for a first name such as "Anna", is not meant
by the other; such a pronoun means the person named last before it who may be.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rashomon.compare.pronouns import PRONOUNS, Gender
from rashomon.extract.described import nouns_beside
from rashomon.extract.first_names import gender_of
from rashomon.extract.meant import AGREEING, NAMED, RULE_SCORE, Meant
from rashomon.extract.naming import Group
from rashomon.extract.references import Reference
from rashomon.extract.words import Words

_HIS = """
    baron boyfriend brother businessman chairman congressman councilman count duke emperor father fisherman
    grandfather gunman husband king lord mr nephew policeman prince sir son spokesman sultan uncle widower
"""
_HER = """
    actress assemblywoman aunt baroness businesswoman chairwoman congresswoman councilwoman countess daughter
    duchess empress girlfriend grandmother heiress hostess lady madam miss mother mrs ms niece policewoman
    princess queen sister spokeswoman stewardess waitress widow wife
"""
_BESIDE: Mapping[str, Gender] = {
    **dict.fromkeys(_HIS.split(), "he"),
    **dict.fromkeys(_HER.split(), "she"),
}
_BY_NAME = 0.2  # what a first name weighs: less than any pronoun whose link is sure
_SURE = 5.0  # what a word beside a name weighs, in pronouns
_NEAR = 2  # words before a name
_TITLING = frozenset({"ADJ", "NOUN", "PROPN"})
_OWN = 1.0  # what "his deputy" weighs, right behind whose deputy it is
_REACH = 120  # words from a name to a pronoun that may mean it
_MAYBE, _LIKELY = 0.5, 0.75  # how well a pronoun suits somebody of whom nothing is known, or the same
_SURENESS = 3  # the power of a link's score that it counts by: a sure one outweighs several doubtful ones


def agreeing(
    words: Words,
    found: Sequence[Reference],
    meant: Mapping[int, Meant],
    groups: Sequence[Group],
    quoted: AbstractSet[int],
) -> dict[int, Meant | None]:
    """Return whom pronouns mean that a text cannot mean by their links; `None` where that is nobody.

    Whom somebody quoted calls "he" the text need not name at all.

    Args:
        words: of the text.
        found: the references of the text.
        meant: whom they mean by now.
        groups: the actors of the text.
        quoted: the words in quotation marks.
    """
    called = genders(words, found, meant, quoted)
    people = sorted(
        (found[n].head, each.group)
        for n, each in meant.items()
        if each.how == NAMED and groups[each.group].type == "person"
    )
    corrected: dict[int, Meant | None] = {}
    for number, each in meant.items():
        gender = PRONOUNS.get(words.lower[found[number].head]) if found[number].form == "pronoun" else None
        if gender is not None and called.get(each.group, gender) != gender:
            head = found[number].head
            corrected[number] = None if head in quoted else _last(people, head, gender, called)
    return corrected


def _last(
    people: Sequence[tuple[int, int]], before: int, gender: Gender, called: Mapping[int, Gender]
) -> Meant | None:
    for place in range(bisect_left(people, (before, -1)) - 1, -1, -1):
        group = people[place][1]
        if called.get(group, gender) == gender:
            return Meant(group, RULE_SCORE, AGREEING)
    return None


def genders(
    words: Words, found: Sequence[Reference], meant: Mapping[int, Meant], quoted: AbstractSet[int]
) -> dict[int, Gender]:
    """Return which of the two each person is, where the text says so more often than the other.

    Where it says both of somebody, that counts too to whom else the pronouns of each kind may be left. Whom
    somebody quoted means by "he" is often nobody that the text names, and its link is not believed.
    """
    called = _Called(words, found, meant, quoted)
    return {group: called.gender(group) for group in called.votes}


@dataclass(frozen=True, slots=True)
class _Vote:
    """What a pronoun says of whom it is linked to."""

    head: int
    gender: Gender
    weight: float


class _Called:
    """By which pronouns and which words beside their names a text calls its people.

    Attributes:
        votes: the weights of the two for each person, the words beside names counted in.
    """

    def __init__(
        self, words: Words, found: Sequence[Reference], meant: Mapping[int, Meant], quoted: AbstractSet[int]
    ) -> None:
        self._words, self._found = words, found
        self.votes: dict[int, dict[Gender, float]] = {}
        self._linked: defaultdict[int, list[_Vote]] = defaultdict(list)
        self._named: list[tuple[int, int]] = []
        self._by_first_name: dict[int, Gender] = {}
        for number, each in meant.items():
            reference = found[number]
            if reference.form == "pronoun" and reference.head not in quoted:
                self._by_pronoun(reference, each)
            elif reference.form == "name" and reference.type == "person":
                self._named.append((reference.head, each.group))
                self._by_name(reference, each.group)
        self._named.sort()
        for group, likely in self._by_first_name.items():
            self._vote(group, likely, _BY_NAME)

    def _by_pronoun(self, reference: Reference, meant: Meant) -> None:
        gender = PRONOUNS.get(self._words.lower[reference.head])
        if gender is not None:
            weight = _OWN if self._is_own(reference) else meant.score**_SURENESS
            self._linked[meant.group].append(_Vote(reference.head, gender, weight))
            self._vote(meant.group, gender, weight)

    def _is_own(self, reference: Reference) -> bool:
        """Tell a pronoun for whose something is, or for a subject itself, that its own sentence explains."""
        form = self._words.lower[reference.head]
        close = self._words.xpos[reference.head] == "PRP$" or form.endswith("self")
        linked = reference.antecedent >= 0 and self._found[reference.antecedent]
        return bool(close and linked and self._sentence(linked.head) == self._sentence(reference.head))

    def _sentence(self, word: int) -> int:
        while self._words.tree.heads[word] >= 0:
            word = self._words.tree.heads[word]
        return word

    def _by_name(self, name: Reference, group: int) -> None:
        for word in {*_before(self._words, name.words[0]), *nouns_beside(self._words, name)}:
            if beside := _BESIDE.get(self._words.lower[word].rstrip(".")):
                self._vote(group, beside, _SURE)
        first, end = name.words
        likely = gender_of(self._words.lower[first]) if end - first > 1 else None
        if likely is not None:
            self._by_first_name[group] = likely

    def _vote(self, group: int, gender: Gender, weight: float) -> None:
        own = self.votes.setdefault(group, {})
        own[gender] = own.get(gender, 0.0) + weight

    def gender(self, group: int) -> Gender:
        """Return which of the two somebody is: the one by which more of the text is explained."""
        own = self.votes[group]
        return max(own, key=lambda each: (own[each] + self._left(group, each) * (len(own) > 1), each))

    def _left(self, group: int, gender: Gender) -> float:
        """Return how well the pronouns of the other kind that are linked to somebody suit others."""
        return sum(
            vote.weight * self._share(group, vote) for vote in self._linked[group] if vote.gender != gender
        )

    def _share(self, group: int, vote: _Vote) -> float:
        """Return how well a pronoun suits anybody else who is named shortly before it."""
        first, end = (bisect_left(self._named, (at, -1)) for at in (vote.head - _REACH, vote.head))
        others = {other for _, other in self._named[first:end]} - {group}
        return max((self._fits(other, vote.gender) for other in others), default=0.0)

    def _fits(self, group: int, gender: Gender) -> float:
        own = self.votes.get(group)
        if not own:
            return _MAYBE
        return _LIKELY if max(own, key=lambda each: (own[each], each)) == gender else 0.0


def _before(words: Words, first: int) -> Iterator[int]:
    """Yield the words right before a name that say who it is; "a spokesman for" says who somebody else is."""
    for word in range(first - 1, max(0, first - _NEAR) - 1, -1):
        if words.tree.upos[word] not in _TITLING:
            return
        yield word
