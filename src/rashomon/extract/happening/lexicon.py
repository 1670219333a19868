"""Which words show which PLOVER type and mode: closed lists of English words, of our own.

PLOVER (Halterman et al., 2023, "PLOVER and POLECAT") has sixteen types of what political actors do to each
other, most with modes that say how. The lists follow the definitions of its manual, draft 2.0.

A line has a type, a mode or "-", and patterns. A pattern is the lemma of a verb or noun, perhaps with `/v`
or `/n` for one of the two, `_` and a word that hangs on it ("call_off", "withdraw_from"), `>` and what it
is done to or with, `<` and who does it. What stands behind `>` and `<` are lemmas between `|`, `@` and the
name of a class of words, or `*`: somebody or something at all. Of patterns that fit the one that says most
is taken, of equals the first. A line that opens with `NOTHING` holds what is none of PLOVER's types.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CLASSES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        name: frozenset(words.split())
        for name, words in {
            "accord": """
                accord agreement deal treaty pact convention protocol memorandum contract charter truce
                ceasefire
                armistice settlement
            """,
            "aid": """
                aid help assistance relief food flour grain bread water tent blanket medicine vaccine supply
                loan
                grant credit fund funding money ton tonne shipment arms ammunition weapon equipment donation
                doctor
                nurse medic generator parcel planeload consignment subsidy
            """,
            "aircraft": "aircraft airplane plane jet bomber helicopter warplane pilot airforce",
            "border": "border frontier crossing airspace port airport",
            "business": """
                strike walkout protest boycott blockade demonstration campaign stoppage siege hunger
            """,
            "curb": """
                ban curfew restriction sanction embargo blockade quarantine emergency siege limit censorship
                curb
                duty tariff tax law decree rule lockdown notice order
            """,
            "force": """
                police policeman officer constable gendarme army soldier troop troops guard navy marine
                commando fighter
                force military militia militiaman gunman rebel insurgent guerrilla brigade battalion unit
                patrol
                coastguard sentry sniper paratrooper security customs agent investigator detective squad
            """,
            "gathering": "march rally demonstration protest meeting vigil sit-in crowd assembly gathering",
            "hostage": "hostage captive abductee prisoner",
            "measure": """
                amendment bill budget contract deal decree idea initiative law legislation measure merger
                motion
                plan programme project proposal reform scheme treaty
            """,
            "media": """
                newspaper paper magazine website site channel station broadcaster radio broadcast film book
                programme internet press publication social
            """,
            "meeting": """
                meeting talk talks summit visit session round negotiation conference consultation dialogue
            """,
            "mission": "ambassador envoy diplomat consul delegation mission observer embassy staff attache",
            "office": "post office job presidency chairmanship position premiership",
            "official": """
                minister official commander chief head general judge governor director ambassador deputy
                officer
                secretary adviser prosecutor mayor member lawmaker
            """,
            "people": """
                activist adult agent baby bystander captive casualty child citizen civilian colleague crew
                crowd
                demonstrator deputy detainee dissident doctor driver editor family fighter fisherman girl
                guard
                hostage inhabitant inmate inspector journalist leader lawyer man member minister minor monk
                mother
                mourner national nurse officer official opponent orphan parent passenger patient peasant
                people
                person pilgrim pilot policeman politician priest prisoner protester protestor pupil rebel
                refugee
                relative reporter resident sailor settler shepherd smuggler soldier staff striker student
                supporter
                suspect teacher tenant trader troop troops victim villager volunteer voter woman worker
                worshipper boy
                airman ally merchant labourer laborer migrant hunter farmer miner docker boy
            """,
            "police": """
                police policeman officer constable gendarme prosecutor customs court judge authority
                government
                ministry service investigator detective agent inspector squad tribunal guard
            """,
            "relations": "relation relations tie ties link contact cooperation",
            "right": "right citizenship autonomy pension licence status wage",
            "ruler": """
                administration cabinet commission council court government governor junta king mayor minister
                ministry opposition parliament party premier president queen regime regulator
            """,
            "speaker": """
                candidate columnist commentator critic deputy editorial lawmaker leader legislator minister mp
                newspaper opposition paper party premier president senator spokesman spokesperson
                spokeswoman union
            """,
            "staff": """
                adviser advisor aide ally boss chairman coach colleague cook editor employee executive
                manager principal
                producer professor spokesman spokesperson spokeswoman staffer teacher trainer
            """,
            "state": """
                government ministry authority parliament court junta president minister premier regulator
                council
                state regime cabinet governor king queen administration mayor police military army
                commission
            """,
            "supply": """
                water electricity power gas food fuel internet supply medicine heating heat telephone phone
                bread
                utility service
            """,
            "target": """
                airfield arsenal base bridge building camp city convoy depot facility factory hospital house
                installation plant port position refinery school site target town vehicle village warehouse
            """,
            "trade": """
                trade export import delivery shipment aid assistance cooperation funding loan purchase grain
                oil
            """,
            "troops": """
                soldier troop troops army brigade battalion division regiment reservist unit force marine
                commando
                paratrooper garrison conscript navy fleet patrol police policeman militia
            """,
            "violence": """
                raid attack ambush assault bombing bomb shelling shooting gunfire clash fighting battle
                airstrike
                crackdown massacre riot unrest stabbing grenade
            """,
            "weapons": """
                weapon missile launcher tank rocket gun artillery mortar warship ship submarine aircraft jet
                plane
                drone fleet radar armour arms rifle warhead carrier gunboat helicopter battery howitzer
            """,
            "writ": "charge case claim demand suit lawsuit complaint objection accusation",
        }.items()
    }
)
"""Classes of words that patterns name."""

PATTERNS = """
NOTHING -
    release/v>album|book|data|document|figure|film|footage|list|minute|name|number|photo|photograph|picture
    release/v>poll|recording|report|result|song|statement|statistic|survey|transcript|video
    release/n>album|book|data|document|film|footage|list|name|news|press|report|statement|video
    explode<bill|cost|debt|demand|deficit|number|population|price|rent|sale|spending
    explode<demonstration|march|protest|row|scandal|anger|violence
    beat/v>benchmark|bookmaker|champion|competitor|deadline|estimate|expectation|favourite|forecast|odds|record
    beat/v>rival|target|team|traffic|candidate|challenger|cancer|contender|drum|frontrunner|incumbent|opponent
    kill/v>@measure|career|hope shoot_down>@measure|argument|claim|rumour sink/v>@measure storm/v_out
    storm/v_off
    swear/v_in battle/v>blaze|cancer|disease|fire|flame|flood|wildfire capture/v>attention|heart|imagination
    capture/v>essence|image|market|moment|mood|prize|seat|title|vote invade/v>pitch|privacy
    raid/v>fund|pension|reserve|saving|treasury
    charge/v>crown|dinar|dollar|euro|fare|fee|franc|peso|pound|price|rent|rouble|ruble|rupee|toll|battery|phone
    shoot/v>advertisement|clip|documentary|film|footage|movie|photo|photograph|picture|scene|video
    strike/v>* charge/v>barricade|barrier|door|fence|gate|line|stage
    withdraw_from<candidate|player|runner|team withdraw>money|cash|saving|deposit
    attack/v>@measure|decision|policy|problem|question|record|speech
    fire/v>engine|oven|pottery|brick
