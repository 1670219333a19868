"""What a share version may show: one budget for all words of a text, wherever on the page they stand.

Words count as given when they are shown, and when any five in a row of them are: in another text
that has them too, in a second copy, in a title or a name. So a reader who looks for the text's
5-grams on the page (the containment measure of Broder 1997) finds at most the part allowed of its
words. The budget holds for words and for characters, whichever is used up first.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rashomon.model.offsets import Span
from rashomon.report.characters import cut_point
from rashomon.report.excerpt import Excerpt, split
from rashomon.report.segments import merged
from rashomon.report.settings import ReportSettings

_LEAST = 40  # characters of a finding below which an excerpt says nothing
_CLOSE = 60  # characters between two parts of one finding that are shown with them
_SMALL = 20  # characters not worth leaving out
_IN_A_ROW = 5  # words that tell a text from others
# Scripts without word spaces count each character; a huge word counts as several.
_WORD = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|\\w{1,24}?(?!\\w)|\\w{24}"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What is shown of one finding: the beginning of `words`, and `lead` whole or nothing at all."""

    text: int  # which text, counted from 0
    words: tuple[Span, ...]
    lead: tuple[Span, ...] = ()


def excerpts(
    bodies: Sequence[str], findings: Iterable[Finding], names: Iterable[str], settings: ReportSettings
) -> tuple[Excerpt, ...]:
    """Return every text with the parts of it that may be shown, at most what `settings` allow of each.

    Args:
        bodies: The texts.
        findings: What to show, in order of importance: where not all fits, the last ones are left
            out. What room is left goes to the words around them.
        names: Titles and names, which are shown whatever they cost.
        settings: The part of a text and the lengths, in code points.
    """
    release = _Release(bodies, settings.excerpt_share)
    for name in dict.fromkeys(names):
        release.give(name)
    masks = [_Mask(body, release) for body in bodies]
    for finding in findings:
        masks[finding.text].show(finding, settings.quote_characters)
    for mask in masks:
        mask.widen(settings.excerpt_characters)
    return tuple(Excerpt(mask.body, mask.runs()) for mask in masks)


class _Account:
    """Which words and characters of a text are given somewhere, and how many more may be."""

    __slots__ = ("characters", "characters_left", "ends", "grams", "shown", "starts", "words", "words_left")

    def __init__(self, body: str, share: float) -> None:
        found = list(_WORD.finditer(body))
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]
        self.grams = list(_grams(match.group().casefold() for match in found))
        self.words = bytearray(len(found))
        self.shown = bytearray(len(found))
        self.characters = bytearray(len(body))
        self.words_left = int(len(found) * share)
        self.characters_left = int(len(body) * share)

    def words_in(self, span: Span) -> Span:
        """Return which words `span` touches, as a range of their numbers."""
        first = bisect_right(self.ends, span.start)
        return Span(first, max(first, bisect_left(self.starts, span.end)))

    def characters_of(self, words: Span) -> Span:
        """Return the characters of a range of words, with those between them."""
        return Span(self.starts[words.start], self.ends[words.end - 1])


@dataclass(frozen=True, slots=True)
class _Cost:
    """What of one text would be given: disjoint ranges of words and of characters."""

    account: _Account
    words: tuple[Span, ...]
    characters: tuple[Span, ...]

    def fits(self) -> bool:
        """Tell whether there is room for it; what is given already costs nothing."""
        return _fits(self.account.words, self.words, self.account.words_left) and _fits(
            self.account.characters, self.characters, self.account.characters_left
        )

    def pay(self) -> None:
        """Mark it as given."""
        account = self.account
        account.words_left -= _pay(account.words, self.words)
        account.characters_left -= _pay(account.characters, self.characters)


def _fits(given: bytearray, ranges: Iterable[Span], left: int) -> bool:
    needed = sum(given.count(0, span.start, span.end) for span in ranges)
    return needed == 0 or needed <= left


def _pay(given: bytearray, ranges: Iterable[Span]) -> int:
    paid = 0
    for span in ranges:
        paid += given.count(0, span.start, span.end)
        given[span.start : span.end] = b"\x01" * len(span)
    return paid


