"""Actors that one text calls by what they are alone, found under their names in other texts of the story.

"The mayor" of a text that names no mayor is the person whom other texts on the event call mayor, and "the
commission" the body that has this noun in its name: where there is just one, and the text names no other. The
text has each word that tells this one from others of its kind: who speaks of "the commander" and of no rebels
means no rebel commander.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from rashomon.compare.actors import Grouping
from rashomon.compare.names import body_name, is_proper
from rashomon.compare.owned import owners_as_named
from rashomon.compare.whose import Whose
from rashomon.compare.wordlists import BODIES, FUNCTION_WORDS
from rashomon.model.corpus import Extraction
from rashomon.model.identity import group_id
from rashomon.model.records import Actor, ActorType, Reason

CALLED, CALLED_SCORE = "called", 0.6
_STEM = 5  # letters of a word that its forms share
_MORE = 2  # times the texts that name any other
_OWNER = re.compile(r"['\u2019]s\b")
_BEHIND = re.compile(r"\b(?:of|for|at|in|to|with|on)\b|[,(]")
_ANYWHERE = frozenset(
    "administrative city county district local main municipal press provincial regional senior town".split()
)
"""Words that tell nobody from others of the kind at one place, so that a text leaves them out."""
_OF_A_FIELD = frozenset(
    "chief commissioner director head minister ministry secretary spokesman spokesperson spokeswoman".split()
)
"""Nouns whose field goes without saying where one of them acts: "the minister" of a text on a bridge."""
_FORMER = frozenset({"former", "ex", "late", "old", "then"})
_OWN = "own"


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the actors of a run are mentioned: documents and stories by actor."""

    documents: Mapping[str, frozenset[str]]
    stories: Mapping[str, frozenset[str]]


def group_called(extraction: Extraction) -> Grouping:
    """Return the actors with those known by a description joined to whom the story's other texts name so.

    Args:
        extraction: with actors grouped by name and documents put into stories.
    """
    places, whose, texts = _places(extraction), Whose(extraction), _Texts(extraction)
    by_id = {actor.id: actor for actor in extraction.actors}
    titled = _titled(extraction.actors, places)
    owners = owners_as_named(extraction.mentions, extraction.documents)
    joined: defaultdict[str, list[str]] = defaultdict(list)
    for actor in extraction.actors:
        bearer = _bearer(actor, titled, places, texts, owners)
        if bearer is not None and whose.may_be_one(bearer, actor.id):
            joined[bearer].append(actor.id)
    return _joined(by_id, joined)


_Titled = Mapping[tuple[str, ActorType, str], Sequence[tuple[str, "_Title"]]]
"""Actors with what they are called, by story, type and each word of that."""


def _titled(actors: Iterable[Actor], places: _Places) -> _Titled:
    found: defaultdict[tuple[str, ActorType, str], list[tuple[str, _Title]]] = defaultdict(list)
    for actor in actors:
        for title in _titles(actor) if any(map(is_proper, actor.names)) else ():
            for story in sorted(places.stories.get(actor.id, ())):
                for word in sorted(title.words):
                    found[story, actor.type, word].append((actor.id, title))
    return found


def _places(extraction: Extraction) -> _Places:
    story = {document.id: document.story or document.id for document in extraction.documents}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for mention in extraction.mentions:
        if mention.actor is not None:
            found[mention.actor].add(mention.document)
    return _Places(
        {actor: frozenset(own) for actor, own in found.items()},
        {actor: frozenset(story[document] for document in own) for actor, own in found.items()},
    )


@dataclass(frozen=True, slots=True)
class _Title:
    """What somebody is called: the noun that it is about, all its words, and those that tell which one."""

    noun: str
    words: frozenset[str]
    limits: frozenset[str]


def _title(told: str) -> _Title:
    """Read "mayor of Halm" and "the union's general secretary"; the mayor's spokesman is no mayor."""
    own = _OWNER.split(told)[-1]
    tokens = body_name(told).tokens
    before = body_name(_BEHIND.split(own)[0]).tokens or tokens
    noun = before[-1] if before else ""
    limits = frozenset(before) - {noun} - _FORMER - _ANYWHERE - FUNCTION_WORDS
    limits = frozenset() if noun in _OF_A_FIELD else limits
    return _Title(noun, frozenset(tokens) - _FORMER - FUNCTION_WORDS, limits)


