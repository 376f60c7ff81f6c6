"""Where reports come from: each source gives documents, with what it knows of them.

>>> list(find(["story.txt"]))
[File(origin='story.txt', path=None, outside=False)]
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord import budget
from onrecord.budget import TookTooLong, failure, within
from onrecord.document import Document, Found, PassedOver
from onrecord.model import Failure
from onrecord.sources.addresses import Address, Web, fetched
from onrecord.sources.feeds import Feed, Item, feed_at
from onrecord.sources.files import STANDARD_INPUT, ZIP, File, kind_by_name, no_report, reports_in
from onrecord.sources.pages import is_address
from onrecord.sources.tables import Columns, document, names_in, told

__all__ = [
    "Address",
    "Columns",
    "Feed",
    "File",
    "Item",
    "Place",
    "Web",
    "document",
    "each_in",
    "feed_at",
    "find",
    "holds_one",
    "inside",
    "is_table",
    "names_in",
    "no_report",
    "told",
]

Place = str | Path | Document | Address


def find(places: Iterable[Place]) -> Iterator[File | Address | Document | PassedOver]:
    """What there is at the given places, in order: files and addresses as given, folders
    searched, documents as they are.

    ``-`` is standard input.  A path that cannot be read, or a folder without reports, is a
    ``File`` too: opening it says what is wrong.
    """
    for place in places:
        if isinstance(place, Document | Address):
            yield place
        elif is_address(place):
            yield Address(str(place))
        elif str(place) != STANDARD_INPUT and os.path.isdir(place):  # noqa: PTH112 (odd paths are False)
            yield from reports_in(str(place))
        else:
            yield File.at(str(place))


def inside(
    place: File | Address, columns: Columns | None = None, web: Web | None = None
) -> Iterator[Found]:
    """The reports in a file or at an address.  ReadError where there are none that can be read.

    ``columns`` are those of a table, where they are not called as usual; ``web`` is how addresses
    are opened.
    """
    if isinstance(place, File):
        from onrecord.sources.formats import found_in  # it loads the readers of all formats

        return found_in(place, columns)
    return fetched(place, web or Web())


def each_in(
    place: File | Address, columns: Columns | None = None, web: Web | None = None
) -> Iterator[Found | Failure]:
    """What ``inside`` gives, each within the time that one report may take; what goes wrong comes
    out as a ``Failure``, and ends it.
    """
    reports = (found for file in [place] for found in inside(file, columns, web))
    while True:
        try:
            with within(budget.SECONDS):
                found = next(reports, None)
        except (Exception, TookTooLong) as error:
            yield failure(place.origin, error)
            return
        if found is None:
            return
        yield found


def holds_one(file: File | Address | Document) -> bool:
    """Whether there is one report in it, as far as its name tells."""
    name = file.origin.lower()
    return not isinstance(file, File) or not (kind_by_name(name) or name.endswith(ZIP))


def is_table(place: Place) -> bool:
    """Whether a place is called like a table."""
    return isinstance(place, str | Path) and kind_by_name(str(place)) == "table"
