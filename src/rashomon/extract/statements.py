"""Statements of one document: what the encoder and the rules found, judged and written down.

Speakers come without members: `extract.actors` finds out whom they mean.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from rashomon.extract.acts import is_known, likeliest
from rashomon.extract.attributed import attributed
from rashomon.extract.authored import authored, is_own
from rashomon.extract.circumstances import circumstances
from rashomon.extract.clauses import clauses
from rashomon.extract.colons import behind_colons
from rashomon.extract.cues import DENYING
from rashomon.extract.heard import heard
from rashomon.extract.manner import manner_of
from rashomon.extract.mended import mended
from rashomon.extract.phrases import FINITE
from rashomon.extract.quotations import completed, marked_down, quotations
from rashomon.extract.quotes import kind_within, quoted_spans, statement_kind
from rashomon.extract.references import FIRST_PERSON
from rashomon.extract.refusals import refusals, told_once
from rashomon.extract.relays import relayed
from rashomon.extract.scare import JUDGING, is_scare_quotation
from rashomon.extract.signed import signed
from rashomon.extract.told import Told, words_in
from rashomon.extract.turns import answers_below, is_turn, turns
from rashomon.extract.unclaimed import with_unclaimed
from rashomon.extract.unreal import is_undone, is_unreal, is_untold
from rashomon.extract.words import MARKS, Range, Words
from rashomon.language.analysis import Analysis
from rashomon.model.identity import finding_id
from rashomon.model.offsets import Span, quoted
from rashomon.model.records import Act, Anchored, Document, Speaker, Statement, StatementKind

_WITHIN = frozenset({"amod", "appos", "compound", "flat", "nmod"})
_NAMED = frozenset({"identified", "named", "quoted"})
_YET_TO_COME = "about to "
_WHERE_AND_WHEN = frozenset({"at", "in", "on"})
_MARCHING = frozenset("demonstrate gather march parade picket rally walk".split())
_KNOWING = frozenset({"know"})
_MANNERS = frozenset({"custom", "plan", "plans", "procedure", "schedule", "script", "tradition"})
"""What something goes according to that says nothing."""


def find_statements(document: Document, analysis: Analysis, words: Words) -> tuple[Statement, ...]:
    """Return the statements of a document, in order of their first character."""
    quotes = quoted_spans(document.text, (part.span for part in document.parts))
    spoken = list(turns(document, analysis)) or list(answers_below(document, analysis))
    quoted = quotations(document, analysis, quotes)
    attributions = attributed(analysis.attributions, analysis.made_by, words)
    said = completed(words, list(mended(analysis, words, attributions)), quoted)
    said = with_unclaimed(document, analysis, words, quoted, said)
    found = [told for told in said if not is_turn(told, spoken, colon=_is_colon(told, words))]
    found += spoken
    found = signed(document, analysis, words, quoted, found)
    found += list(behind_colons(document, analysis, words, found))
    found = [_with_antecedent(told, words) for told in found]
    found = relayed(words, [told for told in found if not _is_unsaid(told, words)])
    found += list(refusals(words, found))
    found += list(clauses(words, found))
    found = [told for told in found if document.voice is None or not is_own(words, told)]
    found += list(authored(document, analysis, words, found))
    found += list(clauses(words, found))
    found += [told for told in heard(analysis, words, found) if not _is_unsaid(told, words)]
    found = marked_down(found, quoted)
    found = told_once(words, found)
    dated = frozenset(word for first, end in analysis.times.spans.tolist() for word in range(first, end))
    quoting = tuple(quote for quote in quotes if not is_scare_quotation(words, analysis.words_in(quote)))
    heads = {word: row for row, word in enumerate(analysis.sayings.saying.tolist())}
    writer = _Writer(document, analysis, words, quotes, quoting, dated, heads)
    return tuple(sorted((writer.written(told) for told in found if not _is_manner(told, words)), key=_place))


def _is_colon(told: Told, words: Words) -> bool:
    return all(words.forms[word] == ":" for first, end in told.cue for word in range(first, end))


def _with_antecedent(told: Told, words: Words) -> Told:
    """Return a denial of "which" with what that stands for: "accused Orm of theft, which he denies"."""
    if not told.cue or not told.content or words.xpos[told.content[0][0]] != "WDT":
        return told
    relative = told.content[0][0]
    denied = _before_relative(words, relative)
    if denied < 0 or words.lemma(words.tree.top(*told.cue[0])) not in DENYING:
        return told
    first, end = words.told(denied)
    end = min(end, relative)
    while first < denied and words.tree.relations[first] in {"case", "mark"} and words.lower[first] != "that":
        first += 1
    while end > first and words.tree.upos[end - 1] == "PUNCT":
        end -= 1
    return replace(told, content=((first, end),)) if first <= denied < end else told


def _before_relative(words: Words, relative: int) -> int:
    """Return the noun or verb that "which" stands for: the one before it, or whose time or place that is."""
    tree, at = words.tree, relative - 1
    while at > 0 and tree.upos[at] == "PUNCT":
        at -= 1
    while at >= 0 and tree.heads[at] >= 0 and tree.heads[at] < at:
        cases = {words.lower[case] for case in tree.kin(at, "case")}
        beside = tree.relations[at] == "obl" and not cases.isdisjoint(_WHERE_AND_WHEN)
        beside = beside or (tree.relations[at] == "obj" and words.xpos[tree.heads[at]] == "VBG")
        if tree.relations[at] not in _WITHIN and not beside:
            break
        at = tree.heads[at]
    return at if at >= 0 and tree.upos[at] in {"NOUN", "PROPN", "VERB"} else -1


def _is_manner(told: Told, words: Words) -> bool:
    """Tell what only went according to plan."""
    told_by = [word for first, end in (*told.cue, *told.source) for word in range(first, end)]
    says_how = any(words.lower[word] in _MANNERS for word in told_by[-1:])
    return says_how and words.lower[told_by[0]] == "according"


def _is_relative(told: Told, words: Words) -> bool:
    return all(words.xpos[word] == "WDT" for word in words_in(told.content))


def _is_unsaid(told: Told, words: Words) -> bool:
    """Tell whether a statement is still owed, not proved or not made: "must say who", "did not blame him".

    Nor is anything said where all of it is "which", or by what is heard of nobody: "the call was heard".
    """
    if not told.cue:
        return _is_relative(told, words)
    verb = words.tree.top(*told.cue[0])
    of_nobody = not told.source and words.lemma(verb) == "hear" and words.tree.has(verb, "aux")
    told_by = " ".join(words.lower[word] for word in words_in(told.cue))
    unsaid = is_untold(words, verb) or is_unreal(words, verb) or is_undone(words, verb)
    unsaid = unsaid or _YET_TO_COME in told_by or _stays_unnamed(told, words)
    return _is_relative(told, words) or of_nobody or unsaid or _is_deed(told, words, verb)


def _stays_unnamed(told: Told, words: Words) -> bool:
    """Tell what a source asks of a reporter: "who asked not to be named"."""
    said = [words.lower[word] for word in words_in(told.content)]
    return said[:3] == ["not", "to", "be"] and not _NAMED.isdisjoint(said[3:4])


def _is_deed(told: Told, words: Words, verb: int) -> bool:
    """Tell what people do or know without a word: "villagers march against the mine", "she knew of it"."""
    own = {words.lower[word] for word in words_in(told.source)} & FIRST_PERSON
    if words.lemma(verb) not in _MARCHING | _KNOWING or not told.content or own:
        return False
    said = list(words_in(told.content))
    return not any(words.forms[word] in MARKS or words.xpos[word] in FINITE for word in said)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the statements of one document down.

    Attributes:
        quoting: the quotations but for scare quotes.
        dated: the words of times.
        heads: the rows of `analysis.sayings` by their word.
    """

    document: Document
    analysis: Analysis
    words: Words
    quotes: tuple[Span, ...]
    quoting: tuple[Span, ...]
    dated: frozenset[int]
    heads: Mapping[int, int]

    def written(self, told: Told) -> Statement:
        source, cue, content = (self._spans(part) for part in (told.source, told.cue, told.content))
        manner = manner_of(self.words, told.cue, told.content, told.source)
        act = self._act(told, manner.act)
        around = circumstances(self.words, self.dated, told)
        kind = self._kind(told, act, source, content)
        is_sentence = told.kind == "authored"
        return Statement(
            id=finding_id(
                self.document.id, "authored" if is_sentence else "statement", _all(source, cue, content)
            ),
            document=self.document.id,
            kind=kind,
            act=act,
            hedged=manner.hedged,
            tense=manner.tense,
            loaded=manner.loaded and not self._is_own(source),  # what "we claim" no outlet has coloured
            speaker=Speaker(
                spans=source,
                text=quoted(source, self.document.text),
                kind="unnamed" if source else "none",
            ),
            cue=self._anchored(cue),
            content=self._anchored(content),
            addressee=self._optional(around.addressee),
            medium=self._optional(around.medium),
            time=self._optional(around.time),
            score=told.score,
            made_by=told.made_by,
        )

    def _act(self, told: Told, ruled: Act) -> Act:
        """Return the act by a rule, and of a cue that none knows by what is learned of its head too."""
        if not told.cue or is_known(self.words, told.cue, told.content):
            return ruled
        row = self.heads.get(self.words.tree.top(*told.cue[0]))
        acts = self.analysis.inventory.acts
        return ruled if row is None or not acts else likeliest(ruled, acts, self.analysis.sayings.acts[row])

    def _kind(
        self, told: Told, act: Act, source: tuple[Span, ...], content: tuple[Span, ...]
    ) -> StatementKind:
        """Return the kind by its form: a turn's words are direct, what a text's own "we" say is authored."""
        if told.kind is not None or _is_turn(told, source, self.words, self.document):
            return told.kind or "direct"
        cue = self._spans(told.cue)
        around = [quote for quote in self.quotes if any(quote.covers(span) for span in cue)]
        if self._is_own(source) and not around and self.document.voice is not None:
            return "authored"
        for quote in around:
            if content and all(quote.covers(span) for span in (*cue, *content)):
                return kind_within(content, quote, self.document.text)
        kind = statement_kind(content, self.quotes, self.document.text)
        if kind != "mixed" or act in JUDGING:
            return kind
        scared = statement_kind(content, self.quoting, self.document.text) == "indirect"
        return "indirect" if scared else kind

    def _is_own(self, source: tuple[Span, ...]) -> bool:
        return bool(source) and all(span.of(self.document.text).lower() in FIRST_PERSON for span in source)

    def _spans(self, ranges: tuple[Range, ...]) -> tuple[Span, ...]:
        rows = np.array(ranges, dtype=np.int32).reshape(-1, 2)
        return tuple(Span(start, end) for start, end in self.analysis.offsets(rows).tolist())

    def _anchored(self, spans: tuple[Span, ...]) -> Anchored:
        return Anchored(spans=spans, text=quoted(spans, self.document.text))

    def _optional(self, words: Range | None) -> Anchored | None:
        return None if words is None else self._anchored(self._spans((words,)))


def _is_turn(told: Told, source: tuple[Span, ...], words: Words, document: Document) -> bool:
    """Tell whether a statement opens a paragraph with a label and a colon; a headline quotes nobody."""
    opens = source and any(p.start == source[0].start and p.kind != "title" for p in document.parts)
    return bool(opens and told.cue and _is_colon(told, words))


def _all(*parts: tuple[Span, ...]) -> list[Span]:
    return sorted(span for part in parts for span in part)


def _place(statement: Statement) -> list[Span]:
    return _all(statement.speaker.spans, statement.cue.spans, statement.content.spans)
