from __future__ import annotations

from importlib.resources import files

import pytest
from tokenizers import Tokenizer

from rashomon.language.pair_encoding import PairEncoder
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training.pairs.sampling import Example, Share, batches, draw, texts_of
from training.pairs.tasks import COUNTS, HEADLINE, NLI, SENTIMENT, STANCE, Labelled, check_counts, read_all


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(files("rashomon.language") / "models" / "encoder" / "tokenizer.json"))


def examples(
    tokenizer: Tokenizer, count: int, name: str = "conjnli", task=NLI, classes: int = 3
) -> list[Example]:
    encoder = PairEncoder(tokenizer, 64)
    made = [encoder.pair("river " * (1 + n % 7), f"dam {n}") for n in range(count)]
    return [Example(name, task, p, n % classes, tuple(range(classes))) for n, p in enumerate(made)]


def test_epochs_together_go_through_a_set_evenly(tokenizer: Tokenizer):
    made = examples(tokenizer, 10)
    seen = [n for epoch in range(4) for n in draw(made, [Share("conjnli", 0.5)], epoch, 1)]
    assert [seen.count(n) for n in range(10)] == [2] * 10
    assert sorted(seen[:10]) == sorted(seen[10:]) == list(range(10))
    assert seen[:10] != seen[10:]


def test_share_of_a_class_goes_before_that_of_its_set(tokenizer: Tokenizer):
    made = examples(tokenizer, 40, "fnc1", HEADLINE, 4)
    shares = [Share("fnc1", 0.1), Share("fnc1/disagree", 2.0), Share("fnc1/unrelated", 0.0)]
    labels = [made[n].label for n in draw(made, shares, 0, 1)]
    assert labels.count("disagree") == 20
    assert labels.count("agree") + labels.count("discuss") == 2
    assert "unrelated" not in labels


def test_set_without_a_share(tokenizer: Tokenizer):
    with pytest.raises(InputError, match="no share to conjnli"):
        draw(examples(tokenizer, 3), [Share("vast", 1.0)], 0, 1)


def test_batches_hold_every_row_once_within_their_size(tokenizer: Tokenizer):
    made = examples(tokenizer, 50)
    plan = batches(made, range(50), 100, 3)
    assert sorted(n for rows in plan for n in rows) == list(range(50))
    assert all(len(rows) * max(len(made[n].pieces) for n in rows) <= 100 for rows in plan)
    assert plan == batches(made, range(50), 100, 3) != batches(made, range(50), 100, 4)


def test_row_larger_than_a_batch_stands_alone(tokenizer: Tokenizer):
    assert sorted(batches(examples(tokenizer, 2), range(2), 1, 0)) == [[0], [1]]


def test_texts_are_short_and_fit(tokenizer: Tokenizer):
    made = examples(tokenizer, 50)
    texts = texts_of(made, range(50), 6, 60, 1)
    assert texts
    assert all(len(text) <= 6 for text in texts)
    assert len(texts) * max(map(len, texts)) <= 60


def test_counts_are_checked():
    check_counts({"vast": 3}, {"vast": 3})
    with pytest.raises(InputError, match="vast holds 2 pairs, 3"):
        check_counts({"vast": 2}, {"vast": 3})
    with pytest.raises(InputError, match="fnc1 holds 0"):
        check_counts({}, {"fnc1": 1})


def test_unknown_set_left_out(tmp_path):
    with pytest.raises(InputError, match="no set is called fnc2"):
        list(read_all(tmp_path, without=["fnc2"]))
    assert list(read_all(tmp_path, without=list(COUNTS))) == []


LABELLED = [
    Labelled(
        "conjnli", NLI, "Osen has a port.", "Osen has no port.", "contradiction", NLI.classes, dev=False
    ),
    Labelled(
        "cannot", NLI, "It is wet.", "It is dry.", "contradiction", ("entailment", "contradiction"), dev=False
    ),
    Labelled(
        "perspectrum", STANCE, "Tolls are fair", "They are not", "undermines", STANCE.classes[:2], dev=False
    ),
    Labelled(
        "newsmtsc", SENTIMENT, "Ilo", "Ilo lied.", "negative", SENTIMENT.classes, dev=False, marked=Span(0, 3)
    ),
] * 6


