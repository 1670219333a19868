"""`nli`: whether a premise entails a hypothesis, contradicts it or leaves it open.

Gold is JSON Lines with premise, hypothesis and label, all of which is scored, or `nli.zip` or the
folder it unpacks to, of which the held-out pairs are scored; with `--split`, those that it names by
`SET:ID` or id. `accuracy` is the percentage of pairs with the right class; `entailment_f1`,
`neutral_f1` and `contradiction_f1` are over all pairs. Where a set has no neutral pairs (cannot,
fever-dev, foolmetwice), the likelier of the other two classes is taken. `ece` is the calibration
error of the class taken. Each set has its own accuracy, as `SET_accuracy`, and the F1 of
contradictions, as `SET_contradiction_f1`.

Where lines name the kind of a pair, as those of `evaluation/made_pairs` do, `KIND_accuracy` is told
for each, and `updates_called_contradictions`: the percentage of later figures and states (kinds
`update` and `status update`) that are found to contradict earlier ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation.errors_page import write_page
from evaluation.options import Scores, TaskOptions
from evaluation.scores.labelled import LabelCounts
from evaluation.scores.pairs import (
    GoldPair,
    PairJudge,
    Verdict,
    by_set,
    calibration,
    compare_classes,
    error_rows,
    shipped_judge,
    verdicts,
)
from rashomon.model.errors import InputError
from training.gold.nli import CONTRADICTION, LABELS, Pair, read_nli, read_pairs_jsonl
from training.pairs.tasks import inference

UPDATES = ("update", "status update")


def score(options: TaskOptions) -> Scores:
    """Score the shipped pair model; see the module."""
    return score_pairs(options, shipped_judge)


def score_pairs(options: TaskOptions, judged_by: PairJudge) -> Scores:
    """Score `judged_by` on files or archives of pairs."""
    if not options.gold:
        raise InputError("the task needs --gold with nli.zip, or JSON Lines of premise, hypothesis and label")
    found = verdicts(options, (_gold(pair) for pair in _pairs(options)), judged_by)
    if options.errors and not options.sealed:
        write_page(options.errors, "Entailment", list(error_rows(found)))
    table = {} if options.sealed else set_figures(found) | kind_figures(found)
    return total_figures(found) | update_figures(found) | table


def total_figures(found: Sequence[Verdict]) -> dict[str, float]:
    """Return the figures over all pairs; all are 0 where there is none."""
    counts = compare_classes(found)
    f1 = {f"{label}_f1": _f1(counts, label) for label in LABELS}
    return {"accuracy": counts.total.precision, **f1, "ece": calibration(found)}


def set_figures(found: Sequence[Verdict]) -> dict[str, float]:
    """Return accuracy and F1 of contradictions of each set."""
    figures: dict[str, float] = {}
    for name, own in sorted(by_set(found).items()):
        counts = compare_classes(own)
        figures[f"{name}_accuracy"] = counts.total.precision
        figures[f"{name}_contradiction_f1"] = _f1(counts, CONTRADICTION)
    return figures


def kind_figures(found: Sequence[Verdict]) -> dict[str, float]:
    """Return the accuracy of each kind that gold names."""
    kinds: dict[str, list[Verdict]] = {}
    for verdict in found:
        if verdict.pair.kind:
            kinds.setdefault(verdict.pair.kind, []).append(verdict)
    return {
        f"{kind.replace(' ', '_')}_accuracy": compare_classes(own).total.precision
        for kind, own in sorted(kinds.items())
    }


def update_figures(found: Sequence[Verdict]) -> dict[str, float]:
    """Return how many updates in a hundred are called contradictions; nothing where gold names none."""
    updates = [verdict for verdict in found if verdict.pair.kind in UPDATES]
    if not updates:
        return {}
    wrong = sum(verdict.label == CONTRADICTION for verdict in updates)
    return {"updates_called_contradictions": 100 * wrong / len(updates)}


def _f1(counts: LabelCounts, label: str) -> float:
    return counts.labels[label].f1 if label in counts.labels else 0.0


def _pairs(options: TaskOptions) -> Iterator[Pair]:
    for path in options.gold:
        yield from read_pairs_jsonl(path) if _is_lines(path) else _archived(path, options)


def _archived(path: Path, options: TaskOptions) -> Iterator[Pair]:
    return (pair for pair in read_nli(path) if pair.dev or options.split is not None)


def _is_lines(path: Path) -> bool:
    return path.suffix in {".jsonl", ".json"}


def _gold(pair: Pair) -> GoldPair:
    return GoldPair((f"{pair.set}:{pair.id}", pair.id), inference(pair), pair.kind)
