"""The accounts of one document: what it gives as the cause of something, or says that it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from rashomon.extract.accounting.causes import Causes
from rashomon.extract.accounting.characters import Characters
from rashomon.extract.accounting.parts import Ranges, Told
from rashomon.extract.covering import Covering
from rashomon.extract.words import Range, Words
from rashomon.language import Analysis
from rashomon.model.accounts import Account
from rashomon.model.identity import finding_id
from rashomon.model.offsets import Span, quoted
from rashomon.model.records import Anchored, Document, Statement

RULE = "account 1"
_SCORE = 0.8
"""The share of accounts on the dev stories whose three parts are right, by eye."""


def find_accounts(
    document: Document, analysis: Analysis, words: Words, statements: Sequence[Statement]
) -> tuple[Account, ...]:
    """Return the accounts that a document gives, in order of place; none that stands in page furniture."""
    finder = _Finder(document, analysis, statements)
    predicates = frozenset(analysis.frames.predicates.tolist())
    causes = list(Causes(words, predicates).found())
    given = {word for told in causes for first, end in told.given for word in range(first, end)}
    told = (*causes, *Characters(words, predicates).found(given))
    found = {account.id: account for account in finder.accounts(told)}
    return tuple(sorted(found.values(), key=lambda each: (each.cue.spans, each.id)))


class _Finder:
    """Makes records of what the rules tell."""

    def __init__(self, document: Document, analysis: Analysis, statements: Sequence[Statement]) -> None:
        self._document, self._analysis, self._statements = document, analysis, statements
        self._contents = Covering(
            (span, number) for number, each in enumerate(statements) for span in each.content.spans
        )

    def accounts(self, told: Iterable[Told]) -> Iterator[Account]:
        for each in told:
            (cue,) = self._spans((each.cue,))
            place = self._spans(each.given)
            statement = self._reporting(place[0], granted=each.granted) if place else None
            if place and not self._is_furniture(cue) and self._is_taken(each, statement):
                matter, given = (self._within(part, statement) for part in (self._spans(each.matter), place))
                yield self._account(each, matter, given, cue, statement)

    def _is_taken(self, told: Told, statement: Statement | None) -> bool:
        """Tell whether it is known whose an account is that somebody else than the writer takes to be so."""
        if told.taker is None:
            return True
        (verb,) = self._spans(((told.taker, told.taker + 1),))
        return statement is not None and any(verb.overlaps(span) for span in statement.cue.spans)

    def _account(
        self,
        told: Told,
        matter: tuple[Span, ...],
        given: tuple[Span, ...],
        cue: Span,
        statement: Statement | None,
    ) -> Account:
        return Account(
            id=finding_id(self._document.id, told.kind, (*matter, cue, *given)),
            document=self._document.id,
            kind=told.kind,
            matter=self._anchored(matter),
            given=self._anchored(given),
            cue=self._anchored((cue,)),
            denied=told.standing.denied,
            hedged=told.standing.hedged,
            reported_by=statement.id if statement else None,
            score=_SCORE,
            made_by=RULE,
        )

    def _reporting(self, given: Span, *, granted: bool) -> Statement | None:
        """Return the innermost statement whose content holds what an account gives.

        What is taken for granted in a phrase is the writer's own, unless it stands in quotation marks.
        """
        around = [
            self._statements[number] for number in self._contents.around(Span(given.start, given.start + 1))
        ]
        if granted:
            around = [each for each in around if each.kind in {"direct", "authored"}]
        return min(around, key=lambda each: (sum(map(len, each.content.spans)), each.id), default=None)

    def _within(self, spans: Iterable[Span], statement: Statement | None) -> tuple[Span, ...]:
        """Return spans without the words of whoever reports in their midst (", the ministry said,")."""
        if statement is None:
            return tuple(spans)
        contents = statement.content.spans
        cut = (
            Span(max(span.start, own.start), min(span.end, own.end))
            for span in spans
            for own in contents
            if span.overlaps(own)
        )
        return tuple(sorted(cut)) or tuple(spans)

    def _is_furniture(self, cue: Span) -> bool:
        return any(part.kind == "furniture" and part.span.overlaps(cue) for part in self._document.parts)

    def _anchored(self, spans: tuple[Span, ...]) -> Anchored:
        return Anchored(spans=spans, text=quoted(spans, self._document.text))

    def _spans(self, ranges: Ranges | tuple[Range, ...]) -> tuple[Span, ...]:
        rows = np.array(ranges, dtype=np.int32).reshape(-1, 2)
        return tuple(Span(start, end) for start, end in self._analysis.offsets(rows).tolist())
