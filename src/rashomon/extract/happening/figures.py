"""Figures of an event: numbers that count who or what takes part, with what they leave open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rashomon.compare.figures import SENT, TOOK_PART
from rashomon.extract.happening.lexicon import CLASSES
from rashomon.extract.happening.living import PEOPLE as NOUNS_FOR_PEOPLE
from rashomon.extract.happening.numerals import Numeral, numerals
from rashomon.extract.timing.words import SCALES, UNITS, number_of
from rashomon.extract.words import Range, Words

_AT_LEAST = re.compile(
    r"(?:at least|(?<!no )(?<!not )more than|over|(?:no|not) (?:less|fewer) than|upwards of)$"
)
_AT_MOST = re.compile(
    r"(?:at most|up to|(?<!no )(?<!not )(?:fewer|less) than|under|as many as|(?:no|not) more than)$"
)
_ABOUT = re.compile(r"(?:about|around|some|approximately|roughly|nearly|almost|close to|an estimated)$")
_DOZENS = {"dozens": 24.0, "scores": 40.0, "hundreds": 200.0, "thousands": 2000.0, "millions": 2e6}
_BEFORE = 4  # words in which a bound is looked for
_PARTICIPLES = frozenset(
    """
    killed slain murdered drowned injured wounded hurt maimed arrested detained imprisoned jailed captured
    """.split()
)
_SMALL = frozenset({"DET", "ADP", "ADV", "ADJ"})
_ARTICLES = frozenset({"the", "a", "an", "all", "its", "their"})
_PARTS = frozenset("none half most some many few either neither any one".split())
"""What stands before "of" and the whole that it is a part of."""
_COUNTING = frozenset({"nummod", "obj", "nsubj", "obl", "root", "conj"})
_SHARES = frozenset({"%", "percent", "per"})
_MEASURES = frozenset(
    """
    metre meter kilometre kilometer mile foot inch hectare acre ton tonne kilogram kilo litre liter gallon
    degree dollar euro pound rouble ruble dirham yuan yen
    """.split()
)
KINDS = {
    **dict.fromkeys(
        """
        assassinate behead casualty dead death die drown kill lynch massacre murder perish slaughter slay
        victim
        """.split(),
        "killed",
    ),
    **dict.fromkeys("injure injured wound wounded hurt maim injury".split(), "injured"),
    **dict.fromkeys("arrest detain detainee imprison jail capture detention".split(), "arrested"),
}
"""What a number of people counts, by the word that tells it."""
PEOPLE, NUMBER = "people", "number"
"""What a number counts that stands without a noun."""
THINGS = frozenset(
    """
    animal bird buffalo camel cattle chicken cow dog donkey fish goat horse livestock pig sheep yak aircraft
    airplane artillery boat bus car drone gun helicopter jet lorry missile plane rifle ship tank truck vehicle
    vessel weapon
    base bridge building business city company crop factory firm hill home hospital house job outpost port
    position school seat settlement shop town tree village vote
    """.split()
)
"""What may be killed or captured and is no person."""
_TAKING_LIVES = frozenset({"claim", "cost", "lose", "take"})
_TO_DEATH = frozenset(
    """
    batter beat bleed bludgeon burn choke club crush flog freeze hack kick put scald starve stab stone
    strangle torture trample whip
    """.split()
)
"""What kills where it is done "to death"; who is sentenced to death may live."""
_PERSONS = NOUNS_FOR_PEOPLE | CLASSES["people"] | CLASSES["force"] | CLASSES["troops"] | {PEOPLE}
_SENT_TOO = _PERSONS | CLASSES["weapons"]
_SENDING = frozenset({"deploy", "dispatch", "send"})
_GATHERING = frozenset("assemble demonstrate gather march parade picket protest rally".split())
"""Who does so takes part in a gathering, and so does who attends one."""
_COLLECTING = frozenset({"assemble", "gather"})
"""What is done to things as well: "gathered evidence"."""
_GATHERINGS = CLASSES["gathering"] - {"meeting", "crowd"}
_ATTENDING = frozenset({"attend", "join"})
_OF = frozenset({"of", "by"})
_MOVED = frozenset("deploy dispatch evacuate expel free gather hire release rescue send sack summon".split())
"""Verbs whose object is people where a bare number stands for it."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number, its words, what it counts, and its bounds; "dozens" has a lowest number and no best one."""

    words: Range
    kind: str
    low: float | None = None
    best: float | None = None
    high: float | None = None
    unit: str | None = None
    approximate: bool = False


