"""An answer of each kind for the document of the API, made of the nouns themselves."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.model import (
    Article,
    Block,
    Mentioned,
    Span,
    Speaker,
    Statement,
    statement_id,
    text_id,
)
from onrecord.record import ArticleSummary, Hit, Party, Replies, RoleSeen, Told

TEXT = "Harbour to open\n\n“The harbour will open in May,” Mayor Ida Holm told reporters.\n"
ID = text_id(TEXT)
SOURCE, CUE = Span.of(TEXT, 50, 64), Span.of(TEXT, 65, 69)
CONTENT = Span.of(TEXT, 17, 49)
STATEMENT = Statement(
    id=statement_id(ID, [SOURCE], [CUE], [CONTENT]),
    source=(SOURCE,),
    cue=(CUE,),
    content=(CONTENT,),
    manner="direct",
    speaker="s1",
    act="commit",
    act_confidence=0.9,
    audience=Mentioned("reporters"),
    confidence=0.97,
)
ARTICLE = Article(
    id=ID,
    origin="harbour.txt",
    outlet="Harbour Post",
    title="Harbour to open",
    byline=("Jo Berg",),
    credits=(),
    published="2024-03-05",
    language="en",
    text=TEXT,
    blocks=(Block(0, 15, "heading"), Block(17, len(TEXT) - 1, "body")),
    speakers=(Speaker("s1", "Ida Holm", "person", ("Mayor",), (SOURCE,)),),
    statements=(STATEMENT,),
)
HIT = Hit(
    statement=STATEMENT,
    article=ID,
    origin="harbour.txt",
    url=None,
    title="Harbour to open",
    outlet="Harbour Post",
    speaker="Ida Holm",
    party=1,
    type="person",
    roles="Mayor",
    published="2024-03-05",
    language="en",
    country=None,
    sentence=TEXT[17:-1],
    date="2024-03-05",
    dated="published",
    snippet=Span.of(TEXT, 17, 69),
    matches=(Span.of(TEXT, 22, 29),),
    quotation=None,
    printed=1,
    outlets=("Harbour Post",),
)
PARTY = Party(
    id=1,
    name="Ida Holm",
    names=("Ida Holm",),
    type="person",
    country=None,
    roles=(RoleSeen("Mayor", "2024-03-05", "2024-03-05"),),
    outlets=("Harbour Post",),
    articles=1,
    statements=1,
    printed=1,
    first="2024-03-05",
    last="2024-03-05",
)
ACCUSATION = Told(
    statement="5d30fa21b09e17c9851e",
    article=ID,
    said_on="2024-03-04",
    published="2024-03-05",
    outlet="Harbour Post",
    speaker="Bo Lind",
    target="Ida Holm",
    act="accuse",
    words="the mayor of hiding the cost of the harbour",
    same_issue=0.93,
)
REPLIES = Replies(answers=(ACCUSATION,), answered_by=())
SUMMARY = ArticleSummary(
    id=ID,
    origin="harbour.txt",
    url=None,
    title="Harbour to open",
    begins="The harbour will open on Monday, Mayor Ida Holm said.",
    outlet="Harbour Post",
    published="2024-03-05",
    language="en",
    unread=None,
    statements=1,
    versions=1,
    added_at="2024-03-06T08:00:00.000000+00:00",
)


def shown(answer: object) -> dict[int | str, dict[str, Any]]:
    """What the document says of an answer like this."""
    return {200: {"content": {"application/json": {"example": msgspec.to_builtins(answer)}}}}


def shown_list(one: object) -> dict[int | str, dict[str, Any]]:
    """The same of a list of such."""
    return shown({"items": [one], "total": 412, "next": "2024-03-05~17"})
