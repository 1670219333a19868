"""One spelling for the many of one name: other scripts, other romanisations, and slips of the pen.

Letters outside ASCII are transliterated sign by sign (anyascii). `sounded` then takes romanisations of one
sound for each other ("Tchekhov", "Chekhov"; "Yury", "Iurii"), and `slipped` names with a doubled letter more
or two letters in each other's place. One other letter makes another name: "Marina" is not "Marisa".
"""

from __future__ import annotations

import re
from functools import cache

from anyascii import anyascii

_SOUNDS = (
    ("tsch|tch|tsh", "ch"),
    ("dzh|dj", "j"),
    ("kh|gh", "h"),
    ("sch|sh", "S"),
    ("zh", "J"),
    ("ch", "C"),
    ("ph", "f"),
    ("ou|oo", "u"),
    ("yu|iou", "iu"),
    ("ya", "ia"),
    ("yo|jo|io", "e"),
    ("ye|ie", "e"),
    ("ayev$|aev$", "aev"),
    ("iy$|ii$|yi$|yy$|ij$|y$", "i"),
    ("y", "i"),
    ("w", "v"),
    ("ck|q", "k"),
    ("x", "ks"),
    ("(?<=in)e$", ""),
)
_COMPILED = tuple((re.compile(sign), sound) for sign, sound in _SOUNDS)
_SIGNS = str.maketrans("", "", "ьъЬЪ")  # no sounds of their own
_GENDERED = "ae"  # by which a man's name becomes a woman's: Christian, Christina
_DOUBLED = re.compile(r"(.)\1+")
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_LEAST_LETTERS = 7  # of a word in which a slip of the pen is believed


def latin(text: str) -> str:
    """Return text in Latin letters without marks, in lower case."""
    return text.lower() if text.isascii() else anyascii(text.translate(_SIGNS)).lower()


@cache
def sounded(token: str) -> str:
    """Return what a word of a name sounds like, the same for its usual romanisations."""
    word = _NO_LETTER.sub("", token)
    for sign, sound in _COMPILED:
        word = sign.sub(sound, word)
    return _DOUBLED.sub(r"\1", word)


def slipped(one: str, other: str) -> bool:
    """Tell whether two words are one but for a doubled letter, or two neighbours that changed places."""
    if one == other:
        return True
    gender = one[-1] != other[-1] and (one[-1] in _GENDERED or other[-1] in _GENDERED)
    if min(len(one), len(other)) < _LEAST_LETTERS or one[0] != other[0] or gender:
        return False
    return _DOUBLED.sub(r"\1", one) == _DOUBLED.sub(r"\1", other) or swapped(one, other)


def swapped(one: str, other: str) -> bool:
    """Tell whether two words differ by two neighbouring letters that changed places, and by nothing else."""
    if len(one) != len(other):
        return False
    apart = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(apart) != len("ab") or apart[1] != apart[0] + 1:
        return False
    first, second = apart
    return one[first] == other[second] and one[second] == other[first]
