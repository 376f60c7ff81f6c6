"""What kind of speaker a noun names, by the definitions of the annotation guide's types.

The lists hold the nouns that news sources use; a noun in none of them leaves the
type to the entity recogniser, or unknown.
"""

from __future__ import annotations

DOCUMENTS = frozenset(
    """analysis article audit bill book brief column communique complaint document documents
    editorial email emails essay figures filing filings findings indictment lawsuit letter
    memo memoir memorandum minutes note order paper petition poll polls records release
    report reports ruling statement statements studies study survey surveys testimony
    transcript treaty tweet tweets verdict video""".split()
)
# Described collectives, which keep their description as a name.
GROUPS = frozenset(
    """activists allies analysts backers conservatives countries critics delegates democrats
    diplomats families fans farmers governments governors leaders lawmakers liberals
    members ministers nations observers opponents parents people politicians progressives
    protesters rebels representatives republicans residents scholars scientists senators
    states students supporters teachers unions voters workers""".split()
)
BODIES = frozenset(
    """administration agency alliance army assembly association authority bank board bureau
    cabinet campaign chamber club coalition commission committee company congress consortium
    corporation council court department embassy fed firm force foundation fund government
    group hospital industry institute institution kingdom ministry movement network newspaper
    office opposition organization outlet paper parliament party police regime school senate
    service state syndicate team tribunal union university""".split()
)
PEOPLE = frozenset(
    """adviser advisor advocate aide ambassador analyst attorney author boss businessman
    businesswoman candidate captain chair chairman chairperson chairwoman chancellor chief
    coach colonel columnist commander commissioner congressman congresswoman coordinator
    correspondent councilman councilwoman counsel counselor critic delegate deputy diplomat
    director doctor economist editor envoy executive expert farmer father fisherman founder
    general governor head historian host inspector investigator journalist judge justice
    king lawmaker lawyer leader lieutenant man manager mayor member minister mother
    negotiator nominee officer official operative organizer owner physician pilot policeman
    politician pollster pope premier presenter president priest prince princess principal
    professor prosecutor queen reporter representative researcher resident scholar scientist
    secretary senator sheriff son source speaker specialist spokesman spokesperson
    spokeswoman staffer strategist student supporter teacher undersecretary veteran victim
    voter widow wife witness woman worker writer""".split()
)


def person_noun(lemma: str) -> bool:
    """Whether a noun (its lemma, lower case) names a person by office, work or part played."""
    return lemma in PEOPLE or lemma.endswith(("man", "woman", "person", "ist"))
