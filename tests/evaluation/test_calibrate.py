from __future__ import annotations

import json
import math

import numpy as np
import pytest

from evaluation import calibrate
from evaluation.calibrate import (
    LEAST_JUDGED,
    LEAST_SLOPE,
    Dev,
    Row,
    apply,
    fit,
    fit_all,
    halves,
    helping,
    in_fitting_half,
    main,
    measured,
)
from evaluation.calibration import Judged, expected_calibration_error
from rashomon.language.calibration import calibrated
from training.gold.timeml import left_out


def drawn(slope: float, intercept: float, count: int = 20_000, seed: int = 1) -> list[Judged]:
    """Draw findings whose log-odds of being right are a line of those of their scores."""
    noise = np.random.default_rng(seed)
    scores = noise.uniform(0.05, 0.99, count).astype(np.float32)
    right = noise.uniform(size=count) < calibrated(scores, slope, intercept)
    return [Judged(float(score), bool(is_right)) for score, is_right in zip(scores, right, strict=True)]


@pytest.mark.parametrize(("slope", "intercept"), [(1.0, 0.0), (0.5, -1.0), (2.5, 0.5), (0.2, 2.0)])
def test_the_line_that_findings_were_drawn_by_is_found(slope, intercept):
    found = fit(drawn(slope, intercept))
    assert found == pytest.approx((slope, intercept), abs=0.12)
    other = drawn(slope, intercept, seed=2)
    assert expected_calibration_error(apply(other, found)) < 1.5


def test_no_other_line_is_likelier():
    judged = drawn(0.6, -0.8, count=500)

    def surprise(line):
        return -sum(math.log(j.score if j.right else 1 - j.score) for j in apply(judged, line))

    slope, intercept = fit(judged)
    for a, b in ((0.05, 0), (-0.05, 0), (0, 0.05), (0, -0.05)):
        assert surprise((slope + a, intercept + b)) > surprise((slope, intercept))


def test_scores_that_rise_where_findings_are_wrong_keep_their_order():
    slope, intercept = fit(drawn(-1.0, 0.0))
    assert slope == LEAST_SLOPE
    assert abs(intercept) < 1


@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize("score", [0.0, 0.3, 1.0])
def test_what_is_always_right_or_wrong_or_equally_sure_has_a_line_too(right, score):
    judged = [Judged(score, right)] * 150
    line = fit(judged)
    assert all(map(math.isfinite, line))
    assert line[0] >= LEAST_SLOPE
    assert apply(judged, line)[0].score == pytest.approx(float(right), abs=0.02)


def test_the_order_of_documents_changes_nothing():
    judged = drawn(0.7, 0.3, count=300)
    assert fit(judged) == fit(judged[::-1])


def test_kinds_with_few_findings_have_no_line_and_stay_as_they_are():
    few, many = ([Judged(0.9, right=False)] * count for count in (LEAST_JUDGED - 1, LEAST_JUDGED))
    lines = fit_all({"times": few, "links": many, "mentions": []})
    assert list(lines) == ["links"]
    links, mentions, times = measured({"times": few, "links": many, "mentions": []}, lines)
    assert (times.kind, times.error_before, times.error_after) == (
        "times",
        pytest.approx(90),
        pytest.approx(90),
    )
    assert (links.found, links.mean_score, links.right) == (LEAST_JUDGED, pytest.approx(90), 0)
    assert links.error_after < 2 < links.error_before
    assert (mentions.found, mentions.mean_score, mentions.error_after) == (0, 0, 0)


def test_the_halves_share_no_document_and_are_halves_of_tenths_too():
    names = [str(number) for number in range(4_000)]
    assert sum(map(in_fitting_half, names)) == pytest.approx(2_000, abs=150)
    tenth = [name for name in names if left_out(name)]
    assert sum(map(in_fitting_half, tenth)) == pytest.approx(len(tenth) / 2, abs=40)
    first, second = halves((name, {"times": [Judged(0.5, in_fitting_half(name))]}) for name in names)
    assert all(each.right for each in first["times"])
    assert not any(each.right for each in second["times"])
    assert len(first["times"]) + len(second["times"]) == 4_000


def test_a_document_that_is_judged_twice_stays_in_its_half():
    parts = [("a", {"syntax": [Judged(0.5, right=True)]}), ("a", {"links": [Judged(0.5, right=True)]})]
    first, second = halves(parts)
    assert {tuple(sorted(first)), tuple(sorted(second))} == {("links", "syntax"), ()}


class Plain:
    made_by, calibration = "made-1", dict[str, tuple[float, float]]()


class Calibrated:
    made_by, calibration = "made-1", {"times": (1.0, 0.5)}


@pytest.fixture
def plain(monkeypatch):
    """Let the shipped model have no lines."""
    monkeypatch.setattr(calibrate, "load_manifest", lambda _: Plain())


@pytest.fixture
def dev(monkeypatch):
    """Put one invented dev set in the place of all."""
    judged = drawn(0.5, -1.0, count=2_000)

    def task(options):
        assert options.gold[0].name == "made"
        yield from ((str(number), {"times": [one], "links": [one][:0]}) for number, one in enumerate(judged))

    monkeypatch.setattr(calibrate, "DEV_SETS", (Dev(task, ("made",)),))


@pytest.mark.usefixtures("dev", "plain")
def test_the_file_holds_a_line_for_each_kind_and_the_table_tells_what_it_changed(tmp_path, capsys):
    out = tmp_path / "calibration.json"
    assert main(["--gold", str(tmp_path), "--out", str(out)]) == 0
    lines = json.loads(out.read_text(encoding="utf-8"))
    assert list(lines) == ["times"]
    assert lines["times"] == pytest.approx([0.5, -1.0], abs=0.3)
    printed = capsys.readouterr().out
    header, links, times, note = printed.splitlines()
    assert header.split() == "kind found mean score right ECE before ECE after".split()
    assert links.split()[:2] == ["links", "0"]
    kind, found, _, _, before, after = times.split()
    assert (kind, int(found) > 900) == ("times", True)
    assert float(after) < float(before)
    assert note == f"links: fewer than {LEAST_JUDGED} found to fit on: left as it is"


@pytest.mark.usefixtures("dev")
def test_a_calibrated_model_is_measured_as_it_is(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(calibrate, "load_manifest", lambda _: Calibrated())
    assert main(["--gold", str(tmp_path), "--measure"]) == 0
    *_, before, after = capsys.readouterr().out.splitlines()[-1].split()
    assert before == after


def test_a_line_that_does_not_help_is_left_out():
    rows = [Row("times", 9, 0, 0, 5.0, 4.0), Row("links", 9, 0, 0, 5.0, 5.1)]
    assert helping({"times": (1.0, 0.5), "links": (2.0, 0.5)}, rows) == {"times": (1.0, 0.5)}


@pytest.mark.usefixtures("dev")
def test_a_calibrated_model_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(calibrate, "load_manifest", lambda _: Calibrated())
    out = tmp_path / "calibration.json"
    assert main(["--gold", str(tmp_path), "--out", str(out)]) == 2
    assert "made-1" in (said := capsys.readouterr().err)
    assert "is calibrated already" in said
    assert "export it anew" in said
    assert not out.exists()


@pytest.mark.usefixtures("plain")
def test_a_missing_set_is_one_clear_line(tmp_path, capsys):
    assert main(["--gold", str(tmp_path), "--out", str(tmp_path / "x.json")]) == 2
    assert "en_ewt-ud-dev.conllu" in capsys.readouterr().err
