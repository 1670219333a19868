"""Where two views of one story differ, as lines with the words of the texts.

    python -m evaluation.differences STORY

prints what the first and the second annotation mark differently, layer by layer, for whoever settles them (of
sealed stories with `--sealed` only: whoever writes code does not read them);
the error page of `stories` shows in the same way what the product finds otherwise than gold has it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from evaluation.agreement import FIRST, SECOND
from evaluation.annotation.build import StoryFolders, build, read_texts
from evaluation.console import exit_with
from evaluation.options import is_sealed
from evaluation.scores.alignment import Alignment, align
from evaluation.scores.findings import Findings, of_compiled
from rashomon.model import records
from rashomon.model.errors import InputError, RashomonError
from rashomon.model.offsets import Span, quoted

_Item = TypeVar("_Item", records.Statement, records.Mention, records.Event, records.TimeReference)
_Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Side:
    """One annotation, with what is needed to put it into words; `actors` are named by the first side."""

    findings: Findings
    texts: Mapping[str, records.Document]
    actors: Mapping[str, str]

    def place(self, document: str) -> str:
        return Path(self.texts[document].path or "").name[:2]

    def words(self, document: str, spans: Sequence[Span]) -> str:
        return " ".join(quoted(spans, self.texts[document].text).split()) or "-"

    def actor(self, actor: str | None) -> str:
        return self.actors.get(actor or "", "?") if actor else "nobody"


@dataclass(frozen=True, slots=True)
class Difference:
    """What one side alone has, on the left or on the right, or what both have with other values."""

    place: str
    layer: str
    left: str
    right: str

    def __str__(self) -> str:
        """Return it as one line."""
        sides = [f"first: {self.left}" if self.left else "", f"second: {self.right}" if self.right else ""]
        return f"{self.place} {self.layer} {' BUT '.join(filter(None, sides))}"


def differences(story: Path) -> Iterator[str]:
    """Yield a line for each difference between the two annotations of a story.

    Raises:
        InputError: an annotation does not fit its texts.
    """
    first, second = (of_compiled(build(StoryFolders(story / "texts", story / n))) for n in (FIRST, SECOND))
    texts = {document.id: document for document in read_texts(story / "texts").values()}
    yield from map(str, layer_differences(first, second, texts))
    one, other = _sides(first, second, texts, align(second, first))
    yield from _across(one, other)


def layer_differences(
    first: Findings, second: Findings, texts: Mapping[str, records.Document]
) -> Iterator[Difference]:
    """Yield what two views mark differently inside texts: statements, events, times, mentions.

    Args:
        first: one view; it gives actors their names.
        second: the other.
        texts: the documents of the story by id.
    """
    aligned = align(second, first)
    one, other = _sides(first, second, texts, aligned)
    ours, theirs = first, second
    yield from _layer(
        "statement", (one, ours.statements), (other, theirs.statements), aligned.statements, _statement
    )
    yield from _layer("event", (one, ours.events), (other, theirs.events), aligned.events, _event)
    yield from _layer("time", (one, ours.times), (other, theirs.times), aligned.times, _time)
    yield from _layer("mention", (one, ours.mentions), (other, theirs.mentions), aligned.mentions, _mention)


def _sides(
    first: Findings, second: Findings, texts: Mapping[str, records.Document], aligned: Alignment
) -> tuple[_Side, _Side]:
    names = {actor.id: actor.names[0] if actor.names else "unnamed" for actor in first.actors}
    others = {a.id: names.get(aligned.actors.get(a.id, ""), f"{a.names[:1]} (second)") for a in second.actors}
    return _Side(first, texts, names), _Side(second, texts, others)


def _layer(
    name: str,
    first: tuple[_Side, Sequence[_Item]],
    second: tuple[_Side, Sequence[_Item]],
    aligned: Mapping[str, str],
    shown: Callable[[_Side, _Item], _Fields],
) -> Iterator[Difference]:
    """Yield what one side alone has, and what both have with other values, in order of text."""
    (one, ours), (other, theirs) = first, second
    by_id = {item.id: item for item in ours}
    taken = set(aligned.values())
    found = [
        Difference(one.place(item.document), name, _line(shown(one, item)), "")
        for item in ours
        if item.id not in taken
    ]
    for item in theirs:
        fields, place = shown(other, item), other.place(item.document)
        if item.id not in aligned:
            found.append(Difference(place, name, "", _line(fields)))
            continue
        wanted = shown(one, by_id[aligned[item.id]])
        if changed := {key: value for key, value in fields.items() if wanted[key] != value}:
            found.append(Difference(place, name, _line(wanted), _line(changed)))
    yield from sorted(found, key=lambda each: each.place)


def _line(fields: _Fields) -> str:
    return "; ".join(f"{name} {value}" for name, value in fields.items())


def _statement(side: _Side, each: records.Statement) -> _Fields:
    document = each.document
    members = sorted(side.actor(member.actor) for member in each.speaker.members)
    return {
        "source": side.words(document, each.speaker.spans),
        "cue": side.words(document, each.cue.spans),
        "content": side.words(document, each.content.spans),
        "kind": each.kind,
        "act": each.act,
        "hedged": each.hedged,
        "loaded": each.loaded,
        "tense": each.tense,
        "speaker": f"{each.speaker.kind} {', '.join(members)}",
        "via": " < ".join(side.actor(step.actor) for step in each.via) or "-",
        **{
            name: side.words(document, found.spans) if found else "-"
            for name, found in (("addressee", each.addressee), ("medium", each.medium), ("time", each.time))
        },
    }


def _event(side: _Side, each: records.Event) -> _Fields:
    roles = sorted(f"{p.role} {side.words(each.document, [p.span])}" for p in each.participants)
    figures = [f"{f.kind} {f.low} {f.best} {f.high}{' about' * f.approximate}" for f in each.figures]
    return {
        "trigger": side.words(each.document, each.trigger.spans),
        "type": each.type,
        "status": each.status,
        "participants": ", ".join(roles),
        "figures": ", ".join(figures),
        "time": bool(each.time),
        "place": bool(each.place),
    }


def _time(side: _Side, each: records.TimeReference) -> _Fields:
    return {"words": side.words(each.document, [each.span]), "value": each.value, "basis": each.basis}


def _mention(side: _Side, each: records.Mention) -> _Fields:
    around = Span(max(0, each.span.start - 30), each.span.start)
    return {
        "words": side.words(each.document, [each.span]),
        "after": side.words(each.document, [around]),
        "actor": side.actor(each.actor),
    }


def _across(one: _Side, other: _Side) -> Iterator[str]:
    """Yield all that each side has across texts: too differently cut to be set side by side."""
    for name, side in ((FIRST, one), (SECOND, other)):
        for each in side.findings.propositions:
            yield f"{name} proposition: {each.label}: {' | '.join(value.value for value in each.values)}"
        for link in side.findings.links:
            yield f"{name} {link.kind} (compatible: {link.compatible}): {_ends(side, link.left, link.right)}"
        for drift in side.findings.drifts:
            yield f"{name} drift ({drift.kind}): {_ends(side, drift.left, drift.right)}"
        for accused in side.findings.accused:
            yield f"{name} accused: {side.actor(accused.actor)}"
        for origin in side.findings.origins:
            yield f"{name} origin: {', '.join(sorted(side.place(d) for d in origin.documents))}"


def _ends(side: _Side, left: records.Passage, right: records.Passage) -> str:
    return " || ".join(f"{side.place(e.document)} {side.words(e.document, e.spans)}" for e in (left, right))


def main() -> int:
    """Print the differences of one story; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.differences", description=__doc__)
    parser.add_argument("story", type=Path, help="a folder with texts, first and second")
    parser.add_argument("--sealed", action="store_true", help="the story is sealed, and is to be settled")
    given = parser.parse_args()
    try:
        if is_sealed(given.story) and not given.sealed:
            raise InputError(f"{given.story} is sealed gold: its differences show what stands in it")
        sys.stdout.writelines(f"{line}\n" for line in differences(given.story))
    except RashomonError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    exit_with(main)
