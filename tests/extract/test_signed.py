"""Headlines and quotations that are signed with a name, with the shipped model."""

from __future__ import annotations

import pytest

BODY = "\n\nThe bridge over the Osmer was open on Monday, and traffic was heavy in the morning.\n"


@pytest.mark.parametrize(
    ("title", "content", "kind"),
    [
        ("Sara Holm: bridge is safe", "bridge is safe", "indirect"),
        ("“The bridge is safe” - Sara Holm", "“The bridge is safe”", "direct"),
    ],
)
def test_a_headline_is_said_by_the_name_in_it(read, title, content, kind):
    found = read(title + BODY, titled=True)
    names = {actor.id: actor.names[0] for actor in found.actors}
    (statement,) = (each for each in found.statements if content in each.content.text)
    assert (statement.content.text, statement.kind) == (content, kind)
    assert [names[member.actor] for member in statement.speaker.members] == ["Sara Holm"]


def test_a_quotation_with_a_dash_and_a_name_is_theirs(read):
    found = read("“Our children deserve better.” — Sara Holm" + BODY)
    (statement,) = found.statements
    assert (statement.speaker.text, statement.kind) == ("Sara Holm", "direct")


def test_a_dash_before_a_name_alone_signs_nothing(read):
    found = read("The bridge was open - Sara Holm" + BODY)
    assert not [statement for statement in found.statements if statement.made_by == "signed-with-a-name"]
