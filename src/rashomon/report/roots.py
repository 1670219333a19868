"""How many texts, and of how many independent origins: texts that go back to one first text count once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.report import words
from rashomon.report.origins import OriginView
from rashomon.report.texts import Text


@dataclass(frozen=True, slots=True)
class Roots:
    """The origin of each text by the text's number: the lowest number among the texts that go back to one."""

    of_text: Mapping[int, int]

    def of(self, numbers: Iterable[int]) -> frozenset[int]:
        """Return the origins of some texts."""
        return frozenset(self.of_text[number] for number in numbers)

    def counted(self, numbers: Iterable[int]) -> str:
        """Return how many texts and origins: "4 texts of 3 origins"; one text has no need of the second."""
        held = frozenset(numbers)
        texts = words.counted(len(held), "text")
        return f"{texts} of {words.counted(len(self.of(held)), 'origin')}" if len(held) > 1 else texts

    @property
    def several(self) -> bool:
        """Tell whether the texts are of more than one origin."""
        return len(set(self.of_text.values())) > 1


def roots(found: Sequence[OriginView], texts: Iterable[Text]) -> Roots:
    """Return the origins of all texts, as the section on origins has them."""
    first = {
        text.number: min(each.number for each in view.texts)
        for view in reversed([view for view in found if view.whole])
        for text in view.texts
    }
    return Roots({text.number: first.get(text.number, text.number) for text in texts})
