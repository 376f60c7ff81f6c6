"""An answer of each kind for the document of the API, made of the nouns themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any, BinaryIO

import msgspec

from onrecord.export.annotations import row as corpus_row
from onrecord.ledger import Delivered
from onrecord.model import (
    Amount,
    Article,
    Block,
    Mentioned,
    Span,
    Speaker,
    Statement,
    statement_id,
    text_id,
)
from onrecord.record import (
    ArticleSummary,
    Became,
    Change,
    Citation,
    Denied,
    Entry,
    EntryEvent,
    Exchange,
    Hit,
    Party,
    Position,
    Replies,
    RoleSeen,
    Told,
)

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
DENIAL = Told(
    statement="17c9851e66c25d30fa21",
    article=ID,
    said_on=None,
    published="2024-03-06",
    outlet="Harbour Post",
    speaker="Ida Holm",
    target="Bo Lind",
    act="deny",
    words="hiding anything",
    same_issue=0.93,
)
EXCHANGE = Exchange(accusation=replace(ACCUSATION, same_issue=None), denials=(DENIAL,))
DENIED = Denied(denial=replace(DENIAL, same_issue=None), answers=(ACCUSATION,))
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


CITATION = Citation(
    statement=STATEMENT.id,
    article=ID,
    words=("“The harbour will open in May,”",),
    speaker="Ida Holm",
    roles=("Mayor",),
    source="Mayor Ida Holm",
    cue="told",
    said_on=None,
    outlet="Harbour Post",
    title="Harbour to open",
    byline=("Jo Berg",),
    published="2024-03-05",
    language="en",
    address="https://harbour-post.example/open",
    origin="harbour.txt",
    added_on="2024-03-06",
    link=f"onrecord:{ID}#at=17-49",
)
ENTRY = Entry(
    id=STATEMENT.id,
    by="Ida Holm",
    by_party=1,
    to=None,
    what="the town would pay 40 million euros for the ferry",
    kind="promise",
    category="money",
    amount=Amount(40_000_000, "EUR"),
    quantity=None,
    condition=None,
    due="2024-06",
    due_words="by June",
    state="partly delivered",
    delivered=Delivered(15_000_000, 40_000_000, "EUR", STATEMENT.id),
    history=(
        EntryEvent(
            event="announced",
            statement=STATEMENT.id,
            article=ID,
            published="2024-03-05",
            said_on=None,
            speaker="Ida Holm",
            outlet="Harbour Post",
            words="the town would pay 40 million euros for the ferry by June",
            partial=False,
            conditional=False,
            republication=False,
            by_another=False,
        ),
    ),
)
POSITION = Position(
    statement=STATEMENT.id,
    article=ID,
    said_on=None,
    published="2024-03-05",
    outlet="Harbour Post",
    speaker="Ida Holm",
    words="The harbour will open in May",
    relation="hardens",
    to="5d30fa21b09e17c9851e",
    pivot="will",
    confidence=0.81,
    also=(),
)
CHANGE = Change(
    kind="promise",
    statement=STATEMENT.id,
    article=ID,
    said_on=None,
    published="2024-03-05",
    outlet="Harbour Post",
    speaker="Ida Holm",
    target=None,
    words="The harbour will open in May",
    entry=STATEMENT.id,
)
CHECKED = {
    "words": "The harbour will open in June",
    "by": "Ida Holm",
    "verdict": "altered",
    "holds": False,
    "statement": STATEMENT.id,
    "article": ID,
    "speaker": "Ida Holm",
    "date": "2024-03-05",
    "outlet": "Harbour Post",
    "differences": [{"theirs": "June", "ours": "May"}],
    "statements": [STATEMENT.id],
    "taken_out": False,
}
ANNOTATIONS = {
    "@context": ["http://www.w3.org/ns/anno.jsonld", {"onrecord": "urn:onrecord:"}],
    "id": "urn:onrecord:0b1c",
    "type": "AnnotationPage",
    "items": [
        {
            "id": f"urn:onrecord:{ID}:7",
            "type": "Annotation",
            "motivation": "editing",
            "creator": {"type": "Person", "name": "Ines"},
            "created": "2024-03-06T08:00:00.000000+00:00",
            "body": {"type": "TextualBody", "value": "Bo Lind", "onrecord:field": "speaker"},
            "target": [
                {
                    "source": f"urn:sha256:{ID}",
                    "selector": {"type": "TextPositionSelector", "start": 17, "end": 49},
                }
            ],
        }
    ],
}
CORPUS = msgspec.json.encode(corpus_row(ARTICLE, ())).decode() + "\n"


RECEIVED = {"batch": "5d30fa21b09e17c9", "reports": 1}
WENT = {
    "batch": "5d30fa21b09e17c9",
    "done": True,
    "reports": [Became("sent-1f0c9a2b3d4e.jsonl#1", "added", ID, 1)],
}


def shown(answer: object) -> dict[int | str, dict[str, Any]]:
    """What the document says of an answer like this."""
    return {200: {"content": {"application/json": {"example": msgspec.to_builtins(answer)}}}}


def shown_list(one: object) -> dict[int | str, dict[str, Any]]:
    """The same of a list of such."""
    return shown({"items": [one], "total": 412, "next": "2024-03-05~17"})


def shown_whole(one: object) -> dict[int | str, dict[str, Any]]:
    """The same of a list that comes whole."""
    return shown({"items": [one], "total": 1, "next": None})


def written(write: Callable[[BinaryIO], None]) -> dict[str, Any]:
    """What the document says of a text file that is written so."""
    stream = BytesIO()
    write(stream)
    return {"example": stream.getvalue().decode()}
