"""Who does it and whom it is done to, of an event with a PLOVER type.

PropBank's arguments are of the word and not of the deed: who rallies, withdraws or strikes is what the word
is about (ARG1), though nobody but they do it; a raid on the offices of a foundation is done to the
foundation; in "held talks with the rebels" the rebels belong to the talks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rashomon.extract.happening.coding import Coding
from rashomon.extract.happening.lexicon import CLASSES
from rashomon.extract.happening.living import Living
from rashomon.extract.happening.parts import Part, Taking
from rashomon.extract.words import Range, Words
from rashomon.model.records import ActorType

_RELATIVE = frozenset({"who", "whom", "which", "that"})
_TOWARDS = frozenset("on at against from with to for into over of by".split())
_HARM_TO_PEOPLE = frozenset({"arrest", "deport", "abduct", "beat", "torture", "targeted", "sexual"})
_OF_ITS_OWN = frozenset({("MOBILIZE", None), ("RETREAT", "withdraw"), ("RETREAT", "disarm")})
_OWNING = frozenset({"'s", "’s", "'", "’"})
_SUFFERED = frozenset(
    """
    abduction arrest assassination conviction deportation detention dismissal execution expulsion impeachment
    imprisonment jailing kidnapping killing murder ouster release removal rescue sacking
    """.split()
)
"""What is done to whoever it is said to be of: "the mayor's killing", but not "the army's killing of ..."."""
_ARMS = CLASSES["aircraft"] | CLASSES["weapons"]
_AIMING = frozenset("to on against with into".split())
_AIMING_VERBS = frozenset("to against with".split())
_OWN_TYPES = frozenset({"ACCUSE", "ASSAULT", "COERCE", "CONCEDE", "REJECT", "REQUEST", "SANCTION", "PROTEST"})


def sides(words: Words, verb: int, parts: Iterable[Taking], living: Living, coding: Coding) -> list[Taking]:
    """Return who takes part in an event with a type, as sources and targets where they can be such."""
    taking = [_suffers(words, verb, each) for each in parts]
    if not any(each.role == "actor" for each in taking):
        taking = [
            replace(each, role="actor") if _acts(words, verb, each, living) else each for each in taking
        ]
    if not any(each.role == "actor" for each in taking):
        taking += _subjects(words, verb, taking, living)
    taking += _antecedents(words, verb, taking, living)
    taking = [_received(words, each, living, coding) for each in taking]
    if coding.type != "CONCEDE" and not any(each.role == "recipient" for each in taking):
        taking += _aimed_at(words, verb, taking, living, coding)
    if any(each.role == "recipient" for each in taking):
        return taking
    if coding.mode == "visit":
        taking += _hosts(words, verb, taking, living)
    elif coding.type in _OWN_TYPES:
        taking += _owners(words, taking, living)
    return taking


def together(own: Sequence[Taking], noun: int, others: Iterable[Taking], phrase: range) -> list[Taking]:
    """Return who takes part in the event of a light verb and its noun.

    Args:
        own: of the verb.
        noun: the head of its object, which tells the event.
        others: of the noun.
        phrase: the words of the object.
    """
    kept = [each for each in own if each.role == "actor" or not each.words[0] <= noun < each.words[1]]
    acting = any(each.role == "actor" for each in kept)
    heads = {each.head for each in kept}
    added = [
        each
        for each in others
        if each.head not in heads and not (acting and each.role == "actor" and each.head in phrase)
    ]
    return kept + added


def is_scene(words: Words, verb: int, each: Taking, types: Mapping[int, ActorType]) -> bool:
    """Tell where or with what it was from who did it: "the Halm attack", "a drone strike".

    "The Halm attack on Tarnby" is Halm's.
    """
    tree = words.tree
    if tree.heads[each.head] != verb or tree.relations[each.head] != "compound" or each.role != "actor":
        return False
    aims = {words.lower[case] for aim in tree.kin(verb, "nmod") for case in tree.kin(aim, "case")}
    place = tree.upos[each.head] == "PROPN" and types.get(each.head) in {"place", None}
    return words.lemma(each.head) in _ARMS or (place and aims.isdisjoint(_AIMING))


def _suffers(words: Words, verb: int, each: Taking) -> Taking:
    """Return whose arrest or killing it is as the one whom it is done to: "Joren Pell's arrest"."""
    tree = words.tree
    suffers = each.role == "actor" and tree.upos[verb] == "NOUN" and words.lemma(verb) in _SUFFERED
    owned = words.lower[verb - 1] in _OWNING and verb - 1 <= each.words[1] <= verb
    owned = owned or (words.xpos[verb - 1] == "PRP$" and each.words == (verb - 1, verb))
    of = (words.lower[case] == "of" for child in tree.kin(verb, "nmod") for case in tree.kin(child, "case"))
    return replace(each, role="recipient") if suffers and owned and not any(of) else each


def _acts(words: Words, verb: int, each: Taking, living: Living) -> bool:
    """Tell the subject of an active verb that PropBank has as what it is about."""
    tree = words.tree
    subject = tree.relations[each.head] == "nsubj" and not tree.passive[each.head]
    subject = subject or any(
        tree.relations[other] == "nsubj" and not tree.passive[other] for other in tree.joined(each.head)
    )
    passive = any(tree.passive[child] for child in tree.children[verb])
    of_another = tree.upos[verb] == "NOUN" and tree.heads[each.head] != verb  # "his arrest sparked protests"
    return subject and not passive and not of_another and living(each.head)


def _subjects(words: Words, verb: int, taking: Iterable[Taking], living: Living) -> Iterator[Taking]:
    """Yield the subject of an active verb that has none among its arguments."""
    heads = {each.head for each in taking}
    for head in words.tree.kin(verb, "nsubj"):
        if not words.tree.passive[head] and head not in heads and living(head):
            yield Taking(words.told(head), head, "actor")


def _antecedents(words: Words, verb: int, taking: Sequence[Taking], living: Living) -> Iterator[Taking]:
    """Yield what a relative clause is about: "the prisoners whom Velmar freed"."""
    tree = words.tree
    head = tree.heads[verb]
    if (
        tree.relations[verb] != "acl"
        or head < 0
        or not living(head)
        or any(each.head == head for each in taking)
    ):
        return
    for child in tree.children[verb]:
        if words.lower[child] not in _RELATIVE or tree.relations[child] not in {"nsubj", "obj"}:
            continue
        role: Part = "actor" if tree.relations[child] == "nsubj" and not tree.passive[child] else "object"
        if not any(each.role == role for each in taking):
            first, end = words.told(head)
            yield Taking((first, max(head + 1, min(end, child))), head, role)


def _received(words: Words, each: Taking, living: Living, coding: Coding) -> Taking:
    """Return somebody whom it is done to, or at whom it is aimed, as recipient; one's own troops are none."""
    if each.role == "actor":
        return each
    cases = {words.lower[case] for case in words.tree.kin(each.head, "case") if case not in coding.shown}
    if not cases and not _OF_ITS_OWN.isdisjoint({(coding.type, None), (coding.type, coding.mode)}):
        return replace(each, role="object") if each.role == "recipient" else each
    if each.role == "object" and coding.mode in _HARM_TO_PEOPLE:
        return replace(each, role="recipient")
    if each.role not in {"object", "other"}:
        return each
    somebody = living(each.head) and (not cases or cases & _TOWARDS)
    named = words.tree.upos[each.head] == "PROPN" and (not cases or cases & _AIMING)
    return replace(each, role="recipient") if somebody or named else each


