from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.model.errors import InputError
from training.gold.meantime import read_meantime
from training.gold.timeml import read_timeml

DOCUMENT = """<?xml version="1.0" ?>
<TimeML>
<DCT><TIMEX3 tid="t0" type="DATE" value="1999-03-04">19990304</TIMEX3></DCT>
<EXTRAINFO>Veld wire</EXTRAINFO>
<TEXT>
Veld &amp; Öst <EVENT eid="e1">met <TIMEX3 tid="t1" type="DATE" value="1999-03-03">last
<EVENT eid="e2">night</EVENT></TIMEX3></EVENT> <!-- seen --> for <TIMEX3 type="DURATION" value="P2D">two
days</TIMEX3>.
</TEXT>
<MAKEINSTANCE eventID="e1"/>
</TimeML>
"""


def write(folder: Path, content: str, name: str = "veld.tml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(content, encoding="utf-8")
    return folder


def test_times_stand_at_their_words_with_type_and_value(tmp_path):
    (read,) = read_timeml(write(tmp_path, DOCUMENT))
    assert read.text == "\nVeld & Öst met last\nnight  for two\ndays.\n"
    assert (read.name, read.created) == ("veld", "1999-03-04")
    assert [(time.span.of(read.text), time.type, time.value) for time in read.times] == [
        ("last\nnight", "DATE", "1999-03-03"),
        ("two\ndays", "DURATION", "P2D"),
    ]


def test_documents_are_found_in_folders_below_but_the_repeated_one_is_not(tmp_path):
    write(tmp_path / "b", DOCUMENT)
    write(tmp_path / "a", DOCUMENT, "ost.tml")
    write(tmp_path / "testpipeline", DOCUMENT)
    assert [read.name for read in read_timeml(tmp_path)] == ["ost", "veld"]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("</TimeML>", "", "well-formed"),
        ("TimeML>", "Other>", "TimeML is expected"),
        ("DCT>", "DAY>", "0 DCT"),
        ("TEXT>", "BODY>", "0 TEXT"),
        ('type="DURATION"', 'type="SPAN"', "SPAN"),
        ('value="P2D"', "", "the value ''"),
    ],
)
def test_a_surprise_in_timeml_is_an_error_that_names_the_file(tmp_path, old, new, reason):
    with pytest.raises(InputError, match=rf"veld\.tml(.|\n)*{reason}"):
        list(read_timeml(write(tmp_path, DOCUMENT.replace(old, new))))


def test_a_folder_without_timeml_is_an_error(tmp_path):
    with pytest.raises(InputError, match="TimeML"):
        list(read_timeml(tmp_path))


def cat(tokens: str, markables: str, relations: str = "") -> str:
    return (
        f'<Document doc_id="1" doc_name="1_Veld" lang="en">{tokens}<Markables>{markables}</Markables>'
        f"<Relations>{relations}</Relations></Document>"
    )


def token(number: int, sentence: int, form: str) -> str:
    return f'<token number="{number - 1}" sentence="{sentence}" t_id="{number}">{form}</token>'


def markable(tag: str, identity: int, anchors: list[int], **attributes: str) -> str:
    listed = "".join(f' {key}="{value}"' for key, value in attributes.items())
    inside = "".join(f'<token_anchor t_id="{anchor}"/>' for anchor in anchors)
    return f'<{tag} m_id="{identity}"{listed}>{inside}</{tag}>'


def participant(event: int, filler: int, role: str) -> str:
    ends = f'<source m_id="{event}"/><target m_id="{filler}"/>'
    return f'<HAS_PARTICIPANT r_id="7" sem_role="{role}">{ends}</HAS_PARTICIPANT>'


WORDS = "Veld shuts port down Friday for 3 ships".split()
TOKENS = "".join(token(number, (number - 1) // 5, word) for number, word in enumerate(WORDS, 1))
MARKABLES = (
    markable("ENTITY_MENTION", 1, [1], syntactic_type="NAM")
    + markable("EVENT_MENTION", 2, [4, 2], polarity="NEG", certainty="POSSIBLE", tense="PRESENT", pred="shut")
    + markable("TIMEX3", 3, [5], type="DATE", value="2011-05-06")
    + markable("TIMEX3", 4, [], type="DATE", value="2011-05-01")
    + markable("VALUE", 5, [7, 8], type="QUANTITY")
)
ROLES = participant(2, 1, "Arg0") + participant(2, 5, "Arg2")


def meantime(folder: Path, content: str):
    write(folder / "corpus_ports", content, "1_Veld.xml")
    (read,) = read_meantime(folder)
    return read


def test_meantime_gives_events_entities_times_quantities_and_roles(tmp_path):
    read = meantime(tmp_path, cat(TOKENS, MARKABLES, ROLES))
    assert (read.name, read.topic) == ("1_Veld", "ports")
    assert read.text == "Veld shuts port down Friday\nfor 3 ships"
    assert read.sentences == (0, 5)
    (event,) = read.events
    assert [span.of(read.text) for span in event.spans] == ["shuts", "down"]
    assert (event.polarity, event.certainty, event.tense, event.time) == ("NEG", "POSSIBLE", "PRESENT", "")
    assert [(time.span.of(read.text), time.value) for time in read.times] == [("Friday", "2011-05-06")]
    assert [span.of(read.text) for span in read.quantities[0].spans] == ["3 ships"]
    assert [(role.event, role.filler, role.role) for role in read.participants] == [
        ("2", "1", "Arg0"),
        ("2", "5", "Arg2"),
    ]


def test_full_annotation_ends_with_the_sixth_sentence(tmp_path):
    short = meantime(tmp_path, cat(TOKENS, MARKABLES))
    assert short.annotated_end == len(short.text)
    eight = "".join(token(number, number - 1, f"w{number}") for number in range(1, 9))
    long = meantime(tmp_path, cat(eight, ""))
    assert long.text[long.annotated_end :] == "w7\nw8"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (cat("", ""), "no token"),
        (cat(token(2, 0, "Veld"), ""), "token 1"),
        (cat(token(1, 1, "Veld") + token(2, 0, "port"), ""), "goes back"),
        (cat(TOKENS, markable("EVENT_MENTION", 2, [99])), "token that is not there"),
        (cat(TOKENS, markable("EVENT_MENTION", 2, [0])), "token that is not there"),
        (cat(TOKENS, markable("TIMEX3", 3, [5], type="DATE", value="")), "value ''"),
        (cat(TOKENS, MARKABLES, participant(1, 2, "Arg0")), "mention that is not there"),
        (cat(TOKENS, MARKABLES, "<HAS_PARTICIPANT r_id='7'/>"), "mention that is not there"),
    ],
)
def test_a_surprise_in_meantime_is_an_error_that_names_the_file(tmp_path, content, reason):
    with pytest.raises(InputError, match=rf"1_Veld\.xml(.|\n)*{reason}"):
        meantime(tmp_path, content)


def test_a_folder_without_meantime_is_an_error(tmp_path):
    with pytest.raises(InputError, match="MEANTIME"):
        list(read_meantime(tmp_path))
