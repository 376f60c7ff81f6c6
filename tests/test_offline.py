"""Nothing leaves the machine: no socket is opened, and nothing is written into the home folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sealed import OPENED, has_seal

SEALED = Path(__file__).with_name("sealed.py")
REPORT = "Mayor Ida Holm said Monday that the old bridge over the Lanne would hold.\n"
STORY = f"<article><p>{REPORT * 4}</p></article>"
PAGE = f"<html><head><title>Bridge</title></head><body>{STORY}</body></html>"
NATIVE_SOCKET = "import ctypes; ctypes.CDLL(None).socket(2, 1, 0)"
COMMANDS = """
import sys
from onrecord.cli import main
for words in ("add . --record r.db", "search bridge --record r.db", "parties --record r.db",
              "export --record r.db --format ftm --output r.json", "read page.html",
              "compare bridge tolls --record r.db", "changes --since 2024 --record r.db",
              "positions Holm --on bridge --chart line.svg --record r.db"):
    sys.argv = ["onrecord", *words.split()]
    try:
        main()
    except SystemExit as end:
        assert not end.code, words
"""
LIBRARY = """
import threading, onrecord
threads = [threading.Thread(target=onrecord.read, args=[name]) for name in ("a.txt", "page.html")]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
with onrecord.Record("r.db") as record:
    for article in onrecord.read_many("."):
        record.add(article)
    assert record.search("bridge")
"""
COMPONENT = """
import socket
has, socket.has_ipv6 = socket.has_ipv6, False
import spacy  # by itself it looks for IPv6, before onrecord comes by
socket.has_ipv6 = has
nlp = spacy.blank("en")
nlp.add_pipe("onrecord")
text = open("a.txt").read()
for processes in (1, 2):
    assert all(doc._.statements for doc in nlp.pipe([text, text], n_process=processes))
"""


def run(script: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Runs a script in a folder with two reports, sealed, with a home folder that is empty."""
    home = folder / "home"
    home.mkdir()
    work = folder / "work"
    work.mkdir()
    (work / "a.txt").write_text(REPORT)
    (work / "page.html").write_text(PAGE)
    (folder / "script.py").write_text(script)
    homes = {name: str(home) for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")}
    inside = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CACHE", "CONFIG", "DATA", "STATE")}
    forgotten = ("ORT_DISABLE_TELEMETRY", "ONRECORD_RECORD")
    kept = {name: value for name, value in os.environ.items() if name not in forgotten}
    return subprocess.run(
        [sys.executable, str(SEALED), str(folder / "script.py"), *options],
        cwd=work,
        env={**kept, **homes, **inside},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "script", [COMMANDS, LIBRARY, COMPONENT], ids=["commands", "library", "component"]
)
def test_no_socket_and_nothing_in_the_home_folder(script: str, tmp_path: Path) -> None:
    done = run(script, tmp_path)
    assert (done.returncode, list((tmp_path / "home").iterdir())) == (0, []), done.stderr


def test_a_socket_of_python_is_seen(tmp_path: Path) -> None:
    done = run("import socket; socket.socket()", tmp_path)
    assert done.returncode == OPENED


@pytest.mark.skipif(not has_seal(), reason="native code is watched on Linux alone")
def test_a_socket_of_native_code_is_seen(tmp_path: Path) -> None:
    done = run(NATIVE_SOCKET, tmp_path, "--native-only")
    assert done.returncode == -signal.SIGSYS
