"""`syntax`: tags, heads and relations on gold words, and words and sentences from raw text.

As in the script of the CoNLL 2018 shared task (Zeman et al. 2018), all words count, punctuation
included: `upos`, `xpos`, `feats` (all features of a word together) and `lemma` are the percentage of
gold words with the gold value, `uas` that with the gold head, `las` that with the gold head and
relation, subtypes such as those of `nmod:poss` left out; `las_subtypes` asks for them too.

From raw text a word is right when it has the characters of a gold word, a sentence when it begins
and ends with the same characters, white space ignored; `upos_raw_f1` and `las_raw_f1` ask for the
word, its tag, and its head as well. `ece` is the calibration error of heads with relations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluation.calibration import Judged, Surety, gathered, surety_error
from evaluation.counting import Counts
from evaluation.errors_page import Row, write_page
from evaluation.options import Scores, TaskOptions
from evaluation.scores.analysing import from_raw, on_gold_words, sentence_ranges
from evaluation.scores.labelled import LabelCounts, compare_bags
from evaluation.scores.treebanks import cut_text, first_words
from rashomon.language import Analysis
from rashomon.language.lemmas import lemma
from rashomon.model.errors import InputError, ModelError
from rashomon.model.offsets import Span
from training.gold.treebank import TreebankDocument, read_treebank


@dataclass(frozen=True, slots=True)
class Parse:
    """A parsed text: one value a word, but for `sentences`, the index of each one's first word.

    `words` are code points, `heads` indices of words, -1 for a root. `scores` may be left out.
    """

    words: tuple[Span, ...]
    sentences: tuple[int, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    lemmas: tuple[str, ...]
    scores: tuple[float, ...] = ()


def score(options: TaskOptions) -> Scores:
    """Score the analyser on CoNLL-U files; see the module for the definitions."""
    documents = _documents(options)
    total, parts, rows = LabelCounts(), list[Surety](), list[Row]()
    raw = from_raw((document.name, document.text) for document in documents)
    for (document, found, gold), on_raw in zip(compared(documents), raw, strict=True):
        total += compare_words(found, gold) + compare_raw(found_parse(on_raw), gold)
        parts.append(judge(found, gold))
        rows.append(error_row(document, found, gold))
    if options.errors and not options.sealed:
        write_page(options.errors, "Syntax", rows)
    return {name: counts.f1 for name, counts in total.labels.items()} | {
        "ece": surety_error(gathered(parts), "syntax")
    }


def judged(options: TaskOptions) -> Iterator[tuple[str, Surety]]:
    """Yield the name of each document and how sure the model is of its trees."""
    for document, found, gold in compared(_documents(options)):
        yield document.name, judge(found, gold)


def compared(documents: Sequence[TreebankDocument]) -> Iterator[tuple[TreebankDocument, Parse, Parse]]:
    """Yield each document with the parse found on its gold words, and that of gold."""
    for document, analysis in zip(documents, on_gold_words(map(cut_text, documents)), strict=True):
        yield document, found_parse(analysis), gold_parse(document)


def compare_words(found: Parse, gold: Parse) -> LabelCounts:
    """Count, by figure, the words with the gold value; both parses have the same words."""
    arcs = [_arcs(parse) for parse in (found, gold)]
    plain = [[(head, relation.partition(":")[0]) for head, relation in each] for each in arcs]
    counts = {
        "lemma": _same(found.lemmas, gold.lemmas),
        "upos": _same(found.upos, gold.upos),
        "xpos": _same(found.xpos, gold.xpos),
        "feats": _same(found.feats, gold.feats),
        "uas": _same(found.heads, gold.heads),
        "las": _same(*plain),
        "las_subtypes": _same(*arcs),
    }
    return LabelCounts(counts)


def compare_raw(found: Parse, gold: Parse) -> LabelCounts:
    """Count, by figure, what was found from raw text at the gold characters."""
    return LabelCounts(
        {
            "tokens_f1": compare_bags(found.words, gold.words),
            "sentences_f1": compare_bags(_sentence_spans(found), _sentence_spans(gold)),
            "upos_raw_f1": compare_bags(*(zip(p.words, p.upos, strict=True) for p in (found, gold))),
            "las_raw_f1": compare_bags(_placed_arcs(found), _placed_arcs(gold)),
        }
    )


def judge(found: Parse, gold: Parse) -> Surety:
    """Return the score of each word's head and relation with whether both are right."""
    pairs = zip(_arcs(found), _arcs(gold), strict=True)
    return {"syntax": [Judged(s, one == other) for s, (one, other) in zip(found.scores, pairs, strict=True)]}