def toll_of(words: Words, verb: int) -> str | None:
    """Return what came of those whom a verb counts: "killed nine", "shot nine dead", "lost their lives"."""
    own = KINDS.get(words.lemma(verb))
    return own or ("killed" if _is_deadly(words, verb) else None)


def loses_lives(words: Words, verb: int) -> bool:
    """Tell the verb of "nine lost their lives", whose subject suffers."""
    return words.lemma(verb) == "lose" and _is_of_lives(words, verb)


def _is_of_lives(words: Words, verb: int) -> bool:
    lives = (each for each in words.tree.kin(verb, "obj") if words.lemma(each) == "life")
    return words.lemma(verb) in _TAKING_LIVES and any(words.xpos[each] == "NNS" for each in lives)


def _is_deadly(words: Words, verb: int) -> bool:
    """Tell "shot dead", "gunned down", "beaten to death" and "lost their lives"."""
    tree, lemma = words.tree, words.lemma(verb)
    if tree.upos[verb] != "VERB":
        return False
    behind = (each for child in tree.children[verb] for each in (child, *tree.kin(child, "amod")))
    dead = lemma == "shoot" and any(words.lower[each] == "dead" and each > verb for each in behind)
    down = lemma == "gun" and words.lower[verb + 1 : verb + 2] == ["down"]
    killed = lemma in _TO_DEATH and any(words.lower[each] == "death" for each in tree.kin(verb, "obl"))
    return dead or down or killed or _is_of_lives(words, verb)


def counts(
    words: Words, numbered: Sequence[str], verb: int, phrase: Range, *, whole: bool
) -> Iterator[Count]:
    """Yield the figures in a phrase that takes part in what a predicate tells.

    Args:
        words: of the document.
        numbered: the same in lower case, with numbers as `with_commas` has them.
        verb: the predicate.
        phrase: words of one who takes part.
        whole: whether its numbers may be a toll: those of who kills or arrests, and of one of several who are
            killed, count these people and no more.
    """
    yield from (
        _by_deed(words, verb, phrase, count)
        for count in _counts_in(words, numbered, verb, phrase, whole=whole)
    )


def _counts_in(
    words: Words, numbered: Sequence[str], verb: int, phrase: Range, *, whole: bool
) -> Iterator[Count]:
    for word in range(*phrase):
        if _is_dozens(words, word) and not _is_of_another(words, verb, (word, word + 1)):
            own, low = _dozens(words, word)
            yield Count(own, _kind(words, verb, own, whole=whole), low=low)
    for number in numerals(numbered, phrase):
        if _counts(words, number) and not (
            is_age(words, number) or is_whole(words, number) or _is_of_another(words, verb, number.words)
        ):
            yield bounded(words, number, _kind(words, verb, number.words, whole=whole))


def _by_deed(words: Words, verb: int, phrase: Range, count: Count) -> Count:
    """Return a number of those who took part or were sent as such, with who they are as its unit."""
    if count.unit is not None:
        return count
    tree, head, who = words.tree, words.tree.top(*phrase), count.kind
    counted = _counted(words, count.words)
    if who in _PERSONS and _is_of_gathering(words, counted):
        return replace(count, kind=TOOK_PART, unit=who)
    if counted != head and not count.words[0] <= head < count.words[1]:
        return count  # "the leader of 300 dockers marched"
    first = head
    while tree.relations[first] == "conj" and tree.heads[first] >= 0:
        first = tree.heads[first]
    relation, undergone = tree.relations[first], tree.passive[first]
    if words.lemma(verb) in _SENDING and who in _SENT_TOO and (relation == "obj" or undergone):
        return replace(count, kind=SENT, unit=who)
    if who in _PERSONS and _takes_part(words, verb, first) and not undergone:
        return replace(count, kind=TOOK_PART, unit=who)
    return count


def _is_of_gathering(words: Words, who: int) -> bool:
    """Tell whose march it is: "a march of 300 dockers"."""
    tree, above = words.tree, words.tree.heads[who]
    of = any(words.lower[case] in _OF for case in tree.kin(who, "case"))
    return of and tree.relations[who] == "nmod" and words.lemma(above) in _GATHERINGS


