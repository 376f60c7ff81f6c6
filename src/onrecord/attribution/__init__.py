"""Attribution: articles → statements, each with its source, cue and content.

The quick form: spaCy's parse says which clause a verb governs, a lexicon counted
on PolNeAR says which verbs attribute, and quotation marks say what was said in
so many words.
"""

from __future__ import annotations

from onrecord.attribution.drafts import Draft, Pieces
from onrecord.attribution.paragraphs import ParagraphReader
from onrecord.model import Article, Manner, Span, Statement, statement_id
from onrecord.parsing import Analysis

DIRECT_SHARE = 0.8  # of a content's letters stand in quotation marks where it is direct


class Attribution:
    """The stage that finds statements."""

    name = "attribution"
    version = "quick-2"

    def __call__(self, analysis: Analysis) -> Analysis:
        """The analysis with the article's statements, in text order."""
        article = analysis.article
        quoted = quoted_characters(analysis)
        statements = (finished(draft, article, quoted) for draft in self.drafts(analysis))
        unique = {statement.id: statement for statement in statements}
        ordered = sorted(unique.values(), key=lambda s: (s.content[0].start, s.content[-1].end))
        return analysis.knowing(statements=tuple(ordered))

    def drafts(self, analysis: Analysis) -> list[Draft]:
        """What each paragraph attributes; a quotation may run on into the next."""
        drafts: list[Draft] = []
        last: Draft | None = None
        for paragraph in analysis.paragraphs:
            reader = ParagraphReader(paragraph, last)
            drafts += reader.read()
            last = reader.left_open()
            if last is not None and last not in drafts:
                drafts.append(last)
        return [draft for draft in drafts if draft.content]


def quoted_characters(analysis: Analysis) -> frozenset[int]:
    """The offsets of the story that stand in quotation marks."""
    return frozenset(
        i
        for paragraph in analysis.paragraphs
        for quotation in paragraph.quotations
        for i in range(quotation.start, quotation.end)
    )


def finished(draft: Draft, article: Article, quoted: frozenset[int]) -> Statement:
    """The statement that a draft has become."""
    source, cue, content = (
        spans(pieces, article.text) for pieces in (draft.source, draft.cue, draft.content)
    )
    return Statement(
        id=statement_id(article.id, source, cue, content),
        source=source,
        cue=cue,
        content=content,
        manner=manner(content, quoted),
        confidence=round(draft.rate, 3),
    )


def spans(pieces: Pieces, text: str) -> tuple[Span, ...]:
    """The pieces as spans of the text."""
    return tuple(Span.of(text, start, end) for start, end in pieces)


def manner(content: tuple[Span, ...], quoted: frozenset[int]) -> Manner:
    """Direct where (almost) all letters are quoted, mixed where some are."""
    inside = [
        span.start + i in quoted
        for span in content
        for i, character in enumerate(span.text)
        if character.isalnum()
    ]
    if not any(inside):
        return "indirect"
    return "direct" if sum(inside) >= DIRECT_SHARE * len(inside) else "mixed"
