"""What somebody searches for, as it stands in an address."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any, Literal, get_args
from urllib.parse import parse_qsl

from fastapi import Query
from fastapi.exceptions import RequestValidationError
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
)

from onrecord.model import Act, Manner, SpeakerType
from onrecord.record import Wanted
from onrecord.web.templating import query

Order = Literal["best", "date", "-date"]
DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?\Z"
ACTS: tuple[Act, ...] = get_args(Act)
MANNERS: tuple[Manner, ...] = get_args(Manner)
TYPES: tuple[SpeakerType, ...] = get_args(SpeakerType)
LONGEST_NAME = 500  # characters


def none_if_blank(value: Any) -> Any:
    """A field of a form that was left empty says nothing."""
    return None if isinstance(value, str) and not value.strip() else value


def written(pattern: str, example: str) -> AfterValidator:
    """Refuses what is not written in a form, and says which."""

    def checked(value: str) -> str:
        if re.search(pattern, value) is None:
            raise ValueError(f"{value} cannot be; write it as {example}")
        return value

    return AfterValidator(checked)


def a_day(value: str) -> str:
    """Refuses what is no day of the calendar."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value) is None or not date.fromisoformat(value):
            raise ValueError
    except ValueError:
        raise ValueError(f"{value} is no day; write it as 2024-03-05") from None
    return value


Blank = BeforeValidator(none_if_blank)
Name = Annotated[Annotated[str, Field(max_length=LONGEST_NAME)] | None, Blank]
Date = Annotated[
    Annotated[
        str,
        written(DATE, "2024, 2024-03 or 2024-03-05"),
        WithJsonSchema({"type": "string", "pattern": DATE.replace("\\Z", "$")}),
    ]
    | None,
    Blank,
]
Country = Annotated[
    Annotated[
        str,
        written(r"^[A-Za-z]{2}\Z", "NO or SE"),
        WithJsonSchema({"type": "string", "pattern": "^[A-Za-z]{2}$"}),
    ]
    | None,
    Blank,
]
Share = Annotated[Annotated[float, Field(ge=0, le=1)] | None, Blank]


class Asked(BaseModel):
    """The fields of a search, each as ``onrecord search`` has it."""

    model_config = ConfigDict(populate_by_name=True, frozen=True)

    q: str = Field("", description="Words, as `onrecord search` takes them.", examples=["harbour"])
    speaker: Name = Field(None, description="Said by: words of a name, in any order.")
    body: Name = Field(None, description="Said by this body, or by who speaks for it.")
    described: Name = Field(None, description="Words of the role or the source: senior official.")
    act: Annotated[Act | None, Blank] = Field(None, description="What the words do.")
    manner: Annotated[Manner | None, Blank] = Field(None, description="How the words are given.")
    since: Date = Field(None, alias="from", description="On this day or later.")
    until: Date = Field(None, alias="to", description="On this day or earlier.")
    outlet: Name = Field(None, description="Published by: words of a name.")
    country: Country = Field(None, description="Speaking for this state (ISO 3166).")
    target: Name = Field(None, description="Aimed at: words of a name.")
    about: Name = Field(None, description="Naming somebody: words of a name.")
    place: Name = Field(None, description="Said there: words of a name.")
    type: Annotated[SpeakerType | None, Blank] = Field(None, description="What the source is.")
    unnamed: bool = Field(False, description="Only sources whom the report does not name.")
    min_confidence: Share = Field(None, description="At least as sure as this, from 0 to 1.")
    exact: bool = Field(False, description="The words as they are, not in all their forms.")
    each: bool = Field(False, description="Every statement of a quotation, not the first alone.")
    sort: Order = Field("best", description="The best match first, the oldest, or the newest.")

    def wanted(self) -> Wanted:
        """The same as the record knows it."""
        fields = self.model_dump(include=set(Asked.model_fields))
        return Wanted(words=fields.pop("q"), **fields)

    @classmethod
    def of(cls, wanted: Wanted) -> Asked:
        """A search as the record keeps it."""
        fields = asdict(wanted)
        return cls.model_validate({"q": fields.pop("words"), **fields})

    @classmethod
    def from_query(cls, query: str) -> Asked:
        """The search of an address."""
        try:
            return cls.model_validate(dict(parse_qsl(query)))
        except ValidationError as error:
            raise RequestValidationError(error.errors()) from error

    def title(self) -> str:
        """What a search may be called."""
        said = [self.q, *(str(v) for v in self.narrowings().values() if v is not True)]
        return ", ".join(filter(None, said)) or "Everything"

    def fields(self) -> dict[str, Any]:
        """The fields that say something, by their names in an address."""
        return self.model_dump(by_alias=True, exclude_defaults=True)

    def query(self, **changed: Any) -> str:
        """The query of an address, with some fields changed (None takes one out)."""
        return query({**self.fields(), **changed})

    def narrowings(self) -> dict[str, Any]:
        """The fields that narrow a search, without its words and its order."""
        return {k: v for k, v in self.fields().items() if k not in ("q", "sort")}


Search = Annotated[Asked, Query()]
