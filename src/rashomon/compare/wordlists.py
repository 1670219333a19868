"""Closed lists of English words: those that carry no content, those that say little, those that report."""

from __future__ import annotations

import re

FUNCTION_WORDS = frozenset(
    """
    a an the this that these those such some any no every each either neither both all
    i me my mine myself we us our ours ourselves you your yours yourself yourselves
    he him his himself she her hers herself it its itself they them their theirs themselves
    who whom whose which what whoever whatever where when why how whether
    and or but nor so yet if then than as because since although though while until unless whereas
    of in on at by for with without to from into onto out up down off over under about above below
    against between among through during before after within across along around behind beside besides
    beyond near toward towards upon via per
    be am is are was were been being have has had having do does did doing done
    will would shall should can could may might must ought cannot
    not never also only just even still already too very more most much many less least few
    other others another own same there here now again once ever yes
    s t d ll m re ve don didn doesn isn wasn weren hasn haven hadn won wouldn couldn shouldn aren
    one ones
    """.split()
)

COMMON_WORDS = frozenset(
    """
    say said says saying tell told tells report reported reports reporting state stated states stating
    announce announced announces declare declared declares add added adds stress stressed stresses
    according statement declaration claim claimed claims call called calls ask asked asks
    make made makes making take took taken takes taking give gave given gives giving get got gets
    go goes went gone going come comes came coming put see saw seen know known want wanted wants
    new old first last next year years month months week weeks day days today yesterday tomorrow
    monday tuesday wednesday thursday friday saturday sunday morning evening night
    january february march april june july august september october november december
    people man men woman women person persons member members group groups part parts
    government minister ministry president country countries nation national official officials
    party parties office authority authorities public political policy city town region
    time times way ways thing things place places number long big great large small good bad high
    two three four five six seven eight nine ten hundred thousand million
    request requests comment comments commented respond responded response immediately reach reached
    spokesman spokeswoman spokesperson journalist journalists reporter reporters news newspaper
    end begin began begun start started use used well back left right
    """.split()
)

REPORTING_WORDS = frozenset(
    """
    said says saying told tells reported reports stated announced announces declared declares
    added adds stressed stresses according warned warns claimed claims believes believe argued argues
    insisted insists demanded demands reads recalled recall recalls explained explains writes wrote
    noted notes emphasised emphasized emphasises emphasizes complained complains shows admits admitted
    describe describes described asked asks quoted quoting
    """.split()
)

FIRST_PERSON = frozenset("we our ours ourselves i my".split())
"""Without "us", which in folded letters is a country too."""

ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof st gen col capt lt sgt gov sen rep rev hon jr sr no vs etc inc ltd co corp
    jan feb mar apr jun jul aug sep sept oct nov dec approx dept fig vol pp eg ie
    """.split()
)

NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()

TITLES = frozenset(
    """
    mr mrs ms miss sir dame lord lady dr doctor prof professor president vice deputy prime minister
    premier chancellor king queen prince princess general colonel major captain lieutenant sergeant
    admiral commander marshal senator governor mayor judge justice ambassador secretary spokesman
    spokeswoman spokesperson chairman chairwoman chair director chief head bishop archbishop father
    reverend imam rabbi pope opposition leader foreign interior defence defense former acting the
    capt sgt maj col gen lt cpl cmdr sir dato datuk seri tan sri shri smt sheikh sheikha shaikh haji hajji
    daw chief mullah ayatollah sayyid brother sister deacon inspector constable detective private corporal
    """.split()
)

PARTICLES = frozenset(
    """
    van von der den de del della dei di da das dos du des la le los las el al ul as ar at bin ibn ben bint abu
    zu zum zur ter ten ve y e i of d l
    """.split()
)
"""Small words within the names of people, which one text has and another leaves out."""
PATRONYMIC_WORDS = frozenset("oglu ogli ogly qizi kizi kyzy gizi uulu uly ugli".split())

SMALL_WORDS = frozenset("a an the and of in on at by for from to with s".split())
"""What one text has in the name of a body and another leaves out."""

LEGAL_FORMS = frozenset(
    """
    ag as asa ab oy aps bhd sdn co corp corporation company gmbh inc incorporated kg limited
    llc llp ltd nv plc private pte pty pvt sa sarl sas se spa srl kft zrt doo
    """.split()
)
"""What firms are called beside their names; one text has it and another leaves it out."""

BODIES = frozenset(
    """
    administration agency army association authorities board broadcaster bureau cabinet campaign
    commission committee company council court department directorate embassy federation firm
    government inspectorate institute jury kremlin league management military ministry mission
    newspaper office opposition organisation organization parliament party police prosecution
    prosecutors secretariat senate service staff tribunal union university
    """.split()
)
"""Nouns for bodies that speak and act; alone, they name another body in each text."""

BODY_KINDS = tuple(
    frozenset(words.split())
    for words in (
        "administration authority directorate executive government management secretariat",
        "assembly board commission committee congress council panel parliament",
        "alliance association coalition confederation federation guild league society union",
        "department ministry",
        "agency bureau inspectorate office service",
        "bloc front movement party",
        "court tribunal",
        "army forces guard military",
        "organisation organization pact treaty",
        "academy college institute school university",
        "company firm group",
        "clinic hospital infirmary",
        "campaign centre center foundation fund initiative mission programme program project",
    )
)
"""Nouns for bodies, those together that one name may become in two translations."""
BODY_SCOPES = frozenset(
    """
    central federal free general independent national new official people popular public state united
    """.split()
)
"""What any body may have before its name, which tells none from another."""
NEGATION = re.compile(r"\b(?:no|not|never|none|nobody|nothing|neither|nor|cannot)\b|n['’]t\b", re.IGNORECASE)
"""Words by which a clause says that something is not so."""
UNSAYING = re.compile(r"\b(?:not|never|cannot|neither|nor)\b|n['’]t\b", re.IGNORECASE)
"""What turns a verb of saying round: "did not deny", "neither confirmed nor denied"."""
NEGATING = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|cannot|without|\w+n['’]t|fail\w*|refus\w+|den(?:y|ies|ied)|declin\w+"
    r"|reject\w*|lack\w*|unable|un\w{4,}|prevent\w*|stop\w*|avoid\w*|instead|rather|false|untrue|wrong|exclud\w+"
    r"|rule[sd]? out|hardly|barely|only|until|unless|before|cancel\w*|miss\w*)\b",
    re.IGNORECASE,
)
"""Every word by which something may be told as not so, or not wholly."""
