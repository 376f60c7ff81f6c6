"""What the address of a report tells: the day in its path, or in the name of its file."""

from __future__ import annotations

from pathlib import PurePath

from onrecord.offline import stay_offline

NOTHING = "<html><head></head><body></body></html>"


def published_on(origin: str) -> str | None:
    """The day (YYYY-MM-DD) that an address or a file's name holds, its year first; else None.

    "https://paper.example/2022/10/12/tolls", "2022-10-12 tolls.txt".  A folder's name does
    not count: it tells when reports were kept.
    """
    words = origin if "://" in origin else f"/{PurePath(origin).name}"
    if not any(character.isdigit() for character in words):
        return None
    stay_offline()
    from htmldate import find_date
    from lxml import html  # type: ignore[import-untyped]

    found: str | None = find_date(html.fromstring(NOTHING), url=words, extensive_search=False)
    return found
