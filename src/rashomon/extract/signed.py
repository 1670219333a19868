"""Words signed with a name: headlines ("Pell: bridge is safe") and quotations with a dash and a name behind.

The encoder finds most of them; these are the ones that it leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rashomon.extract.cues import ACTS
from rashomon.extract.told import Told, covered, words_in
from rashomon.extract.words import MARKS, Range, Words
from rashomon.language import Analysis
from rashomon.model.records import Document

SIGNED_RULE, SIGNED_SCORE = "signed-with-a-name", 0.6
_DASHES = frozenset({"-", "–", "—", "―"})
_ASKING = frozenset("who whose what when where why how which".split())
_LONGEST = 6  # words of a name with its title
_SHORTEST = 2  # words of what is said
_SPEAKING = ("Person", "Organization")


def signed(document: Document, analysis: Analysis, words: Words, found: Sequence[Told]) -> list[Told]:
    """Return the statements found, and one for each title or paragraph that is a name, a mark and words.

    What was found there with nobody who says it gives way: the name says it. A name before the words of
    somebody else is the topic of a headline and says nothing.
    """
    titles = [analysis.words_in(part.span) for part in document.parts if part.kind == "title"]
    found = [told for told in found if not _is_topic(words, told, titles)]
    whole = list(_by_mark(document, analysis, words))
    ranges = [((min(told.ranges)[0], max(told.ranges)[1]),) for told in whole]
    kept = [told for told in found if told.source or not any(covered(told.ranges, each) for each in ranges)]
    taken = {word for told in kept for word in words_in(told.ranges)}
    return [*kept, *(told for told in whole if taken.isdisjoint(words_in(told.ranges)))]


def _by_mark(document: Document, analysis: Analysis, words: Words) -> Iterator[Told]:
    names = _name_ends(analysis)
    for part in document.parts:
        if part.kind not in {"title", "heading", "body"}:
            continue
        place = analysis.words_in(part.span)
        told = _name_first(words, place, names) if part.kind == "title" else None
        told = told or _name_last(words, place, names, titled=part.kind == "title")
        if told is not None:
            yield told


def _name_first(words: Words, place: Range, names: Mapping[int, int]) -> Told | None:
    first, end = place
    for mark in range(first + 1, min(first + _LONGEST, end - _SHORTEST)):
        content = (mark + 1, end)
        told = not _is_reported(words, content) and _is_clause(words, content)
        if words.forms[mark] == ":" and mark in names and told:
            return _told((first, mark), mark, (mark + 1, end))
    return None


def _is_clause(words: Words, content: Range) -> bool:
    """Tell words that somebody may say from what a piece is about: "a life in politics", "who is he?"."""
    opening = next((words.lower[word] for word in range(*content) if words.lower[word][0].isalnum()), "")
    verb = any(words.tree.upos[word] in {"VERB", "AUX"} for word in range(*content))
    return verb and opening not in _ASKING


def _is_topic(words: Words, told: Told, titles: Sequence[Range]) -> bool:
    """Tell whether who would speak is what a headline is about, before a colon and who does speak."""
    if not told.source or not told.cue or words.forms[told.cue[0][0]] != ":":
        return False
    behind = told.source[-1][1] <= told.cue[0][0] < told.content[0][0]
    return behind and covered(told.ranges, tuple(titles)) and _is_reported(words, told.content[0])


def _is_reported(words: Words, content: Range) -> bool:
    """Tell whether somebody else says what stands behind a name: "Norvia: minister rejects the charge"."""
    top = words.tree.top(*content)
    own = (each for each in words.tree.kin(top, "nsubj") if content[0] <= each < top)
    return words.lemma(top) in ACTS and any(words.tree.upos[each] != "PRON" for each in own)


def _name_last(words: Words, place: Range, names: Mapping[int, int], *, titled: bool) -> Told | None:
    first, end = place
    for mark in range(end - 2, max(first + _SHORTEST, end - 2 - _LONGEST), -1):
        quoted = words.forms[first] in MARKS and words.forms[mark - 1] in MARKS
        parts = (quoted and words.forms[mark] in _DASHES) or (titled and words.forms[mark] == ":")
        if parts and mark < names.get(end, 0) < end:
            return _told((mark + 1, end), mark, (first, mark))
    return None


def _told(source: Range, mark: int, content: Range) -> Told:
    return Told((source,), ((mark, mark + 1),), (content,), SIGNED_SCORE, SIGNED_RULE)


def _name_ends(analysis: Analysis) -> dict[int, int]:
    """Return where the names of persons and bodies begin, by their ends."""
    kinds = [analysis.inventory.entities[label] for label in analysis.entities.labels.tolist()]
    spans = analysis.entities.spans.tolist()
    return {end: first for (first, end), kind in zip(spans, kinds, strict=True) if kind in _SPEAKING}
