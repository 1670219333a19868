"""First names that nearly always are a man's or a woman's, as a weak sign where nothing better is there.

A closed list of frequent ones in news. Most others that end in "a" are a woman's; what is either ("Robin",
"Jean", "Andrea") is no sign.
"""

from __future__ import annotations

from rashomon.compare.pronouns import Gender

_HIS = frozenset(
    """
    abdul abdullah adam ahmad ahmed alan albert alexander alexandre alexei alfred ali amir andreas
    andrei andrew anthony antonio arthur benjamin bernard bill bob boris brian carl carlos charles
    christopher daniel david dennis dieter dmitri dmitry donald edward emil emmanuel eric erik ernst
    felix fernando francisco frank franz fred george gerhard giovanni giuseppe gordon greg gustav hans
    harald harry hassan heinrich helmut henri henry hugo hussein ian ibrahim igor ivan jack jacob
    jacques james javier jeff jens jeremy jim joe johan johann john jonas jorge jose josef joseph juan
    karim karl kenneth kevin khalid klaus konrad kurt lars leon leonid louis luis mahmoud manuel marco
    marcus mario mark martin matthew max michael miguel mikhail mohamed mohammad mohammed muhammad neil
    nicholas nikolai nils olaf oleg oliver omar oskar otto paolo patrick paul pavel pedro peter petr
    philip pierre pietro ralf raymond richard robert roger ronald rudolf ryan samuel scott sebastian
    sergei simon stefan stephen steven sven thomas tim timothy tom tony umar victor viktor vladimir
    vladislav walter werner wilhelm william yuri yusuf
    """.split()
)
_HER = frozenset(
    """
    agnes aisling alice amy ann anne astrid audrey beatrice birgit brigitte britt carol caroline
    catherine charlotte chloe christine claire deborah diane doris dorothy edith eileen elisabeth
    elizabeth ellen emily emma esther fatemeh florence frances gertrud grace gretchen hannah heather
    heidi helen hilary inge ingrid irene iris isabel jane janet jennifer jessica joan josephine judith
    judy julie karen kate katherine kathleen kirsten laurence liz louise lucy margaret margarethe margot
    maribel marie marion martine mary maryam megan mercedes michelle monique nancy natalie nicole odile
    patricia penelope rachel rebecca ruth sandy sarah sharon sophie stephanie sue susan susanne therese
    ursula valerie virginie yvonne zeynep
    """.split()
)
_EITHER = frozenset(
    """
    abdulla aditya agha akira andrea attila barka bola costa dana danila dara dima elia ezra foma garcia
    hamza ilia ilya isa issa jona joshua juma kenta kolya kosta krishna kuzma luca luka matija mirza
    misha mostafa moussa murtaza musa mustafa nicola nikita nikola noa ola pasha petya raja rama sacha
    sasha sava savva shiva shota surya taha vanja vanya vova yahya yuta zakaria
    """.split()
)
"""Those that end in "a" and are a man's, or anybody's."""


def gender_of(first_name: str) -> Gender | None:
    """Return which of the two somebody with a first name, in lower case, most likely is."""
    if first_name in _HIS:
        return "he"
    by_ending = first_name.endswith("a") and first_name not in _EITHER
    return "she" if by_ending or first_name in _HER else None
