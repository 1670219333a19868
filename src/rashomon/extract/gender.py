"""He and she: a person is one of them throughout a text.

The encoder links each pronoun by itself. Whom a text calls by one of the two, by its surest links and by the
words beside a name ("Ms", "spokesman"), is not meant by the other; such a pronoun means the person named last
before it who may be.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from rashomon.compare.pronouns import PRONOUNS, Gender
from rashomon.extract.meant import AGREEING, NAMED, RULE_SCORE, Meant
from rashomon.extract.naming import Group
from rashomon.extract.references import Reference
from rashomon.extract.words import Words

_HIS = "brother businessman chairman father husband king lord mr prince sir son spokesman"
_HER = """
    businesswoman chairwoman daughter lady madam miss mother mrs ms princess queen sister spokeswoman wife
"""
_BESIDE: Mapping[str, Gender] = {
    **dict.fromkeys(_HIS.split(), "he"),
    **dict.fromkeys(_HER.split(), "she"),
}
_SURE = 5.0  # what a word beside a name weighs, in pronouns
_NEAR = 2  # words before a name
_TITLING = frozenset({"ADJ", "NOUN", "PROPN"})
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

    Whom somebody quoted means by "he" is often nobody that the text names, and its link is not believed.
    """
    votes: defaultdict[int, defaultdict[Gender, float]] = defaultdict(lambda: defaultdict(float))
    for number, each in meant.items():
        reference = found[number]
        own = PRONOUNS.get(words.lower[reference.head]) if reference.head not in quoted else None
        if reference.form == "pronoun" and own:
            votes[each.group][own] += each.score**_SURENESS
        elif reference.form == "name":
            first = reference.words[0]
            for word in _before(words, first):
                if beside := _BESIDE.get(words.lower[word].rstrip(".")):
                    votes[each.group][beside] += _SURE
    return {group: max(own, key=lambda each: (own[each], each)) for group, own in votes.items()}


def _before(words: Words, first: int) -> Iterator[int]:
    """Yield the words right before a name that say who it is; "a spokesman for" says who somebody else is."""
    for word in range(first - 1, max(0, first - _NEAR) - 1, -1):
        if words.tree.upos[word] not in _TITLING:
            return
        yield word