AGREE -
    agree accord/n agreement deal/n pact compromise settlement promise pledge vow undertake commit
    offer/v>talks|talk|help|aid|asylum
CONSULT -
    meet meeting summit/n talk/n talks negotiate negotiation mediate mediation consult consultation confer
    conference discuss discussion parley dialogue speak_with speak_to sit_down sit_with huddle talk_with
    talk_to
CONSULT phone
    phone/v telephone/v speak>telephone|phone talk>telephone|phone call/n>telephone|phone
CONSULT visit
    visit/v>name|country|@state|@official visit/n travel_to<* fly_to<* host/v
    receive>@official|@mission|president|king|queen|delegation
    pay>visit tour/v>* attend>summit
SUPPORT -
    endorse endorsement recognise recognize recognition ratify ratification approve approval back/v>* ally
    alliance
    solidarity praise commend applaud hail/v congratulate welcome/v support/v>* defend/v>* sign>@accord
    conclude>@accord
    initial>@accord restore>@relations resume>@relations establish>@relations renew>@relations
    strengthen>@relations upgrade>@relations support/n>*
    exchange>ambassador reopen>embassy
CONCEDE -
    concede concession yield/v>* give_in give_way back_down relent apologise apologize apology pardon
    amnesty acquit
    acquittal commute repeal capitulate lift>@curb ease>@curb relax>@curb scrap>@curb loosen>@curb
    cancel>@curb
    withdraw>@curb drop>@writ withdraw>@writ abandon>@writ renounce>claim suspend>@business
    call_off>@business
    end/v>@business<@people stop>@business halt>@business<@people reinstate reinstatement restore>@right
    grant>@right
    rescind revoke>@curb relaxation easing
