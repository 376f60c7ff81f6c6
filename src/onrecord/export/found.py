"""Statements that were searched for, in rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.flat import Row, row

if TYPE_CHECKING:
    from onrecord.record import Hit


def row_found(hit: Hit) -> Row:
    """The row of a statement that was searched for."""
    return row(
        hit.statement,
        article_id=hit.article,
        origin=hit.origin,
        outlet=hit.outlet,
        title=hit.title,
        published=hit.published,
        url=hit.url,
        speaker=hit.speaker,
        speaker_type=hit.type,
        roles=hit.roles,
        sentence=hit.sentence,
        language=hit.language,
        party=hit.party,
        country=hit.country,
        quotation=hit.quotation,
        outlets="; ".join(hit.outlets) if hit.quotation else None,
    )
