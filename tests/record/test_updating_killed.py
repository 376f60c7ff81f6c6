"""``follow`` and ``update``, killed again and again: nothing is lost, nothing is there twice."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

from onrecord.record import Record

LISTED = 40
# Follows a feed and adds what it lists, until it is killed; tells of each report that is safe.
UPDATER = f"""
import sys
from conftest import article
from onrecord.record import Record, store
from onrecord.record.intake import Added
from onrecord.sources import Feed, Item

FEED = "https://paper.example/feed.xml"
items = tuple(Item(f"https://paper.example/{{number}}", "2024-03-05") for number in range({LISTED}))
store.feed_at = lambda url, web: Feed("The Paper", items)

def add_all(record, place, **_):
    story = article(f"Ida Holm | said | {{place.origin}} is safe", origin=place.origin)
    yield Added(story, record.add(story))

Record.add_all = add_all
with Record(sys.argv[1]) as record:
    print("opened", flush=True)
    record.follow(FEED)
    print("followed", flush=True)
    for added in record.update():
        print(added.article.id, added.outcome, flush=True)
"""


def test_an_update_killed_again_and_again_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    told: Counter[str] = Counter()
    for wanted in (1, 2, 5, 14, None):
        updater = subprocess.Popen(
            [sys.executable, "-c", UPDATER, str(path)],
            cwd=Path(__file__).parent,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert updater.stdout is not None
        lines = [updater.stdout.readline() for _ in range(wanted or 0)]
        if wanted is not None:
            updater.kill()
        lines = [line for line in (*lines, *updater.stdout) if line.endswith("\n")]
        updater.stdout.close()
        ended = updater.wait()
        told.update(id for id, outcome in map(str.split, lines[2:]) if outcome == "added")
        with Record(path) as record:
            kept = [article.id for article in record.articles()]
            assert told.keys() <= set(kept)
            assert len(kept) == len(set(kept)) <= LISTED
            assert all(feed.listed == LISTED for feed in record.feeds())
    assert ended == 0
    assert len(kept) == LISTED
    assert max(told.values()) == 1  # none was new twice
    with Record(path) as record:
        [feed] = record.feeds()
        assert (feed.listed, feed.due) == (LISTED, 0)
