"""PLOVER types of events by their predicates: closed lists of English verbs and nouns, of our own.

PLOVER (Halterman et al., 2023) has sixteen types of what political actors do to each other. A predicate in
no list has no type: accidents, counts and verdicts are none of PLOVER's. The lists follow the manual.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_WORDS: Mapping[str, str] = {
    "AGREE": "accord agreement ceasefire deal pact treaty truce settlement ratify settle",
    "CONSULT": """
        meet meeting summit talk talks negotiate negotiation mediate mediation visit consult consultation
        confer conference discuss discussion phone telephone
    """,
    "SUPPORT": "endorse endorsement back ally alliance recognise recognize solidarity",
    "CONCEDE": """
        concede concession release free pardon amnesty resign resignation lift ease relax yield capitulate
        surrender reinstate reinstatement
    """,
    "COOPERATE": "cooperate cooperation collaborate collaboration extradite extradition exchange",
    "AID": """
        aid help assist assistance rescue evacuate evacuation treat treatment donate donation shelter feed
        relief supply save protect peacekeeping
    """,
    "RETREAT": "retreat withdraw withdrawal pullback pullout disarm demobilise demobilize",
    "REQUEST": "appeal petition request",
    "ACCUSE": """
        sue lawsuit investigate investigation inquiry probe prosecute prosecution indict indictment charge
    """,
    "REJECT": "reject rejection veto boycott defy defiance",
    "THREATEN": "threaten threat ultimatum",
    "PROTEST": """
        protest demonstrate demonstration march rally strike picket picketing walkout riot rioting sit-in
        blockade vigil unrest uprising
    """,
    "SANCTION": "sanction embargo expel expulsion",
    "MOBILIZE": """
        mobilise mobilize mobilisation mobilization deploy deployment muster reinforce reinforcement
    """,
    "COERCE": """
        arrest detain detention raid seize seizure confiscate imprison imprisonment jail ban curfew censor
        censorship requisition conscript conscription deport deportation dissolve block disperse search
        summon fine repress repression crackdown
    """,
    "ASSAULT": """
        attack assault kill killing murder shoot shooting bomb bombing shell shelling stab stabbing beat
        beating torture massacre assassinate assassination abduct abduction kidnap fire clash ambush
        invade invasion injure wound
    """,
}
TYPES: Mapping[str, str] = MappingProxyType(
    {word: kind for kind, words in _WORDS.items() for word in words.split()}
)
"""The type of each lemma."""
