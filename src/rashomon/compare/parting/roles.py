"""Offices that texts give one person, and that nobody holds together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rashomon.compare.labels import shortened
from rashomon.compare.names import display_name
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.pointing import Entry, Verdict, parted
from rashomon.compare.parting.points import Given, Parted, Point
from rashomon.compare.parting.tellings import renumbered
from rashomon.compare.titles import noun_of
from rashomon.compare.wordlists import BODIES, BODY_KINDS, BODY_SCOPES, FUNCTION_WORDS
from rashomon.model.offsets import Span
from rashomon.model.records import Actor, Passage, Reason, Role

_SURE = 0.8
_MOST = 12  # offices of one person that are held against one another
_DAY = len("2031-05-05")
_WORD = re.compile(r"[^\W\d_]+")
_LATER = frozenset({"former", "acting", "new", "next", "then"})
_STATE = (
    frozenset({"president"}),
    frozenset({"premier", "chancellor", "prime minister"}),
    frozenset({"king", "queen", "emperor", "monarch"}),
)
"""Heads of states and of governments: nobody is two of them at once."""
_VOICES = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_HEADS = frozenset(
    {"chairman", "chairwoman", "chair", "chairperson", "president", "director", "head", "chief"}
)
_PORTFOLIOS = frozenset({"minister", "secretary"})
_LASTING = frozenset({"governor", "minister", "mayor", "chairman", "chairwoman", "director", "commissioner"})
"""Offices that who has left them is no longer called by."""
_SAME = (
    frozenset({"interior", "internal", "home"}),
    frozenset({"foreign", "external"}),
    frozenset({"defence", "defense", "military", "war"}),
    frozenset({"labour", "labor", "employment", "work", "social"}),
    frozenset({"finance", "financial", "treasury", "economy", "economic"}),
    frozenset({"transport", "transportation", "traffic", "infrastructure"}),
    frozenset({"education", "school", "schools", "science"}),
    frozenset({"environment", "environmental", "climate", "ecology"}),
)
"""What one portfolio may be called."""
_MATTERS = frozenset(
    """
    agriculture budget climate communication communications culture defence defense development digital
    economic economics economy education emergencies emergency employment energy environment families family
    finance fisheries foreign forestry gender health home housing immigration industry information
    infrastructure innovation integration interior internal justice labor labour lands law migration mines
    mining planning police ports power railways research roads rural science security social sport sports
    technology tourism trade transport transportation treasury war water waters welfare women works youth
    """.split()
)
"""What ministers are of."""
_NO_PORTFOLIO = frozenset(
    "prime first deputy vice state general cabinet minister ministers secretary affairs press private".split()
)


@dataclass(frozen=True, slots=True)
class _Office:
    """An office as one text gives it, with its noun and its other words in lower case."""

    role: Role
    document: str
    span: Span
    noun: str
    words: frozenset[str]

    @property
    def title(self) -> str:
        """Return the title on one line."""
        return " ".join(self.role.title.split())


def roles(ground: Ground) -> Iterator[Parted]:
    """Yield the persons to whom texts give offices that nobody holds together."""
    for actor in ground.extraction.actors:
        if actor.type == "person" and len(actor.roles) > 1:
            offices = list(_offices(ground, actor))[:_MOST]
            held = {
                (one, other): verdict
                for one, other in combinations(range(len(offices)), 2)
                if (verdict := _weighed(ground, offices[one], offices[other]))
            }
            if not held:
                continue
            name = display_name(actor)
            point = Point("role", f"office of {name}", _label(ground, offices[0]), ())
            place = renumbered(held)
            entries = [_entry(ground, offices[at]) for at in place]
            verdicts = {(place[one], place[other]): verdict for (one, other), verdict in held.items()}
            found = parted(ground, point, entries, verdicts)
            if found is not None:
                yield found


def _offices(ground: Ground, actor: Actor) -> Iterator[_Office]:
    """Yield each title of each text once, in order of date."""
    seen: set[tuple[str, str]] = set()
    found = [
        (each, role) for role in actor.roles for each in role.evidence if each.document in ground.numbers
    ]
    for each, role in sorted(found, key=lambda pair: (ground.numbers[pair[0].document], pair[0].span)):
        words = [word.casefold() for word in _WORD.findall(role.title)]
        if (each.document, role.title) not in seen:
            seen.add((each.document, role.title))
            noun = "prime minister" if "prime" in words and "minister" in words else noun_of(role.title)
            yield _Office(role, each.document, each.span, noun, frozenset(words) - {noun})


def _label(ground: Ground, office: _Office) -> str:
    number = ground.sentence_number(office.document, office.span)
    return shortened(office.title if number is None else ground.collection.words(number))


def _entry(ground: Ground, office: _Office) -> Entry:
    passage = stating(ground, office.document, office.span)
    return Entry(office.title.casefold(), Given(passage, office.title))


def stating(ground: Ground, document: str, span: Span) -> Passage:
    """Return the words that state an office, with the statement that says them, else an event beside them.

    What stands beside the name of a speaker is the text's own word, and the speaker's only where they wrote
    the text. So what the speaker says comes last, where nothing else in the sentence was found.
    """
    around, event = ground.statement_around(document, span), ground.event_at(document, span)
    found = (
        ground.statement_at(document, span),
        around if around and around.kind == "authored" else None,
        event if event and event.reported_by is None else None,
        around,
        event,
    )
    finding = next((each.id for each in found if each is not None), None)
    return Passage(document=document, spans=(span,), finding=finding)


def _weighed(ground: Ground, one: _Office, other: _Office) -> Verdict | None:
    """Return how two offices stand to one another; `None` where one person may well be called both."""
    if one.document == other.document or _over(one, other) or _over(other, one):
        return None
    return next((verdict for find in _FINDERS if (verdict := find(ground, one, other))), None)


def _over(one: _Office, other: _Office) -> bool:
    """Tell an office that was over, by its text, before the other one began."""
    return bool(one.role.until and other.role.since and one.role.until <= other.role.since)


def _former(ground: Ground, one: _Office, other: _Office) -> Verdict | None:
    """Return how an office stands to the same one that another text calls a former or an acting one."""
    standings = [each.role.standing for each in (one, other)]
    if one.noun != other.noun or one.noun not in _LASTING or standings[0] == standings[1]:
        return None
    first, second = sorted((one, other), key=lambda each: ground.numbers[each.document])
    if second.role.standing == "former" and ground.is_later(first.document, second.document) == "day":
        return _update("an office held in the earlier text and left by the later one: an update")
    if first.role.standing in {"acting", "next"} and not second.role.standing:
        return _update("held for the time being, or not yet, in the earlier text: an update")
    if "former" in standings and None in standings:
        return _contradiction("an office that one text says is held, and another that it was left")
    return None


def _heads(_ground: Ground, one: _Office, other: _Office) -> Verdict | None:
    """Return that nobody heads both a state and its government."""
    kinds = [
        next((at for at, nouns in enumerate(_STATE) if each.noun in nouns), None) for each in (one, other)
    ]
    if None in kinds or kinds[0] == kinds[1] or _dated(one, other) or _of_a_body(one) or _of_a_body(other):
        return None
    return _contradiction(f"nobody is “{one.title}” and “{other.title}” at one time")


def _of_a_body(office: _Office) -> bool:
    """Tell the president of a party, a union or a firm from that of a state."""
    return not office.words.isdisjoint(BODIES.union(*BODY_KINDS))


def _portfolio(_ground: Ground, one: _Office, other: _Office) -> Verdict | None:
    """Return that two texts give two portfolios to one minister."""
    if one.noun != other.noun or one.noun not in _PORTFOLIOS or _dated(one, other):
        return None
    here, there = (_meant(each.words - _NO_PORTFOLIO - FUNCTION_WORDS) for each in (one, other))
    known = here & _MATTERS and there & _MATTERS  # "Lurmian minister", "senior minister" name none
    if not known or not here.isdisjoint(there):
        return None
    return _contradiction(f"“{one.title}” and “{other.title}” are two offices")


def _meant(words: frozenset[str]) -> frozenset[str]:
    """Return the words of a portfolio, those that may stand for one another as one."""
    return frozenset(next((min(group) for group in _SAME if word in group), word) for word in words)


def _voice(_ground: Ground, one: _Office, other: _Office) -> Verdict | None:
    """Return that nobody both heads a body and is its spokesperson."""
    for voice, head in ((one, other), (other, one)):
        if voice.noun in _VOICES and head.noun in _HEADS and not _dated(one, other):
            here, there = _bodies(voice.words), _bodies(head.words)
            if not here.isdisjoint(there):
                return _contradiction(f"“{one.title}” and “{other.title}” are two offices of one body")
    return None


def _bodies(words: frozenset[str]) -> frozenset[str]:
    kept = words - BODY_SCOPES - FUNCTION_WORDS
    return frozenset(next((min(kind) for kind in BODY_KINDS if word in kind), word) for word in kept)


def _dated(one: _Office, other: _Office) -> bool:
    """Tell offices of which a text says that one is over, to come, or held by somebody for a time."""
    return any(each.role.standing in _LATER or each.role.since or each.role.until for each in (one, other))


def _contradiction(detail: str) -> Verdict:
    return Verdict(
        "contradict", compatible=False, reason=Reason(code="office", detail=detail, score=_SURE), score=_SURE
    )


def _update(detail: str) -> Verdict:
    return Verdict(
        "update", compatible=True, reason=Reason(code="later", detail=detail, score=_SURE), score=_SURE
    )


_FINDERS: Sequence[Callable[[Ground, _Office, _Office], Verdict | None]] = (
    _former,
    _heads,
    _portfolio,
    _voice,
)
