"""A report's head, as its own lines give it: title, byline, outlet, credits, day it came out."""

from __future__ import annotations

import re
from itertools import takewhile

from onrecord.reading.blocks import Labelled
from onrecord.reading.boilerplate import AGENCY, MASTHEAD, OUTLET
from onrecord.reading.bylines import bare_name, introduced, names_in, signed
from onrecord.reading.datelines import published_on
from onrecord.reading.headers import header

AGENCY_NAME = re.compile(rf"(?<!\w){AGENCY}(?!\w)")


def title(labelled: list[Labelled]) -> str | None:
    """The first heading above the story; what only says whose page it is comes last."""
    above = takewhile(lambda part: part.kind != "body", labelled)
    headings = [part.text.lstrip("# ") for part in above if part.kind == "heading"]
    return next((line for line in headings if not is_masthead(line)), next(iter(headings), None))


def is_masthead(line: str) -> bool:
    """Whether a heading is the name of a paper or of an office: "THE GAZETTE"."""
    return bool(MASTHEAD.fullmatch(line) or OUTLET.fullmatch(line.title()))


def byline(labelled: list[Labelled]) -> tuple[str, ...]:
    """The people who sign the report, in order.

    A bare name counts where nobody signs "By …", and where there is none either, whom the
    last paragraph introduces without having been named before, as the authors of columns are.
    """
    whole = [part.text for part in labelled if part.kind == "byline"]
    lines = [part for line in whole for part in parts_of(line)]
    signatures = [signature for line in lines if (signature := signed(line))]
    names = [name for signature in signatures for name in names_in(signature)]
    names = names or [name for line in lines if (name := bare_name(line))]
    return tuple(dict.fromkeys(names)) or introduced_at_the_end(labelled)


def parts_of(line: str) -> tuple[str, ...]:
    """A byline without the day that may stand on its line."""
    found = header(line)
    return found.parts if found else (line,)


def outlet(labelled: list[Labelled]) -> str | None:
    """The paper that a header line above the story names."""
    above = takewhile(lambda part: part.kind != "body", labelled)
    lines = (header(part.text) for part in above if part.kind in ("dateline", "byline"))
    return next((line.outlet for line in lines if line and line.outlet), None)


def introduced_at_the_end(labelled: list[Labelled]) -> tuple[str, ...]:
    """Who is introduced in the last paragraph of a story that does not name them before."""
    *story, last = [part.text for part in labelled if part.kind == "body"] or [""]
    names = introduced(last)
    before = {word.strip(".,;:") for text in story for word in text.split()}
    return names if not any(name.split()[0].strip(".") in before for name in names) else ()


def credits(labelled: list[Labelled]) -> tuple[str, ...]:
    """The news agencies that the report says it draws on, as it writes them."""
    lines = (part.text for part in labelled if part.kind in ("credit", "dateline", "byline"))
    return tuple(dict.fromkeys(name for line in lines for name in AGENCY_NAME.findall(line)))


def published(labelled: list[Labelled]) -> str | None:
    """The day on the report's header line; None if it has none, or several that disagree."""
    story = next((i for i, part in enumerate(labelled) if part.kind == "body"), len(labelled))
    above = [part.text for part in labelled[:story] if part.kind in ("dateline", "byline")]
    below = [part.text for part in labelled[story:] if part.kind == "dateline"]
    return published_on(above, below)
