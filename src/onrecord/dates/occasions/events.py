"""Events: the occasions that a report dates, "Monday's debate", "a 2014 study".

Once dated, an occasion keeps its day wherever the report speaks of it again: "during the
debate", "the study finds", "the day before the debate".
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from onrecord.dates.cue_clauses import VERBS
from onrecord.dates.expressions import Expression, When
from onrecord.dates.occasions.nouns import (
    HEARD,
    is_crowd,
    is_known,
    is_new,
    is_occasion,
    name_of_occasion,
)
from onrecord.parsing import Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Token

SOON = 2  # paragraphs after which a report dates what its beginning spoke of


@dataclass(frozen=True, slots=True)
class Event:
    """An occasion and its date, None where it is another, undated one; where it is named."""

    at: int
    number: int
    when: When | None


class Events:
    """The occasions of one article, by what they are called."""

    def __init__(
        self,
        paragraphs: Sequence[Paragraph],
        found: Sequence[list[Expression]],
        published: date | None,
    ) -> None:
        self.called: dict[str, list[Event]] = defaultdict(list)
        ahead = set()
        for number, (paragraph, expressions) in enumerate(zip(paragraphs, found, strict=True)):
            dates: dict[int, When | None] = {}
            for expression in expressions:
                when = None if expression.leans else expression.resolved(published)
                noun = dated(expression, paragraph)
                if when is not None and noun is not None:
                    dates.setdefault(noun.i, when)
                    if may_be_ahead(expression, when, published):
                        ahead.add(name_of_occasion(noun))
            for noun in paragraph.doc:
                if noun.i in dates or (is_occasion(noun) and is_new(noun) and not is_denied(noun)):
                    event = Event(paragraph.at(noun.idx), number, dates.get(noun.i))
                    self.called[name_of_occasion(noun)].append(event)
        for coming in ahead:
            del self.called[coming]

    def note(self, called: str, offset: int, number: int, when: When) -> None:
        """An occasion that is called so at an offset of a paragraph has this date."""
        events = self.called[called]
        at = index_at(events, offset)
        if at == len(events) or events[at].at != offset:
            events.insert(at, Event(offset, number, when))
        elif events[at].when is None:
            events[at] = Event(offset, number, when)

    def of(self, noun: Token, offset: int, number: int) -> When | None:
        """The date of the occasion that a noun at an offset of a paragraph names."""
        if is_crowd(noun):
            return self.heard(offset)
        events = self.called.get(name_of_occasion(noun), [])
        at = index_at(events, offset)
        if at < len(events) and events[at].at == offset:
            return events[at].when
        if not is_known(noun):
            return None
        if at > 0:
            return events[at - 1].when
        return events[0].when if events and events[0].number - number <= SOON else None

    def heard(self, offset: int) -> When | None:
        """The date of the last occasion before an offset that has a crowd."""
        found = [
            (events, index_at(events, offset)) for events in map(self.called.get, HEARD) if events
        ]
        before = [events[at - 1] for events, at in found if at > 0]
        return max(before, key=lambda event: event.at).when if before else None


def index_at(events: list[Event], offset: int) -> int:
    """Where an occasion named at an offset stands among those in text order."""
    return bisect_left(events, offset, key=lambda event: event.at)


def dated(expression: Expression, paragraph: Paragraph) -> Token | None:
    """The occasion that an expression dates: "Monday’s debate", "a study released Friday"."""
    start, end = expression.start, expression.end
    phrase = paragraph.doc.char_span(start, end, alignment_mode="expand")
    if phrase is None:
        return None
    for above in phrase.root.ancestors:
        if is_occasion(above):
            return above
        if above.pos_ in VERBS:
            happened = above.dep_ in ("acl", "relcl") and is_occasion(above.head)
            return above.head if happened else None
    return None


def is_denied(noun: Token) -> bool:
    """Whether there was no such occasion: "had never been in a debate like this"."""
    return any(child.dep_ == "neg" for above in noun.ancestors for child in above.children)


def may_be_ahead(expression: Expression, when: When | None, published: date | None) -> bool:
    """Whether the weekday of an occasion, "Monday's debate" on a Sunday, may be the next one."""
    if published is None or when is None or expression.kind != "weekday":
        return False
    return (published - when.last).days > 3
