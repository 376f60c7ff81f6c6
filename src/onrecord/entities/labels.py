"""Labels: the names before the turns of a transcript, "JO LANDRUM, HOST:"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from onrecord.entities.mentions import Mention
from onrecord.entities.roles import roles_of
from onrecord.model import Span, Statement
from onrecord.names import genders
from onrecord.names.first_names import is_first_name
from onrecord.names.forms import bare_name
from onrecord.names.kinds import person_noun
from onrecord.names.recognition import NO_LAST_NAMES
from onrecord.parsing import Analysis, Paragraph

# Two or three words with capitals: a first name, perhaps another, and a last name.
FULL = r"(?<![\w.’'-])[A-Z][\w.’'-]++(?: [A-Z][\w.’'-]++){1,2}+"
IN_FULL = re.compile(FULL)


def labels_of(analysis: Analysis) -> Iterator[tuple[Span, Paragraph]]:
    """The labels of an article's turns, each with its paragraph."""
    starts = [paragraph.start for paragraph in analysis.paragraphs]
    for statement in analysis.article.statements:
        if has_label(statement):
            source = statement.source[0]
            number = bisect_right(starts, source.start) - 1
            paragraph = analysis.paragraphs[max(number, 0)]
            before = analysis.article.text[paragraph.start : source.start]
            if not any(character.isalpha() for character in before):
                yield source, paragraph


def has_label(statement: Statement) -> bool:
    """Whether a colon, or the full stop of a record, is all that says that somebody speaks."""
    return bool(statement.source) and [cue.text for cue in statement.cue] in ([":"], ["."])


def full_names(labels: Sequence[tuple[Span, Paragraph]]) -> list[Mention]:
    """The labels that are somebody's first and last name, as mentions of that person."""
    found = []
    for source, paragraph in labels:
        phrase = paragraph.phrase(source.start, source.end)
        if phrase is not None and is_full(bare_name(source.text)):
            gender = genders.of_title(phrase)
            found.append(
                Mention(source.start, bare_name(source.text), gender, roles_of(phrase), True)
            )
    return found


def body_called(label: str, text: str) -> str | None:
    """The body that a label of one word is, where the text calls it by that: "The Wire"."""
    found = re.search(rf"\b[Tt]he {re.escape(label.title())}\b", text) if label.isalpha() else None
    return label.title() if found else None


def names_behind(
    labels: Sequence[tuple[Span, Paragraph]], paragraphs: Sequence[Paragraph]
) -> Iterator[Mention]:
    """Where the names stand that several turns' labels cut to the last: "HALVEY:"."""
    turns = Counter(bare_name(source.text).title() for source, _ in labels)
    last_names = [name for name, times in turns.items() if times > 1 and is_last(name)]
    for paragraph in paragraphs if last_names else ():
        for found in IN_FULL.finditer(paragraph.doc.text):
            name = bare_name(found.group())
            start = paragraph.at(found.start())
            phrase = paragraph.phrase(start, paragraph.at(found.end()))
            called = name.endswith(tuple(f" {last}" for last in last_names))
            if called and not name.startswith("The ") and phrase:
                yield Mention(start, name, genders.of_title(phrase), roles_of(phrase), True)


def office_called(label: str) -> str | None:
    """The office that a label is, and no name: "THE CHAIRMAN"."""
    office = label.lower().removeprefix("the ")
    return office if person_noun(office.rpartition(" ")[2]) else None


def officers(
    labels: Sequence[tuple[Span, Paragraph]], paragraphs: Sequence[Paragraph]
) -> Iterator[Mention]:
    """Who holds an office that is the label of turns: "Ida Holm of Tallow, the chairwoman"."""
    offices = sorted({office for source, _ in labels if (office := office_called(source.text))})
    held = rf"(?P<office>(?i:{'|'.join(map(re.escape, offices))}))\b"
    patterns = (
        re.compile(rf"(?P<name>{FULL})(?: of [A-Z]\w+)?, (?:the |its )?{held}"),
        re.compile(rf"\b{held} (?P<name>{FULL})"),
    )
    for paragraph in paragraphs if offices else ():
        for found in (found for p in patterns for found in p.finditer(paragraph.doc.text)):
            start, end = (paragraph.at(at) for at in found.span("name"))
            name, phrase = bare_name(found["name"]), paragraph.phrase(start, end)
            if phrase and is_full(name):
                at = start + found["name"].index(name)
                office = found["office"].lower()
                yield Mention(at, name, genders.of_title(phrase), (office,), is_subject=False)


def is_last(name: str) -> bool:
    """Whether a label of one word can be a last name, and no "Host" or "Council"."""
    noun = name.lower()
    return name.isalpha() and not (noun in NO_LAST_NAMES or person_noun(noun))


def is_full(name: str) -> bool:
    """Whether a label is a first and a last name, and no "Press Secretary" or "Harbour Council"."""
    first, _, last = name.lower().partition(" ")
    noun = last.split()[-1] if last else ""
    return bool(noun) and is_first_name(first) and not (noun in NO_LAST_NAMES or person_noun(noun))
