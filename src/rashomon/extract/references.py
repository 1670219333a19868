"""What in a text refers to somebody: names, and the pronouns and noun phrases that may stand for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from rashomon.compare.figures import are_persons
from rashomon.compare.wordlists import BODIES, TITLES
from rashomon.extract.gazetteer import shipped_gazetteer
from rashomon.extract.words import Range, Words
from rashomon.language import Analysis
from rashomon.model.records import ActorType

Form = Literal["name", "noun", "pronoun", "self", "within"]

ACTOR_TYPES: Mapping[str, ActorType] = MappingProxyType(
    {
        "Person": "person",
        "Organization": "organisation",
        "NORP": "group",
        "Location": "place",
        "Facility": "place",
    }
)
"""What each type of entity that may act is called among actors; the other types are no actors."""
FIRST_PERSON = frozenset("i me my mine myself we us our ours ourselves".split())
SAME_WORDS = 0.8
"""The score of a name at a place where only its words say so."""
SUBJECT = 0.5
"""The score of a noun that is a subject, where nothing else says that it refers to somebody."""
_OWNERS = frozenset({"'s", "’s"})
_ONE_OF = frozenset({"a", "an"})
_SMALL = frozenset({"ADP", "CCONJ", "DET"})
_ADDED = frozenset({"acl", "appos", "parataxis"})
_DESCRIBING = frozenset({"amod", "compound"})
_ADJECTIVES = frozenset({"ADJ", "DET"})
_IN_THE_MANNER = re.compile(r"(?!white$)[^\W\d_]{2,}(?:esque|ist|ite)")
"""How adjectives end that are made of a person's name."""
_ISLAND = "island"  # the gazetteer has it for Iceland, which some languages call so
_MEN = ("men", "people", "children")
_HYPHENS = frozenset("-\u2010\u2011\u2013")
_PAIR = 3  # words of "Velk-Tarn"
_SIDING = ("pro-", "anti-")
_STAFF = frozenset("bureau cabinet chancellery headquarters office secretariat staff".split())
"""What a person has, and is named after them: "the Office of Ona Veld"."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A range of words that refers to somebody.

    Attributes:
        words: the range of words, without an article before a name.
        head: the word that carries it.
        form: a name, a noun phrase, a pronoun, one by which those who speak mean themselves, or a person's
            name within that of an office.
        type: of a name; "other" for what is none.
        score: how sure it is that there is a reference.
        antecedent: the number of the reference that it was linked to, -1 for none.
        link_score: how sure the link is.
    """

    words: Range
    head: int
    form: Form
    type: ActorType
    score: float
    antecedent: int = -1
    link_score: float = 1.0


def references(analysis: Analysis, words: Words, sources: Sequence[Range]) -> tuple[Reference, ...]:
    """Return the names of a text, its other mentions, "I", "we" and the like, and names within names.

    Each are in order.

    A mention whose head is a word of a name is that name. Links lead to names and mentions alike. Who speaks
    is referred to, whether the encoder says so or not.

    Args:
        analysis: of the text.
        words: of the text.
        sources: the words by which statements say who speaks.
    """
    entities = list(_entities(analysis, words))
    entities += _unmarked(words, sources, entities)
    entities = list(_apart(words, entities))
    names = sorted((*entities, *_elsewhere(words, entities)), key=lambda each: each.words)
    by_word = {word: number for number, name in enumerate(names) for word in range(*name.words)}
    mentions = list(_mentions(analysis, words, by_word, len(names)))
    taken = by_word.keys() | {each.head for each in mentions}
    nouns = list(_speaking(words, sources, taken))
    taken |= {each.head for each in nouns}
    others = (*mentions, *nouns, *_subjects(words, taken), *_selves(words))
    return (*names, *others, *_within_offices(analysis, words, names))


# Names ---------------------------------------------------------------------------------------------


