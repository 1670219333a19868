"""The story that the documents of one comparison tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rashomon.model.identity import group_id
from rashomon.model.records import Document, Link, StoryRecord

_LONGEST_LABEL = 120


def one_story(documents: Sequence[Document], links: Sequence[Link]) -> tuple[StoryRecord, ...]:
    """Return one story of all documents, under the title that most shared passages lead to.

    No document makes no story.
    """
    if not documents:
        return ()
    ids = tuple(dict.fromkeys(document.id for document in documents))
    counts = Counter(side.document for link in links for side in (link.left, link.right))
    titled = [document for document in documents if _title(document)]
    central = min(titled or documents, key=lambda document: (-counts[document.id], ids.index(document.id)))
    label = _title(central) or f"{len(ids)} texts"
    return (StoryRecord(id=group_id("story", ids), documents=ids, label=label[:_LONGEST_LABEL]),)


def _title(document: Document) -> str:
    return " ".join(document.title.value.split()) if document.title else ""
