"""Sentences that a judge holds to part: which are asked about, and what becomes of the answers."""

from __future__ import annotations

import numpy as np

from rashomon.compare import compare_documents
from rashomon.compare.parting.judged import ACCOUNT, LEAST, LEAST_UNLIKE
from rashomon.model.corpus import Extraction
from tests.compare.vectors import letter_vectors

ONE = "The guards opened the gate of the mill in Halm at dawn. Nobody in Halm was hurt at the old mill."
OTHER = "The crowd broke the gate of the mill in Halm at dawn. Somebody in Halm was hurt at the old mill."
GATES = ("The guards opened the gate", "The crowd broke the gate")


class Judge:
    """Holds two sentences to part as likely as it was told to, for those with certain words."""

    def __init__(self, **likely: float) -> None:
        self.asked: list[tuple[str, str]] = []
        self._likely = likely

    def __call__(self, pairs):
        self.asked += pairs
        rows = []
        for pair in pairs:
            part = max(
                (p for word, p in self._likely.items() if all(word in each for each in pair)), default=0.0
            )
            rows.append((part, 0.0, 1 - part))
        return np.array(rows, dtype=np.float32).reshape(-1, 3)


def told(make, judge, *texts):
    documents = tuple(make(text, f"{number}.txt") for number, text in enumerate(texts))
    _, found = compare_documents(Extraction(documents=documents), letter_vectors, judge=judge)
    names = {document.id: document.text for document in documents}
    return [
        (
            *(end.spans[0].of(names[end.document]) for end in (link.left, link.right)),
            link.compatible,
            link.score,
        )
        for link in found.links
        if link.attribute == ACCOUNT
    ]


def test_sentences_that_may_part_are_shown_and_left_open(make):
    ((left, right, compatible, score),) = told(make, Judge(gate=0.75), ONE, OTHER)
    assert (left[: len(GATES[0])], right[: len(GATES[1])]) == GATES
    assert compatible is None
    assert score == 0.75


def test_what_is_less_likely_is_not_shown(make):
    assert told(make, Judge(gate=LEAST - 0.01, hurt=0.0), ONE, OTHER) == []


def test_sentences_without_a_word_in_common_must_be_likelier(make):
    one = "The guards opened the gate of the yard at dawn."
    other = "Somebody smashed a door with an axe."
    texts = f"{one} Halm has a mill.", f"{other} Halm has a mill."

    def judge(likely):
        def judged(pairs):
            rows = [(likely if {*pair} == {one, other} else 0.0, 0.0, 0.0) for pair in pairs]
            return np.array(rows, np.float32).reshape(-1, 3)

        return judged

    assert told(make, judge(LEAST_UNLIKE - 0.01), *texts) == []
    assert len(told(make, judge(LEAST_UNLIKE), *texts)) == 1


def test_without_a_judge_nothing_is(make):
    documents = tuple(make(text, f"{number}.txt") for number, text in enumerate((ONE, OTHER)))
    _, found = compare_documents(Extraction(documents=documents), letter_vectors)
    assert [link for link in found.links if link.attribute == ACCOUNT] == []


def test_both_orders_are_asked_and_their_mean_counts(make):
    judge = Judge(gate=0.95)
    told(make, judge, ONE, OTHER)
    gates = [pair for pair in judge.asked if all("gate" in each for each in pair)]
    assert gates == [gates[0], gates[0][::-1]]

    def onesided(pairs):
        return np.array([(float(one.startswith(GATES[0])), 0, 0) for one, _ in pairs], np.float32).reshape(
            -1, 3
        )

    ((*_, score),) = told(make, onesided, ONE, OTHER)
    assert score == 0.5


def test_a_text_does_not_part_from_itself(make):
    judge = Judge(gate=0.95, mill=0.95)
    assert told(make, judge, f"{ONE} {OTHER}") == []


def test_a_sentence_is_in_the_likeliest_pair_only(make):
    found = told(make, Judge(gate=0.95), ONE, OTHER, OTHER.replace("broke", "smashed"))
    assert len(found) == 1


def test_the_number_of_questions_grows_with_that_of_sentences(make):
    judge = Judge()
    texts = [f"The guards of Halm opened gate {number} of the mill at dawn." for number in range(60)]
    told(make, judge, *texts)
    assert len(judge.asked) <= 2 * 60 * 6


def test_copies_are_not_judged(make):
    judge = Judge(gate=0.95)
    assert told(make, judge, *[ONE] * 12) == []
    assert judge.asked == []


def test_a_link_of_values_that_was_rejected_does_not_come_back_as_an_account(make):
    texts = (
        "Twelve weavers were killed at the gate of the mill in Halm on Monday.",
        "Nine weavers were killed at the gate of the mill in Halm on Monday.",
    )

    def attributes(rejected):
        documents = tuple(make(text, f"{number}.txt") for number, text in enumerate(texts))
        _, found = compare_documents(
            Extraction(documents=documents),
            letter_vectors,
            apart=lambda _one, _other, attribute=None: attribute in rejected,
            judge=Judge(weavers=0.9),
        )
        return {link.attribute for link in found.links if link.is_parting}

    assert attributes(()) == {"killed"}
    assert attributes({"killed"}) == set()
