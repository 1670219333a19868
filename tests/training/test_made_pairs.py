"""Made pairs: what an edit changes, that its label holds, and that the same seed gives the same pairs."""

from __future__ import annotations

import random
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.model.errors import InputError
from training.gold.nli import LABELS, read_pairs_jsonl
from training.pairs.made.__main__ import main
from training.pairs.made.bounds import about, broken, held_from_above, held_from_below
from training.pairs.made.drawing import Draw, sentence
from training.pairs.made.dressing import dress
from training.pairs.made.edits import EVENT_EDITS
from training.pairs.made.making import MadePair, make_pairs
from training.pairs.made.other_edits import GROUP_EDITS, OFFICE_EDITS, STATE_EDITS, UPDATE_EDITS
from training.pairs.made.reading import MADE_COUNT, TRAIN_TEMPLATES, read_made
from training.pairs.made.templates import Templates, read_templates
from training.pairs.made.values import WEEK, Moment, Number, in_words

MADE_PAIRS = Path(__file__).parents[2] / "evaluation" / "made_pairs"
HELD_OUT = ("dev", "report")
IN_WORDS = {in_words(number): number for number in range(100)}
NUMBER = re.compile(r"\d[\d,]*|[a-z]+(?:-[a-z]+)?")


@pytest.fixture(scope="module")
def templates() -> Templates:
    return read_templates(TRAIN_TEMPLATES)


@pytest.fixture(scope="module")
def made(templates) -> list[MadePair]:
    return list(make_pairs(templates, 5, 4_000))


def draw(templates: Templates, seed: int) -> Draw:
    return Draw(random.Random(seed), templates)  # noqa: S311 - reproducible, no secret


def edited(templates: Templates, kind: str, name: str, seeds: range = range(60)) -> list[tuple[str, str]]:
    """Return clauses of one kind on one template, as its edit makes them."""
    for edits, those in (
        (EVENT_EDITS, templates.event),
        (UPDATE_EDITS, templates.update),
        (STATE_EDITS, templates.state),
        (GROUP_EDITS, templates.group),
        (OFFICE_EDITS, templates.office),
    ):
        if kind in edits:
            template = next(each for each in those if each.name == name)
            assert edits[kind].fits(template)
            return [edits[kind].make(template, draw(templates, seed)) for seed in seeds]
    raise AssertionError(kind)


def numbers(text: str) -> list[int]:
    """Return the numbers of a text, in digits or in words, in order."""
    words = NUMBER.findall(text.lower())
    return [IN_WORDS[word] if word in IN_WORDS else int(word.replace(",", "")) for word in words if _is(word)]


def _is(word: str) -> bool:
    return word[0].isdigit() or word in IN_WORDS


def without_numbers(text: str) -> str:
    return NUMBER.sub(lambda found: "#" if _is(found.group().lower()) else found.group(), text.lower())


def test_the_same_seed_gives_the_same_pairs(templates):
    first = list(make_pairs(templates, 3, 300))
    assert first == list(make_pairs(read_templates(TRAIN_TEMPLATES), 3, 300))
    assert first != list(make_pairs(templates, 4, 300))
    assert first[:100] == list(make_pairs(templates, 3, 100))


def test_every_kind_is_made_and_no_label_dominates(made):
    edits = {**EVENT_EDITS, **UPDATE_EDITS, **STATE_EDITS, **GROUP_EDITS, **OFFICE_EDITS}
    assert {pair.kind for pair in made} == set(edits)
    assert all(pair.label == edits[pair.kind].label for pair in made)
    shares = Counter(pair.label for pair in made)
    assert all(0.25 < shares[label] / len(made) < 0.45 for label in LABELS)


def test_pairs_are_two_different_sentences_without_gaps(made):
    for pair in made:
        for text in (pair.premise, pair.hypothesis):
            assert text[0].isupper() or text[0].isdigit() or text[0] == "“"
            assert text.endswith((".", "”"))
            assert not re.search(r"[{}]|  | [,;.]|,,|\.\.", text), text
        assert pair.premise != pair.hypothesis


def test_a_swapped_number_is_all_that_differs(templates):
    seen = 0
    for first, second in edited(templates, "number", "audit"):
        left, right = set(numbers(first)), set(numbers(second))
        assert len(left - right) == len(right - left) == 1
        if "accounts of" in first and first.split()[-3:] == second.split()[-3:]:
            seen += without_numbers(first) == without_numbers(second)
    assert seen


def test_an_exchange_of_roles_keeps_all_words(templates):
    same_wording = [
        (first, second)
        for first, second in edited(templates, "roles", "invasion")
        if sorted(first.split()) == sorted(second.split())
    ]
    assert same_wording
    assert all(first != second for first, second in same_wording)


def test_an_update_has_another_time_and_a_contradiction_the_same(templates):
    times = {f"{day} {part}".strip() for day in WEEK for part in ("", "morning", "afternoon", "evening")}

    def when(text: str) -> set[str]:
        return {time for time in times if re.search(rf"{time}(?! [mae])", text)}

    later, same = (edited(templates, kind, "quake toll") for kind in ("update", "same time"))
    weekly = [(when(first), when(second)) for first, second in later]
    assert sum(bool(first) for first, _ in weekly) > 10
    assert all(first != second for first, second in weekly if first and second)
    assert all(when(first) == when(second) for first, second in same)
    assert all(numbers(first) != numbers(second) for first, second in (*later, *same))


def test_a_status_contradicts_its_contrary_and_no_other_way_to_say_it(templates):
    closed = re.compile("closed|no one|shut")
    for first, second in edited(templates, "same status", "border crossing"):
        assert bool(closed.search(first)) == bool(closed.search(second))
    for first, second in edited(templates, "status", "border crossing"):
        assert bool(closed.search(first)) != bool(closed.search(second))


