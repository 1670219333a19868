"""The lemma of a word by its tags, in the conventions of the English treebanks of Universal Dependencies.

Closed classes and the treebanks' own habits are tables below; inflected nouns, verbs, adjectives
and adverbs go to the lexicon and rules of lemminflect (MIT; data from the SPECIALIST Lexicon of
the US National Library of Medicine). It is imported at the first word that needs it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def _table(text: str) -> Mapping[str, str]:
    """Return a table of "lemma: form form, ..."."""
    pairs = (entry.split(":") for entry in text.split(","))
    return MappingProxyType({form: lemma.strip() for lemma, forms in pairs for form in forms.split()})


_APOSTROPHES = str.maketrans("’‘`", "'''")
_PUNCTUATION = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "…": "..."})
_SEPARATED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")  # 12,500
_ROMAN = re.compile(r"[IVXLCDM]+")

_PRONOUNS = _table(
    "I: i me, he: him, she: her, they: them 'em em, we: us 's, you: u ya y', my: mine, your: yours,"
    "our: ours, their: theirs, her: hers, this: these, that: those"
)
_AUXILIARIES = _table(
    "be: is are was were been being am 'm 're 's m s re r ai, have: has had having 've ve,"
    "do: does did done doing, get: gets got gotten getting, can: ca, will: 'll wo ll, would: 'd d"
)
_DETERMINERS = _table("a: an, this: these, that: those")
_PARTICLES = _table("not: n't nt n, 's: ' s, to: na ta")
_CLOSED = MappingProxyType({"PRON": _PRONOUNS, "AUX": _AUXILIARIES, "DET": _DETERMINERS, "PART": _PARTICLES})
_CONTRACTED = _table("want: wan, go: gon, be: 'm 're 's, have: 've")
_SHORT_NAMES = _table(
    "January: Jan Jan., February: Feb Feb., March: Mar Mar., April: Apr Apr., August: Aug Aug.,"
    "September: Sep Sep. Sept Sept., October: Oct Oct., November: Nov Nov., December: Dec Dec.,"
    "Monday: Mon Mon., Tuesday: Tue Tue. Tues Tues., Wednesday: Wed Wed., Thursday: Thu Thu. Thurs.,"
    "Friday: Fri Fri., Saturday: Sat Sat."
)
_LONGEST_ACRONYM = 3  # of letters alone; longer ones are as often a shouted word
_NOUNS = _table(
    "p.m.: pm p.m, a.m.: am a.m, etc.: etc, thanks: thanks, media: media, data: data, TV: tv,"
    "regards: regards, people: people, police: police, troops: troops, goods: goods, politics: politics,"
    "headquarters: headquarters, news: news, series: series, species: species, means: means"
)
_COMPARED = _table(
    "good: better best, bad: worse worst, more: more, most: most, less: less, least: least,"
    "further: further, late: later, other: other, upper: upper"
)
_COMPARED_ADVERBS = _table(
    "well: better best, badly: worse worst, more: more, most: most, less: less, least: least,"
    "far: further farther furthest farthest, late: later latest"
)
_SMALL_ADJECTIVES = frozenset({"many", "other", "such", "recent", "same"})  # not in the lexicon
_OTHER = _table("versus: vs vs., million: m, billion: b bn, thousand: k, etc.: etc")


@lru_cache(maxsize=32768)
def lemma(form: str, upos: str, xpos: str) -> str:
    """Return the lemma of a word, in the case that the treebanks give it.

    Args:
        form: the word as it stands in the text.
        upos: its universal part of speech, such as `NOUN`.
        xpos: its Penn Treebank tag, such as `NNS`.
    """
    if upos in _CLOSED:
        return _closed(form, upos, xpos)
    return _OPEN.get(upos, _other)(form, xpos)


def _closed(form: str, upos: str, xpos: str) -> str:
    plain = form.translate(_APOSTROPHES).lower()
    if upos == "PRON" and xpos == "PRP$":
        return "your" if plain == "you" else plain
    if upos == "AUX" and plain in {"'d", "d"}:
        return "have" if xpos in {"VBD", "VBN"} else "would"
    return _CLOSED[upos].get(plain, plain)


def _name(form: str, xpos: str) -> str:
    if form in _SHORT_NAMES:
        return _SHORT_NAMES[form]
    if xpos != "NNPS":
        return form
    found = _known(form, "PROPN") or _inflected(form.lower(), "NOUN")
    return _cased_like(form, found)


def _noun(form: str, xpos: str) -> str:
    plain = form.lower()
    if plain in _NOUNS:
        return _NOUNS[plain]
    if xpos == "NNS":
        stem = form[:-1].rstrip("'’")
        if _acronym(stem) and form.endswith("s"):
            return stem
        return _capital_noun(form) or _inflected(plain, "NOUN")
    return form if _acronym(form) else _capital_noun(form) or _as_name(plain, form, xpos)


def _capital_noun(form: str) -> str:
    """Return the lemma of a noun that is never written small, such as Buddhists, else ""."""
    written_so = form[:1].isupper() and not form.isupper() and not _known(form.lower(), "NOUN")
    return _known(form, "PROPN") if written_so else ""


def _acronym(form: str) -> bool:
    """Tell whether a noun is written as an acronym, such as CO2, not in capitals for loudness."""
    short = len(form) <= _LONGEST_ACRONYM or not form.isalpha()
    return form.isupper() and form.isalnum() and short and not _known(form.lower(), "NOUN")


def _verb(form: str, xpos: str) -> str:
    return _as_name(_plain_verb(form.translate(_APOSTROPHES).lower(), xpos), form, xpos)


def _plain_verb(plain: str, xpos: str) -> str:
    if plain in _CONTRACTED:
        return _CONTRACTED[plain]
    if plain in _AUXILIARIES:
        return _AUXILIARIES[plain]
    # A tagger takes "who denies it" for a plain form now and then.
    is_base = xpos in {"VB", "VBP"} and (not plain.endswith("s") or _known(plain, "VERB") in {"", plain})
    return plain if is_base else _inflected(plain, "VERB")


def _adjective(form: str, xpos: str) -> str:
    plain = form.lower()
    if xpos == "JJ" and form[:1].isupper() and not form.isupper():
        return plain if plain in _SMALL_ADJECTIVES or _known(plain, "ADJ") else form
    return _as_name(_compared(plain, "ADJ", _COMPARED, xpos), form, xpos)


def _adverb(form: str, xpos: str) -> str:
    return _compared(form.lower(), "ADV", _COMPARED_ADVERBS, xpos)


def _compared(plain: str, upos: str, table: Mapping[str, str], xpos: str) -> str:
    if xpos[2:] not in {"R", "S"}:
        return plain
    return table[plain] if plain in table else _inflected(plain, upos)


def _mark(form: str, xpos: str) -> str:
    return form if xpos == "SYM" and form.isalpha() else form.translate(_PUNCTUATION)


def _as_written(form: str, _xpos: str) -> str:
    return form


def _other(form: str, _xpos: str) -> str:
    return _OTHER.get(form.lower(), form.lower())


def _number(form: str, _xpos: str) -> str:
    if _SEPARATED.fullmatch(form):
        return form.replace(",", "")
    return form if _ROMAN.fullmatch(form) else _OTHER.get(form.lower(), form.lower())


def _as_name(found: str, form: str, xpos: str) -> str:
    """Return a lemma with the capital of its form where the word is a part of a name."""
    return _cased_like(form, found) if xpos in {"NNP", "NNPS"} else found


def _cased_like(form: str, found: str) -> str:
    if len(form) > 1 and form.isupper():
        return found.upper()
    return found[:1].upper() + found[1:] if form[:1].isupper() else found


def _known(form: str, upos: str) -> str:
    """Return the lemma that the lexicon has for `form`, "" if it has none."""
    return _looked_up(form, upos, guess=False)


def _inflected(plain: str, upos: str) -> str:
    """Return the lemma by lexicon, else by lemminflect's rules for unknown words."""
    return _looked_up(plain, upos, guess=True) or plain


def _looked_up(form: str, upos: str, *, guess: bool) -> str:
    from lemminflect import getLemma  # noqa: PLC0415 - a quarter of a second to import and load

    found = getLemma(form, upos, lemmatize_oov=guess)
    return found[0] if found else ""


_OPEN = MappingProxyType(
    {
        "PROPN": _name,
        "NOUN": _noun,
        "VERB": _verb,
        "ADJ": _adjective,
        "ADV": _adverb,
        "NUM": _number,
        "PUNCT": _mark,
        "SYM": _mark,
        "X": _as_written,
    }
)
