from __future__ import annotations

import hashlib
import shutil
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from types import SimpleNamespace

import msgspec
import numpy as np
import pytest
from scipy.optimize import approx_fprime

from rashomon.language import Analyser, Analysis, LanguageSettings
from rashomon.language.analyser import SHIPPED_MODEL
from rashomon.language.layers import Frames, Inventory
from rashomon.language.manifest import load_arrays, load_manifest
from rashomon.language.plover import EventParameters, mixed, pair_types, predicate_types
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training import plover
from training.gold.plv import ROOTS, MarkedPair
from training.manifests import write_manifest
from training.plover import FitSettings, Loss, Seen, document, fit, fit_calibrated, main, seen, temperature

GOLD = (
    ("Osk", "accused", "Verrel of lying.", "ACCUSE\t3"),
    ("Halm", "condemned", "Verrel on Monday.", "ACCUSE\t3"),
    ("Tarn", "sent food to", "Halm.", "AID\t2"),
    ("Verrel", "gave medicine to", "Tarn after the flood.", "AID\t2"),
)


def made(*rows: tuple[float, ...]) -> Seen:
    """Make what is seen of a pair from vectors of predicates that all stand between the actors."""
    return Seen(np.array(rows, np.float32).reshape(len(rows), -1), np.zeros(len(rows), np.float32))


def shares(pair: Seen, parameters: EventParameters) -> np.ndarray:
    types, weights = predicate_types(pair.vectors, parameters)
    return mixed(types, weights + pair.nearness)


def likeliest(pair: Seen, parameters: EventParameters) -> str:
    return ROOTS[int(np.argmax(shares(pair, parameters)))]


def news(rng: np.random.Generator, root: str) -> Seen:
    """Make a pair with a predicate that tells its type, and others that tell nothing and say so."""
    vectors = rng.normal(scale=0.3, size=(5, 8))
    vectors[:, 7] += 2
    vectors[rng.integers(5)] = np.eye(8)[ROOTS.index(root)] * 2 + rng.normal(scale=0.3, size=8)
    return Seen(vectors.astype(np.float32), np.zeros(5, np.float32))


def test_the_gradient_is_that_of_finite_differences():
    rng = np.random.default_rng(5)
    loss = Loss(
        vectors=rng.normal(size=(7, 3)),
        nearness=-rng.random(7),
        pairs=np.array([0, 0, 0, 1, 2, 2, 2]),
        labels=np.array([[0, 1.5, 0, 0], [0.5, 0, 0, 0], [0, 0, 0, 2.0]]),
        settings=FitSettings(shrink_types=0.3, shrink_weights=0.7),
    )
    for scale in (0, 0.1, 3):
        flat = scale * rng.normal(size=3 * 4 + 3)
        slopes = approx_fprime(flat, lambda at: loss(at)[0], 1e-7)
        assert loss(flat)[1] == pytest.approx(slopes, abs=2e-5)


def test_the_loss_is_that_of_the_product_and_the_cost_of_the_parameters():
    rng = np.random.default_rng(6)
    pairs = [made(*rng.normal(size=(count, 3))) for count in (1, 4)]
    pairs[1] = replace(pairs[1], nearness=-rng.random(4).astype(np.float32))
    parameters = EventParameters(*(rng.normal(size=s).astype(np.float32) for s in ((3, 2), (3,))))
    loss = Loss(
        vectors=np.concatenate([pair.vectors for pair in pairs]),
        nearness=np.concatenate([pair.nearness for pair in pairs]),
        pairs=np.array([0, 1, 1, 1, 1]),
        labels=np.array([[0, 0.5], [1.5, 0]]),
        settings=FitSettings(shrink_types=0.2, shrink_weights=0.4),
    )
    found = loss(np.concatenate([parameters.types.ravel(), parameters.weights]))[0]
    likely = 0.5 * np.log(shares(pairs[0], parameters)[1]) + 1.5 * np.log(shares(pairs[1], parameters)[0])
    cost = 0.1 * (parameters.types**2).sum() + 0.2 * (parameters.weights**2).sum()
    assert found == pytest.approx(cost - likely, rel=1e-5)


