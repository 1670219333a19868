from __future__ import annotations

import pytest

from rashomon._pointing import Texts
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from rashomon.model.records import Document


def document(number, text, path="a.txt"):
    return Document(id=f"{number:016}", path=path, text=text, text_sha256="0" * 64, length=len(text))


def words_at(text, words):
    spots = Texts([document(1, text)]).of_words(words, ())
    return [tuple(span.of(text) for span in spot.spans) for spot in spots]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("The lock\n  was shut.", "lock was shut", [("lock\n  was shut",)]),
        ("The lock\u00a0was shut.", " The  lock was ", [("The lock\u00a0was",)]),
        ("The ship’s lock", "ship's lock", [("ship’s lock",)]),
        ("“Shut,” she said", '"Shut," she', [("“Shut,” she",)]),
        ("Torvald met Torv, and Torv left", "Torv", [("Torv",), ("Torv",)]),
        ("The lock, he said, was shut.", "The lock … was shut", [("The lock", "was shut")]),
        ("a (b) [c]", "(b) [c]", [("(b) [c]",)]),
    ],
)
def test_words_are_found_as_people_copy_or_type_them(text, words, found):
    assert words_at(text, words) == found


@pytest.mark.parametrize("words", ["", " \n", "…"])
def test_no_words_are_refused(words):
    with pytest.raises(InputError, match="--words is empty"):
        words_at("The lock was shut.", words)


@pytest.mark.parametrize("name", ["a.txt", "x/a.txt", "/home/me/x/a.txt"])
def test_a_text_is_called_by_its_name_or_path(name):
    texts = Texts([document(1, "one", "x/a.txt"), document(2, "two", "x/b.txt")])
    assert [each.text for each in texts.chosen([name])] == ["one"]


def test_a_name_that_is_the_whole_path_of_one_text_means_that_one():
    texts = Texts([document(1, "one", "a.txt"), document(2, "two", "x/a.txt")])
    assert [each.text for each in texts.chosen(["a.txt"])] == ["one"]


def test_a_part_of_a_name_is_none():
    with pytest.raises(InputError, match=r"No text is called 'data\.txt'; there are: a\.txt\."):
        Texts([document(1, "one")]).chosen(["data.txt"])


def test_texts_of_one_name_are_told_apart_by_their_ids():
    texts = Texts([document(1, "The lock"), document(2, "The lock")])
    first, second = texts.of_words("lock", ())
    assert texts.at(second) == "0000000000000002:4-8"
    assert texts.of_characters(texts.at(second), ()) == second
    assert first != second


def test_a_citation_may_name_several_ranges():
    (text,) = (document(1, "The lock, he said, was shut.", "x y.txt"),)
    spot = Texts([text]).of_characters("x y.txt:0-8, 19-27", ())
    assert spot.spans == (Span(0, 8), Span(19, 27))
    assert Texts([text]).option(spot) == "--at 'x y.txt:0-8,19-27'"


def test_without_a_name_characters_are_of_the_only_text():
    assert Texts([document(1, "The lock")]).of_characters("4-8", ()).spans == (Span(4, 8),)


@pytest.mark.parametrize("given", ["8-4", "4-4", "0-9", "4-8,2-3", "-4", "4", "4-x", "", "a.txt", "a.txt:"])
def test_characters_that_are_no_place_are_refused(given):
    with pytest.raises(InputError, match="--at"):
        Texts([document(1, "The lock")]).of_characters(given, ())