COOPERATE -
    cooperate cooperation collaborate collaboration extradite extradition team_up partner/v
    share>intelligence|data
    share>information exchange>information|intelligence|data exercise/n>joint drill/n>joint
    manoeuvre/n>joint
    maneuver/n>joint patrol/n>joint resume>trade build_together
AID -
    aid/v aid/n>* assist assistance help/v>*<* rescue/v rescue/n evacuate evacuation donate donation
    shelter/v>@people
    feed/v>@people supply/v>* airlift vaccinate vaccination relief compensate treat/v>@people<*
    save/v>@people<* search/v_for take/v>hospital|clinic bring>hospital|clinic rush/v>hospital
    transport/v>hospital
    transfer/v>hospital fly>hospital|clinic admit>hospital
    deliver>@aid send>@aid provide>@aid give>@aid ship/v>@aid distribute>@aid drop/v>@aid
    grant>asylum|loan|@aid
    lend>* loan/v take_in>@people take_in>* pick_up>@people forgive>debt|loan cancel>debt write_off>debt
    free/v>@hostage finance/v fund/v pay>compensation|damage|reparation arm/v>* house/v>@people
    accommodate>@people
RETREAT withdraw
    retreat withdraw withdrawal pull_out pull_back pull>@troops<* pullout pullback give_back hand_back cede
    evacuate>position|base abandon>village|town|position|base|garrison vacate disengage
RETREAT release
    return/v>@people|body|property|prisoner|territory|land|refugee|remains release/v>@people release/v>*
    release/n>* free/v>@people free/v>* set_free let_go liberate>@people repatriate
    swap>prisoner exchange>prisoner|captive
RETREAT disarm
    disarm disarmament demobilise demobilize hand_in>@weapons|mortar lay_down>arm|arms|weapon surrender
    hand_over>@weapons
    decommission>@weapons destroy>mine|stockpile
RETREAT ceasefire
    ceasefire truce armistice cease>fire|firing|hostility stop>fire|firing|shelling|fighting
    observe>ceasefire|truce
RETREAT access
    admit>@mission|convoy|inspector allow>@mission|convoy|inspector|medic|doctor
    let>@mission|convoy|inspector|medic
    let>doctor|worker
RETREAT resign
    resign resignation step_down stand_down quit>@office leave>@office bow_out
REQUEST -
    demand/v demand/n request/v request/n urge appeal/v appeal/n petition call_for call_on implore beseech
    beg
ACCUSE allege
    accuse accusation allege allegation sue lawsuit charge/v_with indict indictment prosecute prosecution
    blame/v
    take>court bring>court|trial trial stand>trial put>trial arraign impeach impeachment
    swear/v>@writ|affidavit
ACCUSE investigate
    investigate investigation inquiry enquiry inquest probe look_into<@police|@state|people
ACCUSE disapprove
    condemn condemnation criticise criticize criticism denounce denunciation complain complaint deplore
    decry rebuke summon>ambassador|envoy|diplomat
    reprimand censure protest/v_to slam attack/v>@ruler|@official<@speaker attack/v_over>@ruler|@official
