"""Features: what tells whether a statement was made on a day that the report names.

Each statement is laid beside each candidate.  A feature is one number with a name; where
there is nothing to measure there is none, which the scorer takes for ``FAR``.  The model in
``model.json`` knows them by these names.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property

from onrecord.dates.attachment import PART_OF, is_posted
from onrecord.dates.candidates import Candidate, Naming, candidates
from onrecord.dates.cue_clauses import (
    SPEAKING,
    VERBS,
    Saying,
    all_sayings,
    first_offset,
    made_at,
    tense,
)
from onrecord.dates.expressions import KINDS
from onrecord.dates.occasions.nouns import OCCASIONS, here, is_new
from onrecord.dates.occasions.timeline import RECENT
from onrecord.dates.rules import proposed
from onrecord.model import Span
from onrecord.names import last_word
from onrecord.parsing import Analysis

NOTHING, FAR = -1.0, 99.0
PREPOSITIONS = (
    "on in at during after before since until by for from of over to between through as than"
).split()
TENSES = ("past", "present", "perfect", "earlier", "open", "none")
TAGS = ("VBD", "VBZ", "VBP", "VBG", "VBN", "VB", "IN", "NN", "NNS")
MARKS = "\"'“”‘’«»`"

Features = dict[str, float]


class Report:
    """One article as its statements and the days it names."""

    def __init__(self, analysis: Analysis, published: date | None) -> None:
        speakers = analysis.article.speakers
        self.published = published
        self.sayings = list(all_sayings(analysis))
        self.candidates = candidates(analysis.paragraphs, published)
        self.namings = sorted(
            (n for candidate in self.candidates for n in candidate.namings), key=lambda n: n.start
        )
        names = {s.id: last_word(s.name) for s in speakers if s.name}
        bearers = Counter(names.values())
        self.surnames = {who: name for who, name in names.items() if bearers[name] == 1}
        self.by_rule = proposed(self.sayings, analysis, published)
        self.firsts = [first_offset(saying.statement) for saying in self.sayings]
        self.story = min((s.number for s in self.sayings if not s.heading), default=0)
        words = {(c.start, c.end) for s in analysis.article.statements for c in s.content}
        self.told = [
            n for n in self.namings if not any(start <= n.start < end for start, end in words)
        ]
        self.told_at = {n.start for n in self.told}

    def is_elsewhere(self, saying: Saying) -> bool:
        """Whether a saying brings in an occasion of its own, on no day: "at a rally in Oslo"."""
        dated = any(n.is_in(saying) and not saying.said(n.start) for n in self.namings)
        return not dated and any(is_new(noun) for noun in here(saying))

    def is_posted(self, saying: Saying) -> bool:
        """Whether a saying is a post that bears its day."""
        near = (n.expression for n in self.namings if n.number == saying.number)
        return any(is_posted(saying, expression) for expression in near)

    @cached_property
    def features(self) -> Features:
        """What is the same for all statements of the report."""
        days = [c.when.last for c in self.candidates if c.when.is_day]
        return {
            "days": len(days),
            "recent days": sum(self.published - d <= RECENT for d in days) if self.published else 0,
            "times told": len(self.told),
        }

    def pairs(self) -> Iterator[Features]:
        """What tells of each statement and each candidate, together."""
        ofs = [self.of_candidate(candidate, n) for n, candidate in enumerate(self.candidates)]
        since: dict[str | None, int] = {}
        for index, saying in enumerate(self.sayings):
            speaker = saying.statement.speaker
            shared = self.features | self.of_saying(index)
            rule = self.by_rule[index]
            shared["nothing by rule"] = rule is None
            shared["since speaker"] = saying.number - since.get(speaker, -int(FAR))
            since[speaker] = saying.number
            beside = Beside(saying, self)
            for candidate, own in zip(self.candidates, ofs, strict=True):
                yield {
                    **shared,
                    **own,
                    **beside.features(candidate),
                    "by rule": rule is not None and rule.edtf == candidate.when.edtf,
                }

    def of_saying(self, index: int) -> Features:
        """What a statement is like by itself, and where it stands."""
        saying, content = self.sayings[index], self.sayings[index].statement.content
        near = [n for n in self.namings if n.number == saying.number]
        return {
            "tense": TENSES.index(saying.tense),
            "tag": number_of(saying.head.tag_ if saying.head is not None else "", TAGS),
            "cue words": len(saying.cue),
            "new occasion": any(is_new(noun) for noun in here(saying)),
            "paragraph": saying.number - self.story,
            "opens with a mark": content[0].text[:1] in MARKS,
            "closes with a mark": content[-1].text[-1:] in MARKS,
            "times in sentence": len(
                {n.when for n in near if n.is_in(saying) and not saying.said(n.start)}
            ),
            "times in paragraph": len({n.when for n in near if n.start in self.told_at}),
        }

    def of_candidate(self, candidate: Candidate, order: int) -> Features:
        """What a day, month or year is like among those that the report names."""
        when, first = candidate.when, candidate.namings[0]
        others = [other.when for other in self.candidates if other is not candidate]
        return {
            "exactness": len(when.edtf),
            "age": (self.published - when.last).days if self.published else NOTHING,
            "times told of it": sum(n.start in self.told_at for n in candidate.namings),
            "order": order,
            "first paragraph": first.number,
            "first kind": KINDS.index(first.expression.kind),
            "later days": sum(other.last > when.last and other.is_day for other in others),
            "less exact than another": any(when.holds(other) for other in others),
            "more exact than another": any(other.holds(when) for other in others),
        }


class Beside:
    """A statement, to be laid beside candidates."""

    def __init__(self, saying: Saying, report: Report) -> None:
        self.saying = saying
        self.report = report
        self.at = made_at(saying.statement)
        self.surname = report.surnames.get(saying.statement.speaker or "", "")
        self.things = {
            word.lemma_.lower()
            for sentence in saying.sentences
            for word in sentence
            if word.pos_ in ("NOUN", "PROPN")
            and word.ent_type_ not in ("PERSON", "DATE", "GPE")
            and not saying.said(saying.offset(word))
        }
        self.head = next((w for w in (saying.head, *saying.source) if w is not None), None)
        self.up = [self.head, *self.head.ancestors] if self.head is not None else []

    def features(self, candidate: Candidate) -> Features:
        """How a candidate stands to the statement: in its sentence, before it, after it."""
        near = [n for n in candidate.namings if n.is_in(self.saying)]
        away = [n for n in candidate.namings if not n.is_in(self.saying)]
        told = [n for n in away if n.start in self.report.told_at]
        before = [n for n in told if n.start < self.at]
        after = [n for n in told if n.start > self.at]
        found = [self.in_sentence(naming) for naming in near]
        words = [
            abs(self.saying.number - n.number) for n in away if n.start not in self.report.told_at
        ]
        common = [n.things & self.things for n in away]
        return {
            **min(found, key=lambda f: (f["said"], f["up"] + f["down"]), default={}),
            **(self.at_distance("before", before[-1]) if before else {}),
            **(self.at_distance("after", after[0]) if after else {}),
            "things in common": max(map(len, common), default=0),
            "occasions in common": max((len(c & OCCASIONS) for c in common), default=0),
            "did things then": sum(self.surname in n.doers for n in away if self.surname),
            "named in words": min(words, default=FAR),
        }

    def in_sentence(self, naming: Naming) -> Features:
        """How a time named in the sentence of the statement hangs together with its cue."""
        statement, verb = self.saying.statement, naming.verb
        within = (s for s in statement.content if s.start <= naming.start < s.end)
        around = next(within, None)
        return {
            **self.path(naming),
            "said": self.saying.said(naming.start),
            "kind": KINDS.index(naming.expression.kind),
            "preposition": number_of(naming.preposition, PREPOSITIONS),
            "part of a noun": naming.word is not None and naming.word.dep_ in PART_OF,
            "verb's tense": TENSES.index(tense(verb)) if verb is not None else NOTHING,
            "verb of the source": naming.subject in self.saying.source,
            "after the source": behind(naming, statement.source),
            "before the words": ahead(naming, statement.content),
            "to the end of the words": around.end - naming.end if around else NOTHING,
            "from the start of the words": naming.start - around.start if around else NOTHING,
        }

    def path(self, naming: Naming) -> Features:
        """The way through the parse from a time to the head of the cue."""
        climbed = [naming.word, *naming.word.ancestors] if naming.word is not None else []
        below = {word.i: depth for depth, word in enumerate(self.up)}
        up = next((i for i, word in enumerate(climbed) if word.i in below), None)
        if up is None or self.head is None:
            return {"up": FAR, "down": FAR}
        down = below[climbed[up].i]
        rising, falling = climbed[:up], self.up[:down]
        return {
            "up": up,
            "down": down,
            "verbs up": sum(word.pos_ in VERBS for word in rising[1:]),
            "verbs down": sum(word.pos_ in VERBS for word in falling[1:]),
            "clauses up": any(w.dep_ in ("relcl", "acl", "ccomp", "advcl") for w in rising),
            "adverbial up": any(w.dep_ in ("ccomp", "advcl") for w in rising),
            "conjunct down": any(w.dep_ == "conj" for w in falling),
            "words from the cue": climbed[0].i - self.head.i,
        }

    def at_distance(self, side: str, naming: Naming) -> Features:
        """How far away the report tells of a time, and what it tells of."""
        verb, low, high = naming.verb, *sorted((naming.start, self.at))
        others = {n.when for n in self.report.told if low < n.start < high} - {naming.when}
        firsts = self.report.firsts
        found: Features = {
            "paragraphs": abs(self.saying.number - naming.number),
            "statements": bisect_right(firsts, high) - bisect_right(firsts, low),
            "others": len(others),
            "kind": KINDS.index(naming.expression.kind),
            "preposition": number_of(naming.preposition, PREPOSITIONS),
            "tense": TENSES.index(tense(verb)) if verb is not None else NOTHING,
            "occasion": bool(naming.things & OCCASIONS),
            "speaking": verb is not None and verb.lemma_ in SPEAKING,
            "speaker's name": bool(self.surname) and self.surname in naming.names,
            "speaker's deed": bool(self.surname) and self.surname in naming.doers,
        }
        return {f"{side}: {name}": value for name, value in found.items()}


def behind(naming: Naming, spans: Iterable[Span]) -> float:
    """How many characters behind the nearest of the spans a time is named."""
    return min((naming.start - s.end for s in spans if s.end <= naming.start), default=FAR)


def ahead(naming: Naming, spans: Iterable[Span]) -> float:
    """How many characters before the nearest of the spans a time is named."""
    return min((s.start - naming.end for s in spans if s.start >= naming.end), default=FAR)


def number_of(value: str, values: Sequence[str]) -> int:
    """The made_at of a value among those that are told apart; the number of them for another."""
    return values.index(value) if value in values else len(values)
