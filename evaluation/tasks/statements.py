"""`statements`: spans and relations against PolNeAR.

For each role, exact span scores (contiguous fragments, boundaries equal after stripping outer
white space) and token scores; for whole relations, the share with all three roles exact, and
matched relations: content Dice of at least 0.5 over words, and cue and source overlapping gold,
punctuation ignored. All counts are summed over documents before the ratios are taken.

`right_under_0.6` and `right_from_0.6` are the percentages of found relations that match one of gold,
below and from the score that the report calls uncertain; `ece` is their calibration error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import rashomon
from evaluation.calibration import Judged, Surety, gathered, surety_figures
from evaluation.counting import Counts, compare_sets, covered, tokens, words_only
from evaluation.errors_page import Row, write_page
from evaluation.options import Scores, TaskOptions
from evaluation.scores.alignment import LEAST_DICE, best_first
from evaluation.scores.articles import statements_of
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span, trimmed
from rashomon.model.records import Statement
from training.gold.polnear import Article, Attribution, read_articles

ROLES: dict[str, Callable[[Attribution], tuple[Span, ...]]] = {
    "source": lambda a: a.source,
    "cue": lambda a: a.cue,
    "content": lambda a: a.content,
}
NONE = Counts()


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one document or of many."""

    exact: dict[str, Counts] = field(default_factory=lambda: dict.fromkeys(ROLES, NONE))
    token: dict[str, Counts] = field(default_factory=lambda: dict.fromkeys(ROLES, NONE))
    triple: Counts = NONE
    relation: Counts = NONE

    def __add__(self, other: Tally) -> Tally:
        """Return the sums."""
        return Tally(
            {role: self.exact[role] + other.exact[role] for role in ROLES},
            {role: self.token[role] + other.token[role] for role in ROLES},
            self.triple + other.triple,
            self.relation + other.relation,
        )


def score(options: TaskOptions) -> Scores:
    """Score `rashomon.extract` on PolNeAR split folders; see the module for the definitions."""
    articles = _articles(options)
    scored = _found(articles)
    found = {name: [each.attribution for each in group] for name, group in scored.items()}
    total, parts = Tally(), list[Surety]()
    for article in articles:
        total += tally(article.text, article.attributions, found[article.name])
        parts.append(judge(article, scored[article.name]))
    if options.errors and not options.sealed:
        write_page(options.errors, "Statements", [_row(article, found[article.name]) for article in articles])
    return figures(total) | surety_figures(gathered(parts).get("statements", ()))


def judged(options: TaskOptions) -> Iterator[tuple[str, Surety]]:
    """Yield the name of each article and how sure the model is of its relations."""
    articles = _articles(options)
    scored = _found(articles)
    for article in articles:
        yield article.name, judge(article, scored[article.name])


@dataclass(frozen=True, slots=True)
class Scored:
    """A found relation and its score."""

    attribution: Attribution
    score: float


def judge(article: Article, found: Sequence[Scored]) -> Surety:
    """Return the scores of the relations of one article with whether they match one of gold."""
    text_tokens = tokens(article.text)
    gold = [_words(a, article.text, text_tokens) for a in article.attributions]
    words = (_words(each.attribution, article.text, text_tokens) for each in found)
    right = (any(_may_match(own, other) for other in gold) for own in words)
    pairs = zip(found, right, strict=True)
    return {"statements": [Judged(each.score, is_right) for each, is_right in pairs]}


def tally(text: str, gold: Sequence[Attribution], found: Sequence[Attribution]) -> Tally:
    """Count one document."""
    text_tokens = tokens(text)
    exact, token = {}, {}
    for role, spans in ROLES.items():
        gold_spans, found_spans = ({span for a in group for span in spans(a)} for group in (gold, found))
        exact[role] = compare_sets(set(found_spans), set(gold_spans))
        token[role] = compare_sets(
            set(covered(found_spans, text_tokens)), set(covered(gold_spans, text_tokens))
        )
    triples = compare_sets(set(found), set(gold))
    return Tally(exact, token, triples, _relations(text, text_tokens, gold, found))