@pytest.fixture(scope="module")
def made(tokenizer: Tokenizer) -> list[Example]:
    pytest.importorskip("torch")
    from training.pairs.batch import build  # noqa: PLC0415 - needs torch

    return build(LABELLED, tokenizer, 64)


def new_run(made: list[Example], out, **changes):
    import torch  # noqa: PLC0415 - not everywhere

    from training.network import Shape  # noqa: PLC0415
    from training.pairs.network import PairNetwork  # noqa: PLC0415
    from training.pairs.train import PairTrainingSettings, Run  # noqa: PLC0415

    torch.manual_seed(5)
    shares = tuple(Share(name, 1.0) for name in ("conjnli", "cannot", "perspectrum", "newsmtsc"))
    settings = PairTrainingSettings(shares=shares, batch=200, text_batch=40, average=0.5, **changes)
    return Run(settings, PairNetwork(Shape(width=32, layers=1, heads=2, inner=32)), made, out)


def test_run_taken_up_again_ends_as_one_never_stopped(made: list[Example], tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    whole = new_run(made, tmp_path / "a", epochs=3)
    list(whole.epochs())
    stopped = new_run(made, tmp_path / "b", epochs=3)
    going = stopped.epochs()
    next(going)
    next(going)  # the first epoch is saved, the second is not
    resumed = new_run(made, tmp_path / "b", epochs=3)
    resumed.resume()
    assert resumed.epoch == 1
    list(resumed.epochs())
    for run in (whole, resumed):
        assert run.epoch == 3
    for left, right in zip(whole.average.parameters(), resumed.average.parameters(), strict=True):
        assert left.equal(right)


def test_a_run_is_taken_up_with_its_own_settings_sets_and_start_only(made: list[Example], tmp_path):
    new_run(made, tmp_path, epochs=2).save()
    new_run(made, tmp_path, epochs=2).resume()
    begun_elsewhere = new_run(made, tmp_path, epochs=2)
    begun_elsewhere.start = tmp_path / "pairs.onnx"
    others = (
        new_run(made, tmp_path, epochs=3),
        new_run(made, tmp_path, epochs=2, seed=2),
        new_run([example for example in made if example.set != "cannot"], tmp_path, epochs=2),
        begun_elsewhere,
    )
    for other in others:
        with pytest.raises(InputError, match="holds a run with other settings or sets"):
            other.resume()
        assert other.epoch == 0


def test_loss_falls_and_the_embedding_is_held(made: list[Example], tmp_path):
    losses = list(new_run(made, tmp_path, epochs=12, head_rate=5e-3, encoder_rate=1e-3).epochs())
    for name in ("nli", "stance", "sentiment"):
        assert losses[-1][name] < 0.5 * losses[0][name]
    assert "headline" not in losses[0]
    assert losses[-1]["embedding"] < 0.1


def test_run_stops_when_dev_no_longer_improves(made: list[Example], tmp_path):
    run = new_run(made, tmp_path, epochs=9, patience=2)
    scores = iter([50.0, 60.0, *[55.0] * 9])
    for _ in run.epochs():
        run.keep(next(scores))
    assert (run.epoch, run.best) == (4, 60.0)
    again = new_run(made, tmp_path, epochs=9, patience=2)
    again.resume()
    assert list(again.epochs()) == []


def test_classes_a_set_lacks_take_no_part(made: list[Example]):
    import torch  # noqa: PLC0415 - not everywhere

    from training.pairs.batch import by_task, scores_of  # noqa: PLC0415

    rows = next(part for part in by_task(made[:4], torch.device("cpu")) if part.task == "nli")
    scores = scores_of({"nli": torch.tensor([[0.0, 9.0, 1.0]] * 4)}, rows)
    assert scores.argmax(1).tolist() == [1, 2]


def test_score_counts_by_set(made: list[Example], tmp_path):
    from training.pairs.figures import mean_score, score, some_of  # noqa: PLC0415

    kept = some_of(made, 2)
    assert [example.set for example in kept] == [item.set for item in LABELLED[:4] for _ in range(2)]
    run = new_run(made, tmp_path, epochs=1)
    figures = score(run.network, kept, 200)
    assert [figure.set for figure in figures] == ["cannot", "conjnli", "newsmtsc", "perspectrum"]
    assert all(figure.pairs == 2 and figure.accuracy == figure.macro_f1 for figure in figures)
    assert mean_score(figures) == pytest.approx(sum(figure.macro_f1 for figure in figures) / 4)
