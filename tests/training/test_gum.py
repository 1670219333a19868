from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.model.errors import InputError
from training.gold.gum import HEADER, dev_names, read_coreference
from training.gold.gum_times import read_tei
from training.gold.tei_values import timex_of

TOP = "\n".join(HEADER) + "\n\n\n"


def row(word: str, form: str, mentions: str = "_", relations: str = "_", targets: str = "_") -> str:
    return f"{word}\t0-0\t{form}\t{mentions}\t_\t_\t_\t_\t{relations}\t{targets}\t"


def tsv(*sentences: list[str]) -> str:
    return TOP + "\n\n".join("#Text=x\n" + "\n".join(rows) for rows in sentences) + "\n"


def read(folder: Path, content: str):
    (folder / "GUM_news_veld.tsv").write_text(content, encoding="utf-8")
    (document,) = read_coreference(folder)
    return document


def chains(document) -> list[list[str]]:
    """Return the words of each chain's mentions, by the chain's number."""
    found: dict[int, list[str]] = {}
    for mention in document.mentions:
        span = slice(document.tokens[mention.first].start, document.tokens[mention.end - 1].end)
        found.setdefault(mention.chain, []).append(document.text[span])
    assert list(found) == sorted(found)
    return list(found.values())


def test_relations_of_identity_join_mentions_and_bridging_does_not(tmp_path):
    content = tsv(
        [
            row("1-1", "The", "person[1]|place[2]", "coref|bridge:def", "2-1[4_1]|2-4[5_2]"),
            row("1-2", "Veld", "person[1]|place[2]"),
            row("1-3", "minister", "person[1]"),
        ],
        [
            row("2-1", "She", "person[4]", "ana", "2-3[6_4]"),
            row("2-2", "shut"),
            row("2-3", "her", "person[6]"),
            row("2-4", "port", "place[5]"),
        ],
    )
    document = read(tmp_path, content)
    assert document.text == "The Veld minister\nShe shut her port"
    assert document.sentences == (0, 3)
    assert chains(document) == [["The Veld minister", "She", "her"], ["The Veld"], ["port"]]
    assert [mention.entity_type for mention in document.mentions][:2] == ["person", "place"]


@pytest.mark.parametrize("kind", ["ana", "appos", "cata", "coref", "disc", "pred"])
def test_every_relation_of_identity_joins(tmp_path, kind):
    content = tsv([row("1-1", "Veld", "place[1]", kind, "1-2[2_1]"), row("1-2", "it", "place[2]")])
    assert chains(read(tmp_path, content)) == [["Veld", "it"]]


def test_mentions_of_one_word_may_go_without_numbers(tmp_path):
    content = tsv(
        [
            row("1-1", "Veld", "place", "coref", "1-3"),
            row("1-2", "is"),
            row("1-3", "home", "place", "coref", "1-4[7_0]"),
            row("1-4", "here", "place[7]"),
        ]
    )
    assert chains(read(tmp_path, content)) == [["Veld", "home", "here"]]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "header"),
        (TOP, "no word"),
        (TOP + row("1-1", "Veld") + "\n", "before the first sentence"),
        (tsv(["1-1\t0-4\tVeld"]), "3 columns"),
        (tsv([row("1-1", "Veld", "place[1]", "coref", "1-9[9_1]")]), "not there"),
        (tsv([row("1-1", "Veld", "place[1]", "likeness", "1-1[1_1]")]), "likeness"),
        (tsv([row("1-1", "Veld", "place[1]", "coref|ana", "1-1[1_1]")]), "2 relations name 1"),
        (tsv([row("1-1", "Veld", "place[x]")]), "no mention"),
        (tsv([row("1-1", "Veld", "place[1]", "coref", "nowhere")]), "names no mention"),
        (tsv([row("1-1", "a", "place[1]"), row("1-2", "b"), row("1-3", "c", "place[1]")]), "gap"),
    ],
)
def test_a_surprise_in_a_coreference_file_is_an_error_that_names_it(tmp_path, content, reason):
    with pytest.raises(InputError, match=rf"GUM_news_veld(.|\n)*{reason}"):
        read(tmp_path, content)


