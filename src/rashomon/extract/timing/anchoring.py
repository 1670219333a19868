"""When a time expression means: its TIMEX3 value, by its words, the date of the text and times told before.

A weekday, a month or a day without a year is the nearest one on the side that the verb's tense points to:
past, unless the text speaks of what is to come. Without a date of the text its digits stay unknown.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from rashomon.extract.timing.feasts import FEASTS, Fixed
from rashomon.extract.timing.meaning import Meaning
from rashomon.extract.timing.periods import of_year

_DAYS, _MONTHS, _QUARTER = 7, 12, 3  # of a week; of a year; months of a quarter
_QUARTERS = 4
_LAST_CENTURY, _THIS_CENTURY = 190, 200  # by their first three digits
_SMALL, _MORNING, _NOON = "06:00", "06:59", "12:00"
_FRIDAY = 5
_NEAR = timedelta(days=45)
_DAY_OR_LESS = {"D": 1.0, "TH": 1 / 24, "TM": 1 / (24 * 60)}
"""Units by the days that they are."""
_BEGINS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # months by which a season is under way in the north
Basis = Literal["stated", "inferred"]


@dataclass(frozen=True, slots=True)
class Moment:
    """What is known where a time expression stands.

    Attributes:
        published: the day of the text.
        told: the day told last before.
        era: the day, or the first of the month or year, told last before.
        period: the quarter told last before, where it stands near by.
        around: for a text without a date, a day near which it may have been written.
        future: whether the words around it speak of what is to come (`None`: they do not say).
        behind: whether it is one from which on something has been so, and so is past.
        night: whether the day told last was told by its evening or night.
    """

    published: date | None
    told: date | None = None
    era: date | None = None
    period: str | None = None
    around: date | None = None
    future: bool | None = None
    behind: bool = False
    night: bool = False


@dataclass(frozen=True, slots=True)
class Anchored:
    """A TIMEX3 value, whether the words alone give it, the day it was counted from, and other readings.

    `day` is the day that it names, for times counted from it later on.
    """

    value: str | None
    basis: Basis
    anchor: date | None = None
    alternatives: tuple[str, ...] = ()
    day: date | None = None


def anchored(meaning: Meaning, moment: Moment) -> Anchored | None:
    """Return what a meaning is at a moment; `None` where it has no value.

    Dates that no calendar has ("31 February", the year 10,000) have none.
    """
    try:
        return _of_period(meaning, moment) or _stated(meaning, moment) or _counted(meaning, moment)
    except (ValueError, OverflowError):
        return None


def _of_period(meaning: Meaning, moment: Moment) -> Anchored | None:
    """Return a value by a quarter told before: of "the quarter", "the 1988 period", "a year earlier"."""
    if moment.period is None or not meaning.period or meaning.share is not None:
        return None
    year = meaning.year or int(moment.period[: len("2031")]) + (meaning.steps if meaning.unit == "Y" else 0)
    return Anchored(of_year(moment.period, year), "inferred", moment.published)


def ends_at_night(meaning: Meaning) -> bool:
    """Tell a day told by its evening or night, behind which the small hours are of the next day.

    "The night of 6 January" may be the one that began on the 5th; that of 6 to 7 January may not.
    """
    if meaning.clock is not None:
        return meaning.midnight and meaning.weekday is None and meaning.day is None
    dated = meaning.day is not None and meaning.until is None
    return meaning.part == "EV" or (meaning.part == "NI" and not dated)


def _stated(meaning: Meaning, moment: Moment) -> Anchored | None:
    """Return a value that needs nothing but its words."""
    if meaning.decade is not None:
        return _of_decade(meaning.decade, moment.published)
    fixed = meaning.value or meaning.years
    if fixed is not None:
        return Anchored(fixed, "stated")
    return _of_year(meaning, meaning.year) if meaning.year is not None and meaning.unit is None else None


def _of_decade(tens: int, published: date | None) -> Anchored:
    """Return the decade of "the nineties", of the twentieth century unless one of its name is over since."""
    later = _THIS_CENTURY + tens
    if published is not None and published.year // 10 > later:
        return Anchored(str(later), "inferred", published)
    return Anchored(str(_LAST_CENTURY + tens), "stated")


def _counted(meaning: Meaning, moment: Moment) -> Anchored | None:
    """Return a value that is counted from a day: that of the text, or one told before."""
    before = moment.told if meaning.unit in {None, "D", "TH", "TM"} else moment.era
    reference = (before or moment.published) if meaning.told else moment.published
    near = moment.around or moment.era
    if reference is None and (meaning.month or meaning.feast) and near is not None:
        return _nearest(meaning, moment, near)  # of a month and a day only the year is guessed
    if reference is None:
        return _undated(meaning)
    named = meaning.month or meaning.feast or meaning.weekday or meaning.season or meaning.share
    if meaning.unit is not None and not named:
        return _away(meaning, moment, reference)
    if meaning.unit == "Y":  # "June last year", "this year's third quarter"
        inner = _of_year(meaning, reference.year + meaning.steps)
        return replace(inner, basis="inferred", anchor=reference)
    return _nearest(meaning, moment, reference)


def _of_year(meaning: Meaning, year: int) -> Anchored:
    date(year, meaning.month or 1, meaning.day if meaning.month and meaning.day else 1)
    if meaning.feast is not None or (meaning.month is not None and meaning.day is not None):
        return _on_day(meaning, _day_in(meaning, year))
    if meaning.month is not None:
        return Anchored(f"{year:04d}-{meaning.month:02d}", "stated")
    inner = meaning.share or meaning.season
    return Anchored(f"{year:04d}-{inner}" if inner else f"{year:04d}", "stated")


def _on_day(meaning: Meaning, day: date) -> Anchored:
    if meaning.other is None:
        return Anchored(_on(meaning, day), "stated", day=day)
    both = (day, date(day.year, *meaning.other))
    return Anchored(None, "stated", alternatives=tuple(sorted(_on(meaning, each) for each in both)))


def _on(meaning: Meaning, day: date) -> str:
    """Return a day with the hour or the part of it that a meaning names."""
    if meaning.clock is not None:
        return f"{day}T{meaning.clock}{meaning.zone or ''}"
    return f"{day}T{meaning.part}" if meaning.part is not None else str(day)


def _undated(meaning: Meaning) -> Anchored | None:
    """Return a value with unknown digits, where nothing tells of which week or year."""
    within = f"T{meaning.clock or meaning.part}" if meaning.clock or meaning.part else ""
    value = within
    feast = FEASTS.get(meaning.feast or "")
    if isinstance(feast, Fixed):
        value = f"XXXX-{feast.month:02d}-{feast.day:02d}{within}"
    elif feast is not None:
        return None
    elif meaning.month is not None:
        day = f"-{meaning.day:02d}{within}" if meaning.day is not None else ""
        value = f"XXXX-{meaning.month:02d}{day}"
    elif meaning.weekday is not None:
        value = f"XXXX-WXX-{meaning.weekday}{within}"
    elif meaning.season is not None:
        value = f"XXXX-{meaning.season}"
    return Anchored(value, "stated") if value else None


# So many units away -----------------------------------------------------------------------------------


def _away(meaning: Meaning, moment: Moment, reference: date) -> Anchored | None:
    unit, steps = meaning.unit, meaning.steps
    if unit in _DAY_OR_LESS:
        tonight = unit == "D" and not steps and meaning.midnight  # the one that ends the day
        day = reference + timedelta(days=int(steps * _DAY_OR_LESS[unit]) + tonight)
        return Anchored(_on(meaning, day), "inferred", reference, day=day)
    if unit in {"W", "WE"}:
        # On a weekday "the weekend" of what has happened is the one before.
        over = unit == "WE" and not steps and not moment.future and reference.isoweekday() <= _FRIDAY
        value = _week(reference + timedelta(days=_DAYS * (steps - over))) + ("-WE" if unit == "WE" else "")
    elif unit == "M":
        year, month = divmod(reference.year * _MONTHS + reference.month - 1 + steps, _MONTHS)
        value = f"{date(year, month + 1, 1):%Y-%m}"
    elif unit == "Q":
        here = reference.year * _QUARTERS + (reference.month - 1) // _QUARTER
        year, quarter = divmod(here + steps, _QUARTERS)
        value = f"{year:04d}-Q{quarter + 1}"
    else:
        value = f"{date(reference.year + steps, 1, 1).year:04d}"
    return Anchored(value, "inferred", reference)


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


# The nearest of its name ------------------------------------------------------------------------------


def _nearest(meaning: Meaning, moment: Moment, reference: date) -> Anchored | None:
    if meaning.month is not None or meaning.feast is not None:
        return _nearest_date(meaning, moment, reference)
    if meaning.season or meaning.share:
        year = _season_year(meaning, moment, reference)
        return Anchored(f"{year:04d}-{meaning.season or meaning.share}", "inferred", reference)
    if meaning.day is not None:
        day = min(_days_of_month(meaning.day, reference), key=lambda each: abs(each - reference))
    elif meaning.weekday is not None:
        day = _nearest_weekday(meaning, moment, reference)
    elif meaning.clock is not None or meaning.part is not None:
        return _within_day(meaning, moment, reference)
    else:
        return None
    return Anchored(_on(meaning, day), "inferred", reference, day=day)


def _within_day(meaning: Meaning, moment: Moment, reference: date) -> Anchored:
    """Return an hour or a part of the day told last; what has been was not after the day of the text.

    Told by its evening or night, its small hours are those of the next day, and "ten o'clock" is at night.
    """
    day = moment.told or reference
    last = moment.published if moment.future is False else None
    if last is not None and day > last:
        day = last
    clock = meaning.clock or _NOON
    small = moment.night and clock < _SMALL and not meaning.midnight
    if moment.night and meaning.twelve and _MORNING < clock < _NOON:
        meaning = replace(meaning, clock=f"{int(clock[:2]) + 12}{clock[2:]}")
    own = day + timedelta(days=meaning.midnight or small)
    own = day if last is not None and own > last else own
    return Anchored(_on(meaning, own), "inferred", day, day=own if small else day)


def _days_of_month(day: int, reference: date) -> list[date]:
    """Return a day of the month before, of this one and of the next, where they have it."""
    last = reference.replace(day=1) - timedelta(days=1)
    following = reference.replace(day=28) + timedelta(days=4)
    months = (last, reference, following)
    return [month.replace(day=day) for month in months if day <= monthrange(month.year, month.month)[1]]


def _nearest_weekday(meaning: Meaning, moment: Moment, reference: date) -> date:
    if meaning.unit == "W":  # "Tuesday of last week", whatever day today is
        return reference + timedelta(
            days=(meaning.weekday or 0) - reference.isoweekday() + _DAYS * meaning.steps
        )
    back = (reference.isoweekday() - (meaning.weekday or 0)) % _DAYS
    if meaning.steps:  # "Tuesday week", "the Tuesday before last": a week beyond the nearest
        ahead = (_DAYS - back) % _DAYS if meaning.steps > 0 else -(back or _DAYS)
        return reference + timedelta(days=ahead + _DAYS * meaning.steps)
    if meaning.toward == 1:
        return reference + timedelta(days=_DAYS - back)
    if meaning.toward != -1 and moment.future:
        return reference + timedelta(days=(_DAYS - back) % _DAYS)
    return reference - timedelta(days=_DAYS if meaning.toward == -1 and not back else back)


def _nearest_date(meaning: Meaning, moment: Moment, reference: date) -> Anchored | None:
    """Return a month, or a day of one, in the year before, in this one or in the next."""
    days = [
        day
        for year in (reference.year - 1, reference.year, reference.year + 1)
        if (day := _in_year(meaning, year)) is not None
    ]
    if not days:
        return None
    exact = meaning.day is not None or meaning.feast is not None
    here = reference if exact else reference.replace(day=1)
    day = _chosen(meaning, moment, here, days)
    if not exact:
        return Anchored(f"{day:%Y-%m}", "inferred", reference)
    return Anchored(_on(meaning, day), "inferred", reference, day=day)


def _in_year(meaning: Meaning, year: int) -> date | None:
    """Return the day of a year that a meaning names, `None` where that year has none."""
    try:
        return _day_in(meaning, year)
    except (ValueError, OverflowError):
        return None


def _day_in(meaning: Meaning, year: int) -> date:
    feast = FEASTS.get(meaning.feast or "")
    if feast is not None:
        return feast.of(year)
    first = date(year, meaning.month or 1, meaning.day or 1)
    last_day(meaning, first)  # which has to be one as well
    return first


def last_day(meaning: Meaning, first: date) -> date | None:
    """Return the last of several days, `None` of one.

    Raises:
        ValueError: there is no such day.
    """
    if meaning.until is None:
        return None
    return date(first.year + (meaning.until < (first.month, first.day)), *meaning.until)


def _chosen(meaning: Meaning, moment: Moment, here: date, days: Sequence[date]) -> date:
    """Return the day on the side that is meant; without a sign of it, the last month or the nearest day.

    What is near on one side and most of a year away on the other is near, whatever the tense.
    """
    past = [day for day in days if day < here or (day == here and meaning.toward != -1)]
    coming = [day for day in days if day >= here]
    nearest = min(days, key=lambda day: abs(day - here))
    if meaning.toward == 0 and any(day.year == here.year for day in days):
        return next(day for day in days if day.year == here.year)
    if moment.behind and moment.published is not None and past:
        return past[-1]
    if meaning.toward is None and abs(nearest - here) <= _NEAR:
        return nearest
    if meaning.toward == 1 or (meaning.toward is None and moment.future):
        return (coming or past)[0 if coming else -1]
    exact = meaning.day is not None or meaning.feast is not None
    if not exact or meaning.toward == -1 or moment.future is False:
        return (past or coming)[-1 if past else 0]
    return nearest


def _season_year(meaning: Meaning, moment: Moment, reference: date) -> int:
    """Return the year of a season, quarter or half: the last one that has begun, or the one to come."""
    if meaning.season is not None:
        begins = _BEGINS[meaning.season]
    else:
        kind, number = (meaning.share or "Q1")[0], int((meaning.share or "Q1")[1])
        begins = (number - 1) * (_QUARTER if kind == "Q" else _MONTHS // 2) + 1
    begun = reference.month >= begins
    if meaning.toward == 1:
        return reference.year + begun
    if meaning.toward == -1:
        return reference.year - 1
    return reference.year if begun or moment.future or meaning.toward == 0 else reference.year - 1
