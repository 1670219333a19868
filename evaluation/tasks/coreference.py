"""`coreference`: mentions and chains against GUM, on its words.

GUM's files give words and no text: they are put together with spaces, all in one paragraph, since
where paragraphs begin is not told either. Mentions are spans of characters.

`mention_f1` compares the mentions of both sides; `muc`, `b_cubed` and `ceaf_e` compare their chains,
as in `scores.chains`, and `conll_f1` is the mean of the three F1. Mentions alone in their chain count
on both sides, as GUM annotates them; `conll_f1_no_singletons` leaves them out of both.

`mention_ece` and `link_ece` are the calibration errors of mentions, and of antecedents (for a mention
that is in gold too: whether both are in one gold chain; for one without antecedent: whether no found
mention before it is in its gold chain); `ece` is that of both together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.calibration import Judged, Surety, gathered, surety_error
from evaluation.errors_page import Row, write_page
from evaluation.options import Scores, TaskOptions
from evaluation.scores.analysing import on_gold_words
from evaluation.scores.chains import ChainCounts, compare_chains, disjoint, without_single
from evaluation.scores.labelled import figures
from rashomon.language import Analysis, CutText
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training.gold.gum import CorefText, read_coreference

_LAYOUT = ("", "tsv", "gum/tsv", "coref/gum/tsv")  # where a folder of the set holds its files


@dataclass(frozen=True, slots=True)
class Mention:
    """A span in code points, the number of its chain, and what the model says of it.

    `antecedent` is the index of the mention it was linked to, -1 for none.
    """

    span: Span
    chain: int
    score: float = 1.0
    antecedent: int = -1
    link_score: float = 1.0


def score(options: TaskOptions) -> Scores:
    """Score the analyser on GUM coreference folders; see the module for the definitions."""
    total, larger, parts, rows = ChainCounts(), ChainCounts(), list[Surety](), list[Row]()
    for text, found, gold in compared(_texts(options)):
        total += compare_chains(chains(found), chains(gold))
        larger += compare_chains(without_single(chains(found)), without_single(chains(gold)))
        parts.append(judge(found, gold))
        rows.append(error_row(text, found))
    if options.errors and not options.sealed:
        write_page(options.errors, "Coreference", rows)
    return total_figures(total, larger, gathered(parts))


def judged(options: TaskOptions) -> Iterator[tuple[str, Surety]]:
    """Yield the name of each text and how sure the model is of its mentions and links."""
    for text, found, gold in compared(_texts(options)):
        yield text.name, judge(found, gold)


def compared(texts: Sequence[CorefText]) -> Iterator[tuple[CorefText, list[Mention], list[Mention]]]:
    """Yield each text with the mentions found on its words, and those of gold."""
    for text, analysis in zip(texts, on_gold_words(map(cut_text, texts)), strict=True):
        yield text, found_mentions(analysis), gold_mentions(text)


def total_figures(total: ChainCounts, larger: ChainCounts, surety: Surety) -> dict[str, float]:
    """Return the figures under their fixed names; `larger` are the counts without singletons."""
    return {
        **figures("mention", total.mentions),
        **figures("muc", total.muc),
        **figures("b_cubed", total.b_cubed),
        **figures("ceaf_e", total.ceaf_e),
        "conll_f1": total.conll_f1,
        "conll_f1_no_singletons": larger.conll_f1,
        "ece": surety_error(surety, "mentions", "links"),
        "mention_ece": surety_error(surety, "mentions"),
        "link_ece": surety_error(surety, "links"),
    }


def chains(mentions: Iterable[Mention]) -> list[frozenset[Span]]:
    """Return the chains; a span that stands in two of them is kept in the first."""
    by_number: dict[int, list[Span]] = {}
    for mention in mentions:
        by_number.setdefault(mention.chain, []).append(mention.span)
    return disjoint(by_number[number] for number in sorted(by_number))


def judge(found: Sequence[Mention], gold: Sequence[Mention]) -> Surety:
    """Return the scores of one document's mentions and links with whether they are right."""
    chain_of = {span: number for number, chain in enumerate(chains(gold)) for span in chain}
    return {
        "mentions": [Judged(mention.score, mention.span in chain_of) for mention in found],
        "links": list(_judged_links(found, chain_of)),
    }


def error_row(text: CorefText, found: Sequence[Mention]) -> Row:
    """Return the chains of gold that were not found just so, and those found that are not in gold."""
    left, right = chains(gold_mentions(text)), chains(found)
    missed, wrong = (sorted(map(sorted, set(a) - set(b))) for a, b in ((left, right), (right, left)))
    return Row(text.name, [_line(c, text.text) for c in missed], [_line(c, text.text) for c in wrong])


def gold_mentions(text: CorefText) -> list[Mention]:
    """Return the gold mentions in code points."""
    return [
        Mention(Span(text.tokens[m.first].start, text.tokens[m.end - 1].end), m.chain) for m in text.mentions
    ]


def cut_text(text: CorefText) -> CutText:
    """Return the words of a text; a space takes the place of each line end, which would open a paragraph."""
    return CutText(text.name, text.text.replace("\n", " "), text.tokens, text.sentences)


def found_mentions(analysis: Analysis) -> list[Mention]:
    """Return the mentions of an analysis, in its order."""
    layer = analysis.coreference
    spans = (Span(start, end) for start, end in analysis.offsets(layer.spans).tolist())
    values = (layer.chains, layer.scores, layer.antecedents, layer.link_scores)
    return [Mention(*each) for each in zip(spans, *(v.tolist() for v in values), strict=True)]


def _judged_links(found: Sequence[Mention], chain_of: dict[Span, int]) -> Iterator[Judged]:
    before: set[int] = set()
    for mention in found:
        own = chain_of.get(mention.span)
        if own is not None:
            linked = mention.antecedent >= 0
            other = chain_of.get(found[mention.antecedent].span) if linked else None
            yield Judged(mention.link_score, own == other if linked else own not in before)
            before.add(own)


def _texts(options: TaskOptions) -> list[CorefText]:
    if not options.gold:
        raise InputError("the task needs --gold with a GUM coreference folder, such as gum/coref/gum/tsv")
    by_name = {text.name: text for path in options.gold for text in read_coreference(_folder(path))}
    return [by_name[name] for name in options.chosen(list(by_name))]


def _folder(path: Path) -> Path:
    """Return the folder of WebAnno files, `path` itself or within it."""
    return next((path / part for part in _LAYOUT if any((path / part).glob("*.tsv"))), path)


def _line(chain: Sequence[Span], text: str) -> str:
    return " = ".join(f"{span.of(text)} ({span.start})" for span in chain)
