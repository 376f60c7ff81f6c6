"""What a page on the web and its server tell of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin, urlsplit

WEB = ("https://", "http://")
HEAD = 300_000  # bytes of a page in which it says its own address
KEPT_HEADERS = frozenset(
    "content-type content-language last-modified etag date server cache-control".split()
)


def is_address(place: object) -> bool:
    """Whether a place is an address of the web."""
    return isinstance(place, str) and place.lower().startswith(WEB)


def site(url: str) -> str:
    """The host of an address, without "www."."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def canonical_of(body: bytes, home: str) -> str | None:
    """The address that a page, found at another one, gives for itself."""
    from lxml import etree, html  # type: ignore[import-untyped]

    try:
        tree: Any = html.fromstring(body[:HEAD])
        said = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    try:
        url = urljoin(home, str(said[0]).strip()) if said else ""
        return url if is_address(url) and urlsplit(url).hostname else None
    except ValueError:
        return None
