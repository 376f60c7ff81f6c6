"""Attribution: the network's scores → statements, each with its source, cue and content.

The network marks sources, cues and contents and says which belong together;
quotations that no cue introduces are placed by the marks around them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from importlib.resources.abc import Traversable
from math import exp, expm1, log

import numpy as np

from onrecord.attribution.asides import drop_asides
from onrecord.attribution.drafts import Draft, Pieces
from onrecord.attribution.edges import says_nothing, trimmed
from onrecord.attribution.interviews import take_interview
from onrecord.attribution.linking import Linker
from onrecord.attribution.nested import give_sentences
from onrecord.attribution.speeches import make_whole
from onrecord.attribution.turns import take_turns
from onrecord.attribution.uncued import WORD, Surroundings, complete
from onrecord.model import Article, Manner, Span, Statement, statement_id
from onrecord.network import MODEL, Settings, Tagging
from onrecord.network.decoding import decode
from onrecord.parsing import Analysis
from onrecord.parsing.quotations import Quotation, covering
from onrecord.versions import version

__all__ = ["Attribution"]

NEVER_SURER = 1e-3  # is the likelihood that anything found is wrong
LEAST = 0.35  # of those less likely to be right, most are wrong


class Attribution:
    """The stage that makes statements of the network's scores."""

    name = "attribution"
    needs = ("scores",)
    gives = ("statements",)

    def __init__(self, model: Traversable = MODEL, least: float = LEAST) -> None:
        """``model`` is the folder whose network gives the scores; its settings tell what they mean.

        Statements less likely than ``least`` to be right are not kept.
        """
        self.least = least
        self.settings = Settings.of(model)
        self.chain = np.array(self.settings.chain, np.float32)
        self.link = Linker(np.array(self.settings.distances, np.float32))

    @cached_property
    def version(self) -> str:
        """The version of the settings, and that of the code."""
        return version(self.settings.version, __package__)

    def __call__(self, analyses: Iterable[Analysis]) -> Iterator[Analysis]:
        """Each analysis with its statements, in text order."""
        for analysis in analyses:
            yield analysis.knowing(statements=self.statements(analysis))

    def statements(self, analysis: Analysis) -> tuple[Statement, ...]:
        """The statements of one article."""
        article, taggings = analysis.article, analysis.scores
        places = [
            Surroundings(article.text, passage.start, passage.end, passage.quotations, drafts)
            for passage, drafts in zip(
                analysis.story, self.drafts(article.text, taggings), strict=True
            )
        ]
        quoted = [quotation for place in places for quotation in place.quotations]
        give_sentences(places)
        drop_asides(places)
        if not take_turns(places):
            take_interview(places)
        make_whole(places)
        unique = {
            statement.id: statement
            for draft in complete(places)
            for statement in [self.finished(draft, article, quoted)]
            if self.confidence(draft) >= self.least and not says_nothing(draft, article.text)
        }
        return tuple(sorted(unique.values(), key=lambda s: (s.content[0].start, s.content[-1].end)))

    def drafts(self, text: str, taggings: Sequence[Tagging]) -> Iterator[list[Draft]]:
        """The cues that the tagger finds, with what goes with them, by paragraph."""
        decoded = decode([tagging.tags for tagging in taggings], self.chain)
        for tagging, (tags, likely) in zip(taggings, decoded, strict=True):
            found = self.link(tagging, tags, likely)
            yield [trimmed(draft, text, tagging.words.quotations) for draft in found]

    def finished(self, draft: Draft, article: Article, quoted: Sequence[Quotation]) -> Statement:
        """The statement that a draft has become."""
        source, cue, content = (
            spans(pieces, article.text) for pieces in (draft.source, draft.cue, draft.content)
        )
        return Statement(
            id=statement_id(article.id, source, cue, content),
            source=source,
            cue=cue,
            content=content,
            manner="direct" if draft.spoken else manner(content, quoted),
            confidence=self.confidence(draft),
        )

    def confidence(self, draft: Draft) -> float:
        """How likely the statement is right, as measured on articles marked by hand."""
        slope, shift = self.settings.certainty
        return round(1 / (1 + exp(-(slope * odds(draft.sure) + shift))), 3)


def odds(sure: float) -> float:
    """The log odds of a log-likelihood."""
    return sure - log(-expm1(min(sure, -NEVER_SURER)))


def spans(pieces: Pieces, text: str) -> tuple[Span, ...]:
    """The pieces as spans of the text."""
    return tuple(Span.of(text, start, end) for start, end in pieces)


def manner(content: tuple[Span, ...], quoted: Sequence[Quotation]) -> Manner:
    """Direct where all of it is quoted, a "that" before it aside; mixed where some is."""
    words = [(span.start + w.start(), w[0]) for span in content for w in WORD.finditer(span.text)]
    outside = [  # a mark that was encoded twice has letters itself
        word for at, word in words if not (covering(quoted, at) or covering(quoted, at + 1))
    ]
    if len(outside) == len(words):
        return "indirect"
    return "direct" if outside in ([], ["that"]) else "mixed"
