"""`speakers`: who is meant by "she" or "the minister", on PolNeAR articles with names of our own.

Gold is a PolNeAR split folder and JSON Lines: where a source stands in which article, and for each person or
body meant the names that the article has for them; none where the article names nobody. A source is resolved
by the statement whose source overlaps it most: `accuracy` is the share of sources whose statement has just
those actors, each known by one of its names and by none that gold has for another in the article; an actor
that is known by a description alone has no name, unless gold has it as one. `found` is the share that has a
statement at all. `nearest_name_accuracy` takes the nearest person or organisation named before the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import rashomon
from evaluation.errors_page import Row, in_context, write_page
from evaluation.options import Scores, TaskOptions
from evaluation.scores.alignment import span_dice
from evaluation.scores.analysing import from_raw
from evaluation.scores.articles import OfArticle, Spans, statements_of, with_lines
from rashomon.compare.names import is_proper
from rashomon.language import Analysis
from rashomon.model.offsets import Span
from rashomon.model.records import Statement
from training.gold.polnear import Article

_NAMED = ("Person", "Organization")


class GoldSource(OfArticle, frozen=True, forbid_unknown_fields=True):
    """A source by its spans, in code points of the article, and the names of each actor that it means."""

    source: Spans
    actors: tuple[tuple[str, ...], ...]

    @property
    def place(self) -> Spans:
        """The characters of the source."""
        return self.source


@dataclass(frozen=True, slots=True)
class Resolved:
    """A source of gold and the actors found for it, by their names; `None` where there is no statement."""

    article: Article
    gold: GoldSource
    found: tuple[tuple[str, ...], ...] | None
    nearest: str
    others: frozenset[str] = frozenset()

    @property
    def right(self) -> bool:
        """Tell whether just the actors of gold were found, and no one of another's name among them."""
        found = self.found or ()
        mixed = any(name.casefold() in self.others for names in found for name in names)
        return self.found is not None and not mixed and same_actors(found, self.gold.actors)


def score(options: TaskOptions) -> Scores:
    """Return the figures over the sources of the chosen articles.

    Raises:
        InputError: gold has no sources, or a source of an article that is not there.
    """
    gold = with_lines(options, GoldSource)
    found = rashomon.extract(*(str(article.path) for article, _ in gold))
    statements = statements_of(found)
    names = {actor.id: actor.names for actor in found.actors}
    judged = [
        Resolved(article, line, _actors(line, statements[article.name], names), nearest, _others(line, lines))
        for (article, lines), analysis in zip(gold, from_raw((a.name, a.text) for a, _ in gold), strict=True)
        for line, nearest in zip(lines, nearest_names(lines, analysis), strict=True)
    ]
    if options.errors and not options.sealed:
        write_page(options.errors, "Speakers", [_row(each) for each in judged if not each.right])
    return {
        "accuracy": _share(each.right for each in judged),
        "found": _share(each.found is not None for each in judged),
        "nearest_name_accuracy": _share(same_actors(((e.nearest,),), e.gold.actors) for e in judged),
    }


def same_actors(found: Sequence[Sequence[str]], gold: Sequence[Sequence[str]]) -> bool:
    """Tell whether each found actor is another one of gold, by any of their names, and none is left over."""
    left = [{name.casefold() for name in actor} for actor in gold]
    for actor in found:
        own = {name.casefold() for name in actor}
        same = next((names for names in left if names & own), None)
        if same is None:
            return False
        left.remove(same)
    return not left


def nearest_names(lines: Iterable[GoldSource], analysis: Analysis) -> list[str]:
    """Return for each source the person or organisation named last before it, "" where there is none."""
    labels = [analysis.inventory.entities[label] for label in analysis.entities.labels]
    places = analysis.offsets(analysis.entities.spans).tolist()
    named = [Span(*place) for place, label in zip(places, labels, strict=True) if label in _NAMED]
    before = ([span for span in named if span.end <= line.source[0].start] for line in lines)
    return [max(group, key=lambda span: span.end).of(analysis.text) if group else "" for group in before]


def _others(line: GoldSource, lines: Iterable[GoldSource]) -> frozenset[str]:
    """Return the names that gold has in an article for those whom a source does not mean."""
    own = {name.casefold() for actor in line.actors for name in actor}
    known = {name.casefold() for each in lines for actor in each.actors for name in actor}
    return frozenset(known - own)


def _actors(
    line: GoldSource, statements: Iterable[Statement], names: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[str, ...], ...] | None:
    likest = max(statements, key=lambda each: span_dice(each.speaker.spans, line.source), default=None)
    if likest is None or not span_dice(likest.speaker.spans, line.source):
        return None
    actors = dict.fromkeys(member.actor for member in likest.speaker.members if member.actor)
    known = {name.casefold() for actor in line.actors for name in actor}
    return tuple(names[actor] for actor in actors if _is_named(names[actor], known))


def _is_named(names: Iterable[str], known: AbstractSet[str]) -> bool:
    """Tell whether an actor has a name, and is not known by what it is called alone ("the clerk")."""
    return any(is_proper(name) or name.casefold() in known for name in names)


def _share(right: Iterable[bool]) -> float:
    judged = list(right)
    return 100 * sum(judged) / len(judged) if judged else 0.0


def _row(resolved: Resolved) -> Row:
    def shown(actors: Iterable[Iterable[str]] | None) -> list[str]:
        return (
            ["no statement"]
            if actors is None
            else [" / ".join(names) for names in actors] or ["nobody named"]
        )

    place = in_context(resolved.gold.source[0], resolved.article.text)
    return Row(f"{resolved.article.name}: {place}", shown(resolved.gold.actors), shown(resolved.found))
