"""Quotations that run over paragraphs, are very long, or stand side by side, with the shipped model."""

from __future__ import annotations

import pytest

from rashomon.extract import quotations

OVER_PARAGRAPHS = """Lund said: "We had four hours. It was dark.
"We moved people out.
"We lost nobody."
The town is quiet. Falk left the hall at noon.
"""


def test_a_quotation_goes_on_where_a_paragraph_opens_with_a_mark(read):
    (statement,) = (each for each in read(OVER_PARAGRAPHS).statements if each.within is None)
    assert statement.content.text == (
        '"We had four hours. It was dark. … "We moved people out. … "We lost nobody."'
    )


@pytest.mark.parametrize("space", ["\u200b", "\u2060", "\u200d", "\u00ad"])
def test_a_quotation_goes_on_over_a_paragraph_without_words(read, space):
    text = OVER_PARAGRAPHS.replace("dark.\n", f"dark.\n{space}\n")
    assert read(text).statements[0].content.text == read(OVER_PARAGRAPHS).statements[0].content.text


def test_who_is_quoted_goes_on_where_the_next_sentence_is_a_quotation_without_a_cue(read):
    found = read("“The dam will hold,” Ona Veld said. “It has held for a hundred years and more.”")
    (statement,) = (each for each in found.statements if each.within is None)
    assert statement.content.text == "“The dam will hold,” … “It has held for a hundred years and more.”"


def test_a_closed_quotation_does_not_go_on(read):
    found = read('Lund said: "We had four hours."\n"We lost nobody," Falk said.\n')
    assert [(each.speaker.text, each.content.text) for each in found.statements] == [
        ("Lund", '"We had four hours."'),
        ("Falk", '"We lost nobody,"'),
    ]


def test_a_quotation_of_3000_words_is_one_statement_to_its_marks(read):
    words = "The bridge was shut and the town was quiet for many days. " * 250
    assert len(words.split()) == 3000
    found = read(f"“{words.strip()}” Ona Veld said.")
    (statement,) = (each for each in found.statements if each.speaker.text == "Ona Veld")
    assert statement.content.text.startswith("“The bridge")
    assert statement.content.text.endswith("days.”")
    assert len(statement.content.spans) == 1


@pytest.mark.parametrize("mark", ['"', "“"])
def test_a_mark_without_its_partner_does_not_swallow_the_rest(read, mark):
    found = read(
        f"Ona Veld said: {mark}The lock is shut.\nThe town was quiet on Monday.\nNobody came to the bridge.\n"
    )
    for statement in found.statements:
        assert "town was quiet" not in statement.content.text
        assert "Nobody came" not in statement.content.text


TAIL = "\nThe company did not answer questions by telephone."


@pytest.mark.parametrize("mark", ['"', "”"])
@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("They warn of what they have said for many years:", "They"),
        ("Ona Veld told reporters in Halm that she had three demands:", "Ona Veld"),
        ("Ona Veld, who leads the league, said on Monday:", "Ona Veld, who leads the league"),
    ],
)
def test_below_a_line_with_a_colon_a_closing_mark_alone_ends_its_quotation(read, line, speaker, mark):
    quotation = f"The army must leave our land, and nobody should pay for its war.{mark}"
    found = read(f"The Rivers League held a meeting in Halm on Monday.\n{line}\n{quotation}{TAIL}")
    (statement,) = (each for each in found.statements if quotation in each.content.text)
    assert statement.speaker.text.rstrip(",") == speaker
    assert statement.cue.text


def test_below_a_line_with_a_colon_a_whole_quotation_is_its_speakers(read):
    quotation = "“The gates must be opened. The company must pay.”"
    line = "Ona Veld told reporters in Halm that she had three demands:"
    found = read(f"The Rivers League held a meeting in Halm on Monday.\n{line}\n{quotation}{TAIL}")
    (statement,) = (each for each in found.statements if quotation in each.content.text)
    assert (statement.speaker.text, statement.cue.text) == ("Ona Veld", "told")


@pytest.mark.parametrize("before", ["“We have seen the cracks.", "“We have seen the cracks.”"])
def test_below_a_quotation_a_closing_mark_alone_ends_what_goes_on(read, before):
    found = read(f"“The dam leaks,” Ona Veld said. {before}\nOur children cannot sleep below it.”{TAIL}")
    (statement,) = (each for each in found.statements if "Our children" in each.content.text)
    assert (statement.speaker.text, statement.kind) == ("Ona Veld", "direct")


def test_a_closing_mark_alone_below_a_plain_sentence_is_nobodys(read):
    found = read("Workers repaired the road on Monday.\nThe dam leaks, and nobody looks at it.”\nIt is open.")
    assert not [each for each in found.statements if "The dam leaks" in each.content.text and each.cue.text]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Ona Veld said: “The lock is shut.”", True),
        (OVER_PARAGRAPHS, True),
        (OVER_PARAGRAPHS.replace('"', "“").replace("nobody.“", "nobody.”"), True),
        ("“The dam leaks,” Veld said. “We have seen the cracks.\nOur children cannot sleep below it.”", True),
        ("Ona Veld said: “The lock is shut.", False),
        ('Ona Veld said: "The lock is shut. It will not open again.', False),
        ("The lock is shut, and it will not open again,” Ona Veld said.", False),
        ("“The lock is shut, and it will not open again, Ona Veld said.", False),
        (OVER_PARAGRAPHS.replace('nobody."', "nobody."), False),
    ],
)
def test_a_quotation_that_lacks_a_mark_is_less_sure(read, monkeypatch, text, whole):
    monkeypatch.setattr(quotations, "LONE_FACTOR", 0.0)
    (statement,) = (each for each in read(text).statements if each.cue.text.rstrip(":") == "said")
    assert (statement.score > 0) == whole


def test_a_hard_wrapped_paragraph_is_read_as_if_it_were_not(read):
    flat = "Sara Holm denied the claim that money was missing and said that Pell had lied."
    wrapped = flat.replace(" claim", "\nclaim").replace(" Pell", "\nPell")
    one, other = (
        [(s.cue.text, s.content.text.replace("\n", " ")) for s in each.statements]
        for each in (read(flat), read(wrapped, wrapped=True))
    )
    assert one == other
