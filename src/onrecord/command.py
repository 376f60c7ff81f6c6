"""The command ``onrecord``: what a report waits for longest is loaded beside all the rest."""

from __future__ import annotations

import sys
from contextlib import suppress
from threading import Thread

READ = ("read", "add")  # the commands that always read reports


def main() -> None:
    """Runs the command line."""
    if next((word for word in sys.argv[1:] if not word.startswith("-")), None) in READ:
        Thread(target=load_languages, daemon=True).start()
    from onrecord import cli

    cli.main()


def load_languages() -> None:
    """Unpacks the model that tells languages, for which Python's one thread at a time has not to
    stand still; who needs it is told what goes wrong, and loads it again.
    """
    with suppress(Exception):
        from onrecord.reading import identifier

        identifier()
