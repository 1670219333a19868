"""`stance`: what a text holds about a claim, topic, headline or name.

Gold is a file of Perspectrum (claims, with pool and split file beside it), VAST, FNC-1 (stances, with
bodies beside it) or NewsMTSC, or the folder of one. Of what the model is trained on, which are folders
and files with "train" in their name, the held-out tenth is scored, of Perspectrum all claims but those
of train; of any other file all. With `--split`, those are scored that it names by `SET:ID`, id, or the
id of claim, topic, body or sentence.

`macro_f1` is the mean F1 of the classes that gold has, in percent; of several sets, the mean of theirs.
Perspectrum has no neutral texts: the likelier of the other two classes is taken. `ece` is the
calibration error of the class taken. Each set has its own figures, as `SET_macro_f1` and `SET_CLASS_f1`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from statistics import fmean

from evaluation.errors_page import write_page
from evaluation.options import Scores, TaskOptions
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
from training.gold.stance import StancePair, read_fnc1, read_newsmtsc, read_perspectrum, read_vast
from training.pairs.tasks import toward

_CLAIMS = "perspectrum_with_answers*.json"
_READERS: tuple[tuple[str, Callable[[Path], Iterable[StancePair]]], ...] = (
    ("vast*.zip", read_vast),
    ("vast*.csv", read_vast),
    ("*stances*.csv", read_fnc1),
    ("*.jsonl", read_newsmtsc),
)


def score(options: TaskOptions) -> Scores:
    """Score the shipped pair model; see the module."""
    return score_pairs(options, shipped_judge)


def score_pairs(options: TaskOptions, judged_by: PairJudge) -> Scores:
    """Score `judged_by` on files or folders of stances."""
    if not options.gold:
        raise InputError("the task needs --gold with a file of Perspectrum, VAST, FNC-1 or NewsMTSC")
    found = verdicts(options, (_gold(pair) for pair in _pairs(options)), judged_by)
    if options.errors and not options.sealed:
        write_page(options.errors, "Stance", list(error_rows(found)))
    sets = sorted(by_set(found).items())
    macro = {f"{name}_macro_f1": macro_f1(own) for name, own in sets}
    total = {"macro_f1": fmean(macro.values()) if macro else 0.0, "ece": calibration(found)}
    if options.sealed:
        return total
    classes = [class_figures(name, own) for name, own in sets]
    return total | macro | {name: value for table in classes for name, value in table.items()}


def macro_f1(found: Sequence[Verdict]) -> float:
    """Return the mean F1 of the classes that gold has."""
    return fmean(counts.f1 for counts in compare_classes(found).labels.values() if counts.gold)


def class_figures(name: str, found: Sequence[Verdict]) -> dict[str, float]:
    """Return the F1 of each class of a set."""
    labels = compare_classes(found).labels
    return {f"{name}_{label}_f1": labels[label].f1 for label in sorted(labels)}


def _pairs(options: TaskOptions) -> Iterator[StancePair]:
    listed = options.split is not None
    for path in options.gold:
        if _holds(path, _CLAIMS):
            yield from read_perspectrum(path, ("train", "dev", "test") if listed else ("dev", "test"))
        else:
            yield from (pair for pair in _reader(path)(path) if listed or pair.dev or not _trained_on(path))


def _reader(path: Path) -> Callable[[Path], Iterable[StancePair]]:
    for pattern, read in _READERS:
        if _holds(path, pattern):
            return read
    raise InputError(f"{path} is no file or folder of Perspectrum, VAST, FNC-1 or NewsMTSC")


def _holds(path: Path, pattern: str) -> bool:
    return any(path.rglob(pattern)) if path.is_dir() else path.match(pattern)


def _trained_on(path: Path) -> bool:
    return path.is_dir() or "train" in path.name


def _gold(pair: StancePair) -> GoldPair:
    return GoldPair((f"{pair.set}:{pair.id}", pair.id, pair.group), toward(pair))
