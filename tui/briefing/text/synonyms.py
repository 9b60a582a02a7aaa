"""Words that tell the same thing in news: "acquisition" and "bought", "quake" and "temblor".

Stems unite forms that differ by an ending; these groups unite verbs with nouns of another make,
irregular forms, and the synonyms headlines choose for brevity. General English of news reports;
a word that has another common meaning is left out.
"""

from __future__ import annotations

from functools import cache

from briefing.text.background import rarity_of_any
from briefing.text.stems import stem

_GROUPS = """
abduct abduction kidnap kidnapping
accident crash collide collision
accuse accused accusation allege allegation
acquire acquisition buy bought purchase takeover
actor actress
agree agreement accord deal pact
aid assist assistance help relief
airliner airplane aircraft jet plane
announce announcement introduce introduction launch unveil
appoint appointment nominate nomination nominee pick choose choice chose chosen
approve approval
argue argument
arms weapon weaponry
army military
arrest apprehend custody detain detention detainee
arrive arrival
assassinate assassination
assault attack raid
attorney lawyer
ban prohibit prohibition
begin began begun start
believe belief
blast bomb bombing explode explosion explosive
blaze fire
boat ship vessel
border frontier
boss chief
broadcast television tv
bug flaw hole vulnerability
build built building
campaign canvass
cash money
chair chairman chairwoman
child children kid
citizen national
clinic hospital
collapse collapsed
complain complaint
conclude conclusion end finish
confess confession
convict conviction guilty
cop officer police policeman
corpse body remains
cost price
cut reduce reduction slash
dead death deadly die died fatal fatality
decide decision
decline drop fall fallen fell
decorate decoration
defeat beat beaten
defend defence defense
demonstrate demonstration demonstrator march protest protester
deny denial
deploy deployment
destroy destruction
develop development
devastate devastation
dig dug
doctor physician
draw drew drawn
drive drove driven driver
drug narcotic
earnings profit
earthquake quake temblor tremor
elect election ballot poll vote voter
employ employee employment staff worker workforce
escape flee fled
expand expansion
expel expulsion
fight fought
film movie
find found
fix patch
flood flooding
fly flew flown flight
founder founded
fraud defraud
freedom free liberty
gain rise risen rose increase
give gave given
grow grew growth
guard guarded
gun firearm handgun pistol revolver
hacker attacker
heist rob robber robbery steal stole stolen theft thief
hide hid hidden
hit strike struck
homicide kill killed killer manslaughter murder slay slain
hostage captive
hurricane storm cyclone typhoon
hurt injure injured injury wound wounded
identify identification
ill illness sick sickness disease
indict indictment
inmate convict prisoner
inquiry investigate investigation investigator probe
intend intention
invade invasion
invest investment investor
jail imprison imprisonment prison
joke humour humor
judge judgment judgement
know knew known knowledge
laptop notebook
lawsuit litigation sue suit
layoff redundancy
leak leaked
lose lost loss
marriage married marry wed wedding
meet met
merge merger
mistake error
mom mother mum
name named
nuclear atomic
oil crude
outbreak epidemic
pay paid payment
persuade persuasion
phone telephone
photo photograph picture
plant factory
poor poverty
premier pm
proceed proceedings
produce production
propose proposal
prosecute prosecution prosecutor
pursue pursuit
quit resign resignation
rain rainfall
rape sexual
rebel insurgent militant
recall recalled
receive receipt
refugee displaced
refuse refusal reject rejection
release freed
rescue save
resist resistance
respond response
retire retirement
revise revision
riot unrest
sail sailor
search hunt
sell sold sale
send sent
sentence sentencing
shoot shooting shot gunfire gunman
sing sang sung singer song
soldier troop serviceman
speak spoke spoken speech
spend spent
spy espionage
succeed success successor
supply supplies
surgeon surgery surgical
suspect suspected suspicion
suspend suspension
swim swam swimmer
tariff levy
teach taught teacher
teen teenage teenager
threat threaten
throw threw thrown
title championship
translate translation
trial tried
triumph victory win winner won
truce ceasefire
vehicle car automobile
warn warning
wife husband spouse
withdraw withdrawal withdrew withdrawn
write wrote written writer author
"""


@cache
def _heads() -> dict[str, str]:
    """Return the group's first stem for every stem in a group; the first group wins."""
    heads: dict[str, str] = {}
    for line in _GROUPS.strip().split("\n"):
        words = line.split()
        head = heads.get(stem(words[0]), stem(words[0]))
        for word in words:
            heads.setdefault(stem(word), head)
    return heads


@cache
def _members() -> dict[str, list[str]]:
    members: dict[str, list[str]] = {}
    for stemmed, head in _heads().items():
        members.setdefault(head, []).append(stemmed)
    return members


def synonym_head(stemmed: str) -> str:
    """Return the stem that stands for all that tell the same as `stemmed`; often itself."""
    return _heads().get(stemmed, stemmed)


def synonym_rarity(head: str) -> float:
    """Return how rare a synonym group is in news at large: that of any of its stems."""
    return rarity_of_any(_members().get(head, [head]))
