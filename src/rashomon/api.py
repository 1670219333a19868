"""The public verbs: `read`, `extract`, `compare`, `load`, and what they return.

Nothing here prints or exits; every error raised on purpose is a `RashomonError`. Settings are
those of the stages; each verb takes only those that concern it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from html import escape
from io import IOBase
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, get_args

from rashomon import pipeline
from rashomon._tables import Table
from rashomon.model import drifts, proposals, records
from rashomon.model.accounts import Account
from rashomon.model.changes import ChangeRecord
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.errors import InputError
from rashomon.model.judgements import Judgement, JudgementKind, Named, Target
from rashomon.model.offsets import Span
from rashomon.model.schema import COMPARED, EXTRACTED
from rashomon.store.applying import Finding, spans_of
from rashomon.store.judgements import Corrections, Unmatched, checked_judgement
from rashomon.store.reading import read_folder
from rashomon.store.staging import write_text
from rashomon.store.writing import WriteSettings, record_files

if TYPE_CHECKING:
    from rashomon.compare import CompareSettings
    from rashomon.read import ReadSettings

_CLAIMS = (records.Statement, records.Event)
_JUDGED: Mapping[str, tuple[type, ...]] = MappingProxyType(  # what a kind speaks of, where not any finding
    {
        "set_speaker": (records.Statement,),
        "set_role": (records.Mention,),
        "merge_actors": (records.Mention,),
        "split_actors": (records.Mention,),
        "merge_propositions": _CLAIMS,
        "split_propositions": _CLAIMS,
        "merge_events": (records.Event,),
        "split_events": (records.Event,),
        "set_position": _CLAIMS,
        "reject_link": (records.Link,),
    }
)
_NO_CORRECTIONS = Corrections()
Single = str | os.PathLike[str] | records.Document
Input = Single | Iterable[Single]


class Findings:
    """Documents and what was found in each: one table for each kind of record."""

    def __init__(self, extraction: Extraction, unmatched: tuple[Unmatched, ...] = ()) -> None:
        self._extraction = extraction
        self._unmatched = unmatched

    @property
    def documents(self) -> Table[records.Document]:
        """Return the texts, those that were not read included."""
        return Table("documents", self._extraction.documents)

    @property
    def statements(self) -> Table[records.Statement]:
        """Return who said what."""
        return Table("statements", self._extraction.statements)

    @property
    def mentions(self) -> Table[records.Mention]:
        """Return the spans that name or refer to someone."""
        return Table("mentions", self._extraction.mentions)

    @property
    def actors(self) -> Table[records.Actor]:
        """Return those whom mentions refer to."""
        return Table("actors", self._extraction.actors)

    @property
    def events(self) -> Table[records.Event]:
        """Return who did what to whom."""
        return Table("events", self._extraction.events)

    @property
    def accounts(self) -> Table[Account]:
        """Return what texts give as the cause of something, or say that it is."""
        return Table("accounts", self._extraction.accounts)

    @property
    def times(self) -> Table[records.TimeReference]:
        """Return the time expressions."""
        return Table("times", self._extraction.times)

    @property
    def places(self) -> Table[records.Place]:
        """Return the place names."""
        return Table("places", self._extraction.places)

    @property
    def unmatched(self) -> tuple[Unmatched, ...]:
        """Return the judgements made by hand that changed nothing, each with the reason."""
        return self._unmatched

    def text(self, document: str) -> str:
        """Return the text of the document with the id `document`.

        Raises:
            KeyError: there is no such document.
        """
        return self._document(document).text

    def judgement(  # noqa: PLR0913 - one for each field of the record
        self,
        kind: JudgementKind,
        *findings: Finding | records.Link,
        by: str,
        at: str,
        value: str | None = None,
        actor: records.Actor | None = None,
        instead_of: str | None = None,
        note: str | None = None,
    ) -> Judgement:
        """Return a correction by hand that points at `findings`, for `rashomon.append_judgement`.

        Args:
            kind: `reject` (any findings), `set_speaker` (statements), `set_role`, `merge_actors` and
                `split_actors` (mentions), `merge_propositions`, `split_propositions` and `set_position`
                (statements and events), `merge_events` and `split_events` (events), `reject_link` (a link).
            findings: What it is about; findings of these tables.
            by: Who says so.
            at: When, a date or date and time in ISO 8601.
            value: The speaker's name, for `set_speaker`; the office, for `set_role`; `asserts`, `denies`,
                `doubts`, `relays` or `none`, for `set_position`. For a link of values it is what they are of.
            actor: Whose position is set, for `set_position`.
            instead_of: The office that is wrong, for `set_role`.
            note: Why, in words.

        Raises:
            InputError: a finding is of a type that `kind` does not speak of, or of another run; or an
                argument makes no sense (see `rashomon.store.judgements.checked_judgement`).
        """
        targets = tuple(target for finding in findings for target in self._targets(kind, finding))
        of = next((each.attribute for each in findings if isinstance(each, records.Link)), None)
        said = Judgement(
            kind=kind,
            targets=targets,
            value=value if of is None else of,
            actor=self._named(actor) if actor else None,
            instead_of=instead_of,
            note=note,
            by=by,
            at=at,
        )
        return checked_judgement(said)

    def write(self, folder: str | os.PathLike[str], *, parquet: bool = False) -> None:
        """Write the folder that `rashomon extract --out` (or `compare --out`) writes.

        Raises:
            OutputError: `folder` can't be written; what it held is unchanged.
        """
        with record_files(Path(folder), WriteSettings(self._names(), parquet)) as files:
            for part in self._parts():
                files.write(part)

    def __repr__(self) -> str:
        counts = (repr(table)[1:-1] for table in self._tables() if len(table))
        return f"<{type(self).__name__}: {', '.join(counts) or 'nothing'}>"

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{escape(repr(table)[1:-1])}</li>" for table in self._tables() if len(table))
        return f"<p>{type(self).__name__}</p><ul>{items}</ul>"

    def _targets(self, kind: str, finding: Finding | records.Link) -> Iterator[Target]:
        judged = _JUDGED.get(kind, get_args(Finding))
        if not isinstance(finding, judged):
            names = " or ".join(each.__name__ for each in judged)
            raise InputError(f"{kind} is said of a {names}, not of a {type(finding).__name__}.")
        if isinstance(finding, records.Link):
            yield from (self._target(side.document, side.spans) for side in (finding.left, finding.right))
        else:
            yield self._target(finding.document, spans_of(finding))

    def _target(self, name: str, spans: tuple[Span, ...]) -> Target:
        try:
            document = self._document(name)
        except KeyError as error:
            raise InputError(f"The document {name} of a finding is not of this run.") from error
        return Target(
            text_sha256=document.text_sha256,
            origin=document.url or document.path,
            spans=spans,
            quote=tuple(span.of(document.text) for span in spans),
        )

    def _named(self, actor: records.Actor) -> Named:
        """Return an actor by name, and by the first mention that has this name."""
        from rashomon.compare.names import display_name  # noqa: PLC0415 - a room with heavy libraries

        name = display_name(actor)
        mentions = (each for each in self._extraction.mentions if each.actor == actor.id)
        first = next((each for each in mentions if each.text == name), None)
        target = self._target(first.document, (first.span,)) if first else None
        return Named(name=name, target=target)

    def _document(self, document: str) -> records.Document:
        for each in self._extraction.documents:
            if each.id == document:
                return each
        raise KeyError(document)

    def _tables(self) -> Iterator[Table[records.Record]]:
        for part in self._parts():
            yield from (Table(name, getattr(part, name)) for name in part.__struct_fields__)

    def _parts(self) -> Sequence[Extraction | Comparison]:
        return (self._extraction,)

    def _names(self) -> tuple[str, ...]:
        return EXTRACTED


class Story(Findings):
    """Documents compared: what they share, what goes back to what, and who speaks across them."""

    def __init__(
        self, extraction: Extraction, comparison: Comparison, corrections: Corrections = _NO_CORRECTIONS
    ) -> None:
        super().__init__(extraction, corrections.unmatched)
        self._comparison = comparison
        self._corrections = corrections

    @property
    def stories(self) -> Table[records.StoryRecord]:
        """Return the documents grouped by what they are about."""
        return Table("stories", self._comparison.stories)

    @property
    def links(self) -> Table[records.Link]:
        """Return the pairs of passages that agree, contradict, update or derive from one another."""
        return Table("links", self._comparison.links)

    @property
    def origins(self) -> Table[records.Origin]:
        """Return the groups of documents that go back to one first text."""
        return Table("origins", self._comparison.origins)

    @property
    def drifts(self) -> Table[drifts.Drift]:
        """Return what was changed on the way from a text to one that took from it."""
        return Table("drifts", self._comparison.drifts)

    @property
    def merged_events(self) -> Table[records.MergedEvent]:
        """Return events that several texts tell."""
        return Table("merged_events", self._comparison.merged_events)

    @property
    def propositions(self) -> Table[records.Proposition]:
        """Return claims that several statements or events assert, deny or dispute."""
        return Table("propositions", self._comparison.propositions)

    @property
    def positions(self) -> Table[records.Position]:
        """Return what each actor holds about each proposition."""
        return Table("positions", self._comparison.positions)

    @property
    def accused(self) -> Table[records.Accused]:
        """Return who is blamed in some text and has no statement in any."""
        return Table("accused", self._comparison.accused)

    @property
    def changes(self) -> Table[ChangeRecord]:
        """Return what changed since an earlier run, if `compare` was asked for it."""
        return Table("changes", self._comparison.changes)

    @property
    def proposed_merges(self) -> Table[proposals.ProposedMerge]:
        """Return two bodies each that may be one whose name was translated twice."""
        return Table("proposed_merges", self._comparison.proposed_merges)

    def report(self, path: str | os.PathLike[str], *, share: bool = False, title: str | None = None) -> Path:
        """Write the report, one self-contained HTML file, and return its path.

        Args:
            path: The file to write; its folder is made if it is not there.
            share: Leave out full texts and local paths, so that the page can be sent on.
            title: The page's title; without one the page names the story.

        Raises:
            OutputError: the file can't be written; what it held is unchanged.
        """
        settings = pipeline.RunSettings(
            report=pipeline.page_settings(share=share, title=title), judgements=self._corrections.judgements
        )
        left = pipeline.Leftover(self._corrections.unmatched)
        write_text(Path(path), pipeline.render_story(self._extraction, self._comparison, settings, left))
        return Path(path)

    def export(self, to: str) -> str:
        """Return the story in a format that other tools read.

        Args:
            to: `annotations` (W3C Web Annotation), `events-csv`, `ftm` (FollowTheMoney), `gexf`, `ics`
                (iCalendar), `plover` (PLOVER's JSON, one event a line) or `timelinejs`.

        Raises:
            InputError: there is no such format; the message lists those that there are.
        """
        return pipeline.export_story(self._extraction, self._comparison, to)

    def _parts(self) -> Sequence[Extraction | Comparison]:
        return self._extraction, self._comparison

    def _names(self) -> tuple[str, ...]:
        return (*COMPARED, "changes") if self._comparison.changes else COMPARED


def read(*inputs: Input, settings: ReadSettings | None = None) -> Table[records.Document]:
    """Read texts of any supported format.

    Args:
        inputs: Files, folders, URLs (with `ReadSettings(fetch=True)`) or `-` for standard input;
            also lists of them, and documents already read, as they are.
        settings: Limits, field names, what is known of sources.

    Returns:
        One document for each text, in a fixed order. A text that can't be read is a document
        with an empty `text` and the reason under `unread`.

    Raises:
        InputError: an input does not exist or is of another type, or a setting can't be used.
    """
    return Table("documents", tuple(_documents(inputs, pipeline.RunSettings(read=settings))))


def extract(
    *inputs: Input,
    settings: ReadSettings | None = None,
    judgements: Iterable[Judgement] = (),
) -> Findings:
    """Find who said what in each text.

    Args:
        inputs: As for `read`, or documents that `read` returned.
        settings: As for `read`.
        judgements: Corrections made by hand, oldest first.

    Raises:
        InputError: an input does not exist or is of another type, or a setting can't be used.
        ModelError: the model file is missing or damaged.
    """
    run = pipeline.RunSettings(read=settings, judgements=tuple(judgements))
    values = pipeline.extract_documents(_documents(inputs, run), run)
    return Findings(values[Extraction], values[pipeline.Leftover].unmatched)


def compare(
    *inputs: Input,
    settings: ReadSettings | None = None,
    comparison: CompareSettings | None = None,
    judgements: Iterable[Judgement] = (),
    since: str | os.PathLike[str] | None = None,
) -> Story:
    """Find who said what in each text, what the texts share, and who speaks across them.

    Args:
        inputs: As for `read`, or documents that `read` returned.
        settings: As for `read`.
        comparison: What counts as shared.
        judgements: Corrections made by hand, oldest first.
        since: A folder that an earlier `compare` wrote, for `Story.changes`.

    Raises:
        InputError: an input does not exist or is of another type, or a setting can't be used; or `since` is
            no folder that `compare` wrote, or is damaged.
        ModelError: the model file is missing or damaged.
    """
    run = pipeline.RunSettings(
        read=settings,
        compare=comparison,
        judgements=tuple(judgements),
        since=None if since is None else Path(since),
    )
    values = pipeline.compare_documents_of(_documents(inputs, run), run)
    if values[pipeline.Since].fault:
        raise InputError(values[pipeline.Since].fault)
    corrections = Corrections(run.judgements, values[pipeline.Leftover].unmatched)
    return Story(values[Extraction], values[Comparison], corrections)


def load(folder: str | os.PathLike[str]) -> Findings | Story:
    """Read back what `extract` or `compare` wrote to `folder`; the latter gives a `Story`.

    Raises:
        InputError: `folder` was not written by Rashomon.
        RecordError: a line does not follow its schema; the message names file and line.
    """
    extraction, comparison = read_folder(Path(folder))
    return Findings(extraction) if comparison is None else Story(extraction, comparison)


def _documents(inputs: Sequence[Input], settings: pipeline.RunSettings) -> Iterator[records.Document]:
    given = tuple(single for each in inputs for single in _singles(each))
    # A table may be empty in good order: the folder it was read from held nothing.
    if not given and not any(isinstance(each, Table) for each in inputs):
        message = "No input was given: name a file, a folder, a URL or documents."
        raise InputError(message)
    paths = tuple(each for each in given if isinstance(each, str))
    held = (each for each in given if not isinstance(each, str))
    return chain(pipeline.read_stream(paths, settings), held) if paths else held


def _singles(given: object) -> Iterator[str | records.Document]:
    """Yield the paths and documents that an input stands for, those of a list or table one by one.

    Raises:
        InputError: it, or an item of it, is none of these. A set is none, as it has no order, and an
            open file is none, as its items are lines.
    """
    match given:
        case records.Document() | str():
            yield given
        case os.PathLike() if isinstance(path := os.fspath(given), str):
            yield path
        case bytes() | bytearray() | Mapping() | AbstractSet() | IOBase() | os.PathLike():
            raise InputError(_refusal(given))
        case Iterable():
            for each in given:
                yield from _singles(each)
        case _:
            raise InputError(_refusal(given))


def _refusal(given: object) -> str:
    kind = type(given).__name__
    return (
        f"An input of type {kind} can't be read: give a path, a URL, a document, or a list or table of these."
    )
