"""Who is accused and not heard, at the public door: found once actors are what hands made of them."""

from __future__ import annotations

import rashomon

BLAME = "The Lock Union accused Orsolya Pell of hiding the report. The union met on Monday in Halm."
ANSWER = "Mina Garr said the report was never hers. Garr spoke in Halm on Tuesday."


def test_an_actor_merged_by_hand_with_one_who_speaks_is_heard(tmp_path):
    for name, words in (("a.txt", BLAME), ("b.txt", ANSWER)):
        (tmp_path / name).write_text(words)
    story = rashomon.compare(tmp_path)
    (accused,) = story.accused
    assert next(actor.names for actor in story.actors if actor.id == accused.actor) == ("Orsolya Pell",)
    (blame,) = [each for each in story.statements if each.id in accused.findings]
    assert blame.act == "blamed"
    named = [mention for mention in story.mentions if mention.text in {"Orsolya Pell", "Mina Garr"}]
    merged = story.judgement("merge_actors", *named, by="A. Editor", at="2031-03-07")
    assert list(rashomon.compare(tmp_path, judgements=[merged]).accused) == []
