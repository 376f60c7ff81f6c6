"""Recipients: to whom something is promised, or whom a refusal meets.

As a rule it is whom the words are aimed at, which is learned (``targets``).  Where that is nobody,
the sentence may still tell it: "a bridge for Orlo", "lend Orlo ten ships", "promised Orlo …".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.acts.clauses import Clause, is_somebody
from onrecord.acts.named import Named
from onrecord.model import Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

GIVEN = ("dative", "compound")
TO = ("to", "for", "with")
JOINED = ("conj", "xcomp", "ccomp")  # verbs that go on from another: "plans to vote for"
ASSURING = frozenset("assure guarantee offer pledge promise vow".split())
MOVING = frozenset("arrive come fly go head move return travel".split())
THINGS = ("dobj", "nsubj", "nsubjpass")  # that may be for somebody
OBJECTS = ("dobj", "dative", "pobj")


def recipient(statement: Statement, by: str, clause: Clause | None, names: Named) -> str | None:
    """To whom a statement promises something; nobody promises himself."""
    if statement.target is not None and statement.target.name != by:
        return statement.target.name
    if clause is None:
        return None
    found = (assured(statement, clause, names), given(clause, by, names))
    return next((name for name in found if name is not None and name != by), None)


def assured(statement: Statement, clause: Clause, names: Named) -> str | None:
    """Whom the cue has as its object: "promised Orlo that …", "pledged to the town to …"."""
    for cue in statement.cue:
        words = clause.paragraph.phrase(cue.start, cue.end)
        if words is None or words.root.lemma_.lower() not in ASSURING:
            continue
        for noun in (*words.root.children, *below(words.root, ("to",))):
            if noun.dep_ in OBJECTS and (name := names.at(clause.paragraph.at(noun.idx))):
                return name
    return None


def given(clause: Clause, by: str, names: Named) -> str | None:
    """To or for whom something is done, as the verb of a promise or its object has it."""
    start = clause.paragraph.at(clause.words.start_char)
    end = clause.paragraph.behind(clause.words.end_char)
    for mention in names.between(start, end):
        words = clause.paragraph.phrase(mention.span.start, mention.span.end)
        if mention.name != by and words is not None and is_given(words.root, clause):
            return mention.name
    return None


def is_given(noun: Token, clause: Clause) -> bool:
    """Whether a noun is to whom something is given: "Orlo ten ships", "a bridge for Orlo"."""
    if noun.dep_ in GIVEN and noun.i == clause.words.start:
        return True
    verbs = actions(clause.verb or clause.words.root)
    if noun.dep_ == "dative":
        return noun.head in verbs
    if not any(word.lower_ in TO for word in (noun.head, *noun.lefts)):
        return False
    above = noun.head.head if noun.dep_ == "pobj" else noun.head  # "to" may be taken for a verb's
    if above in verbs:
        return not (above.lemma_ in MOVING and clause.subject and is_somebody(clause.subject))
    return above.head in verbs and above.dep_ in THINGS


def actions(verb: Token) -> list[Token]:
    """A verb with those that go on from it."""
    joined = [child for child in verb.children if child.dep_ in JOINED]
    return [
        verb,
        *joined,
        *(below for one in joined for below in one.children if below.dep_ in JOINED),
    ]


def below(verb: Token, prepositions: tuple[str, ...]) -> list[Token]:
    """The nouns that hang on a verb by a preposition."""
    some = (child for child in verb.children if child.lower_ in prepositions)
    return [noun for preposition in some for noun in preposition.children]
