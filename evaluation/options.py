"""What every evaluation task is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rashomon.model.errors import InputError

SEALED = "sealed"


def is_sealed(path: Path) -> bool:
    """Tell whether a path is sealed gold, by whatever way it is named."""
    return any(part.removesuffix(".jsonl") == SEALED for part in (*path.parts, *path.resolve().parts))


@dataclass(frozen=True, slots=True)
class TaskOptions:
    """The gold to score on, and how much of it.

    Attributes:
        gold: Folders or files, in the order given.
        split: Ids of the documents to score; `None` scores all under `gold`.
        limit: Score at most this many documents, the first in order of id.
        errors: Where to write a page that shows gold and found side by side.
        sealed: The gold is sealed: no error page and no figure below the total.
    """

    gold: tuple[Path, ...]
    split: frozenset[str] | None = None
    limit: int | None = None
    errors: Path | None = None
    sealed: bool = False

    def chosen(self, ids: list[str]) -> list[str]:
        """Return the ids to score, sorted, after `split` and `limit`.

        Raises:
            InputError: the split names none of the ids, so that nothing would be scored.
        """
        kept = sorted(i for i in ids if self.split is None or i in self.split)
        if ids and not kept:
            raise InputError(
                f"--split names none of the {len(ids)} documents of the gold, such as {min(ids)}"
            )
        return kept[: self.limit]


Scores = Mapping[str, float]
Task = Callable[[TaskOptions], Scores]