def _takes_part(words: Words, verb: int, who: int) -> bool:
    """Tell who marches, and who takes part in or attends a march."""
    tree, lemma = words.tree, words.lemma(verb)
    beside = {words.lemma(child) for child in tree.children[verb]}
    attends = lemma in _ATTENDING and not _GATHERINGS.isdisjoint(beside)
    if tree.relations[who] == "obl":
        return attends and any(words.lower[case] == "by" for case in tree.kin(who, "case"))
    part = lemma == "participate" or (lemma == "take" and "part" in beside)
    gathers = lemma in _GATHERING and not (lemma in _COLLECTING and tree.has(verb, "obj"))
    return tree.relations[who] == "nsubj" and (gathers or part or attends)


def _counts(words: Words, number: Numeral) -> bool:
    """Tell a number of people or things from one that is part of a name or of an address."""
    tree = words.tree
    return any(
        words.lower[word] in SCALES or (tree.upos[word] == "NUM" and tree.relations[word] in _COUNTING)
        for word in range(*number.words)
    )


def bounded(words: Words, number: Numeral, kind: str) -> Count:
    """Return a number with the bounds that the words before it set, and what it counts or measures by."""
    first, last = number.words
    before = " ".join(words.lower[max(0, first - _BEFORE) : first])
    at_least, at_most = _AT_LEAST.search(before), _AT_MOST.search(before)
    unit = _unit(words, last)
    one = number.low == number.high
    return Count(
        number.words,
        unit or kind,
        low=number.low if at_least or not (one or at_most) else None,
        best=number.low if one and not (at_least or at_most) else None,
        high=number.high if (at_most and not at_least) or not one else None,
        unit=unit,
        approximate=_ABOUT.search(before) is not None,
    )


def _is_dozens(words: Words, word: int) -> bool:
    """Tell "hundreds", but not the "thousands" of "hundreds of thousands"."""
    again = word > 1 and words.lower[word - 1] == "of" and words.lower[word - 2] in _DOZENS
    return words.lower[word] in _DOZENS and words.tree.upos[word] in {"NOUN", "NUM"} and not again


def _dozens(words: Words, word: int) -> tuple[Range, float]:
    """Return the words of "hundreds of thousands" or "dozens", and the lowest number that they leave open."""
    low, behind = _DOZENS[words.lower[word]], words.lower[word + 1 : word + 3]
    if len(behind) > 1 and behind[0] == "of" and behind[1] in _DOZENS:
        return (word, word + 3), low * _DOZENS[behind[1]] / 2  # "thousands" alone stands for two of them
    return (word, word + 1), low


def is_whole(words: Words, number: Numeral) -> bool:
    """Tell the forty of "three of the forty", and both numbers of "one in five"."""
    first, last = number.words
    before = [word for word in words.lower[max(0, first - _BEFORE) : first] if word not in _ARTICLES]
    parted = len(before) > 1 and before[-1] in {"of", "in"} and _is_part(before[-2])
    behind = words.lower[last : last + 2]
    return parted or (len(behind) > 1 and behind[0] == "in" and _is_number(behind[1]))


def _is_part(word: str) -> bool:
    return word in _PARTS or _is_number(word)


def _is_number(word: str) -> bool:
    return number_of([word]) is not None and word not in _ARTICLES


def _is_of_another(words: Words, verb: int, number: Range) -> bool:
    """Tell a number of another predicate that counts people: "injured 62 people and killed five".

    Behind a verb a number is that of the last verb before it, whatever the tree says of lists, but for
    the subject of a passive ("and five were killed"); before a verb the tree is believed, unless the number
    stands right behind another.
    """
    if toll_of(words, verb) is None:
        return False
    if is_in_clause(words, verb, number):
        return True
    if (passive := _passive_of(words, number)) is not None:
        return passive != verb
    if verb < number[0]:
        between = (word for word in range(number[0] - 1, verb, -1) if _is_counting(words, word))
        return next(between, verb) != verb
    beside = number[0] - 1
    while beside > 0 and words.tree.upos[beside] in _SMALL:
        beside -= 1
    if beside >= 0 and _is_counting(words, beside):
        return True
    tree, word = words.tree, number[0]
    while tree.heads[word] >= 0 and not _is_counting(words, word):
        word = tree.heads[word]
    return word != verb and _is_counting(words, word)


