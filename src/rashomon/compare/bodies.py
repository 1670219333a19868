"""How alike the names of two bodies are in structure and meaning: one body, translated twice.

Both must be of one kind ("board" and "council", not "board" and "ministry"), each must have a word besides
that has its like on the other side, and the names as wholes must mean much the same by their vectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import snowballstemmer

from rashomon.compare.embedding import Embed, Floats
from rashomon.compare.names import Name, body_name
from rashomon.compare.wordlists import BODY_KINDS, BODY_SCOPES, FUNCTION_WORDS

_OF = frozenset({"of", "for", "on", "to"})
_WORDS = (2, 9)  # that a name has at least and at most
_ALIKE = 0.5  # the cosine from which on two words may translate one


@dataclass(frozen=True, slots=True)
class Body:
    """A body's name taken apart.

    Attributes:
        text: as written.
        head: the noun for what it is.
        kind: which kind of body that is; words of one kind translate each other.
        others: the other words that carry meaning, in order.
        stems: their stems.
    """

    text: str
    head: str
    kind: int
    others: tuple[str, ...]
    stems: frozenset[str]


class Meaning:
    """The vectors of names and words, each looked up once."""

    def __init__(self, embed: Embed, bodies: Sequence[Body]) -> None:
        """Take the names that will be compared, so that all vectors are made in one go."""
        texts = sorted({text for body in bodies for text in (body.text, *body.others)})
        self._vectors = dict(zip(texts, embed(texts), strict=True)) if texts else dict[str, Floats]()

    def likeness(self, one: str, other: str) -> float:
        """Return the cosine of two texts."""
        return float(self._vectors[one] @ self._vectors[other])


def body_of(text: str) -> Body | None:
    """Return a name taken apart; `None` where it has no noun for a body, or begins in small letters."""
    name = body_name(" ".join(text.split()))
    head = _head(name)
    own = [token for token in name.tokens if token not in FUNCTION_WORDS]
    kind = next((number for number, words in enumerate(BODY_KINDS) if head in words), None)
    if kind is None or not _WORDS[0] <= len(own) <= _WORDS[1] or not text[:1].isupper():
        return None
    others = tuple(token for token in own if token != head)
    stem = snowballstemmer.stemmer("english").stemWord
    return Body(text, head, kind, others, frozenset(stem(token) for token in others))


def _head(name: Name) -> str:
    """Return the noun before the first "of", else the last word; nothing where there is none."""
    at = next((place for place, token in enumerate(name.tokens) if token in _OF), len(name.tokens))
    return name.tokens[at - 1] if at else ""


def likeness_of(one: Body, other: Body, meaning: Meaning) -> float:
    """Return how likely two names are translations of one, from 0 to 1; 0 where they are of two kinds."""
    if one.kind != other.kind or not _shares_a_word(one, other, meaning):
        return 0.0
    return max(0.0, meaning.likeness(one.text, other.text))


def _shares_a_word(one: Body, other: Body, meaning: Meaning) -> bool:
    """Tell whether a word of each, besides what any body may be called, has its like on the other side."""
    if one.stems & other.stems:
        return True
    pairs = ((a, b) for a in one.others for b in other.others if not BODY_SCOPES & {a, b})
    return any(meaning.likeness(a, b) >= _ALIKE for a, b in pairs)
