"""Which words mean people, bodies and countries: those who do things and to whom things are done."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from rashomon.extract.happening.lexicon import CLASSES
from rashomon.extract.words import Words
from rashomon.model.records import ActorType

PEOPLE = frozenset(
    """
    activist adult agent baby bystander casualty child citizen civilian colleague crew crowd demonstrator
    deputy detainee doctor driver family fighter fisherman girl guard hostage inhabitant inspector
    journalist leader man member minister mother nurse officer official opponent parent passenger patient
    people person policeman politician prisoner protester refugee relative reporter resident soldier staff
    student supporter suspect teacher troop troops villager victim voter woman worker boy injured wounded dead
    """.split()
)
"""Nouns for people, whom things are done to."""
LIVING: frozenset[ActorType] = frozenset({"person", "organisation", "group", "country"})
"""Types of actors who do things."""
_BODIES = frozenset(
    """
    agency alliance association bank board body bloc camp chamber church club coalition college committee
    community company congress convoy council delegation faction family federation firm foundation front
    gang group guild house household institute league majority minority mob movement nation network
    neighbour newspaper opposition organisation organization party population press public regime rival
    senate side state team tribe union university village crowd neighbor city country town capital
    daughter son wife husband brother sister father mother relative
    """.split()
)
_LIVING_WORDS = (
    PEOPLE
    | _BODIES
    | CLASSES["people"]
    | CLASSES["force"]
    | CLASSES["state"]
    | CLASSES["official"]
    | CLASSES["mission"]
)
_PERSONAL = frozenset(
    "i me we us you he him she her they them who whom everyone everybody someone somebody".split()
)
_QUANTITIES = frozenset(
    """
    dozen hundred thousand million number group majority score couple handful crowd part third half
    quarter hundreds thousands dozens scores tens some many several all most both one two three four five
    six seven eight nine ten
    """.split()
)


@dataclass(frozen=True, slots=True)
class Living:
    """Tells which words mean people, bodies and countries.

    Attributes:
        words: of the document.
        types: the types of actors by the words that refer to them.
        dated: the words of times.
    """

    words: Words
    types: Mapping[int, ActorType]
    dated: Container[int] = frozenset()

    def __call__(self, head: int) -> bool:
        """Tell whether somebody is meant; of "dozens of students" the students decide.

        A name of which no type is known counts, too.
        """
        lemma = self.words.lemma(head)
        if head in self.dated:
            return False
        if self.types.get(head) in LIVING or lemma in _LIVING_WORDS or self.words.lower[head] in _PERSONAL:
            return True
        if self.words.tree.upos[head] == "PROPN" and head not in self.types:
            return True
        counts = lemma in _QUANTITIES or self.words.tree.upos[head] == "NUM"
        return counts and any(map(self, self.words.tree.kin(head, "nmod")))


def is_personal(words: Words, word: int) -> bool:
    """Tell a pronoun for people."""
    return words.lower[word] in _PERSONAL
