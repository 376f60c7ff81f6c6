"""What kind of speaker a noun names, by the definitions of the annotation guide's types.

The lists hold the nouns that news sources use; a noun in none of them leaves the
type to the entity recogniser, or unknown.
"""

from __future__ import annotations

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
BODIES = frozenset(
    """administration agency alliance army assembly association authority bank board bureau cabinet
    campaign chain chamber club coalition commission committee company congress consortium
    corporation council court department embassy fed firm force foundation fund government
    group hospital industry institute institution kingdom magazine ministry movement network
    newspaper office opposition organization outlet panel paper parliament party police
    program project regime school senate service state syndicate team tribunal union
    university""".split()
)
PEOPLE = frozenset(
    """actor administrator admiral adviser advisor advocate agent aide ally ambassador analyst
    anchor artist associate astronaut athlete attorney author banker billionaire bishop boss
    brigadier brother businessman businesswoman bystander candidate captain celebrity chair
    chairman chairperson chairwoman chancellor chief citizen coach collector colonel
    columnist comedian commander commissioner congressman congressperson congresswoman
    contender coordinator correspondent councilman councilwoman counsel counselor cousin
    critic daughter delegate democrat deputy developer diplomat director doctor driver
    economist editor envoy ex-husband ex-wife executive expert farmer father father-in-law
    fellow firefighter fisherman founder friend frontrunner general governor grandfather
    grandmother guest guide guy head historian hopeful host husband individual insider
    inspector investigator journalist judge justice king lady lawmaker lawyer leader
    lieutenant lobbyist major man manager mayor member minister moderator mogul mother
    musician native negotiator neighbor nephew niece nominee nurse officer official
    operative opponent organizer owner pastor patient person physician pilot player
    policeman politician pollster pope premier presenter president priest prince princess
    principal professor programmer prosecutor publisher queen rabbi reader refugee relative
    reporter representative republican researcher resident reverend rival scholar scientist
    secretary senator senior sergeant sheriff singer sister soldier son source speaker
    specialist spokesman spokesperson spokeswoman staffer standard-bearer strategist student
    supporter survivor teacher teammate teenager treasurer uncle undersecretary veteran
    vice-president victim voter watcher widow wife witness woman worker writer""".split()
)

# Nouns for people who are not to be named, and for anybody at all.
SOURCES = frozenset(
    """advisor adviser aide ally analyst citizen employee executive expert friend guy individual
    insider lawyer man member observer officer official person relative researcher resident
    source spokesman spokesperson spokeswoman staffer supporter voter witness woman
    worker""".split()
)


def person_noun(lemma: str) -> bool:
    """Whether a noun (its lemma, lower case) names a person by office, work or part played."""
    return lemma in PEOPLE or lemma.endswith(("man", "woman", "person", "ist"))


# Heads that only count or gather what follows "of": "a group of parents".
QUANTITIES = frozenset(
    """dozen dozens group half handful lot majority many mix most number one plenty quarter several
    share some third""".split()
)
