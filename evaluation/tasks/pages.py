"""Score the reading of pages: body, furniture, title, byline, date, outlet and voice.

Gold is described in `evaluation/pages/README.md`. Every gold text is looked for in the text of the
document, white space left out, and the parts of the document say what the reader took it for.
Figures are percentages over all pages together, the unit being the visible character:

- body: right are characters of gold paragraphs that lie in a body part, or in a dateline part.
  Wrong are all other characters of body parts, save those of gold headings and of unjudged lines.
- furniture: right are characters of gold furniture that are in no title, heading, dateline, body or
  caption part; a line that the reader dropped from the text is right as well. Wrong are
  characters of the gold title, headings, paragraphs and captions that were dropped, lie outside all
  parts, or lie in a furniture part.
- title, byline (one by one), published (the day), outlet and voice: equal to gold but for case,
  white space, the shape of quotes and dashes, and a leading "the".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import groupby
from operator import add
from pathlib import Path

import msgspec

from evaluation.counting import Counts
from evaluation.errors_page import Row, write_page
from evaluation.options import Scores, TaskOptions
from rashomon.model.errors import InputError, RecordError
from rashomon.model.records import Document, Sourced
from rashomon.read import read_inputs

_INVISIBLE = frozenset("\u200b\u00ad\ufeff")
_PIECE = 4  # words below which a text that was not found whole is not cut further
_TEXT = frozenset({"title", "heading", "dateline", "body", "caption"})
_JUDGED_TEXT = frozenset({"title", "heading", "body", "caption"})
_SHAPES = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014", "''\"\"--")


class PageGold(msgspec.Struct, frozen=True, kw_only=True):
    """What a page holds; the fields are described in `evaluation/pages/README.md`."""

    page: str
    layout: str
    title: str | None
    byline: tuple[str, ...]
    published: str | None
    outlet: str | None
    voice: str | None
    body: tuple[str, ...]
    headings: tuple[str, ...]
    captions: tuple[str, ...]
    furniture: tuple[str, ...]
    unjudged: tuple[str, ...] = ()

    def texts(self) -> list[tuple[str, str]]:
        """Return the kind and the words of every gold text, the longest first."""
        kinds = {
            "body": self.body,
            "heading": self.headings,
            "caption": self.captions,
            "furniture": self.furniture,
            "unjudged": self.unjudged,
            "title": (self.title,) if self.title else (),
        }
        pairs = [(kind, text) for kind, texts in kinds.items() for text in texts]
        return sorted(pairs, key=lambda pair: -len(_squeezed(pair[1])))


@dataclass(frozen=True, slots=True)
class Alignment:
    """The visible characters of a document, each with its gold kind and the reader's kind.

    Attributes:
        offsets: Place of each visible character in the text of the document, in code points.
        gold: Gold kind of each visible character; empty for text that no gold text covers.
        found: Kind of the part that each visible character lies in; empty outside all parts.
        lost: Visible characters of gold texts, by kind, that the text of the document lacks.
    """

    offsets: Sequence[int]
    gold: Sequence[str]
    found: Sequence[str]
    lost: Counter[str]

    def count(self, test: Callable[[str, str], bool]) -> int:
        """Return how many visible characters have a gold and a found kind that pass `test`."""
        return sum(test(gold, found) for gold, found in zip(self.gold, self.found, strict=True))


@dataclass(frozen=True, slots=True)
class PageScore:
    """The counts of one page, by figure."""

    body: Counts = field(default_factory=Counts)
    furniture: Counts = field(default_factory=Counts)
    title: Counts = field(default_factory=Counts)
    byline: Counts = field(default_factory=Counts)
    published: Counts = field(default_factory=Counts)
    outlet: Counts = field(default_factory=Counts)
    voice: Counts = field(default_factory=Counts)

    def __add__(self, other: PageScore) -> PageScore:
        """Return the sums."""
        names = self.__dataclass_fields__
        return PageScore(**{name: getattr(self, name) + getattr(other, name) for name in names})


def score(options: TaskOptions) -> Scores:
    """Read every page of the gold and return the figures, in percent, with the number of pages.

    A folder stands for its `gold.jsonl`, or with `options.sealed` for its `sealed.jsonl`.

    Raises:
        InputError: a gold file is missing, or sealed gold is scored without `options.sealed`.
        RecordError: a line of gold is not as described.
    """
    pages = [(gold, _read(path)) for gold, path in _gold(options)]
    total = reduce(add, (score_page(document, gold) for gold, document in pages), PageScore())
    if options.errors and not options.sealed:
        write_page(options.errors, "Pages", [errors_of(document, gold) for gold, document in pages])
    return {"pages": float(len(pages)), **_figures(total)}


def score_page(document: Document, gold: PageGold) -> PageScore:
    """Return the counts of one page."""
    alignment = align(document, gold)
    return PageScore(
        body=_count_body(alignment),
        furniture=_count_furniture(alignment),
        title=_count_values(_values(document.title), gold.title),
        byline=_count_values([author.value for author in document.author], *gold.byline),
        published=_count_values([day[:10] for day in _values(document.published)], gold.published),
        outlet=_count_values(_values(document.source.outlet), gold.outlet),
        voice=_count_values(_values(document.voice), gold.voice),
    )


def align(document: Document, gold: PageGold) -> Alignment:
    """Find every gold text in the document, the longest first, each in text not yet taken.

    A text that is not there as a whole is cut in halves until its pieces are found or are short.
    """
    finder = _Finder(document.text)
    missing = [(kind, text) for kind, text in gold.texts() if not finder.take(kind, text)]
    lost: Counter[str] = Counter()
    for kind, text in missing:
        lost[kind] += finder.take_pieces(kind, text.split())
    return Alignment(finder.offsets, finder.kinds, _found_kinds(document, finder.offsets), lost)


def errors_of(document: Document, gold: PageGold) -> Row:
    """Return what of gold was not found just so on a page, and what was found instead."""
    alignment = align(document, gold)
    missed = [*_runs(document, alignment, "body, not so read", _is_missed_body), *_lost(alignment)]
    wrong = [*_runs(document, alignment, "read as body", _is_wrong_body)]
    wrong += _runs(document, alignment, "furniture in the text", _is_kept_furniture)
    for name, found, wanted in _fields(document, gold):
        if _normal_set(found) != _normal_set(wanted):
            missed.append(f"{name}: {'; '.join(wanted) or '(none)'}")
            wrong.append(f"{name}: {'; '.join(found) or '(none)'}")
    return Row(gold.page, missed, wrong)


class _Finder:
    """The visible characters of a text, with the kinds of the gold texts found in it so far."""

    def __init__(self, text: str) -> None:
        self.offsets = [i for i, char in enumerate(text) if not _is_blank(char)]
        self.kinds = [""] * len(self.offsets)
        self._visible = "".join(text[i] for i in self.offsets)

    def take(self, kind: str, text: str) -> bool:
        """Mark the first free place of `text` as `kind`; tell whether there is one."""
        wanted = _squeezed(text)
        at = self._visible.find(wanted) if wanted else -1
        while at >= 0 and not self._is_free(at, at + len(wanted)):
            at = self._visible.find(wanted, at + 1)
        if at >= 0:
            self.kinds[at : at + len(wanted)] = [kind] * len(wanted)
        return at >= 0

    def take_pieces(self, kind: str, words: Sequence[str]) -> int:
        """Mark the pieces of a text that are there; return how many visible characters are not."""
        text = " ".join(words)
        if self.take(kind, text):
            return 0
        if len(words) <= _PIECE:
            return len(_squeezed(text))
        half = len(words) // 2
        return self.take_pieces(kind, words[:half]) + self.take_pieces(kind, words[half:])

    def _is_free(self, start: int, end: int) -> bool:
        return not any(self.kinds[start:end]) and self._is_edge(start) and self._is_edge(end)

    def _is_edge(self, at: int) -> bool:
        """Tell whether no word goes on across the place before visible character `at`."""
        if not 0 < at < len(self.offsets) or self.offsets[at] - self.offsets[at - 1] > 1:
            return True
        taken = self.kinds[at - 1] or self.kinds[at]
        return bool(taken) or not (self._visible[at - 1].isalnum() and self._visible[at].isalnum())


def _is_blank(char: str) -> bool:
    return char.isspace() or char in _INVISIBLE


def _squeezed(text: str) -> str:
    return "".join(char for char in text if not _is_blank(char))


def _found_kinds(document: Document, offsets: Sequence[int]) -> list[str]:
    kinds = [""] * len(document.text)
    for part in document.parts:
        kinds[part.start : part.end] = [part.kind] * (part.end - part.start)
    return [kinds[offset] for offset in offsets]


def _count_body(alignment: Alignment) -> Counts:
    right = alignment.count(lambda gold, found: gold == "body" and not _is_missed_body(gold, found))
    wrong = alignment.count(_is_wrong_body)
    gold = alignment.count(lambda gold, _found: gold == "body") + alignment.lost["body"]
    return Counts(right, right + wrong, gold)


def _is_missed_body(gold: str, found: str) -> bool:
    return gold == "body" and found not in {"body", "dateline"}


def _is_wrong_body(gold: str, found: str) -> bool:
    return found == "body" and gold not in {"body", "heading", "unjudged"}


def _count_furniture(alignment: Alignment) -> Counts:
    kept = alignment.count(_is_kept_furniture)
    gold = alignment.count(lambda gold, _found: gold == "furniture") + alignment.lost["furniture"]
    wrong = alignment.count(lambda gold, found: gold in _JUDGED_TEXT and found in {"", "furniture"})
    wrong += sum(alignment.lost[kind] for kind in _JUDGED_TEXT)
    return Counts(gold - kept, gold - kept + wrong, gold)


def _is_kept_furniture(gold: str, found: str) -> bool:
    return gold == "furniture" and found in _TEXT


def _values(sourced: Sourced | None) -> list[str]:
    return [sourced.value] if sourced else []


def _count_values(found: Sequence[str], *gold: str | None) -> Counts:
    got, wanted = _normal_set(found), _normal_set([value for value in gold if value])
    return Counts(len(got & wanted), len(got), len(wanted))


def _normal_set(values: Sequence[str]) -> set[str]:
    return {" ".join(v.translate(_SHAPES).casefold().split()).removeprefix("the ") for v in values}


def _figures(total: PageScore) -> dict[str, float]:
    figures: dict[str, float] = {}
    for name in total.__dataclass_fields__:
        counts: Counts = getattr(total, name)
        figures |= {f"{name}_precision": counts.precision, f"{name}_recall": counts.recall}
        if name in {"body", "furniture"}:
            figures[f"{name}_f1"] = counts.f1
    return figures


def _fields(document: Document, gold: PageGold) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield each field's name with the values found and those of gold."""
    published = [day[:10] for day in _values(document.published)]
    yield "title", _values(document.title), _given(gold.title)
    yield "byline", [author.value for author in document.author], list(gold.byline)
    yield "published", published, _given(gold.published)
    yield "outlet", _values(document.source.outlet), _given(gold.outlet)
    yield "voice", _values(document.voice), _given(gold.voice)


