"""Which texts have a sentence like some words: perhaps the same in other words, which nothing can tell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain

from rashomon.compare.words import Vocabulary
from rashomon.report.denying import DENYING
from rashomon.report.lines import Line
from rashomon.report.sentences import body_sentences
from rashomon.report.stems import stems_of
from rashomon.report.texts import Text

_SEVERAL = 2  # content words that say enough to look for
_NEAR = 0.5  # of the content words of what is looked for, that a sentence has of it,
_NEAR_DENIAL = 0.25  # and that one has which denies: who denies a thing words it anew


class Likewise:
    """The content words of every sentence of some texts."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._vocabulary = Vocabulary()
        held = [(text.number, span.of(text.body)) for text in texts for span in body_sentences(text)]
        self._sentences = [(number, DENYING.search(words) is not None) for number, words in held]
        self._having: defaultdict[int, list[int]] = defaultdict(list)  # by a word's stem, the sentences
        for at, (_, words) in enumerate(held):
            for stem in stems_of(words, self._vocabulary):
                self._having[stem].append(at)

    def says(self, words: str, least: int = _SEVERAL) -> bool:
        """Tell whether some words say enough to look for, which "denied this" does not."""
        return len(stems_of(words, self._vocabulary)) >= least

    def near(self, words: str, *, denying: bool = False) -> frozenset[int]:
        """Return the numbers of the texts that have a sentence with half of some words, at least two.

        Time grows with the sentences that have any of the words.

        Args:
            words: what is looked for.
            denying: whether only sentences count that say of something that it is not so, and these with a
                quarter of the words.
        """
        stems = stems_of(words, self._vocabulary)
        least = max(_SEVERAL, (_NEAR_DENIAL if denying else _NEAR) * len(stems))
        common = Counter(chain.from_iterable(self._having.get(stem, ()) for stem in stems))
        near = (self._sentences[at] for at, count in common.items() if count >= least)
        return frozenset(number for number, denies in near if denies or not denying)


def bold(line: Line) -> str:
    """Return the words of a quotation that its line is about."""
    pieces = line.quote.pieces if line.quote else ()
    return " … ".join(piece.words for piece in pieces if piece.strong)
