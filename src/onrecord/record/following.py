"""Feeds that are followed: which reports they list, and which of them are still to be fetched.

A report is due from when a feed lists it, or says that it changed, until it is in the record.
So an update that was stopped goes on where it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, case, delete, func, insert, select
from sqlalchemy import update as change

from onrecord.record.clock import now
from onrecord.record.errors import RecordError
from onrecord.record.rows import Line
from onrecord.record.schema import feed_items, feeds
from onrecord.sources import Feed, Item

MOST_TRIES = 3  # then a report is left, unless its feed says that it changed
IS_DUE = feed_items.c.due & (feed_items.c.tries < MOST_TRIES)


@dataclass(frozen=True, slots=True)
class Followed:
    """A feed that is followed: how many reports it listed, and how many are to be fetched."""

    url: str
    title: str | None
    outlet: str | None
    looked_at: str | None
    listed: int
    due: int


def follow(connection: Connection, url: str, feed: Feed, outlet: str | None) -> Followed:
    """Follows a feed, which lists these reports now."""
    values = {"title": feed.title} | ({"outlet": outlet} if outlet else {})
    known = connection.scalar(select(feeds.c.key).where(feeds.c.url == url))
    if known is None:
        row = insert(feeds).values(url=url, followed_at=now(), **values)
        connection.execute(row)
    else:
        connection.execute(change(feeds).where(feeds.c.key == known).values(values))
    note(connection, url, feed)
    return next(one for one in listed(connection) if one.url == url)


def unfollow(connection: Connection, url: str) -> None:
    """Follows a feed no more."""
    key = connection.scalar(select(feeds.c.key).where(feeds.c.url == url))
    if key is None:
        raise RecordError(
            f"{url}: this feed is not followed; `onrecord follow` lists those that are"
        )
    connection.execute(delete(feed_items).where(feed_items.c.feed == key))
    connection.execute(delete(feeds).where(feeds.c.key == key))


def listed(connection: Connection) -> list[Followed]:
    """The feeds that are followed."""
    due = func.count(case((IS_DUE, feed_items.c.key)))
    query = (
        select(feeds, func.count(feed_items.c.key).label("listed"), due.label("due"))
        .join(feed_items, feed_items.c.feed == feeds.c.key, isouter=True)
        .group_by(feeds.c.key)
        .order_by(feeds.c.key)
    )
    return [
        Followed(row.url, row.title, row.outlet, row.looked_at, row.listed, row.due)
        for row in connection.execute(query)
    ]


def note(connection: Connection, url: str, feed: Feed) -> None:
    """Keeps what a feed lists: what is new in it, or changed, is due."""
    key = connection.execute(select(feeds.c.key).where(feeds.c.url == url)).scalar_one()
    query = select(feed_items).where(feed_items.c.feed == key)
    known = {row.url: row for row in connection.execute(query)}
    new = [values_of(item) | {"feed": key} for item in feed.items if item.url not in known]
    if new:
        connection.execute(insert(feed_items), new)
    for item in feed.items:
        row = known.get(item.url)
        if row is not None and row.changed != item.changed:
            this = change(feed_items).where(feed_items.c.key == row.key)
            connection.execute(this.values(values_of(item)))
    connection.execute(change(feeds).where(feeds.c.key == key).values(looked_at=now()))


def values_of(item: Item) -> dict[str, object]:
    """The row of a report that is due."""
    return {
        "url": item.url,
        "published": item.published,
        "changed": item.changed,
        "tries": 0,
        "due": True,
    }


def due(connection: Connection, limit: int | None) -> Sequence[Line]:
    """The reports that are to be fetched, with the outlets of their feeds, oldest first."""
    query = select(feed_items, feeds.c.outlet).join(feeds, feeds.c.key == feed_items.c.feed)
    query = query.where(IS_DUE).order_by(feed_items.c.key).limit(limit)
    return connection.execute(query).all()


def settle(connection: Connection, item: Line, *, failed: bool) -> None:
    """Keeps what became of a report: one that failed is tried again the next time."""
    values = {"tries": item.tries + 1} if failed else {"due": False}
    this = change(feed_items).where(feed_items.c.key == item.key)
    connection.execute(this.values(values))