def test_a_folder_without_coreference_is_an_error(tmp_path):
    with pytest.raises(InputError, match="coref/gum/tsv"):
        list(read_coreference(tmp_path))


def test_dev_documents_are_listed_beside_the_folders(tmp_path):
    (tmp_path / "dev.txt").write_text("GUM_news_veld\nGUM_vlog_ost\n", encoding="utf-8")
    assert dev_names(tmp_path) == {"GUM_news_veld", "GUM_vlog_ost"}


@pytest.mark.parametrize("listed", ["", None])
def test_a_missing_or_empty_list_of_dev_documents_is_an_error(tmp_path, listed):
    if listed is not None:
        (tmp_path / "dev.txt").write_text(listed, encoding="utf-8")
    with pytest.raises(InputError, match=r"dev\.txt"):
        dev_names(tmp_path)


TEI = """<text id="GUM_news_veld" dateCreated="2019-04-02" title="Veld votes">
<head>
<s type="frag">
Veld\tNP\tVeld
votes\tVVZ\tvote
</s>
</head>
<sp who="#Ana">
<s type="decl">
On\tIN\ton
<date when="2019-04-01">
Monday\tNP\tMonday
<hi>
1\tCD\t1
</hi>
</date>
we\tPP\twe
<date when="w">
can\tMD\tcan
</date>
<date when="2018">
</date>
rest\tVV\trest
</s>
</sp>
</text>
"""


def tei(folder: Path, content: str):
    (folder / "GUM_news_veld.xml").write_text(content, encoding="utf-8")
    (document,) = read_tei(folder)
    return document


def test_tei_gives_text_times_turns_title_and_date(tmp_path):
    document = tei(tmp_path, TEI)
    assert (document.title, document.created) == ("Veld votes", "2019-04-02")
    assert document.text == "Veld votes\nOn Monday 1 we can rest"
    assert document.sentences == (0, 2)
    assert [(t.span.of(document.text), t.type, t.value) for t in document.times] == [
        ("Monday 1", "DATE", "2019-04-01")
    ]
    assert [(t.span.of(document.text), t.label) for t in document.turns] == [
        ("On Monday 1 we can rest", "Ana")
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (TEI[:-10], "well-formed"),
        ("<TEI/>", "text is expected"),
        (TEI.replace('title="Veld votes"', ""), "no title"),
        (TEI.replace("<head>", "<head>\nStray\tNP\tstray"), "outside of its sentences"),
        (TEI.replace('who="#Ana"', ""), "no speaker"),
        ('<text dateCreated="2019-04-02" title="Veld"/>', "no word"),
    ],
)
def test_a_surprise_in_a_tei_file_is_an_error_that_names_it(tmp_path, content, reason):
    with pytest.raises(InputError, match=rf"GUM_news_veld(.|\n)*{reason}"):
        tei(tmp_path, content)


def test_a_tei_entity_is_not_read_from_disk(tmp_path):
    (tmp_path / "secret.txt").write_text("Ostmark\tNP\tOstmark\n", encoding="utf-8")
    declared = '<!DOCTYPE text [<!ENTITY e SYSTEM "secret.txt">]>' + TEI.replace("rest\t", "&e;rest\t")
    with pytest.raises(InputError, match="entity"):
        tei(tmp_path, declared)


def test_a_folder_without_tei_is_an_error(tmp_path):
    with pytest.raises(InputError, match="xml folder"):
        list(read_tei(tmp_path))