def _entities(analysis: Analysis, words: Words) -> Iterator[Reference]:
    """Yield the outermost entities that may act."""
    entities, labels = analysis.entities, analysis.inventory.entities
    outer = -1
    spans = entities.spans.tolist()
    for number in sorted(range(len(spans)), key=lambda n: (spans[n][0], -spans[n][1])):
        first, end = spans[number]
        if first < outer:
            continue
        outer = end
        label = labels[entities.labels[number]]
        first, end = _trimmed(words, first, end, label)
        kind = _type(words, (first, end), label)
        if kind in {"person", "place"} and _has_country_for_head(words, first, end, person=kind == "person"):
            first, kind = end - 1, "place"
        if kind is None or (kind == "person" and _tells_of_country(words, first, end)):
            continue
        head = words.tree.top(first, end)
        describes = words.tree.upos[head] in _ADJECTIVES or words.tree.relations[head] in _DESCRIBING
        is_title = (
            kind == "person"
            and words.lower[first:end] == words.lower[first : first + 1]
            and (words.forms[first].endswith(".") or words.lower[first] in TITLES)
        )
        if not is_title and (kind != "group" or not describes):
            yield Reference((first, end), head, "name", kind, float(entities.scores[number]))


def _trimmed(words: Words, first: int, end: int, label: str) -> Range:
    """Return a name without an article, an owner ("Norrmar's Transport Ministry") or a small word behind.

    "An Ostrel company" is not called so: the name is Ostrel's.
    """
    while _type(words, (first, end), label) == "organisation" and _is_of_members(words, first - 1):
        first -= 2
    owned = [
        word
        for word in range(first + 1, end - 1)
        if words.lower[word] in _OWNERS and not _is_of_members(words, word)
    ]
    if owned and not BODIES.isdisjoint((words.lower[owned[-1] + 1], words.lower[end - 1])):
        first = owned[-1] + 1
    while first < end and words.tree.upos[first] == "DET":
        first += 1
    one_of_its = first > 0 and words.lower[first - 1] in _ONE_OF
    while one_of_its and first < end - 1 and words.forms[end - 1].islower():
        end -= 1
    while first < end and (words.tree.upos[end - 1] in _SMALL or words.lower[end - 1] in _OWNERS):
        end -= 1
    return first, end


def _is_of_members(words: Words, owner: int) -> bool:
    """Tell the mark of an owner within a body's name: "People's Party", "Women's Council"."""
    if owner < 1 or words.lower[owner] not in _OWNERS:
        return False
    members = words.lower[owner - 1]
    return words.forms[owner - 1][:1].isupper() and (are_persons(members) or members.endswith(_MEN))


def tells_manner(word: str) -> bool:
    """Tell an adjective made of a person's name by its ending: "Velkist", "Velkesque"."""
    return _IN_THE_MANNER.fullmatch(word.lower()) is not None


def is_country(name: str) -> bool:
    """Tell the name of a country by the gazetteer, but for what in English is any island."""
    known = any(entry.kind == "country" for entry in shipped_gazetteer().look_up(name))
    return known and name.lower() != _ISLAND


def _has_country_for_head(words: Words, first: int, end: int, *, person: bool) -> bool:
    """Tell a country in somebody's manner, and nobody: "Velkist Belgium"; "Northern Ireland" is called so."""
    if end - first <= 1 or not is_country(words.forms[end - 1]):
        return False
    described = person and words.tree.upos[end - 2] == "ADJ" and words.tree.top(first, end) == end - 1
    return described or tells_manner(words.lower[end - 2])


def _tells_of_country(words: Words, first: int, end: int) -> bool:
    """Tell an adjective of somebody's name before a country."""
    if end - first > 1 or words.tree.heads[first] != end or not is_country(words.forms[end]):
        return False
    return words.tree.upos[first] == "ADJ" or tells_manner(words.lower[first])


def _type(words: Words, name: Range, label: str) -> ActorType | None:
    """Return what may act under a name of some type, if anything; "Halm Ferry Mission" is a body."""
    first, end = name
    if end - first > 1 and words.lower[end - 1] in BODIES and not words.forms[end - 1].islower():
        return "organisation"
    return ACTOR_TYPES.get(label) if first < end else None