def _titles(actor: Actor) -> tuple[_Title, ...]:
    """Return the offices of a person, or the names of a body."""
    if actor.type == "person":
        return tuple(_title(role.title) for role in actor.roles)
    return tuple(title for title in map(_title, actor.names) if not title.words <= BODIES)


class _Texts:
    """The words of the texts that describe somebody without a name."""

    def __init__(self, extraction: Extraction) -> None:
        self._texts = {document.id: document.text for document in extraction.documents}
        self._known: dict[str, frozenset[str]] = {}

    def have(self, words: frozenset[str], documents: Iterable[str]) -> bool:
        """Tell whether some documents have any of some words, or forms of them: "rebels" for "rebel"."""
        return not words or any(word[:_STEM] in self._stems(each) for each in documents for word in words)

    def _stems(self, document: str) -> frozenset[str]:
        if document not in self._known:
            tokens = body_name(self._texts[document]).tokens
            self._known[document] = frozenset(token[:_STEM] for token in tokens)
        return self._known[document]


def _bearer(
    actor: Actor, titled: _Titled, places: _Places, texts: _Texts, owners: Container[str]
) -> str | None:
    """Return the one actor of the story that is called what an actor without a name is called.

    "The union" is the one that its own text names, and of no other text where there is one; else all of the
    kind in the story count. Where a text names a state's ministry and calls one just "the ministry" besides,
    that is another one.
    """
    called, documents = _called(actor), places.documents.get(actor.id, frozenset())
    if called is None:
        return None
    alike = [
        (other, title)
        for story in sorted(places.stories.get(actor.id, ()))
        for other, title in titled.get((story, actor.type, min(called.words)), ())
        if other != actor.id and _is_called(called, title, actor.type)
    ]
    fitting = [other for other, title in alike if texts.have(title.limits - called.words, documents)]
    if not called.words <= BODIES:
        return _foremost(list(dict.fromkeys(fitting)), places)
    known = {other for other, _ in alike}
    own = {other for other in known if documents & places.documents.get(other, frozenset())}
    if own:
        return min(own) if len(own) == 1 and min(own) not in owners else None
    one = _foremost(sorted(known), places)
    return one if one in fitting else None


def _is_called(called: _Title, title: _Title, kind: ActorType) -> bool:
    return called.words <= title.words and (kind != "person" or called.noun == title.noun)


def _foremost(found: Sequence[str], places: _Places) -> str | None:
    """Return the only one, or the one that far more texts name than any other."""
    if len(found) <= 1:
        return found[0] if found else None
    first, second, *_ = sorted(found, key=lambda actor: (-len(places.documents[actor]), actor))
    more = len(places.documents[first]) >= _MORE * len(places.documents[second])
    return first if more else None


def _called(actor: Actor) -> _Title | None:
    """Return what an actor without a name is called; `None` for one that has a name."""
    titles = [_title(name) for name in actor.names]
    proper = any(is_proper(n) and not t.words <= BODIES for n, t in zip(actor.names, titles, strict=True))
    known = not any(_OWN in name.split() for name in actor.names)  # "their own ministry" is another state's
    known = known and actor.type in {"person", "organisation"} and bool(titles) and bool(titles[0].words)
    return titles[0] if known and not proper else None


def _joined(by_id: Mapping[str, Actor], joined: Mapping[str, list[str]]) -> Grouping:
    renamed: dict[str, str] = {}
    merged: dict[str, Actor] = {}
    for bearer, others in joined.items():
        members = [by_id[bearer], *(by_id[other] for other in sorted(others))]
        one = replace(
            by_id[bearer],
            id=group_id("actor", sorted(member.id for member in members)),
            merged_because=tuple(sorted({*by_id[bearer].merged_because, *_reasons(members)}, key=_order)),
        )
        merged[bearer] = one
        renamed |= {member.id: one.id for member in members}
    kept = [
        merged.get(actor.id, actor)
        for actor in by_id.values()
        if actor.id not in renamed or actor.id in merged
    ]
    return Grouping(tuple(sorted(kept, key=lambda actor: actor.id)), {**{a: a for a in by_id}, **renamed})


def _reasons(members: Iterable[Actor]) -> Iterator[Reason]:
    first, *others = members
    for other in others:
        detail = (
            f"a text calls “{first.names[0]}” just “{other.names[0]}”, as no other in the story is called"
        )
        yield Reason(code=CALLED, detail=detail, score=CALLED_SCORE)


def _order(reason: Reason) -> tuple[str, str]:
    return reason.code, reason.detail
