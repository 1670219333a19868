"""Which texts have a sentence like some words: perhaps the same in other words, which nothing can tell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rashomon.compare.wordlists import NEGATION
from rashomon.compare.words import NO_CONTENT, Vocabulary
from rashomon.report.lines import Line
from rashomon.report.sentences import body_sentences
from rashomon.report.texts import Text

_SEVERAL = 2  # content words that say enough to look for
_NEAR = 0.5  # of the content words of what is looked for, that a sentence has of it,
_NEAR_DENIAL = 0.25  # and that one has which denies: who denies a thing words it anew
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
_DENYING = re.compile(
    rf"{NEGATION.pattern}|\b(?:den(?:y|ies|ied|ying|ial)|reject|dismiss|refut|disput|contradict|false|untrue|baseless"
    r"|unfounded|lies?\b)",
    re.IGNORECASE,
)


class Likewise:
    """The content words of every sentence of some texts."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._vocabulary = Vocabulary()
        held = [(text.number, span.of(text.body)) for text in texts for span in body_sentences(text)]
        self._sentences = [
            (number, self._stems(words), _DENYING.search(words) is not None) for number, words in held
        ]

    def says(self, words: str, least: int = _SEVERAL) -> bool:
        """Tell whether some words say enough to look for, which "denied this" does not."""
        return len(self._stems(words)) >= least

    def near(self, words: str, *, denying: bool = False) -> frozenset[int]:
        """Return the numbers of the texts that have a sentence with half of some words, at least two.

        Args:
            words: what is looked for.
            denying: whether only sentences count that say of something that it is not so, and these with a
                quarter of the words.
        """
        stems = self._stems(words)
        least = max(_SEVERAL, (_NEAR_DENIAL if denying else _NEAR) * len(stems))
        return frozenset(
            number
            for number, sentence, denies in self._sentences
            if len(stems & sentence) >= least and (denies or not denying)
        )

    def _stems(self, words: str) -> frozenset[int]:
        found = (self._vocabulary.look_up(word)[1] for word in _WORD.findall(words))
        return frozenset(found) - {NO_CONTENT}


def bold(line: Line) -> str:
    """Return the words of a quotation that its line is about."""
    pieces = line.quote.pieces if line.quote else ()
    return " … ".join(piece.words for piece in pieces if piece.strong)
