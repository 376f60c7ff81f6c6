"""Which spans of a paragraph belong together: every content to a cue, every cue to its source.

A content goes to the cue that the tagger finds likeliest, a cue to the likeliest
source or to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from onrecord.attribution.drafts import Draft
from onrecord.network import Tagging
from onrecord.network.decoding import Scores
from onrecord.network.tags import ROLES, TAGS
from onrecord.network.words import Numbers, Words, distance

CUE, SOURCE = 0, 1  # what a span wants; its links stand in this order, twice: asks, answers


@dataclass(frozen=True, slots=True)
class Found:
    """A span of words [start, end) and the log-likelihood that it is what its tags say."""

    role: str
    start: int
    end: int
    sure: float

    def piece(self, words: Words) -> tuple[int, int]:
        """The span as offsets into the article's text."""
        return int(words.starts[self.start]), int(words.ends[self.end - 1])


class Linker:
    """Makes statements of the spans that the tags of one paragraph mark."""

    def __init__(self, distances: Scores) -> None:
        self.distances = distances

    def __call__(self, tagging: Tagging, tags: Numbers, likely: Scores) -> list[Draft]:
        """The paragraph's statements that have a cue; a cue may still be without its content."""
        found = spans(tags, likely)
        sources, cues, contents = ([span for span in found if span.role == role] for role in ROLES)
        drafts = [Draft() for _ in cues]
        for content in contents if cues else ():
            number, sure = self.likeliest(CUE, content, cues, tagging)
            drafts[number].content.append(content.piece(tagging.words))
            drafts[number].sure = min(drafts[number].sure, content.sure + sure)
        for draft, cue in zip(drafts, cues, strict=True):
            self.add_cue(draft, cue, sources, tagging)
        return drafts

    def add_cue(self, draft: Draft, cue: Found, sources: list[Found], tagging: Tagging) -> None:
        """Give a draft its cue, and the cue's source if it has one."""
        draft.cue = [cue.piece(tagging.words)]
        number, sure = self.likeliest(SOURCE, cue, sources, tagging)
        draft.sure += cue.sure + sure
        if number < len(sources):
            draft.source = [sources[number].piece(tagging.words)]
            draft.sure += sources[number].sure

    def likeliest(
        self, wanted: int, asks: Found, answers: list[Found], tagging: Tagging
    ) -> tuple[int, float]:
        """The number of the answer that suits best, and the log-likelihood that it is right.

        A content wants a CUE; a cue wants a SOURCE, and a number behind the last means nobody.
        """
        starts = np.array([answer.start for answer in answers], dtype=np.int64)
        links = tagging.links
        scores = links[starts, 2 * wanted + 1] @ links[asks.start, 2 * wanted]
        scores = scores + self.distances[wanted][distance(starts - asks.start)]
        if wanted == SOURCE:
            scores = np.append(scores, tagging.nobody[asks.start])
        best = int(scores.argmax())
        return best, float(scores[best] - np.logaddexp.reduce(scores))


def spans(tags: Numbers, likely: Scores) -> list[Found]:
    """The spans that tags make, in order; a span begins at an odd tag."""
    found = []
    starts = np.flatnonzero(tags % 2).tolist()
    for start, limit in pairwise([*starts, len(tags)]):
        outside = np.flatnonzero(tags[start:limit] == 0)
        end = start + int(outside[0]) if len(outside) else limit
        chosen = likely[np.arange(start, end), tags[start:end]]
        sure = float(np.log(np.maximum(chosen, 1e-6)).mean())
        found.append(Found(TAGS[tags[start]][2:], start, end, sure))
    return found
