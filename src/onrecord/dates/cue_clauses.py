"""Sayings: where in the parse each statement is made.

A saying is the verb of a statement's cue in its sentence, with what the rest of this room
asks of it: its tense, what hangs on it, whether it is a headline's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from onrecord.model import Article, Span, Statement
from onrecord.parsing import Analysis, Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

VERBS = ("VERB", "AUX")
# "Speaking to reporters in Brussels, …": what hangs on such a verb hangs on the saying.
SPEAKING = frozenset(
    "speak talk say announce explain complain write comment testify appear address brief".split()
)
Tense = Literal["past", "present", "perfect", "earlier", "open", "none"]


@dataclass(frozen=True)
class Saying:
    """A statement in paragraph ``number``; ``cue`` and ``source`` are the tokens of its spans."""

    article: Article
    statement: Statement
    number: int
    paragraph: Paragraph
    heading: bool
    cue: tuple[Token, ...]
    source: tuple[Token, ...]
    words: tuple[tuple[int, int], ...]

    @cached_property
    def verbs(self) -> tuple[Token, ...]:
        """The verbs of the cue; of a cue that has none, the words themselves."""
        return tuple(token for token in self.cue if token.pos_ in VERBS) or self.cue

    @cached_property
    def speaking(self) -> tuple[Token, ...]:
        """The verbs of the cue and those of speaking beside it: "speaking on Friday, … said"."""
        beside = [word.head for word in self.verbs if self.is_deed(word)]
        beside += [
            child
            for word in (*self.verbs, *self.source)
            for child in word.children
            if child.tag_ == "VBG" and child.dep_ in ("advcl", "acl") and child.lemma_ in SPEAKING
        ]
        return (*self.verbs, *beside)

    @cached_property
    def head(self) -> Token | None:
        """The word of the cue on which its others hang."""
        return min(self.verbs, key=lambda token: len(list(token.ancestors)), default=None)

    @cached_property
    def sentences(self) -> tuple[Phrase, ...]:
        """The sentences in which the cue, or else the source or what was said, stands."""
        tokens = self.cue or self.source
        if tokens:
            first, last = tokens[0].sent, tokens[-1].sent
            return (first,) if first == last else (first, last)
        return ()

    @cached_property
    def tense(self) -> Tense:
        """When the verb says it was said: "open" for participles, "none" for no verb."""
        if self.head is None:
            return "none"
        for verb in chain(self.head.head if self.is_deed(self.head) else self.head):
            found = tense(verb)
            if found != "open" and not self.said(self.offset(verb)):
                return found
        return "open"

    def is_deed(self, word: Token) -> bool:
        """Whether a word of the cue is what the source does: "it raised its | forecast"."""
        return word.dep_ == "dobj" and any(
            child.dep_ == "nsubj" and child in self.source for child in word.head.children
        )

    def offset(self, token: Token) -> int:
        """Where a token stands in the article's text."""
        return self.paragraph.at(token.idx)

    def said(self, start: int) -> bool:
        """Whether an offset stands in what was said, or in somebody else's words."""
        return any(begin <= start < end for begin, end in self.words)


def chain(verb: Token) -> Iterator[Token]:
    """A verb and those above it on which it hangs as part of one sentence."""
    yield verb
    for above in verb.ancestors:
        if verb.dep_ not in ("conj", "advcl", "xcomp") or above.pos_ not in VERBS:
            return
        yield above
        verb = above


def tense(verb: Token) -> Tense:
    """The tense of a verb with its auxiliaries: "earlier" is "had said"."""
    if verb.pos_ not in VERBS:
        return "none"
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if any(helper.tag_ == "MD" for helper in helpers) or verb.tag_ == "MD":
        return "present"
    for helper in helpers:
        if helper.lemma_ == "have":
            return "earlier" if helper.tag_ == "VBD" else "perfect"
    finite = next((h.tag_ for h in helpers if h.tag_ in ("VBD", "VBZ", "VBP")), verb.tag_)
    if finite == "VBD":
        return "past"
    return "present" if finite in ("VBZ", "VBP") else "open"


def all_sayings(analysis: Analysis) -> Iterator[Saying]:
    """The statements of an analysis as sayings, in text order."""
    if not analysis.paragraphs:
        return
    starts = [paragraph.start for paragraph in analysis.paragraphs]
    headings = {block.start for block in analysis.article.blocks if block.kind == "heading"}
    contents = contents_by_paragraph(analysis.article.statements, starts)
    for statement in sorted(analysis.article.statements, key=first_offset):
        number = number_of(made_at(statement), starts)
        paragraph = analysis.paragraphs[number]
        yield Saying(
            analysis.article,
            statement,
            number,
            paragraph,
            paragraph.start in headings,
            tuple(tokens(statement.cue, paragraph)),
            tuple(tokens(statement.source, paragraph)),
            tuple(words_apart(statement, contents[number])),
        )


def number_of(at: int, starts: list[int]) -> int:
    """The number of the paragraph in which an offset stands."""
    return max(bisect_right(starts, at) - 1, 0)


def contents_by_paragraph(
    statements: Iterable[Statement], starts: list[int]
) -> dict[int, list[tuple[int, int]]]:
    """What was said in each paragraph, by whomever, as [start, end) of the text."""
    contents = defaultdict(list)
    for span in {span for statement in statements for span in statement.content}:
        for number in range(number_of(span.start, starts), number_of(span.end - 1, starts) + 1):
            contents[number].append((span.start, span.end))
    return contents


def words_apart(
    statement: Statement, contents: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """What was said, and the words of others in which this statement does not stand."""
    at = made_at(statement)
    own = {(span.start, span.end) for span in statement.content}
    return (words for words in contents if words in own or not words[0] <= at < words[1])


def made_at(statement: Statement) -> int:
    """Where a statement is made: at its cue, or else its source, or what was said."""
    return (statement.cue or statement.source or statement.content)[0].start


def first_offset(statement: Statement) -> int:
    """Where a statement begins."""
    return min(span.start for span in (*statement.source, *statement.cue, *statement.content))


def tokens(spans: Iterable[Span], paragraph: Paragraph) -> Iterator[Token]:
    """The tokens of the spans that stand in a paragraph."""
    for span in spans:
        if paragraph.start <= span.start and span.end <= paragraph.end:
            yield from paragraph.phrase(span.start, span.end) or ()
