"""Is a quotation on record, word for word?  One verdict, from the wordings that may be it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, Literal, TypeVar

from onrecord.quotations.alignment import Block, Difference, aligned, differences, occurrences
from onrecord.quotations.weight import is_telling, telling
from onrecord.quotations.words import Wording

Verdict = Literal[
    "exact", "altered", "joined", "another speaker", "paraphrase", "not in the record"
]
FEW = 3  # words put in, left out or exchanged, up to which a quotation is altered
PIECE = 3  # words of a piece of a joined quotation, at least
# Of the words of a quotation that are on record, so many make it an altered form of what is
# there.  Of 600 statements of other people laid on our invented reports, none comes near.
HALF = 0.5  # where few words differ and some of the same
SOME = 2  # tell something, or
MANY = 6  # are the same in all, fewer where the speaker is
MANY_OF_THEIRS = 4  # the one asked for;
MOST = 0.6  # where more differ, with
TELLING = 0.5  # of those that tell something
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Key]):
    """A wording on record.  ``by`` tells whether it is of the speaker asked for, None where the
    record does not know or nobody was asked for.
    """

    key: Key
    wording: Wording
    by: bool | None = None


@dataclass(frozen=True, slots=True)
class Finding(Generic[Key]):
    """The verdict, the candidates that it rests on in the order of the words, and what differs."""

    verdict: Verdict
    found: tuple[Candidate[Key], ...] = ()
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Fit(Generic[Key]):
    """A quotation laid on a candidate."""

    candidate: Candidate[Key]
    blocks: list[Block]
    same: int  # words
    tell: int  # of the same words, those that tell something
    told: float  # their share of all such words
    quoted: int  # of the same words, those in quotation marks

    @property
    def changed(self) -> int:
        """How many words differ."""
        return sum(
            max(block.last - block.first, block.our_last - block.our_first)
            for block in self.blocks
            if not block.equal
        )


def judged(theirs: Wording, candidates: Sequence[Candidate[Key]]) -> Finding[Key]:
    """The verdict on a quotation.

    Its words in a row, in quotation marks, said by whom it names, are ``exact``.  The words of
    somebody else are ``another speaker``'s, those outside of quotation marks the reporter's
    ``paraphrase``, those of several places ``joined``.
    """
    ordered = sorted(candidates, key=lambda candidate: candidate.by is False)
    exact = [candidate for candidate in ordered if is_quoted(theirs, candidate.wording)]
    if exact:
        return Finding("another speaker" if exact[0].by is False else "exact", (exact[0],))
    tells = is_telling(theirs.keys)
    printed = [one for one in ordered if is_printed(theirs, one) and (tells or one.by is not False)]
    if printed:
        return reworded("paraphrase", fit(theirs, printed[0]), theirs)
    fits = sorted((fit(theirs, one) for one in ordered), key=nearness, reverse=True)
    near = [one for one in fits if is_near(one, theirs)]
    if near and near[0].changed <= FEW:
        return altered(near, theirs)
    if pieces := joined_from(theirs, ordered):
        left_out = tuple(differences(gaps(pieces), theirs, pieces[0].candidate.wording))
        return Finding("joined", tuple(piece.candidate for piece in pieces), left_out)
    return altered(near, theirs) if near else Finding("not in the record")


def is_quoted(theirs: Wording, ours: Wording) -> bool:
    """Whether a wording has all the words in a row in quotation marks."""
    length = len(theirs)
    return any(all(ours.quoted[at : at + length]) for at in occurrences(theirs.keys, ours.keys))


def is_printed(theirs: Wording, candidate: Candidate[Key]) -> bool:
    """Whether a wording has all the words in a row, in marks or not."""
    return next(occurrences(theirs.keys, candidate.wording.keys), None) is not None


def fit(theirs: Wording, candidate: Candidate[Key]) -> Fit[Key]:
    """A quotation laid on a candidate where it fits best."""
    blocks = aligned(theirs, candidate.wording)
    equal = [block for block in blocks if block.equal]
    same = [word for block in equal for word in theirs.keys[block.first : block.last]]
    all_telling = telling(theirs.keys)
    return Fit(
        candidate=candidate,
        blocks=blocks,
        same=len(same),
        tell=len(telling(same)),
        told=len(telling(same)) / len(all_telling) if all_telling else 1.0,
        quoted=sum(
            sum(candidate.wording.quoted[block.our_first : block.our_last]) for block in equal
        ),
    )


def nearness(one: Fit[Key]) -> tuple[int, bool, int]:
    """What makes a fit the best one: few changes, the right speaker, words in quotation marks."""
    return one.same - one.changed, one.candidate.by is not False, one.quoted


def is_near(one: Fit[Key], theirs: Wording) -> bool:
    """Whether enough is the same for a quotation to be an altered form of what is on record."""
    many = MANY_OF_THEIRS if one.candidate.by else MANY
    enough = one.tell >= SOME or (one.same >= many and (one.tell > 0 or one.changed == 1))
    if enough and one.changed <= FEW and one.same >= HALF * len(theirs):
        return True
    return one.tell > 0 and one.same >= MOST * len(theirs) and one.told >= TELLING


def altered(near: Sequence[Fit[Key]], theirs: Wording) -> Finding[Key]:
    """What the nearest wording makes of a quotation; the right speaker's where it is as near."""
    best = next(
        (
            one
            for one in near
            if one.candidate.by is not False and one.changed <= near[0].changed + 1
        ),
        near[0],
    )
    if best.candidate.by is False:
        return reworded("another speaker", best, theirs)
    if best.quoted * 2 < best.same:
        return reworded("paraphrase", best, theirs)
    gap = max((b.our_last - b.our_first for b in best.blocks if b.first == b.last), default=0)
    only_cut = best.same == len(theirs) and gap > FEW
    return reworded("joined" if only_cut else "altered", best, theirs)


