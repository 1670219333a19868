"""How a text uses capitals: which words have one where no sentence begins, and which stand in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rashomon.model.offsets import Span

# Combining marks belong to the letter before them; an apostrophe or a hyphen may stand inside.
WORD = re.compile(r"[^\W\d_](?:[\w\u0300-\u036f&-]|['’.](?=\w))*\.?")
POSSESSIVE = re.compile(r"['’]s?$")
_LONGEST_RUN = 5
_LONG_WORD, _HEADLINE_WORDS, _HEADLINE_SHARE = 4, 4, 0.8
_OPENERS = frozenset(
    """a after although an and as at before both but by during earlier even for from he her his how
    however if in into it its later meanwhile nor now of on only or our over she since so still such
    than that the their then there these they this those though thus to today tomorrow under until
    we what when where while who why with yesterday yet you monday tuesday wednesday thursday friday
    saturday sunday""".split()
)
_SENTENCE_ENDS = frozenset(".!?:;\"“”„«»‘’'()[]–—-•*|")


@dataclass(frozen=True, slots=True)
class Capitals:
    """What the capitals of one text show.

    Attributes:
        proper: words that have a capital somewhere inside a sentence.
        runs: rows of two to five capital words that nothing interrupts, by their last word.
    """

    proper: frozenset[str]
    runs: Mapping[str, tuple[Span, ...]]

    def supports(self, word: str) -> bool:
        """Tell whether `word` is a name by other evidence than a capital at a sentence's beginning."""
        return word in self.proper or word in self.runs or (word.isupper() and len(word) > 1)


def bare(word: str) -> str:
    """Return a word without a possessive ending; a full stop stays with an initial."""
    is_initial = len(word) == len("A.")
    return POSSESSIVE.sub("", word if is_initial else word.rstrip("."))


def read_capitals(text: str) -> Capitals:
    """Read the capitals of a text; headlines in capitals show nothing and are passed over."""
    proper: set[str] = set()
    runs: dict[str, list[Span]] = {}
    for run in _runs(text):
        opens = starts_sentence(text, run[0].start())
        proper.update(bare(match[0]) for match in run[opens:])
        if opens and run[0][0].lower() in _OPENERS:
            run.pop(0)
        if 1 < len(run) <= _LONGEST_RUN:
            span = Span(run[0].start(), run[-1].end())
            runs.setdefault(bare(run[-1][0]), []).append(span)
    return Capitals(frozenset(proper), MappingProxyType({last: tuple(found) for last, found in runs.items()}))


def starts_sentence(text: str, at: int) -> bool:
    """Tell whether a capital at `at` may be due to the beginning of a sentence or of a line."""
    before = text[max(0, at - 4) : at]
    stripped = before.rstrip()
    if "\n" in before[len(stripped) :] or not stripped:
        return True
    return stripped[-1] in _SENTENCE_ENDS


def in_capitals(text: str, span: Span) -> bool:
    """Tell whether `span` stands in a line of several words that is all in capitals."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    line = text[start : end if end >= 0 else len(text)][:2000]
    return line.isupper() and " " in line.strip()


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the rows of capital words with nothing but spaces between them, single ones included."""
    start = 0
    for line in text.splitlines(keepends=True):
        if not _is_headline(line):
            yield from _in_line(text, start, start + len(line))
        start += len(line)


def _is_headline(line: str) -> bool:
    """Tell whether a line gives capitals to all its words, so that they show nothing."""
    if line.isupper():
        return True
    long = [word for word in line.split()[:40] if len(word) >= _LONG_WORD]
    return len(long) >= _HEADLINE_WORDS and sum(w[0].isupper() for w in long) > _HEADLINE_SHARE * len(long)


def _in_line(text: str, start: int, end: int) -> Iterator[list[re.Match[str]]]:
    run: list[re.Match[str]] = []
    for match in WORD.finditer(text, start, end):
        goes_on = bool(run) and text[run[-1].end() : match.start()].isspace()
        if not (match[0][0].isupper() and goes_on) and run:
            yield run
            run = []
        if match[0][0].isupper():
            run.append(match)
    if run:
        yield run
