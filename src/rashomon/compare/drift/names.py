"""Names that are spelled otherwise than in the source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product, takewhile

from rapidfuzz import fuzz

from rashomon.compare.drift.way import Changed, End, Way
from rashomon.compare.spelling import latin
from rashomon.compare.wordlists import FUNCTION_WORDS
from rashomon.compare.words import fold, one_spelling
from rashomon.model.offsets import Span
from rashomon.model.records import Mention

_WORD = re.compile(r"[^\W\d_]{3,}")
_AFTER_SIBILANT = re.compile("(?<=[zsc])h")
_CAPITAL = re.compile(r"(?<=[\w,;:] )[^\W\d_a-z][^\W\d_]{4,}")  # within a sentence, where it tells a name
_BODIES = frozenset({"organisation", "group"})
_INFLECTED = 4  # letters that two forms of a word begin with
_ENDINGS = frozenset("an ian n ese ish ine ic s es ed ing".split())
_WORDY = frozenset("al ally alist er ers ion ions ional ism ist ists ive ment ry ries".split())
"""Endings that make a word of another one, and no spelling of a name: "Ministry", "Minister"."""
_STEM = 5  # letters; bodies are named in words, whose endings make no other name: "Labor", "Labour"
_ALIKE = 70.0  # rapidfuzz ratio, 0 to 100; less alike, one part of a name stands for another
_ALIKE_ALONE = 75.0  # of a word that is not known to be of one name


def names(way: Way) -> Iterator[Changed]:
    """Yield the names of one actor, and of two who share a name, in two spellings, accents aside.

    Each is given once for two texts, in full. The ends are whole texts.
    """
    source, taken = _fullest(way.source), _fullest(way.taken)
    alone = _by_word(mention for actor, mention in taken.items() if actor not in source)
    for actor, mention in source.items():
        others = [taken[actor]] if actor in taken else _namesakes(mention, alone)
        for other in others:
            pair = _respelled(mention, other)
            if pair and not (way.taken.has(pair[0]) or way.source.has(pair[1])):
                yield _spelled(mention.span, other.span, *pair)


def words(way: Way) -> Iterator[Changed]:
    """Yield the words of two sentences that are a name in two spellings, each of which one text lacks."""
    here, there = _capitals(way.source, way.taken), _capitals(way.taken, way.source)
    for (one, place), (other, its_place) in product(here.items(), there.items()):
        near = fuzz.ratio(fold(one), fold(other)) >= _ALIKE_ALONE and not _is_inflected(
            fold(one), fold(other)
        )
        if near and _is_other(one, other):
            yield _spelled(place, its_place, one, other)


def _spelled(source: Span, taken: Span, one: str, other: str) -> Changed:
    return Changed("name", source, taken, f"“{one}” is spelled “{other}”", other)


def _capitals(end: End, other: End) -> dict[str, Span]:
    """Return the words in capitals of a sentence that the other text lacks, those of times left out."""
    text, timed = end.document.text, [time.span for time in end.dated()]
    found = {each[0]: Span(*each.span()) for each in _CAPITAL.finditer(text, end.span.start, end.span.end)}
    return {
        word: place
        for word, place in found.items()
        if not other.has(word) and not any(place.overlaps(time) for time in timed)
    }


def _fullest(end: End) -> dict[str, Mention]:
    """Return of each actor the first of the mentions with most words in capitals, if there are any."""
    found: dict[str, Mention] = {}
    for mention in end.named():
        if mention.actor and _capitalised(mention):
            held = found.setdefault(mention.actor, mention)
            if _capitalised(mention) > _capitalised(held):
                found[mention.actor] = mention
    return found


def _capitalised(mention: Mention) -> int:
    parts = _WORD.findall(mention.text)
    return sum(part[0].isupper() and fold(part) not in FUNCTION_WORDS for part in parts)


def _by_word(mentions: Iterator[Mention]) -> Mapping[str, Sequence[Mention]]:
    found: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        for word in dict.fromkeys(map(fold, _WORD.findall(mention.text))):
            found[word].append(mention)
    return found


def _namesakes(mention: Mention, alone: Mapping[str, Sequence[Mention]]) -> list[Mention]:
    """Return those who share a word of a name of as many, if there is only one."""
    parts = _WORD.findall(mention.text)
    found = {
        other.id: other
        for word in parts
        for other in alone.get(fold(word), ())
        if other.type == mention.type and len(_WORD.findall(other.text)) == len(parts) > 1
    }
    return list(found.values()) if len(found) == 1 else []


def _respelled(source: Mention, taken: Mention) -> tuple[str, str] | None:
    """Return the two likeliest spellings of one word of a name, if there are two."""
    here, there = (dict.fromkeys(_WORD.findall(each.text)) for each in (source, taken))
    apart = [
        (fuzz.ratio(fold(one), fold(other)), one, other)
        for one, other in product(here, there)
        if fold(one) not in map(fold, there) and fold(other) not in map(fold, here)
    ]
    alike, one, other = max(apart, default=(0.0, "", ""))
    word = source.type in _BODIES and fold(one)[:_STEM] == fold(other)[:_STEM]
    word |= _is_derived(fold(one), fold(other))
    return (one, other) if alike >= _ALIKE and not word and _is_other(one, other) else None


def _is_inflected(one: str, other: str) -> bool:
    """Tell two forms of a word, as "Mexico" and "Mexican" are, from two spellings of a name."""
    shared = _shared(one, other)
    derived = shared >= _INFLECTED and not _ENDINGS.isdisjoint({one[shared:], other[shared:]})
    return derived or _is_derived(one, other)


def _is_derived(one: str, other: str) -> bool:
    """Tell two words of one stem."""
    shared = _shared(one, other)
    return shared >= _STEM and {one[shared:], other[shared:]} <= _WORDY


def _shared(one: str, other: str) -> int:
    """Return how many letters two words begin with alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _is_other(one: str, other: str) -> bool:
    """Tell whether a word is spelled otherwise, and neither accents, habit nor a word cut short are all."""
    here, there = (one_spelling(latin(fold(each))) for each in (one, other))
    if not (one.isascii() and other.isascii()):  # "Žarko", "Zharko"
        here, there = (_AFTER_SIBILANT.sub("", each) for each in (here, there))
    return not (here.startswith(there) or there.startswith(here))
