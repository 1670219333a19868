"""People and things without a name that several texts of one story describe in the same words.

"The middle span" of one text is that of another on the same event: a definite phrase of two words at least,
the article and small words aside. "The bridge" alone may be another bridge, and "two officials" others; "the
defence ministry" may be that of another state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rashomon.compare.actors import Grouping, grouping_by
from rashomon.compare.bearers import Merge
from rashomon.compare.names import body_name, is_proper
from rashomon.compare.whose import Whose
from rashomon.compare.wordlists import FUNCTION_WORDS
from rashomon.model.corpus import Extraction
from rashomon.model.records import Mention, Reason

DESCRIBED, DESCRIBED_SCORE = "same-description", 0.6
_DEFINITE = "the "
_WORDS = 2  # that carry meaning, at least
_Key = tuple[str, str, tuple[str, ...]]


def group_described(extraction: Extraction) -> Grouping:
    """Return the actors with those without a name joined that one story describes in the same words.

    Args:
        extraction: with actors grouped by name and documents put into stories.
    """
    numbers = {actor.id: number for number, actor in enumerate(extraction.actors)}
    whose = Whose(extraction)
    first: defaultdict[_Key, list[str]] = defaultdict(list)
    merges: list[Merge] = []
    for key, text, actor in _descriptions(extraction):
        if whose.is_open(actor):
            continue
        other = next((each for each in first[key] if whose.may_be_one(each, actor)), None)
        if other is None:
            first[key].append(actor)
        elif other != actor:
            reason = Reason(
                code=DESCRIBED, detail=f"texts of one story call it “{text}”", score=DESCRIBED_SCORE
            )
            merges.append(Merge(numbers[other], numbers[actor], reason))
    return grouping_by(extraction.actors, extraction.mentions, merges)


def _descriptions(extraction: Extraction) -> Iterator[tuple[_Key, str, str]]:
    """Yield the definite descriptions of those without a name, with the story and the type."""
    story = {document.id: document.story or document.id for document in extraction.documents}
    nameless = {each.id: each for each in extraction.actors if not any(map(is_proper, each.names))}
    for mention in extraction.mentions:
        actor = nameless.get(mention.actor or "")
        words = _words(mention) if actor else ()
        if actor and len(words) >= _WORDS:
            yield (story[mention.document], actor.type, words), mention.text, actor.id


def _words(mention: Mention) -> tuple[str, ...]:
    text = " ".join(mention.text.lower().split())
    if not text.startswith(_DEFINITE):
        return ()
    return tuple(token for token in body_name(text).tokens if token not in FUNCTION_WORDS)
