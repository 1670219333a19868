"""Denied: statements by which somebody says that something is not so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rashomon.compare.words import Vocabulary
from rashomon.model.offsets import Span
from rashomon.report.beside import Group
from rashomon.report.denying import is_denial
from rashomon.report.lines import Line, quote
from rashomon.report.sentences import sentence_around
from rashomon.report.statements import Said
from rashomon.report.stems import stems_of

_OVERLAP = 0.5  # of the words of two denials of one speaker, as a share of the fewer
_MATTER = "Beside other texts"
_PLACE = "Place in the text"
_POINTING = re.compile(
    r"\W*(?:this|that|it|these|those)(?:\s+is\s+(?:untrue|not true|false|a lie))?\W*", re.IGNORECASE
)


@dataclass(slots=True)
class _Denied:
    """What one speaker denies, in all texts."""

    stems: frozenset[int]
    said: list[Said] = field(default_factory=list)


def denials(said: Iterable[Said], matters: Sequence[Group]) -> Iterator[Line]:
    """Yield a line for each thing that a named speaker denies, however many texts report it.

    Denials of one speaker are one where they share half of their words. A line leads to the matter that the
    denial is of, where several texts speak of it, else to its place.

    Args:
        said: all statements, in order of text and place.
        matters: what several texts speak of.
    """
    vocabulary = Vocabulary()
    held: defaultdict[str, list[_Denied]] = defaultdict(list)
    for each in said:
        if is_denial(each):
            _put(held[each.who.casefold()], each, _stems(vocabulary, each))
    places = _places(matters)
    for groups in held.values():
        for group in groups:
            line = _line(group.said, places)
            if line:
                yield line


def _stems(vocabulary: Vocabulary, said: Said) -> frozenset[int]:
    text = said.statement.content.text
    if _only_points(said):  # one sentence that rejects "this" is told by all of its words
        text = sentence_around(said.text.body, said.statement.content.spans[0]).of(said.text.body)
    return stems_of(text, vocabulary)


def _put(groups: list[_Denied], said: Said, stems: frozenset[int]) -> None:
    for group in groups:
        if len(group.stems & stems) >= _OVERLAP * max(1, min(len(group.stems), len(stems))):
            group.said.append(said)
            return
    groups.append(_Denied(stems, [said]))


def _places(matters: Sequence[Group]) -> Mapping[str, Group]:
    return {finding: group for group in reversed(matters) for finding in group.findings}


def _line(said: Sequence[Said], places: Mapping[str, Group]) -> Line | None:
    """Return the line of one denial, in the words of the text that says most plainly what is denied.

    Where none says it, and nothing stands before on the line of the first, there is no line.
    """
    numbers = frozenset(each.text.number for each in said)
    matter = next((places[each.statement.id] for each in said if each.statement.id in places), None)
    for each in sorted(said, key=_only_points):
        before = _before(each) if _only_points(each) else None
        if _only_points(each) and before is None:
            return None
        strong = sorted((*each.statement.cue.spans, *each.statement.content.spans))
        shown = quote(each.text, strong, before)
        if shown:
            to, link = (matter.anchor, _MATTER) if matter else (each.place.anchor, _PLACE)
            return Line(f"Denied by {each.who}", shown, numbers, to, link)
    return None


def _only_points(said: Said) -> bool:
    return _POINTING.fullmatch(said.statement.content.text) is not None


def _before(said: Said) -> Span | None:
    """Return what "That is untrue." or "They deny it." speaks of, with it: the sentence before, if any."""
    body = said.text.body
    own = sentence_around(body, said.statement.content.spans[0])
    line = body[body.rfind("\n", 0, own.start) + 1 : own.start].rstrip()
    before = len(body[: own.start].rstrip())
    return Span(before - 1, own.end) if line else None
