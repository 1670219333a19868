"""Names of places in one document, and what the gazetteer has for them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, dropwhile, takewhile

from msgspec.structs import replace

from rashomon.extract.covering import Covering
from rashomon.extract.gazetteer import shipped_gazetteer
from rashomon.extract.references import SAME_WORDS, is_country, tells_manner
from rashomon.extract.resolving import Resolved, resolve
from rashomon.extract.timing.words import MONTHS, WEEKDAYS
from rashomon.language import Analysis
from rashomon.model.identity import finding_id
from rashomon.model.offsets import Span
from rashomon.model.records import Document, Place, PlaceAlternative

SAME_WORDS_RULE, DATELINE_RULE = "same-words", "dateline"
_DATELINE_SCORE = 0.9
_BRACKETED = re.compile(r"\([^()]*\)|/[^/]*/")  # the agency: "HALM (Estuary Wire) -"
_PIECE = re.compile(r"[^\W\d_](?:[\w'’]|\.(?=\s?[^\W\d_])|[ -](?=\w))*")
"""What stands between the commas and dashes of a dateline."""
_LOOKED_UP = "Location"
_KINDS = frozenset({_LOOKED_UP, "Facility"})
_PLANETS = frozenset("earth moon sun mercury venus mars jupiter saturn uranus neptune pluto".split())
"""What is a place of the sky, though a town may be called so."""
_PERSON, _BODY = "Person", "Organization"
_STAFF = re.compile(
    r"\b(?:office|bureau|cabinet|staff|team|campaign|chancellery|secretariat|headquarters|estate|bloc) of $",
    re.IGNORECASE,
)
"""What a person has, and a town hardly."""
_WHOLE_NAME = 2  # words; what stands before more may be a town ("Halm mayor Ana Torr")
_ALTERNATIVES = 3
_LIKELY = 0.05  # the share below which another entry of the same name is not listed
_SURE = 1e-4  # nearer to 0 and 1 than this no score is taken to be
_PART = re.compile(
    r"(?:(?:north|south)(?:-?(?:east|west))?(?:ern)?|(?:east|west|cent)(?:ern|ral)?|upper|lower)\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
"""What says which part of a place is meant: "northern Kazakhstan" lies where Kazakhstan does."""
_WORD = re.compile(r"([^\W\d_]+)\s+(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class PlaceSurety:
    """How sure an entry is: a logistic regression, fitted by `python -m evaluation.placing`.

    That the gazetteer has a name speaks for a place, so that an entry may be surer than its bare name.

    Attributes:
        always: what is added whatever the rest.
        name: for the log-odds that the words are the name of a place.
        share: for the logarithm of the entry's share among all of that name.
    """

    always: float = 1.75
    name: float = 0.349
    share: float = 1.685

    def of(self, name: float, share: float) -> float:
        """Return the score of an entry by the score of its name and its share."""
        odds, log = marks_of(name, share)
        return 1 / (1 + math.exp(-(self.always + self.name * odds + self.share * log)))


_SURETY = PlaceSurety()


@dataclass(frozen=True, slots=True)
class Named:
    """A name of a place, scored as a name and without coordinates, and the entry it is given, if any."""

    place: Place
    found: Resolved | None = None


def marks_of(name: float, share: float) -> tuple[float, float]:
    """Return what speaks for an entry: the log-odds of its name, and the logarithm of its share."""
    sure = min(max(name, _SURE), 1 - _SURE)
    return math.log(sure / (1 - sure)), math.log(max(share, _SURE))


def find_places(document: Document, analysis: Analysis) -> tuple[Place, ...]:
    """Return the places that a document names outside furniture, in order.

    Names of places are looked up in the gazetteer, those of buildings and the like are not. What is not in it
    is no place where it is more often a person's first name, or that of one who has a staff ("the Office of
    [Ana] Torr"). Planets are left out. The place of a dateline is where the text was written, and no event's.
    """
    return tuple(placed(named) for named in named_places(document, analysis))


def named_places(document: Document, analysis: Analysis) -> list[Named]:
    """Return the names of places of a document outside furniture, in order, with their entries."""
    entities = _entities(document, analysis)
    rules = dict.fromkeys(_elsewhere(document, entities), SAME_WORDS_RULE)
    again = [span for span, _, _ in rules]
    datelines = (each for each in _in_datelines(document) if not any(map(each[0].overlaps, again)))
    rules |= dict.fromkeys(datelines, DATELINE_RULE)
    entities = sorted((*entities, *rules))
    own = [
        (span, label, score)
        for span, label, score in entities
        if label in _KINDS and span.of(document.text).casefold() not in _PLANETS
    ]
    parts = [_parts(span, document.text) for span, label, _ in own if label == _LOOKED_UP]
    spans = [part for of_one in parts for part in of_one]
    entries = resolve(document.text, spans, shipped_gazetteer()) if spans else []
    firsts = accumulate((len(of_one) for of_one in parts), initial=0)
    bearers = _Bearers([(span, label) for span, label, _ in entities], document.text)
    named = list[Named]()
    for span, label, score in own:
        found = entries[next(firsts)] if label == _LOOKED_UP else None
        if found is not None or label != _LOOKED_UP or not bearers.have(span):
            made_by = rules.get((span, label, score), analysis.made_by)
            named.append(Named(_name(document, span, score, made_by), found))
    return named


def _entities(document: Document, analysis: Analysis) -> list[tuple[Span, str, float]]:
    """Return all entities outside furniture, with type and score, in order of their characters."""
    found = analysis.entities
    labels = [analysis.inventory.entities[label] for label in found.labels.tolist()]
    spans = [Span(start, end) for start, end in analysis.offsets(found.spans).tolist()]
    furniture = [part.span for part in document.parts if part.kind == "furniture"]
    rows = zip(spans, labels, found.scores.tolist(), strict=True)
    return sorted(row for row in rows if not any(part.overlaps(row[0]) for part in furniture))


def _elsewhere(
    document: Document, entities: Sequence[tuple[Span, str, float]]
) -> Iterator[tuple[Span, str, float]]:
    """Yield where else the name of a place stands, in no other name (as in "Halm Gazette")."""
    names = {span.of(document.text) for span, label, _ in entities if label == _LOOKED_UP}
    taken = Covering((span, number) for number, (span, _, _) in enumerate(entities))
    taken_starts = {span.start for span, _, _ in entities}
    furniture = [part.span for part in document.parts if part.kind == "furniture"]
    longest_first = sorted(map(re.escape, names), key=lambda name: (-len(name), name))
    for match in (
        re.finditer(rf"\b(?:{'|'.join(longest_first)})\b(?! [^\W\d_a-z])", document.text) if names else ()
    ):
        span = Span(match.start(), match.end())
        free = not taken.around(span) and span.start not in taken_starts
        if free and not any(part.overlaps(span) for part in furniture):
            yield span, _LOOKED_UP, SAME_WORDS


def _in_datelines(document: Document) -> Iterator[tuple[Span, str, float]]:
    """Yield the place of each dateline, if the gazetteer has it, and what that lies in where it is told."""
    for part in document.parts:
        if part.kind == "dateline":
            told = _BRACKETED.sub(lambda agency: "," * len(agency[0]), part.span.of(document.text))
            behind = dropwhile(lambda piece: not _is_known(piece[0]), _PIECE.finditer(told))
            for piece in takewhile(lambda piece: _is_known(piece[0]), behind):
                span = Span(part.start + piece.start(), part.start + piece.end())
                yield span, _LOOKED_UP, _DATELINE_SCORE


def _is_known(name: str) -> bool:
    dated = name.lower() in WEEKDAYS or name.lower() in MONTHS
    return not dated and bool(shipped_gazetteer().look_up(name))


class _Bearers:
    """The persons and bodies of a text, whose names may hold a word that looks like a place's."""

    def __init__(self, entities: Sequence[tuple[Span, str]], text: str) -> None:
        self._text = text
        self._bodies = [span for span, label in entities if label == _BODY]
        names = (span.of(text).split() for span, label in entities if label == _PERSON)
        self._first_names = Counter(words[0] for words in names if len(words) == _WHOLE_NAME)
        self._places = Counter(span.of(text) for span, label in entities if label == _LOOKED_UP)

    def have(self, span: Span) -> bool:
        """Tell a name that is more often a person's first name, or that of one who has a staff."""
        name = span.of(self._text)
        return self._first_names[name] > self._places[name] or any(
            self._has(body, span) for body in self._bodies
        )

    def _has(self, body: Span, span: Span) -> bool:
        """Tell the "Ana" of "the Office of Ana Torr" from the "Halm" of "the Port of Halm Authority"."""
        if not (body.start <= span.start and span.end <= body.end):
            return False
        before, behind = self._text[body.start : span.start], self._text[span.end : body.end]
        return _STAFF.search(before) is not None and behind[:1] == " " and behind[1:2].isupper()


