"""Words, sentences and paragraphs of a document by plain rules, without a model.

Every offset counts code points of `Document.text`. Only title, headings and body are cut into
words; furniture, bylines and datelines are passed over.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import MappingProxyType

import snowballstemmer

from rashomon.compare.wordlists import ABBREVIATIONS, FUNCTION_WORDS, NUMBER_WORDS
from rashomon.model.offsets import Span
from rashomon.model.records import Document

NO_CONTENT = -1  # stands where a word has no content stem
_KINDS = frozenset({"title", "heading", "body"})
_LONGEST = 80  # words; a longer "sentence" (a table, a list) is cut so that no step becomes quadratic
_NUMBERS = MappingProxyType({word: str(number) for number, word in enumerate(NUMBER_WORDS)})
_TAIL = 24  # characters before a full stop that are looked at

# A number with its separators; one sign of a script that writes no spaces; any other run of letters.
_WORD = re.compile(
    r"\d+(?:[.,:]\d+)*"
    r"|[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
    r"|[^\W\d_][^\W_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\u0300-\u036f]*"
    r"[\u0300-\u036f\w]*"
)
# A blank line always parts; a single line end does unless the next line goes on in lower case.
_PARAGRAPH = re.compile(r"\r?\n[^\S\n]*\r?\n\s*|(?:\r\n?|\n)(?![^\S\r\n]*[a-z])")
# A full stop and closing marks before a space and a capital, or an East Asian full stop.
_SENTENCE_END = re.compile(
    r"[.!?\u2026][\"'\u201d\u2019\u00bb)\]]*(?=\s+[\"'\u201c\u2018\u00ab(\[]*[^\Wa-z_])|[\u3002\uff01\uff1f]"
)
_LAST_WORD = re.compile(r"([^\W\d_]+)\.\W*$")
_CLAUSE_END = re.compile(r"[,;:\u2013\u2014]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its place in the text, and its words `[first, last)` of the document's words."""

    document: int
    paragraph: int
    body: bool
    span: Span
    first: int
    last: int

    def __len__(self) -> int:
        """Return the length in words."""
        return self.last - self.first


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one document.

    `starts` and `ends` are offsets; `forms` are numbers of folded word forms, `stems` those of
    content stems or `NO_CONTENT`; `capital` is 1 where a word begins with a capital. All are of one
    length, and arrays, since ten thousand texts hold millions of words.
    """

    starts: array[int]
    ends: array[int]
    forms: array[int]
    stems: array[int]
    capital: array[int]
    sentences: list[Sentence]

    def content(self, sentence: Sentence) -> frozenset[int]:
        """Return the content stems of a sentence."""
        return self.content_between(sentence.first, sentence.last)

    def plain(self, sentence: Sentence) -> frozenset[int]:
        """Return the content stems that the sentence has without a capital: no names, no headline style."""
        places = range(sentence.first, sentence.last)
        return frozenset(self.stems[at] for at in places if not self.capital[at]) - {NO_CONTENT}

    def within(self, span: Span) -> range:
        """Return the numbers of the words that begin in a span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def content_in(self, span: Span) -> frozenset[int]:
        """Return the content stems of the words that begin in a span."""
        words = self.within(span)
        return self.content_between(words.start, words.stop)

    def content_between(self, first: int, last: int) -> frozenset[int]:
        """Return the content stems of the words `[first, last)`."""
        return frozenset(self.stems[first:last]) - {NO_CONTENT}


@dataclass(slots=True)
class Vocabulary:
    """Numbers word forms and stems in the order in which they are first seen.

    Stems are Snowball English (Porter 2); a function word has none.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    _known: dict[str, tuple[int, int]] = field(default_factory=dict)
    _stemmer: snowballstemmer.stemmer = field(default_factory=lambda: snowballstemmer.stemmer("english"))

    def look_up(self, word: str) -> tuple[int, int]:
        """Return the numbers of the folded form of `word` and of its stem."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._new(fold(word))
        return found

    def forms_of(self, words: Iterable[str]) -> frozenset[int]:
        """Return the numbers of those folded `words` that some text holds."""
        return frozenset(self.numbers[word] for word in words if word in self.numbers)

    def stems_of(self, words: Iterable[str]) -> frozenset[int]:
        """Return the numbers of the stems of `words`, folded, that some text holds."""
        stems = (self._stem(word) for word in words)
        return frozenset(self.numbers[stem] for stem in stems if stem in self.numbers)

    def _new(self, folded: str) -> tuple[int, int]:
        form = self._number(folded)
        return form, NO_CONTENT if folded in FUNCTION_WORDS else self._number(self._stem(folded))

    def _stem(self, folded: str) -> str:
        """Return the stem, marked so that it is not taken for a form; digits for a small number word."""
        stem = self._stemmer.stemWord(one_spelling(folded))
        return f"~{_NUMBERS.get(folded, stem)}"

    def _number(self, text: str) -> int:
        return self.numbers.setdefault(text, len(self.numbers))


