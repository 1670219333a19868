"""Statements told by more than a verb of saying: phrases, colons, "according to", lone quotations."""

from __future__ import annotations


def said(found):
    return [(each.speaker.text, each.cue.text, each.content.text) for each in found.statements]


def test_who_puts_a_number_at_something_says_so(read):
    found = read("The harbour police put the loss at about a third. The fire put the baker at risk.")
    assert said(found) == [("The harbour police", "put", "the loss at about a third")]


def test_who_gives_a_number_as_something_says_so(read):
    found = read("The union gives the number of missing boats as 19. Ona Veld gave the watch as a present.")
    assert said(found) == [("The union", "gives", "the number of missing boats as 19")]


def test_who_speaks_of_something_says_that_it_is_there(read):
    found = read("The ministry speaks of nine ships. Nobody spoke of it.")
    assert said(found) == [("The ministry", "speaks of", "nine ships")]


def test_who_counts_or_speaks_of_a_number_says_it(read):
    found = read(
        "Police counted 400 marchers. The organisers spoke of 1,200. The clerks counted the votes of 2019."
    )
    assert said(found) == [
        ("Police", "counted", "400 marchers"),
        ("The organisers", "spoke of", "1,200"),
    ]


def test_according_to_is_said_of_the_whole_clause(read):
    found = read("According to its spokesman, Joren Pell, the lock was shut by hand.")
    (statement,) = found.statements
    assert statement.speaker.text.startswith("its spokesman")
    assert statement.content.text == "the lock was shut by hand"


def test_somebody_named_before_a_colon_says_what_stands_behind_it(read):
    found = read("Mayor Ona Veld, on the steps of the hall: nobody was hurt.\nFinal count: Veld 9, Pell 3.")
    assert said(found) == [("Mayor Ona Veld", ":", "nobody was hurt")]


def test_what_is_quoted_behind_a_sentence_on_a_person_is_theirs(read):
    found = read("Ona Veld shook her head. “That was no accident. We saw the lamp go out.”")
    (statement,) = (each for each in found.statements if each.within is None)
    assert statement.speaker.text == "Ona Veld"
    assert statement.kind == "direct"


def test_what_is_said_in_other_words_ends_with_its_sentence(read):
    found = read(
        "The union says Joren Pell shut the lock. His sister Ona will have none of it. "
        "“He was at home. Which lock?” she said at the door."
    )
    assert ("The union", "says", "Joren Pell shut the lock") in said(found)
    assert [each.content.text for each in found.statements if each.speaker.text == "she"] == [
        "“He was at home. Which lock?”"
    ]


def test_nobody_orders_nothing(read):
    found = read("Joren Pell said that the second shot hit a barn that nobody had ordered.")
    assert [each.speaker.text for each in found.statements] == ["Joren Pell"]


def test_a_paragraph_of_quotation_is_told_by_the_only_person_before_it(read):
    found = read(
        "Maria Holm was on the night shift at the clinic.\n“They brought the first at ten. "
        "It was black outside and I had to hold a lamp.”\n"
    )
    (statement,) = (each for each in found.statements if each.kind == "direct")
    assert statement.speaker.text == "Maria Holm"
