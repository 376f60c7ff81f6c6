"""The application over a small record of invented articles, with and without a browser."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient

from onrecord import model
from onrecord.model import Article, Block, Mentioned, Resolution, Span, Speaker, Statement
from onrecord.record import Record
from onrecord.web import Settings, create_app

HERE = "http://127.0.0.1:8765"
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

# What an article says, a line each: who, how, what; a statement's act and target after it.
Line = tuple[str, str, str, model.Act, str | None]
HARBOUR: tuple[Line, ...] = (
    ("Mayor Ida Holm", "said", "“The harbour will open in May,”", "commit", None),
    ("Bo Lind", "accused", "the mayor of hiding the cost of the harbour", "accuse", "Ida Holm"),
    ("She", "denied", "that anything was hidden", "deny", "Bo Lind"),
    ("Officials", "warned", "that the ice would come early", "warn", None),
)
TOLLS: tuple[Line, ...] = (
    ("Ida Holm", "said", "the tolls would stay as they are", "state", None),
    ("Bo Lind", "asked", "“Who pays for the harbour?”", "ask", "Ida Holm"),
)
NAMES = {"Mayor Ida Holm": "Ida Holm", "She": "Ida Holm", "Officials": None}


def article_of(lines: tuple[Line, ...], origin: str, **fields: object) -> Article:
    """An article as the stages would make it."""
    text, parts = "Holm speaks\n\n", []
    for who, cue, words, act, target in lines:
        start = len(text)
        text += f"{who} {cue} {words}.\n\n"
        parts.append((who, cue, words, act, target, start))
    names = list(dict.fromkeys(NAMES.get(part[0], part[0]) for part in parts))
    ids = {name: f"s{number}" for number, name in enumerate(names, 1)}
    article_id = model.text_id(text)
    statements = []
    mentions: dict[str | None, list[Span]] = {name: [] for name in names}
    for who, cue, words, act, target, start in parts:
        source = Span.of(text, start, start + len(who))
        verb = Span.of(text, source.end + 1, source.end + 1 + len(cue))
        content = Span.of(text, verb.end + 1, verb.end + 1 + len(words))
        name = NAMES.get(who, who)
        mentions[name].append(source)
        statements.append(
            Statement(
                id=model.statement_id(article_id, [source], [verb], [content]),
                source=(source,),
                cue=(verb,),
                content=(content,),
                manner="direct" if words.startswith("“") else "indirect",
                speaker=ids[name],
                act=act,
                act_confidence=0.9,
                target=Mentioned(target, ids.get(target)) if target else None,
                confidence=0.5 if who == "Officials" else 0.95,
                resolution=Resolution("he or she", 0.8, "She → Ida Holm: the only woman near")
                if who == "She"
                else None,
            )
        )
    known = {
        "outlet": "Harbour Post",
        "title": "Holm speaks",
        "published": "2024-03-05",
        "byline": ("Jo Berg",),
    } | fields
    return Article(
        id=article_id,
        origin=origin,
        credits=(),
        language="en",
        text=text,
        blocks=(Block(0, 11, "heading"), Block(13, len(text), "body")),
        speakers=tuple(
            Speaker(
                ids[name],
                name,
                "person" if name else "group",
                ("mayor",) if name == "Ida Holm" else (),
                tuple(mentions[name]),
            )
            for name in names
        ),
        statements=tuple(statements),
        stages={"reading": "1", "attribution": "1"},
        **known,  # type: ignore[arg-type]
    )


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "record.db") as opened:
        yield opened


@pytest.fixture
def record(empty: Record) -> Record:
    """Two articles, of two outlets and days."""
    empty.add(article_of(HARBOUR, "harbour.txt"))
    empty.add(article_of(TOLLS, "tolls.txt", outlet="Évening News", published="2024-04-02"))
    return empty


Open = Callable[..., TestClient]


@pytest.fixture
def open_app(record: Record) -> Open:
    """Gives a client of the application with some settings."""

    def opened(over: Record | None = None, **settings: object) -> TestClient:
        app = create_app(over or record, Settings(**settings))  # type: ignore[arg-type]
        return TestClient(app, base_url=HERE, raise_server_exceptions=False)

    return opened


@pytest.fixture
def client(open_app: Open) -> TestClient:
    """A client of the application as it is on one's own machine."""
    return open_app()


@pytest.fixture
def served(record: Record) -> Iterator[str]:
    """The address of the application, served for a browser."""
    listening = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    server = uvicorn.Server(uvicorn.Config(create_app(record), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield address
    server.should_exit = True
    thread.join()
