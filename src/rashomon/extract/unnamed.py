"""Those without a name of somebody: people and things that a text describes ("the workers", "the bridge").

Each is an actor of its text under the words that describe it. What the encoder links is one, and so are
phrases of the same words with a definite article. A thing counts where the text tells of it twice or says
what it does or what is done to it. Who speaks is judged before and is not touched here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rashomon.compare.pronouns import PRONOUNS
from rashomon.compare.wordlists import BODIES
from rashomon.extract.casting import THIRD_PERSON
from rashomon.extract.described import COMPANIES, DOCUMENTS, described_as
from rashomon.extract.happening.lexicon import CLASSES
from rashomon.extract.happening.living import PEOPLE
from rashomon.extract.meant import UNNAMED, Meant
from rashomon.extract.naming import Group
from rashomon.extract.references import Reference
from rashomon.extract.words import Words
from rashomon.language import Analysis
from rashomon.model.records import ActorType

_NOUNS = frozenset({"NOUN", "PROPN"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_LEFT_OUT = frozenset({"DET", "PUNCT", "PRON", "PART"})
_PLURAL = frozenset({"NNS", "NNPS"})
_NOT_MEANT = frozenset({"compound", "nummod", "advmod", "flat", "amod"})
_WITH_A_NAME = frozenset({"appos", "flat"})
_SURE = 0.7
"""The score from which on a link of two phrases with other nouns is believed."""
_PERSONAL = re.compile(r"(?:man|men|woman|women|person|people|ician|[^l]ist|folk)$")
"""How nouns for people end."""
_HUMAN = PEOPLE | CLASSES["people"] | CLASSES["official"]


@dataclass(frozen=True, slots=True)
class Telling:
    """A text, and what its words do in it.

    Attributes:
        analysis: of the text.
        times: those of times.
        deeds: the predicates.
        taking: the heads of what takes part in what a predicate tells.
    """

    analysis: Analysis
    times: AbstractSet[int]
    deeds: AbstractSet[int]
    taking: AbstractSet[int]


def unnamed(
    telling: Telling,
    words: Words,
    found: Sequence[Reference],
    meant: Mapping[int, Meant],
    first_free: int,
) -> tuple[list[Group], dict[int, Meant]]:
    """Return the actors without a name, and which references mean them.

    Args:
        telling: the text, with what its words do in it.
        words: of the text.
        found: the references of the text.
        meant: whom references mean by now; these are left alone.
        first_free: the number of the first new actor.
    """
    named = frozenset(word for n in meant if found[n].form == "name" for word in range(*found[n].words))
    asked = [
        n
        for n, each in enumerate(found)
        if n not in meant and each.form == "noun" and _may_be(words, each, telling, named)
    ]
    chains = _chained(words, found, meant, sorted(asked, key=lambda n: found[n].words))
    pronouns = dict(_pronouns(words, found, meant, chains))
    members: defaultdict[int, list[int]] = defaultdict(list)
    for number, chain in {**chains, **pronouns}.items():
        members[chain].append(number)
    groups: list[Group] = []
    resolved: dict[int, Meant] = {}
    for chain in sorted(members):
        own = [found[number] for number in members[chain]]
        group = _group(telling.analysis, words, own)
        if len(own) > 1 or group.type != "other" or own[0].head in telling.taking:
            for number, each in zip(members[chain], own, strict=True):
                sure = min(each.score, each.link_score)
                resolved[number] = Meant(first_free + len(groups), sure, UNNAMED)
            groups.append(group)
    return groups, resolved


def _may_be(words: Words, each: Reference, telling: Telling, named: AbstractSet[int]) -> bool:
    """Tell a noun for somebody or something from a time, a deed, and what only says what a name is."""
    tree, head = words.tree, each.head
    if tree.upos[head] not in _NOUNS or head in telling.times or tree.relations[head] in _NOT_MEANT:
        return False
    if head in telling.deeds and words.lemma(head) not in _HUMAN | BODIES | COMPANIES:
        return False
    beside = [child for child in tree.children[head] if tree.relations[child] in _WITH_A_NAME]
    is_beside = tree.relations[head] == "appos" and tree.heads[head] in named
    return not (is_beside or tree.has(head, "cop") or any(child in named for child in beside))


def _chained(
    words: Words, found: Sequence[Reference], meant: Mapping[int, Meant], asked: Sequence[int]
) -> dict[int, int]:
    """Return for each noun phrase the first one that means the same."""
    own = frozenset(asked)
    chains: dict[int, int] = {}
    keys: dict[tuple[str, ...], int] = {}
    for number in asked:
        reference = found[number]
        at = reference.antecedent
        while at >= 0 and at not in own and at not in meant:
            at = found[at].antecedent
        key = _key(words, reference)
        linked = at in own and _may_be_one(words, reference, found[at])
        first = chains.get(at, number) if linked else number
        named = words.tree.upos[reference.head] == "PROPN"
        if first == number and (named or words.lower[reference.words[0]] in _DEFINITE):
            first = keys.get(key, number)
        chains[number] = first
        keys[key] = first
    return chains


def _may_be_one(words: Words, one: Reference, other: Reference) -> bool:
    """Tell whether a link is believed: one noun, or others of one number where the link is sure."""
    if words.lemma(one.head) == words.lemma(other.head):
        return True
    several = [words.xpos[each.head] in _PLURAL for each in (one, other)]
    return several[0] == several[1] and one.link_score >= _SURE


def _key(words: Words, reference: Reference) -> tuple[str, ...]:
    return tuple(
        words.lower[word] for word in range(*reference.words) if words.tree.upos[word] not in _LEFT_OUT
    )


def _pronouns(
    words: Words,
    found: Sequence[Reference],
    meant: Mapping[int, Meant],
    chains: Mapping[int, int],
) -> Iterator[tuple[int, int]]:
    """Yield the pronouns that are linked to a noun phrase, with its chain."""
    for number, reference in enumerate(found):
        if words.lower[reference.head] not in THIRD_PERSON or number in meant:
            continue
        at = reference.antecedent
        while at >= 0 and at not in chains and at not in meant:
            at = found[at].antecedent
        if at in chains:
            yield number, chains[at]


def _group(analysis: Analysis, words: Words, members: Sequence[Reference]) -> Group:
    """Return the actor of some references, under the phrases among them, the most frequent first."""
    nouns = [each for each in members if each.form == "noun"]
    names = Counter(_name(analysis, words, each) for each in nouns)
    human = any(words.lower[each.head] in PRONOUNS for each in members if each.form == "pronoun")
    ordered = sorted(names, key=lambda name: -names[name])
    return Group(_kind(words, nouns[0], human=human), tuple(ordered))


def _name(analysis: Analysis, words: Words, reference: Reference) -> str:
    """Return the words of a phrase without its article, those of a name as they stand."""
    told = described_as(analysis, words, reference)
    if words.tree.upos[reference.head] != "PROPN":
        return told.lower()
    return told


def _kind(words: Words, reference: Reference, *, human: bool) -> ActorType:
    lemma = words.lemma(reference.head)
    if words.tree.upos[reference.head] == "PROPN":
        return "other"  # a name of whoever acts has a type by itself
    several = words.xpos[reference.head] in _PLURAL
    if human or lemma in _HUMAN or _PERSONAL.search(lemma):
        return "group" if several and not human else "person"
    if lemma in BODIES or lemma in COMPANIES:
        return "organisation" if not several else "group"
    return "work" if lemma in DOCUMENTS else "other"
