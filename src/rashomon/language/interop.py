"""An analysis in the forms that other tools read: CoNLL-U and spaCy's `Doc`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rashomon.language.arrays import Ints
from rashomon.language.layers import Labelled
from rashomon.language.lemmas import lemma
from rashomon.model.errors import InputError

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span
    from spacy.vocab import Vocab

    from rashomon.language.analysis import Analysis  # which imports this file

_CLITICS = frozenset({"n't", "'s", "'m", "'re", "'ve", "'ll", "'d", "'"})
_CLITIC_TAGS = frozenset({"AUX", "PART"})
_MARKS = frozenset({"PUNCT", "SYM"})


@dataclass(frozen=True, slots=True)
class _Word:
    """One word as text; fields of a layer that the analysis does not have are "".

    Attributes:
        form: the word as it stands in the text.
        start: its first code point.
        end: the code point after its last.
        glued: whether the next word follows at once.
        head: number of the head word in the document, -1 for a root.
    """

    form: str
    start: int
    end: int
    glued: bool
    upos: str = ""
    xpos: str = ""
    features: str = ""
    head: int = -1
    relation: str = ""

    @property
    def lemma(self) -> str:
        return lemma(self.form, self.upos, self.xpos) if self.upos else ""


def _words(analysis: Analysis) -> list[_Word]:
    offsets = analysis.words.tolist()
    starts = {start for start, _ in offsets}
    plain = [_Word(analysis.text[start:end], start, end, end in starts) for start, end in offsets]
    if not len(analysis.syntax.upos):
        return plain
    return [
        _Word(word.form, word.start, word.end, word.glued, *tags)
        for word, tags in zip(plain, _tags(analysis), strict=True)
    ]


def _tags(analysis: Analysis) -> Iterator[tuple[str, str, str, int, str]]:
    names, syntax = analysis.inventory, analysis.syntax
    layers = (syntax.upos, syntax.xpos, syntax.features, syntax.heads, syntax.relations)
    for upos, xpos, features, head, relation in zip(*(layer.tolist() for layer in layers), strict=True):
        found = names.features[features]
        yield (
            names.upos[upos],
            names.xpos[xpos],
            "" if found == "_" else found,
            head,
            names.relations[relation],
        )


def to_conllu(analysis: Analysis) -> str:
    """Return an analysis in CoNLL-U (https://universaldependencies.org/format.html).

    Forms that UD English splits, such as "don't", stand as a multiword token above their words.
    MISC holds `NER` (BIO tags of the outermost entities), `SpaceAfter=No` and, as UDPipe writes
    it, `TokenRange=START:END`: code points of the text, half-open. Any other white space between
    words is one space in `# text`. Columns of a layer that the analysis does not have are `_`.
    """
    words = _words(analysis)
    names = _entity_tags(analysis)
    lines: list[str] = []
    for number, (first, end) in enumerate(analysis.sentences.tolist(), start=1):
        if first == end:
            continue
        sentence = words[first:end]
        lines += [f"# newdoc id = {analysis.document}"] if not lines else []
        lines += [f"# sent_id = {analysis.document}-{number}", f"# text = {_squeezed(sentence)}"]
        lines += [*_rows(sentence, first, names[first:end]), ""]
    return "".join(f"{line}\n" for line in lines)


def _squeezed(sentence: list[_Word]) -> str:
    return "".join(_clean(word.form) + " " * (not word.glued) for word in sentence).rstrip()


def _clean(form: str) -> str:
    """Return a form that breaks no line and no column."""
    return " ".join(form.split()) or "_"


def _entity_tags(analysis: Analysis) -> list[str]:
    tags = ["O"] * len(analysis.words)
    spans, labels = analysis.entities.spans.tolist(), analysis.entities.labels.tolist()
    for number in _outermost(analysis.entities.spans):
        first, end = spans[number]
        name = analysis.inventory.entities[labels[number]]
        tags[first:end] = [f"B-{name}"] + [f"I-{name}"] * (end - first - 1)
    return tags


def _outermost(spans: Ints) -> list[int]:
    """Return the numbers of the spans, in order, that no longer span overlaps."""
    taken = np.zeros(int(spans.max(initial=0)), dtype=bool)
    kept = []
    for number in np.lexsort((spans[:, 0], spans[:, 0] - spans[:, 1])).tolist():
        first, end = spans[number]
        if not taken[first:end].any():
            taken[first:end] = True
            kept.append(number)
    return sorted(kept, key=lambda number: int(spans[number, 0]))


def _rows(sentence: list[_Word], offset: int, names: list[str]) -> Iterator[str]:
    """Yield the lines of a sentence; `offset` is the number of its first word in the document."""
    for first, end in _tokens(sentence):
        token = sentence[first:end]
        if len(token) > 1:
            form = "".join(_clean(word.form) for word in token)
            place = _misc("", token[0].start, token[-1].end, glued=token[-1].glued)
            yield "\t".join([f"{first + 1}-{end}", form, *"_" * 7, place])
        for number, word in enumerate(token, start=first):
            glued = word.glued and len(token) == 1
            place = _misc(f"NER={names[number]}", word.start, word.end, glued=glued)
            yield _row(word, number + 1, offset, place)


def _tokens(sentence: list[_Word]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of words that are one token of the text."""
    first = 0
    for number in range(1, len(sentence) + 1):
        if number == len(sentence) or not _is_clitic(sentence[number - 1], sentence[number]):
            yield first, number
            first = number


def _is_clitic(before: _Word, word: _Word) -> bool:
    """Tell whether a word is one token with the word before it."""
    if not before.glued or before.upos in _MARKS or word.upos in _MARKS:
        return False
    by_form = word.form.lower().replace("’", "'") in _CLITICS and before.form[-1:].isalnum()
    return word.upos in _CLITIC_TAGS or by_form


def _row(word: _Word, number: int, offset: int, misc: str) -> str:
    head = "0" if word.head < 0 else str(word.head - offset + 1)
    columns = [word.lemma, word.upos, word.xpos, word.features, head if word.upos else "", word.relation]
    filled = (_clean(column) for column in columns)
    return "\t".join([str(number), _clean(word.form), *filled, "_", misc])


def _misc(name: str, start: int, end: int, *, glued: bool) -> str:
    entity = [name] if name not in {"", "NER=O"} else []
    return "|".join([*entity, *["SpaceAfter=No"] * glued, f"TokenRange={start}:{end}"])


@dataclass(frozen=True, slots=True)
class _Piece:
    """One spaCy token: a word, or what stands between words.

    Attributes:
        form: its text.
        space: whether one space follows that is no token.
        word: the number of the word, -1 for none.
    """

    form: str
    space: bool
    word: int


def to_spacy(analysis: Analysis, vocab: Vocab | None = None) -> Doc:
    """Return an analysis as a spaCy `Doc`.

    `doc.text` is the text of the document to the character, so that `token.idx` and `char_span`
    count its code points: white space beyond one space between words, and whatever else no word
    covers, is a token of its own as in spaCy, tagged `SPACE`, under the word before it. The root
    relation is `ROOT`, as spaCy names it. `doc.ents` are the outermost entities; `doc.spans` holds

    - `entities`, `times`: all of them, by label;
    - `mentions`: `id_` is the number of the chain;
    - `arguments`: label is the role, `id_` the index of the predicate's token;
    - `cues`, `sources`, `contents`: `id_` is the number of the cue.

    Args:
        analysis: the analysis of one document.
        vocab: the vocabulary to share with other documents; a new English one if none is given.

    Raises:
        InputError: spaCy is not installed.
    """
    try:
        from spacy import blank  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise InputError("spaCy is not installed: pip install rashomon[spacy]") from error
    words = _words(analysis)
    pieces = _pieces(analysis.text, words)
    doc = _tagged(blank("en").vocab if vocab is None else vocab, pieces, words, analysis.sentences)
    _set_spans(doc, analysis, _positions(pieces))
    return doc


def _pieces(text: str, words: list[_Word]) -> list[_Piece]:
    pieces: list[_Piece] = []
    at = 0
    for number, word in enumerate(words):
        pieces += _between(text[at : word.start], after_word=at > 0)
        space = text[word.end : word.end + 1] == " "
        pieces.append(_Piece(word.form, space, number))
        at = word.end
    return [*pieces, *_between(text[at:], after_word=at > 0)]


def _between(gap: str, *, after_word: bool) -> list[_Piece]:
    """Return what stands before a word as tokens; the space that a word before has taken is none."""
    rest = gap.removeprefix(" ") if after_word else gap
    if not rest:
        return []
    space = len(rest) > 1 and rest.endswith(" ")
    return [_Piece(rest[:-1] if space else rest, space, -1)]


def _positions(pieces: list[_Piece]) -> list[int]:
    """Return for each word the index of its token."""
    return [index for index, piece in enumerate(pieces) if piece.word >= 0]


def _tagged(vocab: Vocab, pieces: list[_Piece], words: list[_Word], sentences: Ints) -> Doc:
    from spacy.tokens import Doc  # noqa: PLC0415 - an extra

    forms, spaces = [piece.form for piece in pieces], [piece.space for piece in pieces]
    if not any(word.upos for word in words):
        return Doc(vocab, words=forms, spaces=spaces, sent_starts=_starts(pieces, sentences))
    blank = _Word("", 0, 0, glued=False, upos="SPACE", xpos="_SP", relation="dep")
    tokens = [words[piece.word] if piece.word >= 0 else blank for piece in pieces]
    return Doc(
        vocab,
        words=forms,
        spaces=spaces,
        tags=[token.xpos for token in tokens],
        pos=[token.upos for token in tokens],
        morphs=[token.features for token in tokens],
        lemmas=[
            piece.form if token is blank else token.lemma for piece, token in zip(pieces, tokens, strict=True)
        ],
        heads=_heads(pieces, words),
        deps=["ROOT" if token.head < 0 and token is not blank else token.relation for token in tokens],
    )


def _starts(pieces: list[_Piece], sentences: Ints) -> list[bool | int | None]:
    """Return whether each token starts a sentence; what stands before the first word belongs to it."""
    first_words = set(sentences[:, 0].tolist()) - {0}
    return [index == 0 or piece.word in first_words for index, piece in enumerate(pieces)]


def _heads(pieces: list[_Piece], words: list[_Word]) -> list[int]:
    """Return the index of the head of each token, its own for a root."""
    positions = _positions(pieces)
    heads: list[int] = []
    for index, piece in enumerate(pieces):
        if piece.word < 0:
            heads.append(index - 1 if index else positions[0])
        else:
            head = words[piece.word].head
            heads.append(index if head < 0 else positions[head])
    return heads


def _set_spans(doc: Doc, analysis: Analysis, positions: list[int]) -> None:
    groups = _groups(analysis, positions)
    for name, marks in groups.items():
        doc.spans[name] = [_span(doc, mark, positions) for mark in marks]
    outermost = [groups["entities"][number] for number in _outermost(analysis.entities.spans)]
    doc.ents = [_span(doc, mark, positions) for mark in outermost]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A range of words with a label, and the number of what it belongs to, "" for nothing."""

    first: int
    end: int
    label: str
    owner: str = ""


def _span(doc: Doc, mark: _Mark, positions: list[int]) -> Span:
    from spacy.tokens import Span  # noqa: PLC0415 - an extra

    end = positions[mark.end - 1] + 1
    return Span(doc, positions[mark.first], end, label=mark.label, span_id=mark.owner)


def _groups(analysis: Analysis, positions: list[int]) -> dict[str, list[_Mark]]:
    names, chains = analysis.inventory, analysis.coreference
    frames, said = analysis.frames, analysis.attributions
    roles = [names.roles[label] for label in frames.labels.tolist()]
    predicates = [positions[word] for word in frames.predicates[frames.frame].tolist()]
    sources = np.flatnonzero(said.is_source)
    contents = np.flatnonzero(~said.is_source)
    return {
        "entities": _labelled(analysis.entities, names.entities),
        "times": _labelled(analysis.times, names.times),
        "mentions": _marks(chains.spans, ["mention"] * len(chains.spans), chains.chains.tolist()),
        "arguments": _marks(frames.arguments, roles, predicates),
        "cues": _marks(said.cues, ["cue"] * len(said.cues), list(range(len(said.cues)))),
        "sources": _marks(said.pieces[sources], ["source"] * len(sources), said.cue[sources].tolist()),
        "contents": _marks(said.pieces[contents], ["content"] * len(contents), said.cue[contents].tolist()),
    }


def _labelled(layer: Labelled, names: tuple[str, ...]) -> list[_Mark]:
    spans, labels = layer.spans.tolist(), layer.labels.tolist()
    return [_Mark(first, end, names[label]) for (first, end), label in zip(spans, labels, strict=True)]


def _marks(spans: Ints, labels: list[str], owners: list[int]) -> list[_Mark]:
    rows = zip(spans.tolist(), labels, owners, strict=True)
    return [_Mark(first, end, label, str(owner)) for (first, end), label, owner in rows]
