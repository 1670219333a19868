"""`partings`: where the accounts of small stories of our own part, at the public door.

Gold is one TOML file a story (`evaluation/partings/guidelines.md`): the texts, the points on which they part,
with every clause that gives each value, and what only seems to part. A shown dispute is a link of
contradiction of which the product says that both ends cannot hold. It is on a dispute of gold where its
two ends lie in clauses of two of its values: a passage lies in a clause where half of the shorter one of the
two is in the other. Values of one sentence are told apart by their kind: one that is shown as of a number,
time, place or role is on gold of the same kind alone, and one of another kind on gold of those others; two
sentences that were judged to part, on whatever it is, are of no kind.

`disputes_recall`: of disputes of gold, those that a shown one is on; `KIND_recall`, those of a kind.
`disputes_precision`: of shown disputes, each once, those on one of gold. A lead is a link of contradiction of
which the product does not say whether both ends can hold; `led_to_recall`: of disputes of gold, those that a
shown one or a lead is on; `leads_precision`: of leads, those on one of gold. `apparent_shown`: of pairs of
gold that only seem to part, those that are shown as a dispute (the fewer the better). `quiet_accuracy`: of
stories without a dispute, those in which none is shown.

Beside these, who gives a value: whoever says the innermost statement that tells the whole clause.
`givers_accuracy`: of clauses that gold has from somebody, those of whose speaker's names one has half of
the words of gold's; `own_voice_accuracy`: of those that a text says itself, those that stand in no statement,
or in one of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import rashomon
from evaluation.counting import Counts, share
from evaluation.errors_page import Row, write_page
from evaluation.options import Scores, TaskOptions
from rashomon.compare.parting.judged import ACCOUNT
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from rashomon.model.records import Link, Passage, Statement
from training.gold.parted import Dispute, SmallStory, find_mark, read_story, read_texts

_LEAST_SHARED = 0.5
_NEARLY = 0.8  # of the characters of a clause that the statement with most of them tells
_TYPED = {"number", "time", "place", "role"}

_Place = tuple[str, Span]
"""Name of a text, and where in it."""
_Sides = Sequence[Sequence[_Place]]
"""The clauses of each value."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A dispute of the product: its ends, and what the page says of it."""

    left: tuple[_Place, ...]
    right: tuple[_Place, ...]
    kind: str
    line: str


def score(options: TaskOptions) -> Scores:
    """Return the figures of the stories of all gold folders and files.

    Raises:
        InputError: there is no story, or one can't be read or is marked wrongly.
    """
    files = {file.stem: file for path in options.gold for file in _files(path)}
    if not files:
        raise InputError("the task needs --gold with a folder of stories; evaluation/README.md names it")
    counts, rows = dict[str, Counts](), list[Row]()
    for name in options.chosen(list(files)):
        story = read_story(files[name])
        own, row = _judged(name, story, rashomon.compare(*read_texts(story)))
        rows.append(row)
        counts = {key: counts.get(key, Counts()) + own.get(key, Counts()) for key in {*counts, *own}}
    if options.errors and not options.sealed:
        write_page(options.errors, "Where accounts part", rows)
    return _figures(counts, sealed=options.sealed)


def _files(path: Path) -> Iterable[Path]:
    return sorted(path.glob("*.toml")) if path.is_dir() else [path]


def _judged(name: str, story: SmallStory, compared: rashomon.Story) -> tuple[Mapping[str, Counts], Row]:
    """Return the counts of one story, and what is missed and wrong in it."""
    texts = {Path(each.path or each.id).name: each.text for each in compared.documents}
    shown, leads = (list(_shown(compared, sure=sure)) for sure in (False, None))
    sides = [_sides(dispute, texts) for dispute in story.dispute]
    apparent = [
        ([(each.left.text, find_mark(each.left, texts))], [(each.right.text, find_mark(each.right, texts))])
        for each in story.apparent
    ]
    on, leading = (_on(each, story.dispute, sides) for each in (shown, leads))
    found = [any(row[number] for row in on) for number in range(len(sides))]
    led = [any(row[number] for row in (*on, *leading)) for number in range(len(sides))]
    right = [any(row) for row in on]
    loose = [one for one, hit in zip(shown, right, strict=True) if not hit]
    counts = {
        "disputes": Counts(sum(found), len(found), len(found)),
        "shown": share(right),
        "led": Counts(sum(led), len(led), len(led)),
        "leads": share(map(any, leading)),
        "apparent": share(any(_is_on(one, pair) for one in loose) for pair in apparent),
        "quiet": share([] if sides else [not shown]),
        **_givers(story, compared),
    }
    for dispute, hit in zip(story.dispute, found, strict=True):
        counts[dispute.kind] = counts.get(dispute.kind, Counts()) + share([hit])
    missed = [_line(each) for each, hit in zip(story.dispute, found, strict=True) if not hit]
    return counts, Row(f"{name}: {story.label}", missed, [one.line for one in loose])


def _on(
    shown: Iterable[_Shown], disputes: Iterable[Dispute], sides: Iterable[_Sides]
) -> Sequence[Sequence[bool]]:
    """Return for each shown dispute which of gold's it is on."""
    gold = list(zip(disputes, sides, strict=True))
    return [[_is_of(one, dispute) and _is_on(one, side) for dispute, side in gold] for one in shown]


