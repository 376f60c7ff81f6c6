"""Where reports come from: each source gives documents, with what it knows of them.

>>> list(find(["story.txt"]))
[File(origin='story.txt', path=None, outside=False)]
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.document import Document, PassedOver
from onrecord.sources.files import STANDARD_INPUT, File, reports_in
from onrecord.sources.formats import found_in

__all__ = ["File", "Place", "find", "found_in"]

Place = str | Path | Document


def find(places: Iterable[Place]) -> Iterator[File | Document | PassedOver]:
    """What there is at the given places, in order: files as given, folders searched, documents
    as they are.

    ``-`` is standard input.  A path that cannot be read, or a folder without reports, is a
    ``File`` too: opening it says what is wrong.
    """
    for place in places:
        if isinstance(place, Document):
            yield place
        elif str(place) != STANDARD_INPUT and os.path.isdir(place):  # noqa: PTH112 (odd paths are False)
            yield from reports_in(str(place))
        else:
            yield File.at(str(place))