def _name(document: Document, span: Span, score: float, made_by: str) -> Place:
    return Place(
        id=finding_id(document.id, "place", [span]),
        document=document.id,
        span=span,
        text=span.of(document.text),
        score=round(score, 4),
        made_by=made_by,
    )


def _parts(span: Span, text: str) -> list[Span]:
    """Return the name, without the word for a part of it, and what it lies in ("Moscow, Idaho").

    Of a country in somebody's manner it is the country.

    A name that the gazetteer has as it stands ("South Korea") is left as it is.
    """
    if shipped_gazetteer().look_up(span.of(text)):
        return [span]
    part = _PART.match(text, span.start, span.end) or _manner(span, text)
    start = part.end() if part else span.start
    comma = text.find(", ", start, span.end)
    if comma <= start or comma + 2 >= span.end:
        return [Span(start, span.end)]
    return [Span(start, comma), Span(comma + 2, span.end)]


def _manner(span: Span, text: str) -> re.Match[str] | None:
    """Return the word before a country that tells in whose manner it is: "Velkist Belgium"."""
    word = _WORD.match(text, span.start, span.end)
    return word if word and tells_manner(word[1]) and is_country(text[word.end() : span.end]) else None


def placed(named: Named) -> Place:
    """Return the finding of a name, with what its entry says and how sure that is."""
    place, found = named.place, named.found
    if found is None:
        return place
    return replace(
        place,
        gazetteer_id=found.entry.identifier,
        name=found.entry.name,
        latitude=found.entry.latitude,
        longitude=found.entry.longitude,
        containment=shipped_gazetteer().containment(found.entry),
        alternatives=tuple(_alternatives(found)),
        score=round(_SURETY.of(place.score, found.share), 4),
    )


def _alternatives(found: Resolved) -> Iterable[PlaceAlternative]:
    for entry, share in found.others[:_ALTERNATIVES]:
        if share >= _LIKELY:
            yield PlaceAlternative(gazetteer_id=entry.identifier, name=entry.name, score=round(share, 4))
