from __future__ import annotations

from pathlib import Path

import pytest

from evaluation import __main__ as evaluation
from evaluation.apart import SETS, main
from training.gold.apart import apart, one_in
from training.gold.polnear import held_apart

NAMES = [f"lock-{number}" for number in range(60)]
SENTENCE = (
    "# newdoc id = {name}\n# sent_id = {name}-1\n# text = Locks\n"
    "1\tLocks\tlock\tNOUN\tNNS\t_\t0\troot\t_\t_\n\n"
)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def gold(tmp_path):
    """All sets, each with texts of the same names, listed the wrong way round where a file lists them."""
    treebank = "".join(SENTENCE.format(name=name) for name in reversed(NAMES))
    write(tmp_path / "ud-english-ewt" / "en_ewt-ud-train.conllu", treebank)
    write(tmp_path / "ud-english-gum" / "en_gum-ud-train.conllu", treebank)
    for name in NAMES:
        write(tmp_path / "worldwide-ner" / "train" / f"{name}.txt.tsv", "Halm\tB-Location\n")
        write(tmp_path / "polnear" / "data" / "train" / "text" / f"{name}.txt", "Halm")
        write(tmp_path / "polnear" / "data" / "train" / "attributions" / f"{name}_ona.ann", "")
    return tmp_path


SHA_256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-2, B.1


def printed(gold: Path, name: str, capsys) -> list[str]:
    assert main(["--gold", str(gold), "--set", name]) == 0
    return capsys.readouterr().out.split("\n")


@pytest.mark.parametrize("name", sorted(SETS.keys() - {"polnear"}))
def test_the_texts_that_training_left_out_are_printed_in_order(name, gold, capsys):
    expected = sorted(filter(apart, NAMES))
    assert len(expected) > 1
    assert printed(gold, name, capsys) == [*expected, ""]


def test_polnear_has_its_own_rule(gold, capsys):
    expected = sorted(filter(held_apart, NAMES))
    assert set(expected) != set(filter(apart, NAMES))
    assert printed(gold, "polnear", capsys) == [*expected, ""]


def test_the_list_is_a_split_of_the_tasks(gold, capsys, monkeypatch):
    listed = gold / "apart.txt"
    listed.write_text("\n".join(printed(gold, "ud-english-ewt", capsys)), encoding="utf-8")
    given = []
    monkeypatch.setattr(evaluation, "load_task", lambda _: lambda options: given.append(options) or {})
    assert evaluation.main(["syntax", "--gold", str(gold), "--split", str(listed)]) == 0
    assert given[0].chosen(NAMES) == sorted(filter(apart, NAMES))


def test_a_set_without_texts_kept_apart_prints_nothing(gold, capsys):
    seen = next(name for name in NAMES if not apart(name))
    write(gold / "ud-english-gum" / "en_gum-ud-train.conllu", SENTENCE.format(name=seen))
    assert printed(gold, "gum", capsys) == [""]


@pytest.mark.parametrize("name", sorted(SETS))
def test_a_set_that_is_not_there_is_one_clear_line(name, tmp_path, capsys):
    assert main(["--gold", str(tmp_path), "--set", name]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert str(tmp_path) in err
    assert err.count("\n") == 1


def test_an_unknown_set_is_refused(tmp_path, capsys):
    with pytest.raises(SystemExit) as refused:
        main(["--gold", str(tmp_path), "--set", "plv"])
    assert refused.value.code == 2
    assert "worldwide-ner" in capsys.readouterr().err


def test_one_text_in_so_many_is_kept_apart_by_its_name_alone():
    kept = [name for name in map(str, range(5_000)) if apart(name)]
    assert len(kept) == pytest.approx(200, abs=45)
    assert all(one_in(1, name) for name in "abc")
    for count in range(1, 30):
        assert one_in(count, "abc") is (int(SHA_256_OF_ABC, 16) % count == 0)
