"""Whether some words say what a heading says: its numbers and most of its words, neither turned round.

Statements of one matter are alike, which is not the same: "two ferries sank" and "a ferry sailed late" are of
one matter. Whoever is shown to say what a heading says must say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.compare.wordlists import NEGATION, NUMBER_WORDS
from rashomon.compare.words import Vocabulary
from rashomon.report.stems import stems_of

_LEAST = 0.5  # of the words of a heading, and of those that are no names
_NEAR = 40  # characters before the very words of a heading in which they may be turned round
_ELISION = " …"
_SENTENCE_END = re.compile(r"(?<=[^\d\W])[.;!?]+[\"'”’»)]*\s+")
_NAME = re.compile(r"(?<![^\W_])[^\W\d_a-z][^\W_]*")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}|\b(?:1[89]|20)\d\d\b",
    re.IGNORECASE,
)
"""Days and years, which tell when and not how many."""
_TENS = "thirty forty fifty sixty seventy eighty ninety".split()
_COUNTED = {word: number for number, word in enumerate(NUMBER_WORDS) if number > 1} | {
    word: 10 * number for number, word in enumerate(_TENS, 3)
}
_NUMBER = re.compile(rf"\d+(?:[.,]\d+)*|\b(?:{'|'.join(_COUNTED)})\b", re.IGNORECASE)
_TURNED = re.compile(
    r"\b(?:(?:the|quite)\s+(?:very\s+)?(?:reverse|opposite|contrary)|the\s+other\s+way\s+(?:a)?round|untrue|false"
    r"|wrong|baseless|unfounded|nonsense|(?:a|one)\s+(?:\w+\s+)?(?:lie|myth|fabrication|invention))\b",
    re.IGNORECASE,
)
"""Words by which a sentence takes back what it has just said."""
_NONE_OF = re.compile(
    r"(?:\bthere(?:['’]s|\s+(?:is|was|are|were|has\s+been|have\s+been|had\s+been))\s+(?:no|never\s+any|not\s+any)"
    r"|\bthere\s+(?:is|was|are|were|has|have|had)n['’]t\s+(?:been\s+)?(?:any|an?)"
    r"|\b(?:not|n['’]t|never)\s+believe\s+in\s+(?:that|this|those|these|the|any|an?))"
    r"(?P<what>(?:\s+[\w’'-]+){1,3})",
    re.IGNORECASE,
)
"""Words that say of a thing that it is not there: "there was no leak", "we do not believe in that leak"."""
_NO = re.compile(r"^\W*no\s*[.,!;–—-]+\s+(?P<said>[^.!?]*)", re.IGNORECASE)
"""What an answer says that begins with "No"."""


class Sayings:
    """Holds words against headings, by their content words."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()

    def says(self, words: str, heading: str) -> bool:
        """Tell whether one sentence of some words says what a heading says."""
        heading = heading.removesuffix(_ELISION)
        return any(self._is_said(sentence, heading) for sentence in _sentences(words))

    def denies(self, words: str, heading: str) -> bool:
        """Tell whether some words say "No" to a heading, or that a thing it speaks of is not there."""
        if NEGATION.search(heading):
            return False
        told = self._stems(_without_names(heading))
        denied = (found["what"] for found in _NONE_OF.finditer(words))
        answered = _NO.match(words)
        return any(told & self._stems(each) for each in denied) or (
            answered is not None and bool(told & self._stems(answered["said"]))
        )

    def touches(self, words: str, heading: str) -> bool:
        """Tell whether some words have any word of a heading but names, or point at what was said: "this"."""
        own, told = self._stems(words), self._stems(_without_names(heading))
        return not own or not told or bool(own & told)

    def _is_said(self, sentence: str, heading: str) -> bool:
        at = " ".join(sentence.split()).casefold().find(" ".join(heading.split()).casefold())
        if at >= 0:
            before = " ".join(sentence.split())[max(0, at - _NEAR) : at]
            return not (NEGATION.search(before) or _TURNED.search(sentence))
        turned = bool(NEGATION.search(sentence)) != bool(NEGATION.search(heading))
        if turned or _TURNED.search(sentence) or not _numbers(heading) <= _numbers(sentence):
            return False
        own = self._stems(sentence)
        return all(
            len(own & told) >= _LEAST * len(told)
            for told in (self._stems(heading), self._stems(_without_names(heading)))
        )

    def _stems(self, words: str) -> frozenset[int]:
        return stems_of(words, self._vocabulary)


def _sentences(words: str) -> Iterator[str]:
    return (each for each in _SENTENCE_END.split(words) if each.strip())


def _without_names(heading: str) -> str:
    return _NAME.sub(" ", heading)


def _numbers(words: str) -> frozenset[str]:
    """Return the numbers by which some words count, "fourteen" as "14"; days and years are none."""
    found = (each[0].casefold() for each in _NUMBER.finditer(_DATE.sub(" ", words)))
    return frozenset(str(_COUNTED.get(each, each)) for each in found)