REJECT -
    reject rejection refuse refusal rebuff veto turn_down vote_down throw_out defy defiance
    dismiss>@writ|appeal
    dismiss>request|petition quash dismissal/n>@writ rule_out>* spurn overrule disregard>order|warning flout
REJECT meet
    snub cancel>@meeting call_off>@meeting suspend>@meeting break_off>@meeting postpone>talks
    refuse>talks|meeting walk_out>@meeting
REJECT assist
    turn_back>* turn_away>* refuse>aid|help|asylum
THREATEN -
    threaten threat ultimatum
PROTEST demo
    protest/v protest/n demonstrate demonstration march/v march/n rally/v rally/n vigil sit-in
    take_to>street<* picket
    picketing
PROTEST riot
    riot/v riot/n rioting unrest uprising revolt loot/v<@people rampage smash/v set>fire<@people
PROTEST strike
    strike/v strike/n walk_out walkout walk-out stoppage down/v>tool go_on>strike stay_out work-to-rule
PROTEST hunger
    fast/v refuse>food|meal strike/n>hunger
PROTEST boycott
    boycott/v boycott/n withhold>rent|tax<@people shun
PROTEST obstruct
    block/v<@people block/v>road|motorway|street|highway|rail|track<@people blockade/v<@people
    occupy<@people
    barricade/v bring>standstill close/v>road<@people blockade/n<@people
PROTEST vandalize
    burn/v>flag|effigy deface daub spray vandalise vandalize topple>statue|monument throw>paint
SANCTION convict
    convict conviction find_guilty find>guilty sentence/v strike_down
SANCTION expel
    expel expulsion oust suspend>member|deputy expel>@mission order_out>@mission
    throw_out>deputy|member|@mission
    kick_out>@people|@mission
SANCTION withdraw
    recall>@mission call_home>@mission withdraw>@mission
    withdraw_from>@meeting|alliance|union|pact|treaty|coalition
    pull_out>@meeting|alliance|union|pact|treaty|coalition
    leave>coalition|union|alliance|@meeting|organisation
    quit>coalition|union|alliance|@meeting|organisation
SANCTION discontinue
    sanction/v sanction/n embargo suspend>@trade|@relations sever>@relations break_off>@relations|@trade
    cut>@relations|aid|funding
    cut_off>@relations|aid|funding halt/v>@trade|@relations freeze/v>asset|aid|account|@relations
    stop>@trade
    ban/v>import|export raise>duty|tariff impose>duty|tariff|sanction downgrade>@relations
    reduce>@trade|@relations suspension/n>@trade|@relations
SANCTION -
    dismiss>@official|worker|@people sack/v dismissal suspend>@official|@people lay_off remove>@official
    fire/v>@official
MOBILIZE troops
    deploy deployment mobilise mobilize mobilisation mobilization muster reinforce reinforcement call_up>*
    mass/v>@troops
    send>@troops move>@troops station/v>@troops dispatch>@troops raise>@troops put>alert alert/n
    exercise/n<* drill/n
    manoeuvre/n<* maneuver/n manoeuvres rearm>@troops
MOBILIZE weapons
    deploy>@weapons move>@weapons station/v>@weapons send>@weapons test/v>missile|rocket mass/v>@weapons
    install>@weapons
COERCE seize
    search/v search/n<@police raid/v<@police raid/n<@police raid/v confiscate confiscation seize seizure
    impound requisition
    expropriate nationalise nationalize board/v>ship|vessel|boat|trawler|tanker|ferry
    stop/v>ship|lorry|truck|vessel<@force
    take/v>sack|kilo|weapon|document<@force commandeer
COERCE restrict
    ban/v ban/n outlaw dissolve cordon_off disperse
    close/v>@border|bridge|road|street|square|station|harbour bar/v_from>* prohibit restrict block/v
    crackdown
    repress repression conscript conscription besiege evict seal_off crack_down ground/v>* forbid
    break_up>@gathering
    turn_back>@gathering isolate
