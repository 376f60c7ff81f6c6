"""``onrecord follow`` and ``update``, on stand-ins for the web."""

from __future__ import annotations

import pytest

from onrecord.model import Failure
from onrecord.record import Record, store
from onrecord.sources import Feed, Item

FEED = "https://paper.example/feed.xml"


def test_feeds_are_followed_listed_updated_and_left(run, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = Feed("The Paper", (Item("https://paper.example/a", "2024-03-05"),))
    monkeypatch.setattr(store, "feed_at", lambda url, web: listed)
    shown = run("follow", FEED, "--outlet", "Harbour Post")
    told = f"Harbour Post: 1 listed, 1 to be fetched: {FEED}\n"
    assert shown == (0, told, "")
    assert run("follow") == (0, told, "")
    gone = Failure("https://paper.example/a", "it is gone; look elsewhere")
    monkeypatch.setattr(Record, "add_all", lambda *_, **__: iter([gone]))
    assert run("update") == (
        1,
        "added 0, unchanged 0, failed 1\n",
        "onrecord: https://paper.example/a: it is gone; look elsewhere\n",
    )
    assert run("follow", "--stop", FEED) == (0, "", "")
    assert run("follow") == (0, "", "")
    assert run("follow", "--stop", FEED).status == 1
