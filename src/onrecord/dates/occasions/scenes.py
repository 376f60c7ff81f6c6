"""Scenes: where the report's own telling says that a person was, and on which day.

"On Monday night, Holm took the stage.": what she says next was said there, though none of
these words are hers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.dates.attachment import verb_of, word_of
from onrecord.dates.cue_clauses import tense
from onrecord.dates.expressions import Expression, When
from onrecord.names import last_word
from onrecord.parsing import Paragraph

SUBJECTS = ("nsubj", "nsubjpass")
PRONOUNS = ("he", "she")


@dataclass(frozen=True, slots=True)
class Scene:
    """Somebody was somewhere on a day; ``at`` and ``number``: the place in the text."""

    at: int
    number: int
    speaker: str
    when: When


def scenes(
    paragraphs: Sequence[Paragraph],
    found: Sequence[list[Expression]],
    published: date | None,
    surnames: Mapping[str, str],
) -> Iterator[Scene]:
    """The scenes of an article, in text order; ``surnames``: the ids of those who have them."""
    for number, (paragraph, expressions) in enumerate(zip(paragraphs, found, strict=True)):
        dates = dict(dated_verbs(paragraph, expressions, published))
        subject = None
        for word in paragraph.doc:
            if word.dep_ not in SUBJECTS:
                continue
            if word.lower_ not in PRONOUNS:
                subject = surnames.get(last_word(word.text))
            when = dates.get(word.head.i)
            if subject and when and tense(word.head) == "past":
                yield Scene(paragraph.at(word.head.idx), number, subject, when)


def dated_verbs(
    paragraph: Paragraph, expressions: list[Expression], published: date | None
) -> Iterator[tuple[int, When]]:
    """The verbs of a paragraph that have a day."""
    for expression in expressions:
        word = word_of(expression, paragraph)
        verb = verb_of(word, expression) if word is not None else None
        when = None if expression.leans else expression.resolved(published)
        if verb is not None and when is not None:
            yield verb.i, when
