from __future__ import annotations

import hashlib
import json
from pathlib import Path

import msgspec
import numpy as np
import pytest

import training.assembly
from rashomon.language.assembly import FIRST_LINKS, FULL_TRUST, find_attributions, sights
from rashomon.language.assembly import MARKS as TRUST_MARKS
from rashomon.language.attribution import (
    DISTANCES,
    LABELS,
    PIECES,
    AttributionOutputs,
    AttributionParameters,
)
from rashomon.language.encoding import FEATURES, Encoded
from rashomon.language.labels import legal_chain
from rashomon.language.layers import Inventory
from rashomon.language.linking import MARKS as LINK_MARKS
from rashomon.language.linking import link_chances
from rashomon.language.manifest import (
    ARRAYS_FILE,
    LAYOUT,
    MANIFEST_FILE,
    MODEL_FILE,
    TOKENIZER_FILE,
    Manifest,
    load_arrays,
    load_manifest,
)
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training.assembly import Read, agrees, fit, links, main, parameters, read, statements
from training.gold.polnear import Article, Attribution, held_apart, read_articles
from training.manifests import put_arrays

TEXT = "Osk said tolls rise . They fell , Verrel says ."
SIZE, SURE = 4, 12.0
SOURCE, CONTENT = 0, 1


def words(*chosen: int) -> np.ndarray:
    return np.isin(np.arange(8), chosen)


GOLD = (words(0), words(1), words(2, 3, 4))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ((words(0), words(1), words(2, 3, 4)), True),
        ((words(0, 7), words(1, 6), words(3)), True),
        ((words(0), words(1), words(4, 5, 6, 7)), False),
        ((words(7), words(1), words(2, 3, 4)), False),
        ((words(), words(1), words(2, 3, 4)), False),
        ((words(0), words(6), words(2, 3, 4)), False),
    ],
    ids=["same", "half-of-the-content", "less", "other-source", "no-source", "other-cue"],
)
def test_a_statement_is_right_where_all_parts_overlap_gold(found, expected):
    assert agrees(found, GOLD) is expected
    assert agrees(GOLD, found) is expected


def test_no_source_agrees_with_none():
    assert agrees((words(), words(1), words(2)), (words(), words(1), words(2)))


def test_weights_are_those_that_the_marks_were_judged_by():
    random = np.random.default_rng(3)
    marks = random.normal(loc=4, scale=[1, 50, 0.1], size=(20_000, 3)).astype(np.float32)
    truth = np.array([1.0, -0.02, 5.0, -23.0])
    odds = np.column_stack([marks, np.ones(len(marks))]) @ truth
    found = fit(marks, random.random(len(marks)) < 1 / (1 + np.exp(-odds)))
    assert found == pytest.approx(truth, rel=0.1)


def test_a_mark_that_never_changes_is_no_trouble():
    marks = np.array([[1, 0], [1, 1], [1, 0], [1, 1]], np.float32)
    found = fit(marks, np.array([False, True, False, True]))
    assert np.isfinite(found).all()
    assert found[1] > 0


@pytest.mark.parametrize("right", [True, False])
def test_findings_of_one_kind_teach_nothing(right):
    with pytest.raises(InputError, match="of 3 findings all or none are right"):
        fit(np.zeros((3, 2), np.float32), np.full(3, right))


# What gold says of links and statements


def said(labels: str, zones=None) -> AttributionOutputs:
    """Make what an encoder could say, a letter a word: s, c, t begin a source, cue, content."""
    count = len(labels)
    scores = np.zeros((count, len(LABELS)), np.float32)
    scores[np.arange(count), [".sScCtT".index(label) for label in labels]] = SURE
    noise = np.random.default_rng(count).normal(size=(2, count, SIZE)).astype(np.float32)
    opens = np.arange(count) == 0
    return AttributionOutputs(scores, *noise, opens, np.array(zones or [[0, count]], np.int32))


