"""What a feed lists: Atom, RSS, JSON Feed, and the sitemaps that sites make for news."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urljoin

import msgspec

from onrecord.model import ReadError
from onrecord.sources.addresses import Web
from onrecord.sources.libraries import library_for
from onrecord.sources.pages import is_address
from onrecord.sources.tables import day_of, words

MAX_ITEMS = 5_000
MAX_SITEMAPS = 20  # of an index; those for news have the newest first
MAX_UNPACKED = 50_000_000
GZIPPED = b"\x1f\x8b"
NO_FEED = "this is no feed: no Atom, RSS, JSON Feed or sitemap; give the address of one"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


@dataclass(frozen=True, slots=True)
class Item:
    """A report that a feed lists; ``changed`` is another whenever the feed says it changed."""

    url: str
    published: str | None = None
    changed: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: what it is called, and what it lists."""

    title: str | None
    items: tuple[Item, ...]


def feed_at(url: str, web: Web) -> Feed:
    """The feed at an address.  ReadError where there is none."""
    with library_for("a feed"):
        page = web.fetcher.get(url)
        if page.status != 200:
            raise ReadError(f"the server answers {page.status}; check the address")
        data = unpacked(page.body)
        title, items = read(data, page.url, web)
        listed: dict[str, Item] = {}
        for item in islice(items, MAX_ITEMS):
            listed.setdefault(item.url, item)
        return Feed(title, tuple(listed.values()))


def unpacked(data: bytes) -> bytes:
    """A feed's bytes, unpacked where they are gzip, as sitemaps are; ReadError for a bomb."""
    if not data.startswith(GZIPPED):
        return data
    unpack = zlib.decompressobj(31)
    whole = unpack.decompress(data, MAX_UNPACKED)
    if unpack.unconsumed_tail:
        raise ReadError("it unpacks to more than any feed; give another address")
    return whole


def read(data: bytes, home: str, web: Web) -> tuple[str | None, Iterator[Item]]:
    """A feed's title and its items, by what it begins with."""
    start = data[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        return json_feed(data, home)
    if b"<urlset" in start or b"<sitemapindex" in start:
        return None, sitemap(data, home, web)
    import feedparser  # type: ignore[import-untyped]

    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not feed.version:
        raise ReadError(NO_FEED)
    return words(feed.feed.get("title")), syndicated(feed.entries, home)


def syndicated(entries: list[Mapping[str, Any]], home: str) -> Iterator[Item]:
    """The items of Atom or RSS."""
    for entry in entries:
        published = entry.get("published")
        changed = entry["updated"] if "updated" in entry else published  # noqa: SIM401 (it warns)
        yield from item(home, entry.get("link"), published or changed, changed)


def json_feed(data: bytes, home: str) -> tuple[str | None, Iterator[Item]]:
    """The title and the items of a JSON Feed."""
    feed = msgspec.json.decode(data)
    if not isinstance(feed, dict) or "jsonfeed" not in str(feed.get("version")):
        raise ReadError(NO_FEED)
    return words(feed.get("title")), json_items(feed.get("items"), home)


def json_items(items: object, home: str) -> Iterator[Item]:
    """The items of a JSON Feed."""
    for entry in items if isinstance(items, list) else ():
        if isinstance(entry, dict):
            published = entry.get("date_published")
            yield from item(home, entry.get("url"), published, entry.get("date_modified"))


def sitemap(data: bytes, home: str, web: Web, *, inner: bool = True) -> Iterator[Item]:
    """The pages of a sitemap, and of those that it leads to."""
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    tree = etree.fromstring(data, parser)
    for page in tree.iterfind(f"{SITEMAP}url"):
        day = page.findtext(f"{NEWS}news/{NEWS}publication_date")
        changed = page.findtext(f"{SITEMAP}lastmod") or day
        yield from item(home, page.findtext(f"{SITEMAP}loc"), day, changed)
    if not inner:
        return
    for place in islice(tree.iterfind(f"{SITEMAP}sitemap/{SITEMAP}loc"), MAX_SITEMAPS):
        answer = web.fetcher.get(urljoin(home, (place.text or "").strip()))
        if answer.status == 200:
            yield from sitemap(unpacked(answer.body), answer.url, web, inner=False)


def item(home: str, link: object, published: object, changed: object) -> Iterator[Item]:
    """One item, where it leads to an address."""
    try:
        url = urljoin(home, str(link or "").strip()) if link else ""
    except ValueError:
        return
    if is_address(url):
        yield Item(url, day_of(published), words(changed))