def fold(word: str) -> str:
    """Return `word` without case and diacritics."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign)) or word


def one_spelling(folded: str) -> str:
    """Return one spelling of -ise / -ize and -our / -or."""
    spelled = re.sub(r"is(?=(?:e[ds]?|ing|ations?)$)", "iz", folded)
    return re.sub(r"(?<=...)our(?=s?$|ed$|ing$)", "or", spelled)


def read_words(document: Document, number: int, vocabulary: Vocabulary) -> Words:
    """Cut the title, headings and body of a document into words and sentences.

    A document without parts is taken whole. `number` is what its sentences name it by.
    """
    words = Words(array("i"), array("i"), array("i"), array("i"), array("b"), [])
    for paragraph, (span, body) in enumerate(_paragraphs(document)):
        for stretch in sentences(document.text, span):
            found = list(_WORD.finditer(document.text, stretch.start, stretch.end))
            for matches in _cut(found, document.text):
                first = len(words.starts)
                _add(words, matches, vocabulary)
                whole = stretch if len(matches) == len(found) else Span(matches[0].start(), matches[-1].end())
                words.sentences.append(Sentence(number, paragraph, body, whole, first, len(words.starts)))
    return words


def _add(words: Words, matches: Iterable[re.Match[str]], vocabulary: Vocabulary) -> None:
    for match in matches:
        form, stem = vocabulary.look_up(match.group())
        words.starts.append(match.start())
        words.ends.append(match.end())
        words.forms.append(form)
        words.stems.append(stem)
        words.capital.append(match.group()[0].isupper())


def _paragraphs(document: Document) -> Iterator[tuple[Span, bool]]:
    """Yield each paragraph to compare and whether it is body text."""
    parts = [(part.span, part.kind == "body") for part in document.parts if part.kind in _KINDS]
    if not document.parts:
        parts = [(Span(0, len(document.text)), True)]
    for span, body in parts:
        at = span.start
        for gap in _PARAGRAPH.finditer(document.text, span.start, span.end):
            yield Span(at, gap.start()), body
            at = gap.end()
        yield Span(at, span.end), body


def sentences(text: str, paragraph: Span) -> Iterator[Span]:
    """Yield the sentences of a stretch without the space around them, in order, told by their marks alone."""
    at = paragraph.start
    for end in _SENTENCE_END.finditer(text, paragraph.start, paragraph.end):
        if not _abbreviated(text[max(at, end.end() - _TAIL) : end.end()]):
            yield _stripped(text, at, end.end())
            at = end.end()
    yield _stripped(text, at, paragraph.end)


def _abbreviated(stretch: str) -> bool:
    """Tell whether the full stop at the end belongs to an initial or an abbreviation."""
    last = _LAST_WORD.search(stretch)
    return last is not None and (len(last[1]) == 1 or last[1].lower() in ABBREVIATIONS)


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _cut(words: list[re.Match[str]], text: str) -> Iterator[list[re.Match[str]]]:
    """Yield `words` in stretches of at most `_LONGEST`, cut at a clause end where there is one."""
    while len(words) > _LONGEST:
        cut = next((i for i in range(_LONGEST, _LONGEST // 2, -1) if _clause_ends(words, i, text)), _LONGEST)
        yield words[:cut]
        words = words[cut:]
    if words:
        yield words


def _clause_ends(words: list[re.Match[str]], at: int, text: str) -> bool:
    return _CLAUSE_END.search(text, words[at - 1].end(), words[at].start()) is not None
