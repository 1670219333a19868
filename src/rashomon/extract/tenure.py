"""From when to when a text says that somebody held an office, and whether they hold it no more.

"Former", "ex-" and "then" stand before the office; "since 2019" and "until March" right behind it; "who
resigned on Tuesday" and "was elected mayor in 2019" are clauses of its bearer. Dates are the text's own time
values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.extract.offices import CHOOSING, HELD
from rashomon.extract.references import Reference
from rashomon.extract.words import Range, Words
from rashomon.model.records import Standing, TimeReference

_BEFORE: dict[str, Standing] = {
    **dict.fromkeys(
        "former ex ex- erstwhile ousted deposed dismissed sacked onetime one-time retired".split(), "former"
    ),
    **dict.fromkeys(("then", "then-"), "then"),
    **dict.fromkeys(("incoming", "designate", "elect", "designated"), "next"),
    **dict.fromkeys(("acting", "interim", "caretaker"), "acting"),
    **dict.fromkeys(("new", "newly"), "new"),
}
_PREFIXES: tuple[tuple[str, Standing], ...] = (("ex-", "former"), ("then-", "then"), ("ex–", "former"))
_DESCRIBED = frozenset({"ADJ", "NOUN", "PROPN", "VERB"})
_NEWLY = frozenset({"appointed", "chosen", "elected", "installed", "named"})
"""What "newly" has to stand before; "newly built" says nothing of an office."""
_LEAVE = frozenset({"resign", "quit", "retire"})
_REMOVE = frozenset("depose dismiss fire impeach oust remove replace sack succeed suspend".split())
_POSTS = frozenset(
    """
    cabinet chair chairmanship duty government job leadership office position post power premiership
    presidency role seat
    """.split()
)
"""What somebody leaves, or is removed from, who gives up an office; a party or a hall is none."""
_FROM, _UNTIL, _TO = frozenset({"since", "from"}), frozenset({"until", "till"}), frozenset({"to", "-", "–"})
_WHO = frozenset({"who", "that"})
_NOT = frozenset({"not", "n't", "n’t", "never"})
_DATE = len("2031-03-07")
_CUTS = (len("2031-03-07"), len("2031-03"), len("2031"))


@dataclass(frozen=True, slots=True)
class Dated:
    """A time expression with the range of words that it takes up."""

    words: Range
    time: TimeReference


@dataclass(frozen=True, slots=True)
class Tenure:
    """What a text says of how long an office was held.

    Attributes:
        standing: "former", "then" and so on, where a word says so.
        since: an ISO 8601 date, cut where unknown.
        until: the same.
        places: the words that say it, as ranges of words.
    """

    standing: Standing | None = None
    since: str | None = None
    until: str | None = None
    places: tuple[Range, ...] = ()


def tenure(words: Words, name: Reference, office: Range, times: Sequence[Dated]) -> Tenure:
    """Return how long the bearer of a name held an office, as far as the words around both say so.

    Args:
        words: of the document.
        name: of a person.
        office: the range of words that states it.
        times: the time expressions of the document.
    """
    head = words.tree.top(*office)
    said = [_marked(words, name, office), *_counted(words, office, times)]
    said += [_in_clause(words, *clause, times) for clause in _clauses(words, name, head)]
    found = [each for each in said if each is not None]
    return Tenure(
        next((each.standing for each in found if each.standing), None),
        next((each.since for each in found if each.since), None),
        next((each.until for each in found if each.until), None),
        tuple(dict.fromkeys(place for each in found for place in each.places)),
    )


# Before the office ---------------------------------------------------------------------------------


def _marked(words: Words, name: Reference, office: Range) -> Tenure | None:
    """Read "former", "then" and the like before an office, whether taken for a part of it or not."""
    for word in (*range(*office), *_beside(words, name, office)):
        standing = _standing(words, word, office)
        if standing is not None:
            return Tenure(standing=standing, places=((word, word + 1),))
    return None


def _beside(words: Words, name: Reference, office: Range) -> Iterator[int]:
    """Yield the words right before an office that hang on it, on the name or on one another."""
    own, at = {name.head, *range(*office)}, office[0] - 1
    while at >= 0 and words.tree.heads[at] in own:
        own.add(at)
        yield at
        at -= 1
    hyphened = at > 0 and at == office[0] - 1 and words.forms[at] == "-"
    if hyphened or (at > 0 and words.lower[at - 1 : at + 1] == ["the", "then"]):
        yield at - hyphened


def _standing(words: Words, word: int, office: Range) -> Standing | None:
    """Return what a word says of an office; "the caretaker" alone is one, and says nothing of it."""
    form = words.lower[word]
    if form == "newly" and words.lower[word + 1] not in _NEWLY:
        return None
    prefixed = next((kind for prefix, kind in _PREFIXES if form.startswith(prefix)), None)
    within = office[0] <= word < office[1]
    describes = word + 1 < office[1] and words.tree.upos[word + 1] in _DESCRIBED
    return prefixed or (_BEFORE.get(form) if describes or not within else None)


# Behind the office ---------------------------------------------------------------------------------


def _counted(words: Words, office: Range, times: Sequence[Dated]) -> Iterator[Tenure]:
    """Yield "since 2019", "until March" and "from 2015 to 2019" within an office and right behind it."""
    by_first = {each.words[0]: each for each in times}
    end, begun = _stretch(words, office, by_first), False
    for word in range(office[0] + 1, end - 1):
        day, form = by_first.get(word + 1), words.lower[word]
        if day is not None and form in _FROM:
            begun = True
            yield Tenure(since=_date(day.time), places=((word, day.words[1]),))
        elif day is not None and (form in _UNTIL or (begun and form in _TO)):
            yield Tenure(until=_date(day.time), places=((word, day.words[1]),))


def _stretch(words: Words, office: Range, by_first: Mapping[int, Dated]) -> int:
    """Return where an office ends with the times right behind it."""
    end = office[1]
    while end + 1 < len(words.forms) and end + 1 in by_first and words.lower[end] in _FROM | _UNTIL | _TO:
        end = by_first[end + 1].words[1]
    return end


# In a clause ---------------------------------------------------------------------------------------


def _clauses(words: Words, name: Reference, head: int) -> Iterator[tuple[int, int]]:
    """Yield the verbs that may say that an office was taken or left, each with the word for its bearer."""
    tree, bearer = words.tree, name.head
    while tree.relations[bearer] in {"appos", "flat"} and tree.heads[bearer] >= 0:
        bearer = tree.heads[bearer]
    verb = tree.heads[bearer]
    if tree.relations[head] == "xcomp" or any(words.lower[case] == "as" for case in tree.kin(head, "case")):
        if verb == tree.heads[head]:
            yield verb, bearer
        return
    for noun in dict.fromkeys((name.head, head, bearer)):
        for clause in tree.kin(noun, "acl"):
            if _names_office(words, clause):
                continue
            who = (child for child in tree.kin(clause, "nsubj") if words.lower[child] in _WHO)
            yield clause, next(who, clause)
    if verb >= 0 and tree.relations[bearer] == "nsubj" and not _names_office(words, verb):
        yield verb, bearer


def _names_office(words: Words, verb: int) -> bool:
    """Tell a clause that says itself which office it speaks of: "resigned as chairman", "elected mayor"."""
    tree = words.tree
    if any(words.lower[case] == "as" for child in tree.children[verb] for case in tree.kin(child, "case")):
        return True
    given = (*tree.kin(verb, "xcomp"), *tree.kin(verb, "obj")) if words.lemma(verb) in CHOOSING else ()
    return any(tree.upos[child] in {"NOUN", "PROPN"} and words.lemma(child) in HELD for child in given)


def _leaves_another(words: Words, verb: int) -> bool:
    """Tell who leaves or is taken from what is no office: "quit the coalition", "removed from the hall"."""
    tree = words.tree
    left = list(tree.kin(verb, "obj")) if words.lemma(verb) in _LEAVE else []
    left += [
        child
        for child in tree.kin(verb, "obl")
        if any(words.lower[case] == "from" for case in tree.kin(child, "case"))
    ]
    return any(words.lemma(each) not in _POSTS | HELD for each in left)


def _in_clause(words: Words, verb: int, bearer: int, times: Sequence[Dated]) -> Tenure | None:
    """Read "resigned on Tuesday", "was dismissed in March", "was appointed in 2019"."""
    if not _came_about(words, verb):
        return None
    lemma, day = words.lemma(verb), _day_of(words, verb, times)
    acts, done_to = _acts(words, verb, bearer), _is_done_to(words, verb, bearer)
    leaves = (lemma in _LEAVE and acts) or (lemma in _REMOVE and done_to)
    if leaves and not _leaves_another(words, verb):
        return Tenure("former", until=_date(day.time) if day else None, places=_places((verb, verb + 1), day))
    if lemma in CHOOSING and done_to and day is not None:
        return Tenure(since=_date(day.time), places=_places((verb, verb + 1), day))
    return None


def _places(verb: Range, day: Dated | None) -> tuple[Range, ...]:
    return (verb, day.words) if day else (verb,)


def _came_about(words: Words, verb: int) -> bool:
    """Tell whether a verb says that something was: no "will resign", "did not resign" or "to resign"."""
    tree = words.tree
    helpers = [child for child in tree.children[verb] if tree.relations[child] in {"aux", "mark", "advmod"}]
    if any(words.lower[child] in _NOT or words.xpos[child] in {"MD", "TO"} for child in helpers):
        return False
    return words.xpos[verb] in {"VBD", "VBN"}


def _acts(words: Words, verb: int, bearer: int) -> bool:
    """Tell whether the bearer of an office is who does what a verb says."""
    return words.tree.relations[bearer] == "nsubj" and not words.tree.passive[bearer] and bearer != verb


def _is_done_to(words: Words, verb: int, bearer: int) -> bool:
    """Tell whether it is done to the bearer: "was elected", "named her", "Ona Veld, elected in 2019"."""
    if bearer == verb:
        return words.xpos[verb] == "VBN" and not words.tree.has(verb, "nsubj")
    return words.tree.passive[bearer] or words.tree.relations[bearer] == "obj"


def _day_of(words: Words, verb: int, times: Iterable[Dated]) -> Dated | None:
    """Return the first time that hangs on a verb itself."""
    return next((each for each in times if words.tree.heads[words.tree.top(*each.words)] == verb), None)


# Dates ---------------------------------------------------------------------------------------------


def _date(time: TimeReference) -> str | None:
    """Return the date of a time as far as its bounds agree on it: a day, a month or a year."""
    first, last = (time.earliest or "")[:_DATE], (time.latest or "")[:_DATE]
    return next((first[:cut] for cut in _CUTS if len(first) >= cut and first[:cut] == last[:cut]), None)
