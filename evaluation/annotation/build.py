"""Compile the annotation of one story into records, in the output format.

Reads the texts with `rashomon.read` and finds the quoted words of the annotation in them. A quotation
that does not stand in its text, or stands there twice, stops it with the text and the words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from evaluation.annotation import story_gold, text_gold
from evaluation.annotation.notes import (
    ActorNote,
    ActorNotes,
    RoleNote,
    StoryNotes,
    TextNotes,
    load,
    load_texts,
)
from evaluation.annotation.story_gold import StoryGold
from evaluation.annotation.text_gold import TextGold, locate
from rashomon.model import records
from rashomon.model.errors import InputError
from rashomon.model.identity import group_id
from rashomon.read import read_inputs
from training.gold.marks import find_plain

_PRONOUNS = frozenset(("I", "we", "We", "us", "you", "he", "she", "She", "it", "It", "they", "They", "them"))
_COPY = ".mentions.txt"
_WORDED = ("content", "trigger", "text", "label")


@dataclass(frozen=True, slots=True)
class StoryFolders:
    """Where the texts of a story lie, and where its annotation."""

    texts: Path
    annotation: Path


def read_texts(folder: Path) -> dict[str, records.Document]:
    """Return the texts of a story by the name of their file."""
    return {Path(document.path or "").name: document for document in read_inputs([str(folder)])}


def build(folders: StoryFolders) -> dict[str, list[records.Record]]:
    """Return the gold records by the name of their file, in order of id.

    Raises:
        InputError: an annotation file has a wrong shape, or a mark does not fit its text; names the folder.
    """
    try:
        actors = load_actors(folders)
        texts = locate_texts(folders, actors)
        ids = _actor_ids(texts, actors)
        story = StoryGold(texts, load(folders.annotation / "story.toml", StoryNotes), ids)
        return {name: _sorted(name, each) for name, each in _records(story, actors).items()}
    except InputError as error:
        raise InputError(f"{folders.annotation}: {error}") from error


def load_actors(folders: StoryFolders) -> Mapping[str, ActorNote]:
    """Return the actors of a story by key.

    Raises:
        InputError: a name is given twice, is empty, or has other white space than single spaces.
    """
    actors = load(folders.annotation / "actors.toml", ActorNotes).actor
    holders: dict[str, str] = {}
    for key, name in ((key, name) for key, note in actors.items() for name in note.names):
        if not name or name != " ".join(name.split()):
            raise InputError(f"the actor {key} has a name with no word or too much space: {name!r}")
        if name in holders:
            raise InputError(
                f"{name} is the name of {holders[name]} and of {key}: give it to one, mark the other inline"
            )
        holders[name] = key
    return actors


def locate_texts(folders: StoryFolders, actors: Mapping[str, ActorNote]) -> dict[str, TextGold]:
    """Return the texts of a story with every mark found, by the name of their file.

    Raises:
        InputError: an annotation file has a wrong shape, or a mark does not fit its text.
    """
    documents = read_texts(folders.texts)
    notes: dict[str, TextNotes] = {}
    for each in load_texts(folders.annotation):
        if notes.setdefault(each.document, each) is not each:
            raise InputError(f"{each.document}: two files annotate it")
    for name in documents.keys() ^ notes.keys():
        raise InputError(f"{name}: a text without annotation, or an annotation without its text")
    return {
        name: locate(documents[name], notes[name], actors, _copy(copy_path(folders, name)))
        for name in sorted(notes)
    }


def copy_path(folders: StoryFolders, name: str) -> Path:
    """Return where the copy of the text `name` lies in which its mentions are marked."""
    return folders.annotation / f"{Path(name).stem}{_COPY}"


def _copy(path: Path) -> str | None:
    try:
        return path.read_text("utf-8") if path.exists() else None
    except (UnicodeDecodeError, OSError) as error:
        raise InputError(f"{path.name}: {error}") from error


def _actor_ids(texts: Mapping[str, TextGold], actors: Mapping[str, ActorNote]) -> dict[str, str]:
    mentions: dict[str, list[str]] = {key: [] for key in actors}
    for text in texts.values():
        for span, key in text.mentions.items():
            mentions[key].append(text_gold.mention_id(text, span))
    for key in (key for key, found in mentions.items() if not found):
        raise InputError(f"the actor {key} is mentioned in no text: correct its names, or remove it")
    return {key: group_id("actor", found) for key, found in mentions.items()}


def _records(story: StoryGold, actors: Mapping[str, ActorNote]) -> dict[str, Iterable[records.Record]]:
    texts = story.texts.values()
    events = [event for text in texts for event in text_gold.event_records(text, story.actors)]
    return {
        "statements": [each for text in texts for each in text_gold.statement_records(text, story.actors)],
        "mentions": [
            each for text in texts for each in text_gold.mention_records(text, actors, story.actors)
        ],
        "actors": [_actor(story, key, note) for key, note in actors.items()],
        "events": events,
        "times": [each for text in texts for each in text_gold.time_records(text)],
        "places": [each for text in texts for each in text_gold.place_records(text, actors)],
        "merged_events": story_gold.merged_event_records(story, {event.id: event for event in events}),
        "stories": story_gold.story_records(story),
        "links": story_gold.link_records(story),
        "origins": story_gold.origin_records(story),
        "propositions": story_gold.proposition_records(story),
        "positions": story_gold.position_records(story),
        "drifts": story_gold.drift_records(story),
        "accused": story_gold.accused_records(story),
        "furniture": [each for text in texts for each in text_gold.furniture_records(text)],
    }


def _actor(story: StoryGold, key: str, note: ActorNote) -> records.Actor:
    used = Counter(
        " ".join(span.of(text.document.text).split())
        for text in story.texts.values()
        for span, actor in text.mentions.items()
        if actor == key
    )
    names = [name for name in used if name in note.names] or [name for name in used if name not in _PRONOUNS]
    return records.Actor(
        id=story.actors[key],
        type=note.type,
        names=tuple(sorted(names, key=lambda name: (-used[name], name))),
        roles=tuple(_role(story, role) for role in note.roles),
    )


def _role(story: StoryGold, note: RoleNote) -> records.Role:
    document = story.text(note.document).document
    evidence = records.Evidence(document=document.id, span=find_plain(note.mark, document.text))
    return records.Role(title=note.title, since=note.since, evidence=(evidence,))


def _sorted(name: str, found: Iterable[records.Record]) -> list[records.Record]:
    by_id: dict[str, records.Record] = {}
    for record in found:
        key = str(getattr(record, "id"))  # noqa: B009 - every record of these files has one, their base has not
        if key in by_id:
            raise InputError(f"{name}: the same characters are annotated twice: {_shown(record)}")
        by_id[key] = record
    return [by_id[key] for key in sorted(by_id)]


def _shown(record: records.Record) -> str:
    """Return the words of a record, whatever they are called in it, else all of it."""
    words = next((getattr(record, name) for name in _WORDED if hasattr(record, name)), None)
    return str(words.text if isinstance(words, records.Anchored) else words or record)


def lines(found: Iterable[records.Record]) -> bytes:
    """Return records as JSON Lines."""
    return b"".join(msgspec.json.encode(record) + b"\n" for record in found)