def _unmarked(words: Words, sources: Sequence[Range], names: Sequence[Reference]) -> Iterator[Reference]:
    """Yield the sources that are names by their capitals alone ("the Halm Wire reports")."""
    taken = {word for name in names for word in range(*name.words)}
    for first, end in sources:
        own = range(first + (words.tree.upos[first] == "DET"), end)
        capital = own and all(words.forms[word][0].isupper() for word in own)
        proper = all(words.tree.upos[word] == "PROPN" for word in own)
        # "The Commission" and "Colonel" are what they are by their noun.
        called = any(nouns.issuperset(words.lower[own.start : own.stop]) for nouns in (BODIES, TITLES))
        if capital and proper and not called and taken.isdisjoint(own):
            kind: ActorType = "organisation" if own.start > first else "person"
            head = words.tree.top(own.start, end)
            yield Reference((own.start, end), head, "name", kind, SUBJECT)


def _apart(words: Words, names: Sequence[Reference]) -> Iterator[Reference]:
    """Yield names, two people's surnames with a hyphen between as two, and whom "Pro-Velk" names as a person.

    The text names both, or one, and the pair tells of a noun ("the Velk-Tarn talks"); in a name such as
    "Ana Velk-Tarn" it is one surname, here and by itself.
    """
    people = [words.lower[slice(*name.words)] for name in names if name.type == "person"]
    double = {tuple(own[-_PAIR:]) for own in people if len(own) > _PAIR}
    surnames = {own[-1] for own in people if not _is_pair(own)}
    for name in names:
        own = words.lower[slice(*name.words)]
        if len(own) == 1 and own[0].partition("-")[2] in surnames and own[0].startswith(_SIDING):
            yield replace(name, type="person")
        elif name.type == "person" and tuple(own) not in double and _are_two(words, name, surnames):
            yield from (replace(name, words=(at, at + 1), head=at) for at in range(*name.words, _PAIR - 1))
        else:
            yield name


def _is_pair(own: Sequence[str]) -> bool:
    return len(own) == _PAIR and own[1] in _HYPHENS


def _are_two(words: Words, name: Reference, surnames: AbstractSet[str]) -> bool:
    own, above = words.lower[slice(*name.words)], words.tree.heads[name.head]
    known = len({own[0], own[-1]} & surnames) if _is_pair(own) else 0
    describes = words.tree.relations[name.head] in _DESCRIBING and words.tree.upos[above] == "NOUN"
    return known > 1 or (known > 0 and describes)


def _elsewhere(words: Words, names: Sequence[Reference]) -> Iterator[Reference]:
    """Yield the other places where the words of a name stand with a capital, or in capitals."""
    plain = {form for form in words.forms if form.islower()}
    taken = {word for name in names for word in range(*name.words)}
    by_first: dict[str, dict[tuple[str, ...], Reference]] = {}
    for name in names:
        own = tuple(words.lower[slice(*name.words)])
        if len(own) > 1 or own[0] not in plain:  # a single word that is no name elsewhere is none here
            by_first.setdefault(own[0], {}).setdefault(own, name)
    for first, form in enumerate(words.forms):
        if first in taken or form.islower():
            continue
        known = by_first.get(words.lower[first], {})
        fits = [own for own in known if tuple(words.lower[first : first + len(own)]) == own]
        place = range(first, first + max(map(len, fits), default=0))
        if fits and taken.isdisjoint(place):
            taken.update(place)
            head = words.tree.top(place.start, place.stop)
            name = known[max(fits, key=len)]
            yield replace(name, words=(place.start, place.stop), head=head, score=SAME_WORDS)