def test_types_are_told_by_the_predicates_that_tell_them():
    rng = np.random.default_rng(1)
    roots = [ROOTS[n % 6] for n in range(120)]
    parameters = fit([news(rng, root) for root in roots], roots)
    right = [likeliest(news(rng, root), parameters) == root for root in roots]
    assert sum(right) >= 115
    weights = predicate_types(np.eye(8, dtype=np.float32), parameters)[1]
    assert weights[:6].min() > weights[7] + 0.5


def test_far_predicates_are_learned_from_as_little_as_they_weigh():
    near, far = np.array([0, -9], np.float32), np.array([-9, 0], np.float32)
    pairs = [replace(made((1, 0), (0, 1)), nearness=n) for n in (near, far) * 10]
    parameters = fit(pairs, ["AID", "ACCUSE"] * 10)
    assert [likeliest(made(row), parameters) for row in ((1, 0), (0, 1))] == ["AID", "ACCUSE"]


def test_a_rare_type_weighs_as_much_as_a_common_one():
    parameters = fit([made((1, 1))] * 20, ["AID"] * 19 + ["ACCUSE"], FitSettings(least_gain=1e-12))
    found = shares(made((1, 1)), parameters)
    assert found[ROOTS.index("AID")] == pytest.approx(found[ROOTS.index("ACCUSE")], rel=1e-3)
    assert found[ROOTS.index("AID")] > 0.4


def test_the_scale_of_vectors_makes_no_difference():
    rng = np.random.default_rng(2)
    roots = ["AID", "ACCUSE", "COERCE"] * 8
    pairs = [news(rng, root) for root in roots]
    plain = fit(pairs, roots)
    large = fit([Seen(pair.vectors * 1_000, pair.nearness) for pair in pairs], roots)
    assert large.types * 1_000 == pytest.approx(plain.types, rel=1e-3, abs=1e-4)
    assert large.weights * 1_000 == pytest.approx(plain.weights, rel=1e-3, abs=1e-4)


def alike(rng: np.random.Generator, roots: list[str]) -> list[Seen]:
    """Make pairs of one predicate each, whose vectors tell types apart only in part."""
    return [made(np.eye(8)[ROOTS.index(root)] + rng.normal(scale=0.7, size=8)) for root in roots]


def test_a_head_that_is_too_sure_is_made_as_sure_as_it_is_right_on_pairs_that_it_has_not_seen():
    rng = np.random.default_rng(3)
    roots = [ROOTS[n] for n in rng.integers(6, size=1100)]
    pairs, folds = alike(rng, roots), [n % 5 for n in range(100)]
    settings = FitSettings(shrink_types=1e-5)
    too_sure = fit(pairs[:100], roots[:100], settings)
    calibrated = fit_calibrated(pairs[:100], roots[:100], folds, settings)
    losses, surety = [], []
    for parameters in (too_sure, calibrated):
        found = np.array([shares(pair, parameters) for pair in pairs[100:]])
        of_gold = found[np.arange(1000), [ROOTS.index(root) for root in roots[100:]]]
        losses.append(-np.log(np.maximum(of_gold, 1e-30)).mean())
        surety.append(found.max(axis=1).mean())
    assert losses[1] < losses[0]
    assert surety[1] < surety[0]


def test_a_temperature_changes_how_sure_the_head_is_and_no_type():
    rng = np.random.default_rng(4)
    roots = [ROOTS[n] for n in rng.integers(6, size=200)]
    pairs, folds = alike(rng, roots), [n % 5 for n in range(200)]
    plain, calibrated = fit(pairs, roots), fit_calibrated(pairs, roots, folds)
    assert np.array_equal(plain.weights, calibrated.weights)
    heat = temperature(pairs, roots, folds)
    assert heat != pytest.approx(1, abs=0.01)
    assert calibrated.types * heat == pytest.approx(plain.types, rel=1e-5, abs=1e-6)
    assert [likeliest(pair, plain) for pair in pairs] == [likeliest(pair, calibrated) for pair in pairs]


