"""Texts that go back to one text, with the words that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.model.corpus import Comparison
from rashomon.model.offsets import Span
from rashomon.model.records import Origin
from rashomon.report import words
from rashomon.report.excerpt import split
from rashomon.report.segments import merged
from rashomon.report.texts import Library, Text

_PASSAGE = "same-passage"  # the reason that a heading tells already
_LEAD = 500  # characters of the copied text shown before the rest is folded away


@dataclass(frozen=True, slots=True)
class Copied:
    """The words that texts have in common, as one of them has them."""

    text: Text
    lead: str
    rest: str


@dataclass(frozen=True, slots=True)
class OriginView:
    """Texts that go back to one, or carry one passage; `first` is that one, where something tells."""

    whole: bool  # whether the texts as such go back to one, not a passage in each
    first: Text | None
    texts: tuple[Text, ...]
    copied: Copied | None
    reasons: str

    @property
    def later(self) -> tuple[Text, ...]:
        """Return the texts other than the first."""
        return tuple(text for text in self.texts if text != self.first)

    @property
    def counted(self) -> str:
        """Return how many texts, from how many outlets, have what in common."""
        if not self.whole:
            return f"{words.counted(len(self.texts), 'text')} carry one passage"
        count = texts_counted(self.texts)
        return f"{count}{',' * (',' in count)} go back to one"


def origins(comparison: Comparison, library: Library) -> tuple[OriginView, ...]:
    """Return the origins of two texts or more, whole texts before passages, those of most texts first."""
    found = (
        origin for origin in comparison.origins if sum(item in library.texts for item in origin.documents) > 1
    )
    ordered = sorted(found, key=lambda origin: (not _whole(origin), -len(origin.documents), origin.id))
    return tuple(_view(origin, library) for origin in ordered)


def _whole(origin: Origin) -> bool:
    return all(reason.code != _PASSAGE for reason in origin.reasons)


def _view(origin: Origin, library: Library) -> OriginView:
    found = (library.texts[key] for key in dict.fromkeys(origin.documents) if key in library.texts)
    texts = tuple(sorted(found, key=lambda text: (text.published_key, text.number)))
    return OriginView(
        whole=_whole(origin),
        first=library.texts.get(origin.first) if origin.first else None,
        texts=texts,
        copied=_copied(origin, library),
        reasons="; ".join(library.told(each.detail) for each in origin.reasons if each.code != _PASSAGE),
    )


def _copied(origin: Origin, library: Library) -> Copied | None:
    passages = [passage for passage in origin.passages if passage.document in library.texts and passage.spans]
    if not passages:
        return None
    chosen = next((item.document for item in passages if item.document == origin.first), passages[0].document)
    spans = merged(span for item in passages if item.document == chosen for span in item.spans)
    return _cut(library.texts[chosen], spans)


def _cut(text: Text, spans: Sequence[Span]) -> Copied:
    head, rest = split(spans, text.body, _LEAD)
    return Copied(text, text.excerpt.words(head), text.excerpt.words(rest))


def texts_counted(texts: Sequence[Text]) -> str:
    """Return how many texts there are and from how many outlets, in words that say what lacks an outlet."""
    outlets = {text.outlet.casefold() for text in texts if text.outlet}
    naming = sum(bool(text.outlet) for text in texts)
    count = words.counted(len(texts), "text")
    if naming == len(texts):
        return f"{count} from {words.counted(len(outlets), 'outlet')}"
    if not naming:
        return f"{count}, none of which names its outlet"
    of_which = f"{count}, of which {naming:,} {'names its outlet' if naming == 1 else 'name their outlet'}"
    return of_which if naming == 1 else f"{of_which} ({words.counted(len(outlets), 'outlet')})"


def independent(views: Sequence[OriginView], texts: Sequence[Text]) -> int:
    """Return the number of origins: each group of texts counts once, each text in no group by itself."""
    numbers = {text.number for text in texts}
    held = ({text.number for text in view.texts} for view in views if view.whole)
    whole = [group for group in held if not group.isdisjoint(numbers)]
    grouped = {number for group in whole for number in group}
    return len(whole) + sum(text.number not in grouped for text in texts)
