"""Closed lists of English cues: which act a verb or noun of saying is, and what colours or weakens it.

Acts are those of `model.records.Act`. Words stand as lemmas, as `language.lemmas` has them; what stands in
no list is `said` where it is a verb of saying, and `other` where it is not. The lists are our own; their
classes follow Searle's illocutionary acts (1975) and the reporting verbs of Thompson and Ye (1991).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rashomon.model.records import Act

_WORDS: Mapping[Act, str] = {
    "denied": """
        deny denial refute rebut repudiate disavow disown disagree negate debunk contradict dispute
    """,
    "asked": """
        inquire enquire inquiry query wonder question ponder
    """,
    "demanded": """
        demand urge request appeal plead plea petition implore beg beseech exhort press seek recommend
        recommendation advise propose proposal encourage lobby invite invitation insistence require
        requirement solicit campaign
    """,
    "ordered": """
        order command instruct instruction decree mandate forbid prohibit ban enjoin bar summon
    """,
    "promised": """
        promise pledge vow undertake commit commitment guarantee intend intention plan aim assure assurance
        swear offer prepare resolve
    """,
    "warned": """
        warn warning threaten threat caution alert forewarn menace
    """,
    "declined": """
        decline refuse refusal reject rejection spurn rebuff withhold abstain evade dodge oppose object
    """,
    "believed": """
        believe belief think expect expectation hope fear suspect suspicion consider feel doubt assume
        assumption anticipate view regard suppose guess reckon worry wish want concern anxiety
        confidence optimism scepticism skepticism
        opinion dream imagine presume trust prefer sense conviction like understand
    """,
    "praised": """
        praise thank welcome support commend commendation applaud hail laud congratulate endorse endorsement
        back salute admire cheer celebrate compliment champion honour honor appreciation gratitude
        thanks tribute
    """,
    "blamed": """
        blame accuse accusation criticise criticize criticism condemn condemnation denounce denunciation
        mock mockery decry slam blast lambast lambaste attack rebuke deplore fault chide castigate
        berate ridicule deride insult scold assail censure reprimand reproach challenge complain
        complaint lament protest allege allegation charge bash vilify indict curse guilt outrage
        indignation dismay
    """,
    "announced": """
        announce announcement unveil proclaim proclamation reveal disclose publish
        release
    """,
    "other": """
        agree vote approve apologise apologize apology decide decision joke pray elect sign adopt pass
        choose forgive concur ratify select regret mourn condolence sympathy grant authorise authorize
    """,
    "said": """
        say tell state statement add report explain explanation note claim argue argument suggest suggestion
        insist describe description write show know indicate find finding acknowledge admit concede
        maintain assert assertion contend remark observe mention stress emphasise emphasize
        underline underscore point recall remember reply respond response answer confirm
        confirmation accord according testify testimony estimate predict prediction conclude
        conclusion comment reiterate repeat speak talk quote cite hear learn read mean imply hint
        boast brag tweet post discover calculate clarify recount relate voice express interview
        footage word news rumor rumour figure story message letter put see teach reason
        communicate convey continue go begin whisper shout cry exclaim murmur mutter shrug smile
        laugh call define depict portray defend
    """,
}
ACTS: Mapping[str, Act] = MappingProxyType(
    {word: act for act, words in reversed(tuple(_WORDS.items())) for word in words.split()}
)
"""The act of each lemma; in two lists, that of the list that stands first."""

LOADED = frozenset(
    """
    claim admit concede slam insist boast brag mock blast lambast lambaste bash decry rant
    fume gloat sneer scoff whine gush rave bluster crow thunder lash rail dodge evade confess
    profess pretend taunt jab ridicule deride assail vilify castigate berate attack insult
    minimize minimise acknowledge maintain tout trumpet flaunt quip gripe bemoan shout yell
    scream bark snarl growl snap decisively categorically flatly angrily bitterly indignantly proudly
    triumphantly smugly sarcastically tale insinuate insinuation so-called scold beg plead
    whisper swear
    """.split()
)
"""Cues by which an outlet judges or colours what it reports."""

HEDGES = frozenset(
    """
    reportedly allegedly apparently seemingly perhaps maybe probably possibly presumably purportedly
    supposedly evidently likely potentially may might could seem appear rumor rumour unconfirmed
    indications
    """.split()
)
"""What marks a content, or its being said, as unsure."""

BAD = frozenset(
    """
    absurd abuse aggression appalling arrogant awful barbaric betrayal blackmail brutal butcher
    catastrophe catastrophic cheat con corrupt corruption coward cowardice cowardly crazy crime
    criminal cruel cynical dangerous deceit deception despicable devastating dictatorship
    disaster disastrous disgrace disgraceful dishonest disturbing embarrassment evil failure fake
    fascist foolish fraud guilty hateful horrible hypocrisy hypocrite hypocritical hysteria
    idiot ignorant illegal incompetence incompetent inhuman inhumane insane insanity insult
    irresponsible liability liar lie lunacy madness mess misleading negligence negligent
    nonsense outrage outrageous pathetic provocation racist reckless repulsive ridiculous rigged
    robbery rude ruthless sabotage scandal scandalous selfish sham shame shameful shameless sick
    slander stupid terrible terrorist theft thief thug travesty treason troubling ugliness ugly
    unacceptable unfair unfit unfounded unjust unlawful untrustworthy useless vile violation wrong
    """.split()
)
GOOD = frozenset(
    """
    admirable amazing best brave bravery brilliant capable courage courageous excellent exemplary
    fantastic fine genius great hero heroic honest honorable honourable impressive inspiring
    intelligent magnificent outstanding patriot proud remarkable smart splendid strong superb
    talented terrific tremendous trustworthy wise wonderful
    """.split()
)
"""Predicates that blame or praise what they are said of, as lemmas."""

DENYING = frozenset({"deny", "dispute", "reject", "refute", "contest"})
"""Verbs whose object is said not to be so."""

UNTRUE = frozenset("untrue false falsehood baseless unfounded fabricated fabrication groundless".split())
"""Predicates that deny what they are said of."""

BODILY = frozenset(
    """
    assail attack back bash blast celebrate challenge charge cheer fault hail honor honour insult lash
    like mock protest salute scold slam support
    """.split()
)
"""Verbs that may be deeds without words; with a plain object they are no statement by themselves."""
