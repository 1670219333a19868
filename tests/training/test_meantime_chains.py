from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.model.errors import InputError
from training.gold.meantime import read_meantime

TOKENS = "".join(
    f'<token number="{at}" sentence="0" t_id="{at + 1}">{word}</token>'
    for at, word in enumerate("Veld shut its port".split())
)
MARKABLES = """
<ENTITY_MENTION m_id="1"><token_anchor t_id="1"/></ENTITY_MENTION>
<ENTITY_MENTION m_id="2"><token_anchor t_id="3"/></ENTITY_MENTION>
<ENTITY_MENTION m_id="3"><token_anchor t_id="4"/></ENTITY_MENTION>
<EVENT_MENTION m_id="4"><token_anchor t_id="2"/></EVENT_MENTION>
<ENTITY m_id="5" ent_type="LOC" instance_id="LOC7"/>
<ENTITY m_id="6" ent_type="PRO"/>
<EVENT m_id="7" instance_id="OTH8"/>
"""


def refers(target: str, *sources: str) -> str:
    inside = "".join(f'<source m_id="{each}"/>' for each in sources)
    return f'<REFERS_TO r_id="9">{inside}<target m_id="{target}"/></REFERS_TO>'


def read(folder: Path, relations: str):
    (folder / "1_Veld.xml").write_text(
        f"<Document>{TOKENS}<Markables>{MARKABLES}</Markables><Relations>{relations}</Relations></Document>",
        encoding="utf-8",
    )
    (text,) = read_meantime(folder)
    return text


def test_mentions_name_their_instances_and_kind(tmp_path):
    text = read(tmp_path, refers("5", "1", "2") + refers("6", "2") + refers("7", "4"))
    assert [(each.instances, each.kind) for each in text.entities] == [
        (("LOC7",), "LOC"),
        (("LOC7", "1_Veld 6"), "LOC"),
        ((), ""),
    ]
    assert [each.instances for each in text.events] == [("OTH8",)]


@pytest.mark.parametrize(
    "relations", [refers("7", "1"), refers("5", "4"), refers("5", "99"), refers("99", "1"), refers("5", "6")]
)
def test_a_reference_that_leads_nowhere_is_an_error_that_names_the_file(tmp_path, relations):
    with pytest.raises(InputError, match=r"1_Veld\.xml(.|\n)*reference 9"):
        read(tmp_path, relations)
