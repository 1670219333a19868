"""What texts call somebody: their offices side by side, those of one noun together, each with its places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from rashomon.compare.titles import noun_of
from rashomon.model.records import Role, Standing
from rashomon.report import words
from rashomon.report.characters import one_line
from rashomon.report.nameplaces import NamePlace, first_in_each
from rashomon.report.texts import Library
from rashomon.store.applying import BY_HAND

_STANDINGS: MappingProxyType[Standing, str] = MappingProxyType(
    {
        "former": "no longer",
        "then": "at that time",
        "new": "newly",
        "next": "not yet",
        "acting": "for the time being",
    }
)
_SAID_ALREADY = re.compile(
    r"(?:former|then|newly|new|incoming|acting|interim|caretaker|retired|ousted|ex)\b", re.IGNORECASE
)

_OF = " of "


@dataclass(frozen=True, slots=True)
class Called:
    """One title as texts write it, with its first place in each, and how long it was held by them."""

    title: str
    places: tuple[NamePlace, ...]
    held: str


@dataclass(frozen=True, slots=True)
class Office:
    """Titles with one noun: "Kestrian President" and "official president"."""

    noun: str
    titles: tuple[Called, ...]

    @property
    def texts(self) -> int:
        """Return the number of texts that give one of the titles."""
        return len({place.text.number for each in self.titles for place in each.places})

    @property
    def single(self) -> bool:
        """Tell whether there is one title only, which says it all."""
        return len(self.titles) == 1

    @property
    def called(self) -> str:
        """Return the one title, else the noun, with how long it was held where that is one for all titles."""
        return self._with_time(self.titles[0].title if self.single else self.noun)

    @property
    def briefly(self) -> str:
        """Return the same with the noun alone, unless the one title says more than whose it is.

        "Former minister" and "president of the Farmers' Union" stay; of "Lurmian minister" the noun is left.
        """
        title = self.titles[0].title
        more = _SAID_ALREADY.match(title) or _OF in title
        return self._with_time(title if self.single and more else self.noun)

    def _with_time(self, name: str) -> str:
        several = {each.held for each in self.titles}
        return with_time(name, several.pop() if len(several) == 1 else "")


def offices(roles: Sequence[Role], books: Library) -> tuple[Office, ...]:
    """Return the offices of one actor, those of most texts first."""
    by_title: dict[tuple[str, str], list[Role]] = {}
    for role in roles:
        when = words.BY_HAND if role.made_by == BY_HAND else held(role)
        by_title.setdefault((one_line(role.title).casefold(), when), []).append(role)
    groups: dict[str, list[Called]] = {}
    for (_, when), own in by_title.items():
        places = first_in_each((each for role in own for each in role.evidence), books)
        if places or any(role.made_by == BY_HAND for role in own):
            title = one_line(own[0].title)
            groups.setdefault(noun_of(title), []).append(Called(title, places, when))
    found = [Office(noun, tuple(own)) for noun, own in groups.items()]
    return tuple(sorted(found, key=lambda office: -office.texts))


def with_time(title: str, when: str) -> str:
    """Return an office with how long it was held behind it, if anything is said of that."""
    return f"{title} ({when})" if when else title


def held(role: Role) -> str:
    """Return in words from when to when somebody held an office, or what else a text says of that."""
    since, until = (words.moment(day) if day else "" for day in (role.since, role.until))
    if since and until:
        return f"from {since} to {until}"
    if since or until:
        return f"since {since}" if since else f"until {until}"
    return _STANDINGS[role.standing] if role.standing and not _SAID_ALREADY.match(role.title) else ""
