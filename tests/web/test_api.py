"""The same for programs: answers like the command line's, whole lists in parts, honest errors."""

import json
import sys

import pytest
from fastapi.testclient import TestClient

from onrecord import cli
from onrecord.export import cited
from onrecord.record import Record

SEARCHES = [
    ["harbour"],
    ["harbour", "--speaker", "Lind"],
    ["--act", "accuse", "--target", "Holm"],
    ["harbour", "OR", "tolls", "--sort", "date"],
    ["--from", "2024-04", "--manner", "direct"],
    ["--outlet", "evening news", "--min-confidence", "0.9"],
    ["--unnamed"],
]


def typed(arguments: list[str]) -> dict[str, str]:
    """What stands in an address for what is typed on the command line."""
    words, fields = [], {}
    remaining = iter(arguments)
    for one in remaining:
        name = one.removeprefix("--").replace("-", "_")
        if one == "--unnamed":
            fields[name] = "true"
        elif one.startswith("--"):
            fields[name] = next(remaining)
        else:
            words.append(one)
    return fields | {"q": " ".join(words)}


def printed(
    record: Record, capsysbinary: pytest.CaptureFixture[bytes], *words: str
) -> list[object]:
    """What a command prints, a JSON value a line."""
    capsysbinary.readouterr()
    sys.argv = ["onrecord", *words, "--record", str(record.path)]
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 0
    return [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]


@pytest.mark.parametrize("arguments", SEARCHES, ids=" ".join)
def test_a_search_answers_as_on_the_command_line(
    client: TestClient,
    record: Record,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
) -> None:
    monkeypatch.setattr(sys, "argv", [])
    answer = client.get("/api/statements", params=typed(arguments)).json()
    told = printed(record, capsysbinary, "search", *arguments, "--format", "jsonl")
    assert answer["items"] == told and answer["total"] == len(told) > 0


def test_articles_and_parties_answer_as_on_the_command_line(
    client: TestClient,
    record: Record,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "argv", [])
    for article in printed(record, capsysbinary, "export", "--format", "jsonl"):
        assert client.get(f"/api/articles/{article['id']}").json() == article
    told = printed(record, capsysbinary, "parties", "--format", "jsonl")
    assert client.get("/api/parties").json() == {"items": told, "total": 2, "next": None}
    for party in told:
        assert client.get(f"/api/parties/{party['id']}").json() == party


@pytest.mark.parametrize(
    ("address", "params"),
    [
        ("/api/statements", {}),
        ("/api/statements", {"q": "harbour"}),
        ("/api/statements", {"sort": "date"}),
        ("/api/articles", {}),
        ("/api/parties", {}),
    ],
)
def test_a_list_comes_whole_in_parts(
    client: TestClient, address: str, params: dict[str, str]
) -> None:
    whole = client.get(address, params=params).json()
    assert whole["total"] == len(whole["items"]) > 1 and whole["next"] is None
    parts, cursor = [], ""
    while cursor is not None:
        part = client.get(address, params=params | {"limit": "1", "cursor": cursor}).json()
        assert part["total"] == whole["total"] and len(part["items"]) == 1
        parts += part["items"]
        cursor = part["next"]
    assert parts == whole["items"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/statements?limit=0", 422),
        ("/api/statements?act=shout", 422),
        ("/api/statements?from=2024-13", 422),
        ("/api/statements?cursor=x", 400),
        ("/api/statements?q=-harbour", 400),
        ("/api/statements?q=" + "a" * 5000, 400),
        ("/api/statements.exe", 422),
        ("/api/articles/0000", 404),
        ("/api/parties/999", 404),
        ("/api/parties/Holm", 422),
        ("/api/nowhere", 404),
    ],
)
def test_what_cannot_be_is_a_problem(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status and told["detail"] and "Traceback" not in answer.text


def test_the_document_has_examples(client: TestClient) -> None:
    document = client.get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    unwritten = {"application/vnd.apache.parquet", "application/atom+xml"}
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            well = told["responses"].get("200") or told["responses"]["202"]
            for kind, answer in well["content"].items():
                assert kind in unwritten or answer["example"], f"{method} {path}: {kind}"
    assert len(document["paths"]) >= 13


@pytest.mark.parametrize(
    ("ending", "format", "kind"),
    [
        ("bib", "bibtex", "application/x-bibtex"),
        ("csl", "csl-json", "application/vnd.citationstyles.csl+json"),
        ("md", "markdown", "text/markdown"),
        ("txt", "text", "text/plain"),
    ],
)
def test_the_citations_of_a_search(
    client: TestClient,
    record: Record,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
    ending: str,
    format: str,
    kind: str,
) -> None:
    file = client.get(f"/api/statements.{ending}?q=harbour")
    assert file.headers["content-type"].partition(";")[0] == kind
    assert client.get("/api/statements?q=harbour", headers={"Accept": kind}).text == file.text
    hits = record.search("harbour")
    assert len(hits) == 3
    for hit in hits:
        one = cited(record.cite(hit.statement.id), format)  # type: ignore[arg-type]
        assert (json.loads(one)[0] in file.json()) if format == "csl-json" else (one in file.text)
    monkeypatch.setattr(sys, "argv", ["onrecord", "search", "harbour", "--format", format])
    sys.argv += ["--record", str(record.path)]
    capsysbinary.readouterr()
    with pytest.raises(SystemExit):
        cli.main()
    assert capsysbinary.readouterr().out == file.content


def test_one_statement_and_how_it_is_cited(
    client: TestClient,
    record: Record,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    [found] = client.get("/api/statements?q=tolls").json()["items"]
    address = f"/api/statements/{found['statement']['id']}"
    assert client.get(address).json() | {"snippet": None, "matches": None} == found | {
        "snippet": None,
        "matches": None,
    }
    assert client.get("/api/statements/none").status_code == 404
    monkeypatch.setattr(sys, "argv", ["onrecord", "cite", found["statement"]["id"]])
    sys.argv += ["--format", "bibtex", "--record", str(record.path)]
    with pytest.raises(SystemExit):
        cli.main()
    cited = client.get(address, headers={"Accept": "application/x-bibtex"})
    assert capsysbinary.readouterr().out == cited.content


@pytest.mark.parametrize(
    "address",
    "statements statements.csv?q=harbour statements.parquet statements.bib commitments.csv "
    "annotations corpus changes.atom?since=2024-03".split(),
)
def test_what_is_known_is_not_sent_again(client: TestClient, address: str) -> None:
    first = client.get(f"/api/{address}")
    again = client.get(f"/api/{address}", headers={"If-None-Match": first.headers["ETag"]})
    assert first.status_code == 200 and again.status_code == 304 and not again.content


@pytest.mark.parametrize("address", ["/api/statements?speakr=Lind", "/api/articles/x?limit=3"])
def test_a_parameter_that_is_not_there_is_refused(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 422 and "there is no parameter" in answer.json()["detail"]
