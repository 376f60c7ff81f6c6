"""Who gets in, from where, with how much; and what browsers are told to refuse."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.model import SetupError
from onrecord.web import Settings, add_user
from onrecord.web.guard import LARGEST

Open = Callable[..., TestClient]
TOKEN = "a secret word"  # noqa: S105
ELSEWHERE = {"Origin": "https://evil.example"}


def word_of(page: str) -> str:
    """The word that the forms of a page bring back."""
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found
    return found[1]


def sign_in(client: TestClient, name: str, password: str) -> int:
    data = {"csrf": word_of(client.get("/signin").text), "name": name, "password": password}
    return client.post("/signin", data=data, follow_redirects=False).status_code


@pytest.fixture
def people(tmp_path: Path) -> Path:
    file = tmp_path / "people.txt"
    add_user(file, "Ines", "read", "a long password")
    add_user(file, "Rolf", "review", "another password")
    return file


def test_browsers_are_told_what_to_refuse(client: TestClient) -> None:
    told = client.get("/").headers
    policy = told["content-security-policy"]
    assert "unsafe" not in policy and "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert told["x-content-type-options"] == "nosniff"
    assert client.get("/nowhere").headers["content-security-policy"] == policy


def test_pages_have_no_script_or_style_of_their_own(client: TestClient) -> None:
    page = client.get("/").text
    assert not re.search(r"<style|\son\w+=|\sstyle=|javascript:", page)
    assert set(re.findall(r'(?:src|href)="(\w+:)', page)) == set()
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", ""]
)
def test_another_name_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:1234", "127.0.0.1", "[::1]:8765", "LOCALHOST"])
def test_its_own_names_are_not(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


def test_what_another_site_sends_is_refused(client: TestClient) -> None:
    word = word_of(client.get("/signin").text)
    assert client.post("/signin", data={"csrf": word}, headers=ELSEWHERE).status_code == 403
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post("/signin", data={"csrf": word}, headers=headers).status_code == 403


@pytest.mark.parametrize("data", [{}, {"csrf": "wrong"}])
def test_a_form_that_is_not_ours_is_refused(client: TestClient, data: dict[str, str]) -> None:
    client.get("/signin")
    assert client.post("/signin", data=data).status_code == 403
    assert client.post("/signin", files={"a": b"b"}, data=data).status_code == 403


def test_too_much_is_refused(client: TestClient) -> None:
    assert client.post("/signin", headers={"Content-Length": str(10**9)}).status_code == 413

    def longer_than_it_says():  # type: ignore[no-untyped-def]
        for _ in range(LARGEST // 2**20 + 2):  # the client keeps it all, so it must end
            yield b"a" * 2**20

    headers = {"Content-Type": "application/json"}
    answer = client.post("/api/check", content=longer_than_it_says(), headers=headers)
    assert answer.status_code == 413


def test_too_often_is_refused(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.web.guard.monotonic", lambda: 0.0)
    client = open_app(token=TOKEN)
    tries = [sign_in(client, "nobody", str(number)) for number in range(12)]
    assert tries == [401] * 10 + [429] * 2


def test_strangers_are_led_to_the_door(open_app: Open, people: Path) -> None:
    client = open_app(users=people)
    answer = client.get("/?q=a+b", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/signin?next=%2F%3Fq%3Da%2Bb"
    assert client.get("/api/statements").status_code == 401
    assert client.get("/api/statements").headers["content-type"] == "application/problem+json"


def test_people_sign_in_and_out(open_app: Open, people: Path) -> None:
    client = open_app(users=people)
    assert sign_in(client, "Ines", "wrong") == 401
    assert client.get("/api/statements").status_code == 401
    assert sign_in(client, "Ines", "a long password") == 303
    page = client.get("/")
    assert page.status_code == 200 and "Ines" in page.text
    client.post("/signout", data={"csrf": word_of(page.text)})
    assert client.get("/api/statements").status_code == 401


def test_a_person_who_is_taken_out_is_out_at_once(open_app: Open, people: Path) -> None:
    client = open_app(users=people)
    sign_in(client, "Ines", "a long password")
    people.write_text("")
    assert client.get("/api/statements").status_code == 401


def test_a_token_lets_in(open_app: Open) -> None:
    client = open_app(token=TOKEN)
    right = {"Authorization": "Bearer a secret word"}
    assert client.get("/api/statements").status_code == 401
    assert client.get("/api/statements", headers=right).status_code == 200
    wrong = {"Authorization": "Bearer a secret"}
    assert client.get("/api/statements", headers=wrong).status_code == 401


def test_nobody_is_led_elsewhere_after_signing_in(open_app: Open) -> None:
    client = open_app(token=TOKEN)
    for there in ("https://evil.example", "//evil.example", "/\\evil.example"):
        data = {"csrf": word_of(client.get("/signin").text), "password": TOKEN}
        answer = client.post("/signin", data=data | {"next": there}, follow_redirects=False)
        assert answer.headers["location"] == "/"


def test_a_published_record_is_read_alone(open_app: Open) -> None:
    client = open_app(read_only=True)
    assert client.get("/").status_code == 200
    assert client.post("/alerts", data={"csrf": "x"}).status_code == 403
    assert client.delete("/articles/1").status_code == 403


@pytest.mark.parametrize(
    "settings",
    [
        {"host": "0.0.0.0"},  # noqa: S104
        {"host": "::"},
        {"public": "https://record.example"},
        {"public": "file:///etc", "read_only": True},
    ],
)
def test_strangers_are_never_let_in_by_mistake(settings: dict[str, object]) -> None:
    with pytest.raises(SetupError):
        Settings(**settings).check()  # type: ignore[arg-type]


def test_what_is_safe_is_allowed() -> None:
    Settings().check()
    Settings(host="0.0.0.0", token=TOKEN).check()  # noqa: S104
    Settings(public="https://record.example", read_only=True).check()


def test_cookies_keep_to_tls_where_there_is_any(open_app: Open) -> None:
    client = open_app(public="https://record.example", token=TOKEN)
    told = client.get("/signin", headers={"Host": "record.example"}).headers
    cookie = told["set-cookie"].lower()
    assert all(word in cookie for word in ("secure", "httponly", "samesite"))
