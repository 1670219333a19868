"""Who is who in one text: its actors, and whom pronouns and noun phrases mean.

A pronoun or a noun phrase means whoever the encoder links it to, by way of other references if need be. A
definite noun phrase that leads to no name ("the minister", "the ministry") means the one called so last: a
person whom the text describes by this noun, or a body that has it in its name. A body that the text gives
no name at all ("the police") is an actor under its noun.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import ChainMap, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rashomon.compare.names import body_name, is_acronym
from rashomon.compare.owned import is_one_owner
from rashomon.compare.wordlists import BODIES, FUNCTION_WORDS, TITLES
from rashomon.extract.ages import Aged
from rashomon.extract.apart import kept_apart
from rashomon.extract.described import COMPANIES, LANDS, Described, Speaking, nouns_beside
from rashomon.extract.excluding import Held
from rashomon.extract.gender import agreeing
from rashomon.extract.meant import CALLED, DESCRIBED, LINKED, NAMED, RULE_SCORE, Meant
from rashomon.extract.namesakes import bearers
from rashomon.extract.naming import Group, NameKey, grouped
from rashomon.extract.owners import owners
from rashomon.extract.references import Reference
from rashomon.extract.states import state_called
from rashomon.extract.words import DEFINITE, Range, Words
from rashomon.language import Analysis
from rashomon.model.records import ActorType

_LONGEST = 4  # words of a phrase for a body without a name
_SHORTEST_CALL = 2  # "the minister": no more words, or others tell whom it means
THIRD_PERSON = frozenset(
    "he she it they him her them his hers its their theirs himself herself itself themselves".split()
)
"""Pronouns that may stand for a name."""
_SAYING_SO = frozenset("court embassy hospital ministry parliament police university".split())
"""Kinds of bodies that have the word for it in their names."""
_OF_A_STATE = frozenset("embassy government ministry parliament police".split())
"""Kinds of bodies that each state has one of."""
_BELONGING = ("an", "ese", "ic", "ish")
"""How adjectives of states end."""
_OWN_KIND = frozenset(
    """
    agency association broadcaster company federation firm newspaper organisation organization party union
    """.split()
)
"""Nouns that say what the body named before them is: "the Ostrel broadcaster", but not "the Ostrel board"."""
_RANKS: Mapping[str, str] = dict(
    pair.split("=")
    for pair in """
    capt=captain cmdr=commander col=colonel cpl=corporal dr=doctor gen=general lt=lieutenant maj=major
    prof=professor sgt=sergeant
    """.split()
)
"""Titles before names, by how they are cut short there."""
_KINDS = BODIES | COMPANIES | _OWN_KIND | _SAYING_SO
"""Nouns for what a body is."""
_SPECIFIC = frozenset(
    """
    agency army broadcaster commission council court embassy government hospital ministry newspaper parliament
    party police union university
    """.split()
)
"""Kinds of bodies of which none is another."""
_EITHER = frozenset(
    """
    carrier contractor employer insurer manufacturer operator owner publisher regulator supplier watchdog
    """.split()
)
"""Nouns that a person may be called by as well as a body."""
_OF_THINGS = frozenset({"it", "its", "itself"})
_NEW = frozenset("a an another any each every no one other several some".split())


@dataclass(frozen=True, slots=True)
class Casting:
    """The actors of a text, and whom its references mean; those that lead to nobody are missing."""

    groups: tuple[Group, ...]
    meant: Mapping[int, Meant]


@dataclass(frozen=True, slots=True)
class _Signs:
    """The ages and offices by which a text tells its people from others."""

    aged: Aged
    held: Held

    def may_be(self, number: int, found: Sequence[Reference], known: Mapping[int, Meant], group: int) -> bool:
        """Tell whether a reference, and what it is linked to on the way, may all mean somebody."""
        while number >= 0 and number not in known:
            if not self.aged.may_be(number, group) or self.held.excludes(found[number], group):
                return False
            number = found[number].antecedent
        return True


def cast(analysis: Analysis, words: Words, found: Sequence[Reference], speaking: Speaking) -> Casting:
    """Group the names among the references of a text, and find out whom the others mean."""
    names = [each for each in found if each.form == "name"]
    texts = [_text(analysis, name.words) for name in names]
    whose = owners(words, names, texts)
    keys = [
        NameKey(text, name.type, bearer)
        for name, text, bearer in zip(names, texts, bearers(words, names, texts, whose), strict=True)
    ]
    owned = {key: owner for key, owner in zip(keys, whose, strict=True) if owner is not None}
    within = {
        n: NameKey(_text(analysis, each.words), each.type)
        for n, each in enumerate(found)
        if each.form == "within"
    }
    groups, numbers = grouped([*keys, *within.values()], _beside(analysis, names, keys), owned)
    meant = {n: Meant(numbers[key], found[n].score, NAMED) for n, key in enumerate(keys)}
    signs = _Signs(Aged(words, found, meant), Held(words, found, meant))
    linked = _linked(words, found, meant, groups, signs)
    meant |= kept_apart(words, found, meant, linked, speaking.denying)
    meant = _without_other_titles(words, found, meant, groups)
    meant |= signs.aged.called
    agreed = agreeing(words, found, meant, groups, speaking.quoted)
    meant = {n: each for n, each in {**meant, **agreed}.items() if each is not None}
    meant |= _called(words, found, meant, groups, signs.held)
    meant |= _sole_bodies(words, found, meant, groups)
    bodies, unnamed = _bodies(analysis, words, found, meant, len(groups))
    groups, meant = (*groups, *bodies), {**meant, **unnamed}
    others, described = Described(analysis, words, found, speaking).resolved(meant, len(groups))
    meant |= described
    meant |= {n: Meant(numbers[key], found[n].score, NAMED) for n, key in within.items()}
    return Casting((*groups, *others), {**meant, **_pronouns(found, meant)})


def _text(analysis: Analysis, words: Range) -> str:
    first, end = words
    return " ".join(analysis.text[analysis.words[first, 0] : analysis.words[end - 1, 1]].split())


def _beside(
    analysis: Analysis, names: Sequence[Reference], keys: Sequence[NameKey]
) -> Iterator[tuple[NameKey, NameKey]]:
    """Yield names with the acronym that stands in brackets right behind them, where it is behind no other."""
    found: defaultdict[NameKey, set[NameKey]] = defaultdict(set)
    for number in range(1, len(names)):
        end, first = names[number - 1].words[1], names[number].words[0]
        gap = analysis.text[analysis.words[end - 1, 1] : analysis.words[first, 0]]
        if gap.strip() == "(" and _may_shorten(keys[number].text, keys[number - 1].text):
            found[keys[number]].add(keys[number - 1])
    for acronym in sorted(found):
        if len(found[acronym]) == 1:
            yield from ((name, acronym) for name in found[acronym])


def _may_shorten(acronym: str, name: str) -> bool:
    """Tell whether most letters of an acronym, in whatever order, are initials of a name."""
    tokens = body_name(name).tokens
    initials = {token[0] for token in tokens}
    own = sum(letter in initials for letter in acronym.lower())
    return is_acronym(acronym) and 2 * own > len(acronym) and not _ends_in(acronym, tokens)


def _ends_in(acronym: str, tokens: Sequence[str]) -> bool:
    """Tell whether an acronym is that of a body within a name: "Council of the League of Halm (LH)"."""
    words = [token for token in tokens if token not in FUNCTION_WORDS]
    letters = "".join(token[0] for token in words)
    return letters != acronym.lower() and letters.endswith(acronym.lower())


# By links ------------------------------------------------------------------------------------------


def _linked(
    words: Words,
    found: Sequence[Reference],
    named: Mapping[int, Meant],
    groups: Sequence[Group],
    signs: _Signs,
) -> dict[int, Meant]:
    """Return whom other references mean by their links, back to a name of the same kind."""
    starts = [found[number].words[0] for number in named]
    resolved: dict[int, Meant] = {}
    owned = _owned(words, found, named)
    known = ChainMap(resolved, {**signs.aged.called, **named})
    beside = ChainMap(resolved, {**_beside_names(words, found, named), **signs.aged.called, **named})
    for number, reference in enumerate(found):
        if number in known or not _may_stand(words, reference):
            continue
        inside = range(bisect_left(starts, reference.words[0]), bisect_left(starts, reference.words[1]))
        own = _of_own_kind(words, reference, [(found[name], named[name]) for name in inside])
        if own is not None:
            resolved[number] = own
            continue
        meant = _followed(number, found, beside if reference.form == "pronoun" else known)
        if meant is None or _is_other_kind(words, reference, groups[meant.group]):
            continue
        if not signs.may_be(number, found, known, meant.group):
            continue
        if _is_elsewhere(words, reference, owned.get(meant.group, frozenset())):
            continue
        if reference.form == "noun" and any(
            named[name].group == meant.group or _closes(words, found[name], reference) for name in inside
        ):
            continue  # "the union's chairman, Joren Pell": only the name counts
        resolved[number] = meant
    return resolved


def _beside_names(words: Words, found: Sequence[Reference], named: Mapping[int, Meant]) -> dict[int, Meant]:
    """Return the people who are named beside a noun phrase: a pronoun for "his deputy, Ona Veld" is hers."""
    heads = {each.head: n for n, each in enumerate(found) if each.form == "noun"}
    people = (number for number in named if found[number].type == "person")
    return {
        heads[noun]: named[number]
        for number in people
        for noun in nouns_beside(words, found[number])
        if noun in heads
    }


def _owned(
    words: Words, found: Sequence[Reference], named: Mapping[int, Meant]
) -> Mapping[int, frozenset[str]]:
    """Return whose bodies are by the adjectives in or right before their names: "the Norvian Ministry"."""
    whose: defaultdict[int, set[str]] = defaultdict(set)
    for number, each in named.items():
        name = found[number]
        if name.type != "organisation" or words.lower[name.words[1] - 1] not in _OF_A_STATE:
            continue
        for word in range(max(name.words[0] - 1, 0), name.words[1]):
            if words.forms[word][:1].isupper() and words.lower[word].endswith(_BELONGING):
                whose[each.group].add(words.forms[word])
    return {group: frozenset(own) for group, own in whose.items()}


def _is_elsewhere(words: Words, reference: Reference, owners: AbstractSet[str]) -> bool:
    """Tell "the ministry in Velmar" from a Norvian ministry, unless that place is known to be Norvian."""
    if reference.form != "noun" or not owners or words.lower[reference.head] not in _OF_A_STATE:
        return False
    places = (each for each in words.tree.kin(reference.head, "nmod") if words.tree.upos[each] == "PROPN")
    within = [words.forms[each] for each in places if words.lower[words.tree.phrase(each)[0]] == "in"]
    return bool(within) and not any(
        is_one_owner((state_called(place) or place).lower(), (state_called(owner) or owner).lower())
        for place in within
        for owner in owners
    )


def _is_other_kind(words: Words, reference: Reference, group: Group) -> bool:
    """Tell whether a noun is one for bodies and would mean a person, or the other way round.

    Nor does "the union" mean the Norda agency, whose name says that it is of another kind, or "it" somebody
    with a first name and a surname.
    """
    noun = words.lower[reference.head]
    kind = group.type
    if noun in LANDS:
        return kind in {"organisation", "person"}
    if reference.form != "noun":
        return noun in _OF_THINGS and kind == "person" and any(" " in name for name in group.names)
    own = _SPECIFIC.intersection(" ".join(group.names).lower().split())
    if kind == "organisation" and own and noun in _SPECIFIC - own:
        return True
    if kind == "person":
        return noun in BODIES or (noun in COMPANIES and noun not in _EITHER)
    return kind in {"organisation", "place"} and noun in TITLES and noun not in BODIES


def _of_own_kind(words: Words, phrase: Reference, names: Sequence[tuple[Reference, Meant]]) -> Meant | None:
    """Return the body that a phrase names and says the kind of: "the Ostrel public broadcaster"."""
    if phrase.form != "noun" or words.lower[phrase.head] not in _OWN_KIND:
        return None
    for name, meant in names:
        beside = words.tree.heads[name.head] == phrase.head and words.tree.relations[name.head] == "compound"
        if name.type == "organisation" and beside:
            return Meant(meant.group, min(phrase.score, meant.score), CALLED)
    return None


def _closes(words: Words, name: Reference, phrase: Reference) -> bool:
    """Tell whether a phrase ends in a person's name, and so may be that person and nobody else.

    "The president of Lurmia Teodora Vashny" may be cut after "of"; "the aide for Joren Pell" is not Pell.
    """
    first, end = name.words
    own = first > phrase.words[0] and end == phrase.words[1] and name.type == "person"
    joined = words.tree.upos[first - 1] in {"ADP", "PART", "PUNCT", "CCONJ"}
    return own and (not joined or words.lower[first - 1] == "of")


def _pronouns(found: Sequence[Reference], known: Mapping[int, Meant]) -> dict[int, Meant]:
    """Return whom pronouns mean that are linked to somebody known by a description."""
    resolved: dict[int, Meant] = {}
    for number, reference in enumerate(found):
        if reference.form == "pronoun" and number not in known:
            meant = _followed(number, found, ChainMap(resolved, dict(known)))
            if meant is not None and meant.how == DESCRIBED:
                resolved[number] = meant
    return resolved


def _followed(number: int, found: Sequence[Reference], known: Mapping[int, Meant]) -> Meant | None:
    """Return whom the first known reference on the way back from one means, as sure as the weakest link."""
    score, at = found[number].score, number
    while at >= 0 and at not in known:
        score, at = min(score, found[at].link_score), found[at].antecedent
    return Meant(known[at].group, min(score, known[at].score), LINKED) if at >= 0 else None


def _may_stand(words: Words, reference: Reference) -> bool:
    """Tell whether a reference may stand for a name.

    "You" does not, nor a noun that says what somebody is, nor one for somebody new ("a resident") or
    somebody's ("his deputy").
    """
    if reference.form == "pronoun":
        return words.lower[reference.head] in THIRD_PERSON
    first = reference.words[0]
    if first < reference.head and (words.lower[first] in _NEW or words.tree.upos[first] in {"NUM", "PRON"}):
        return False
    tree, head = words.tree, reference.head
    is_noun = tree.upos[head] in {"NOUN", "PROPN"} and tree.relations[head] != "appos"
    return is_noun and not tree.has(head, "cop")


# By what they are called ---------------------------------------------------------------------------


def _called(
    words: Words,
    found: Sequence[Reference],
    meant: Mapping[int, Meant],
    groups: Sequence[Group],
    held: Held,
) -> dict[int, Meant]:
    """Return whom definite noun phrases mean by their noun alone."""
    called = _callings(words, found, meant, groups)
    resolved: dict[int, Meant] = {}
    for number, reference in enumerate(found):
        if number in meant or reference.form != "noun" or not _definite(words, reference):
            continue
        places = called.get(words.lower[reference.head], [])
        last = bisect_left(places, (reference.head, -1)) - 1
        if last >= 0 and not held.excludes(reference, places[last][1]):
            resolved[number] = Meant(places[last][1], RULE_SCORE, CALLED)
    return resolved


def _callings(
    words: Words, found: Sequence[Reference], meant: Mapping[int, Meant], groups: Sequence[Group]
) -> Mapping[str, list[tuple[int, int]]]:
    """Return for each noun where it is said of whom, in order."""
    called: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, each in meant.items():
        name = found[number]
        if each.how == NAMED:
            for word in (*nouns_beside(words, name), *_own_nouns(words, name, groups[each.group].type)):
                noun = words.lower[word]
                called[_RANKS.get(noun.rstrip("."), noun)].append((name.words[0], each.group))
    for places in called.values():
        places.sort()
    return called


def _without_other_titles(
    words: Words, found: Sequence[Reference], meant: Mapping[int, Meant], groups: Sequence[Group]
) -> dict[int, Meant]:
    """Return whom references mean, without links of "the minister" to whom the text calls no minister.

    That is so where it calls another person one before, who is meant then, and of bodies of kinds that say
    so in their names: "the ministry" is no newspaper.
    """
    called = _callings(words, found, meant, groups)
    kept = dict(meant)
    for number, each in meant.items():
        reference = found[number]
        noun = words.lower[reference.head]
        places = called.get(noun, []) if noun in TITLES or noun in _SAYING_SO else []
        linked = each.how == LINKED and reference.form == "noun" and _definite(words, reference)
        if not linked or any(group == each.group for _, group in places):
            continue
        is_person = groups[each.group].type == "person"
        if noun in _SAYING_SO or (is_person and any(first < reference.head for first, _ in places)):
            del kept[number]
    return kept


def _own_nouns(words: Words, name: Reference, kind: ActorType) -> Sequence[int]:
    """Return the words of a name that may stand for it.

    Those are the ones of a body that say what it is, the title of a person ("Colonel Pell"), and the last one
    of "Quay Bridge". "The workers" are not the Harbour Workers' League, nor is "the defence" its ministry.
    """
    first, end = name.words
    if kind == "organisation":
        return [
            word
            for word in range(first, end)
            if word == name.head or words.lower[word] in _KINDS or not _tells_whose(words, word)
        ]
    if kind == "person":
        titled = end - first > 1 and words.lower[first].rstrip(".") in TITLES
        return range(first, first + titled)
    return range(end - 1, end) if kind == "place" and end - first > 1 else range(0)


def _tells_whose(words: Words, word: int) -> bool:
    """Tell the word of a body's name for its members or matter: "Workers' League", "Ministry of Defence"."""
    plural = words.xpos[word] in {"NNS", "NNPS"} or words.lower[word].endswith("s")
    return plural or (word > 0 and words.lower[word - 1] == "of")


