"""Quotations that no cue has: with a cue right behind them, or words with which the speaker before goes on.

“The dam will hold,” the keeper said. “It always has.”: one who is quoted goes on where the next sentence is a
quotation with no cue of its own; who speaks in a line that ends with a colon, in a quotation below it; and
who is quoted at the end of one, in what has a closing mark alone below it. Behind a sentence that only tells
of a person, a quotation is that person's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import islice, pairwise

from rashomon.extract.colons import COLON_RULE, COLON_SCORE, led_by
from rashomon.extract.quotations import Quotations, far
from rashomon.extract.told import Told, covered, words_in
from rashomon.extract.words import MARKS, Range, Words, overlap
from rashomon.language import Analysis
from rashomon.model.records import Document

QUOTED_RULE, QUOTED_SCORE = "quotation-with-cue", 0.85
AFTER_RULE, AFTER_SCORE = "quotation-behind-a-name", 0.6
_LEAST = 3  # words of a quotation, marks aside
_NEAR = 8  # words from the end of a quotation to the verb
_TELLING = frozenset(
    """
    add admit announce answer ask begin claim comment complain conclude continue cry declare exclaim explain
    insist joke note observe read recall remark repeat reply respond say shout state stress tell underline
    underscore warn write
    """.split()
)
_PRESENTING = frozenset({"it", "nobody", "none", "that", "there", "this"})
"""Subjects by which a sentence tells of somebody named behind its verb."""
_BETWEEN = frozenset({",", "-", "–", "—", "―"})
_STOPS = frozenset({".", "!", "?", "…", "..."})


def with_unclaimed(
    document: Document, analysis: Analysis, words: Words, quoted: Quotations, found: Sequence[Told]
) -> list[Told]:
    """Return the statements, each with the quotations by which it goes on, and those of cues behind one.

    Args:
        document: the text.
        analysis: of the text.
        words: of the text.
        quoted: its quotations.
        found: the statements found so far.
    """
    cued = {word for told in found for word in words_in(told.cue)}
    found = [_without_cued(analysis, words, quoted, told, cued) for told in found]
    free = _free(found, quoted)
    behind = [told for each in free if (told := _with_cue(analysis, words, each, cued)) is not None]
    claimed = [*found, *behind]
    lines = _Lines(document, analysis)
    speaking = _Speaking(analysis, words, quoted, claimed)
    for quotation in _free(claimed, quoted):
        above = lines.above(quotation[0])
        number = speaking.goes_on(quotation) if above is None else speaking.leads_to(quotation, above)
        if number is not None:
            claimed[number] = replace(claimed[number], content=(*claimed[number].content, quotation))
    claimed += [
        Told((led[0],), (led[1],), (quotation,), COLON_SCORE, COLON_RULE)
        for quotation in _free(claimed, quoted)
        if (above := lines.above(quotation[0])) is not None
        and words.forms[above[1] - 1] == ":"
        and (led := led_by(words, above, above[1] - 1)) is not None
    ]
    spoken = {word for each in claimed for word in words_in(each.ranges)}
    people = _people(analysis)
    after = (speaking.named_before(each, people, spoken) for each in _free(claimed, quoted))
    return [*claimed, *(each for each in after if each is not None)]


def _without_cued(
    analysis: Analysis, words: Words, quoted: Quotations, told: Told, cued: AbstractSet[int]
) -> Told:
    """Return a statement without the quotations of other sentences that have a cue of their own."""

    def is_own(piece: Range) -> bool:
        number = quoted.holding(piece)
        if number is None or not told.cue or overlap(quoted.ranges[number], told.cue):
            return True
        away, _ = far(words, told, piece)
        return not away or _with_cue(analysis, words, quoted.ranges[number], cued) is None

    content = tuple(piece for piece in told.content if is_own(piece))
    return replace(told, content=content) if content else told


def _people(analysis: Analysis) -> dict[int, Range]:
    """Return the names of persons, by each of their words."""
    kinds = [analysis.inventory.entities[label] for label in analysis.entities.labels.tolist()]
    spans = analysis.entities.spans.tolist()
    named = ((first, end) for (first, end), kind in zip(spans, kinds, strict=True) if kind == "Person")
    return {word: (first, end) for first, end in named for word in range(first, end)}


def _free(found: Sequence[Told], quoted: Quotations) -> list[Range]:
    """Return the quotations of which no word is told yet, but for those of a word or two."""
    held = {word for told in found for word in words_in(told.content)}
    whole = (each for each in quoted.ranges if each[1] - each[0] >= _LEAST + 2)
    return [each for each in whole if held.isdisjoint(range(*each))]


def _with_cue(analysis: Analysis, words: Words, quotation: Range, cued: AbstractSet[int]) -> Told | None:
    """Return what a verb of saying right behind a quotation makes of it: “...”, said the keeper.

    What follows a quotation that ends in a full stop, or stands on another line, is another sentence.
    """
    first = quotation[1]
    stopped = "." in words.forms[first - 2 : first]
    if stopped or _ends_line(analysis, first - 1):
        return None
    last = min(first + _NEAR, len(words.forms))
    while first < last and words.forms[first] in _BETWEEN:
        first += 1
    for verb in range(first, last):
        if words.tree.upos[verb] == "PUNCT":
            return None
        if words.lemma(verb) in _TELLING and _is_finite(words, verb):
            source = _subject(words, verb, first)
            taken = verb in cued or not source
            return (
                None if taken else Told(source, ((verb, verb + 1),), (quotation,), QUOTED_SCORE, QUOTED_RULE)
            )
    return None


def _is_finite(words: Words, verb: int) -> bool:
    """Tell whether a verb may be finite; behind a quotation it is often taken for a participle."""
    return words.xpos[verb].startswith("VB") and words.xpos[verb] != "VB" and words.lower[verb][-3:] != "ing"


def _subject(words: Words, verb: int, first: int) -> tuple[Range, ...]:
    """Return who says it: all words before the verb, its subject, or another noun that hangs on it behind."""
    tree = words.tree
    if verb > first:
        named = tree.upos[verb - 1] in {"NOUN", "PRON", "PROPN"}
        return ((first, verb),) if named else ()
    for relation in ("nsubj", "obj", "obl"):
        for thing in tree.kin(verb, relation):
            begin, end = words.told(thing)
            if begin > verb and not tree.passive[thing] and tree.upos[begin] != "ADP":
                return ((begin, end),)
    return ()


class _Lines:
    """The sentences at whose end a line of a text ends, what is left in from the page aside."""

    def __init__(self, document: Document, analysis: Analysis) -> None:
        self._analysis = analysis
        self._starts = analysis.sentences[:, 0].tolist()
        bodies = (analysis.words_in(part.span) for part in document.parts if part.kind == "body")
        places = [place for place in bodies if place[0] < place[1]]
        self._before = {this[0]: before[1] for before, this in pairwise(places)}

    def above(self, first: int) -> Range | None:
        """Return the last sentence of the line above the one that a word opens; `None` if it opens none."""
        end = self._before.get(first, first if first and _ends_line(self._analysis, first - 1) else 0)
        return (self._starts[bisect_right(self._starts, end - 1) - 1], end) if end else None


class _Speaking:
    """Who is still speaking where a quotation opens."""

    def __init__(self, analysis: Analysis, words: Words, quoted: Quotations, found: Sequence[Told]) -> None:
        self._analysis, self._words, self._quoted, self._found = analysis, words, quoted, found
        self._starts = analysis.sentences[:, 0].tolist()
        self._cues = {word: n for n, told in enumerate(found) for word in words_in(told.cue)}

    def goes_on(self, quotation: Range) -> int | None:
        """Return the number of the statement that a quotation goes on with, if it does with any.

        That is a quotation so far, and its cue is in the sentence before, or right before this one (", she
        said, “...”").
        """
        first, end = quotation
        own = bisect_right(self._starts, first) - 1
        whole = self._starts[own] == first and not _STOPS.isdisjoint(self._words.forms[end - 2 : end])
        opens = self._starts[max(own - 1, 0)] if whole else max(first - 2, 0)
        for word in range(first - 1, opens - 1, -1):
            if self._quoted.holding((word, word + 1)) is not None or _ends_line(self._analysis, word):
                return None
            if word in self._cues:
                told = self._found[self._cues[word]]
                quoting = any(self._quoted.holding(piece) is not None for piece in told.content)
                return self._cues[word] if quoting else None
        return None

    def leads_to(self, quotation: Range, above: Range) -> int | None:
        """Return the number of the statement that a quotation at the head of a line goes on with, if any.

        The sentence above ends in a colon and has its cue; or it ends in a quotation that goes on in this
        one, or this one has a closing mark alone.
        """
        if self._words.forms[above[1] - 1] == ":":
            return self._leading(above)
        number = self._quoted.holding(quotation)
        if number not in self._quoted.unopened and number not in self._quoted.next.values():
            return None
        quoting = (
            (piece[1], n)
            for n, told in enumerate(self._found)
            if all(self._quoted.holding(cue) is None for cue in told.cue)
            for piece in told.content
            if above[0] < piece[1] <= above[1] and self._quoted.holding(piece) is not None
        )
        return max(quoting, default=(0, None))[1]

    def _leading(self, sentence: Range) -> int | None:
        """Return the last statement with its cue in a sentence, those told within another one aside."""
        own = [n for n, told in enumerate(self._found) if told.cue and covered(told.cue, (sentence,))]
        outer = [
            n
            for n in own
            if not any(covered(self._found[n].cue, self._found[other].content) for other in own if other != n)
        ]
        return max(outer, key=lambda n: self._found[n].cue, default=None)

    def named_before(
        self, quotation: Range, people: Mapping[int, Range], spoken: AbstractSet[int]
    ) -> Told | None:
        """Return what a quotation of whole sentences tells behind one with a person for its subject.

        "Ona Veld shook her head. “That was no accident.”": nobody speaks in the sentence before. What opens a
        paragraph is told by the only person whom the paragraph before tells of.
        """
        first, end = quotation
        at = bisect_right(self._starts, first) - 1
        whole = first in self._starts[at : at + 1] or first + 1 in self._starts[at + 1 : at + 2]
        if not first or not whole or _STOPS.isdisjoint(self._words.forms[end - 2 : end]):
            return None
        begin = self._starts[at - (self._starts[at] == first)]
        source = (
            self._only_one(first, people)
            if _ends_line(self._analysis, first - 1)
            else self._subject_before((begin, first), people, spoken)
        )
        number = self._quoted.holding(quotation)
        rest = [] if number is None else islice(self._quoted.run(number), 1, None)
        content = (quotation, *(self._quoted.ranges[each] for each in rest))
        return Told((source,), (), content, AFTER_SCORE, AFTER_RULE) if source else None

    def _subject_before(
        self, sentence: Range, people: Mapping[int, Range], spoken: AbstractSet[int]
    ) -> Range | None:
        """Return the person who is the subject of a sentence in which nobody speaks.

        Or the only one whom it tells of by a word for nobody else: "Nobody stood nearer than Ona Veld."
        """
        tree, own = self._words.tree, range(*sentence)
        if any(self._words.forms[word] in MARKS for word in own) or not spoken.isdisjoint(own):
            return None
        subjects = [each for each in tree.kin(tree.top(*sentence), "nsubj") if not tree.passive[each]]
        named = next((people[each] for each in subjects if each in people), None)
        presents = any(self._words.lower[each] in _PRESENTING for each in subjects)
        told_of = {people[word] for word in own if word in people}
        return told_of.pop() if named is None and presents and len(told_of) == 1 else named

    def _only_one(self, first: int, people: Mapping[int, Range]) -> Range | None:
        """Return the only person of the paragraph before a word, if nobody else speaks in it."""
        begin = first - 1
        while begin and not _ends_line(self._analysis, begin - 1):
            begin -= 1
        named = {people[word] for word in range(begin, first) if word in people}
        sources = {word for told in self._found for word in words_in(told.source) if begin <= word < first}
        others = {word for word in sources if self._words.tree.upos[word] != "PRON" and word not in people}
        quoting = any(self._words.forms[word] in MARKS for word in range(begin, first))
        return named.pop() if len(named) == 1 and not others and not quoting else None


def _ends_line(analysis: Analysis, word: int) -> bool:
    """Tell whether a line ends behind a word, as in a list of quotations."""
    if word + 1 >= len(analysis.words):
        return True
    start, end = analysis.words[word, 1], analysis.words[word + 1, 0]
    return "\n" in analysis.text[start:end]
