"""A list of flat things as CSV: the speakers of a record, for instance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, BinaryIO

from onrecord.export.csv import write_table

if TYPE_CHECKING:
    from onrecord.record import Failed, SpeakerSummary


def write_things(things: Sequence[SpeakerSummary | Failed], stream: BinaryIO) -> None:
    """A row for each under the names of its fields; several values of one are joined by "; "."""
    names = [field.name for field in fields(things[0])] if things else []
    rows = ([cell(getattr(thing, name)) for name in names] for thing in things)
    write_table(names, rows, stream)


def cell(value: str | float | tuple[str, ...] | None) -> str | float | None:
    """A value as one cell has it."""
    return "; ".join(value) if isinstance(value, tuple) else value
