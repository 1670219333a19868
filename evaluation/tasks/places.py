"""`places`: place names and where they lie, against LGL or GeoVirus.

`accuracy_161km`: of gold's names, those that are given an entry within 161 km (100 miles) of gold's point, a
name without an entry being wrong; `exact`: the very entry, where gold has GeoNames' numbers. `oracle_161km`:
the names of which any entry lies so near, which is what the gazetteer can reach; `of_oracle`: the share of it
that is reached. `population_161km` takes the entry of most people. From raw text: `found_f1`, of names with
the same characters; `raw_accuracy_161km`, of gold's names, those that are found and lie near.

`right_under_0.6` and `right_from_0.6` are the percentages of found names with an entry that are right, below
and from the score that the report calls uncertain; `ece` is their calibration error. Right is a name that
overlaps one of gold and whose entry lies near; a country, region or sea, which has no one point, may also be
the nearest to gold's point of all entries of the name. A name that gold does not have is wrong.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import rashomon
from evaluation.calibration import Judged, surety_figures
from evaluation.counting import Counts, compare_sets
from evaluation.errors_page import Row, in_context, write_page
from evaluation.options import Scores, TaskOptions
from rashomon.extract.gazetteer import Entry, shipped_gazetteer
from rashomon.extract.resolving import resolve
from rashomon.language import plain_document
from rashomon.model.errors import InputError
from rashomon.model.records import Place
from training.gold.places import PlacedText, Toponym, read_places

NEAR = 161.0  # km
_WIDE = frozenset({"continent", "area", "country", "region"})
_ACROSS = 1500.0  # km, by which two points that stand for one country may lie apart
_EARTH = 6371.0  # km, its mean radius


def score(options: TaskOptions) -> Scores:
    """Return the figures of the chosen articles.

    Raises:
        InputError: there is no gold.
    """
    if not options.gold:
        raise InputError("the task needs --gold with the XML of LGL or GeoVirus")
    texts = [text for path in options.gold for text in read_places(path)]
    chosen = set(options.chosen([text.name for text in texts]))
    texts = [text for text in texts if text.name in chosen]
    given, rows = _given(texts)
    if options.errors and not options.sealed:
        write_page(options.errors, "Places", rows)
    return {**given, **_raw(texts)}


def _given(texts: Sequence[PlacedText]) -> tuple[Scores, list[Row]]:
    """Return the figures on gold's names."""
    gazetteer = shipped_gazetteer()
    near, exact, oracle, people = list[bool](), list[bool](), list[bool](), list[bool]()
    rows: list[Row] = []
    for text in texts:
        found = resolve(text.text, [each.span for each in text.toponyms], gazetteer)
        for gold, ours in zip(text.toponyms, found, strict=True):
            entries = gazetteer.look_up(gold.span.of(text.text))
            right = ours is not None and is_near(ours.entry, gold)
            near.append(right)
            oracle.append(any(is_near(entry, gold) for entry in entries))
            people.append(bool(entries) and is_near(max(entries, key=lambda each: each.population), gold))
            if gold.geonames:
                exact.append(ours is not None and ours.entry.identifier == f"geonames:{gold.geonames}")
            if not right:
                told = f"{ours.entry.name}, {ours.entry.kind}" if ours else "nothing"
                place = f"{text.name}: {in_context(gold.span, text.text)}"
                rows.append(Row(place, [f"{gold.latitude}, {gold.longitude}"], [told]))
    shares = {"accuracy_161km": near, "oracle_161km": oracle, "population_161km": people}
    scores = {name: _share(held) for name, held in shares.items()}
    reached = 100 * scores["accuracy_161km"] / scores["oracle_161km"] if scores["oracle_161km"] else 0.0
    return {**scores, "of_oracle": reached, **({"exact": _share(exact)} if exact else {})}, rows


def _share(held: Sequence[bool]) -> float:
    return 100 * sum(held) / len(held) if held else 0.0


def _raw(texts: Iterable[PlacedText]) -> Scores:
    """Return the figures from raw text."""
    spans, near, judged = Counts(), Counts(), list[Judged]()
    for text in texts:
        places = rashomon.extract(plain_document(text.text, text.name)).places
        at = {place.span: place for place in places}
        judged.extend(
            Judged(place.score, is_right(place, text)) for place in places if place.latitude is not None
        )
        spans += compare_sets(set(at), {each.span for each in text.toponyms})
        right = sum(_lies_near(at.get(gold.span), gold) for gold in text.toponyms)
        near += Counts(right, len(places), len(text.toponyms))
    return {"found_f1": spans.f1, "raw_accuracy_161km": near.recall, **surety_figures(judged)}


def is_right(place: Place, text: PlacedText) -> bool:
    """Tell whether a found name with an entry is one of gold, and the entry the one that is meant."""
    gold = next((each for each in text.toponyms if each.span.overlaps(place.span)), None)
    if gold is None or _lies_near(place, gold):
        return gold is not None
    entries = shipped_gazetteer().look_up(place.text)
    nearest = min(entries, key=lambda entry: _distance(entry, gold), default=None)
    same = nearest is not None and nearest.identifier == place.gazetteer_id
    return same and nearest is not None and nearest.kind in _WIDE and _distance(nearest, gold) <= _ACROSS


def _lies_near(place: Place | None, gold: Toponym) -> bool:
    if place is None or place.latitude is None or place.longitude is None:
        return False
    return kilometres((place.latitude, place.longitude), (gold.latitude, gold.longitude)) <= NEAR


def is_near(entry: Entry, gold: Toponym) -> bool:
    """Tell whether an entry lies within 161 km of gold's point."""
    return _distance(entry, gold) <= NEAR


def _distance(entry: Entry, gold: Toponym) -> float:
    return kilometres((entry.latitude, entry.longitude), (gold.latitude, gold.longitude))


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance of two points given in degrees of latitude and longitude."""
    (north, east), (north_, east_) = (tuple(map(math.radians, point)) for point in (one, other))
    half = math.sin((north_ - north) / 2) ** 2
    half += math.cos(north) * math.cos(north_) * math.sin((east_ - east) / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(half)))
