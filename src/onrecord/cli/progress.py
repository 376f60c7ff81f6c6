"""A progress bar on standard error while people watch; nothing where nobody does."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import chain, islice
from typing import TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    Task,
    TextColumn,
)
from rich.progress import ProgressColumn as Column
from rich.text import Text

T = TypeVar("T")


class PaceColumn(Column):
    """How many were done in a second so far, and how long the rest takes at that pace; nothing
    before the first is done, while models are loaded.
    """

    def render(self, task: Task) -> Text:
        if not task.completed or not task.elapsed:
            return Text()
        rate = task.completed / task.elapsed
        told = f"{rate:.1f}/s"
        if task.total is not None:
            told += f", {timedelta(seconds=round((task.total - task.completed) / rate))} left"
        return Text(told, style="progress.data.speed")


@contextmanager
def watched(
    label: str, items: Iterable[T], count: Callable[[], int | None]
) -> Iterator[Iterable[T]]:
    """The items, with a sign of life, a bar, a rate and the time remaining; ``count`` says how many
    there are, or that nobody knows.
    """
    if not sys.stderr.isatty():  # whatever is said of colours
        yield items
        return
    with bar_on(Console(stderr=True)) as bar:
        yield bar.track(items, total=count(), description=label)


def announced(label: str, items: Iterable[T], number: int) -> Iterator[T]:
    """The items with the same, of work that nobody asked for; where nobody watches, one line says
    why it takes long.
    """
    if not number:
        yield from items
    elif sys.stderr.isatty():
        with bar_on(Console(stderr=True)) as bar:
            yield from bar.track(items, total=number, description=label)
    else:
        print(f"onrecord: {label.lower()}; this may take minutes", file=sys.stderr)
        yield from items


def bar_on(console: Console) -> Progress:
    """A bar that goes when it is full."""
    columns = (
        SpinnerColumn("line"),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        PaceColumn(),
    )
    return Progress(*columns, console=console, transient=True)


def awaited(label: str, items: Iterable[T]) -> Iterator[T]:
    """The items, with a sign of life until the first one comes: models take a while to load."""
    if not sys.stderr.isatty():
        yield from items
        return
    coming = iter(items)
    with Console(stderr=True).status(label, spinner="line"):
        first = list(islice(coming, 1))
    yield from chain(first, coming)