def test_a_part_of_a_group_is_neither_all_nor_none(templates):
    for first, second in edited(templates, "part number", "bills"):
        assert numbers(first)[-1] == numbers(second)[-1] or numbers(first)[0] != numbers(second)[0]
    for first, second in edited(templates, "quantifier", "bills"):
        kinds = {_quantity(first), _quantity(second)}
        assert len(kinds) == 2


def _quantity(text: str) -> str:
    if "none of" in text or "not one" in text:
        return "none"
    return "all" if "all" in text or "every one" in text else "some"


def test_two_offices_contradict_of_one_person_and_not_of_two(templates):
    for first, second in edited(templates, "two offices", "plain"):
        assert _offices(first) != _offices(second)
        assert _holders(first) & _holders(second)
    for first, second in edited(templates, "other office", "plain"):
        assert _offices(first) != _offices(second) or "former" in second or "one-time" in second
        assert not _holders(first) & _holders(second)


def _offices(text: str) -> list[str]:
    return re.findall(r"president|(?:prime|foreign|interior|finance) minister", text)


def _holders(text: str) -> set[str]:
    """Return the family names in a text."""
    names = read_once().names
    made = {start + end for start in names.family_starts for end in names.family_ends}
    return made & set(re.findall(r"[A-Z]\w+", text))


@cache
def read_once() -> Templates:
    return read_templates(TRAIN_TEMPLATES)


@given(amount=st.integers(2, 90_000), seed=st.integers(0, 10_000))
def test_bounds_hold_or_break(amount: int, seed: int):
    chance = draw(read_once(), seed)
    below, above = held_from_below(chance, amount), held_from_above(chance, amount)
    assert numbers(below)[-1] < amount < numbers(above)[-1]
    wrong = broken(chance, amount)
    limit = numbers(wrong)[-1]
    assert limit > amount if wrong.startswith(("at least", "more", "over", "no fewer")) else limit < amount


@given(amount=st.integers(100, 90_000), seed=st.integers(0, 10_000))
def test_what_is_about_as_many_is_within_a_tenth(amount: int, seed: int):
    rough = numbers(about(draw(read_once(), seed), amount))[-1]
    assert abs(rough - amount) <= amount / 10
    assert rough % 10 == 0 or rough == amount + 1


@given(amount=st.integers(0, 99))
def test_a_number_is_written_in_words_and_digits(amount: int):
    assert {numbers(form)[0] for form in Number(amount).forms} == {amount}


def test_moments_are_written_with_their_day():
    assert Moment(0, "evening").forms == ("Monday evening",)
    assert Moment(6).forms == ("Sunday",)


def test_what_follows_is_dressed_as_its_premise_or_not_at_all(templates):
    wording = templates.wording
    more = [each.replace("{clause}", "").strip(" .,") for each in (*wording.closings, *wording.sentences)]
    for seed in range(300):
        premise, hypothesis = dress(("a", "b"), "entailment", draw(templates, seed))
        assert all(each in premise for each in more if each in hypothesis)


def test_sentences_begin_with_capitals():
    assert sentence("it rained. a dam burst") == "It rained. A dam burst."
    assert sentence("“it rained,” she said.") == "“it rained,” she said."


# Sets ------------------------------------------------------------------------------------------


def test_the_training_set_is_as_large_as_it_says_and_keeps_templates_apart():
    pairs = list(read_made())
    assert len(pairs) == MADE_COUNT
    assert len({pair.id for pair in pairs}) == MADE_COUNT
    held = {pair.group for pair in pairs if pair.dev}
    assert held
    assert not held & {pair.group for pair in pairs if not pair.dev}


@pytest.mark.parametrize("name", HELD_OUT)
def test_held_out_sets_are_what_their_templates_make(name: str, tmp_path):
    out, source = tmp_path / "made.jsonl", MADE_PAIRS / "templates" / f"{name}.toml"
    assert main(["--templates", str(source), "--seed", "1", "--count", "420", "--out", str(out)]) == 0
    assert out.read_bytes() == (MADE_PAIRS / f"{name}.jsonl").read_bytes()
    pairs = list(read_pairs_jsonl(out))
    assert len(pairs) == 420
    assert all(pair.kind and pair.three_way for pair in pairs)


@pytest.mark.parametrize("name", HELD_OUT)
def test_held_out_templates_share_no_wording_with_those_of_training(name: str, templates):
    other = read_templates(MADE_PAIRS / "templates" / f"{name}.toml")

    def wording(these: Templates) -> set[str]:
        told = [text for each in (*these.event, *these.update, *these.office) for text in each.says]
        told += [text for each in these.state for text in (*each.on, *each.off)]
        told += [text for each in these.group for text in (*each.all, *each.some, *each.none)]
        around = these.wording
        return {*told, *around.closings, *around.sentences, *around.claimed, *around.denied, *around.negated}

    assert not wording(other) & wording(templates)
    assert not set(other.names.bodies) & set(templates.names.bodies)


def test_templates_that_differ_in_slots_are_refused(tmp_path):
    text = TRAIN_TEMPLATES.read_text(encoding="utf-8")
    path = tmp_path / "broken.toml"
    path.write_text(text.replace("killed {n} workers {on}", "killed workers {on}"), encoding="utf-8")
    with pytest.raises(InputError, match="“mill fire” says has the same slots"):
        read_templates(path)
    path.write_text("[names]\n", encoding="utf-8")
    assert main(["--templates", str(path), "--seed", "1", "--count", "1", "--out", str(tmp_path / "o")]) == 2
