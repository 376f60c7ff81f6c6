"""What kind of speaker a noun names, by the definitions of the annotation guide's types.

The lists hold the nouns that news sources use, beside a dictionary's nouns for people; a noun
in none of them leaves the type to the entity recogniser, or unknown.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

DOCUMENTS = frozenset(
    """analysis article audit average banner bill book brief case column commentary communique
    complaint data document documents editorial email emails essay evidence figures filing
    filings findings indictment law laws lawsuit legislation letter list memo memoir memorandum
    minutes note op-ed opinion order paper petition piece placard poll polls post presentation
    proposal records release report reports result results returns review rule rules ruling sign
    slide slides statement statements statistics story studies study submission survey surveys
    tally testimony text theory transcript treaty tweet tweets verdict video website""".split()
)
# What a paper runs, which speaks for the paper.
PIECES = frozenset("article column editorial op-ed piece story".split())
# What is somebody's, and speaks for that person: "Lind's remarks", "in his eyes".
WORDS = frozenset(
    "answer claim comment eye mind opinion position remark reply response speech view word".split()
)
# Described collectives, which keep their description as a name.
GROUPS = frozenset(
    """activists admirals allies backers believers candidates citizens colleagues communities
    congressmen congresswomen conservatives contenders corporations countries critics delegates
    democrats families fans farmers generals governments governors groups lawmakers leaders
    legislators liberals listeners locals mayors media members men moms nations neighbors nominees
    observers opponents parents people presidents progressives protesters public readers rebels
    representatives republicans residents rivals scholars senators states students supporters
    teachers unions viewers voters women workers youths""".split()
)
# One word of a name is enough for these: "the Times".
PRESS = frozenset(
    """chronicle courier economist examiner gazette globe guardian herald independent inquirer
    journal mirror monitor news observer post press register sentinel spectator star sun telegraph
    times tribune""".split()
)
BODIES = frozenset(
    """administration agency alliance army assembly association authority bank board bureau cabinet
    campaign chain chamber club coalition commission committee company congress consortium
    corporation council court department embassy fed firm force foundation fund government
    group hospital industry institute institution kingdom magazine ministry movement network
    newspaper office opposition organization outlet panel paper parliament party police
    program project regime school senate service state syndicate team tribunal union
    university""".split()
)
# Nouns that in the news mostly name people, though not in the dictionary's first sense.
PEOPLE = frozenset(
    """agent ally anchor ceo cfo chair congressperson coo democrat founder frontrunner head
    individual justice moderator mogul mp person principal publisher queen republican source
    vice-president""".split()
)

# Nouns for people who are not to be named, and for anybody at all.
SOURCES = frozenset(
    """advisor adviser aide ally analyst citizen employee executive expert friend guy individual
    insider lawyer man member observer officer official person relative researcher resident
    source spokesman spokesperson spokeswoman staffer supporter voter witness woman
    worker""".split()
)
# Several of these are single people who are not named, as those of SOURCES are; several of any
# others are a part of the public, which is a group: "judges" and "drivers".
STAFF = frozenset(
    """administrator agent assistant attorney author commander consultant counselor deputy
    detective diplomat economist editor investigator journalist judge moderator negotiator operative
    organizer pollster prosecutor regulator reporter scientist secretary speechwriter strategist
    surrogate translator""".split()
)


@cache
def dictionary() -> frozenset[str]:
    """The nouns that name people in a dictionary (WordNet; see ``training/nouns.py``)."""
    kept = json.loads(files(__package__).joinpath("nouns.json").read_text(encoding="utf-8"))
    return frozenset(kept["person"].split())


def person_noun(lemma: str) -> bool:
    """Whether a noun (its lemma, lower case) names a person by office, work or part played."""
    return lemma in PEOPLE or lemma in dictionary() or lemma.endswith(("man", "woman", "person"))


# Heads that only count or gather what follows "of": "a group of parents".
QUANTITIES = frozenset(
    """dozen dozens group half handful lot majority many mix most number one plenty quarter several
    share some third""".split()
)
