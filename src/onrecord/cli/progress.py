"""A progress bar on standard error while people watch; nothing where nobody does."""

from __future__ import annotations

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
    console = Console(stderr=True)
    if not console.is_terminal:
        yield items
        return
    columns = (
        SpinnerColumn("line"),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        PaceColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        yield bar.track(items, total=count(), description=label)


def awaited(label: str, items: Iterable[T]) -> Iterator[T]:
    """The items, with a sign of life until the first one comes: models take a while to load."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield from items
        return
    coming = iter(items)
    with console.status(label, spinner="line"):
        first = list(islice(coming, 1))
    yield from chain(first, coming)
