"""The noun of a title: what "Kestrian President" and "the president of Lurmia" have in common."""

from __future__ import annotations

import re
from types import MappingProxyType

_CUT = re.compile(r"\s(?:of|for|at|in|to|behind|on|since)\s|,")
_WORD = re.compile(r"[^\W\d_](?:[\w.'’-]*[\w.])?")
_SHORT = MappingProxyType(
    {
        "Capt.": "captain",
        "Col.": "colonel",
        "Gen.": "general",
        "Gov.": "governor",
        "Lt.": "lieutenant",
        "Maj.": "major",
        "Prof.": "professor",
        "Sen.": "senator",
        "Sgt.": "sergeant",
    }
)
_BEFORE_NOUN = frozenset("attorney deputy general prime vice".split())
"""What makes another office of the noun behind it."""


def noun_of(title: str) -> str:
    """Return the noun of a title in small letters: "prime minister" of "the Prime Minister of Selland"."""
    kept = _WORD.findall(_CUT.split(title, maxsplit=1)[0]) or _WORD.findall(title)
    if not kept:
        return title
    own = [_SHORT.get(word, word).casefold().removeprefix("ex-").removeprefix("then-") for word in kept]
    return " ".join(own[-2:] if len(own) > 1 and own[-2] in _BEFORE_NOUN else own[-1:])