def reworded(verdict: Verdict, one: Fit[Key], theirs: Wording) -> Finding[Key]:
    """A verdict with what differs."""
    changed = differences(one.blocks, theirs, one.candidate.wording)
    return Finding(verdict, (one.candidate,), tuple(changed))


@dataclass(frozen=True, slots=True)
class Piece(Generic[Key]):
    """Words of a joined quotation, from ``first`` on, that a wording has in a row."""

    candidate: Candidate[Key]
    first: int
    our_first: int
    length: int


def joined_from(theirs: Wording, candidates: Sequence[Candidate[Key]]) -> list[Piece[Key]]:
    """The pieces of which a quotation is put together; none where it is not.

    From the front on, each is as long as any wording has it in quotation marks.
    """
    pieces: list[Piece[Key]] = []
    start = 0
    while start < len(theirs):
        runs = (
            Piece(one, start, *longest_run(theirs.keys[start:], one.wording)) for one in candidates
        )
        piece = max(runs, key=lambda run: run.length, default=None)
        if piece is None or piece.length < PIECE:
            return []
        pieces.append(piece)
        start += piece.length
    return pieces


def longest_run(words: Sequence[str], ours: Wording) -> tuple[int, int]:
    """Where a wording has most of these words, from the first on, in a row in quotation marks;
    and how many.
    """
    starts = (at for at, key in enumerate(ours.keys) if key == words[0])
    length, place = max(((length_of(words, ours, at), -at) for at in starts), default=(0, 0))
    return -place, length


def length_of(words: Sequence[str], ours: Wording, at: int) -> int:
    """For how many words a wording goes on as these do, from a place in quotation marks on."""
    length = 0
    for word, key, quoted in zip(words, ours.keys[at:], ours.quoted[at:], strict=False):
        if word != key or not quoted:
            break
        length += 1
    return length


def gaps(pieces: Sequence[Piece[Key]]) -> Iterator[Block]:
    """What was left out between the pieces where all are of one wording, in its order."""
    if any(piece.candidate is not pieces[0].candidate for piece in pieces):
        return
    for one, other in pairwise(pieces):
        if (end := one.our_first + one.length) <= other.our_first:
            yield Block(False, other.first, other.first, end, other.our_first)
