"""How far each statement is to be trusted, fitted on PolNeAR articles that training never saw.

    python -m training.trust --model FOLDER --gold DIR

What tells right statements from wrong ones is a logistic regression on a few marks
(`rashomon.language.attribution.MARKS`), with a small penalty on its squared weights. It is fitted on
the articles of train that are kept apart, since on the others the encoder is surer than it is on new
text, and written into the model folder.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

import rashomon
from rashomon.language import Analyser, Analysis, LanguageSettings
from rashomon.language.arrays import Bools, Floats, Ints, with_one
from rashomon.language.attribution import FULL_TRUST, MARKS
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training.gold.polnear import Article, Attribution, held_apart, read_articles
from training.manifests import put_arrays

POLNEAR = "polnear/data/train"
LEAST_DICE = 0.5  # of the words of found and gold content, for a statement to be right
PENALTY = 1.0
_ARRAY = "attributions.trust"
_Words = tuple[Bools, Bools, Bools]


def judged(articles: Sequence[Article], analyser: Analyser) -> Iterator[tuple[Floats, Bools]]:
    """Yield for each article the marks of what was found, `[c, m]`, and whether it is right, `[c]`."""
    documents = list(rashomon.read(*(str(article.path) for article in articles)))
    by_name = {article.path.name: article for article in articles}
    for document, analysis in zip(documents, analyser.analyse(documents), strict=True):
        article = by_name[Path(document.path or "").name]
        gold = [_gold_words(attribution, analysis.words) for attribution in article.attributions]
        found = range(len(analysis.attributions.cues))
        right = [any(agrees(_found_words(analysis, n), other) for other in gold) for n in found]
        yield analysis.attributions.marks, np.array(right, dtype=bool)


def agrees(found: _Words, gold: _Words) -> bool:
    """Tell whether a statement is one of gold: sources and cues overlap, and contents for the most part.

    Args:
        found: bool `[w]` three times, the words of source, cue and content.
        gold: the same.
    """
    sources, cues, contents = zip(found, gold, strict=True)
    same_source = bool((sources[0] & sources[1]).any()) or not (sources[0] | sources[1]).any()
    shared, both = (contents[0] & contents[1]).sum(), contents[0].sum() + contents[1].sum()
    return same_source and bool((cues[0] & cues[1]).any()) and bool(2 * shared >= LEAST_DICE * both)


def _found_words(analysis: Analysis, number: int) -> _Words:
    said, count = analysis.attributions, len(analysis.words)
    own = said.cue == number
    pieces = (said.pieces[own & said.is_source], said.cues[number, None], said.pieces[own & ~said.is_source])
    source, cue, content = (_marked(spans, count) for spans in pieces)
    return source, cue, content


def _gold_words(attribution: Attribution, words: Ints) -> _Words:
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
    """Return float32 `[m + 1]`, from marks and 1 to the log-odds that a statement is right.

    Args:
        marks: float32 `[n, m]`.
        right: bool `[n]`.

    Raises:
        InputError: all are right, or all wrong.
    """
    if not right.any() or right.all():
        raise InputError(f"of {len(right)} statements all or none are right: there is nothing to learn from")
    mean, spread = marks.mean(axis=0), marks.std(axis=0) + 1e-6
    inputs = with_one((marks - mean) / spread).astype(np.float64)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = inputs @ weights
        costs = np.logaddexp(0, odds) - right * odds
        slopes = inputs.T @ (1 / (1 + np.exp(-odds)) - right)
        return float(costs.sum() + PENALTY / 2 * weights @ weights), slopes + PENALTY * weights

    weights = minimize(loss, np.zeros(inputs.shape[1]), jac=True, method="L-BFGS-B").x
    plain = weights[:-1] / spread
    return np.append(plain, weights[-1] - mean @ plain).astype(np.float32)


def main() -> None:
    """Fit as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, required=True, help="a folder that training.export wrote")
    parser.add_argument("--gold", type=Path, required=True)
    given = parser.parse_args()
    apart = [article for article in read_articles(given.gold / POLNEAR) if held_apart(article.name)]
    # What has been fitted before drops statements, which would then be missing here.
    put_arrays(given.model, {_ARRAY: np.array([0.0] * len(MARKS) + [FULL_TRUST], dtype=np.float32)})
    parts = list(judged(apart, Analyser(LanguageSettings(model=given.model))))
    marks, right = (np.concatenate(each) for each in zip(*parts, strict=True))
    put_arrays(given.model, {_ARRAY: fit(marks, right)})


if __name__ == "__main__":
    main()
