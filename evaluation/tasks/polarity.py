"""`polarity`: what kind of act a cue is, on PolNeAR articles of train that were set apart for it.

Gold is a PolNeAR split folder and JSON Lines: where a cue stands in which article, its act and its manner.
The statement that the product has for a cue is the one whose cue overlaps it most; a cue without one has no
act. `act_macro_f1`: mean F1 over the acts that gold has; `denied_f1`: a denial taken for a claim turns a text
round. `hedged_f1`, `loaded_f1`, `tense_accuracy`: of all cues. `always_said_macro_f1` calls each "said".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import rashomon
from evaluation.errors_page import Row, in_context, write_page
from evaluation.options import Scores, TaskOptions
from evaluation.scores.alignment import span_dice
from evaluation.scores.articles import OfArticle, Spans, statements_of, with_lines
from evaluation.scores.labelled import LabelCounts, compare_labelled, label_figures
from rashomon.model.offsets import Span
from rashomon.model.records import Act, Statement
from training.gold.polnear import Article

NO_ACT = "none"
_MANNERS = ("hedged", "loaded")


class GoldCue(OfArticle, frozen=True, forbid_unknown_fields=True):
    """A cue by its spans, in code points of the article, with its act and manner."""

    cue: Spans
    act: Act
    hedged: bool
    loaded: bool
    tense: Literal["past", "present", "future"]

    @property
    def place(self) -> Spans:
        """The characters of the cue."""
        return self.cue


@dataclass(frozen=True, slots=True)
class JudgedCue:
    """A cue of gold, its article, and the statement that the product has for it."""

    article: Article
    gold: GoldCue
    found: Statement | None

    @property
    def act(self) -> str:
        """Return the act that was found."""
        return (self.found and self.found.act) or NO_ACT


def score(options: TaskOptions) -> Scores:
    """Return the figures over the cues of the chosen articles.

    Raises:
        InputError: gold has no cues, or a cue of an article that is not there.
    """
    gold = with_lines(options, GoldCue)
    statements = statements_of(rashomon.extract(*(str(article.path) for article, _ in gold)))
    judged = [
        JudgedCue(article, cue, best_statement(cue.cue, statements[article.name]))
        for article, cues in gold
        for cue in cues
    ]
    if options.errors and not options.sealed:
        write_page(options.errors, "Acts", [_row(each) for each in judged if each.act != each.gold.act])
    return figures(judged) if not options.sealed else {"act_macro_f1": macro_f1(judged)}


def best_statement(cue: Sequence[Span], statements: Sequence[Statement]) -> Statement | None:
    """Return the statement whose cue overlaps a cue most, the first of equals."""
    overlap, number = max(
        ((span_dice(each.cue.spans, cue), -at) for at, each in enumerate(statements)), default=(0.0, 0)
    )
    return statements[-number] if overlap else None


def figures(judged: Sequence[JudgedCue]) -> dict[str, float]:
    """Return all figures, in percent."""
    acts = _acts(judged)
    scores = {"act_macro_f1": macro_f1(judged), "always_said_macro_f1": _macro(_acts(judged, always="said"))}
    for manner in _MANNERS:
        gold = [(at, manner) for at, each in enumerate(judged) if getattr(each.gold, manner)]
        found = [(at, manner) for at, each in enumerate(judged) if each.found and getattr(each.found, manner)]
        scores[f"{manner}_f1"] = compare_labelled(found, gold).total.f1
    right = sum(bool(each.found and each.found.tense == each.gold.tense) for each in judged)
    scores["tense_accuracy"] = 100 * right / len(judged) if judged else 0.0
    return (
        scores
        | {"found": 100 * sum(each.found is not None for each in judged) / max(1, len(judged))}
        | {name: value for name, value in label_figures(acts).items() if not name.startswith(NO_ACT)}
    )


def macro_f1(judged: Sequence[JudgedCue]) -> float:
    """Return the mean F1 over the acts that gold has."""
    return _macro(_acts(judged))


def _acts(judged: Sequence[JudgedCue], always: str | None = None) -> LabelCounts:
    found = ((at, always or each.act) for at, each in enumerate(judged))
    return compare_labelled(found, ((at, each.gold.act) for at, each in enumerate(judged)))


def _macro(acts: LabelCounts) -> float:
    wanted = [counts.f1 for counts in acts.labels.values() if counts.gold]
    return sum(wanted) / len(wanted) if wanted else 0.0


def _row(judged: JudgedCue) -> Row:
    text, cue = judged.article.text, judged.gold.cue[0]
    return Row(f"{judged.article.name}: {in_context(cue, text)}", [judged.gold.act], [judged.act])
