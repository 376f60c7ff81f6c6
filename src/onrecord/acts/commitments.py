"""Commitments: what a statement that promises or refuses says of it, part by part.

Who speaks need not be who will act: "the council has agreed to pay, Holm said" is by the
council.  ``promisers`` tells who will, ``deadlines`` by when, ``amounts`` how much.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from onrecord.acts.amounts import amount, quantity
from onrecord.acts.categories import category
from onrecord.acts.clauses import Clause, promising_clause
from onrecord.acts.deadlines import Deadline, deadlines, lasting
from onrecord.acts.events import Events
from onrecord.acts.named import Named
from onrecord.acts.promisers import is_silent, promiser, represents
from onrecord.acts.recipients import recipient
from onrecord.dates import publication_day
from onrecord.legible import legible
from onrecord.model import Commitment, Span, Statement
from onrecord.parsing import Analysis

PROMISED = ("commit", "refuse")
OPENING = re.compile(r"[\s“„\"‘'’–—-]*(?:(?:to|that|of|for)\s+)?", re.IGNORECASE)
CLOSING = re.compile(r"(?<![\s,.;:])[\s,.;:]++$")
PAIRS = {"”": "“", "’": "‘", '"': '"', "'": "'"}  # a mark that closes, and what opens it
CONDITION = re.compile(
    r"""(?<![\w-])(?:if|unless|provided(?:\sthat)?|on\scondition\sthat|once|as\ssoon\sas
                   |when|the\sday(?=\s(?:the|he|she|it|they|we)\b))\s
        (?!possible|(?:we|I|it|he|she|they)\scan\b|necessary|need\b|asked\b|not\b|so\b)
        [^,.;:!?()\[\]—–“”"]*[^,.;:!?()\[\]—–“”"\s]""",
    re.VERBOSE | re.IGNORECASE,
)
NEAR = 30  # characters before a deadline that tell it is another's
IFS = ("if", "unless", "provided", "on condition")
# "Not by March", "the audit due in March": another time than that of what is promised.
ANOTHER = re.compile(
    r"\b(?:not|instead\s+of|rather\s+than|due(?:\s+to\s+\w+)?|promised|scheduled|planned|expected)\s+$",
    re.IGNORECASE,
)
# "The town burned in October", not "will be opened in October".
DONE = re.compile(r"(?<!\bbe\s)(?<!\bget\s)\b\w{2,20}ed\s+$")
# "Because they may win in May".
REASON = re.compile(r"\b(?:because|although|even\sthough|whereas)\b[^.;!?]*$", re.IGNORECASE)
LONGEST = 300  # characters of a reason


def with_commitments(analysis: Analysis) -> Analysis:
    """The analysis with ``about`` and ``commitment`` of its statements, whose acts are known."""
    names = Named(analysis)
    promised = commitments(analysis, names)
    statements = (
        replace(s, about=names.about(s.content), commitment=promised.get(s.id))
        for s in analysis.article.statements
    )
    return analysis.knowing(statements=tuple(statements))


def commitments(analysis: Analysis, names: Named) -> dict[str, Commitment]:
    """What is promised or refused in an article, by the ids of the statements that do it."""
    speakers = {speaker.id: speaker for speaker in analysis.article.speakers}
    promises = [
        (s, speakers.get(s.speaker or ""), promising_clause(s.content, analysis.paragraphs))
        for s in analysis.article.statements
        if s.act in PROMISED
    ]
    represented = {
        speaker.id: body
        for statement, speaker, clause in promises
        if speaker and speaker.name and (body := represents(statement, speaker, clause, names))
    }
    events = Events(
        legible(analysis.article.text).text, publication_day(analysis.article.published)
    )
    return {
        statement.id: commitment(statement, by, clause, analysis, names, events)
        for statement, speaker, clause in promises
        if (by := promiser(statement, speaker, clause, names, represented))
    }


def commitment(
    statement: Statement,
    by: str,
    clause: Clause | None,
    analysis: Analysis,
    names: Named,
    events: Events,
) -> Commitment:
    """What a statement promises or refuses, by whom that is known."""
    words = legible(" ".join(span.text for span in statement.content)).text
    found = CONDITION.search(words)
    condition = found.group() if found else None
    due = deadline(statement, analysis.article.published, events)
    return Commitment(
        by=by,
        what=what(statement, clause, condition, analysis.article.text),
        to=recipient(statement, by, clause, names),
        category=category(" ".join((words, *(span.text for span in statement.cue)))),
        amount=amount(words),
        quantity=quantity(clause.words) if clause else None,
        condition=condition,
        due=due.when.edtf if due and due.when else None,
        due_words=due.words if due else None,
    )


def what(statement: Statement, clause: Clause | None, condition: str | None, text: str) -> Span:
    """What is promised: the clause without who will do it, marks around it and its condition."""
    if clause is None:
        return statement.content[0]
    first = clause.words[0] if clause.action is None else clause.action
    start = clause.paragraph.at(first.idx)
    end = clause.paragraph.behind(clause.words.end_char)
    if opening := OPENING.match(text, start, end):
        start = opening.end()
    if condition and is_if(condition):
        at = text.find(condition, start, end)
        end = at if at > start else end
    end = start + len(unmarked(text[start:end]))
    return Span.of(text, start, end) if start < end else statement.content[0]


def unmarked(words: str) -> str:
    """Words without the marks that end a sentence or a quotation begun before them."""
    while True:
        shorter = CLOSING.sub("", words)
        mark = shorter[-1:]
        if mark in PAIRS and PAIRS[mark] not in shorter[:-1]:
            shorter = shorter[:-1]
        if shorter == words:
            return words
        words = shorter


def deadline(statement: Statement, published: str | None, events: Events) -> Deadline | None:
    """By when something is to be done: of several, by when all of it.

    Who declines to speak of something sets no time for it.
    """
    if is_silent(statement):
        return None
    since = said_from(statement.said_on) or publication_day(published)
    texts = [legible(span.text).text for span in statement.content]
    found = [one for text in texts for one in deadlines_of(text, since)]
    settled = [one for one in found if one.when is not None]
    last = max(settled, key=lambda one: (one.is_limit, one.when and one.when.last), default=None)
    of_event = (one for text in texts if (one := events.deadline(text)) is not None)
    how_long = (one for text in texts for one in lasting(CONDITION.sub(" ", text)))
    return last or next(of_event, None) or next(iter(found), None) or next(how_long, None)


def said_from(said_on: str | None) -> date | None:
    """The day, or the first day of the month, on which something was said."""
    return publication_day(said_on) or publication_day(f"{said_on}-01")


def deadlines_of(text: str, since: date | None) -> list[Deadline]:
    """The deadlines of what is promised, not those of a condition, a reason or another time.

    Of "the inspectors expelled in April will return in July", what was done then counts last.
    """
    conditions = [found.span() for found in CONDITION.finditer(text) if is_if(found.group())]
    ahead, done = list[Deadline](), list[Deadline]()
    for one in deadlines(text, since):
        before = text[max(0, one.start - NEAR) : one.start]
        reason = REASON.search(text, max(0, one.start - LONGEST), one.start)
        within = any(start < one.start < end for start, end in conditions)
        if not reason and not within and not ANOTHER.search(before):
            (done if DONE.search(before) and not one.is_limit else ahead).append(one)
    return ahead or done


def is_if(condition: str) -> bool:
    """Whether a condition may never come: "if they agree", but not "once they have agreed"."""
    return condition.lower().startswith(IFS)