def _given(value: str | None) -> list[str]:
    return [value] if value else []


def _runs(
    document: Document, alignment: Alignment, label: str, test: Callable[[str, str], bool]
) -> list[str]:
    """Return the stretches of the text whose visible characters all pass `test`, each after a label."""
    marks = zip(alignment.gold, alignment.found, alignment.offsets, strict=True)
    lines = []
    for passed, run in groupby(marks, key=lambda mark: test(mark[0], mark[1])):
        if passed:
            places = [offset for _gold, _found, offset in run]
            lines.append(f"{label}: {' '.join(document.text[places[0] : places[-1] + 1].split())}")
    return lines


def _lost(alignment: Alignment) -> list[str]:
    kinds = sorted(kind for kind in _JUDGED_TEXT if alignment.lost[kind])
    return [f"{kind}, absent from the text: {alignment.lost[kind]} characters" for kind in kinds]


def _read(path: Path) -> Document:
    document = next(iter(read_inputs([str(path)])), None)
    if document is None:
        message = f"{path}: the reader gave no document for this page"
        raise InputError(message)
    return document


def _gold(options: TaskOptions) -> list[tuple[PageGold, Path]]:
    """Return the records to score with the paths of their pages, in order of page."""
    pairs: dict[str, tuple[PageGold, Path]] = {}
    if not options.gold:
        message = "the task needs --gold with a folder of pages, such as evaluation/pages"
        raise InputError(message)
    for given in options.gold:
        path = _gold_file(given, sealed=options.sealed)
        pairs |= {gold.page: (gold, path.parent / gold.page) for gold in _records(path)}
    return [pairs[page] for page in options.chosen(list(pairs))]


def _gold_file(given: Path, *, sealed: bool) -> Path:
    path = given / ("sealed.jsonl" if sealed else "gold.jsonl") if given.is_dir() else given
    if not path.is_file():
        message = f"{path}: no gold for pages there; give the folder evaluation/pages or a .jsonl file"
        raise InputError(message)
    if path.name == "sealed.jsonl" and not sealed:
        message = f"{path}: sealed gold is scored with --sealed only"
        raise InputError(message)
    return path


def _records(path: Path) -> Iterator[PageGold]:
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield msgspec.json.decode(line, type=PageGold)
        except msgspec.DecodeError as error:
            message = f"{path}, line {number}: {error}"
            raise RecordError(message) from error
