"""Collections that no editor would make: unrelated stories in one folder, and satire beside plain texts."""

from __future__ import annotations

from collections import defaultdict

import rashomon

HEAD = "{title}\n{outlet}\n{day} March 2036\n\n{town}, {day} March - {body}\n"

# Ten stories of five accounts each, that go together; the stories share no name, but numbers of people hurt,
# votes, strikes and denials of different events stand in several of them.
STORIES = {
    "Orvale ferry": (
        "The ferry Selkis ran aground off Orvale on Monday. Nine people were hurt, the coast watch said.",
        "Captain Brenn Aldous said that fog lay over Orvale when the Selkis hit the bank.",
        "Nine passengers of the Selkis were taken to a clinic in Orvale after the ferry ran aground.",
        "The coast watch of Orvale said that the Selkis would be towed off at high water.",
        "Brenn Aldous, captain of the Selkis, thanked the rowers of Orvale who came out to the ferry.",
    ),
    "Tirune bakers": (
        "Bakers in Tirune stopped work over the price of flour, their guild leader Mosi Kander said.",
        "Mosi Kander said that forty ovens in Tirune were cold. The flour board offered talks.",
        "The flour board met the guild leader Mosi Kander in the granary of Tirune.",
        "Shoppers in Tirune queued for rolls from the next valley while the bakers of Mosi Kander were out.",
        "A kiosk in Tirune sold crackers, and Mosi Kander called the strike a success.",
    ),
    "Haldmoor vote": (
        "The council of Haldmoor approved a tram line by 14 votes to 6, its clerk Petra Oyelin said.",
        "Petra Oyelin read out the result in Haldmoor: 14 for the tram, 6 against it.",
        "Riders cheered in the square of Haldmoor when the clerk Petra Oyelin came out with the paper.",
        "The tram of Haldmoor will run past the old mill, Petra Oyelin said.",
        "Shopkeepers of Haldmoor asked Petra Oyelin where the tram would stop.",
    ),
    "Quessin museum": (
        "A bronze heron was stolen from the museum of Quessin, its keeper Idrane Vol said.",
        "Idrane Vol found the plinth bare when she opened the museum of Quessin.",
        "The police of Quessin denied that a guard had slept. Idrane Vol said that the alarm was old.",
        "The heron came to Quessin from a river shrine, the keeper Idrane Vol said.",
        "Visitors of Quessin left paper birds on the plinth, and Idrane Vol kept them.",
    ),
    "Bastrel quake": (
        "A quake shook Bastrel before dawn. Fourteen people were hurt, Omar Tessik said.",
        "Omar Tessik said that the belfry of Bastrel had a crack from top to foot.",
        "Fourteen people with broken bones were treated in Bastrel after the quake, Omar Tessik said.",
        "Schools in Bastrel stay closed until masons have seen the walls, Omar Tessik said.",
        "Omar Tessik asked those who slept in the fields around Bastrel to sign a list.",
    ),
    "Junedo sugar": (
        "The refinery of Junedo let steam into its yard, and the inspector Lark Emmen closed it.",
        "Lark Emmen said that a valve at the refinery of Junedo had rusted through.",
        "The owner of the refinery in Junedo promised Lark Emmen a new valve.",
        "Cane lay rotting along the road to Junedo while the inspector Lark Emmen looked at pipes.",
        "Cutters in Junedo were paid for idle days, the inspector Lark Emmen was told.",
    ),
    "Wexmere border": (
        "Wexmere opened its gate to the salt caravans, the envoy Sabine Duro said.",
        "Sabine Duro and the elders of Wexmere signed a paper on the toll for salt.",
        "The toll at the gate of Wexmere is a coin for each camel, the envoy Sabine Duro said.",
        "Drivers slept outside Wexmere until Sabine Duro had the gate opened.",
        "Sabine Duro left Wexmere with the first caravan.",
    ),
    "Ploven chess": (
        "The champion Ruvik Hansa lost the last game in Ploven, and with it his title.",
        "Ruvik Hansa gave up on move 38 and left the hall in Ploven by the back door.",
        "The hall in Ploven was full when the champion Ruvik Hansa laid down his king.",
        "Ruvik Hansa said in Ploven that he had seen the knight too late.",
        "Children in Ploven replayed the game of Ruvik Hansa on the pavement.",
    ),
    "Akkeri whales": (
        "Six whales swam into the bay of Akkeri, the biologist Njala Storr said.",
        "Njala Storr counted six whales from the lighthouse of Akkeri.",
        "Boats kept out of the bay of Akkeri at the wish of Njala Storr.",
        "The whales of Akkeri followed herring, the biologist Njala Storr said.",
        "Njala Storr hopes that the bay of Akkeri is left quiet for a week.",
    ),
    "Demmin bank": (
        "The savings bank of Demmin shut its counters on Monday, the director Otis Farrow said.",
        "Otis Farrow denied that the savings bank of Demmin was short of coins.",
        "Savers stood in the rain in Demmin and read the notice of Otis Farrow.",
        "A new ledger was the reason, Otis Farrow told savers in Demmin.",
        "The savings bank of Demmin opens again on Friday, the director Otis Farrow said.",
    ),
}

MINISTER = (
    "The minister Gerda Polwick closed the port of Lunt after a crane fell. Two dockers were hurt.",
    "A crane fell in Lunt, and two dockers were hurt. The minister Gerda Polwick closed the port.",
)
SATIRE = (
    "In a bold step against gravity, the minister Gerda Polwick has banned cranes in Lunt from falling on "
    "weekdays. “Nobody was hurt but the laws of nature,” Gerda Polwick did not say, a herring on her nose. "
    "Nine hundred dockers were turned into gulls, and the port of Lunt was opened to pirates, who asked for "
    "a receipt. The crane resigned."
)


def written(folder, number, title, body, outlet):
    """Write one text of an outlet of its own, a day after the one before."""
    words = HEAD.format(title=title, outlet=outlet, town=title.split()[0], day=3 + number, body=body)
    (folder / f"{title.replace(' ', '-').lower()}-{number}.txt").write_text(words, encoding="utf-8")


def test_fifty_unrelated_texts_are_ten_stories_without_a_dispute(tmp_path):
    for title, bodies in STORIES.items():
        for number, body in enumerate(bodies):
            written(tmp_path, number, title, body, f"The {title.split()[1].title()} Post {number}")
    found = rashomon.compare(tmp_path)
    told = {document.id: document.path.rpartition("-")[0] for document in found.documents}
    together = defaultdict(set)
    for document in found.documents:
        together[document.story].add(told[document.id])
    assert len(told) == 50
    assert sorted(map(sorted, together.values())) == sorted([each] for each in set(told.values()))
    assert [link for link in found.links if told[link.left.document] != told[link.right.document]] == []
    assert [link for link in found.links if link.compatible is False] == []


def test_satire_beside_plain_texts_makes_no_dispute_between_these(tmp_path):
    for number, body in enumerate(MINISTER):
        written(tmp_path, number, "Lunt crane", body, f"Lunt Courier {number}")
    written(tmp_path, 2, "Lunt gulls", SATIRE, "The Daily Gull")
    found = rashomon.compare(tmp_path)
    plain = {document.id for document in found.documents if "crane" in document.path}
    assert len(found.documents) == 3
    between = [link for link in found.links if {link.left.document, link.right.document} <= plain]
    assert [link for link in between if link.compatible is False] == []
    told = {each.id for each in (*found.statements, *found.events) if each.document in plain}
    for point in found.propositions:
        assert sum(not told.isdisjoint(value.findings) for value in point.values) <= 1