def article(labels: str, *gold: tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]], zones=None) -> Read:
    found = [tuple(np.isin(np.arange(len(labels)), part) for part in each) for each in gold]
    return Read(said(labels, zones), tuple(found))


def untrained(**changes) -> AttributionParameters:
    plain = {
        "forms": np.zeros((len(PIECES), SIZE + 1, SIZE + 1), np.float32),
        "distance": np.zeros((DISTANCES, len(PIECES)), np.float32),
        "labels": legal_chain(len(LABELS)),
        "pieces": legal_chain(len(PIECES)),
        "links": FIRST_LINKS,
        "trust": FULL_TRUST,
    }
    return AttributionParameters(**{**plain, **changes})


# Every content belongs to the cue that comes next, and every source to the cue before it.
BACKWARD = (
    article("tTcs..tcs", ((3,), (2,), (0, 1)), ((8,), (7,), (6,))),
    article("t.cs.tT.cs.", ((3,), (2,), (0,)), ((9,), (8,), (5, 6))),
    article("tTT..cs", ((6,), (5,), (0, 1, 2))),
)


def contents(found) -> list[tuple[list[int], list[int]]]:
    is_content = np.flatnonzero(~found.is_source)
    return [(found.cues[found.cue[n]].tolist(), found.pieces[n].tolist()) for n in is_content]


@pytest.mark.parametrize(("kind", "pairs", "right"), [(SOURCE, 9, 5), (CONTENT, 9, 5)])
def test_every_pair_in_sight_is_right_or_wrong_by_gold(kind, pairs, right):
    marks, found = links(BACKWARD, untrained(), kind)
    assert marks.shape == (pairs, len(LINK_MARKS))
    assert (len(found), found.sum()) == (pairs, right)


def test_a_pair_out_of_sight_teaches_nothing():
    zoned = article("ct.ct", ((), (0,), (1,)), ((), (3,), (4,)), zones=[[0, 3], [3, 5]])
    marks, right = links([zoned], untrained(), CONTENT)
    assert (marks.shape, right.tolist()) == ((2, len(LINK_MARKS)), [True, True])
    whole = article("ct.ct", ((), (0,), (1,)), ((), (3,), (4,)))
    assert links([whole], untrained(), CONTENT)[1].tolist() == [True, False, False, True]


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [((0, 1), (3, 4), True), ((1,), (2, 3), True), ((0, 1), (5,), False), ((6,), (2, 3, 4, 5), False)],
    ids=["half-of-the-span", "a-part-of-the-cue", "less-than-half", "another-cue"],
)
def test_a_link_is_right_where_gold_has_some_of_the_cue_and_half_of_the_span(cue, content, expected):
    given = article("cCtTTT.", ((), cue, content))
    assert links([given], untrained(), CONTENT)[1].tolist() == [expected]


def test_the_source_of_one_statement_and_the_cue_of_another_make_no_link():
    given = article("sct.sct", ((0,), (1,), (2,)), ((4,), (5,), (6,)))
    for kind in (SOURCE, CONTENT):
        assert links([given], untrained(), kind)[1].tolist() == [True, False, False, True]


def test_articles_in_which_nothing_is_found_teach_nothing_and_are_no_trouble():
    marks, right = links([article("....", ((0,), (1,), (2,))), article("c.s")], untrained(), CONTENT)
    assert (marks.shape, right.shape) == ((0, len(LINK_MARKS)), (0,))
    marks, right = statements([article("....", ((0,), (1,), (2,)))], untrained())
    assert (marks.shape, right.shape) == ((0, len(TRUST_MARKS)), (0,))


def test_links_are_fitted_so_that_right_ones_are_likelier():
    linking = np.stack([fit(*links(BACKWARD, untrained(), kind)) for kind in (SOURCE, CONTENT)])
    for kind in (SOURCE, CONTENT):
        chances = []
        for sight in sights([each.outputs for each in BACKWARD], untrained()):
            spans, seen = sight.of(kind)
            chances.append(link_chances(seen, spans, linking[kind]).ravel())
        right = links(BACKWARD, untrained(), kind)[1]
        likely = np.concatenate(chances)
        assert likely[right].min() > likely[~right].max()