def _within_offices(analysis: Analysis, words: Words, names: Sequence[Reference]) -> Iterator[Reference]:
    """Yield the people after whom an office is named: "the Office of Ona Veld" names her too.

    The encoder finds them there, the text names them elsewhere, or the tree has a first name and a surname.
    """
    found, labels = analysis.entities, analysis.inventory.entities
    rows = zip(found.spans.tolist(), found.labels.tolist(), found.scores.tolist(), strict=True)
    inner = [((first, end), score) for (first, end), label, score in rows if labels[label] == "Person"]
    called = {tuple(words.lower[slice(*name.words)]) for name in names if name.type == "person"}
    for name in names:
        first, end = name.words
        of = next((word for word in range(first + 1, end - 1) if words.lower[word] == "of"), end)
        if name.type != "organisation" or of == end or words.lower[of - 1] not in _STAFF:
            continue
        places = [(place, score) for place, score in inner if of < place[0] and place[1] == end]
        if tuple(words.lower[of + 1 : end]) in called:
            places.append(((of + 1, end), SAME_WORDS))
        elif _is_full_name(words, of + 1, end):
            places.append(((of + 1, end), SUBJECT))
        for place, score in places[:1]:
            yield Reference(place, words.tree.top(*place), "within", "person", score)


def _is_full_name(words: Words, first: int, end: int) -> bool:
    """Tell "Ona Veld" by its tree from "National Statistics"; a place of several words is no person."""
    proper = end - first > 1 and all(words.tree.upos[word] == "PROPN" for word in range(first, end))
    flat = all(words.tree.relations[word] == "flat" for word in range(first + 1, end))
    return proper and flat and not shipped_gazetteer().look_up(" ".join(words.forms[first:end]))


# Other references ----------------------------------------------------------------------------------


def _mentions(
    analysis: Analysis, words: Words, by_word: Mapping[int, int], names: int
) -> Iterator[Reference]:
    """Yield the mentions that are no names, linked to what they were linked to."""
    found = analysis.coreference
    heads = found.heads.tolist()
    numbers = _numbers(heads, by_word, names)
    rows = zip(
        heads,
        found.spans.tolist(),
        found.scores.tolist(),
        found.antecedents.tolist(),
        found.link_scores.tolist(),
        strict=True,
    )
    for mention, (head, (first, end), score, antecedent, link) in enumerate(rows):
        if numbers[mention] >= names:
            form: Form = "pronoun" if words.tree.upos[head] == "PRON" else "noun"
            last = end if form == "pronoun" else _end(words, head, end)
            to = -1 if antecedent < 0 else numbers[antecedent]
            yield Reference((first, last), head, form, "other", score, to, link)


def _numbers(heads: Sequence[int], by_word: Mapping[int, int], free: int) -> list[int]:
    """Return the number of the reference that each mention is."""
    numbers = []
    for head in heads:
        numbers.append(by_word.get(head, free))
        free += head not in by_word
    return numbers


def _end(words: Words, head: int, end: int) -> int:
    """Return where a noun phrase ends, without the mark of an owner and what only adds to it.

    That is a clause, or another name for it.
    """
    tree = words.tree
    added = [child for child in tree.children[head] if child > head and tree.relations[child] in _ADDED]
    begin = min((tree.phrase(child)[0] for child in added), default=end)
    last = min(end, begin)
    while last - 1 > head and (tree.upos[last - 1] == "PUNCT" or words.lower[last - 1] in _OWNERS):
        last -= 1
    return max(last, head + 1)


def _subjects(words: Words, taken: AbstractSet[int]) -> Iterator[Reference]:
    """Yield the nouns that are subjects and no mentions for the encoder: they may speak."""
    tree = words.tree
    for word, relation in enumerate(tree.relations):
        if relation == "nsubj" and tree.upos[word] == "NOUN" and word not in taken:
            first, end = words.told(word)
            yield Reference((first, _end(words, word, end)), word, "noun", "other", SUBJECT)


def _speaking(words: Words, sources: Sequence[Range], taken: AbstractSet[int]) -> Iterator[Reference]:
    """Yield the nouns that say who speaks and are no mentions for the encoder."""
    seen = set(taken)
    for first, end in sources:
        head = words.tree.top(first, end)
        if head not in seen and words.tree.upos[head] in {"NOUN", "PROPN"}:
            seen.add(head)
            yield Reference((first, _end(words, head, end)), head, "noun", "other", SUBJECT)


def _selves(words: Words) -> Iterator[Reference]:
    for word, form in enumerate(words.lower):
        if form in FIRST_PERSON and words.tree.upos[word] == "PRON":
            yield Reference((word, word + 1), word, "self", "other", 1.0)
