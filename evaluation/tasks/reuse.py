"""Score shared passages: which are found, and which way they went.

Gold is a folder of stories, each a folder with a `gold.jsonl` and texts, beside it or in a folder `texts`;
`evaluation/reuse/README.md` describes it. A found link matches a gold pair when both its sides have a Dice
coefficient of at least 0.5 with the gold's sides, counted in characters. Each link and each gold pair is
matched at most once, best overlap first. Figures are percentages over all stories together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import add
from pathlib import Path

from evaluation.counting import Counts
from evaluation.errors_page import Row, write_page
from evaluation.options import Scores, TaskOptions
from evaluation.passage_pairs import GoldPair
from evaluation.scores.alignment import LEAST_DICE, best_first
from evaluation.scores.lines_gold import read_lines
from rashomon.compare import compare_documents
from rashomon.model.corpus import Extraction
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from rashomon.model.records import Document, Link
from rashomon.pipeline import sentence_vectors
from rashomon.read import ReadSettings, dated_by_others, load_sources, read_inputs

_GOLD = "gold.jsonl"
_KINDS = ("exact", "near", "reworded")


@dataclass(frozen=True, slots=True)
class Place:
    """A passage: the name of its text, and where it stands in it."""

    document: str
    span: Span

    def dice(self, other: Place) -> float:
        """Return how far both overlap, from 0 to 1, in characters."""
        if self.document != other.document:
            return 0.0
        shared = min(self.span.end, other.span.end) - max(self.span.start, other.span.start)
        return 2 * max(0, shared) / (len(self.span) + len(other.span))


@dataclass(frozen=True, slots=True)
class PairOfPlaces:
    """Two passages; `directed` when the left one is the source."""

    left: Place
    right: Place
    kind: str
    directed: bool

    def overlap(self, other: PairOfPlaces) -> float:
        """Return the lesser Dice of the two sides, whichever way round they fit; 0 below the threshold."""
        straight = min(self.left.dice(other.left), self.right.dice(other.right))
        crossed = min(self.left.dice(other.right), self.right.dice(other.left))
        best = max(straight, crossed)
        return best if best >= LEAST_DICE else 0.0


@dataclass(frozen=True, slots=True)
class StoryScore:
    """Counts of one story; `kinds` are those of recall by kind, `false_alarms` of unrelated pairs linked."""

    pairs: Counts = field(default_factory=Counts)
    directions: Counts = field(default_factory=Counts)
    kinds: tuple[Counts, ...] = (Counts(),) * len(_KINDS)
    false_alarms: Counts = field(default_factory=Counts)
    rows: tuple[Row, ...] = field(default=(), compare=False)

    def __add__(self, other: StoryScore) -> StoryScore:
        """Return the sums."""
        return StoryScore(
            self.pairs + other.pairs,
            self.directions + other.directions,
            tuple(map(add, self.kinds, other.kinds)),
            self.false_alarms + other.false_alarms,
            self.rows + other.rows,
        )


def score(options: TaskOptions) -> Scores:
    """Return the figures of all stories under the gold folders.

    Raises:
        InputError: there is no gold, or it does not fit its texts.
    """
    if not options.gold:
        raise InputError("the task needs --gold with a folder of stories, such as evaluation/reuse/dev")
    folders = passage_folders(options.gold)
    chosen = options.chosen(list(folders))
    total = reduce(add, (score_story(folders[name]) for name in chosen), StoryScore())
    if options.errors and not options.sealed:
        write_page(options.errors, "Shared passages", total.rows)
    scores = {
        "precision": total.pairs.precision,
        "recall": total.pairs.recall,
        "f1": total.pairs.f1,
        "direction_accuracy": total.directions.recall,
    }
    if not options.sealed:
        scores |= {f"{kind}_recall": counts.recall for kind, counts in zip(_KINDS, total.kinds, strict=True)}
        scores["unrelated_linked"] = total.false_alarms.recall
    return {name: round(figure, 2) for name, figure in scores.items()}


def score_story(folder: Path) -> StoryScore:
    """Compare the texts of one story and count what is right.

    Raises:
        InputError: the gold does not fit the texts.
    """
    documents, gold = read_story(folder)
    _, comparison = compare_documents(Extraction(documents=documents), sentence_vectors)
    names = _names(documents)
    found = [_found(link, names) for link in comparison.copied]
    texts = {names[document.id]: document for document in documents}
    return count(found, gold, Row(folder.name, *_shown(found, gold, texts)))


def read_story(folder: Path) -> tuple[tuple[Document, ...], list[PairOfPlaces]]:
    """Return the texts of a story, with what a user would know of each source, and its gold pairs.

    Raises:
        InputError: the gold does not fit the texts.
    """
    inner = folder / "texts"
    lying = sorted((inner if inner.is_dir() else folder).iterdir())
    files = [str(path) for path in lying if path.is_file() and path.name not in {_GOLD, "sources.toml"}]
    known = folder / "sources.toml"
    settings = ReadSettings(sources=load_sources(known)) if known.is_file() else ReadSettings()
    documents = tuple(dated_by_others(tuple(read_inputs(files, settings))))
    texts = dict(zip(_names(documents).values(), documents, strict=True))
    return documents, [_located(pair, texts, folder) for pair in read_lines([folder / _GOLD], GoldPair)]


def _names(documents: Iterable[Document]) -> dict[str, str]:
    """Return the names of the files of documents by id."""
    return {document.id: Path(document.path or document.id).name for document in documents}


def count(found: Sequence[PairOfPlaces], gold: Sequence[PairOfPlaces], row: Row | None = None) -> StoryScore:
    """Count what is right among the found pairs of one story."""
    targets = [pair for pair in gold if pair.kind != "unrelated"]
    unrelated = [pair for pair in gold if pair.kind == "unrelated"]
    matched = match(found, targets)
    right = [(found[at], targets[to]) for at, to in matched]
    known = [(one, target) for one, target in right if target.directed]
    agreed = sum(one.directed and one.left.document == target.left.document for one, target in known)
    alarms = sum(any(one.overlap(pair) for one in found) for pair in unrelated)
    return StoryScore(
        Counts(len(matched), len(found), len(targets)),
        Counts(agreed, len(known), len(known)),
        tuple(_of_kind(kind, right, targets) for kind in _KINDS),
        Counts(alarms, len(found), len(unrelated)),
        (row,) if row else (),
    )


def match(found: Sequence[PairOfPlaces], gold: Sequence[PairOfPlaces]) -> list[tuple[int, int]]:
    """Return which found pair is which gold pair, by number, best overlap first, each used once."""
    fits = (
        (overlap, at, to)
        for at, one in enumerate(found)
        for to, target in enumerate(gold)
        if (overlap := one.overlap(target))
    )
    return sorted(best_first(fits).items())


def _of_kind(
    kind: str, right: Iterable[tuple[PairOfPlaces, PairOfPlaces]], targets: Iterable[PairOfPlaces]
) -> Counts:
    hits = sum(target.kind == kind for _, target in right)
    return Counts(hits, hits, sum(target.kind == kind for target in targets))


def passage_folders(gold: Iterable[Path]) -> dict[str, Path]:
    """Return the folders of all stories by name.

    Raises:
        InputError: a path holds no gold, or two stories have one name.
    """
    found: dict[str, Path] = {}
    for path in gold:
        files = [path] if path.name == _GOLD else sorted(path.rglob(_GOLD))
        if not any(file.is_file() for file in files):
            raise InputError(f"no {_GOLD} under {path}: give a folder of stories with gold passages")
        for file in files:
            if file.parent.name in found:
                raise InputError(f"two stories are called {file.parent.name}: rename one of the folders")
            found[file.parent.name] = file.parent
    return found


def _located(pair: GoldPair, texts: dict[str, Document], folder: Path) -> PairOfPlaces:
    left = _place(pair.left, pair.left_words, texts, folder)
    right = _place(pair.right, pair.right_words, texts, folder)
    return PairOfPlaces(left, right, pair.kind, pair.direction == "left")


def _place(name: str, words: str, texts: dict[str, Document], folder: Path) -> Place:
    text = texts[name].text if name in texts else ""
    if text.count(words) != 1 or not words:
        times = text.count(words) if words else 0
        raise InputError(f"{folder.name}: “{words}” stands {times} times in {name}, and should stand once")
    start = text.index(words)
    return Place(name, Span(start, start + len(words)))


def _found(link: Link, names: dict[str, str]) -> PairOfPlaces:
    left, right = (
        Place(names[side.document], Span(side.spans[0].start, side.spans[-1].end))
        for side in (link.left, link.right)
    )
    return PairOfPlaces(left, right, "found", link.kind == "derive")


def _shown(
    found: Sequence[PairOfPlaces], gold: Sequence[PairOfPlaces], texts: dict[str, Document]
) -> tuple[list[str], list[str]]:
    """Return the gold pairs that were missed and the found pairs that match none, as lines."""
    targets = [pair for pair in gold if pair.kind != "unrelated"]
    matched = dict(match(found, targets))
    missed = [pair for to, pair in enumerate(targets) if to not in matched.values()]
    wrong = [pair for at, pair in enumerate(found) if at not in matched]
    return [_line(pair, texts) for pair in missed], [_line(pair, texts) for pair in wrong]


def _line(pair: PairOfPlaces, texts: dict[str, Document]) -> str:
    sides = (
        f"{side.document}: {side.span.of(texts[side.document].text)}" for side in (pair.left, pair.right)
    )
    return " | ".join(sides)
