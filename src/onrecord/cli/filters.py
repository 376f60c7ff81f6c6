"""What statements are asked for: the options that ``search`` and ``export`` share."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from onrecord.cli.options import day_month_or_year, within
from onrecord.model import Act, Manner, SpeakerType

ACTS = get_args(Act)
# What else people call an act.
CALLED = {
    "promise": "commit",
    "pledge": "commit",
    "criticise": "accuse",
    "criticize": "accuse",
    "blame": "accuse",
    "reject": "refuse",
    "urge": "demand",
    "threaten": "warn",
    "praise": "endorse",
    "support": "endorse",
    "forecast": "predict",
    "say": "state",
}


def act_typed(text: str) -> str:
    """An act by its name, or by what else people call it."""
    act = CALLED.get(text.lower(), text.lower())
    if act not in ACTS:
        raise typer.BadParameter(f"{text} is no act; the acts are {', '.join(ACTS)}")
    return act


def acts_beginning(incomplete: str) -> list[str]:
    """The acts that a shell may complete."""
    return [act for act in ACTS if act.startswith(incomplete)]


Speaker = Annotated[
    str | None,
    typer.Option(
        "--speaker",
        metavar="NAME",
        help='Said by: words of a name, in any order; or of a description ("senior official").',
    ),
]
Body = Annotated[
    str | None,
    typer.Option("--body", metavar="NAME", help="Said by this body and by all who speak for it."),
]
ActDone = Annotated[
    str | None,
    typer.Option(
        "--act",
        metavar="ACT",
        parser=act_typed,
        autocompletion=acts_beginning,
        help=f"What the words do: {', '.join(ACTS)}.",
    ),
]
MannerOf = Annotated[Manner | None, typer.Option("--manner", help="How the words are given.")]
Since = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="DATE",
        parser=day_month_or_year,
        help="On this day or later: 2024, 2024-03 or 2024-03-05.",
    ),
]
Until = Annotated[
    str | None,
    typer.Option("--to", metavar="DATE", parser=day_month_or_year, help="On this day or earlier."),
]
PublishedBy = Annotated[
    str | None, typer.Option("--outlet", metavar="NAME", help="Published by: words of a name.")
]
Target = Annotated[
    str | None, typer.Option("--target", metavar="NAME", help="Aimed at: words of a name.")
]
About = Annotated[
    str | None, typer.Option("--about", metavar="NAME", help="Naming somebody: words of a name.")
]
Place = Annotated[
    str | None, typer.Option("--place", metavar="NAME", help="Said there: words of a name.")
]
SourceType = Annotated[
    SpeakerType | None,
    typer.Option(
        "--type",
        metavar="TYPE",
        help=f"What the source is: {', '.join(get_args(SpeakerType))}.",
    ),
]
Unnamed = Annotated[
    bool, typer.Option("--unnamed", help="Only sources whom the report does not name.")
]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        "--min-confidence",
        metavar="SHARE",
        callback=within(0, 1),
        help="At least as sure as this, from 0 to 1.",
    ),
]
Each = Annotated[
    bool,
    typer.Option("--each", help="Every printing of one quotation, not the first for all."),
]
Exact = Annotated[
    bool, typer.Option("--exact", help="The words as they are, not in all their forms.")
]