def _aimed_at(
    words: Words, verb: int, taking: Sequence[Taking], living: Living, coding: Coding
) -> Iterator[Taking]:
    """Yield the first whom a predicate, or the noun that tells the event with it, is aimed at."""
    own_forces = not _OF_ITS_OWN.isdisjoint({(coding.type, None), (coding.type, coding.mode)})
    heads = {each.head for each in taking}
    for noun in (*sorted(coding.told_by), verb):
        aiming = _AIMING if words.tree.upos[noun] == "NOUN" else _AIMING_VERBS
        for head in words.tree.children[noun]:
            phrase = range(*words.tree.phrase(head))
            cases = {words.lower[case] for case in words.tree.kin(head, "case")}
            relation = words.tree.relations[head]
            aimed = (relation == "obj" and not own_forces) or (relation in {"nmod", "obl"} and cases & aiming)
            known = head in heads or words.lower[head] in _RELATIVE or not coding.told_by.isdisjoint(phrase)
            if aimed and not known and living(head):
                yield Taking(_without_case(words, head), head, "recipient")
                return


def _hosts(words: Words, verb: int, taking: Iterable[Taking], living: Living) -> Iterator[Taking]:
    """Yield whom a visit goes to: "will travel to Velmar"."""
    heads = {each.head for each in taking}
    for head in words.tree.kin(verb, "obl"):
        to = any(words.lower[case] == "to" for case in words.tree.kin(head, "case"))
        if to and head not in heads and living(head):
            yield Taking(_without_case(words, head), head, "recipient")


def _owners(words: Words, taking: Sequence[Taking], living: Living) -> Iterator[Taking]:
    """Yield whose the thing is that it is done to: "the offices of the foundation"."""
    tree = words.tree
    heads = {each.head for each in taking}
    for each in taking:
        if each.role != "object":
            continue
        for owner in tree.kin(each.head, "nmod"):
            marked = {words.lower[case] for case in tree.kin(owner, "case")}
            if marked & {"'s", "’s", "'", "’", "of"} and owner not in heads and living(owner):
                yield Taking(_without_case(words, owner), owner, "recipient")
                return


def _without_case(words: Words, head: int) -> Range:
    """Return a phrase without the preposition before it and the "'s" behind it."""
    first, end = words.told(head)
    while end - 1 > head and words.tree.relations[end - 1] == "case":
        end -= 1
    while first < head and words.tree.relations[first] == "case":
        first += 1
    return first, end
