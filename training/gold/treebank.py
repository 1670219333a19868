"""Treebanks in CoNLL-U (https://universaldependencies.org/format.html): words, tags, lemmas, trees.

A document's text is put together again from its sentences: the `# text` lines stand one after the
other, parted by a space inside a paragraph (by nothing where the last token says `SpaceAfter=No`) and
by an empty line where a paragraph begins. Ellipsis nodes such as 8.1 and the enhanced graph are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from rashomon.model.errors import InputError
from rashomon.model.offsets import Span

_COLUMNS = 10
_NUMBER = re.compile(r"[0-9]{1,6}(?:[-.][0-9]{1,6})?")
_BLANK = re.compile(r"\s+")
_PARAGRAPH = "\n\n"
_Row = list[str]


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word: CoNLL-U's columns as they stand, and where the word lies.

    `span` counts code points of the document and is never empty. `head` is the index of the head
    word within the sentence, counted from 0, and -1 for the root. `joined` tells that the word
    goes on with the multiword token of the word before it, as "n't" does in "don't".
    """

    span: Span
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    relation: str
    joined: bool


@dataclass(frozen=True, slots=True)
class TreebankSentence:
    """One sentence; `id` is its `sent_id`, and `paragraph` tells that it opens a paragraph."""

    id: str
    words: tuple[Word, ...]
    paragraph: bool


