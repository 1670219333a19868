"""Words signed with a name: headlines ("Pell: bridge is safe") and, in press releases, quotations.

Behind a quotation stand a dash and a name, on its line or on the next one ("“...” – Commissioner Veld");
before words in quotation marks or in the first person, "From", a name and a colon, on their line or above it.
The encoder finds most of them; these are the ones that it leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import takewhile

from rashomon.extract.colons import speaking_names
from rashomon.extract.cues import ACTS
from rashomon.extract.listed import lines, listed
from rashomon.extract.quotations import Quotations
from rashomon.extract.states import state_called
from rashomon.extract.told import Told, covered, words_in
from rashomon.extract.turns import IN_PERSON
from rashomon.extract.words import MARKS, Range, Words, overlap
from rashomon.language import Analysis
from rashomon.model.records import Document, Part, StatementKind

SIGNED_RULE, SIGNED_SCORE = "signed-with-a-name", 0.6
_DASHES = frozenset({"-", "--", "–", "—", "―"})
_ASKING = frozenset("who whose what when where why how which".split())
_LONGEST = 6  # words of a name with its title
_LONGEST_OFFICE = 20  # words of a name with all that somebody is, behind a dash or "From"
_SHORTEST = 2  # words of what is said
_INITIALS = 3  # letters
_SILENT = frozenset({"Location", "Facility"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


def signed(
    document: Document, analysis: Analysis, words: Words, quoted: Quotations, found: Sequence[Told]
) -> list[Told]:
    """Return the statements found, and one for each title or paragraph that is a name, a mark and words.

    What was found there with nobody who says it, without a cue or with one in the name or the mark gives
    way: the name says it. A cue elsewhere in the text has no part of it. A name before the words of somebody
    else is the topic of a headline and says nothing.
    """
    titles = [analysis.words_in(part.span) for part in document.parts if part.kind == "title"]
    places = frozenset(_places(analysis, words))
    found = [
        each for each in found if not (_is_topic(words, each, titles, places) or _is_byline(words, each))
    ]
    whole = list(_Signatures(document, analysis, words, quoted).told())
    held = {word for told in whole for word in words_in(told.content)}
    lists = listed(document, analysis, words, quoted)
    whole += [told for told in lists if held.isdisjoint(words_in(told.content))]
    for signature in whole:
        found = [left for told in found if (left := _beside(told, signature)) is not None]
    return [*found, *(each for each in whole if not any(_is_taken(each, told) for told in found))]


def _beside(told: Told, signature: Told) -> Told | None:
    """Return what of a statement stands beside what is signed."""
    place = ((min(signature.ranges)[0], max(signature.ranges)[1]),)
    loose = not (told.source and told.cue) and bool(told.content) and covered(told.content, place)
    if loose or any(overlap(each, (*signature.source, *signature.cue)) for each in told.cue):
        return None
    if covered(told.cue, place):
        return told
    content = tuple(piece for piece in told.content if not overlap(piece, signature.ranges))
    mistaken = any(overlap(each, signature.source) for each in told.source)
    return replace(told, content=content) if (content or not told.content) and not mistaken else None


def _is_taken(signature: Told, told: Told) -> bool:
    """Tell whether a statement has words of what is signed and is not told within that."""
    shared = any(overlap(each, signature.ranges) for each in told.ranges)
    return shared and not covered(told.ranges, signature.content)


class _Signatures:
    """The titles and paragraphs of a document that are signed."""

    def __init__(self, document: Document, analysis: Analysis, words: Words, quoted: Quotations) -> None:
        self._document, self._analysis, self._words, self._quoted = document, analysis, words, quoted
        self._ends = {end: first for first, end in speaking_names(analysis)}
        self._before = {following: number for number, following in quoted.next.items()}

    def told(self) -> Iterator[Told]:
        """Yield what is signed in each part with words, in order."""
        parts = [part for part in self._document.parts if part.kind in {"title", "heading", "body"}]
        placed = [(self._analysis.words_in(part.span), part) for part in parts]
        placed = [(place, part) for place, part in placed if place[0] < place[1]]
        places = [place for place, _ in placed]
        for number, (place, part) in enumerate(placed):
            if part.kind == "title":
                told = _name_first(self._words, place, self._ends) or self._quoted_by(place)
                told = told or _name_last(self._words, place, self._ends)
            else:
                told = self._from(places, number) or self._quoted_by(place)
                told = told or (self._below(places[number - 1], place) if number else None)
            if told is not None:
                yield told
                continue
            own = (self._quoted_by(line) for line in self._lines(part))
            yield from (told for told in own if told is not None)

    def _lines(self, part: Part) -> Iterator[Range]:
        return lines(part, self._document.text, self._analysis, self._words)

    def _quoted_by(self, place: Range) -> Told | None:
        """Return a quotation with a dash and a name behind it."""
        first, end = place
        forms = self._words.forms
        if forms[first] not in MARKS:
            return None
        for mark in range(end - 2, max(first + _SHORTEST, end - 2 - _LONGEST_OFFICE), -1):
            if _are_initials(self._words, (mark + 1, end)):
                continue
            last = mark - (forms[mark - 1] == ",")
            if forms[mark] in _DASHES and forms[last - 1] in MARKS:
                number, who = self._quoted.holding((first, last)), self._who(mark + 1, end)
                return _told(who, mark, *self._whole(number)) if who and number is not None else None
        return None

    def _below(self, above: Range, place: Range) -> Told | None:
        """Return the quotation above a line that is a dash and a name."""
        first, end = place
        number = self._quoted.holding(above)
        signs = self._words.forms[first] in _DASHES and end - first <= _LONGEST_OFFICE
        signs = signs and not _are_initials(self._words, (first + 1, end))
        who = self._who(first + 1, end) if signs and number is not None else None
        return _told(who, first, *self._whole(number)) if who and number is not None else None

    def _whole(self, number: int) -> tuple[Range, ...]:
        """Return a quotation with those of the paragraphs before and behind by which it goes on."""
        while number in self._before:
            number = self._before[number]
        return tuple(self._quoted.ranges[each] for each in self._quoted.run(number))

    def _from(self, places: Sequence[Range], number: int) -> Told | None:
        """Return what stands behind or below "From", a name and a colon."""
        first, end = places[number]
        words = self._words
        if words.lower[first] != "from":
            return None
        label = range(first, min(end, first + _LONGEST_OFFICE))
        mark = next((word for word in label if words.forms[word] == ":"), None)
        if mark is None or (who := self._sender(first + 1, mark)) is None:
            return None
        below = (places[each] for each in range(number + 1, len(places)))
        said = (mark + 1, end) if mark + 1 < end else next(below, None)
        if said is None:
            return None
        quotation = self._quoted.holding(said)
        if quotation is not None:
            return _told(who, mark, *self._whole(quotation))
        own = takewhile(lambda each: self._in_person(each) and words.lower[each[0]] != "from", below)
        return _told(who, mark, said, *own, kind="direct") if self._in_person(said) else None

    def _in_person(self, place: Range) -> bool:
        starts, ends = self._analysis.words[place[0], 0], self._analysis.words[place[1] - 1, 1]
        return IN_PERSON.search(self._analysis.text, int(starts), int(ends)) is not None

    def _sender(self, first: int, end: int) -> Range | None:
        """Return who is named behind "From", not whose thing that is: "From Ona Veld's diary"."""
        named = any(self._words.xpos[last] != "POS" for last in self._named(first, end))
        return self._who(first, end) if named else None

    def _who(self, first: int, end: int) -> Range | None:
        """Return the words of a name and of what somebody is, if they are nothing else."""
        while end > first and self._words.tree.upos[end - 1] == "PUNCT":
            end -= 1
        named = any(self._named(first, end))
        told = any(self._words.xpos[word] in _FINITE for word in range(first, end))
        return (first, end) if named and not told else None

    def _named(self, first: int, end: int) -> Iterator[int]:
        """Yield where the names within a range end."""
        return (last for last in range(first + 1, end + 1) if self._ends.get(last, -1) >= first)


def _name_first(words: Words, place: Range, names: Mapping[int, int]) -> Told | None:
    first, end = place
    for mark in range(first + 1, min(first + _LONGEST, end - _SHORTEST)):
        content = (mark + 1, end)
        told = not _is_reported(words, content) and _is_clause(words, content)
        if words.forms[mark] == ":" and mark in names and told:
            return _told((first, mark), mark, (mark + 1, _before_another(words, content)))
    return None


def _before_another(words: Words, content: Range) -> int:
    """Return where the words end that one speaker of a headline says: "...; Orm: no" has another."""
    first, end = content
    for stop in range(first + 1, end):
        if words.forms[stop] == ";" and ":" in words.forms[stop : min(end, stop + _LONGEST)]:
            return stop
    return end


def _is_clause(words: Words, content: Range) -> bool:
    """Tell words that somebody may say from what a piece is about: "a life in politics", "who is he?"."""
    opening = next((words.lower[word] for word in range(*content) if words.lower[word][0].isalnum()), "")
    verb = any(words.tree.upos[word] in {"VERB", "AUX"} for word in range(*content))
    return verb and opening not in _ASKING


def _places(analysis: Analysis, words: Words) -> Iterator[Range]:
    """Yield the names of places that are no states: a state speaks by its name, as its capital does."""
    kinds = [analysis.inventory.entities[label] for label in analysis.entities.labels.tolist()]
    for (first, end), kind in zip(analysis.entities.spans.tolist(), kinds, strict=True):
        if kind in _SILENT and state_called(" ".join(words.forms[first:end])) is None:
            yield first, end


def _is_byline(words: Words, told: Told) -> bool:
    """Tell whether a dash and the initials of whoever wrote a paragraph are taken for one who speaks."""
    dash = bool(told.cue) and all(words.forms[word] in _DASHES for word in words_in(told.cue))
    return dash and len(told.source) == 1 and _are_initials(words, told.source[0])


def _are_initials(words: Words, place: Range) -> bool:
    first, end = place
    return end - first == 1 and len(words.forms[first]) <= _INITIALS and words.forms[first].isupper()


def _is_topic(words: Words, told: Told, titles: Sequence[Range], places: AbstractSet[Range]) -> bool:
    """Tell whether who would speak is what a headline is about, before a colon.

    That is a town or a bridge, and anybody before one who does speak.
    """
    if not told.source or not told.cue or words.forms[told.cue[0][0]] != ":":
        return False
    behind = told.source[-1][1] <= told.cue[0][0] < told.content[0][0]
    if not behind or not covered(told.ranges, tuple(titles)):
        return False
    return told.source[0] in places or _is_reported(words, told.content[0])


def _is_reported(words: Words, content: Range) -> bool:
    """Tell whether somebody else says what stands behind a name: "Norvia: minister rejects the charge"."""
    top = words.tree.top(*content)
    own = (each for each in words.tree.kin(top, "nsubj") if content[0] <= each < top)
    return words.lemma(top) in ACTS and any(words.tree.upos[each] != "PRON" for each in own)


def _name_last(words: Words, title: Range, names: Mapping[int, int]) -> Told | None:
    first, end = title
    for mark in range(end - 2, max(first + _SHORTEST, end - 2 - _LONGEST), -1):
        if words.forms[mark] == ":" and mark < names.get(end, 0) < end:
            return _told((mark + 1, end), mark, (first, mark))
    return None


def _told(source: Range, mark: int, *content: Range, kind: StatementKind | None = None) -> Told:
    return Told((source,), ((mark, mark + 1),), content, SIGNED_SCORE, SIGNED_RULE, kind)
