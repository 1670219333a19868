"""What stands beside the text of an article and says nothing, with the shipped model."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "line",
    [
        "People carry sandbags along the quay in Halm on Friday. (AP Photo/Ruth Imber)",
        "A boat lies on the quay. Photo: Karl Orm/Norrmar Press",
        "Image credit: Norrmar Pictures",
        "By Ruth Imber",
        "By Ruth Imber and Karl Orm, Norrmar Press",
        "Reporting by Ruth Imber; editing by Karl Orm",
        "Copyright 2031 Norrmar Press. Copies of this page need the written leave of the press.",
        "The views expressed here are those of the authors and do not reflect the position of the publisher.",
    ],
)
def test_it_is_no_statement(read, line):
    found = read(f"Flood reaches Halm\n{line}\nMayor Ona Veld said that the water would fall.", titled=True)
    assert [statement.content.text for statement in found.statements] == ["that the water would fall"]
