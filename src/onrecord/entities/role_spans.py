"""Role spans: all the words beside a name that may say what somebody is.

Far more than are right: where "Maritime Council go-between Ida Holm" is named, the office may
begin at each word before her, and behind ", who leads the smaller Dock Union in Tarn," it may
begin and end nearly anywhere.  Which of them are a role, the chooser knows (``role_choice``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.entities.person import Person
from onrecord.entities.present import span_at
from onrecord.entities.roles.descriptions import is_break
from onrecord.entities.roles.offices import DETERMINERS, QUOTES
from onrecord.names.forms import is_title

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Phrase

    from onrecord.parsing import Paragraph

MOST_PLACES = 24  # at which somebody is named: later ones hardly tell anything new
LONGEST_BEFORE, LONGEST_BEHIND = 14, 24  # words
LATEST = 7  # words between what leads to a description and its beginning
STOPS = frozenset("; : ? ! …".split()) | QUOTES | {"”", "’’"}
LONGEST_CUT = 9  # letters of a word that is cut short
BETWEEN = frozenset(", ( ) . - — –".split())
OPENING = frozenset(", ( — – -- - :".split())
OF = frozenset("at for from of representing with".split())
BEING = frozenset("as be become remain".split())
LINKS = ("before", "apart", "behind", "of", "who", "being", "owner", "epithet", "rule")
NO_END = ("ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ", "VERB", "ADV")
NO_START = ("ADP", "CCONJ", "DET", "PUNCT", "SPACE", "SCONJ")


@dataclass(frozen=True, slots=True, eq=False)
class RoleSpan:
    """Words that may be a role of whoever is named beside them, or is taken up by them.

    ``link`` is one of ``LINKS``, ``role`` the words in one line, ``likely`` how surely they mean
    that person.
    """

    paragraph: Paragraph
    name: Phrase
    words: Phrase
    link: str
    role: str
    likely: float = 1.0

    def overlaps(self, other: RoleSpan) -> bool:
        """Whether both have words in common."""
        one, another = self.words, other.words
        here = self.paragraph is other.paragraph
        return here and one.start < another.end and another.start < one.end


def role_spans(person: Person, paragraphs: Sequence[Paragraph]) -> Iterator[RoleSpan]:
    """What may be somebody's role: beside the name, in what takes it up, or as the rules say."""
    found = [*beside(person, paragraphs), *taking_up(person, paragraphs)]
    yield from found
    told = {span.role for span in found}
    for role in person.roles:
        if role not in told and (place := place_of(role, person, paragraphs)):
            paragraph, words = place
            yield RoleSpan(paragraph, words, words, "rule", role)


def beside(person: Person, paragraphs: Sequence[Paragraph]) -> Iterator[RoleSpan]:
    """What stands beside somebody's name, in text order."""
    places = 0
    for paragraph in paragraphs:
        for name in names_in(person, paragraph):
            found = [*before(name), *behind(name)]
            yield from (
                RoleSpan(paragraph, name, words, link, " ".join(words.text.split()))
                for words, link in found
            )
            places += bool(found)
            if places >= MOST_PLACES:
                return


def taking_up(person: Person, paragraphs: Sequence[Paragraph]) -> Iterator[RoleSpan]:
    """What takes somebody up instead of the name: "the Vermont senator"."""
    for role, at, likely in person.called:
        paragraph = next(p for p in paragraphs if p.start <= at < p.end)
        opening = paragraph.phrase(at, at + 1)
        words = found_in(paragraph.doc, role, opening.start_char) if opening is not None else None
        if words is not None:
            yield RoleSpan(paragraph, words, words, "epithet", " ".join(role.split()), likely)


def place_of(
    role: str, person: Person, paragraphs: Sequence[Paragraph]
) -> tuple[Paragraph, Phrase] | None:
    """Where a role stands in the text, or else the name of whose it is."""
    places = ((p, found_in(p.doc, words)) for words in (role, person.name) for p in paragraphs)
    return next(((p, words) for p, words in places if words is not None), None)


def found_in(doc: Doc, words: str, start: int = 0) -> Phrase | None:
    """Where a paragraph has some words, from a character on."""
    at = doc.text.find(words, start)
    return doc.char_span(at, at + len(words), alignment_mode="expand") if at >= 0 else None


def names_in(person: Person, paragraph: Paragraph) -> Iterator[Phrase]:
    """Where a paragraph names somebody, by the full name or as the mentions have it."""
    doc = paragraph.doc
    full = {found.start() for found in re.finditer(re.escape(person.name), doc.text)}
    seen = (at for at in person.seen if paragraph.start <= at < paragraph.end)
    said = (phrase.start_char for at in seen if (phrase := paragraph.phrase(at, at + 1)))
    for at in sorted({*full, *said}):
        name = span_at(doc.text, at, person.name)
        phrase = doc.char_span(name.start, name.end, alignment_mode="expand")
        if phrase:
            yield phrase


