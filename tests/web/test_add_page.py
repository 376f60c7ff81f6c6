"""Adding in the browser's way: handed over safely, read beside the server, told about."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.record import Parcel, Record
from onrecord.web.worker import Worker

Open = Callable[..., TestClient]
REPORT = "Harbour opens in May\n\n“The harbour will open in May,” said Mayor Ida Holm on Monday.\n"


class AtOnce:
    """Reads what was handed over before the answer, in place of the process beside the server."""

    def __init__(self, record: Record) -> None:
        self.record = record

    def wake(self) -> None:
        for _ in self.record.read_waiting():
            pass


class Never:
    """A reading that does not come to it."""

    def wake(self) -> None:
        pass


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "bare.db") as opened:
        yield opened


def client_of(open_app: Open, record: Record, worker: object) -> TestClient:
    client = open_app(over=record)
    client.app.state.worker = worker  # type: ignore[attr-defined]
    return client


def csrf(client: TestClient) -> dict[str, str]:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/add").text)
    assert found
    return {"csrf": found[1]}


def test_what_is_pasted_is_read(open_app: Open, bare: Record) -> None:
    client = client_of(open_app, bare, AtOnce(bare))
    data = csrf(client) | {"text": REPORT, "outlet": "Harbour Post", "published": "2024-03-05"}
    page = client.post("/add", data=data).text
    assert "1 <span" in page and "1 statement" in page
    [hit] = bare.search("harbour")
    assert (hit.speaker, hit.outlet, hit.date) == ("Ida Holm", "Harbour Post", "2024-03-04")
    assert f"/articles/{hit.article}" in page


def test_files_are_told_of_one_by_one(open_app: Open, bare: Record) -> None:
    client = client_of(open_app, bare, AtOnce(bare))
    files = [
        ("files", ("stories/harbour.txt", REPORT.encode())),
        ("files", ("stories/picture.jpg", b"\xff\xd8\xff\xe0")),
        ("files", ("empty.docx", b"PK\x03\x04 no document")),
    ]
    page = client.post("/add", data=csrf(client), files=files).text
    assert bare.count() == 1
    assert "stories/harbour.txt" in page
    assert "passed over" in page and "no reports are read from .jpg files" in page
    assert "could not be read" in page and "empty.docx" in page


def test_what_was_received_is_safe_before_it_is_read(open_app: Open, bare: Record) -> None:
    client = client_of(open_app, bare, Never())
    page = client.post("/add", data=csrf(client) | {"text": REPORT}).text
    assert "waits" in page and bare.count() == 0
    with Record(bare.path) as again:  # as another server would find it
        assert [became.outcome for became in again.read_waiting()] == ["added"]
    assert "Read –" in client.get(re.findall(r"/add/\w{16}", page)[0]).text


def test_what_breaks_the_reading_off_twice_is_given_up(bare: Record) -> None:
    batch = bare.receive([Parcel("a.txt", REPORT.encode())], by="Bo")
    for _ in range(2):
        reading = bare.read_waiting()
        next(reading)
        reading.close()  # as if the process had been killed before it had finished
    [became] = bare.read_waiting()
    assert became.outcome == "failed" and "twice" in (became.reason or "")
    [file] = bare.batch(batch)
    assert file.done and [one.outcome for one in file.reports] == ["failed"]


def test_progress_is_told_until_all_is_read(open_app: Open, bare: Record) -> None:
    client = client_of(open_app, bare, AtOnce(bare))
    page = client.post("/add", data=csrf(client) | {"text": REPORT})
    events = client.get(f"{page.url.path}/progress")
    assert events.headers["content-type"].startswith("text/event-stream")
    assert events.text == 'event: finished\ndata: {"done":1,"files":1,"reports":1}\n\n'


def test_more_files_go_into_the_same_batch(open_app: Open, bare: Record) -> None:
    client = client_of(open_app, bare, Never())
    data, accept = csrf(client), {"Accept": "application/json"}
    batch = ""
    for number in range(3):
        files = [("files", (f"{number}.txt", REPORT.encode()))]
        sent = data | {"batch": batch}
        batch = client.post("/add", data=sent, files=files, headers=accept).json()["batch"]
    assert [file.origin for file in bare.batch(batch)] == ["0.txt", "1.txt", "2.txt"]
    [told] = bare.batches()
    assert (told.files, told.done) == (3, 0)


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({}, 422),
        ({"text": "  "}, 422),
        ({"text": "a", "published": "someday"}, 422),
        ({"text": "a", "published": "2024-02-31"}, 422),
    ],
)
def test_nothing_to_read_is_told(
    open_app: Open, bare: Record, data: dict[str, str], status: int
) -> None:
    client = client_of(open_app, bare, Never())
    page = client.post("/add", data=csrf(client) | data)
    assert page.status_code == status and not bare.batches()
    for given in data.values():  # nobody has to paste it again
        assert given in page.text
    told = client.post("/add", data=csrf(client) | data, headers={"Accept": "application/json"})
    assert told.status_code == status and told.json()["wrong"] in unescape(page.text)


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "/etc/passwd.txt", "C:\\etc\\passwd.txt"])
def test_a_name_leads_nowhere(open_app: Open, bare: Record, name: str) -> None:
    client = client_of(open_app, bare, AtOnce(bare))
    client.post("/add", data=csrf(client), files=[("files", (name, REPORT.encode()))])
    [article] = bare.articles()
    assert not article.origin.startswith(("/", "..")) and "\\" not in article.origin


def test_an_empty_record_offers_an_example(open_app: Open, bare: Record) -> None:
    client = client_of(open_app, bare, AtOnce(bare))
    assert 'action="/add/example"' in client.get("/").text
    client.post("/add/example", data=csrf(client))
    assert {hit.speaker for hit in bare.search("harbour OR ferry OR figure", limit=50)} >= {
        "Ida Holm"
    }


def test_only_who_may_add_adds(open_app: Open, bare: Record) -> None:
    client = open_app(over=bare, read_only=True)
    assert "nothing can be added" in client.get("/add").text
    assert client.post("/add", data={"text": REPORT}).status_code == 403


def test_the_process_beside_the_server_reads(bare: Record) -> None:
    batch = bare.receive([Parcel("a.txt", REPORT.encode())], by="Bo")
    worker = Worker(bare.location)
    worker.wake()
    assert worker.all_read.wait(120)
    assert bare.count() == 1 and all(file.done for file in bare.batch(batch))
    draft = "“The harbour will open in May,” said Mayor Ida Holm.\n"
    assert worker.quotations(draft) == [("“The harbour will open in May,”", "Ida Holm")]
    worker.end()
    assert worker.process is not None and not worker.process.is_alive()


def test_programs_hand_over_reports_and_ask_what_became_of_them(
    open_app: Open, bare: Record
) -> None:
    client = client_of(open_app, bare, AtOnce(bare))
    known = {"outlet": "Harbour Post", "published": "2024-03-05", "url": "https://a.example/1"}
    answer = client.post("/api/articles", json=[{"text": REPORT} | known, {"text": " "}])
    assert answer.status_code == 202 and answer.json()["reports"] == 2
    went = client.get(answer.headers["location"]).json()
    assert went["done"] and [one["outcome"] for one in went["reports"]] == ["added", "passed over"]
    [hit] = bare.search("harbour")
    assert hit.article == went["reports"][0]["article"]
    assert (hit.outlet, hit.date, hit.url) == ("Harbour Post", "2024-03-04", "https://a.example/1")


def test_what_programs_hand_over_waits_safely(open_app: Open, bare: Record) -> None:
    client = client_of(open_app, bare, Never())
    batch = client.post("/api/articles", json={"text": REPORT}).json()["batch"]
    assert client.get(f"/api/batches/{batch}").json() == {
        "batch": batch,
        "done": False,
        "reports": [],
    }


@pytest.mark.parametrize(
    "sent", [{}, {"text": ""}, {"text": REPORT, "day": "2024"}, {"text": REPORT, "published": "x"}]
)
def test_what_is_no_report_is_not_taken(open_app: Open, bare: Record, sent: object) -> None:
    client = client_of(open_app, bare, AtOnce(bare))
    answer = client.post("/api/articles", json=sent)
    assert answer.status_code == 422 and bare.count() == 0