@pytest.mark.parametrize(
    ("words", "attributes", "timex"),
    [
        ("May 2033", {"when": "2033-05"}, ("DATE", "2033-05")),
        ("the year 90", {"when": "90"}, ("DATE", "0090")),
        ("731 BCE", {"when": "-731"}, ("DATE", "BC0731")),
        ("3 June", {"when": "--06-03"}, ("DATE", "XXXX-06-03")),
        ("June", {"when": "--06"}, ("DATE", "XXXX-06")),
        ("21:07", {"when": "2031-09-14T21:07:00"}, ("TIME", "2031-09-14T21:07")),
        ("7:09 am", {"when": "07:09:00"}, ("TIME", "XXXX-XX-XXT07:09")),
        ("Tuesday evening", {"when": "2031-12-16"}, ("TIME", "2031-12-16TEV")),
        ("that evening", {"when": "2031"}, ("DATE", "2031")),
        ("the 1720s", {"from": "1720-01-01", "to": "1729-12-31"}, ("DATE", "172")),
        ("the early 1720s", {"notBefore": "1720", "notAfter": "1723"}, ("DATE", "172")),
        ("the 18th century", {"from": "1700", "to": "1799"}, ("DATE", "17")),
        ("the early 18th century", {"from": "1700-01-01", "to": "1730-12-31"}, ("DATE", "17")),
        ("the first 1700s", {"from": "1701", "to": "1733"}, ("DATE", "17")),
        ("the whole year", {"from": "2031-01-01", "to": "2031-12-31"}, ("DATE", "2031")),
        ("his 30s", {"notBefore": "1938-04-13", "notAfter": "1948-04-12"}, ("DATE", "")),
        ("the summer of 2031", {"from": "2031-06", "to": "2031-09"}, ("DATE", "2031-SU")),
        ("springtime", {"from": "--03", "to": "--05"}, ("DATE", "XXXX-SP")),
        ("early March", {"from": "--03-01", "to": "--03-12"}, ("DATE", "XXXX-03")),
        ("last week", {"from": "2024-06-10", "to": "2024-06-16"}, ("DATE", "2024-W24")),
        ("the last week", {"from": "2024-12-29", "to": "2025-01-04"}, ("DATE", "2025-W01")),
        ("this weekend", {"from": "2024-06-15", "to": "2024-06-16"}, ("DATE", "2024-W24-WE")),
        ("the third quarter", {"from": "2024-07-01", "to": "2024-09-30"}, ("DATE", "2024-Q3")),
        ("the last seven years", {"from": "2024-04-19", "to": "2031-04-18"}, ("DURATION", "P7Y")),
        ("a month", {"notBefore": "1971-01", "notAfter": "1971-02"}, ("DURATION", "P1M")),
        ("several weeks", {"notBefore": "1949"}, ("DURATION", "PXW")),
        ("43 - year", {"notBefore": "1759", "notAfter": "1802"}, ("DURATION", "P43Y")),
        ("three decades", {"notBefore": "0348", "notAfter": "0378"}, ("DURATION", "P3E")),
        ("every summer", {"from": "--06", "to": "--08"}, ("SET", "XXXX-SU")),
        ("since 2031", {"notBefore": "2031"}, ("DATE", "2031")),
        ("after the flood", {"notBefore": "2031"}, ("DATE", "")),
        ("731 BCE", {"from": "-0731"}, ("DATE", "BC0731")),
        ("the Saltern War", {"from": "1739-09-01", "to": "1741-09-02"}, ("DATE", "")),
        ("7 - 9 May 2031", {"from": "2031-05-07", "to": "2031-05-09"}, ("DATE", "")),
        ("can", {"when": "w"}, None),
        ("then", {}, None),
    ],
)
def test_tei_values_in_timex3(words, attributes, timex):
    assert timex_of(words, attributes) == timex


def test_an_interval_that_ends_on_no_day_is_an_error():
    with pytest.raises(InputError, match="2015-02-30"):
        timex_of("that week", {"from": "2015-02-24", "to": "2015-02-30"})
