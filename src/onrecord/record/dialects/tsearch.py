"""Queries as PostgreSQL's full-text index has them.

A row of the index has its words twice: as a ``tsvector``, by which rows are found, and in order,
in ``folded``, which tells where they stand: each word between two spaces, each column on a line of
its own.  So phrases may stand anywhere (positions in a ``tsvector`` end at 16,383), and the rank
is the one that SQLite gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnElement,
    Float,
    TableClause,
    Text,
    and_,
    cast,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import TSQUERY, aggregate_order_by

from onrecord.record.dialects.tokens import tokens
from onrecord.record.query import All, Either, Query, Term

LONGEST = 250  # letters of a word as the index has it; PostgreSQL takes 2,046 bytes
LINE = "\n"  # between columns
LATEST = 1_000  # rows by which the usual length of one is told
COMMON = 100_000  # rows with a phrase, beyond which it is not counted how many more there are


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand next to each other; ``starts`` where the last may go on."""

    words: tuple[str, ...]
    starts: bool = False

    @property
    def folded(self) -> str:
        """The phrase as it stands in ``folded``."""
        text = in_row(self.words)
        return text.rstrip() if self.starts else text

    @property
    def is_plain(self) -> bool:
        """Whether the ``tsvector`` alone tells who has it."""
        return len(self.words) == 1 and len(self.words[0]) < LONGEST


Phrases = Mapping[Term, Sequence[Phrase]]  # what each word of a query may be in a text


def in_row(words: Iterable[str]) -> str:
    """Words as they stand in ``folded``."""
    return "".join(f" {word} " for word in words)


def folded(columns: Iterable[Sequence[str]]) -> str:
    """The words of a row's columns in order."""
    return LINE.join(map(in_row, columns))


def lexemes(columns: Iterable[Sequence[str]], labels: Iterable[str]) -> set[str]:
    """The words of a row as its ``tsvector`` has them: each by itself, and with the label of its
    column where that has one.
    """
    found: set[str] = set()
    for words, label in zip(columns, labels, strict=True):
        cut = {word[:LONGEST] for word in words}
        found |= cut
        found |= {label + word for word in cut if label}
    return found


def phrases_of(forms: Mapping[Term, Iterable[str]]) -> dict[Term, list[Phrase]]:
    """What each word of a query may be, from its forms as they are written."""
    written = list(dict.fromkeys(form for some in forms.values() for form in some))
    words = dict(zip(written, map(tuple, tokens(written)), strict=True))
    return {
        term: list(dict.fromkeys(Phrase(words[form], term.starts) for form in some if words[form]))
        for term, some in forms.items()
    }


def terms_in(query: Query, *, wanted_alone: bool = False) -> Iterator[Term]:
    """The words and phrases of a query; or those alone that are not to be left out."""
    if isinstance(query, Term):
        yield query
        return
    for part in query.parts:
        yield from terms_in(part, wanted_alone=wanted_alone)
    if isinstance(query, All) and not wanted_alone:
        for part in query.without:
            yield from terms_in(part)


def found(index: TableClause, query: Query, phrases: Phrases) -> ColumnElement[bool]:
    """Whether a row of the index is what a query asks for."""
    wanted = lexemes_of(query, phrases)
    if wanted is None:
        return false()
    near = has(index, wanted)
    if isinstance(query, Term) and all(phrase.is_plain for phrase in phrases[query]):
        return near
    return near & exactly(index, query, phrases)


def has(index: TableClause, wanted: str) -> ColumnElement[bool]:
    """Whether a row's words fulfil a ``tsquery``."""
    return index.c.lexemes.op("@@", is_comparison=True)(cast(literal(wanted), TSQUERY))


def lexemes_of(query: Query, phrases: Phrases) -> str | None:
    """A ``tsquery`` that all that is found fulfils; None where nothing can be found."""
    if isinstance(query, Term):
        return joined(" | ", map(quoted, phrases[query]))
    parts = [lexemes_of(part, phrases) for part in query.parts]
    known = [part for part in parts if part is not None]
    if isinstance(query, Either):
        return joined(" | ", known)
    return joined(" & ", known) if len(known) == len(parts) else None


