"""Pages at addresses, fetched politely: as robots.txt allows, one at a time, with pauses."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from onrecord.model import ReadError
from onrecord.sources.guard import Guard, GuardedTransport

AGENT = "onrecord"
USER_AGENT = f"{AGENT}/0.1 (a reader of news reports; a person asked for this page)"
MAX_BYTES = 20_000_000
MAX_ROBOTS = 500_000
MAX_SECONDS = 60.0  # for one answer
STEP_SECONDS = 15.0  # until the server says the next thing
MAX_REDIRECTS = 5
ATTEMPTS = 3
PAUSE, LONGEST_PAUSE = 2.0, 60.0  # seconds between two requests to one host
REDIRECTS = frozenset({301, 302, 303, 307, 308})
BUSY = frozenset({429, 502, 503, 504})
ENCODINGS = frozenset({"", "identity", "gzip", "deflate"})
MAX_CACHE = 500_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered: at which address it was in the end, and everything it said."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    at: str

    def header(self, name: str) -> str | None:
        """What a header says, None where there is none such."""
        return next((value for key, value in self.headers if key.lower() == name), None)


class BusyError(Exception):
    """The server asks to come again, perhaps after so many seconds."""

    def __init__(self, status: int, after: float) -> None:
        super().__init__(f"the server answers {status}")
        self.after = after


@dataclass(slots=True)
class Host:
    """What is known of a host: its rules, and when it was asked last."""

    rules: Protego
    pause: float
    asked: float = field(default=float("-inf"))


class Fetcher:
    """Fetches pages.  It is used by one thread, and opens nothing until it is asked to.

    ``cache`` is a file for what servers allow to be kept; ``pause`` is in seconds between two
    requests to one host, unless its robots.txt asks for a longer one.  ``loopback_port``: see
    ``Guard``.
    """

    def __init__(
        self,
        cache: Path | None = None,
        *,
        pause: float = PAUSE,
        loopback_port: int | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.pause, self.sleep = pause, sleep
        self.hosts: dict[str, Host] = {}
        self.client = httpx.Client(
            transport=cached(GuardedTransport(Guard(MAX_SECONDS, MAX_BYTES, loopback_port)), cache),
            headers={"user-agent": USER_AGENT, "accept-encoding": "identity"},
            timeout=STEP_SECONDS,
            trust_env=False,
        )

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Fetched:
        """The page at an address, after its redirects; ReadError where there is none to be had.

        ``headers`` are sent besides.  An answer with status 304 is given too.
        """
        for _ in range(MAX_REDIRECTS + 1):
            url = usable(url)
            host = self.host_of(url)
            if not host.rules.can_fetch(url, AGENT):
                raise ReadError("the site's robots.txt asks not to read this address; respect it")
            self.wait_for(host)
            answer = self.answer(url, headers or {}, MAX_BYTES)
            target = answer.header("location")
            if answer.status not in REDIRECTS or not target:
                return answer
            url = urljoin(url, target)
        raise ReadError("this address leads from one to the next without end; give another one")

    def host_of(self, url: str) -> Host:
        """The host of an address with its rules, which are asked for once."""
        parts = urlsplit(url)
        home = f"{parts.scheme}://{parts.netloc}"
        if home not in self.hosts:
            rules = Protego.parse(self.robots(f"{home}/robots.txt"))
            asked_for = rules.crawl_delay(AGENT) or 0.0
            pause = min(max(self.pause, float(asked_for)), LONGEST_PAUSE)
            self.hosts[home] = Host(rules, pause, time.monotonic())
        return self.hosts[home]

    def robots(self, url: str) -> str:
        """A host's robots.txt, "" where it has none (RFC 9309); ReadError where it is not told."""
        for _ in range(MAX_REDIRECTS + 1):
            answer = self.answer(usable(url), {}, MAX_ROBOTS)
            target = answer.header("location")
            if answer.status in REDIRECTS and target:
                url = urljoin(url, target)
            elif answer.status >= 500:
                break
            else:
                return answer.body.decode("utf-8", "replace") if answer.status == 200 else ""
        raise ReadError("the site's robots.txt cannot be had; try again later")

    def wait_for(self, host: Host) -> None:
        """Waits until a host may be asked again."""
        due = host.asked + host.pause
        if (left := due - time.monotonic()) > 0:
            self.sleep(left)
        host.asked = time.monotonic()

    def answer(self, url: str, headers: Mapping[str, str], most: int) -> Fetched:
        """What a server answers, asked again where it is busy or the connection breaks."""
        tries = Retrying(
            retry=retry_if_exception_type((httpx.TransportError, BusyError)),
            stop=stop_after_attempt(ATTEMPTS),
            wait=self.before_next,
            sleep=self.sleep,
            reraise=True,
        )
        try:
            return tries(self.ask, url, headers, most)
        except (httpx.HTTPError, httpx.InvalidURL, BusyError) as error:
            why = str(error) or type(error).__name__
            raise ReadError(
                f"it cannot be fetched ({why}); check the address, or try later"
            ) from None

    def before_next(self, state: RetryCallState) -> float:
        """How long to wait before the next try: longer each time, or as the server asks."""
        error = state.outcome.exception() if state.outcome else None
        asked_for = error.after if isinstance(error, BusyError) else 0.0
        wanted: float = max(self.pause * 2**state.attempt_number, asked_for)
        return min(wanted, LONGEST_PAUSE)

    def ask(self, url: str, headers: Mapping[str, str], most: int) -> Fetched:
        """Asks once."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        with self.client.stream("GET", url, headers=dict(headers)) as response:
            if response.status_code in BUSY:
                after = response.headers.get("retry-after", "")
                raise BusyError(response.status_code, float(after) if after.isdigit() else 0.0)
            if response.headers.get("content-encoding", "").lower() not in ENCODINGS:
                raise ReadError("the server packs the page in a way that it was not asked for")
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > most:
                    raise ReadError(
                        f"it is larger than {most / 1_000_000:g} MB; give another address"
                    )
            return Fetched(url, response.status_code, said(response), bytes(body), at)


def said(response: httpx.Response) -> tuple[tuple[str, str], ...]:
    """The headers of an answer."""
    return tuple((name, value) for name, value in response.headers.multi_items())


def usable(url: str) -> str:
    """An address on the web; ReadError for what is none, or brings a password."""
    try:
        parts = urlsplit(url.strip())
        proper = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        proper = False
    if not proper:
        raise ReadError("this is no address on the web; it begins with https://")
    if parts.username or parts.password:
        raise ReadError("this address holds a name or a password; give it without")
    return parts._replace(fragment="").geturl()


def cached(transport: httpx.BaseTransport, cache: Path | None) -> httpx.BaseTransport:
    """A transport that keeps, in a file, what servers allow to be kept (RFC 9111)."""
    if cache is None:
        return transport
    from hishel import SqliteStorage
    from hishel.httpx import CacheTransport

    storage = SqliteStorage(database_path=cache, max_size=MAX_CACHE, max_stream_size=MAX_BYTES)
    return CacheTransport(transport, storage, rfc=True)
