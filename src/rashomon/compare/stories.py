"""The stories that the documents of one comparison tell: which of them speak of one event.

Texts on one event name the same people, bodies and places, whatever their wording; texts on others do not.
Documents that share passages are one story, unless they name other people and places throughout. Stories are
as alike as the share of the names of the one with fewer that the other has too, and those that are alike on
average are joined (average linkage). A text that names too little to tell is taken to be on the event that
most texts are on, unless it is dated months from all of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain

import numpy as np

from rashomon.compare.candidates import sharing_pairs
from rashomon.compare.collection import Collection
from rashomon.compare.joining import Groups
from rashomon.compare.linkage import Edge, average_linkage
from rashomon.compare.settings import CompareSettings
from rashomon.compare.strangers import HANDFUL, NAMES, Strangers
from rashomon.compare.weights import name_stems
from rashomon.compare.wordlists import COMMON_WORDS
from rashomon.model.identity import group_id
from rashomon.model.records import Document, Link, StoryRecord

_LONGEST_LABEL = 120
_FAR = timedelta(days=120)  # from all texts on an event, beyond which a text is on another
_DAY = len("2031-05-05")
_LENIENT = 0.5  # part of the likeness that is asked of a handful of texts


def find_stories(
    collection: Collection, links: Sequence[Link], settings: CompareSettings
) -> tuple[StoryRecord, ...]:
    """Return the stories, in order of their first documents; a document that is on none of the others is one.

    Each stands under the title of the document that most shared passages lead to.
    """
    copied = _copied(collection, links, settings.story_passages)
    names = _names(collection, copied)
    likeness = settings.story_likeness * (_LENIENT if len(copied) <= HANDFUL else 1.0)
    groups = average_linkage(len(copied), _alike(names, settings.story_crowd), likeness)
    days = [frozenset(_days(collection, own)) for own in copied]
    placed = [[copied[each] for each in group] for group in _placed(groups, names, copied, days)]
    numbers = sorted(sorted(chain.from_iterable(parts)) for parts in placed)
    counts = Counter(side.document for link in links for side in (link.left, link.right))
    return tuple(_story([collection.documents[at] for at in own], counts) for own in numbers)


def _copied(collection: Collection, links: Iterable[Link], least: float) -> list[list[int]]:
    """Return groups of documents of which each shares so large a part of its text with another."""
    numbers = {document.id: number for number, document in enumerate(collection.documents)}
    shared: Counter[tuple[int, int]] = Counter()
    for link in links:
        ends = [(numbers[side.document], sum(map(len, side.spans))) for side in (link.left, link.right)]
        shared[ends[0][0], ends[1][0]] += min(ends[0][1], ends[1][1])
    groups, strangers = Groups(len(collection.documents)), Strangers(collection)
    for (one, other), length in sorted(shared.items()):
        shorter = min(len(collection.text(one)), len(collection.text(other)))
        if length >= least * shorter and not strangers.are(one, other):
            groups.join(one, other)
    return groups.all()


def _names(collection: Collection, groups: Sequence[Sequence[int]]) -> list[frozenset[int]]:
    """Return the stems of each group's texts that are names, without those of days, offices and the like."""
    names = name_stems(collection.flat) - collection.vocabulary.stems_of(COMMON_WORDS)
    own = [frozenset(words.stems) & names for words in collection.texts]
    return [frozenset[int]().union(*(own[number] for number in group)) for group in groups]


def _alike(names: Sequence[frozenset[int]], crowd: int) -> Iterator[Edge]:
    """Yield how large a part of the names of the one with fewer two groups share, from two names on.

    Of a handful of groups one name is enough.
    """
    entries = sorted((stem, number) for number, own in enumerate(names) for stem in own)
    keys, holders = np.array(entries, dtype=np.int64).reshape(-1, 2).T
    left, right = sharing_pairs(keys, holders, crowd)
    codes, counts = np.unique(left * len(names) + right, return_counts=True)
    least = 1 if len(names) <= HANDFUL else NAMES
    for code, count in zip(codes.tolist(), counts.tolist(), strict=True):
        one, other = divmod(code, len(names))
        if count >= least:
            yield one, other, count / min(len(names[one]), len(names[other]))


def _days(collection: Collection, documents: Iterable[int]) -> Iterator[date]:
    """Yield the days on which documents were published, of those that are dated to the day."""
    for number in documents:
        published = collection.documents[number].published
        try:
            yield date.fromisoformat((published.value if published else "")[:_DAY])
        except ValueError:
            continue


def _placed(
    groups: Sequence[Sequence[int]],
    names: Sequence[frozenset[int]],
    copied: Sequence[Sequence[int]],
    days: Sequence[frozenset[date]],
) -> list[list[int]]:
    """Return the groups with those that name too little put to the largest, if not dated far from it."""
    telling = [list(group) for group in groups if any(len(names[each]) >= NAMES for each in group)]
    silent = [each for group in groups for each in group if all(len(names[one]) < NAMES for one in group)]
    if not telling:
        return [silent] if silent else []
    largest = max(telling, key=lambda group: (sum(len(copied[each]) for each in group), -min(group)))
    around = frozenset[date]().union(*(days[each] for each in largest))
    strange = [each for each in silent if _are_far(days[each], around)]
    largest += [each for each in silent if each not in strange]
    return [*telling, *([each] for each in strange)]


def _are_far(one: frozenset[date], other: frozenset[date]) -> bool:
    """Tell days of which each lies months from all of the others."""
    return bool(one and other) and min(abs(here - there) for here in one for there in other) > _FAR


def _story(documents: Sequence[Document], counts: Mapping[str, int]) -> StoryRecord:
    ids = tuple(document.id for document in documents)
    titled = [document for document in documents if _title(document)]
    central = min(
        titled or documents, key=lambda document: (-counts.get(document.id, 0), ids.index(document.id))
    )
    label = _title(central) or f"{len(ids)} texts"
    return StoryRecord(id=group_id("story", ids), documents=ids, label=label[:_LONGEST_LABEL])


def _title(document: Document) -> str:
    return " ".join(document.title.value.split()) if document.title else ""


def story_of(stories: Iterable[StoryRecord]) -> Mapping[str, str]:
    """Return the id of the story of each document."""
    found: defaultdict[str, str] = defaultdict(str)
    for story in stories:
        found.update(dict.fromkeys(story.documents, story.id))
    return found