COERCE censor
    censor censorship shut_down>@media close/v>@media ban/v>@media block/v>@media suspend>@media
    order_off>@media jam/v
    pull_off>@media
COERCE curfew
    curfew impose>curfew order_indoors>*
COERCE martial-law
    declare>emergency impose>emergency declare>law impose>law
COERCE arrest
    arrest/v arrest/n detain detention jail/v imprison imprisonment remand take_into>custody take>custody
    lead_away>*
    round_up question/v<@force question/v>driver|suspect hold>@people<@police
    sentence/v>year|prison|jail|month keep>cell
    pick_up>suspect apprehend nab lock_up summon place>arrest put>arrest intern/v
COERCE deport
    deport deportation send>home send_back>@people|migrant expel>@people banish exile/v
COERCE withhold
    cut_off>@supply cut>@supply shut_off>@supply turn_off>@supply withhold keep>@supply switch_off>@supply
COERCE misinformation
    spread>rumour|rumor|lie|letter|forgery|disinformation|falsehood disinformation
COERCE cyber
    hack/v hacking cyberattack break_into>server|network|system|computer
COERCE -
    fine/v force/v>@people coerce coercion
ASSAULT abduct
    abduct abduction kidnap kidnapping hijack hold>hostage|daughter|son take>hostage seize>@people bundle/v
    capture>@people
    hold>@people<militia|rebel|gang|gunman|kidnapper
ASSAULT beat
    beat beating club/v punch/v kick/v batter manhandle hit/v>@people bludgeon
ASSAULT torture
    torture/v torture/n
ASSAULT sexual
    rape/v rape/n
ASSAULT targeted
    assassinate assassination execute>@people massacre/v massacre/n lynch attempt/n>life
ASSAULT destroy
    destroy destruction wreck/v demolish raze sabotage/v sabotage/n burn/v>* ransack
ASSAULT primitive
    stab stabbing stone/v burn_down torch/v set>fire|ablaze hurl>stone|petrol knife/v throw>stone hack/v>death
ASSAULT crowd-control
    fire/v>gas|rubber turn/v>cannon use>gas|cannon tear-gas
ASSAULT firearms
    shoot shooting gun_down open>fire fire/v_on fire/v_at fire/v_into shoot_dead fire/v<@force
    fire/v>shot|bullet|round|volley|rifle|pistol|gun
ASSAULT explosives
    bomb/v bombing blow_up mine/v detonate explode bomb/n mine/v>road dynamite/v plant/v>bomb|mine|device
ASSAULT suicide-attack
    blow>himself|herself|themselves
ASSAULT aerial
    bomb/v<@aircraft airstrike strike/n>air bomb/v<air airraid raid/n>air
ASSAULT drone
    strike/v<drone|uav|unmanned attack/v<drone
ASSAULT heavy-weapons
    shell/v shelling bombard bombardment sink/v>* rocket/v fire/v>missile|rocket|shell|mortar
    strike/n>missile|rocket|artillery
ASSAULT unconventional
    gas/v poison/v drop/v>chlorine|sarin|gas
SANCTION -
    fire/v>@people fire/v>@staff
ASSAULT -
    attack/v attack/n assault/v assault/n kill/v<* kill/v>@violence killing murder/v murder/n clash/v
    clash/n fight/v<@force
    fighting ambush
    invade invasion storm/v capture/v>* retake recapture overrun wound/v injure<* injure>@violence
    offensive/n
    raid/v<@force
    raid/n raid/v>village|camp|base|convoy
    strike/v>*<@force|@aircraft|@weapons strike/v>*<state strike/n_on>@target strike/n_against>@target
    strike/n<army|artillery|force|guerrilla|insurgent|military|militia|navy|rebel|troop|state
    strike/n<aircraft|airforce|airplane|bomber|drone|helicopter|jet|plane|warplane
    seize>town|city|village|bridge|airport battle/n
    battle/v hostility
    skirmish slaughter maim
    fire/v>arrow|artillery|burst|cannon|flare|grenade|projectile|salvo|torpedo|weapon
SANCTION -
    fire/v>name|he|her|him|she|them|they
"""
