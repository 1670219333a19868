"""Who can't be the same one: a subject and whom its own clause names besides, who denies and who claimed.

The encoder links a noun phrase by itself. "The minister denied having met the defendant" tells of two people,
since a subject is named again within its clause by a pronoun only (principle C of Chomsky 1981); and who
denies "it" is not the one who said it right before. Nor is the subject behind the topic of a headline that
topic ("Norvia: minister rejects the charge"), nor whom a relative clause tells what somebody did to the one
who did it ("Joren Pell, whom the colonel accused").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rashomon.extract.meant import Meant
from rashomon.extract.references import Reference
from rashomon.extract.words import Words

_WITHIN = frozenset({"obj", "iobj", "obl", "nmod", "nsubj", "ccomp", "xcomp"})
"""How what a clause tells hangs on its verb; what is added or set beside it may name the subject again."""
_FULL = frozenset({"name", "noun"})
_RELATIVE = frozenset({"whom", "who", "which", "that"})


def kept_apart(
    words: Words,
    found: Sequence[Reference],
    named: Mapping[int, Meant],
    linked: Mapping[int, Meant],
    denying: Mapping[int, Sequence[int]],
) -> dict[int, Meant]:
    """Return the links without those of noun phrases to somebody whom they can't mean.

    Args:
        words: of the text.
        found: the references of the text.
        named: whom its names mean.
        linked: whom other references mean by their links.
        denying: the references that deny what others said, with those others.
    """
    known = {**named, **linked}
    wrong = {*_deniers(known, denying), *_behind_topics(words, found, known)}
    for subject, other in _pairs(words, found, known):
        wrong.add(other if subject in named else subject)
    wrong = {number for number in wrong if found[number].form == "noun"} | {*_objects(words, found, known)}
    return {number: each for number, each in linked.items() if number not in wrong}


def _objects(words: Words, found: Sequence[Reference], known: Mapping[int, Meant]) -> Iterator[int]:
    """Yield the pronouns for whom something is done to that would mean its subject: "Veld thanked her"."""
    by_head = {found[number].head: number for number in known}
    for head, number in by_head.items():
        object_ = words.tree.relations[head] in {"obj", "iobj"} and words.xpos[head] == "PRP"
        if found[number].form != "pronoun" or not object_ or words.lower[head].endswith("self"):
            continue
        subjects = (by_head.get(each) for each in words.tree.kin(words.tree.heads[head], "nsubj"))
        if any(each is not None and known[each].group == known[number].group for each in subjects):
            yield number


def _deniers(known: Mapping[int, Meant], denying: Mapping[int, Sequence[int]]) -> Iterator[int]:
    for number, others in denying.items():
        claimed = {known[other].group for other in others if other in known}
        if number in known and known[number].group in claimed:
            yield number


def _behind_topics(words: Words, found: Sequence[Reference], known: Mapping[int, Meant]) -> Iterator[int]:
    """Yield the subjects right behind a colon that would mean the name before it."""
    ends = {found[number].words[1]: number for number in known if found[number].form == "name"}
    for number, each in known.items():
        first = found[number].words[0]
        topic = ends.get(first - 1)
        if topic is None or words.forms[first - 1] != ":" or known[topic].group != each.group:
            continue
        if words.tree.relations[found[number].head] == "nsubj":
            yield number


def _pairs(words: Words, found: Sequence[Reference], known: Mapping[int, Meant]) -> Iterator[tuple[int, int]]:
    """Yield each subject with what means the same one within its clause, behind it."""
    by_head = {found[number].head: number for number in known if found[number].form in _FULL}
    for head, number in by_head.items():
        for subject in _subjects(words, head):
            other = by_head.get(subject)
            if other is not None and known[other].group == known[number].group:
                yield other, number
        told = by_head.get(_told_of(words, head))
        if told is not None and known[told].group == known[number].group:
            yield number, told


def _subjects(words: Words, word: int) -> Iterator[int]:
    """Yield the subjects, before a word, of the clauses that it is within."""
    tree, start = words.tree, word
    while tree.heads[word] >= 0 and tree.relations[word] in _WITHIN:
        above = tree.heads[word]
        yield from (each for each in tree.kin(above, "nsubj") if each < start and each != word)
        word = above


def _told_of(words: Words, subject: int) -> int:
    """Return of whom a relative clause tells what its subject did to them, -1 for nobody."""
    tree, verb = words.tree, words.tree.heads[subject]
    relative = verb >= 0 and tree.relations[subject] == "nsubj" and tree.relations[verb] == "acl"
    objects = tree.kin(verb, "obj") if relative and not tree.passive[subject] else ()
    return tree.heads[verb] if any(words.lower[each] in _RELATIVE for each in objects) else -1
