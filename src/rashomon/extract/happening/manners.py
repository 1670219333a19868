"""Modes and contexts of events: how it is done, and what it is about, each with the word that shows it.

PLOVER's manual (draft 2.0) has modes for most types and 37 contexts for all. What the pattern of the type
does not say is read off words: the weapon among those that hang on an assault, what a demand or a threat is
for. A context is given where a word of the sentence that tells the event stands for it; an event may have
several. Where no word says, there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from rashomon.extract.happening.coding import Coding
from rashomon.extract.words import Range, Words

_CONTENT = {
    "assist": "aid help assistance relief loan money fund arms weapon support visa asylum cooperation",
    "meet": "talk talks meeting negotiation negotiate meet summit dialogue debate visit",
    "yield": """
        release free withdraw withdrawal ceasefire truce lift ease disarm surrender pardon amnesty arms
        leave halt
        stop end evacuate return peace
    """,
    "change": """
        resign resignation dismiss dismissal reform law bill inquiry investigation investigate election
        recount result
        plan decree constitution policy budget open amend repeal step
    """,
}
_MODES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "ASSAULT": {
            "suicide-attack": "suicide",
            "unconventional": "chlorine sarin nerve radioactive anthrax poison",
            "crowd-control": "tear-gas cannon baton-round truncheon",
            "drone": "drone uav quadcopter",
            "aerial": "aircraft airplane plane jet bomber helicopter warplane airstrike air",
            "heavy-weapons": "artillery mortar rocket missile tank howitzer shell gunboat warship",
            "explosives": "bomb grenade landmine explosive ied dynamite device",
            "firearms": "gun rifle pistol bullet gunfire sniper gunman machine-gun gunmen revolver shot",
            "primitive": "knife machete stone rock axe sword spear arson petrol torch dagger",
            "beat": "baton club fist stick butt whip kick",
        },
        "MOBILIZE": {
            "militia": "militia militiaman rebel insurgent paramilitary",
            "police": "police policeman gendarme officer",
            "weapons": "missile tank launcher warship aircraft artillery gun jet fleet submarine drone",
            "troops": "soldier troop troops army brigade battalion reservist unit force marine conscript",
        },
        "CONSULT": {
            "phone": "telephone phone call video teleconference",
            "multilateral": "summit g20 congress",
        },
        "THREATEN": {
            "relations": "ambassador relation relations tie talk talks treaty embassy",
            "expel": "expel expulsion",
            "arrest": "arrest jail prison detain prosecute imprison",
            "territory": "annex occupy annexation",
            "restrict": """
                strike blockade block boycott close dissolve ban curfew outlaw walkout harbour border
            """,
            "violence": "attack kill bomb shoot war retaliate strike force destroy invade",
        },
        "REQUEST": _CONTENT,
        "REJECT": _CONTENT,
    }
)
_CONTEXTS: Mapping[str, str] = MappingProxyType(
    {
        "asylum": "asylum",
        "cbrn": "chlorine sarin anthrax radioactive warhead plutonium",
        "corruption": """
            corruption bribe bribery embezzlement embezzle kickback anti-corruption nepotism graft cronyism
        """,
        "crime": "gang gangster mafia crime criminal murderer robber ransom",
        "cyber": "hacker hack cyberattack malware cyber server ransomware",
        "diplomatic": """
            foreign diplomat diplomatic ambassador embassy consulate envoy consul diplomacy mediator
            negotiator summit
            bilateral treaty accord communique foreign-minister protocol
        """,
        "disasters": """
            earthquake flooding landslide cyclone hurricane drought wildfire tsunami avalanche typhoon
            eruption spill
        """,
        "economic": """
            trade tariff inflation unemployment export import tax duty budget economy economic investment
            overtime
            wage price pension debt subsidy salary fee rent currency
        """,
        "election": """
            election ballot vote voter candidate campaign electoral polling recount referendum runoff
            turnout poll
            constituency by-election
        """,
        "environment": """
            pollution climate deforestation environmental environmentalist emission quarry conservation
            ecologist
        """,
        "executive": "cabinet palace reshuffle premiership presidency",
        "gender": "woman gender feminist abortion femicide veil",
        "health": """
            hospital vaccine epidemic measles disease outbreak nurse doctor clinic cholera medicine virus
            patient
            fever insulin pandemic surgery ward
        """,
        "human_rights": "human-rights",
        "human_security": "famine hunger displaced eviction shelter starvation blanket flour",
        "illegal_drugs": "opium heroin cocaine narcotic drug cartel cannabis methamphetamine",
        "inequality": "inequality discrimination unequal",
        "intelligence": "espionage spy intelligence wiretap surveillance spying",
        "legal": """
            court judge trial lawsuit prosecutor tribunal verdict judicial lawyer appeal sue acquit attorney
            indictment
            conviction judiciary jury
        """,
        "legislative": """
            parliament lawmaker senate legislature legislator congress speaker bill upper-house
        """,
        "lgbt": "gay lesbian lgbt transgender homosexual",
        "migration": """
            refugee migrant migration deport deportation immigrant immigration emigrant displaced
        """,
        "military": """
            army navy soldier troop troops military artillery brigade battalion missile warship airforce
            general colonel
            admiral garrison marine regiment barracks reservist commando paratrooper conscript mutiny
            armistice
        """,
        "misinformation": "disinformation misinformation fake forged rumour propaganda forgery",
        "natural_resource": "oil coal ore timber mineral diamond fishery forest",
        "peacekeeping": "peacekeeper peacekeeping observer monitor",
        "political_institutions": "constitution coalition",
        "pro_autocracy": "coup putsch autocracy",
        "pro_democracy": "democratisation democratization pro-democracy",
        "religion_ethnicity": """
            church mosque bishop imam priest monk chapel temple synagogue prayer worshipper ethnic religious
            minority
            cathedral monastery pilgrim
        """,
        "reparations": "reparation compensation",
        "repression": "crackdown repression",
        "rights_freedoms": "censor censorship curfew freedom journalist outlaw",
        "technology": "semiconductor telescope technology software",
        "territory": "separatist annex annexation secession sovereignty territorial demarcation",
        "terrorism": "terrorist terrorism",
        "trafficking": "smuggling trafficking smuggle contraband ivory smuggler",
    }
)

_OF_MODES: Mapping[str, str] = MappingProxyType(
    {
        "aerial": "military",
        "censor": "rights_freedoms",
        "convict": "legal",
        "curfew": "rights_freedoms",
        "cyber": "cyber",
        "deport": "migration",
        "drone": "military",
        "heavy-weapons": "military",
        "martial-law": "rights_freedoms",
        "misinformation": "misinformation",
        "strike": "economic",
        "torture": "human_rights",
        "troops": "military",
        "unconventional": "cbrn",
        "visit": "diplomatic",
        "weapons": "military",
        "withhold": "human_security",
    }
)
"""Contexts that go with a mode by the definitions of both."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A mode or context, and the word that shows it."""

    value: str
    word: int


