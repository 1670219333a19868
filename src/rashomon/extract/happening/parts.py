"""Who and what takes part in an event, in which role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rashomon.extract.happening.implied import implied_subject
from rashomon.extract.happening.living import PEOPLE, Living, is_personal
from rashomon.extract.words import Range, Words

Part = Literal["actor", "recipient", "instrument", "object", "other"]
_WITH = frozenset({"with", "using"})
_CORE: Mapping[str, Part] = {
    "ARG0": "actor",
    "ARG1": "object",
    "ARG2": "other",
    "ARG3": "other",
    "ARG4": "other",
}
SUFFERED = frozenset(
    """
    bleed burn collapse die disappear drown fall freeze miss perish remain starve suffer survive vanish
    """.split()
)
"""What happens to somebody though they are its subject."""
_TO = frozenset({"to", "for"})


@dataclass(frozen=True, slots=True)
class Taking:
    """Somebody or something that takes part: the words, their head, and the role.

    `implied` tells one whom another clause names ("came and went"): a number there is not of this one.
    """

    words: Range
    head: int
    role: Part
    implied: bool = False


def taking_part(
    words: Words, verb: int, arguments: Mapping[str, list[Range]], living: Living
) -> Iterator[Taking]:
    """Yield who and what takes part.

    Args:
        words: of the document.
        verb: the predicate.
        arguments: ranges of words by PropBank's labels.
        living: tells the words that mean people, bodies and countries.
    """
    told = [each for each in _told(words, verb, arguments) if not _only_asks(words, verb, each[1])]
    done = any(role == "actor" for _, _, role in told)
    for phrase, head, role in told:
        acts = role == "object" and not done and _acts(words, verb, head, living)
        yield Taking(phrase, head, "actor" if acts else _role(role, words, head, living))
    if not any(_is_subject(words, head) or role == "actor" for _, head, role in told):
        yield from _implied(words, verb, told, living)
    for argument in arguments.get("ARGM-MNR", ()):
        if words.lower[argument[0]] in _WITH and argument[0] + 1 < argument[1]:
            phrase = (argument[0] + 1, argument[1])
            yield Taking(phrase, words.tree.top(*phrase), "instrument")


def _told(words: Words, verb: int, arguments: Mapping[str, list[Range]]) -> Iterator[tuple[Range, int, Part]]:
    """Yield the phrases of a predicate's arguments, with their heads and PropBank's roles."""
    for label, role in _CORE.items():
        for argument in arguments.get(label, ()):
            for phrase, head in _members(words, argument):
                if not _only_says_so(words, verb, head):
                    yield phrase, head, role


def _only_says_so(words: Words, verb: int, head: int) -> bool:
    """Tell who only says what a predicate tells: "a fire killed five, the minister said"."""
    tree = words.tree
    if not tree.relations[head].startswith("nsubj"):
        return False
    between = tree.path(verb, tree.heads[head])
    return any(tree.relations[word] in {"ccomp", "parataxis"} for word in between)


def _only_asks(words: Words, verb: int, head: int) -> bool:
    """Tell who only has another do it: "the mayor called on the guards to leave"."""
    asked = implied_subject(words, verb)
    between = words.tree.heads[head] == words.tree.heads[verb] and words.tree.relations[head] == "nsubj"
    return between and asked is not None and asked != head


def is_passive(words: Words, verb: int) -> bool:
    """Tell "was hired" and "a coach hired by the firm"."""
    tree = words.tree
    if any(tree.passive[child] for child in tree.children[verb]):
        return True
    being = any(words.lemma(child) in {"be", "get"} for child in tree.kin(verb, "aux"))
    return words.xpos[verb] == "VBN" and (being or tree.relations[verb] == "acl")


def _role(role: Part, words: Words, head: int, living: Living) -> Part:
    """Return the role in PLOVER's terms: a recipient is somebody, an object something."""
    if role == "actor" or not living(head):
        return role
    given = any(words.lower[case] in _TO for case in words.tree.kin(head, "case"))
    return "recipient" if role == "object" or given else role


def _acts(words: Words, verb: int, head: int, living: Living) -> bool:
    """Tell the people who are the subject of an active verb that nobody suffers, whatever its frame is."""
    if not living(head):
        return False
    people = living.types.get(head) == "person" or words.lemma(head) in PEOPLE or is_personal(words, head)
    active = words.xpos[verb].startswith("VB") and not is_passive(words, verb)
    subject = _is_subject(words, head) or head == implied_subject(words, verb)
    active = active and not _undergoes(words, verb, head)
    return people and active and words.lemma(verb) not in SUFFERED and subject


def _is_subject(words: Words, head: int) -> bool:
    return any(words.tree.relations[each] == "nsubj" for each in (head, *words.tree.joined(head)))


def _undergoes(words: Words, verb: int, head: int) -> bool:
    """Tell those who were "detained and beaten", who beat nobody."""
    passive = any(words.tree.passive[each] for each in (head, *words.tree.joined(head)))
    return words.xpos[verb] == "VBN" and passive


def _implied(
    words: Words, verb: int, told: Sequence[tuple[Range, int, Part]], living: Living
) -> Iterator[Taking]:
    """Yield whom or what a predicate without a subject of its own is said of."""
    head = implied_subject(words, verb)
    if head is None or any(head == other for _, other, _ in told):
        return
    first, end = words.told(head)
    if first <= verb < end:
        behind = (words.tree.phrase(child)[0] for child in words.tree.children[head] if child > head)
        end = max(head + 1, min(behind, default=end))
    while first < head and words.tree.relations[first] == "case":
        first += 1
    if is_passive(words, verb):
        role: Part = "recipient" if living(head) else "object"
        if any(part == role for _, _, part in told):
            return
    else:
        acted_on = any(part == "object" for _, _, part in told)
        role = "actor" if acted_on or living(head) else "object"
    yield Taking((first, end), head, role, implied=True)


def _members(words: Words, argument: Range) -> Iterator[tuple[Range, int]]:
    """Yield the noun phrases of an argument with their heads, each of those that are joined; no clauses."""
    tree = words.tree
    first, end = argument
    head = tree.top(first, end)
    heads = [head, *(each for each in tree.joined(head) if first <= each < end and each > head)]
    for own in heads:
        if tree.upos[own] not in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}:
            continue
        start, stop = words.told(own)
        start, stop = max(start, first), min(stop, end)
        later = [tree.phrase(other)[0] for other in heads if other > own]
        stop = min([stop, *later])
        while stop - 1 > own and (
            tree.upos[stop - 1] in {"CCONJ", "PUNCT"} or tree.relations[stop - 1] == "case"
        ):
            stop -= 1  # "Tarn's": the country
        while start < own and (tree.relations[start] in {"case", "cc"} or tree.upos[start] == "PUNCT"):
            start += 1
        if start <= own < stop:
            yield (start, stop), own
