"""To whom, in what and when something was said: phrases that hang on the cue of a statement."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from rashomon.extract.cues import ACTS
from rashomon.extract.timing.words import PARTS, SHADES
from rashomon.extract.told import Told
from rashomon.extract.words import Range, Words, overlap

_WITH = frozenset({"agree", "argue", "discuss", "plead", "share", "speak", "talk"})
"""Verbs of which the other side stands behind "with"."""
_OCCASIONS = frozenset(
    """
    address appearance article assembly ballot blog briefing broadcast bulletin call chat column
    comment comments committee communique communiqué conference congress court conversation debate
    declaration decree diary dispatch document email essay event filing gathering hearing interview
    lecture letter manifesto meeting memo memorandum message news newsletter note notice op-ed
    opinion page parliament phone plea podcast post press program programme question rally readout
    record release remark remarks reply report resolution response ruling script sermon session site
    speech statement stream summit talk talks telegram telephone television testimony text tweet
    verdict video vigil visit website writing
    """.split()
)
"""What a saying may be made in, at or by."""
_OF_OTHERS = frozenset({"believed", "blamed", "praised", "denied", "declined"})
"""Acts whose object is no hearer."""
_ON = frozenset({"on", "upon"})
_RELATIVE = frozenset({"what", "which", "that", "whom", "who"})
_TELLING = frozenset({"advise", "brief", "inform", "notify", "remind", "tell", "warn"})
_BESIDE_DATES = frozenset({*PARTS, *frozenset[str]().union(*SHADES.values()), "hours", "shortly", "around"})
"""Words of times that are no date by themselves: "late in the evening on May 5"."""
_PARTS = frozenset({*PARTS, "early", "late"})
_LEADING = frozenset({"ADP", "DET"})
_SMALL = frozenset({"ADP", "DET", "PART", "PUNCT"})
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
    phrases = [(child, words.told(child)) for child in words.tree.children[head]]
    # A cue may hold what it was said in: "said in a statement".
    taken = (*told.source, *told.content)
    free = [(child, phrase) for child, phrase in phrases if not overlap(phrase, taken)]
    medium = next(_media(words, free, dated), None)
    time = next(
        (
            _led(words, phrase, (*taken, *told.cue))
            for child, phrase in free
            if _is_time(words, child, phrase, dated)
        ),
        None,
    )
    if medium is not None and time is None:
        medium, time = _parted(words, medium, dated)
    outside = [(child, phrase) for child, phrase in free if not overlap(phrase, told.cue)]
    addressed = (*_addressees(words, outside, dated), *_commanded(words, phrases, dated, told))
    return Circumstances(next(iter(addressed), None), medium, time)


def _led(words: Words, time: Range, taken: Sequence[Range]) -> Range:
    """Return a time with the part of the day before it, whatever that hangs on: "in the evening on May 5"."""
    first, end = time
    begin = first
    while begin > 0 and (words.lower[begin - 1] in _PARTS or words.tree.upos[begin - 1] in _LEADING):
        begin -= 1
    told = any(words.lower[word] in _PARTS for word in range(begin, first))
    return (begin, end) if told and not overlap((begin, first), taken) else time


def _is_time(words: Words, child: int, phrase: Range, dated: Container[int]) -> bool:
    """Tell a phrase of nothing but a time, whichever of its words the others hang on."""
    if child in dated:
        return True
    own = [word for word in range(*phrase) if words.tree.upos[word] not in _SMALL]
    return any(word in dated for word in own) and all(
        word in dated or words.lower[word] in _BESIDE_DATES for word in own
    )


_Phrases = Sequence[tuple[int, Range]]


def _addressees(words: Words, phrases: _Phrases, dated: Container[int]) -> Iterator[Range]:
    for child, (first, end) in phrases:
        if _is_time(words, child, (first, end), dated) or words.lower[child] in _OCCASIONS:
            continue
        relation, cue = words.tree.relations[child], words.lemma(words.tree.heads[child])
        told = words.tree.passive[child] and cue in _TELLING
        heard = relation in {"obj", "iobj"} and ACTS.get(cue) not in _OF_OTHERS
        if told or (heard and words.lower[child] not in _RELATIVE):
            yield first, end
        elif relation == "obl" and (
            words.lower[first] == "to" or (words.lower[first] == "with" and cue in _WITH)
        ):
            yield first + 1, end


def _commanded(words: Words, phrases: _Phrases, dated: Container[int], told: Told) -> Iterator[Range]:
    """Yield who opens what is demanded or ordered: "called on {the minister} to resign", not a day."""
    opens = {first for first, _ in told.content}
    for child, (first, end) in phrases:
        begin = first + (words.lower[first] in _ON)
        heard = ACTS.get(words.lemma(words.tree.heads[child])) not in _OF_OTHERS
        if (
            heard
            and child not in dated
            and words.tree.relations[child] in {"obj", "iobj", "obl"}
            and not opens.isdisjoint({first, begin})
            and words.xpos[end : end + 1] == ["TO"]
        ):
            yield begin, end


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
            and (words.lower[child] in _OCCASIONS or _is_on_air(words, first, child))
            and child not in dated
        ):
            yield first, end


def _is_on_air(words: Words, first: int, child: int) -> bool:
    """Tell whether something was said on a station or a square: "on Salt Radio"."""
    return words.lower[first] == "on" and words.tree.upos[child] == "PROPN"