def test_statements_are_put_together_by_the_links_that_were_fitted():
    linking = np.stack([fit(*links(BACKWARD, untrained(), kind)) for kind in (SOURCE, CONTENT)])
    given = said("tTcs....tcs")
    (before,), (after,) = (
        find_attributions([given], untrained(links=each)) for each in (FIRST_LINKS, linking)
    )
    assert len(contents(before)) == 4
    assert contents(after) == [([2, 3], [0, 2]), ([9, 10], [8, 9])]


@pytest.mark.parametrize("labels", ["c..", "ct", "ctt"])
def test_links_that_are_all_right_or_all_wrong_are_one_clear_error(labels):
    count = labels.count("t")
    given = article(labels, ((), (0,), (1, 2)))
    with pytest.raises(InputError, match=f"of {count} findings all or none are right"):
        fit(*links([given], untrained(), CONTENT))
    with pytest.raises(InputError, match=f"of {count} findings all or none are right"):
        fit(*links([article(labels)], untrained(), CONTENT))


def test_statements_are_judged_by_gold_and_keep_their_marks():
    given = article("sct.ct.", ((0,), (1,), (2,)), ((6,), (4,), (5,)), zones=[[0, 4], [4, 7]])
    marks, right = statements([given, article("sct")], untrained())
    assert right.tolist() == [True, False, False]
    assert marks[:, TRUST_MARKS.index("has_source")].tolist() == [1, 0, 1]


def test_statements_are_those_of_the_given_links():
    forward = np.zeros_like(FIRST_LINKS)
    forward[:, LINK_MARKS.index("after")], forward[:, -1] = 10, -5
    assert statements(BACKWARD[:1], untrained())[1].tolist() == [True, True]
    marks, right = statements(BACKWARD[:1], untrained(links=forward))
    assert right.tolist() == [False, False]
    (found,) = find_attributions([BACKWARD[0].outputs], untrained(links=forward))
    assert marks.tolist() == found.marks.tolist()


# From articles and a model folder


def spaced(text: str) -> Encoded:
    """Return the words of a text, those between its spaces."""
    starts = [n for n, letter in enumerate(text) if not letter.isspace() and (not n or text[n - 1].isspace())]
    ends = [next((m for m in range(n, len(text)) if text[m].isspace()), len(text)) for n in starts]
    places = np.arange(len(starts), dtype=np.int32)
    words = np.stack([starts, ends], axis=1).astype(np.int32)
    return Encoded(places, places, words, places, places == 0)


class Spoken:
    """Says of every text what its words begin with: + a content, = a cue, @ a source, ~ a doubtful cue."""

    stretches = 1

    def __init__(self, settings) -> None:
        load_manifest(settings.model)
        self.texts: list[str] = []

    def encode(self, document) -> list[Encoded]:
        self.texts.append(document.text)
        return [spaced(document.text)] * self.stretches

    def outputs(self, stretches):
        for text, stretch in zip(self.texts, stretches, strict=True):
            marks = (text[start] for start in stretch.words[:, 0].tolist())
            letters = "".join({"@": "s", "=": "c", "+": "t"}.get(mark, mark) for mark in marks)
            given = said("".join(letter if letter in "sct" else "." for letter in letters))
            given.labels[[letter == "~" for letter in letters], LABELS.index("B-cue")] = SURE - 2
            yield {f"attributions.{name}": getattr(given, name) for name in ("labels", "cues", "words")}


