"""Names as keys: what is left of a name without case, diacritics, titles and spelling habits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from rapidfuzz import fuzz

from rashomon.compare.spelling import latin, slipped, sounded
from rashomon.compare.wordlists import (
    FUNCTION_WORDS,
    LEGAL_FORMS,
    PARTICLES,
    PATRONYMIC_WORDS,
    SMALL_WORDS,
    TITLES,
)
from rashomon.compare.words import fold
from rashomon.model.records import Actor

_TOKEN = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")  # U.N., which is UN
_POSSESSIVE = re.compile(r"['\u2019]s?$")
_MANY_CONSONANTS = 4
_SHORT_WORD = 5  # letters; in shorter words every vowel counts
_ALIKE_WITH_MANY, _ALIKE_WITH_FEW = 70.0, 85.0  # rapidfuzz ratio of each word on its own
_SHORTEST_ACRONYM, _LONGEST_ACRONYM = 2, 7
_PATRONYMIC = re.compile(r"(?:[oe]vich|[oe]vych|[ai]vich|avich|[oe]vna|[iy]chna|[oe]vitch|awna)$")
_COURTESY = frozenset("mr mrs ms miss dr".split())
_ALSO_SURNAMES = frozenset("bishop king lord major marshal pope prince tan".split())
_GENDERS = frozenset(map(frozenset, (("o", "a"), ("e", "a"), ("er", "ra"), ("us", "a"), ("os", "a"))))
_VOWELS = re.compile(r"[aeiouyj]")
_ALIKE = str.maketrans({"c": "k", "q": "k", "w": "v", "z": "s", "x": "ks", "h": ""})
_BESIDE = re.compile(r"([^()]+?)\s*\(([^()]+)\)|(.+), or ([^\W\d_]{2,8})")
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, its folded words, and the key that it shares with other forms of itself."""

    text: str
    tokens: tuple[str, ...]
    key: tuple[str, ...]

    @property
    def core(self) -> tuple[str, ...]:
        """Return the words of a person's name that every text has: no particles and no patronymics."""
        kept = [token for token in self.tokens if token not in PARTICLES]
        return tuple(sorted(_without_patronymics(kept)))

    @property
    def sounds(self) -> tuple[str, ...]:
        """Return what each word sounds like, whatever the romanisation."""
        return tuple(sorted(sounded(token) for token in self.key))

    @property
    def solid(self) -> str:
        """Return the words of a body's name as one, without small words and its legal form."""
        kept = [token for token in self.tokens if token not in LEGAL_FORMS | SMALL_WORDS]
        return "".join(kept)

    @property
    def skeleton(self) -> tuple[str, ...]:
        """Return the consonants of each word; spellings of one name mostly share them."""
        return tuple(sorted(_skeleton(token) for token in self.tokens))


def person_name(text: str) -> Name:
    """Return a person's name without titles before it and middle initials, whichever name comes first.

    Behind "Mr" the last word is a name even if others have it for a title: "Mr Tan".
    """
    given = _tokens(text)
    tokens = list(dropwhile(TITLES.__contains__, given))
    if not tokens and given[:1] and given[0] in _COURTESY and given[-1] in _ALSO_SURNAMES:
        tokens = given[-1:]
    full = tuple(token for token in tokens if len(token) > 1) or tuple(tokens)
    return Name(text, full, tuple(sorted(full)))


def body_name(text: str) -> Name:
    """Return the name of an organisation, country or place; small words and order make no difference.

    Words that a sentence can do without may be what a name is about: "the Yes Alliance", "the US Navy".
    """
    tokens = _tokens(_DOTTED.sub(lambda letters: letters[0].replace(".", ""), text))
    if tokens[:1] == ["the"]:
        tokens = tokens[1:]
    content = [token for token in tokens if token not in SMALL_WORDS]
    return Name(text, tuple(tokens), tuple(sorted(content or tokens)))


