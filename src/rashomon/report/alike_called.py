"""Bodies that are called alike and are told apart: each with what tells it apart behind its name.

"Defence Ministry (Velmar)": the state or town whose it is, where no other of the name is that one's; else
"Defence Ministry (in the Halm Gazette)": the text that names it, where only one does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from rashomon.compare.names import display_name, is_proper
from rashomon.compare.owned import owners_as_named
from rashomon.model.corpus import Extraction
from rashomon.model.records import Actor, Mention
from rashomon.report.characters import one_line
from rashomon.report.texts import Library

_BODIES = frozenset({"organisation", "group"})


def told_apart(extraction: Extraction, books: Library) -> Extraction:
    """Return the findings, each body that has its name with others under one that it has alone, if it can."""
    labels = dict(_labels(extraction, books))
    if not labels:
        return extraction
    actors = (
        replace(actor, names=(labels[actor.id], *actor.names)) if actor.id in labels else actor
        for actor in extraction.actors
    )
    return replace(extraction, actors=tuple(actors))


def is_label_of(label: str, name: str) -> bool:
    """Tell a name with what tells apart behind it."""
    return label.startswith(f"{name} (")


def _labels(extraction: Extraction, books: Library) -> Iterator[tuple[str, str]]:
    alike: defaultdict[tuple[str, str], list[Actor]] = defaultdict(list)
    for actor in extraction.actors:
        if actor.type in _BODIES and is_proper(display_name(actor)):
            alike[actor.type, one_line(display_name(actor)).casefold()].append(actor)
    several = [own for own in alike.values() if len(own) > 1]
    asked = {actor.id for own in several for actor in own}
    mentions = [each for each in extraction.mentions if each.actor in asked]
    naming = _naming(mentions, books)
    whose = owners_as_named(mentions, extraction.documents) if mentions else {}
    for own in several:
        yield from _apart(own, whose, naming)


def _apart(
    alike: Sequence[Actor], whose: Mapping[str, str], naming: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str]]:
    """Yield the labels of those of one name who have one to themselves."""
    owners = _own({actor.id: _owner(actor, whose) for actor in alike})
    texts = _own({actor.id: naming.get(actor.id, ()) for actor in alike})
    for actor in alike:
        behind = owners.get(actor.id) or (f"in {texts[actor.id]}" if actor.id in texts else "")
        if behind:
            yield actor.id, f"{one_line(display_name(actor))} ({behind})"


def _owner(actor: Actor, whose: Mapping[str, str]) -> Sequence[str]:
    """Return the state that a body acts for, else whose it is by the words beside its name."""
    told = (*(each.state for each in actor.acts_for), *filter(None, (whose.get(actor.id),)))
    return [one_line(each) for each in told[:1]]


def _own(told: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """Return what is told of each of whom one thing is told that is told of no other."""
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for actor, things in told.items():
        for thing in things:
            holders[thing].add(actor)
    return {
        actor: things[0]
        for actor, things in told.items()
        if len(things) == 1 and len(holders[things[0]]) == 1
    }


def _naming(mentions: Iterable[Mention], books: Library) -> Mapping[str, Sequence[str]]:
    """Return by the id of an actor the names of the texts that name or mean it, each text once."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for mention in mentions:
        text = books.texts.get(mention.document)
        if text is not None:
            found[mention.actor or ""][mention.document] = text.name
    return {actor: tuple(names.values()) for actor, names in found.items()}