def test_scores_that_are_so_many_times_too_large_are_divided_by_as_much(monkeypatch):
    rng = np.random.default_rng(7)
    logs = rng.normal(size=(3000, len(ROOTS)), scale=1.5)
    chances = np.exp(logs) / np.exp(logs).sum(axis=1, keepdims=True)
    roots = [str(rng.choice(ROOTS, p=each)) for each in chances]
    pairs, folds = [made(each) for each in logs], [n % 5 for n in range(3000)]
    for times in (0.5, 1, 3):
        too_large = EventParameters(times * np.eye(len(ROOTS), dtype=np.float32), np.zeros(15, np.float32))
        monkeypatch.setattr(plover, "fit", lambda *_, found=too_large: found)
        assert temperature(pairs, roots, folds) == pytest.approx(times, rel=0.05)


def test_without_a_second_fold_scores_stay_as_they_are():
    assert temperature([made((1, 0)), made((0, 1))], ["AID", "ACCUSE"], [2, 2]) == 1


def test_a_sentence_is_judged_by_what_was_fitted_without_its_fold(monkeypatch):
    asked = []

    def fit_and_tell(pairs, *_):
        asked.append(sorted(int(pair.vectors[0, 0]) for pair in pairs))
        return EventParameters(np.zeros((2, 15), np.float32), np.zeros(2, np.float32))

    monkeypatch.setattr(plover, "fit", fit_and_tell)
    temperature([made((n, 1)) for n in range(4)], ["AID"] * 4, [0, 3, 0, 1])
    assert sorted(asked) == [[0, 1, 2], [0, 2, 3], [1, 3]]


def test_a_pair_without_predicates_teaches_nothing():
    pairs = [made((1, 0)), made((0, 1))]
    plain = fit(pairs, ["AID", "ACCUSE"])
    blank = Seen(np.zeros((0, 2), np.float32), np.zeros(0, np.float32))
    for at in range(3):
        more, roots = [*pairs], ["AID", "ACCUSE"]
        more.insert(at, blank)
        roots.insert(at, "YIELD")
        assert np.array_equal(fit(more, roots).types, plain.types)


@pytest.mark.parametrize("pairs", [[], [Seen(np.zeros((0, 2), np.float32), np.zeros(0, np.float32))]])
def test_nothing_to_learn_from_is_one_clear_error(pairs):
    with pytest.raises(InputError, match="no pair has a predicate"):
        fit(pairs, ["AID"] * len(pairs))


class OneSentence:
    """Stands in for the analyser: two stretches of two words, the second and third word predicates."""

    made_by = "model-1"

    def __init__(self, *names: str) -> None:
        self._names = names

    def encode(self, given):
        return [(given.text, 0), (given.text, 2)]

    def outputs(self, stretches):
        for text, first in stretches:
            vectors = np.array([[len(text), first], [len(text), first + 1]], np.float32)
            yield dict.fromkeys(self._names, vectors)

    def analyse(self, documents):
        for each in documents:
            starts = [0, *(n + 1 for n, letter in enumerate(each.text) if letter == " ")]
            yield Analysis(
                document=each.id,
                text=each.text,
                words=np.array([(start, start + 1) for start in starts], np.int32),
                sentences=np.array([(0, 4)], np.int32),
                made_by=self.made_by,
                inventory=Inventory(),
                frames=Frames(predicates=np.array([1, 2], np.int32)),
            )


PAIRS = [
    MarkedPair("1", "Osk met cold Ona", (Span(0, 3),), (Span(13, 16),), "CONSULT", 1),
    MarkedPair("2", "Osk met cold Verrel", (Span(0, 3),), (), "CONSULT", 1),
]


def test_the_vectors_are_those_of_the_predicates_of_each_pair():
    first, second = seen(OneSentence("vectors"), PAIRS)
    assert first.vectors.tolist() == [[16, 1], [16, 2]]
    assert second.vectors.tolist() == [[19, 1], [19, 2]]
    assert first.nearness.tolist() == [0, 0]
    assert second.nearness == pytest.approx(-2 * np.log([2, 3]))


def test_a_model_file_without_vectors_is_one_clear_error():
    with pytest.raises(InputError, match="model-1 gives no vectors"):
        list(seen(OneSentence("tags.upos"), PAIRS))


