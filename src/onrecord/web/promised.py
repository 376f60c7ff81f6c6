"""What somebody asks of the ledger, as it stands in an address; amounts put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from onrecord.ledger import EntryKind, State
from onrecord.record import Entry, Page, Record
from onrecord.web.asked import Date, Name, none_if_blank
from onrecord.web.templating import query

Blank = BeforeValidator(none_if_blank)
UNDATED = "9"  # behind every day


class AskedOfLedger(BaseModel):
    """The fields, each as ``onrecord commitments`` has it."""

    model_config = ConfigDict(populate_by_name=True, frozen=True)

    q: str = Field("", max_length=1000, description="Words of any statement of an entry.")
    by: Name = Field(None, description="Who will act: words of a name.")
    to: Name = Field(None, description="To whom: words of a name.")
    category: Name = Field(None, description="What kind of thing: money, troops, law …")
    state: Annotated[State | None, Blank] = Field(None, description="How it stands.")
    kind: Annotated[EntryKind | None, Blank] = Field(None, description="Promises or refusals.")
    since: Date = Field(None, description="Only what has an event since this day.")
    as_of: Date = Field(None, description="How it stood on a day; today by default.")

    def find(self, record: Record, limit: int, cursor: str | None = None) -> Page[Entry]:
        """What the ledger has of it."""
        fields = self.model_dump(include=set(AskedOfLedger.model_fields))
        return record.commitments(fields.pop("q"), **fields, limit=limit, cursor=cursor)

    def fields(self) -> dict[str, Any]:
        """The fields that say something."""
        return self.model_dump(include=set(AskedOfLedger.model_fields), exclude_defaults=True)

    def query(self, **changed: Any) -> str:
        """The query of an address, with some fields changed (None takes one out)."""
        return query({**self.fields(), **changed})

    def narrowings(self) -> dict[str, Any]:
        """The fields that narrow it down, without its words."""
        return {name: value for name, value in self.fields().items() if name != "q"}


AskedLedger = Annotated[AskedOfLedger, Query()]


def by_due(entries: Iterable[Entry]) -> list[Entry]:
    """Entries by the day they are due, those without one last."""
    return sorted(entries, key=lambda entry: entry.due or UNDATED)


@dataclass(frozen=True, slots=True)
class Sum:
    """How much money is promised in a currency, and how much of it has come."""

    promised: float = 0
    delivered: float = 0


def amounts(entries: Iterable[Entry]) -> dict[str, Sum]:
    """How much entries come to, by currency."""
    sums: dict[str, Sum] = {}
    for entry in entries:
        if entry.amount is not None:
            before = sums.get(entry.amount.currency, Sum())
            come = entry.delivered.value if entry.delivered else 0
            sums[entry.amount.currency] = Sum(
                before.promised + entry.amount.value, before.delivered + come
            )
    return sums