class _Release:
    """All texts together: showing words of one gives those of every text that has them too."""

    __slots__ = ("_accounts", "_given", "_places")

    def __init__(self, bodies: Iterable[str], share: float) -> None:
        self._accounts = {body: _Account(body, share) for body in dict.fromkeys(bodies)}  # copies are one
        self._places: defaultdict[str, list[tuple[_Account, int]]] = defaultdict(list)
        self._given: set[str] = set()
        for account in self._accounts.values():
            for at, gram in enumerate(account.grams):
                self._places[gram].append((account, at))

    def give(self, name: str) -> None:
        """Count words that stand on the page in any case."""
        grams = set(_grams(match.group().casefold() for match in _WORD.finditer(name)))
        for cost in self._elsewhere(grams).values():
            cost.pay()
        self._given |= grams

    def show(self, body: str, spans: Sequence[Span]) -> bool:
        """Count `spans` of `body` as shown, all of them or, where there is no room, none; tell which."""
        own = self._accounts[body]
        touched = merged(own.words_in(span) for span in spans)
        if not _Cost(own, touched, merged(spans)).fits():  # spares a look at all the copies of a text
            return False
        grams = {own.grams[at] for words in touched for at in _completed(own, words)} - self._given
        costs = self._elsewhere(grams)
        rest = costs.get(id(own), _Cost(own, (), ()))
        costs[id(own)] = _Cost(own, merged((*rest.words, *touched)), merged((*rest.characters, *spans)))
        if not all(cost.fits() for cost in costs.values()):
            return False
        for cost in costs.values():
            cost.pay()
        for words in touched:
            own.shown[words.start : words.end] = b"\x01" * len(words)
        self._given |= grams
        return True

    def _elsewhere(self, grams: Iterable[str]) -> dict[int, _Cost]:
        found: defaultdict[int, list[Span]] = defaultdict(list)
        accounts: dict[int, _Account] = {}
        for gram in grams:
            for account, at in self._places.get(gram, ()):
                accounts[id(account)] = account
                found[id(account)].append(Span(at, at + _IN_A_ROW))
        out: dict[int, _Cost] = {}
        for key, account in accounts.items():
            words = merged(found[key])
            out[key] = _Cost(account, words, tuple(map(account.characters_of, words)))
        return out


def _completed(account: _Account, words: Span) -> Iterator[int]:
    """Return which 5-grams stand in full once `words` are shown."""
    for at in range(max(words.start - _IN_A_ROW + 1, 0), min(words.end, len(account.grams))):
        if all(words.start <= word < words.end or account.shown[word] for word in range(at, at + _IN_A_ROW)):
            yield at


def _grams(words: Iterable[str]) -> Iterator[str]:
    held = list(words)
    for at in range(len(held) - _IN_A_ROW + 1):
        yield " ".join(held[at : at + _IN_A_ROW])


class _Mask:
    """Which characters of one document are shown."""

    __slots__ = ("_release", "_shown", "body")

    def __init__(self, body: str, release: _Release) -> None:
        self.body = body
        self._release = release
        self._shown = bytearray(len(body))

    def show(self, finding: Finding, limit: int) -> None:
        """Show the lead and the beginning of the words, if there is room for enough of them to be read."""
        size = sum(map(len, finding.words))
        least = min(size, limit, _LEAST)
        for most in (limit, limit // 2, limit // 4):
            head, _ = split(finding.words, self.body, most)
            if sum(map(len, head)) < least or self._fill(_bridged((*finding.lead, *head), len(self.body))):
                return

    def widen(self, room: int) -> None:
        """Show up to `room` characters on either side of what is shown, and close small gaps."""
        for span in self.runs():
            self._fill([Span(_word_start(self.body, span.start, room), span.start)])
            self._fill([Span(span.end, cut_point(self.body, span.end, room))])
        for before, after in pairwise(self.runs()):
            gap = Span(before.end, after.start)
            if len(gap) <= _SMALL or gap.of(self.body).isspace():
                self._fill([gap])

    def _fill(self, spans: Sequence[Span]) -> bool:
        done = self._release.show(self.body, spans)
        for span in spans if done else ():
            self._shown[span.start : span.end] = b"\x01" * len(span)
        return done

    def runs(self) -> tuple[Span, ...]:
        """Return what is shown, as ordered, disjoint spans."""
        return tuple(Span(*match.span()) for match in re.finditer(rb"\x01+", self._shown))


def _bridged(spans: Sequence[Span], length: int) -> tuple[Span, ...]:
    """Return `spans` in order, those that stand close together made one."""
    out: list[Span] = []
    for span in merged(span for span in spans if 0 <= span.start < span.end <= length):
        if out and span.start - out[-1].end <= _CLOSE:
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return tuple(out)


def _word_start(body: str, end: int, room: int) -> int:
    start = max(end - room, 0)
    if start == 0 or body[start - 1].isspace():
        return start
    return next((at for at in range(start, end) if body[at - 1].isspace()), end)
