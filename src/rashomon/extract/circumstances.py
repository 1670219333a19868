"""To whom, in what and when something was said: phrases that hang on the cue of a statement."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from rashomon.extract.told import Told
from rashomon.extract.words import Range, Words, overlap

_TO = frozenset({"to", "with"})
_OCCASIONS = frozenset(
    """
    address appearance article ballot blog briefing broadcast bulletin call chat column comment
    comments communique communiqué conference congress conversation debate declaration decree diary
    dispatch document email essay event filing gathering hearing interview lecture letter manifesto
    meeting memo memorandum message news newsletter note notice op-ed opinion page parliament phone
    plea podcast post press program programme question rally readout record release remark remarks
    reply report resolution response ruling script sermon session site speech statement stream
    summit talk talks telegram telephone television testimony text tweet verdict video vigil visit
    website writing
    """.split()
)
"""What a saying may be made in, at or by."""
_IN = frozenset("in at on during by through via after before over".split())


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Ranges of words; `None` where a text does not say."""

    addressee: Range | None = None
    medium: Range | None = None
    time: Range | None = None


def circumstances(words: Words, dated: Container[int], told: Told) -> Circumstances:
    """Return what hangs on the head of a cue, the words of its source and content left out.

    Args:
        words: of the document.
        dated: the words of its time expressions.
        told: the statement.
    """
    if not told.cue:
        return Circumstances()
    head = words.tree.top(*told.cue[0])
    phrases = ((child, words.told(child)) for child in words.tree.children[head])
    free = [(child, phrase) for child, phrase in phrases if not overlap(phrase, told.ranges)]
    medium = next(_media(words, free, dated), None)
    time = next((phrase for child, phrase in free if child in dated), None)
    if medium is not None and time is None:
        medium, time = _parted(words, medium, dated)
    return Circumstances(next(_addressees(words, free, dated), None), medium, time)


_Phrases = Sequence[tuple[int, Range]]


def _addressees(words: Words, phrases: _Phrases, dated: Container[int]) -> Iterator[Range]:
    for child, (first, end) in phrases:
        if child in dated or words.lower[child] in _OCCASIONS:
            continue
        if words.tree.relations[child] in {"obj", "iobj"}:
            yield first, end
        elif words.tree.relations[child] == "obl" and words.lower[first] in _TO:
            yield first + 1, end


def _parted(words: Words, medium: Range, dated: Container[int]) -> tuple[Range, Range | None]:
    """Return a medium without the time that ends it ("in a statement on Tuesday"), and the time."""
    first, end = medium
    for word in range(first + 1, end):
        phrase = words.told(word)
        if (
            word in dated
            and words.tree.upos[phrase[0]] == "ADP"
            and phrase[0] > first + 1
            and phrase[1] == end
        ):
            return (first, phrase[0]), phrase
    return medium, None


def _media(words: Words, phrases: _Phrases, dated: Container[int]) -> Iterator[Range]:
    for child, (first, end) in phrases:
        if (
            words.lower[first] in _IN
            and first < child
            and words.lower[child] in _OCCASIONS
            and child not in dated
        ):
            yield first, end