def mode_of(words: Words, coding: Coding, around: Iterable[int]) -> Shown | None:
    """Return the mode of an event: that of its pattern, else what a word around it says, the closest first.

    Args:
        words: of the document.
        coding: of the event.
        around: the words of those who take part and of what hangs on the predicate.
    """
    if coding.mode is not None:
        return Shown(coding.mode, coding.shown[-1])
    by_word = _by_word(coding.type)
    near = sorted(around, key=lambda word: (abs(word - coding.shown[0]), word))
    found = [Shown(by_word[words.lemma(word)], word) for word in near if words.lemma(word) in by_word]
    return found[0] if found else None


def contexts_of(words: Words, sentence: Range, mode: Shown | None) -> tuple[Shown, ...]:
    """Return the contexts that the mode and words of a sentence show, each once, in order of name."""
    found = {_OF_MODES[mode.value]: mode.word} if mode and mode.value in _OF_MODES else {}
    for word in range(*sentence):
        if words.tree.upos[word] in {"NOUN", "VERB", "ADJ", "PROPN"}:
            for context in _contexts().get(words.lemma(word), ()):
                found.setdefault(context, word)
    return tuple(Shown(context, found[context]) for context in sorted(found))


@cache
def _by_word(kind: str) -> Mapping[str, str]:
    listed = reversed(tuple(_MODES.get(kind, {}).items()))  # of modes that share a word the first
    return {word: mode for mode, own in listed for word in own.split()}


@cache
def _contexts() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for context, listed in _CONTEXTS.items():
        for word in listed.split():
            found.setdefault(word, []).append(context)
    return {word: tuple(each) for word, each in found.items()}


def around(words: Words, verb: int, taking: Iterable[Range]) -> Iterator[int]:
    """Yield the words of phrases and those that hang on a predicate directly, with their own parts."""
    yield from (word for first, end in taking for word in range(first, end))
    for child in words.tree.children[verb]:
        yield child
        yield from words.tree.children[child]