def _definite(words: Words, reference: Reference) -> bool:
    """Tell whether a noun phrase is an article and a noun, with no more to tell whom it means."""
    first, end = reference.words
    return end - first <= _SHORTEST_CALL and reference.head == end - 1 and words.lower[first] in DEFINITE


# Bodies without a name -----------------------------------------------------------------------------


def _sole_bodies(
    words: Words, found: Sequence[Reference], meant: Mapping[int, Meant], groups: Sequence[Group]
) -> dict[int, Meant]:
    """Return the one body that a bare noun before any name of that kind means: "ministry" of a headline."""
    called = _callings(words, found, meant, groups)
    resolved: dict[int, Meant] = {}
    for number, reference in enumerate(found):
        noun = words.lower[reference.head]
        if number in meant or reference.form != "noun" or noun not in BODIES:
            continue
        own = [group for _, group in called.get(noun, ()) if groups[group].type == "organisation"]
        bare = _bare(words, reference) == (reference.head, reference.head + 1)
        bare = bare and not words.tree.has(reference.head, "nmod")  # "the ministry in Belm"
        if len(set(own)) == 1 and bare and words.lower[reference.words[0]] not in _NEW:
            resolved[number] = Meant(own[0], RULE_SCORE, CALLED)
    return resolved


def _bodies(
    analysis: Analysis, words: Words, found: Sequence[Reference], meant: Mapping[int, Meant], first_free: int
) -> tuple[list[Group], dict[int, Meant]]:
    """Return the bodies without a name, one for each noun with what describes it, and who means them."""
    numbers: dict[str, int] = {}
    resolved: dict[int, Meant] = {}
    for number, reference in enumerate(found):
        if number in meant or reference.form != "noun" or words.lower[reference.head] not in BODIES:
            continue
        name = _bare(words, reference)
        if name is not None:
            group = numbers.setdefault(_text(analysis, name), first_free + len(numbers))
            resolved[number] = Meant(group, min(reference.score, RULE_SCORE), CALLED)
    return [Group("organisation", (name,)) for name in numbers], resolved


def _bare(words: Words, reference: Reference) -> Range | None:
    """Return the words of a body without its article; `None` where it says what somebody else is."""
    first, relation = reference.words[0], words.tree.relations[reference.head]
    while first < reference.head and words.tree.upos[first] in {"DET", "PRON"}:
        first += 1
    describes = relation == "compound" or (relation == "appos" and first > reference.words[0])
    if describes or reference.head - first >= _LONGEST:
        return None
    return first, reference.head + 1