@dataclass(frozen=True, slots=True)
class TreebankDocument:
    """One document with its text and its sentences, in order."""

    name: str
    text: str
    sentences: tuple[TreebankSentence, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    """A surface token: the rows of its words, several where it is a multiword token."""

    form: str
    space_after: bool
    rows: tuple[_Row, ...]


@dataclass(frozen=True, slots=True)
class _Parsed:
    """One sentence as it stands in the file; `place` names the file and line for messages."""

    place: str
    comments: dict[str, str]
    tokens: tuple[_Token, ...]

    def comment(self, key: str) -> str:
        """Return a comment that every sentence must have."""
        value = self.comments.get(key, "")
        if not value:
            raise InputError(f"{self.place}: the sentence has no comment '# {key} = ...'")
        return value

    @property
    def opens_document(self) -> bool:
        return "newdoc" in self.comments or "newdoc id" in self.comments

    @property
    def opens_paragraph(self) -> bool:
        return "newpar" in self.comments or "newpar id" in self.comments


def read_treebank(path: Path) -> Iterator[TreebankDocument]:
    """Read a CoNLL-U file, in its order.

    A document without an id, such as one of sentences before the first `newdoc`, is named after
    the file and its number in it.

    Raises:
        InputError: the file can't be read, a line breaks the format, a text and its forms
            disagree, or the heads of a sentence form no tree with one root.
    """
    gathered: list[_Parsed] = []
    count = 1
    for sentence in _sentences(path):
        if gathered and sentence.opens_document:
            yield _document(gathered, f"{path.stem}-{count}")
            count += 1
            gathered = []
        gathered.append(sentence)
    if not gathered:
        raise InputError(f"{path} holds no sentence: give a CoNLL-U file")
    yield _document(gathered, f"{path.stem}-{count}")


def _sentences(path: Path) -> Iterator[_Parsed]:
    block: list[str] = []
    number = 0
    for number, line in enumerate(_lines(path), 1):
        if line:
            block.append(line)
        elif block:
            yield _parsed(block, f"{path.name}, sentence before line {number}")
            block = []
    if block:
        yield _parsed(block, f"{path.name}, sentence before line {number + 1}")


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8") as file:
            # Not splitlines: a form may hold U+0085 or U+2028.
            for line in file:
                yield line.removesuffix("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} can't be read as UTF-8 text: {error}") from error


def _parsed(block: list[str], place: str) -> _Parsed:
    comments: dict[str, str] = {}
    rows: list[_Row] = []
    for line in block:
        if line.startswith("#"):
            key, _, value = line[1:].strip().partition(" = ")
            comments[key] = value
        else:
            rows.append(_row(line, place))
    return _Parsed(place, comments, tuple(_tokens(rows, place)))


def _row(line: str, place: str) -> _Row:
    row = line.split("\t")
    if len(row) != _COLUMNS or not row[1] or not _NUMBER.fullmatch(row[0]):
        raise InputError(f"{place}: {line[:80]!r} is no row of {_COLUMNS} columns that begins with a number")
    return row


def _tokens(rows: list[_Row], place: str) -> Iterator[_Token]:
    """Gather surface tokens; words must be numbered from 1 without a gap, ranges as their words."""
    left = iter([row for row in rows if "." not in row[0]])
    count = 0
    for row in left:
        first, _, last = row[0].partition("-")
        size = max(int(last) - int(first) + 1, 0) if last else 1
        words = tuple(islice(left, size)) if last else (row,)
        expected = [str(count + i) for i in range(1, size + 1)]
        if first != str(count + 1) or [word[0] for word in words] != expected or not words:
            raise InputError(f"{place}: the row numbered {row[0]} does not go on after word {count}")
        yield _Token(row[1], "SpaceAfter=No" not in row[9].split("|"), words)
        count += size


def _document(parsed: list[_Parsed], made_up: str) -> TreebankDocument:
    text = ""
    sentences: list[TreebankSentence] = []
    space = True
    for sentence in parsed:
        opens = not sentences or sentence.opens_paragraph
        if sentences:
            text += _PARAGRAPH if opens else " " * space
        words = tuple(_words(sentence, len(text)))
        text += sentence.comment("text")
        sentences.append(TreebankSentence(sentence.comment("sent_id"), words, opens))
        space = sentence.tokens[-1].space_after
    return TreebankDocument(parsed[0].comments.get("newdoc id") or made_up, text, tuple(sentences))


def _words(sentence: _Parsed, start: int) -> Iterator[Word]:
    heads = iter(_heads(sentence))
    for token, at in zip(sentence.tokens, _places(sentence), strict=True):
        parts = _parts(token, sentence.place)
        for row, part in zip(token.rows, parts, strict=True):
            span = part.shifted(start + at)
            form, lemma, upos, xpos, feats = row[1:6]
            yield Word(span, form, lemma, upos, xpos, feats, next(heads), row[7], part.start > 0)


def _heads(sentence: _Parsed) -> list[int]:
    """Return each word's head from 0, -1 for the root, once they are known to form a tree."""
    rows = [row for token in sentence.tokens for row in token.rows]
    heads = [int(row[6]) - 1 if row[6].isdecimal() else len(rows) for row in rows]
    if heads.count(-1) != 1 or max(heads, default=0) >= len(heads) or _cyclic(heads):
        raise InputError(f"{sentence.place}: the heads {[row[6] for row in rows]} form no tree with one root")
    return heads


def _cyclic(heads: list[int]) -> bool:
    reached = {-1}
    for word in range(len(heads)):
        path: list[int] = []
        at = word
        while at not in reached and len(path) <= len(heads):
            path.append(at)
            at = heads[at]
        if at not in reached:
            return True
        reached.update(path)
    return False


def _places(sentence: _Parsed) -> Iterator[int]:
    """Yield where each surface token begins in the sentence's text, which the tokens must spell in full."""
    text = sentence.comment("text")
    at = 0
    for token in sentence.tokens:
        end = at + len(token.form)
        spaced = _BLANK.match(text, end)
        if not text.startswith(token.form, at) or (spaced is None) == (token.space_after and end < len(text)):
            raise InputError(
                f"{sentence.place}: {token.form!r} and its SpaceAfter don't fit the text from {at}"
            )
        yield at
        at = spaced.end() if spaced else end
    if at < len(text):
        raise InputError(f"{sentence.place}: no token spells the text from {at}, {text[at : at + 40]!r}")


def _parts(token: _Token, place: str) -> list[Span]:
    """Return each word's share of the token, in code points of the token.

    Words that don't spell the token, as French "du" is "de" and "le", share it out by their
    lengths; English treebanks are annotated so that this does not happen.
    """
    forms = [row[1] for row in token.rows]
    size = len(token.form)
    if len(forms) > size:
        raise InputError(f"{place}: the {len(forms)} words of {token.form!r} can't share its characters")
    whole = sum(map(len, forms))
    spans: list[Span] = []
    start = done = 0
    for left, form in zip(range(len(forms) - 1, -1, -1), forms, strict=True):
        done += len(form)
        end = min(max(start + 1, done * size // whole), size - left)
        spans.append(Span(start, end))
        start = end
    return spans
