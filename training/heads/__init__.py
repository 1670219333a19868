"""The heads of the encoder, one file each; a head is registered by its line in `make_heads`."""

from __future__ import annotations

from rashomon.language.layers import Inventory
from training.heads.attributions import Attributions
from training.heads.base import Head
from training.heads.coreference import Coreference
from training.heads.event_places import EventPlaces
from training.heads.meanings import Meanings
from training.heads.parser import Parser
from training.heads.roles import Factuality, Roles
from training.heads.sentences import Sentences
from training.heads.spans import Spans
from training.heads.tags import Tags


def make_heads(width: int, inventory: Inventory) -> list[Head]:
    """Return all heads for vectors of `width`, with the labels of `inventory`.

    A model has those that there is gold for (`Head.gold`).
    """
    parser = Parser(width, inventory)
    return [
        Sentences(width),
        Tags(width, inventory),
        parser,
        Spans("entities", width, len(inventory.entities)),
        Spans("inner_entities", width, len(inventory.entities)),
        Spans("times", width, len(inventory.times)),
        Attributions(width),
        Coreference(width),
        Roles(width, inventory, parser.grown),
        Factuality(width),
        EventPlaces(width),
        Meanings(width),
    ]