def figures(total: Tally) -> dict[str, float]:
    """Return the figures of a tally under their fixed names."""
    scores: dict[str, float] = {}
    for role in ROLES:
        for unit, counts in (("exact", total.exact[role]), ("token", total.token[role])):
            scores[f"{role}_{unit}_precision"] = counts.precision
            scores[f"{role}_{unit}_recall"] = counts.recall
            scores[f"{role}_{unit}_f1"] = counts.f1
    relation = total.relation
    return scores | {
        "triple_exact_f1": total.triple.f1,
        "relation_precision": relation.precision,
        "relation_recall": relation.recall,
        "relation_f1": relation.f1,
    }


def as_attribution(statement: Statement, text: str) -> Attribution:
    """Return the spans of a statement in the shape of gold."""
    source, cue, content = (
        tuple(sorted(trimmed(span, text) for span in spans))
        for spans in (statement.speaker.spans, statement.cue.spans, statement.content.spans)
    )
    return Attribution(source, cue, content)


def _articles(options: TaskOptions) -> list[Article]:
    if not options.gold:
        raise InputError("the task needs --gold with a PolNeAR split folder, such as data/dev")
    by_name = {article.name: article for folder in options.gold for article in read_articles(folder)}
    return [by_name[name] for name in options.chosen(list(by_name))]


def _found(articles: Sequence[Article]) -> dict[str, list[Scored]]:
    """Return what the product finds, by article: statements that PolNeAR's guidelines would mark."""
    statements = statements_of(rashomon.extract(*(str(article.path) for article in articles)))
    return {
        article.name: [
            Scored(as_attribution(each, article.text), each.score)
            for each in statements[article.name]
            if each.kind != "authored" and each.within is None
        ]
        for article in articles
    }


def _relations(
    text: str, text_tokens: Sequence[Span], gold: Sequence[Attribution], found: Sequence[Attribution]
) -> Counts:
    """Match relations one to one, the pairs with the largest content overlap first."""
    left, right = ([_words(a, text, text_tokens) for a in group] for group in (found, gold))
    fits = (
        (dice(f[2], g[2]), i, j) for i, f in enumerate(left) for j, g in enumerate(right) if _may_match(f, g)
    )
    return Counts(len(best_first(fits)), len(found), len(gold))


_Words = tuple[set[Span], set[Span], set[Span]]


def _words(attribution: Attribution, text: str, text_tokens: Sequence[Span]) -> _Words:
    source, cue, content = (
        words_only(covered(spans(attribution), text_tokens), text) for spans in ROLES.values()
    )
    return source, cue, content


def _may_match(found: _Words, gold: _Words) -> bool:
    sources_agree = bool(found[0] & gold[0]) or (not found[0] and not gold[0])
    return sources_agree and bool(found[1] & gold[1]) and dice(found[2], gold[2]) >= LEAST_DICE


def dice(left: set[Span], right: set[Span]) -> float:
    """Return the Dice coefficient of two sets; 0 when both are empty."""
    both = len(left) + len(right)
    return 2 * len(left & right) / both if both else 0.0


def _row(article: Article, found: Sequence[Attribution]) -> Row:
    def lines(group: Iterable[Attribution]) -> list[str]:
        return [_sentence(a, article.text) for a in sorted(group, key=lambda a: (a.cue, a.content))]

    both = set(found) & set(article.attributions)
    missed = [a for a in article.attributions if a not in both]
    return Row(article.name, lines(missed), lines(a for a in found if a not in both))


def _sentence(attribution: Attribution, text: str) -> str:
    parts = (" … ".join(span.of(text) for span in spans(attribution)) or "nobody" for spans in ROLES.values())
    return " | ".join(parts)
