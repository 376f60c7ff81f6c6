"""Reports at addresses of the web: fetched when a person asks for one, never otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import Message
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from onrecord.document import Document, Found
from onrecord.model import Provenance, ReadError
from onrecord.sources.libraries import library_for
from onrecord.sources.pages import KEPT_HEADERS, canonical_of, site

if TYPE_CHECKING:
    from onrecord.sources.fetching import Fetched, Fetcher


@dataclass
class Web:
    """How addresses are opened; nothing is, until one is asked for.

    ``cache`` is a file for what servers allow to be kept, ``archive`` a WARC to which each page is
    added as it came.  ``loopback_port`` is the one port of this machine that may be connected to,
    a test's own; ``pause`` the seconds between two requests to one host.
    """

    cache: Path | None = None
    archive: Path | None = None
    loopback_port: int | None = None
    pause: float | None = None

    @classmethod
    def beside(cls, record: Path, *, archive: bool = False) -> Web:
        """The web for a record: what it keeps, it keeps beside that."""
        kept = record.with_name(f"{record.name}.warc.gz") if archive else None
        return cls(record.with_name(f"{record.name}-http-cache"), kept)

    @cached_property
    def fetcher(self) -> Fetcher:
        """What fetches pages, one for all of them: it knows when each host was asked last."""
        from onrecord.sources.fetching import PAUSE, Fetcher

        pause = PAUSE if self.pause is None else self.pause
        return Fetcher(self.cache, pause=pause, loopback_port=self.loopback_port)

    def keep(self, page: Fetched) -> str | None:
        """Adds a page to the archive, where there is one, and says where it is."""
        if self.archive is None:
            return None
        from onrecord.sources.archiving import keep

        return keep(page, self.archive)


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the web, with what a feed says of the report there."""

    origin: str
    published: str | None = None
    outlet: str | None = None


def fetched(address: Address, web: Web) -> Iterator[Found]:
    """The report at an address; ReadError where there is none."""
    with library_for("a page at an address"):
        page = web.fetcher.get(address.origin)
        archived = web.keep(page) if page.status == 200 else None
    yield from documents(page, address, archived)


def documents(page: Fetched, address: Address, archived: str | None) -> Iterator[Found]:
    """What is on a page that was fetched."""
    from onrecord.sources.formats import opened  # the readers of all formats take long to load

    if page.status != 200:
        raise ReadError(f"the server answers {page.status}; check the address")
    canonical = canonical_of(page.body, page.url)
    came = Provenance(
        fetched_at=page.at,
        canonical=canonical,
        headers=tuple(pair for pair in page.headers if pair[0].lower() in KEPT_HEADERS),
        archived=archived,
    )
    url = canonical if canonical and site(canonical) == site(page.url) else page.url
    for found in opened(page.body, address.origin, urlsplit(page.url).path):
        if isinstance(found, Document) and found.origin == address.origin:
            yield replace(
                found,
                url=url,
                charset=found.charset or charset_of(page),
                published=found.published or address.published,
                outlet=found.outlet or address.outlet,
                provenance=came,
            )
        else:
            yield found


def charset_of(page: Fetched) -> str | None:
    """The charset that the server names."""
    header = Message()
    header["content-type"] = page.header("content-type") or ""
    charset = header.get_param("charset")
    return charset if isinstance(charset, str) else None
