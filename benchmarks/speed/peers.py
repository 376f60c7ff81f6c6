"""Extractors that people use, on spaCy's pipeline, to be timed beside ours.

The Gender Gap Tracker's method is written here anew from its description (Asr et al.,
"The Gender Gap Tracker: Using Natural Language Processing to measure gender bias in
media", PLOS ONE 2021, doi 10.1371/journal.pone.0245533) and what its published code
does: clauses that depend on a reporting verb, sentences in quotation marks that follow
them, and anything else in quotation marks with the nearest verb.  Its own code runs
spaCy's large pipeline, a text at a time; this runs the small one over batches, which
can only be faster.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
REPORTING = set(
    "acknowledge add admit advise announce argue assert assure claim clarify comment conclude "
    "confirm continue criticize declare denounce describe dispute estimate exclaim explain "
    "highlight indicate inform insist mention note notify persist point predict proclaim reassure "
    "reckon remind reply report respond restate say state suggest tell testify think tweet warn "
    "write".split()
)
NOT_QUOTED = ("i", "we")
NEAR = 5  # tokens between a quotation and its verb
FEWEST_WORDS, FEWEST_TOKENS, MOST_TOKENS = 4, 7, 99
MOST_SENTENCES = 5  # of a quotation that follows another


def gender_gap_tracker(nlp: Language, texts: Sequence[str]) -> int:
    """How many quotations the Gender Gap Tracker's method finds in the texts."""
    straight = (text.translate(STRAIGHT) for text in texts)
    return sum(len(quotations(doc)) for doc in nlp.pipe(straight))


def quotations(doc: Doc) -> list[tuple[Span, str]]:
    """Content and speaker of what is quoted; of contents that overlap the first found stays."""
    syntactic = list(by_syntax(doc))
    found = [*syntactic, *following(doc, syntactic), *in_marks(doc)]
    kept: list[tuple[Span, str]] = []
    taken: set[int] = set()
    for content, speaker in found:
        tokens = range(content.start, content.end)
        if len(content.text.split()) >= FEWEST_WORDS and taken.isdisjoint(tokens):
            kept.append((content, speaker))
            taken.update(tokens)
    return kept


def by_syntax(doc: Doc) -> Iterator[tuple[Span, str]]:
    """Clauses that depend on a reporting verb with a subject, and what stands by "according to"."""
    for token in doc:
        if token.dep_ == "ccomp" and token.head.lemma_.lower() in REPORTING:
            verb = token.head
            subject = next(
                (c for c in (*verb.children, *verb.head.children) if c.dep_ == "nsubj"), None
            )
            if subject is not None:
                speaker = subtree(doc, subject).text
                if speaker.strip().lower() not in NOT_QUOTED:
                    yield subtree(doc, token), speaker
        elif token.dep_ == "prep" and token.lower_ == "to" and token.head.lower_ == "according":
            according = token.head
            whole = subtree(doc, according.head)
            speaker = doc[token.i + 1 : according.right_edge.i + 1].text
            if according.i < according.head.i:
                yield doc[according.right_edge.i + 1 : whole.end], speaker
            else:
                yield doc[whole.start : according.i], speaker


def subtree(doc: Doc, token: Token) -> Span:
    """All that depends on a token."""
    return doc[token.left_edge.i : token.right_edge.i + 1]


def following(doc: Doc, syntactic: list[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """Sentences in quotation marks right behind a sentence that quotes somebody."""
    sentences = list(doc.sents)
    speakers = {content.root.sent.start: speaker for content, speaker in syntactic}
    at = 1
    while at < len(sentences):
        speaker = speakers.get(sentences[at - 1].start)
        end = closing(sentences, at) if speaker is not None else None
        if speaker is not None and end is not None:
            yield doc[sentences[at].start : sentences[end].end], speaker
            at = end
        at += 1


def closing(sentences: list[Span], opening: int) -> int | None:
    """The number of the sentence that closes the quotation that one opens, if it opens any."""
    if '"' not in sentences[opening].text.lstrip()[:2]:
        return None
    for number in range(opening, min(opening + MOST_SENTENCES, len(sentences))):
        if sentences[number].text.rstrip()[1:].endswith('"'):
            return number
    return None


def in_marks(doc: Doc) -> Iterator[tuple[Span, str]]:
    """What stands between two quotation marks, with the subject of the nearest verb."""
    marks = [token.i for token in doc if token.text == '"']
    for start, end in zip(marks[::2], marks[1::2], strict=False):
        content = doc[start : end + 1]
        if FEWEST_TOKENS <= len(content) <= MOST_TOKENS:
            verb = nearest_verb(doc, content)
            subjects = [c.text for c in verb.children if c.dep_ == "nsubj"] if verb else []
            yield content, subjects[0] if subjects else ""


def nearest_verb(doc: Doc, content: Span) -> Token | None:
    """The verb next to a quotation, before it or else behind it, in the same sentence."""
    before = reversed(doc[max(content.start - NEAR, 0) : content.start])
    behind = doc[content.end : content.end + NEAR]
    for side in (before, behind):
        for token in side:
            if token.pos_ == "VERB":
                return token
            if token.text in ('"', "."):
                break
    return None


def has_textacy() -> bool:
    """Whether textacy is installed."""
    return importlib.util.find_spec("textacy") is not None


def textacy(nlp: Language, texts: Sequence[str]) -> int:
    """How many direct quotations textacy finds; it refuses a text whose marks do not pair."""
    from textacy.extract.triples import direct_quotations

    found = 0
    for doc in nlp.pipe(texts):
        try:
            found += sum(1 for _ in direct_quotations(doc))
        except ValueError:
            continue
    return found
