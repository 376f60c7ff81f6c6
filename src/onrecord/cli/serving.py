"""``onrecord serve`` and the people whom it lets in."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Annotated, Literal

import typer

from onrecord.cli.options import RecordFile, complain, examples, opened
from onrecord.model import SetupError

serving = typer.Typer(rich_markup_mode="rich")

MISSING = (
    "the application needs packages that are not installed; install them: "
    'python -m pip install "onrecord[web]"'
)


@serving.command(
    epilog=examples(
        "onrecord serve",
        "onrecord serve --record ~/stories.db --port 9000 --no-browser",
        "onrecord serve --read-only --public https://record.example.org/",
        "onrecord serve --host 0.0.0.0 --users people.txt",
    )
)
def serve(
    record: RecordFile = "record.db",
    host: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="Where it listens; other than this machine's "
            "own address, it takes --users or --token.",
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="NUMBER", min=0, max=65535, help="0 takes any that is free.")
    ] = 8765,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open it in the browser.")
    ] = True,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Refuse every change, to publish a record.")
    ] = False,
    users: Annotated[
        Path | None,
        typer.Option(metavar="FILE", dir_okay=False, help="Who gets in (see onrecord users)."),
    ] = None,
    token: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            envvar="ONRECORD_TOKEN",
            show_envvar=False,
            help="Lets in whoever has it.  Better set by ONRECORD_TOKEN, where nobody sees it.",
        ),
    ] = None,
    public: Annotated[
        str | None,
        typer.Option(metavar="URL", help="The address by which people reach it behind a proxy."),
    ] = None,
) -> None:
    """Open a record in the browser: search, read, check, correct.

    Only this machine can reach it, unless you say otherwise.  Prints its
    address once it answers; Ctrl-C ends it.
    """
    web = application()
    settings = web.Settings(host, port, public, read_only, users, token)
    settings.check()
    with opened(record, create=not read_only) as kept:
        web.serve(kept, settings, browser=browser, ready=say_where)


@serving.command(
    epilog=examples(
        "onrecord users people.txt ines --role review", "onrecord users people.txt rolf"
    )
)
def users(
    file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False, help="Made if missing.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whom to let in.")],
    role: Annotated[
        Literal["read", "review", "admin"],
        typer.Option(help="Who reads; who corrects too; who adds and removes too."),
    ] = "read",
) -> None:
    """Let somebody into a record that is served to others.

    Asks for a password, of which the file keeps an argon2 hash; from a pipe
    it is the first line.
    """
    web = application()
    if sys.stdin.isatty():
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        password = sys.stdin.readline().rstrip("\n")
    if len(password) < 8:
        raise typer.BadParameter("give a password of 8 characters or more")
    web.add_user(file, name, role, password)


def application() -> ModuleType:
    """The application; ``SetupError`` where its packages are not installed."""
    try:
        from onrecord import web
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("onrecord"):
            raise
        raise SetupError(MISSING) from error
    return web


def say_where(address: str) -> None:
    """Where the application is, on standard output; how to end it, on standard error."""
    print(address, flush=True)
    complain("Ctrl-C ends it")