def error_row(document: TreebankDocument, found: Parse, gold: Parse) -> Row:
    """Return the words of a document whose tag, head or relation differs, gold and found in one order."""
    lines = [list(_lines(parse, document.text)) for parse in (gold, found)]
    pairs = [pair for pair in zip(*lines, strict=True) if pair[0] != pair[1]]
    return Row(document.name, [one for one, _ in pairs], [other for _, other in pairs])


def gold_parse(document: TreebankDocument) -> Parse:
    """Return the parse of a treebank document, heads counted over all of it."""
    words = [word for sentence in document.sentences for word in sentence.words]
    return Parse(
        words=tuple(word.span for word in words),
        sentences=first_words(document),
        upos=tuple(word.upos for word in words),
        xpos=tuple(word.xpos for word in words),
        feats=tuple(_features(word.feats) for word in words),
        heads=tuple(_heads(document)),
        relations=tuple(word.relation for word in words),
        lemmas=tuple(word.lemma for word in words),
    )


def found_parse(analysis: Analysis) -> Parse:
    """Return the parse that an analysis holds.

    Raises:
        ModelError: the model file has no head for syntax.
    """
    labels, syntax = analysis.inventory, analysis.syntax
    if not labels.upos:
        raise ModelError(f"the model {analysis.made_by} has no head for syntax: there is nothing to score")
    words = tuple(Span(start, end) for start, end in analysis.words.tolist())
    upos = tuple(labels.upos[i] for i in syntax.upos.tolist())
    xpos = tuple(labels.xpos[i] for i in syntax.xpos.tolist())
    tagged = zip(words, upos, xpos, strict=True)
    return Parse(
        words=words,
        sentences=tuple(analysis.sentences[:, 0].tolist()),
        upos=upos,
        xpos=xpos,
        feats=tuple(_features(labels.features[i]) for i in syntax.features.tolist()),
        heads=tuple(syntax.heads.tolist()),
        relations=tuple(labels.relations[i] for i in syntax.relations.tolist()),
        lemmas=tuple(lemma(word.of(analysis.text), tag, fine) for word, tag, fine in tagged),
        scores=tuple(syntax.scores.tolist()),
    )


def _documents(options: TaskOptions) -> list[TreebankDocument]:
    if not options.gold:
        raise InputError("the task needs --gold with a CoNLL-U file, such as en_ewt-ud-dev.conllu")
    by_name = {document.name: document for path in options.gold for document in read_treebank(path)}
    return [by_name[name] for name in options.chosen(list(by_name))]


def _features(value: str) -> str:
    return "" if value == "_" else value


def _heads(document: TreebankDocument) -> Iterator[int]:
    for first, sentence in zip(first_words(document), document.sentences, strict=True):
        yield from (-1 if word.head < 0 else word.head + first for word in sentence.words)


def _same(found: Sequence[object], gold: Sequence[object]) -> Counts:
    right = sum(one == other for one, other in zip(found, gold, strict=True))
    return Counts(right, len(found), len(gold))


def _arcs(parse: Parse) -> list[tuple[int, str]]:
    return list(zip(parse.heads, parse.relations, strict=True))


def _sentence_spans(parse: Parse) -> Iterator[Span]:
    for first, end in sentence_ranges(parse.sentences, len(parse.words)):
        yield Span(parse.words[first].start, parse.words[end - 1].end)


def _placed_arcs(parse: Parse) -> Iterator[tuple[Span, Span | None, str]]:
    """Yield each word with its head, by their characters, and the relation without its subtype."""
    for word, (head, relation) in zip(parse.words, _arcs(parse), strict=True):
        yield word, None if head < 0 else parse.words[head], relation.partition(":")[0]


def _lines(parse: Parse, text: str) -> Iterator[str]:
    for i, (word, (head, relation)) in enumerate(zip(parse.words, _arcs(parse), strict=True)):
        of = "the root" if head < 0 else f"{relation} of {parse.words[head].of(text)}"
        yield f"{word.of(text)} at {word.start}: {parse.upos[i]}, {of}"
