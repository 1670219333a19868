"""PolNeAR articles with what the product finds in them, and with gold of our own that points into them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

import rashomon
from evaluation.options import TaskOptions
from evaluation.scores.lines_gold import read_lines
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span, check_spans
from rashomon.model.records import Statement
from training.gold.polnear import Article, read_articles

_LINES = ".jsonl"
Spans = Annotated[tuple[Span, ...], msgspec.Meta(min_length=1)]


class OfArticle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of gold that points into an article, by its name."""

    article: str

    @property
    def place(self) -> Spans:
        """The characters that it points at, in code points of the article."""
        raise NotImplementedError


_Line = TypeVar("_Line", bound=OfArticle)


def statements_of(found: rashomon.Findings) -> Mapping[str, list[Statement]]:
    """Return the statements of articles by the name of the article that each stands in."""
    names = {document.id: Path(document.path or "").stem for document in found.documents}
    by_name: dict[str, list[Statement]] = {name: [] for name in names.values()}
    for statement in found.statements:
        by_name[names[statement.document]].append(statement)
    return by_name


def with_lines(options: TaskOptions, kind: type[_Line]) -> list[tuple[Article, list[_Line]]]:
    """Return the articles of the gold folders that lines of the gold files point into, in order of name.

    Raises:
        InputError: there is no folder or no file among the gold, or a line points at an article or at
            characters that are not there.
        RecordError: a line is no object of its kind.
    """
    files = [path for path in options.gold if path.suffix == _LINES]
    folders = [path for path in options.gold if path not in files]
    if not files or not folders:
        given = " and ".join(map(str, options.gold)) or "nothing"
        raise InputError(
            f"--gold was {given}: give a {_LINES} file and PolNeAR's split folder of its articles"
        )
    lines: dict[str, list[_Line]] = defaultdict(list)
    for line in read_lines(files, kind):
        lines[line.article].append(line)
    articles = {each.name: each for folder in folders for each in read_articles(folder)}
    if missing := sorted(lines.keys() - articles.keys()):
        raise InputError(f"no article is called {missing[0]}: give --gold with PolNeAR's split folder too")
    for name, pointing in lines.items():
        _check_inside(articles[name], pointing)
    return [(articles[name], lines[name]) for name in options.chosen(list(lines))]


def _check_inside(article: Article, lines: Sequence[OfArticle]) -> None:
    places = Counter(line.place for line in lines)
    for line in lines:
        if places[line.place] > 1:
            raise InputError(f"{article.name}: two lines of gold point at {line.place}")
        try:
            check_spans(line.place, len(article.text))
        except ValueError as error:
            raise InputError(f"{article.name}: gold does not fit the article: {error}") from error