def quoted(phrase: Phrase, label: str = "") -> str:
    """The words of a phrase as a ``tsquery``; words have nothing in them that is syntax."""
    words = [f"'{label}{word[:LONGEST]}'" for word in phrase.words]
    return f"({' & '.join(words)}{':*' if phrase.starts else ''})"


def joined(sign: str, parts: Iterable[str]) -> str | None:
    """Parts of a ``tsquery`` as one; None where there is none."""
    text = sign.join(parts)
    return f"({text})" if text else None


def exactly(index: TableClause, query: Query, phrases: Phrases) -> ColumnElement[bool]:
    """Whether a row's words are in the order that a query asks for."""
    if isinstance(query, Term):
        return or_(false(), *(stands_in(index.c.folded, phrase) for phrase in phrases[query]))
    parts = [exactly(index, part, phrases) for part in query.parts]
    if isinstance(query, Either):
        return or_(*parts)
    return and_(*parts, *(not_(exactly(index, part, phrases)) for part in query.without))


def stands_in(text: ColumnElement[str], phrase: Phrase) -> ColumnElement[bool]:
    """Whether a phrase stands in a text that is folded."""
    return func.strpos(text, phrase.folded) > 0


def found_in_column(
    index: TableClause, typed: Sequence[str], place: int, label: str
) -> ColumnElement[bool]:
    """Whether a row has all these words, or phrases, in the column at a place."""
    column = func.split_part(index.c.folded, LINE, place + 1)
    conditions: list[ColumnElement[bool]] = []
    for words in tokens(typed):
        if not words:
            return false()
        phrase = Phrase(tuple(words))
        conditions.append(has(index, quoted(phrase, label)))
        if not label or not phrase.is_plain:
            conditions.append(stands_in(column, phrase))
    return and_(*conditions)


def rank(
    index: TableClause, query: Query, phrases: Phrases, weights: Sequence[float]
) -> ColumnElement[float]:
    """How well a row fits a query, the lowest being the best: BM25 as FTS5 has it, where a word in
    a column counts for as much as ``weights`` says.

    How long a row usually is goes by the latest ones, how many there are by the number of the last,
    so that neither has to be counted.
    """
    terms = dict.fromkeys(terms_in(query, wanted_alone=True))
    some = list(dict.fromkeys(phrase for term in terms for phrase in phrases[term]))
    latest = index.alias("latest")
    sizes = select(latest.c.size).order_by(latest.c.rowid.desc()).limit(LATEST).subquery()
    return func.onrecord_rank(
        index.c.folded,
        index.c.size,
        literal(list(weights), ARRAY(Float)),
        literal([phrase.folded for phrase in some], ARRAY(Text)),
        rarities(index, some),
        select(func.greatest(cast(func.avg(sizes.c.size), Float), 1.0)).scalar_subquery(),
    )


def rarities(index: TableClause, phrases: Sequence[Phrase]) -> ColumnElement[Sequence[float]]:
    """How much each phrase tells: the fewer rows have it, the more."""
    values = {
        "folded": literal([phrase.folded for phrase in phrases], ARRAY(Text)),
        "wanted": literal([quoted(phrase) for phrase in phrases], ARRAY(Text)),
        "plain": literal([phrase.is_plain for phrase in phrases], ARRAY(Boolean)),
    }
    asked = func.unnest(*values.values()).table_valued(*values, with_ordinality="place")
    asked = asked.render_derived(name="asked")
    other, every = index.alias("other"), index.alias("every")
    those = other.c.lexemes.op("@@")(cast(asked.c.wanted, TSQUERY)) & or_(
        asked.c.plain, func.strpos(other.c.folded, asked.c.folded) > 0
    )
    some = select(literal(1)).select_from(other).where(those).limit(COMMON).correlate(asked)
    counted = select(cast(func.count(), Float).label("times")).select_from(some.subquery("some"))
    times = counted.lateral("counted")
    rows = select(cast(func.max(every.c.rowid), Float)).scalar_subquery()
    rarity = func.greatest(func.ln((rows - times.c.times + 0.5) / (times.c.times + 0.5)), 1e-6)
    told = select(func.array_agg(aggregate_order_by(rarity, asked.c.place)))
    return told.select_from(asked.join(times, true())).scalar_subquery()