def _shown(compared: rashomon.Story, *, sure: bool | None) -> Iterator[_Shown]:
    """Yield the disputes that are shown, or those that may be some (`sure` is `None`), each two ends once."""
    names = {each.id: (Path(each.path or each.id).name, each.text) for each in compared.documents}
    kinds = {each.id: each.kind for each in compared.propositions}
    seen = set[tuple[tuple[_Place, ...], ...]]()
    for link in compared.links:
        if link.kind != "contradict" or link.compatible is not sure:
            continue
        left, right = _places(link.left, names), _places(link.right, names)
        if (left, right) not in seen:
            seen.add((left, right))
            kind = "" if link.attribute == ACCOUNT else kinds.get(link.proposition or "", "")
            yield _Shown(left, right, kind, _of_link(link, names))


def _places(passage: Passage, names: Mapping[str, tuple[str, str]]) -> tuple[_Place, ...]:
    return tuple((names[passage.document][0], span) for span in passage.spans)


def _of_link(link: Link, names: Mapping[str, tuple[str, str]]) -> str:
    def told(passage: Passage, value: str | None) -> str:
        name, text = names[passage.document]
        words = " … ".join(span.of(text) for span in passage.spans)
        return f"{name}: {value or '-'} [{' '.join(words.split())}]"

    reason = link.reasons[0].detail if link.reasons else ""
    return (
        f"{link.attribute}: {told(link.left, link.left_value)} / {told(link.right, link.right_value)}"
        f" ({reason})"
    )


def _sides(dispute: Dispute, texts: Mapping[str, str]) -> _Sides:
    return [[(given.text, find_mark(given, texts)) for given in value.given] for value in dispute.value]


def _is_of(shown: _Shown, dispute: Dispute) -> bool:
    """Tell whether a shown dispute may be of the kind of one of gold; one without a kind may be of any."""
    return shown.kind in {"", dispute.kind} or not {shown.kind, dispute.kind} & _TYPED


def _is_on(shown: _Shown, sides: _Sides) -> bool:
    """Tell whether the two ends lie in clauses of two values."""
    left, right = (
        {number for number, side in enumerate(sides) if _lies(end, side)} for end in (shown.left, shown.right)
    )
    return any(one != other for one in left for other in right)


def _lies(end: Iterable[_Place], clauses: Iterable[_Place]) -> bool:
    listed = list(clauses)
    return any(
        name == text and _share(span, clause) >= _LEAST_SHARED
        for name, span in end
        for text, clause in listed
    )


def _share(one: Span, other: Span) -> float:
    """Return how much of the shorter one of two spans the other has."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / max(1, min(one.end - one.start, other.end - other.start))


def _givers(story: SmallStory, compared: rashomon.Story) -> Mapping[str, Counts]:
    """Return how often the right one is found to give a value."""
    documents = {Path(each.path or each.id).name: each for each in compared.documents}
    texts = {name: each.text for name, each in documents.items()}
    names = {each.id: each.names for each in compared.actors}
    right: dict[str, list[bool]] = {"givers": [], "own_voice": []}
    for given in (given for dispute in story.dispute for value in dispute.value for given in value.given):
        place, document = find_mark(given, texts), documents[given.text].id
        statement = _innermost(place, (each for each in compared.statements if each.document == document))
        if given.by:
            right["givers"].append(statement is not None and _is_named(given.by, statement, names))
        else:
            right["own_voice"].append(statement is None or statement.kind == "authored")
    return {kind: share(each) for kind, each in right.items()}


def _innermost(place: Span, statements: Iterable[Statement]) -> Statement | None:
    """Return the statement that tells a clause: the shortest that tells nearly as much as the fullest.

    Where none tells half of the clause, it is the shortest of which half lies in the clause.
    """
    told = {each.id: (each, _characters_told(place, each)) for each in statements}
    most = max((count for _, count in told.values()), default=0)
    around = [each for each, count in told.values() if count >= _NEARLY * most]
    inside = [each for each, count in told.values() if count and count >= _LEAST_SHARED * _length(each)]
    return min(around if most >= _LEAST_SHARED * len(place) else inside, key=_length, default=None)


def _characters_told(place: Span, statement: Statement) -> int:
    """Return how many characters of a clause a statement tells."""
    return sum(
        max(0, min(place.end, span.end) - max(place.start, span.start)) for span in statement.content.spans
    )


def _length(statement: Statement) -> int:
    return sum(map(len, statement.content.spans))


def _is_named(by: str, statement: Statement, names: Mapping[str, Sequence[str]]) -> bool:
    wanted = _words(by)
    told = [statement.speaker.text]
    for member in statement.speaker.members:
        told += names.get(member.actor or "", ())
    return any(2 * len(wanted & _words(each)) >= len(wanted) for each in told)


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.casefold())) - {"the", "a", "an", "of"}


def _line(dispute: Dispute) -> str:
    values = " / ".join(
        f"{value.label} ({'; '.join(f'{each.text}: {each.passage}' for each in value.given)})"
        for value in dispute.value
    )
    return f"{dispute.kind}, {dispute.on}: {values}"


_WHOLE = ("disputes", "shown", "led", "leads", "apparent", "quiet", "givers", "own_voice")


def _figures(counts: Mapping[str, Counts], *, sealed: bool) -> Scores:
    figures = {
        "disputes_recall": counts["disputes"].recall,
        "disputes_precision": counts["shown"].precision,
        "led_to_recall": counts["led"].recall,
        "leads_precision": counts["leads"].precision,
        "apparent_shown": counts["apparent"].recall,
        "quiet_accuracy": counts["quiet"].recall,
        "givers_accuracy": counts["givers"].recall,
        "own_voice_accuracy": counts["own_voice"].recall,
    }
    kinds = () if sealed else sorted(counts.keys() - {*_WHOLE})
    return figures | {f"{kind}_recall": counts[kind].recall for kind in kinds}
