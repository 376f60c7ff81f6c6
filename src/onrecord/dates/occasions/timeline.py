"""Occasions: how far a date reaches.

All that was said on one dated occasion carries its date.  So a speaker's date goes on to
what the same speaker says next in the past tense, until another occasion is named; that of
a body to those who speak for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from onrecord.dates.cue_clauses import Saying, chain
from onrecord.dates.expressions import When
from onrecord.dates.occasions.nouns import around, here, is_new
from onrecord.dates.occasions.scenes import Scene
from onrecord.model import Span, Speaker, SpeakerType
from onrecord.names import last_word

# News: what is no older than this at publication is what a report is about.
RECENT = timedelta(days=8)
REACH = 2  # paragraphs over which the occasion of a body, or an older one, goes on
# "Has repeatedly called", "recently pitched", "once said": on occasions of their own.
AT_OTHER_TIMES = frozenset(
    "recently previously once repeatedly often long always famously frequently".split()
)
LASTING = ("person", "document", "organization")
PRONOUNS = frozenset("he she they it who".split())


@dataclass(frozen=True, slots=True)
class Occasion:
    """When a speaker spoke, None where the report leaves it open; the paragraph that says so."""

    when: When | None
    number: int
    named: bool = False


@dataclass
class Timeline:
    """The occasions of one article so far, by speaker."""

    published: date | None
    known: Iterable[Speaker]
    current: dict[str, Occasion] = field(default_factory=dict)
    main: dict[str, Occasion] = field(default_factory=dict)
    bodies: dict[str, Occasion] = field(default_factory=dict)
    last: When | None = None
    described: Occasion | None = None

    def __post_init__(self) -> None:
        self.types = {speaker.id: speaker.type for speaker in self.known}
        self.heads = {
            speaker.id: {head_word(mention) for mention in speaker.mentions}
            for speaker in self.known
            if speaker.type == "organization"
        }
        named = [(last_word(s.name), s.id) for s in self.known if s.type == "person" and s.name]
        bearers = Counter(name for name, _ in named)
        self.surnames = {name: who for name, who in named if bearers[name] == 1}

    def open(self, saying: Saying, when: When | None) -> None:
        """A saying names its occasion: what those who speak there say next was said there."""
        speaker = saying.statement.speaker
        occasion = Occasion(when, saying.number, bool(around(saying)) or tells(saying))
        if when is not None:
            self.last = when
            for present in self.present(saying):
                self.note(present, occasion)
        if speaker is not None:
            self.note(speaker, occasion)
        if self.is_news(when) and saying.source and saying.source[0].lower_ in ("a", "an"):
            self.described = occasion

    def enter(self, scene: Scene) -> None:
        """The report tells where a person was: what that person says next was said there."""
        if self.is_news(scene.when) and scene.when.is_day:
            self.note(scene.speaker, Occasion(scene.when, scene.number, True))

    def note(self, speaker: str, occasion: Occasion) -> None:
        """A speaker is at an occasion."""
        self.current[speaker] = occasion
        if self.is_news(occasion.when):
            self.main.setdefault(speaker, occasion)
            self.bodies.update(dict.fromkeys(self.heads.get(speaker, ()), occasion))

    def present(self, saying: Saying) -> list[str]:
        """The persons whom a source of several names."""
        subjects = [
            word
            for sentence in saying.sentences
            for subject in sentence.root.children
            if subject.dep_ in ("nsubj", "nsubjpass")
            for word in (subject, *subject.conjuncts)
        ]
        found = (self.surnames.get(last_word(word.text)) for word in subjects)
        return [speaker for speaker in found if speaker is not None]

    def is_news(self, when: When | None) -> bool:
        """Whether an occasion is recent, so that the report is about it."""
        return when is not None and (
            self.published is not None and self.published - when.last <= RECENT
        )

    def carried(self, saying: Saying) -> When | None:
        """The date that reaches a saying that names none itself."""
        if is_turn(saying):
            return self.last
        occasion = self.current.get(saying.statement.speaker or "")
        if occasion is None and self.goes_on(saying) and (when := self.borrowed(saying)):
            return when
        if any(is_new(noun) for noun in here(saying)) and not (
            occasion and not occasion.named and saying.number - occasion.number <= REACH
        ):
            self.open(saying, None)
            return None
        if occasion is None:
            return None
        if not self.goes_on(saying):
            if self.is_old(occasion) and saying.tense in ("present", "perfect"):
                self.come_back(saying)
            return None
        if self.is_over(occasion, saying):
            occasion = self.come_back(saying)
        return occasion.when

    def come_back(self, saying: Saying) -> Occasion:
        """The report is back from an occasion at what it is about, as far as a speaker goes."""
        speaker = saying.statement.speaker or ""
        back = self.main.get(speaker) if self.type(saying) in LASTING else None
        self.current[speaker] = Occasion(back.when if back else None, saying.number)
        return self.current[speaker]

    def borrowed(self, saying: Saying) -> When | None:
        """The date of the body that a speaker first heard is, or for which a person speaks.

        "A union agreed Monday": next, "the Pilots' Union said"; "union chief Ida Holm said".
        """
        kind, body = self.type(saying), self.described
        if kind == "person" and saying.source:
            occasion = self.bodies.get(saying.source[0].text)
            return occasion.when if occasion else None
        if kind != "organization" or body is None or saying.number - body.number > 1:
            return None
        if not has_name(saying):
            return None
        self.open(saying, body.when)
        return body.when

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
        if self.is_old(occasion):
            return away > (REACH if is_reference(saying) else 0)
        lasting = self.type(saying) in LASTING or is_reference(saying)
        return away > 0 and not lasting

    def is_old(self, occasion: Occasion) -> bool:
        """Whether an occasion lies too far back for the report to be about it."""
        return occasion.when is not None and not self.is_news(occasion.when)

    def type(self, saying: Saying) -> SpeakerType | None:
        """What kind of speaker says it."""
        return self.types.get(saying.statement.speaker or "")


def head_word(mention: Span) -> str:
    """The word by which a body is called: "panel" of "a House panel"."""
    words = mention.text.split()
    return words[-1].removesuffix("'s").removesuffix("’s") if words else ""


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
    return saying.source[0].lower_ == "the" and not has_name(saying)


def has_name(saying: Saying) -> bool:
    """Whether a source has a name."""
    return any(token.pos_ == "PROPN" for token in saying.source)
