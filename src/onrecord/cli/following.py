"""``onrecord follow`` and ``update``: feeds, and what is new in them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli import terminal
from onrecord.cli.options import RecordFile, complain, examples, opened
from onrecord.model import Failure, ReadError
from onrecord.sources import Web

if TYPE_CHECKING:
    from onrecord.record import Followed

FAILED = 1
following = typer.Typer(rich_markup_mode="rich")


@following.command(
    epilog=examples(
        "onrecord follow https://paper.example/feed.xml",
        'onrecord follow https://paper.example/news.xml --outlet "Harbour Post"',
        "onrecord follow",
        "onrecord follow --stop https://paper.example/feed.xml",
    )
)
def follow(
    feeds: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FEED", help="Addresses of feeds: Atom, RSS, JSON Feed, or sitemaps for news."
        ),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who publishes what they list.")
    ] = None,
    stop: Annotated[
        bool, typer.Option("--stop", help="Follow them no more; what came from them stays.")
    ] = False,
    record: RecordFile = "record.db",
) -> None:
    """Follow feeds, so that update fetches what is new in them.

    Each feed is opened once, to look what it lists.  Without a FEED: show
    those that are followed.
    """
    failed = False
    with opened(record, create=bool(feeds) and not stop) as kept:
        for feed in feeds or ():
            try:
                if stop:
                    kept.unfollow(feed)
                else:
                    print_feed(kept.follow(feed, outlet=outlet))
            except ReadError as error:
                complain(f"{feed}: {error}")
                failed = True
        if not feeds:
            for one in kept.feeds():
                print_feed(one)
    if failed:
        raise typer.Exit(FAILED)


def print_feed(feed: Followed) -> None:
    """One feed in a line."""
    name = feed.outlet or feed.title or "Untitled"
    reports = f"{feed.listed:,} listed, {feed.due:,} to be fetched"
    print(terminal.in_line(f"{name}: {reports}: {feed.url}"))


@following.command(
    epilog=examples(
        "onrecord update",
        "onrecord update --limit 50 --record ~/stories.db",
    )
)
def update(
    limit: Annotated[
        int | None, typer.Option(min=1, help="Fetch at most so many reports.", show_default=False)
    ] = None,
    archive: Annotated[
        bool,
        typer.Option("--archive", help="Keep pages as they came, in a WARC beside the record."),
    ] = False,
    record: RecordFile = "record.db",
) -> None:
    """Add what is new in the feeds that are followed.

    Pages are fetched one at a time, with pauses.  Stopped at any moment, the
    next update does the rest.  A report that changed is a new version of its
    article.  Made to be run by cron: what failed is told on standard error.
    """
    outcomes: Counter[str] = Counter({"added": 0, "unchanged": 0, "failed": 0})
    with opened(record) as kept:
        for outcome in kept.update(limit=limit, web=Web.beside(kept.path, archive=archive)):
            if isinstance(outcome, Failure):
                complain(f"{outcome.origin}: {outcome.reason}")
                outcomes["failed"] += 1
            else:
                outcomes[outcome.outcome] += 1
    order = ("added", "unchanged", "updated", "edited", "failed")
    print(", ".join(f"{what} {outcomes[what]:,}" for what in order if what in outcomes))
    if outcomes["failed"]:
        raise typer.Exit(FAILED)
