"""Pages at addresses: fetched politely, and never from where nobody may look."""

from __future__ import annotations

import gzip
import socket
from ipaddress import ip_address
from pathlib import Path

import pytest
from hostile import ROBOTS, STORY, Server

from onrecord.document import Document
from onrecord.model import Article, Failure, ReadError
from onrecord.pipeline import documents
from onrecord.reading import from_document
from onrecord.record import Record
from onrecord.sources import Web
from onrecord.sources.fetching import ATTEMPTS, MAX_REDIRECTS, Fetcher
from onrecord.sources.guard import Guard, RefusedError, is_public

REFUSED = "this address leads into a private network; onrecord opens public addresses only"


@pytest.fixture
def waits() -> list[float]:
    """How long the fetcher would have waited, each time."""
    return []


@pytest.fixture
def fetcher(server: Server, waits: list[float]) -> Fetcher:
    """A fetcher that may connect to the test's own server, and waits for nobody."""
    return Fetcher(pause=2.0, loopback_port=server.port, sleep=waits.append)


def reason(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(ReadError) as error:
        fetcher.get(url)
    return str(error.value)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.100.100.200", False),
        ("169.254.169.254", False),
        ("168.63.129.16", False),
        ("0.0.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fd00:ec2::254", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("::7f00:1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:7f00:1::", False),
        ("ff02::1", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1:8080/",
    ],
)
def test_private_addresses_are_never_connected_to(url: str, fetcher: Fetcher) -> None:
    assert reason(fetcher, url) == REFUSED


def test_a_port_beside_the_test_s_own_is_refused(server: Server) -> None:
    assert reason(Fetcher(pause=0, loopback_port=server.port + 1), server.at("/")) == REFUSED
    assert reason(Fetcher(pause=0), server.at("/")) == REFUSED
    assert server.asked == []


@pytest.mark.parametrize("target", ["http://10.0.0.1/", "http://127.0.0.1:1/", "//[::1]:2/"])
def test_a_redirect_into_a_private_network_is_refused(
    target: str, server: Server, fetcher: Fetcher
) -> None:
    assert reason(fetcher, server.put("/a", "", 302, Location=target)) == REFUSED


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://paper.example/", "gopher://a"])
def test_a_redirect_to_what_is_no_page_is_refused(
    target: str, server: Server, fetcher: Fetcher
) -> None:
    url = server.put("/a", "", 302, Location=target)
    assert reason(fetcher, url).startswith("this is no address on the web")


def test_a_name_is_resolved_once_and_what_was_checked_is_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter(["93.184.216.34", "127.0.0.1"])
    connected: list[str] = []

    def getaddrinfo(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def create_connection(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        connected.append(address[0])
        raise OSError("far away")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(socket, "create_connection", create_connection)
    guard = Guard(1.0, 1_000)
    with pytest.raises(Exception, match="far away"):
        guard.connect_tcp("changing.example", 80)
    assert connected == ["93.184.216.34"]
    with pytest.raises(RefusedError):
        guard.connect_tcp("changing.example", 80)
    assert connected == ["93.184.216.34"]


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(0, 0, 0, "", ("93.184.216.34", 80)), (0, 0, 0, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(RefusedError):
        Guard(1.0, 1_000).checked("two.example", 80)


def test_proxies_of_the_surroundings_are_not_used(
    server: Server, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://10.0.0.1:3128")
    assert fetcher.get(server.put("/a", "here")).body == b"here"


def test_what_never_ends_is_ended(server: Server, fetcher: Fetcher) -> None:
    assert "larger than any report" in reason(fetcher, server.at("/endless"))
    assert reason(fetcher, server.at("/endless-head"))


def test_a_server_that_takes_its_time_is_left(server: Server) -> None:
    fetcher = Fetcher(pause=0, loopback_port=server.port)
    slow = Guard(0.0, 1_000, server.port)
    fetcher.client._transport._pool._network_backend = slow  # type: ignore[attr-defined]
    assert "too long to answer" in reason(fetcher, server.put("/a", "late"))


def test_a_length_that_is_a_lie_is_found_out(server: Server, fetcher: Fetcher) -> None:
    long = server.put("/long", "short", Content_Length="1000")
    assert reason(fetcher, long).startswith("it cannot be fetched (")
    assert server.paths().count("/long") == ATTEMPTS
    short = server.put("/short", "longer than it says", Content_Length="6")
    assert fetcher.get(short).body == b"longer"


def test_packed_pages_are_unpacked_within_bounds(server: Server, fetcher: Fetcher) -> None:
    page = server.put("/a", gzip.compress(b"words"), Content_Encoding="gzip")
    assert fetcher.get(page).body == b"words"
    bomb = gzip.compress(b"\0" * 200_000_000)
    assert "larger than 20 MB" in reason(
        fetcher, server.put("/bomb", bomb, Content_Encoding="gzip")
    )
    odd = server.put("/odd", b"x", Content_Encoding="br")
    assert "packs the page" in reason(fetcher, odd)


def test_robots_are_respected_and_asked_for_once(
    server: Server, fetcher: Fetcher, waits: list[float]
) -> None:
    server.put("/robots.txt", f"{ROBOTS}Crawl-delay: 7\n")
    assert "robots.txt asks not to" in reason(fetcher, server.put("/secret/a", "x"))
    fetcher.get(server.put("/a", "x"))
    fetcher.get(server.put("/b", "x"))
    assert server.paths() == ["/robots.txt", "/a", "/b"]
    assert len(waits) == 2 and all(6 < wait <= 7 for wait in waits)  # as robots.txt asks for
    assert server.asked[0][1]["user-agent"].startswith("onrecord/")


def test_a_host_whose_robots_cannot_be_had_is_left_alone(server: Server, fetcher: Fetcher) -> None:
    server.put("/robots.txt", "", 500)
    assert "robots.txt cannot be had" in reason(fetcher, server.put("/a", "x"))
    assert set(server.paths()) == {"/robots.txt"}


def test_a_busy_server_is_asked_again_when_it_says(
    server: Server, fetcher: Fetcher, waits: list[float]
) -> None:
    url = server.put("/a", "", 503, Retry_After="30")
    assert "the server answers 503" in reason(fetcher, url)
    assert server.paths().count("/a") == ATTEMPTS
    assert waits.count(30.0) == ATTEMPTS - 1


def test_redirects_end(server: Server, fetcher: Fetcher) -> None:
    url = server.put("/a", "", 301, Location="/a")
    assert "without end" in reason(fetcher, url)
    assert server.paths().count("/a") == MAX_REDIRECTS + 1


@pytest.mark.parametrize("url", ["https://", "http://:80/", "https://me:pw@paper.example/", "x"])
def test_what_is_no_address_says_so(url: str, fetcher: Fetcher) -> None:
    assert reason(fetcher, url).startswith("this ")


def web(server: Server, folder: Path) -> Web:
    return Web(folder / "cache", folder / "pages.warc.gz", server.port, 0.0)


def test_a_page_has_its_addresses_and_how_it_came(server: Server, tmp_path: Path) -> None:
    story = STORY.format(canonical="/fees")
    server.put("/robots.txt", "", 404)
    server.put("/2024", story, ETag='"1"', Set_Cookie="a=b")
    asked = server.put("/old", "", 301, Location="/2024")
    (document,) = documents([asked], web=web(server, tmp_path))
    assert isinstance(document, Document)
    article = from_document(document)
    assert (article.origin, article.url) == (asked, server.at("/fees"))
    came = article.provenance
    assert came is not None and came.fetched_at is not None
    assert came.canonical == server.at("/fees")
    assert ("etag", '"1"') in came.headers
    assert not any(name == "set-cookie" for name, _ in came.headers)
    assert came.archived == "pages.warc.gz#offset=0"


def test_a_canonical_address_of_another_site_is_told_and_not_taken(
    server: Server, tmp_path: Path
) -> None:
    url = server.put("/a", STORY.format(canonical="https://other.example/a"))
    (document,) = documents([url], web=web(server, tmp_path))
    assert isinstance(document, Document) and document.provenance is not None
    assert document.url == url
    assert document.provenance.canonical == "https://other.example/a"


def test_what_may_be_kept_is_not_asked_for_again(server: Server, tmp_path: Path) -> None:
    url = server.put("/a", "words", Cache_Control="max-age=600")
    for _ in range(2):
        fetched = Fetcher(tmp_path / "cache", pause=0, loopback_port=server.port).get(url)
        assert fetched.body == b"words"
    assert server.paths().count("/a") == 1


def test_the_archive_has_the_page_as_it_came(server: Server, tmp_path: Path) -> None:
    from fastwarc.warc import ArchiveIterator

    story = STORY.format(canonical="")
    body = gzip.compress(story.encode())
    urls = [server.put(path, body, Content_Encoding="gzip") for path in ("/a", "/b")]
    found = list(documents(urls, web=web(server, tmp_path)))
    with (tmp_path / "pages.warc.gz").open("rb") as file:
        records = [
            (record.headers.get("WARC-Target-URI"), record.reader.read(), record.stream_pos)
            for record in ArchiveIterator(file, verify_digests=True)
        ]
    assert [(url, content) for url, content, _ in records] == [(u, story.encode()) for u in urls]
    assert [
        document.provenance and document.provenance.archived
        for document in found
        if isinstance(document, Document)
    ] == [f"pages.warc.gz#offset={place}" for *_, place in records]


def test_a_record_keeps_how_a_page_came_and_what_it_was_before(
    server: Server, tmp_path: Path
) -> None:
    story = STORY.format(canonical="/a")
    url = server.put("/a", story, ETag='"1"')
    kept = Web(loopback_port=server.port, pause=0.0)
    with Record(tmp_path / "record.db") as record:
        (added,) = record.add_all(url, web=kept)
        assert not isinstance(added, Failure)
        article = record.article(added.article.id)
        assert isinstance(article, Article)
        assert article.provenance == added.article.provenance
        server.put("/a", story.replace("a tenth", "a fifth"))
        (again,) = record.add_all(url, web=kept)
        assert not isinstance(again, Failure) and again.outcome == "edited"