def is_in_clause(words: Words, verb: int, number: Range) -> bool:
    """Tell the three of "a man accused of killing three women was arrested"."""
    return any(words.tree.relations[each] == "acl" for each in words.tree.path(number[0], verb))


def _passive_of(words: Words, number: Range) -> int | None:
    """Return the verb that counts people of whose passive a number is the subject, where it is one."""
    subject = _counted(words, number)
    verb = words.tree.heads[subject]
    if verb <= subject or not words.tree.passive[subject] or not _is_counting(words, verb):
        return None
    return verb if any(words.lemma(word) == "be" for word in range(subject + 1, verb)) else None


def _is_counting(words: Words, word: int) -> bool:
    """Tell a verb that counts people, taken for an adjective or not ("on Monday injured 62 people")."""
    verb = words.xpos[word].startswith("VB") and words.lemma(word) in KINDS
    return verb or (words.lower[word] in _PARTICIPLES and words.tree.upos[word] in {"VERB", "ADJ"})


def is_age(words: Words, number: Numeral) -> bool:
    """Tell an age or a stretch of time: "the minister, 54, ...", "fifteen-year-old", "turned 15"."""
    first, last = number.words
    after = words.lemma(last) if last < len(words.lower) else ""
    dashed = words.lemma(last + 1) if after == "-" and last + 1 < len(words.lower) else ""
    between = first > 0 and words.lower[first - 1] == "," and after in {",", "."}
    turned = first > 0 and words.lemma(first - 1) in {"turn", "age"}
    return between or turned or after in UNITS or dashed in UNITS


def _unit(words: Words, behind: int) -> str | None:
    """Return what a number measures by, where the word behind it says so: "percent", "metre"."""
    unit = words.lemma(behind) if behind < len(words.lower) else ""
    return "percent" if unit in _SHARES else (unit if unit in _MEASURES else None)


def _kind(words: Words, verb: int, number: Range, *, whole: bool) -> str:
    """Return what a number counts: the killed, the injured, the arrested, or the noun that it stands with.

    A number without a noun counts what the subject says ("the death toll rose to 25"), or people.
    """
    counted = _counted(words, number)
    alone = number[0] <= counted < number[1]
    toll = whole and not _is_among_them(words, number)
    told = toll_of(words, verb) if toll or alone else None
    if told is not None and (alone or words.lemma(counted) not in THINGS):
        return told
    if not alone:
        return words.lemma(counted)
    return _of_subject(words, verb, number) or (PEOPLE if _is_people(words, verb, counted) else NUMBER)


def _is_among_them(words: Words, number: Range) -> bool:
    """Tell the four of "twelve people, including at least four children" and "among them four"."""
    before = words.lower[max(0, number[0] - _BEFORE) : number[0]]
    return "including" in before or any(before[at : at + 2] == ["among", "them"] for at in range(len(before)))


def _of_subject(words: Words, verb: int, number: Range) -> str | None:
    """Return what the subject of a verb counts: "the number of injured rose to 40"."""
    for subject in words.tree.kin(verb, "nsubj"):
        phrase = [word for word in range(*words.tree.phrase(subject)) if not number[0] <= word < number[1]]
        kinds = [KINDS[words.lemma(word)] for word in phrase if words.lemma(word) in KINDS]
        if kinds:
            return kinds[0]
    return None


def _is_people(words: Words, verb: int, number: int) -> bool:
    """Tell "2,000 gathered" and "sent 300", which are people, from "rose to 25"."""
    relation = words.tree.relations[number]
    return relation == "nsubj" or (relation == "obj" and words.lemma(verb) in _MOVED)


def _counted(words: Words, number: Range) -> int:
    """Return the word that a number counts; the last of its own words where there is none."""
    tree, (first, last) = words.tree, number
    word = next((word for word in range(first, last) if not first <= tree.heads[word] < last), last - 1)
    if tree.relations[word] == "nummod" and tree.heads[word] >= 0:
        return tree.heads[word]
    behind = last + (last < len(words.lower) and words.lower[last] == "of")
    is_scale = words.lower[word] in SCALES or words.lower[word] in _DOZENS
    return behind if is_scale and behind < len(words.lower) and tree.upos[behind] == "NOUN" else word
