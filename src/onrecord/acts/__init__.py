"""Acts: what the words do, at whom and where.

They promise, accuse, deny …, as the acts of the annotation guide, where the cue itself says
so: who *vows* commits, who *denies* denies.  "Said" can carry any act and stays unknown here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from onrecord.acts.circumstances import audience, place
from onrecord.acts.commitments import with_commitments
from onrecord.dates.cue_clauses import all_sayings
from onrecord.legible import legible
from onrecord.model import Act, Statement
from onrecord.parsing import Analysis
from onrecord.versions import version

CUES: dict[Act, str] = {
    "deny": r"den(?:y|ie[sd]|ying)|disput(?:e[sd]?|ing)|rebuff\w*|refut\w+|rebut\w*",
    "accuse": r"accus\w+|blam(?:e[sd]?|ing)|critici[sz]\w+|condemn\w*|denounc\w+|slam\w*|blast\w*"
    r"|attack\w*|decr(?:y|ie[sd]|ying)|lambast\w+|derid\w+|mock\w*|assail\w*|fault\w*|bash\w*",
    "refuse": r"refus\w+|declin\w+|rul(?:e[sd]?|ing) out",
    "commit": r"pledg\w+|promis\w+|vow\w*|commit(?:s|ted|ting)?(?: to)?",
    "demand": r"urg(?:e[sd]?|ing)|demand\w*|call(?:s|ed|ing)? (?:for|on|upon)|order\w*|implor\w+",
    "warn": r"warn\w*|threaten\w*|caution\w*",
    "endorse": r"prais\w+|welcom\w+|endors\w+|support\w*|back(?:s|ed|ing)?|thank\w*|applaud\w*"
    r"|defend\w*|hail\w*|congratulat\w+|laud\w*",
    "predict": r"predict\w*|forecast\w*|expect\w*|hop(?:e[sd]?|ing)",
}
# The cue as it ends: "has long denied", not "denied having said".
BY_CUE = {act: re.compile(rf"(?:^|\s)(?:{words})$", re.IGNORECASE) for act, words in CUES.items()}
NEGATED = re.compile(r"\b(?:not|never|no longer)\b|n[’']t\b", re.IGNORECASE)
ASKED = re.compile(r"ask(?:s|ed|ing)?$", re.IGNORECASE)
QUESTION = re.compile(r"^(?:whether|if|what|when|where|which|who|why|how)\b|\?\W*$", re.IGNORECASE)


class Acts:
    """The stage that says what each statement does."""

    name = "acts"
    needs = ("paragraphs", "statements", "speakers")
    gives = ("acts",)

    @cached_property
    def version(self) -> str:
        """The version of the code."""
        return version("cue-1", __package__)

    def __call__(self, analyses: Iterable[Analysis]) -> Iterator[Analysis]:
        """Each analysis with what its statements do, where, to and about whom, and promise."""
        for analysis in analyses:
            made = {
                saying.statement.id: replace(
                    saying.statement,
                    act=act_of(saying.statement),
                    place=place(saying),
                    audience=audience(saying),
                )
                for saying in all_sayings(analysis)
            }
            statements = tuple(made.get(s.id, s) for s in analysis.article.statements)
            yield with_commitments(analysis.knowing(statements=statements))


def act_of(statement: Statement) -> Act | None:
    """The act that a statement's cue names; None where it names none."""
    cue = legible(" ".join(span.text for span in statement.cue)).text
    if NEGATED.search(cue):
        return None
    if ASKED.search(cue) and QUESTION.search(statement.content[0].text):
        return "ask"
    return next((act for act, words in BY_CUE.items() if words.search(cue)), None)