def test_the_sentence_of_a_pair_is_a_document_of_one_paragraph():
    found = document(PAIRS[0])
    assert [(part.kind, part.start, part.end) for part in found.parts] == [("body", 0, 16)]
    assert found.text == PAIRS[0].text
    assert found.id != document(replace(PAIRS[0], identity="3")).id


def write_gold(folder: Path) -> Path:
    lines = ["sentence_id\tsentence\tmarked_sentence\tgold_root\tgold_penta"]
    for number, (source, verb, target, label) in enumerate(GOLD):
        name, _, rest = target.partition(" ")
        marked = f"<s>{source}</s> {verb} <t>{name}</t> {rest}".strip()
        lines.append(f"{number}\t{source} {verb} {target}\t{marked}\t{label}")
    path = folder / "gold" / "plv" / "datasets" / "PLV_train.tsv"
    path.parent.mkdir(parents=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def without_head(folder: Path) -> Path:
    """Copy the shipped model folder, less the head if it has one."""
    shutil.copytree(SHIPPED_MODEL, folder)
    manifest = load_manifest(folder)
    heads = tuple(head for head in manifest.heads if head != "plover")
    plain = replace(manifest.inventory, events=())
    others = tuple(each for each in manifest.trained_on if each.name != "plv")
    changes = {"heads": heads, "inventory": plain, "trained_on": others}
    write_manifest(msgspec.structs.replace(manifest, **changes), folder)
    return folder


def leaves(value, path: str = ""):
    if is_dataclass(value):
        for field in fields(value):
            yield from leaves(getattr(value, field.name), f"{path}.{field.name}")
    else:
        yield path, value.tobytes() if isinstance(value, np.ndarray) else value


def test_a_set_that_is_not_whole_is_refused(tmp_path, monkeypatch):
    write_gold(tmp_path)
    arguments = ["plover", "--model", str(SHIPPED_MODEL), "--gold", str(tmp_path / "gold")]
    monkeypatch.setattr("sys.argv", arguments)
    with pytest.raises(InputError, match="plv holds 4 pairs, 1050 were published"):
        main()


def add(monkeypatch, folder: Path, gold: Path) -> None:
    monkeypatch.setattr(plover, "PAIRS", len(GOLD))
    monkeypatch.setattr("sys.argv", ["plover", "--model", str(folder), "--gold", str(gold)])
    main()


def test_a_head_is_added_to_a_model_that_else_stays_as_it_is(tmp_path, monkeypatch):
    path, folder = write_gold(tmp_path), without_head(tmp_path / "model")
    text = SimpleNamespace(text="Osk accused Verrel of lying.\nHalm sent food to Tarn.", identity="x")
    before = next(Analyser(LanguageSettings(model=folder)).analyse([document(text)]))
    count = len(before.frames.predicates)
    assert (before.frames.types.shape, before.frames.weights.tolist()) == ((count, 0), [0] * count)
    with pytest.raises(InputError, match="gives no types of events"):
        pair_types(before, [Span(0, 3)])
    add(monkeypatch, folder, tmp_path / "gold")
    once = load_arrays(folder)
    add(monkeypatch, folder, tmp_path / "gold")
    manifest, twice = load_manifest(folder), load_arrays(folder)
    assert manifest.heads[-1] == "plover"
    assert [(each.name, each.sha256) for each in manifest.trained_on if each.name == "plv"] == [
        ("plv", hashlib.sha256(path.read_bytes()).hexdigest())
    ]
    assert {name for name in once if not np.array_equal(once[name], twice[name])} == set()
    after = next(Analyser(LanguageSettings(model=folder)).analyse([document(text)]))
    old, new = dict(leaves(before)), dict(leaves(after))
    changed = {name for name in old if old[name] != new[name]}
    assert changed == {".inventory.events", ".frames.types", ".frames.weights"}
    for source, target, root in (("Osk", "Verrel", "ACCUSE"), ("Halm", "Tarn", "AID")):
        mentions = [
            Span(text.text.index(name), text.text.index(name) + len(name)) for name in (source, target)
        ]
        assert after.inventory.events[int(np.argmax(pair_types(after, mentions)))] == root
    shutil.rmtree(folder)  # pytest would keep it
