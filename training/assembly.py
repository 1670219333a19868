"""How statements are put together, fitted on texts that training never saw.

    python -m training.assembly --model FOLDER --gold DIR

Two logistic regressions, with a small penalty on their squared weights: which spans belong to which cue
(`rashomon.language.linking.MARKS`), and then how far the statements that come of it are to be trusted
(`rashomon.language.assembly.MARKS`). Both are fitted on PolNeAR's articles of train that are kept apart,
since on the others the encoder is surer than it is on new text, and written into the model folder.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

import rashomon
from rashomon.language import Analyser, LanguageSettings
from rashomon.language.analyser import title_end
from rashomon.language.arrays import Bools, Floats, Ints, with_one
from rashomon.language.assembly import FIRST_LINKS, assembled, link, sights
from rashomon.language.attribution import AttributionOutputs, AttributionParameters
from rashomon.language.layers import Attributions
from rashomon.language.linking import link_marks
from rashomon.language.manifest import load_arrays, load_manifest
from rashomon.language.reading import STATEMENTS, Parameters, Stretch, attribution_outputs
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from rashomon.model.records import Document
from training.gold.polnear import Article, Attribution, held_apart, read_articles
from training.manifests import put_arrays

POLNEAR = "polnear/data/train"
LEAST_SHARE = 0.5  # of a span's words that gold must have, for a link to be right
LEAST_DICE = 0.5  # of the words of found and gold content, for a statement to be right
PENALTY = 1.0
WordsOf = tuple[Bools, Bools, Bools]
"""Bool `[w]` three times: the words of the source, the cue and the content of a statement."""


@dataclass(frozen=True, slots=True)
class Read:
    """What the encoder says of one text, with the words of gold: source, cue and content of each."""

    outputs: AttributionOutputs
    gold: tuple[WordsOf, ...]


def read(articles: Sequence[Article], folder: Path) -> list[Read]:
    """Return what the model in `folder` says of each article.

    Raises:
        InputError: an article is longer than one stretch of the analyser.
    """
    documents = list(rashomon.read(*(str(article.path) for article in articles)))
    by_name = {article.path.name: article for article in articles}
    gold = [by_name[Path(document.path or "").name].attributions for document in documents]
    stretches = _stretches(documents, Analyser(LanguageSettings(model=folder)))
    return [
        Read(attribution_outputs(stretch), tuple(_gold_words(each, stretch.words) for each in own))
        for own, stretch in zip(gold, stretches, strict=True)
    ]


def parameters(folder: Path) -> AttributionParameters:
    """Return what decoding reads from the model folder.

    Raises:
        InputError: the model has no such head.
    """
    manifest = load_manifest(folder)
    if STATEMENTS not in manifest.heads:
        raise InputError(f"the model in {folder} was trained without {STATEMENTS}: there is nothing to fit")
    arrays = load_arrays(folder)
    return Parameters(frozenset(manifest.heads), manifest.inventory, arrays, {}).attribution


def _stretches(documents: Sequence[Document], analyser: Analyser) -> Iterator[Stretch]:
    encoded = [analyser.encode(document) for document in documents]
    outputs = analyser.outputs(chain.from_iterable(encoded))
    for document, own in zip(documents, encoded, strict=True):
        if len(own) != 1:
            raise InputError(f"{document.path} has {len(own)} stretches, and statements are fitted to one")
        yield Stretch(document.text, own[0].words, own[0].opens, title_end(document), next(outputs))


def links(articles: Sequence[Read], fitted: AttributionParameters, kind: int) -> tuple[Floats, Bools]:
    """Return the marks of all links in sight, `[n, m]`, and which are right, `[n]`.

    Args:
        articles: as read.
        fitted: what decoding reads from the model.
        kind: 0 for sources, 1 for contents.
    """
    marks, right = [], []
    for each, sight in zip(articles, sights([a.outputs for a in articles], fitted), strict=True):
        spans, seen = sight.of(kind)
        own, in_sight = link_marks(seen, spans)
        marks.append(own[in_sight])
        right.append(_right_links(each.gold, sight.view.cues, spans, kind)[in_sight])
    return np.concatenate(marks), np.concatenate(right)


def _right_links(gold: Sequence[WordsOf], cues: Ints, spans: Ints, kind: int) -> Bools:
    """Return bool `[c, k]`: whether a statement of gold has the cue, and most of the span."""
    right = np.zeros((len(cues), len(spans)), dtype=bool)
    for source, cue, content in gold:
        has_cue = _shares(cue, cues) > 0
        has_span = _shares(content if kind else source, spans) >= LEAST_SHARE
        right |= has_cue[:, None] & has_span[None, :]
    return right


def _shares(words: Bools, spans: Ints) -> Floats:
    """Return float32 `[k]`, the share of each span that `words` has."""
    sums = np.concatenate([[0.0], np.cumsum(words)])
    shares: Floats = ((sums[spans[:, 1]] - sums[spans[:, 0]]) / (spans[:, 1] - spans[:, 0])).astype(
        np.float32
    )
    return shares


def statements(articles: Sequence[Read], fitted: AttributionParameters) -> tuple[Floats, Bools]:
    """Return the marks of all statements, `[n, m]`, and which are right, `[n]`."""
    marks, right = [], []
    for each, sight in zip(articles, sights([a.outputs for a in articles], fitted), strict=True):
        found = assembled(sight, link(sight, fitted.links), fitted.trust)
        marks.append(found.marks)
        right.append(which_are_right(found, each.gold, len(each.outputs.labels)))
    return np.concatenate(marks), np.concatenate(right)


def which_are_right(found: Attributions, gold: Sequence[WordsOf], count: int) -> Bools:
    """Return bool `[c]`, which of the statements of a text of so many words `agrees` with one of gold."""
    own = (_found_words(found, number, count) for number in range(len(found.cues)))
    return np.array([any(agrees(words, each) for each in gold) for words in own], dtype=bool)


def agrees(found: WordsOf, gold: WordsOf) -> bool:
    """Tell whether a statement is one of gold: sources and cues overlap, and contents for the most part.

    Args:
        found: bool `[w]` three times, the words of source, cue and content.
        gold: the same.
    """
    sources, cues, contents = zip(found, gold, strict=True)
    same_source = bool((sources[0] & sources[1]).any()) or not (sources[0] | sources[1]).any()
    shared, both = (contents[0] & contents[1]).sum(), contents[0].sum() + contents[1].sum()
    return same_source and bool((cues[0] & cues[1]).any()) and bool(2 * shared >= LEAST_DICE * both)


def _found_words(found: Attributions, number: int, count: int) -> WordsOf:
    own = found.cue == number
    pieces = (
        found.pieces[own & found.is_source],
        found.cues[number, None],
        found.pieces[own & ~found.is_source],
    )
    source, cue, content = (_marked(spans, count) for spans in pieces)
    return source, cue, content


def _gold_words(attribution: Attribution, words: Ints) -> WordsOf:
    source, cue, content = (
        _covered(spans, words) for spans in (attribution.source, attribution.cue, attribution.content)
    )
    return source, cue, content


def _marked(spans: Ints, count: int) -> Bools:
    marked = np.zeros(count, dtype=bool)
    for first, end in spans.tolist():
        marked[first:end] = True
    return marked


def _covered(spans: Sequence[Span], words: Ints) -> Bools:
    covered = np.zeros(len(words), dtype=bool)
    for span in spans:
        covered |= (words[:, 0] < span.end) & (words[:, 1] > span.start)
    return covered


def fit(marks: Floats, right: Bools) -> Floats:
    """Return float32 `[m + 1]`, from marks and 1 to the log-odds of being right.

    Args:
        marks: float32 `[n, m]`.
        right: bool `[n]`.

    Raises:
        InputError: all are right, or all wrong.
    """
    _refuse_one_sided(right)
    mean, spread = marks.mean(axis=0), marks.std(axis=0) + 1e-6
    weights = regressed(with_one((marks - mean) / spread), right)
    plain = weights[:-1] / spread
    return np.append(plain, weights[-1] - mean @ plain).astype(np.float32)


def regressed(marks: Floats, right: Bools) -> NDArray[np.float64]:
    """Return `[m]`, the weights of a logistic regression with a small penalty on their squares.

    Args:
        marks: float32 `[n, m]`; the penalty takes them to be of one scale.
        right: bool `[n]`.

    Raises:
        InputError: all are right, or all wrong.
    """
    _refuse_one_sided(right)
    inputs = marks.astype(np.float64)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = inputs @ weights
        costs = np.logaddexp(0, odds) - right * odds
        slopes = inputs.T @ (1 / (1 + np.exp(-odds)) - right)
        return float(costs.sum() + PENALTY / 2 * weights @ weights), slopes + PENALTY * weights

    weights: NDArray[np.float64] = minimize(loss, np.zeros(inputs.shape[1]), jac=True, method="L-BFGS-B").x
    return weights


def _refuse_one_sided(right: Bools) -> None:
    if not right.any() or right.all():
        raise InputError(f"of {len(right)} findings all or none are right: there is nothing to learn from")


def main() -> None:
    """Fit as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, required=True, help="a folder that training.export wrote")
    parser.add_argument("--gold", type=Path, required=True)
    given = parser.parse_args()
    apart = [article for article in read_articles(given.gold / POLNEAR) if held_apart(article.name)]
    texts = read(apart, given.model)
    first = replace(parameters(given.model), links=FIRST_LINKS)
    linking = np.stack([fit(*links(texts, first, kind)) for kind in (0, 1)])
    trust = fit(*statements(texts, replace(first, links=linking)))
    put_arrays(given.model, {f"{STATEMENTS}.links": linking, f"{STATEMENTS}.trust": trust})


if __name__ == "__main__":
    main()
