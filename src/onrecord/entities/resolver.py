"""Resolving: each statement of an article gets its speaker, with the reason."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.entities.candidate import Candidate, Meant
from onrecord.entities.candidates import Cast
from onrecord.entities.explanations import resolution
from onrecord.entities.labels import has_label
from onrecord.entities.nominees import (
    Asked,
    Nominee,
    described,
    explained,
    form_of,
    nominees,
    whole_name,
)
from onrecord.entities.noun_phrases import noun_phrase, understood_subject
from onrecord.entities.references import reference
from onrecord.entities.role_choice import roles_chosen
from onrecord.meaning import Chooser, Words
from onrecord.model import Span, Speaker, Statement
from onrecord.names import name_key
from onrecord.parsing import Analysis, Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase

MARKS = ('"', "“", "„", "«", "‘", "''")  # that open a quotation
ANY_MARK = "\"'“”„‟‘’‚«»‹›`"
LEAST = 0.2  # how likely a speaker is to be right, or none is given
DESCRIBING = ("the", "a", "other")  # forms of a source that describe somebody
QUESTION_AND_ANSWER = ("Q", "A")
BOTH = 2  # who ask and answer
WORD = re.compile(r"\w+")
FEW_WORDS = 4  # and the spaces about them: fewer may be anybody's
TURN = 0.85  # how surely those of an interview follow one another
LONGEST = 20  # paragraphs that one quotation goes over


class Resolver:
    """Goes through the statements of one analysis in text order."""

    def __init__(self, analysis: Analysis, cast: Cast, choose: Chooser) -> None:
        self.analysis = analysis
        self.article = analysis.article
        self.paragraphs = analysis.paragraphs
        self.starts = [paragraph.start for paragraph in analysis.paragraphs]
        self.entities = analysis.entities
        self.readings = analysis.readings
        self.cast = cast
        self.choose = choose
        self.found: dict[str, Meant | None] = {}
        self.before: list[Candidate] = []  # who spoke, the last first
        self.turns: list[Candidate | None] = []  # who had the turns of a transcript or interview

    def statements(self) -> tuple[Statement, ...]:
        """The article's statements with their speakers."""
        last: Candidate | None = None
        for statement in sorted(self.article.statements, key=source_offset):
            meant = self.meant(statement, last)
            if not (is_turn(statement) or is_question(statement)):
                meant = self.labelled(statement, meant) or self.chosen(statement, meant)
            if is_turn(statement) or has_label(statement):
                self.turns.append(meant.known if meant else None)
            self.found[statement.id] = meant
            last = meant.known if meant else None
            if meant:
                self.note(statement, meant)
        self.hear_again()
        ids = {id(known): f"s{n}" for n, known in enumerate(self.speaking(), start=1)}
        return tuple(self.resolved(statement, ids) for statement in self.article.statements)

    def hear_again(self) -> None:
        """Give a quotation of nobody, as in a headline, to who says the same words elsewhere."""
        said = [
            (words_of(s), meant) for s in self.article.statements if (meant := self.found[s.id])
        ]
        for statement in self.article.statements:
            if self.found[statement.id] is None and not (statement.source or statement.cue):
                words = words_of(statement)
                meant = next((meant for other, meant in said if words in other), None)
                if meant is not None and words.count(" ") >= FEW_WORDS:
                    why = "who says the same words elsewhere"
                    self.found[statement.id] = meant._replace(kind="named later", why=why)

    def speaking(self) -> list[Candidate]:
        """Those who make a statement, in the order in which they first do."""
        meant = (meant for meant in self.found.values() if meant is not None)
        return list({id(one.known): one.known for one in meant}.values())

    def speakers(self) -> tuple[Speaker, ...]:
        """The speakers that the statements were given, in the order in which they appear."""
        words = Words(self.analysis.scores)
        return tuple(
            Speaker(
                f"s{n}", known.name, known.type, self.roles(known, words), tuple(known.mentions)
            )
            for n, known in enumerate(self.speaking(), start=1)
        )

    def roles(self, known: Candidate, words: Words) -> tuple[str, ...]:
        """What the article says that a speaker is."""
        if known.person is None:
            return tuple(known.roles)
        return tuple(roles_chosen(known.person, self.paragraphs, words))

    def resolved(self, statement: Statement, ids: dict[int, str]) -> Statement:
        """A statement with its speaker and the reason."""
        meant = self.found[statement.id]
        if meant is None:
            return replace(statement, speaker=None, resolution=None)
        known, kind, why, sure = meant
        if kind == "description" and known.person is not None:
            kind, why = "named later", "the name comes later, without any other office"
        how = resolution(kind, sure, statement.source, known.name, why)
        return replace(statement, speaker=ids[id(known)], resolution=how)

    def meant(self, statement: Statement, last: Candidate | None) -> Meant | None:
        """Who makes a statement; ``last`` made the one before it."""
        if not statement.source and statement.cue:
            return self.understood(statement.cue[0], last)
        if is_turn(statement):
            return self.in_turn(statement)
        if not statement.source:
            if self.is_answered(statement.content[-1]):
                return None
            if before := self.spoken_of(statement.content[0]):
                return Meant(before, "continuation", "the sentence before is about them")
            # A quotation that runs on without a cue is still the last speaker's.
            why = "the quotation runs on from the words before"
            return Meant(last, "continuation", why) if last is not None else None
        source = statement.source[0]
        if is_label(statement):
            asked = self.interviewed(source) if source.text == "A" else None
            return Meant(asked, "continuation", "the interview is with them") if asked else None
        phrase = self.phrase(source)
        if phrase is None:
            return None
        said = reference(phrase, self.cast.people)
        taken_up = source.start - said.back
        if any(part.start <= taken_up < part.end for part in statement.content):
            said = replace(said, several=None)  # "More voters will stay at home, they said"
        return self.cast.meant(said, source.start, last, self.quoted(source))

    def labelled(self, statement: Statement, meant: Meant | None) -> Meant | None:
        """Who has a turn of a transcript, by its label: there is nothing to weigh."""
        if not statement.source or statement.source[0].start not in self.cast.labels:
            return None
        return self.cast.labelled(statement.source[0]) or meant

    def chosen(self, statement: Statement, meant: Meant | None) -> Meant | None:
        """The likeliest of all whom a statement's source may mean; ``meant`` by the rules."""
        phrase = self.phrase(statement.source[0]) if statement.source else None
        asked = Asked(statement, phrase, meant, self.before)
        options = nominees(asked, self.entities)
        likely = self.choose(described(asked, self.readings[statement.id], self.cast, options))
        sure, number = max((share, number) for number, share in enumerate(likely))
        one = options[number]
        if sure < LEAST or one.type == "none":
            return None
        if meant is not None and one.is_known(meant.known):
            return meant._replace(sure=sure)
        kind, why = explained(asked, one)
        return Meant(self.known(one, asked), kind, why, sure)

    def known(self, one: Nominee, asked: Asked) -> Candidate:
        """The speaker that a nominee is, new or met before."""
        if one.person is not None:
            return self.cast.person(one.person)
        if one.type == "person" and one.how == "words" and one.name:
            return self.cast.named(one.name, None, asked.start()).known
        roles = []
        if one.name is None and one.type == "unnamed-person" and form_of(asked) in DESCRIBING:
            roles = [whole_name(asked.words())]
        key = one.type, name_key(one.name or "".join(roles))
        return self.cast.known.setdefault(key, Candidate(one.type, one.name, roles))

    def note(self, statement: Statement, meant: Meant) -> None:
        """Keep who spoke, and where that was said."""
        known, source = meant.known, statement.source[:1]
        self.before = [known, *(other for other in self.before if other is not known)]
        for span in source:
            if span not in known.mentions:
                known.mentions.append(span)
                if known.person is not None and meant.kind != "I or we":
                    known.person.subject_at.append(span.start)

    def is_answered(self, content: Span) -> bool:
        """Whether another quotation comes right behind: the answer to a question."""
        behind = self.article.text[content.end : content.end + 3]
        return "\n" not in behind and behind.lstrip().startswith(MARKS)

    def spoken_of(self, content: Span) -> Candidate | None:
        """The person whom the sentence before a quotation is about: "Holm turned to Lind. “…”"."""
        number = bisect_right(self.starts, content.start) - 1
        for paragraph in reversed(self.paragraphs[max(number - 1, 0) : number + 1]):
            sentences = [
                s for s in paragraph.doc.sents if paragraph.start + s.end_char <= content.start
            ]
            if sentences:
                return self.subject(paragraph, sentences[-1])
        return None

    def in_turn(self, statement: Statement) -> Meant | None:
        """Who has a turn of an interview without labels: who asked before, or answered before."""
        if len(self.turns) >= BOTH:
            asked, why = self.turns[-BOTH], "question and answer take turns"
        elif statement.content[-1].text.endswith("?"):
            return None
        else:
            asked, why = self.interviewed(statement.content[0]), "the interview is with them"
        return Meant(asked, "continuation", why, TURN) if asked is not None else None

    def interviewed(self, said: Span) -> Candidate | None:
        """The person with whom an interview begins, in the last sentence before its questions."""
        turns = (s for s in self.article.statements if is_label(s) or is_turn(s))
        first = next(((s.source or s.content)[0] for s in turns), said)
        before = [p for p in self.paragraphs if p.start < first.start]
        found = (self.subject(p, s) for p in reversed(before) for s in reversed(list(p.doc.sents)))
        return next((known for known in found if known is not None), None)

    def subject(self, paragraph: Paragraph, sentence: Phrase) -> Candidate | None:
        """The person who is the subject of a sentence."""
        start, end = (paragraph.start + at for at in (sentence.start_char, sentence.end_char))
        if paragraph.is_quoted(end - 2):
            return None
        known = self.cast.subject_of(start, end)
        return known if known is not None and known.person is not None else None

    def understood(self, cue: Span, last: Candidate | None) -> Meant | None:
        """Who is plainly the subject of a cue that has none of its own: ", vowing to …"."""
        phrase = self.phrase(cue)
        subject = understood_subject(phrase.root) if phrase is not None else None
        if subject is None:
            return None
        said = reference(noun_phrase(subject), self.cast.people)
        meant = self.cast.meant(said, cue.start, last, None)
        return meant and meant._replace(why=f"the subject that goes with “{cue.text}”")

    def quoted(self, source: Span) -> Candidate | None:
        """Whose quotation a source stands in, as far as that was found before."""
        paragraph = self.paragraph(source)
        if paragraph is None:
            return None
        if not paragraph.is_quoted(source.start):  # spares a look at all the others
            return self.announced(source)
        around = (
            self.found.get(statement.id)
            for statement in self.article.statements
            if any(part.start <= source.start < part.end for part in statement.content)
        )
        found = next((meant.known for meant in around if meant is not None), None)
        return found or self.announced(source)

    def announced(self, source: Span) -> Candidate | None:
        """Whose words a colon announces before paragraphs that begin with a quotation mark."""
        number = bisect_right(self.starts, source.start)
        here, *near = reversed(self.paragraphs[max(number - LONGEST, 0) : number])
        before = next((p for p in near if not p.doc.text.startswith(MARKS)), here)
        if not here.doc.text.startswith(MARKS) or not before.doc.text.rstrip().endswith(":"):
            return None
        *_, sentence = before.doc.sents
        start, end = (before.at(at) for at in (sentence.start_char, sentence.end_char))
        return self.cast.subject_of(start, end)

    def phrase(self, source: Span) -> Phrase | None:
        """The parsed words of a source span."""
        paragraph = self.paragraph(source)
        return None if paragraph is None else paragraph.phrase(source.start, source.end)

    def paragraph(self, source: Span) -> Paragraph | None:
        """The paragraph that a source span stands in."""
        number = bisect_right(self.starts, source.start) - 1
        return self.paragraphs[number] if number >= 0 else None


def is_label(statement: Statement) -> bool:
    """Whether a statement is a turn of an interview: "Q:", "A:"."""
    return bool(statement.source) and statement.source[0].text in QUESTION_AND_ANSWER


def is_question(statement: Statement) -> bool:
    """Whether a statement is a question of an interview, which nobody asks by name: "Q:"."""
    return bool(statement.source) and statement.source[0].text == QUESTION_AND_ANSWER[0]


def is_turn(statement: Statement) -> bool:
    """Whether a statement is a turn of an interview that has neither labels nor marks."""
    bare = not (statement.source or statement.cue)
    return bare and statement.manner == "direct" and statement.content[0].text[0] not in ANY_MARK


def words_of(statement: Statement) -> str:
    """The words of what is said, without marks and capitals."""
    words = (word for span in statement.content for word in WORD.findall(span.text.lower()))
    return f" {' '.join(words)} "


def source_offset(statement: Statement) -> int:
    """Where a statement's source stands, or else its cue, or its content."""
    return (statement.source or statement.cue or statement.content)[0].start