def before(name: Phrase) -> Iterator[tuple[Phrase, str]]:
    """What leads up to a name: "panel chairman Sen. | Holm", "its director, | Ida Holm"."""
    doc, end, link = name.doc, name.start, "before"
    while end and name.start - end < LATEST:
        last = doc[end - 1]
        if last.tag_ == "POS":
            yield from ((words, "owner") for words in ending(doc, end - 1))
            return
        yield from ((words, link) for words in ending(doc, end))
        if not may_stand_between(last):
            return
        link = "apart" if is_break(last) or last.tag_ == "VBN" else link
        end -= 1


def may_stand_between(token: Token) -> bool:
    """Whether a word may stand between a role and the name: "the Speaker, | Rt. Hon. | Holm"."""
    pointed = token.text[0].isupper() and token.text.endswith(".")
    named = token.tag_ == "VBN" and token.dep_ == "acl"  # "a clerk named Holm"
    return token.text in BETWEEN or pointed or named or is_shortened(token) or is_title(token.text)


def is_shortened(token: Token) -> bool:
    """Whether a word, or the full stop behind it, is one that is cut short: "Rt.", "Maj.-Gen."."""
    doc, i = token.doc, token.i - (token.text == ".")
    word = doc[max(i, 0)]
    stopped = word.i + 1 < len(doc) and doc[word.i + 1].text == "." and not word.whitespace_
    return stopped and word.text[0].isupper() and len(word) <= LONGEST_CUT


def ending(doc: Doc, end: int) -> Iterator[Phrase]:
    """The stretches that end at an index and can be a description."""
    if end == 0 or not can_end(doc[end - 1]):
        return
    for start in range(end - 1, max(0, end - LONGEST_BEFORE) - 1, -1):
        token = doc[start]
        over = is_break(token) and not is_shortened(token)
        if over or token.text in STOPS or token.is_space:
            return
        if can_start(token):
            yield doc[start:end]


def behind(name: Phrase) -> Iterator[tuple[Phrase, str]]:
    """What follows a name: ", the mayor", " of the Dock Union", ", who leads the union"."""
    doc, i = name.doc, name.end
    if i < len(doc) and doc[i].text == "(":
        yield from begun(doc, i + 1, "behind")
        i = next((t.i + 1 for t in doc[i : i + LONGEST_BEFORE] if t.text == ")"), i)
    if i >= len(doc):
        return
    token = doc[i]
    if token.text in ("’s", "'s", "’", "'"):
        return
    if token.text in OPENING:
        following = doc[i + 1].lower_ if i + 1 < len(doc) else ""
        link = "who" if following in ("who", "whose") else "of" if following in OF else "behind"
        yield from begun(doc, i + 1, link)
        aside = next((t.i for t in doc[i + 1 : i + LATEST] if t.text == ","), None)
        if aside is not None:
            yield from begun(doc, aside + 1, link)
    elif token.lower_ in OF:
        yield from begun(doc, i + 1, "of")
    elif token.lemma_ in BEING or token.lower_ in BEING:
        yield from begun(doc, i + 1, "being")
    elif token.lower_ in ("who", "whose"):
        yield from begun(doc, i + 1, "who")
    else:
        served = next((t for t in doc[i : i + LONGEST_BEFORE] if t.lower_ == "as"), None)
        if served is not None:
            yield from begun(doc, served.i + 1, "being")


def begun(doc: Doc, start: int, link: str) -> Iterator[tuple[Phrase, str]]:
    """The stretches that begin at an index, or shortly behind, and can be a description."""
    for first in range(start, min(start + LATEST, len(doc))):
        token = doc[first]
        if token.text in STOPS or is_break(token):
            return
        if not can_start(token) or token.lower_ in ("who", "whose"):
            continue
        for last in range(first, min(first + LONGEST_BEHIND, len(doc))):
            if is_closed(doc, last):
                break
            if can_end(doc[last]):
                yield doc[first : last + 1], link


def is_closed(doc: Doc, i: int) -> bool:
    """Whether nothing at an index or behind it belongs to what stands before."""
    token = doc[i]
    sentence_over = token.text == "." or token.is_space
    return token.text in STOPS or sentence_over or token.text in ("(", ")", "—", "–", "--")


def can_start(token: Token) -> bool:
    """Whether a role may begin with a word."""
    return token.lower_ not in DETERMINERS and token.pos_ not in NO_START and token.tag_ != "POS"


def can_end(token: Token) -> bool:
    """Whether a role may end in a word."""
    closes = token.text[-1].isalnum() or token.text in QUOTES or token.text.rstrip(".")
    return bool(closes or is_shortened(token)) and not (
        token.pos_ in NO_END and token.text.islower()
    )
