"""Occasions: how far a date reaches.

All that was said on one dated occasion carries its date.  So a speaker's date goes on to
what the same speaker says next in the past tense, until another occasion is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from onrecord.dates.expressions import When
from onrecord.dates.nouns import around, here, is_known, is_new, name
from onrecord.dates.sayings import Saying, chain
from onrecord.model import Speaker, SpeakerType

# News: what is no older than this at publication is what a report is about.
RECENT = timedelta(days=8)
REACH = 2  # paragraphs over which the occasion of a body, or an older one, goes on
# "Has repeatedly called", "recently pitched", "once said": on occasions of their own.
AT_OTHER_TIMES = frozenset(
    "recently previously once repeatedly often long always famously frequently".split()
)
PRONOUNS = frozenset("he she they it who".split())


@dataclass(frozen=True, slots=True)
class Occasion:
    """When a speaker spoke, None where the report leaves it open; the paragraph that says so."""

    when: When | None
    number: int
    named: bool = False


@dataclass
class Timeline:
    """The occasions of one article so far, by speaker and by what they are called."""

    published: date | None
    known: Iterable[Speaker]
    current: dict[str, Occasion] = field(default_factory=dict)
    main: dict[str, Occasion] = field(default_factory=dict)
    called: dict[str, When] = field(default_factory=dict)
    last: When | None = None

    def __post_init__(self) -> None:
        self.types = {speaker.id: speaker.type for speaker in self.known}
        self.surnames = {
            speaker.name.split()[-1]: speaker.id
            for speaker in self.known
            if speaker.type == "person" and speaker.name
        }

    def open(self, saying: Saying, when: When | None) -> None:
        """A saying names its occasion: what those who speak there say next was said there."""
        nouns = around(saying)
        speaker = saying.statement.speaker
        occasion = Occasion(when, saying.number, bool(nouns) or tells(saying))
        if when is not None:
            self.last = when
            self.called.update({name(noun): when for noun in nouns})
            for present in self.present(saying):
                self.note(present, occasion)
        if speaker is not None:
            self.note(speaker, occasion)

    def note(self, speaker: str, occasion: Occasion) -> None:
        """A speaker is at an occasion."""
        self.current[speaker] = occasion
        if self.is_news(occasion.when):
            self.main.setdefault(speaker, occasion)

    def present(self, saying: Saying) -> list[str]:
        """The persons whom a source of several names."""
        subjects = [
            word
            for sentence in saying.sentences
            for subject in sentence.root.children
            if subject.dep_ in ("nsubj", "nsubjpass")
            for word in (subject, *subject.conjuncts)
        ]
        return [self.surnames[word.text] for word in subjects if word.text in self.surnames]

    def is_news(self, when: When | None) -> bool:
        """Whether an occasion is recent, so that the report is about it."""
        return when is not None and (
            self.published is not None and when.last >= self.published - RECENT
        )

    def carried(self, saying: Saying) -> When | None:
        """The date that reaches a saying that names none itself."""
        if is_turn(saying):
            return self.last
        if saying.heading:
            return None
        nouns = here(saying)
        if known := [self.called[name(n)] for n in nouns if is_known(n) and name(n) in self.called]:
            return known[-1]
        occasion = self.current.get(saying.statement.speaker or "")
        if any(is_new(noun) for noun in nouns) and not (
            occasion and not occasion.named and saying.number - occasion.number <= REACH
        ):
            self.open(saying, None)
            return None
        if occasion is None or not self.goes_on(saying):
            return None
        if self.is_over(occasion, saying):
            speaker = saying.statement.speaker or ""
            lasting = self.type(saying) in ("person", "document")
            back = self.main.get(speaker) if lasting else None
            occasion = Occasion(back.when if back else None, saying.number)
            self.current[speaker] = occasion
        return occasion.when

    def goes_on(self, saying: Saying) -> bool:
        """Whether a saying reads as one more on the same occasion."""
        if self.type(saying) == "document":
            return True
        head = saying.head
        if saying.tense not in ("past", "open") or head is None:
            return not any(t.is_alpha for t in saying.cue)
        return not at_other_times(saying)

    def is_over(self, occasion: Occasion, saying: Saying) -> bool:
        """Whether the report has gone on from an occasion: from old ones sooner."""
        away = saying.number - occasion.number
        if occasion.when is not None and not self.is_news(occasion.when):
            return away > (REACH if is_reference(saying) else 0)
        lasting = self.type(saying) in ("person", "document") or is_reference(saying)
        return away > 0 and not lasting

    def type(self, saying: Saying) -> SpeakerType | None:
        """What kind of speaker says it."""
        return self.types.get(saying.statement.speaker or "")


def at_other_times(saying: Saying) -> bool:
    """Whether an adverb says that the words were said on occasions of their own."""
    verbs = chain(saying.head) if saying.head is not None else ()
    return any(child.lower_ in AT_OTHER_TIMES for verb in verbs for child in verb.children)


def tells(saying: Saying) -> bool:
    """Whether somebody is told: that is an occasion of its own."""
    return any(verb.lemma_ == "tell" for verb in saying.verbs)


def is_turn(saying: Saying) -> bool:
    """Whether a saying is one turn of a transcript: "MODERATOR: …" at the start of a line."""
    return (
        not saying.heading
        and bool(saying.source)
        and saying.source[-1].is_upper
        and "".join(token.text for token in saying.cue) == ":"
        and not any(token.is_alpha for token in saying.paragraph.doc[: saying.source[0].i])
    )


def is_reference(saying: Saying) -> bool:
    """Whether a speaker is only referred to: the report is still at the same occasion."""
    if not saying.source or saying.source[0].lower_ in PRONOUNS:
        return True
    named = any(token.pos_ == "PROPN" for token in saying.source)
    return saying.source[0].lower_ == "the" and not named
