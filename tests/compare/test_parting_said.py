"""Where texts part on what was done, said and judged: whole invented texts in, pairs of passages out."""

from __future__ import annotations

import pytest

import rashomon

HEAD = "{title}\n{outlet}\n{day} June 2034\n\nTERVEN, {day} June - {body}\n"


def disputes(folder, *bodies):
    """Return the pairs of passages of invented texts on one event that are said to exclude each other."""
    for number, body in enumerate(bodies):
        words = HEAD.format(
            title="The Terven dam", outlet=f"Marlow Gazette {number}", day=3 + number, body=body
        )
        (folder / f"{number}.txt").write_text(words)
    story = rashomon.compare(folder)
    texts = {each.id: each.text for each in story.documents}
    return [
        tuple(" ".join(span.of(texts[end.document]) for span in end.spans) for end in (link.left, link.right))
        for link in story.links
        if link.kind == "contradict" and not link.compatible
    ]


def has(found, one, other):
    return any((one in left and other in right) or (other in left and one in right) for left, right in found)


@pytest.mark.parametrize(
    ("body", "one", "other"),
    [
        (
            (
                "Mayor Ana Teller said the closing of the Terven dam was lawful. "
                "The lawyer Bram Ossel called the closing unlawful."
            ),
            "was lawful",
            "unlawful",
        ),
        (
            (
                "The engineer Ida Morn accused the Holt company of the damage to the Terven dam. "
                "The Holt company said that farmers from Varn were to blame for the damage to the dam."
            ),
            "the Holt company",
            "farmers from Varn",
        ),
        (
            (
                "Captain Edo Lund said that guards from Varn had opened fire first at the Terven dam. "
                "Minister Pia Roth said that soldiers from Terven had fired the first shots."
            ),
            "guards from Varn",
            "soldiers from Terven",
        ),
        (
            (
                "The council said that director Karl Osten had been dismissed on Monday. "
                "Karl Osten told reporters that he had resigned on Sunday."
            ),
            "dismissed",
            "resigned",
        ),
        (
            (
                "Farmer Ulla Brandt said that two million crowns had gone to the village of Varn. "
                "The mayor of Varn, Jens Holm, answered that it had never seen the money."
            ),
            "two million crowns",
            "never seen the money",
        ),
    ],
)
def test_two_who_exclude_each_other_are_set_against_each_other(tmp_path, body, one, other):
    assert has(disputes(tmp_path, body), one, other)


@pytest.mark.parametrize(
    "body",
    [
        # of two things
        (
            "Mayor Ana Teller said the closing of the dam was lawful. The weather stayed dry all week. "
            "Trade at the market was slow. The lawyer Bram Ossel called the parking in Varn unlawful."
        ),
        # asked and open
        "Mayor Ana Teller said the closing of the dam was lawful. Whether the closing was illegal is open.",
        # one and the same person
        (
            "Captain Edo Lund said that guards from Varn had opened fire first. "
            "Captain Edo Lund said that soldiers from Terven had fired the first shots."
        ),
        # only a thing of that kind
        (
            "The inspector Mira Kolb said she had found no trace of a saw at the gate. "
            "Police chief Rolf Eder said that two men carrying saws had been arrested in Varn."
        ),
        # no denial of what was said before
        (
            "Farmer Ulla Brandt said that talks on the dam had begun. "
            "The mayor of Varn, Jens Holm, replied that no tax would be raised."
        ),
    ],
)
def test_what_only_seems_to_part_is_not_shown(tmp_path, body):
    assert disputes(tmp_path, body) == []


def test_words_that_deny_are_changed_by_leaving_out_what_limits_them(tmp_path):
    found = disputes(
        tmp_path,
        'The keeper of the Terven dam, Olof Brenner, said: "I can no longer work here." Varn was quiet.',
        'The keeper of the Terven dam, Olof Brenner, said: "I can no longer work here without a second man." '
        "Varn was quiet.",
    )
    assert has(found, "I can no longer work here", "without a second man")


def test_no_word_of_something_is_set_against_who_has_it_said(tmp_path):
    found = disputes(
        tmp_path,
        "Minister Pia Roth came to the Terven dam and to Varn. According to fishermen, Pia Roth said the "
        "ministry would pay for every net.",
        'Minister Pia Roth came to the Terven dam and to Varn. "I did not say one word about payment," '
        "said Pia Roth.",
    )
    assert has(found, "would pay for every net", "one word about payment")