def is_proper(text: str) -> bool:
    """Tell whether `text` has a capital or is in a script without case: a name, and no "the minister"."""
    return any(sign.isupper() or (sign.isalpha() and sign.lower() == sign.upper()) for sign in text)


def is_acronym(text: str) -> bool:
    """Tell whether `text` is one word in capitals."""
    return text.isalpha() and text.isupper() and _SHORTEST_ACRONYM <= len(text) <= _LONGEST_ACRONYM


def acronyms(name: Name) -> Iterable[str]:
    """Return the folded initials of a name of several words, with and without its function words."""
    if len(name.tokens) < _SHORTEST_ACRONYM:
        return ()
    full = "".join(token[0] for token in name.tokens)
    short = "".join(token[0] for token in name.tokens if token not in FUNCTION_WORDS)
    return sorted({full, short})


def slip_of(one: Name, other: Name) -> bool:
    """Tell whether two names of several words are one but for slips of the pen."""
    return len(one.key) == len(other.key) > 1 and all(map(slipped, one.key, other.key))


def parts_of(text: str) -> tuple[str, ...]:
    """Return a body's name and what stands in brackets or behind "or" beside it: its other name."""
    match = _BESIDE.fullmatch(text.strip())
    return tuple(part.strip() for part in match.groups() if part) if match else (text,)


def same_spelled(one: Name, other: Name, least: float) -> bool:
    """Tell whether two names with one skeleton are spellings of one: each word, and the whole.

    The more consonants two words have in common, the more their vowels may differ. A word that the
    other one begins with, or that has the same letters in another order, is another name (Ivan,
    Ivana; Christian, Christina), and so is a first name with the ending of the other gender (Roberto,
    Roberta) before the same surname.
    """
    if len(one.tokens) != len(other.tokens) or _of_two_genders(one.tokens, other.tokens):
        return False
    lefts, rights = ([token.translate(_ALIKE) for token in name.tokens] for name in (one, other))
    alike = all(map(_same_word, lefts, rights))
    return alike and fuzz.ratio(" ".join(lefts), " ".join(rights)) >= least


def _of_two_genders(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell names that differ in the ending of one word alone, which is not the last."""
    apart = [(ours, theirs) for ours, theirs in zip(one, other, strict=True) if ours != theirs]
    if len(apart) != 1 or one[-1] != other[-1]:
        return False
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*apart[0], strict=False)))
    return frozenset(word[shared:] for word in apart[0]) in _GENDERS


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    if one.startswith(other) or other.startswith(one) or sorted(one) == sorted(other):
        return False
    if max(len(one), len(other)) < _SHORT_WORD:
        return sounded(one) == sounded(other)  # "John" is not "Joan"
    skeleton = _skeleton(one)
    enough = _ALIKE_WITH_MANY if len(skeleton) >= _MANY_CONSONANTS else _ALIKE_WITH_FEW
    return skeleton == _skeleton(other) and fuzz.ratio(one, other) >= enough


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(latin(fold(_POSSESSIVE.sub("", text))))


def _without_patronymics(tokens: Sequence[str]) -> list[str]:
    """Return words without a father's name between the first and the last: "Rauf qizi", "Petrovich"."""
    kept = []
    for place, token in enumerate(tokens):
        follows = place + 1 < len(tokens) and tokens[place + 1] in PATRONYMIC_WORDS
        between = 0 < place < len(tokens) - 1 and _PATRONYMIC.search(token) is not None
        if not (follows or between or token in PATRONYMIC_WORDS):
            kept.append(token)
    return kept


def _skeleton(token: str) -> str:
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", token.translate(_ALIKE))) or token


def display_name(actor: Actor) -> str:
    """Return the name that is used most, of a person one with a first name if there is any.

    Several words that a transcript has in capitals are written as elsewhere, where they stand there.
    """
    full = [name for name in actor.names if actor.type == "person" and len(person_name(name).tokens) > 1]
    most = next(iter((*full, *actor.names)), "")
    same = (name for name in actor.names if name.casefold() == most.casefold() and not name.isupper())
    return next(same, most) if most.isupper() and " " in most else most