@pytest.fixture
def _spoken(monkeypatch) -> None:
    monkeypatch.setattr(training.assembly, "Analyser", Spoken)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a model folder whose arrays are those of `untrained`."""
    made = tmp_path / "model"
    made.mkdir()
    given = untrained()
    arrays = {
        "forms": given.forms,
        "distance": given.distance,
        "label_transitions": given.labels.transitions,
        "label_start": given.labels.start,
        "piece_transitions": given.pieces.transitions,
        "piece_start": given.pieces.start,
        "links": given.links,
        "trust": given.trust,
    }
    np.savez(made / ARRAYS_FILE, **{f"attributions.{name}": array for name, array in arrays.items()})
    for name in (MODEL_FILE, TOKENIZER_FILE):
        (made / name).write_bytes(b"made up")
    names = (MODEL_FILE, TOKENIZER_FILE, ARRAYS_FILE)
    manifest = Manifest(
        layout=LAYOUT,
        name="tiny",
        version="1",
        base="none",
        files={name: hashlib.sha256((made / name).read_bytes()).hexdigest() for name in names},
        features=FEATURES,
        trained_on=(),
        dev_figures={},
        libraries={},
        licence="none",
        window=9,
        overlap=2,
        before=0,
        after=1,
        heads=("sentences", "attributions"),
        inventory=Inventory((), (), (), (), (), (), ()),
        calibration={},
    )
    (made / MANIFEST_FILE).write_bytes(json.dumps(msgspec.to_builtins(manifest)).encode())
    return made


def written(path: Path, text: str, *gold: tuple[str, str, str]) -> Article:
    """Write an article; gold names the words of source, cue and content."""
    path.write_text(text, encoding="utf-8")

    def spans(words: str) -> tuple[Span, ...]:
        found = (text.index(word) for word in words.split())
        return tuple(Span(at, at + len(word)) for at, word in zip(found, words.split(), strict=True))

    attributions = tuple(Attribution(*map(spans, each)) for each in gold)
    return Article(path.stem, path, text, attributions)


FIRST = "+Tolls =says @Osk ~today . +Locks =adds @Verrel ."
SECOND = "@Tarn =claims +barges wait ."


@pytest.mark.usefixtures("_spoken")
def test_articles_are_read_with_the_words_of_their_gold(tmp_path, folder):
    articles = [
        written(tmp_path / "b.txt", FIRST, ("@Osk", "=says", "+Tolls"), ("@Verrel", "=adds", "+Locks")),
        written(tmp_path / "a.txt", SECOND, ("", "=claims", "+barges wait")),
    ]
    found = read(articles, folder)
    words = {
        len(each.outputs.labels): [[np.flatnonzero(part).tolist() for part in gold] for gold in each.gold]
        for each in found
    }
    assert words == {9: [[[2], [1], [0]], [[7], [6], [5]]], 5: [[[], [1], [2, 3]]]}
    for each in found:
        assert each.outputs.opens.tolist() == [True] + [False] * (len(each.outputs.labels) - 1)


@pytest.mark.usefixtures("_spoken")
def test_a_part_of_a_word_in_gold_is_the_word(tmp_path, folder):
    part = Attribution((Span(1, 3),), (Span(6, 8),), (Span(19, 21),))
    path = tmp_path / "a.txt"
    path.write_text(SECOND)
    (found,) = read([Article("a", path, SECOND, (part,))], folder)
    assert [np.flatnonzero(words).tolist() for words in found.gold[0]] == [[0], [1], [2]]


@pytest.mark.usefixtures("_spoken")
@pytest.mark.parametrize("count", [0, 2])
def test_an_article_that_is_not_one_stretch_is_one_clear_error(tmp_path, folder, monkeypatch, count):
    monkeypatch.setattr(Spoken, "stretches", count)
    with pytest.raises(InputError, match=f"long.txt has {count} stretches"):
        read([written(tmp_path / "long.txt", SECOND)], folder)


def test_the_parameters_of_a_folder_are_those_that_decoding_reads(folder):
    found, given = parameters(folder), untrained()
    for name in ("forms", "distance", "links", "trust"):
        assert getattr(found, name).tolist() == getattr(given, name).tolist()
    assert found.pieces.transitions.tolist() == given.pieces.transitions.tolist()


# The command


def gold_article(split: Path, name: str, text: str, *gold: tuple[str, str, str]) -> None:
    """Write an article as PolNeAR has it, of spans of one word each."""
    for folder in ("text", "attributions"):
        (split / folder).mkdir(parents=True, exist_ok=True)
    (split / "text" / f"{name}.txt").write_text(text)
    lines, number = [], 0
    for event, parts in enumerate(gold):
        arguments = []
        for role, word in zip(("Source", "Cue", "Content"), parts, strict=True):
            number += 1
            start = text.index(word)
            lines.append(f"T{number}\t{role} {start} {start + len(word)}\t{word}")
            arguments.append(f"{role}:T{number}")
        lines.append(f"E{event}\tAttribution:{arguments[1].partition(':')[2]} {' '.join(arguments)}")
    (split / "attributions" / f"{name}_ann.ann").write_text("\n".join(lines) + "\n")


def names(apart: bool) -> list[str]:  # noqa: FBT001 - which of two
    return [name for name in (f"tolls-{n}" for n in range(90)) if held_apart(name) is apart]


FIRST_GOLD = (("@Osk", "=says", "+Tolls"), ("@Verrel", "=adds", "+Locks"))


def run(monkeypatch, folder: Path, gold: Path) -> None:
    monkeypatch.setattr("sys.argv", ["assembly", "--model", str(folder), "--gold", str(gold)])
    main()


@pytest.mark.usefixtures("_spoken")
def test_the_command_fits_to_the_articles_kept_apart_and_writes_into_the_folder(
    tmp_path, folder, monkeypatch
):
    split = tmp_path / "gold" / "polnear" / "data" / "train"
    for name, gold in zip(names(apart=True)[:3], (FIRST_GOLD, FIRST_GOLD, FIRST_GOLD[:1]), strict=True):
        gold_article(split, name, f"{FIRST} {name}", *gold)
    before, articles = load_arrays(folder), read(list(read_articles(split)), folder)
    run(monkeypatch, folder, tmp_path / "gold")
    after = load_arrays(folder)
    assert {name for name in before if not np.array_equal(before[name], after[name])} == {
        "attributions.links",
        "attributions.trust",
    }
    linking = np.stack([fit(*links(articles, untrained(), kind)) for kind in (SOURCE, CONTENT)])
    assert after["attributions.links"].tolist() == linking.tolist()
    trust = fit(*statements(articles, untrained(links=linking)))
    assert after["attributions.trust"].tolist() == trust.tolist()
    assert load_manifest(folder).name == "tiny"


@pytest.mark.usefixtures("_spoken")
def test_articles_that_training_saw_and_links_of_a_run_before_change_nothing(tmp_path, folder, monkeypatch):
    split = tmp_path / "gold" / "polnear" / "data" / "train"
    for name, gold in zip(names(apart=True)[:3], (FIRST_GOLD, FIRST_GOLD, FIRST_GOLD[:1]), strict=True):
        gold_article(split, name, f"{FIRST} {name}", *gold)
    run(monkeypatch, folder, tmp_path / "gold")
    once = load_arrays(folder)
    for name in names(apart=False)[:2]:
        gold_article(split, name, f"{SECOND} {name}", ("@Tarn", "=claims", "wait"))
    hardly = np.zeros_like(FIRST_LINKS)
    hardly[:, -1] = -5  # by these every content would call for a cue
    put_arrays(folder, {"attributions.links": hardly})
    run(monkeypatch, folder, tmp_path / "gold")
    twice = load_arrays(folder)
    assert {name for name in once if not np.array_equal(once[name], twice[name])} == set()


@pytest.mark.usefixtures("_spoken")
def test_gold_that_agrees_with_nothing_leaves_the_folder_as_it_is(tmp_path, folder, monkeypatch):
    split = tmp_path / "gold" / "polnear" / "data" / "train"
    gold_article(split, names(apart=True)[0], FIRST, ("~today", "=says", "~today"))
    before = (folder / ARRAYS_FILE).read_bytes()
    with pytest.raises(InputError, match="of 4 findings all or none are right"):
        run(monkeypatch, folder, tmp_path / "gold")
    assert (folder / ARRAYS_FILE).read_bytes() == before
