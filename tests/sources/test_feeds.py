"""Feeds: what they list, and that an update adds what is new in them, once."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from hostile import STORY, Server

from onrecord.model import Failure, ReadError
from onrecord.record import Added, Record, RecordError
from onrecord.record.following import MOST_TRIES
from onrecord.sources import Item, Web, feed_at

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title>{items}
</channel></rss>"""
RSS_ITEM = "<item><link>{url}</link><pubDate>{day}</pubDate></item>"
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title>
<entry><link href="/a"/><published>2024-03-05T23:30:00-05:00</published>
<updated>2024-03-06T10:00:00Z</updated></entry>
<entry><link href="javascript:alert(1)"/></entry><entry><id>urn:x</id></entry></feed>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{url}</loc><lastmod>2024-03-06
</lastmod><news:news><news:publication_date>2024-03-05</news:publication_date></news:news></url>
</urlset>"""
INDEX = """<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>{url}</loc></sitemap></sitemapindex>"""


@pytest.fixture
def web(server: Server, tmp_path: Path) -> Web:
    return Web(tmp_path / "cache", loopback_port=server.port, pause=0.0)


def rss(*items: tuple[str, str]) -> str:
    return RSS.format(items="".join(RSS_ITEM.format(url=url, day=day) for url, day in items))


def test_each_kind_of_feed_lists_its_reports(server: Server, web: Web) -> None:
    tuesday = "Tue, 05 Mar 2024 23:30:00 -0500"
    feed = feed_at(server.put("/rss", rss((server.at("/a"), tuesday))), web)
    assert feed.title == "Harbour Post"
    assert feed.items == (Item(server.at("/a"), "2024-03-05", tuesday),)
    feed = feed_at(server.put("/atom", ATOM), web)
    assert feed.items == (Item(server.at("/a"), "2024-03-05", "2024-03-06T10:00:00Z"),)
    item = {"url": "/a", "date_published": "2024-03-05T01:00:00Z"}
    told = {"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [item, 3]}
    feed = feed_at(server.put("/json", json.dumps(told)), web)
    assert feed.items == (Item(server.at("/a"), "2024-03-05"),)
    packed = gzip.compress(SITEMAP.format(url=server.at("/a")).encode())
    index = INDEX.format(url=server.put("/news.xml.gz", packed))
    assert feed_at(server.put("/index", index), web).items == (
        Item(server.at("/a"), "2024-03-05", "2024-03-06"),
    )


@pytest.mark.parametrize(
    "body", ["<html><body>No feed.</body></html>", "{}", "{", "", "<rss", "\x1f\x8b\x00"]
)
def test_what_is_no_feed_says_so(body: str, server: Server, web: Web) -> None:
    with pytest.raises(ReadError, match="; "):
        feed_at(server.put("/feed", body), web)


def test_a_packed_bomb_is_refused(server: Server, web: Web) -> None:
    with pytest.raises(ReadError, match="unpacks to more than any feed"):
        feed_at(server.put("/feed", gzip.compress(b"\0" * 60_000_000)), web)


def test_entities_are_not_expanded_and_nothing_is_fetched_by_a_parser(
    server: Server, web: Web
) -> None:
    evil = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{server.at("/x")}"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    sitemap = SITEMAP.format(url="http://a.example/&x;&f;").replace("?>", f"?>{evil}", 1)
    listed = feed_at(server.put("/feed", sitemap), web).items
    assert "/x" not in server.paths()
    assert all("root:" not in item.url for item in listed)


def outcomes(found: Iterable[Added | Failure]) -> list[str]:
    return [one.reason if isinstance(one, Failure) else one.outcome for one in found]


def test_an_update_adds_what_is_new_and_what_changed_once(
    server: Server, web: Web, tmp_path: Path
) -> None:
    story = STORY.format(canonical="")
    pages = [server.put(f"/{name}", story.replace("May", name)) for name in ("June", "July")]
    feed = server.put("/feed", rss((pages[0], "2024-03-05")), ETag='"1"')
    with Record(tmp_path / "record.db") as record:
        followed = record.follow(feed, outlet="Post", web=web)
        assert (followed.title, followed.listed, followed.due) == ("Harbour Post", 1, 1)
        assert outcomes(record.update(web=web)) == ["added"]
        assert outcomes(record.update(web=web)) == []
        assert server.asked[-1][1]["if-none-match"] == '"1"'
        (article,) = record.articles()
        assert (article.outlet, article.published) == ("Post", "2024-03-05")
        server.put("/feed", rss((pages[0], "2024-03-05"), (pages[1], "2024-03-06")), ETag='"2"')
        assert outcomes(record.update(web=web)) == ["added"]
        server.put("/June", story.replace("May", "June").replace("a tenth", "a fifth"))
        server.put("/feed", rss((pages[0], "2024-03-07"), (pages[1], "2024-03-06")), ETag='"3"')
        assert outcomes(record.update(web=web)) == ["edited"]
        assert (record.count(), record.feeds()[0].due) == (2, 0)
        record.unfollow(feed)
        assert (record.feeds(), record.count()) == ([], 2)
        with pytest.raises(RecordError, match="not followed"):
            record.unfollow(feed)


def test_a_stopped_update_goes_on_where_it_was(server: Server, web: Web, tmp_path: Path) -> None:
    story = STORY.format(canonical="")
    months = ("April", "June", "July")
    pages = [server.put(f"/{month}", story.replace("May", month)) for month in months]
    feed = server.put("/feed", rss(*((page, "2024-03-05") for page in pages)))
    with Record(tmp_path / "record.db") as record:
        record.follow(feed, web=web)
        update = record.update(web=web)
        next(update)
        update.close()  # type: ignore[attr-defined]
    with Record(tmp_path / "record.db") as record:
        assert record.count() == 1
        assert outcomes(record.update(limit=1, web=web)) == ["added"]
        assert outcomes(record.update(web=web)) == ["added"]
        assert [server.paths().count(f"/{month}") for month in months] == [1, 1, 1]


def test_what_fails_is_tried_again_a_few_times(server: Server, web: Web, tmp_path: Path) -> None:
    listed = [(server.at("/gone"), "2024-03-05"), ("http://10.0.0.1/", "2024-03-05")]
    feed = server.put("/feed", rss(*listed))
    with Record(tmp_path / "record.db") as record:
        record.follow(feed, web=web)
        for _ in range(MOST_TRIES):
            gone, private = outcomes(record.update(web=web))
            assert gone == "the server answers 404; check the address"
            assert private.startswith("this address leads into a private network")
        assert outcomes(record.update(web=web)) == []
        server.put("/feed", "no feed any more")
        assert outcomes(record.update(web=web)) == [
            "this is no feed: no Atom, RSS, JSON Feed or sitemap; give the address of one"
        ]
