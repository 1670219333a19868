"""The PLOVER type and mode of what a predicate tells, by its words and those that hang on it.

Patterns (`lexicon`) ask for a word, for what hangs on it, for what it is done to and for who does it. A
light verb with a noun of an event ("held a march", "launched an attack on") tells that event. A predicate
that fits no pattern is left to others; of one that fits a pattern for what is none of PLOVER's types, and of
accidents, it is sure that they have none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rashomon.extract.happening.lexicon import CLASSES, PATTERNS
from rashomon.extract.happening.senses import is_contest, is_named_only, struck_with
from rashomon.extract.words import Range, Words

_LIGHT = frozenset(
    """
    hold launch conduct stage open reach make have give begin start mount carry declare wage commit take do
    perform lead organise organize run strike sign order announce call
    """.split()
)
_NOT_LIGHT_FOR = {"take": frozenset({"RETREAT"}), "call": frozenset({"CONSULT"})}
_DONE_TO = ("ARG1", "ARG2", "ARG3", "ARG4")
_PARTS_OF_NAME = frozenset({"compound", "amod", "nmod", "flat", "nummod"})
_HANGING = frozenset({"compound", "advmod", "case", "mark", "xcomp", "obl", "advcl"})
_EVENT_NOUNS = frozenset().union(
    *(CLASSES[name] for name in ("accord", "business", "curb", "meeting", "relations", "writ"))
)
_NOT_PUBLIC = CLASSES["force"] | CLASSES["state"] | CLASSES["official"]
_OBJECTS = frozenset({"obj", "iobj", "obl", "xcomp"})
_MISHAPS = frozenset(
    """
    accident avalanche blast blaze blizzard collapse collision crash cyclone derailment disease drought
    earthquake epidemic eruption explosion fire flood frost heat hurricane landslide lightning mudslide outage
    quake
    rain snow storm tornado tsunami typhoon virus wave wildfire wind
    """.split()
)
"""What harms without anybody meaning to: no assault."""
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_PLAIN = frozenset("in on by at for of".split())
_POS = {"v": "VERB", "n": "NOUN"}


@dataclass(frozen=True, slots=True)
class Coding:
    """A type and mode, and what shows them.

    Attributes:
        type: of PLOVER's.
        mode: of that type, if the words tell.
        shown: the words that show the type, the predicate first.
        told_by: the nouns among them that tell the same event, as in "held a march", "lifted the curfew".
    """

    type: str
    mode: str | None
    shown: tuple[int, ...]
    told_by: frozenset[int] = frozenset()


NOTHING = Coding("NOTHING", None, ())
"""The coding of what has no type, and is sure to have none."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    type: str
    mode: str | None
    upos: str | None
    hanging: str
    done_to: frozenset[str]
    done_by: frozenset[str]

    @property
    def weight(self) -> int:
        """Return how much it asks for."""
        return sum(map(bool, (self.hanging, self.done_to, self.done_by)))


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around a predicate.

    Attributes:
        word: the predicate.
        arguments: ranges of words by PropBank's labels.
        doers: the words for who does it, and "state" for a country.
    """

    word: int
    arguments: Mapping[str, Sequence[Range]]
    doers: frozenset[str]


def coded(words: Words, setting: Setting) -> Coding | None:
    """Return the coding of a predicate by itself: `NOTHING`, or `None` where no pattern fits."""
    around = _Around(words, setting)
    fits = [
        (pattern.weight, -number, pattern, shown)
        for number, pattern in enumerate(_patterns().get(words.lemma(setting.word), ()))
        if (shown := around.fits(pattern)) is not None
    ]
    if not fits:
        return None
    _, _, pattern, shown = max(fits, key=lambda fit: fit[:2])
    beats = words.lemma(setting.word) == "beat"
    mishap = pattern.type in {"ASSAULT", "PROTEST"} and not setting.doers.isdisjoint(_MISHAPS)
    if mishap or pattern.type == NOTHING.type or (beats and is_contest(words, setting.word)):
        return NOTHING
    if beats and is_named_only(words, setting.word):
        return None
    if pattern.mode == "strike" and words.tree.upos[setting.word] == "NOUN":
        harms, mode = struck_with(words, setting.word)
        if harms:
            return Coding("ASSAULT", mode, (setting.word,))
    nouns = frozenset(word for word in shown if _tells(words, word))
    return Coding(pattern.type, pattern.mode, (setting.word, *shown), nouns)


def _tells(words: Words, word: int) -> bool:
    """Tell a noun that is the same event: what is held, lifted or broken off; what one dies in is another."""
    lemma = words.lemma(word)
    if words.tree.upos[word] != "NOUN" or any(
        words.lower[case] == "in" for case in words.tree.kin(word, "case")
    ):
        return False
    bare = (pattern.weight == 0 and pattern.upos != "VERB" for pattern in _patterns().get(lemma, ()))
    return lemma in _EVENT_NOUNS or any(bare)


def codings(
    words: Words,
    predicates: Sequence[int],
    arguments: Mapping[int, Mapping[str, Sequence[Range]]],
    countries: Container[int],
) -> Mapping[int, Coding | None]:
    """Return the codings of predicates by their numbers; that of a light verb is its noun's.

    Those of which it is sure that they have no type are there with `None`, those left open are not there.

    Args:
        words: of the document.
        predicates: the words.
        arguments: of each predicate.
        countries: the words that mean countries.
    """
    found: dict[int, Coding] = {}
    for number, word in enumerate(predicates):
        if words.tree.relations[word] == "amod":  # "besieging forces": who they are
            continue
        own = coded(
            words, Setting(word, arguments[number], _doers(words, word, arguments[number], countries))
        )
        if own is not None:
            found[number] = own
    by_word = {word: number for number, word in enumerate(predicates)}
    for number, word in enumerate(predicates):
        given = found.get(number)
        if words.lemma(word) not in _LIGHT or (given is not None and given.told_by):
            continue
        doers = _doers(words, word, arguments[number], countries)
        for noun in words.tree.children[word]:
            about = arguments[by_word[noun]] if noun in by_word else {}
            own = coded(words, Setting(noun, about, doers | _doers(words, noun, about, countries)))
            if own is not None and own is not NOTHING and _is_light_for(words, word, own):
                found[number] = Coding(own.type, own.mode, (word, *own.shown), frozenset({noun}))
    absorbed = {word for coding in found.values() for word in coding.told_by if word in by_word}
    kept = {number: coding for number, coding in found.items() if predicates[number] not in absorbed}
    return {number: None if coding is NOTHING else coding for number, coding in kept.items()}


def _is_light_for(words: Words, verb: int, coding: Coding) -> bool:
    """Tell whether a verb only says that the event of its object takes place."""
    lemma, noun = words.lemma(verb), coding.shown[0]
    is_object = words.tree.relations[noun] == "obj" or (
        words.tree.relations[noun] == "nsubj" and words.tree.passive[noun]
    )
    off = any(words.lower[each] == "off" for each in words.tree.kin(verb, "compound"))  # "called off a march"
    return (
        is_object
        and not off
        and lemma in _LIGHT
        and coding.type not in _NOT_LIGHT_FOR.get(lemma, frozenset())
    )


def _doers(
    words: Words, word: int, arguments: Mapping[str, Sequence[Range]], countries: Container[int]
) -> frozenset[str]:
    """Return the words for who does what a predicate tells; "state" for a country, "people" for many."""
    tree = words.tree
    heads = [tree.top(first, end) for first, end in arguments.get("ARG0", ()) if first < end]
    heads = heads or [child for child in tree.kin(word, "nsubj") if not tree.passive[child]]
    found = {
        words.lemma(part)
        for head in heads
        for own in (head, *tree.joined(head))
        for part in (own, *(child for child in tree.children[own] if tree.relations[child] in _PARTS_OF_NAME))
    }
    found |= {"state" for head in heads if head in countries}
    found |= {"people" for head in heads if words.xpos[head] == "NNS" and found.isdisjoint(_NOT_PUBLIC)}
    return frozenset(found)


class _Around:
    """What hangs on one predicate, for patterns to ask for."""

    def __init__(self, words: Words, setting: Setting) -> None:
        self._words, self._setting = words, setting
        self._hanging = dict(self._hung())
        self._done_to = dict(self._touched())

    def fits(self, pattern: _Pattern) -> tuple[int, ...] | None:
        """Return the words that a pattern asks for beside the predicate; `None` where they are not there."""
        if pattern.upos not in {None, self._words.tree.upos[self._setting.word]}:
            return None
        shown: list[int] = []
        done_to = self._objects() if pattern.type == NOTHING.type else self._done_to
        for asked, there in (({pattern.hanging} - {""}, self._hanging), (pattern.done_to, done_to)):
            if not asked:
                continue
            found = [word for lemma, word in there.items() if lemma in asked]
            if not found:
                return None
            shown.append(min(found))
        if pattern.done_by and self._setting.doers.isdisjoint(pattern.done_by) and not self._any(pattern):
            return None
        return tuple(shown)

    def _any(self, pattern: _Pattern) -> bool:
        return "*" in pattern.done_by and bool(self._setting.doers)

    def _objects(self) -> Mapping[str, int]:
        """Return what it is done to itself: who is "shot in a film" is shot."""
        relations = self._words.tree.relations
        return {lemma: word for lemma, word in self._done_to.items() if relations[word] in {"obj", "nsubj"}}

    def _hung(self) -> Iterator[tuple[str, int]]:
        """Yield particles, prepositions and adverbs that hang on the predicate, in lower case.

        A plain preposition ("in June") counts right behind the predicate only.
        """
        tree, lower = self._words.tree, self._words.lower
        own = self._setting.word
        firsts = (first for ranges in self._setting.arguments.values() for first, _ in ranges)
        hung = [*firsts, *(child for child in tree.children[own] if tree.relations[child] in _HANGING)]
        hung += [case for child in tree.children[own] for case in tree.kin(child, "case")]
        for word in sorted(set(hung)):
            if word == own + 1 or (word > own and lower[word] not in _PLAIN):
                yield lower[word], word

    def _touched(self) -> Iterator[tuple[str, int]]:
        """Yield the lemmas of what it is done to or with, and of what such words are made up of.

        Objects are "*" as well, and names "name".
        """
        tree = self._words.tree
        own = self._setting.word
        heads = {
            tree.top(first, end): label == "ARG1"
            for label in _DONE_TO
            for first, end in self._setting.arguments.get(label, ())
            if first < end and own not in range(first, end)
        }
        about = _PARTS_OF_NAME if tree.upos[own] == "NOUN" else _OBJECTS
        for child in tree.children[own]:
            if tree.relations[child] in about:
                heads.setdefault(child, tree.relations[child] == "obj")
        for head, is_object in sorted(heads.items()):
            if tree.relations[head] == "nsubj" and not tree.passive[head]:
                continue
            if is_object and tree.upos[head] in _NOMINAL:
                yield "*", head
            for word in (head, *tree.joined(head), *self._parts(head)):
                yield self._words.lemma(word), word
                if tree.upos[word] == "PROPN":
                    yield "name", word

    def _parts(self, head: int) -> Iterator[int]:
        tree = self._words.tree
        yield from (child for child in tree.children[head] if tree.relations[child] in _PARTS_OF_NAME)


@cache
def _patterns() -> Mapping[str, Sequence[_Pattern]]:
    """Return the patterns by the lemma of their predicate."""
    found: defaultdict[str, list[_Pattern]] = defaultdict(list)
    kind, mode = "", ""
    for line in PATTERNS.strip().splitlines():
        if line[0].isalpha():
            kind, mode = line.split()
            continue
        for written in line.split():
            lemma, pattern = _read(written, kind, None if mode == "-" else mode)
            found[lemma].append(pattern)
    return found


def _read(written: str, kind: str, mode: str | None) -> tuple[str, _Pattern]:
    rest, _, doers = written.partition("<")
    rest, _, done_to = rest.partition(">")
    rest, _, hanging = rest.partition("_")
    lemma, _, pos = rest.partition("/")
    return lemma, _Pattern(kind, mode, _POS.get(pos), hanging, _words(done_to), _words(doers))


def _words(written: str) -> frozenset[str]:
    """Return the lemmas between bars, classes by all their words."""
    found: set[str] = set()
    for word in filter(None, written.split("|")):
        found |= CLASSES[word[1:]] if word.startswith("@") else {word}
    return frozenset(found)
