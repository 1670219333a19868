"""Whose the bodies of one text are: "Kestria's Foreign Ministry" is not "the Foreign Ministry in Sellane".

A name such as "Foreign Ministry" is borne by a body of every state, and a text on two states may have both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.compare.names import body_name
from rashomon.compare.owned import may_be_of_several
from rashomon.extract.references import Reference
from rashomon.extract.states import state_called
from rashomon.extract.words import Words

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_OF = frozenset({"of", "in"})
_ADJECTIVE = 2  # words of "South Korean", at most


def owners(words: Words, names: Sequence[Reference], texts: Sequence[str]) -> list[str | None]:
    """Return whose body each name is, by what stands right beside it; `None` where the text does not say.

    A country, its adjective and its capital give one owner.

    Args:
        words: of the document.
        names: in order of place.
        texts: each name as written.
    """
    ending = {name.words[1]: text for name, text in zip(names, texts, strict=True) if name.type == "place"}
    opening = {name.words[0]: text for name, text in zip(names, texts, strict=True) if name.type == "place"}
    return [
        _owner(words, name, ending, opening)
        if name.type == "organisation" and may_be_of_several(body_name(text))
        else None
        for name, text in zip(names, texts, strict=True)
    ]


def _owner(
    words: Words, name: Reference, ending: Mapping[int, str], opening: Mapping[int, str]
) -> str | None:
    first, end = name.words
    owned = first > 1 and words.lower[first - 1] in _POSSESSIVE
    before = first - owned
    behind = end
    if words.lower[end : end + 1] and words.lower[end] in _OF:
        behind = end + 1 + (words.lower[end + 1 : end + 2] == ("the",))
    place = ending.get(before) or (opening.get(behind) if behind > end else None)
    if place is not None:
        return state_called(place) or place
    return _by_adjective(words, before) or (_proper(words, before - 1) if owned else None)


def _by_adjective(words: Words, end: int) -> str | None:
    """Return the state of the words before a name: "the South Korean Foreign Ministry"."""
    for count in range(min(_ADJECTIVE, end), 0, -1):
        state = state_called(" ".join(words.forms[end - count : end]))
        if state is not None:
            return state
    return None


def _proper(words: Words, word: int) -> str | None:
    """Return an owner that is no place by itself, since it stands within the name: "Kestria's Ministry"."""
    return words.forms[word] if words.tree.upos[word] == "PROPN" else None
