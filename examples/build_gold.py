"""Compile the annotation of the demo story into records: `python -m examples.build_gold`.

Reads the texts with `rashomon.read`, finds the quoted words of `examples/demo/annotation`, and
writes sorted JSON Lines to `examples/demo/gold`. A quotation that does not stand in its text, or
stands there twice, stops it with the text and the words.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from examples import story_gold, text_gold
from examples.marks import find_plain
from examples.notes import ActorNote, ActorNotes, RoleNote, StoryNotes, load, load_texts
from examples.story_gold import StoryGold
from examples.text_gold import TextGold, locate
from rashomon import demo
from rashomon.model import records
from rashomon.model.errors import InputError, RashomonError
from rashomon.model.identity import group_id
from rashomon.read import read_inputs

HERE = Path(__file__).parent / "demo"
ANNOTATION = HERE / "annotation"
GOLD = HERE / "gold"
_PRONOUNS = frozenset(("I", "we", "We", "us", "you", "he", "she", "She", "it", "It", "they", "They", "them"))


def read_texts() -> dict[str, records.Document]:
    """Return the texts of the demo story by the name of their file."""
    documents = read_inputs([str(demo.story_folder())])
    return {Path(document.path or "").name: document for document in documents}


def build(annotation: Path = ANNOTATION) -> dict[str, list[records.Record]]:
    """Return the gold records by the name of their file, in order of id.

    Raises:
        InputError: an annotation file has a wrong shape, or a mark does not fit its text.
    """
    actors = load(annotation / "actors.toml", ActorNotes).actor
    texts = _located(annotation, actors)
    ids = _actor_ids(texts, actors)
    story = StoryGold(texts, load(annotation / "story.toml", StoryNotes), ids)
    found = _records(story, actors)
    return {name: _sorted(name, each) for name, each in found.items()}


def _located(annotation: Path, actors: Mapping[str, ActorNote]) -> dict[str, TextGold]:
    documents, notes = read_texts(), {each.document: each for each in load_texts(annotation)}
    for name in documents.keys() ^ notes.keys():
        raise InputError(f"{name}: a text without annotation, or an annotation without its text")
    return {name: locate(documents[name], notes[name], actors) for name in sorted(notes)}


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
            raise InputError(f"{name}: two records have the id {key}: {by_id[key]} and {record}")
        by_id[key] = record
    return [by_id[key] for key in sorted(by_id)]


def lines(found: Iterable[records.Record]) -> bytes:
    """Return records as JSON Lines."""
    return b"".join(msgspec.json.encode(record) + b"\n" for record in found)


def main() -> int:
    """Write the gold files; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m examples.build_gold", description=__doc__)
    parser.add_argument("--out", type=Path, default=GOLD, help="where to write (default: examples/demo/gold)")
    out: Path = parser.parse_args().out
    try:
        gold = build()
    except RashomonError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    out.mkdir(parents=True, exist_ok=True)
    for name, found in gold.items():
        (out / f"{name}.jsonl").write_bytes(lines(found))
    sys.stdout.writelines(f"{name}: {len(found)}\n" for name, found in gold.items())
    return 0


if __name__ == "__main__":
    sys.exit(main())
