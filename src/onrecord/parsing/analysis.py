"""What the stages share of an article while it goes through them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from onrecord.model import Article, Speaker, Statement
from onrecord.parsing.quotations import covering
from onrecord.parsing.story import Passage, story

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Phrase

    # Rooms further down: here they are words alone.
    from onrecord.entities.present import Entity
    from onrecord.meaning import Reading
    from onrecord.network import Tagging


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One parsed passage; its methods take and give offsets into the article's text."""

    passage: Passage
    doc: Doc

    @property
    def start(self) -> int:
        """Where it starts."""
        return self.passage.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.passage.end

    def at(self, character: int) -> int:
        """Where a character of the parse starts."""
        return self.start + self.passage.seen.start(character)

    def behind(self, character: int) -> int:
        """Where the character before one of the parse ends."""
        return self.start + self.passage.seen.end(character)

    def phrase(self, start: int, end: int) -> Phrase | None:
        """The parsed words that a stretch touches."""
        first, last = self.passage.seen.within(start - self.start, end - self.start)
        return self.doc.char_span(first, last, alignment_mode="expand") or None

    def is_quoted(self, at: int) -> bool:
        """Whether the character at an offset into the article's text stands in a quotation."""
        return covering(self.passage.quotations, at) is not None


@dataclass(frozen=True, slots=True)
class Analysis:
    """An article with what is known of its story so far, a passage, paragraph or tagging each.

    ``entities`` are those whom it mentions, ``readings`` what the reader says of each statement.

    A stage returns it with more known.
    """

    article: Article
    story: tuple[Passage, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    scores: tuple[Tagging, ...] = ()
    entities: tuple[Entity, ...] = ()
    readings: Mapping[str, Reading] = field(default_factory=dict)

    @classmethod
    def of(cls, article: Article) -> Analysis:
        """What is known before the first stage."""
        return cls(article, tuple(story(article)))

    def knowing(
        self, statements: tuple[Statement, ...], speakers: tuple[Speaker, ...] | None = None
    ) -> Analysis:
        """The same with these statements, and with these speakers if there are new ones."""
        speakers = self.article.speakers if speakers is None else speakers
        article = replace(self.article, statements=statements, speakers=speakers)
        return replace(self, article=article)
