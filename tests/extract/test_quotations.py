"""Quotations that run over paragraphs, are very long, or stand side by side, with the shipped model."""

from __future__ import annotations

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


def test_a_very_long_quotation_is_one_statement_to_its_marks(read):
    words = "The bridge was shut and the town was quiet for many days. " * 60
    found = read(f"“{words.strip()}” Ona Veld said.")
    (statement,) = (each for each in found.statements if each.speaker.text == "Ona Veld")
    assert statement.content.text.startswith("“The bridge")
    assert statement.content.text.endswith("days.”")
    assert len(statement.content.spans) == 1


def test_a_mark_without_its_partner_does_not_swallow_the_rest(read):
    found = read(
        'Ona Veld said: "The lock is shut.\nThe town was quiet on Monday.\nNobody came to the bridge.\n'
    )
    for statement in found.statements:
        assert "Nobody came" not in statement.content.text


def test_a_hard_wrapped_paragraph_is_read_as_if_it_were_not(read):
    flat = "Sara Holm denied the claim that money was missing and said that Pell had lied."
    wrapped = flat.replace(" claim", "\nclaim").replace(" Pell", "\nPell")
    one, other = (
        [(s.cue.text, s.content.text.replace("\n", " ")) for s in each.statements]
        for each in (read(flat), read(wrapped, wrapped=True))
    )
    assert one == other
