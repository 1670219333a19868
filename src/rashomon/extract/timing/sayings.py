"""On which day quoted words were spoken, as their cue says it: "'We met yesterday,' he said on Monday"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.extract.quotes import quoted_spans
from rashomon.extract.timing.spans import TimePlace
from rashomon.extract.words import Words
from rashomon.language import Analysis
from rashomon.model.offsets import Span
from rashomon.model.records import Document

_SAYING = frozenset(
    """
    add announce ask claim complain declare explain insist note proclaim recall remark reply say shout state
    tell write
    """.split()
)


def days_of_saying(
    document: Document, analysis: Analysis, words: Words, places: Sequence[TimePlace]
) -> Mapping[Span, TimePlace]:
    """Return, for each quoted "yesterday" and the like, the day beside the cue of its sentence, if one is."""
    quotes = quoted_spans(document.text, [part.span for part in document.parts if part.kind == "body"])
    found: dict[Span, TimePlace] = {}
    for place in places:
        quote = next((each for each in quotes if each.covers(place.span)), None)
        if quote is None or not _is_counted(place):
            continue
        outside = (each for each in places if not any(quoted.overlaps(each.span) for quoted in quotes))
        beside = (each for each in outside if _names_day(each) and _is_beside(words, analysis, place, each))
        if (saying := next(beside, None)) is not None:
            found[place.span] = saying
    return found


def _is_counted(place: TimePlace) -> bool:
    meaning = place.meaning
    return meaning is not None and meaning.unit == "D" and not meaning.told


def _names_day(place: TimePlace) -> bool:
    meaning = place.meaning
    return meaning is not None and (meaning.weekday is not None or meaning.day is not None)


def _is_beside(words: Words, analysis: Analysis, quoted: TimePlace, saying: TimePlace) -> bool:
    """Tell whether a day hangs on a verb of saying that stands over the quotation, or is put in beside it."""
    tree = words.tree
    inside, beside = (analysis.words_in(each.span) for each in (quoted, saying))
    if inside[0] >= inside[1] or beside[0] >= beside[1]:
        return False  # what stands within a word
    inner, outer = tree.top(*inside), tree.top(*beside)
    cue = tree.heads[outer]
    if cue < 0 or words.lemma(cue) not in _SAYING:
        return False
    above = {inner}
    while tree.heads[inner] >= 0:
        inner = tree.heads[inner]
        above.add(inner)
    return cue in above or (tree.relations[cue] == "parataxis" and tree.heads[cue] in above)
