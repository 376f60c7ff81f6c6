"""Run onrecord from this folder with nothing but Python 3.11 and pip.

    python3 start.py            who said what in the example reports
    python3 start.py test       the tests
    python3 start.py WORDS...   any onrecord command, such as: search "winter harbour"

The first run makes the environment .venv beside this file and installs the exact packages of
requirements/use.txt into it, and before the tests those of requirements/dev.txt; later runs
start at once.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path
from typing import TextIO

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "start.stamp"
USE, DEV = (HERE / "requirements" / name for name in ("use.txt", "dev.txt"))  # DEV has all of USE
ISOLATED = "-I"  # nothing in the folder one happens to be in is taken for a module
# All tests go side by side; four processes at most, since each of them loads the models.
ALL_TESTS = ("--numprocesses=logical", "--maxprocesses=4", "--dist=worksteal")

NEXT = """What to try next:

    START add examples                      keep these reports in a record
    START search ships --speaker Lindqvist  find what somebody said
    START serve                             read the record in a browser
    START --help                            all the rest

docs/tutorial.md goes through it in ten minutes."""


def main(words: list[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036  an older Python shall say so, not stumble
        found = "{}.{}".format(*sys.version_info)
        sys.exit(f"start.py: onrecord needs Python 3.11 or newer, and this is Python {found}")
    set_up(DEV if words[:1] == ["test"] else USE)
    if not words:
        status = run(BIN / "onrecord", "read", "examples", cwd=HERE)
        print(NEXT.replace("START", f"{'py' if os.name == 'nt' else 'python3'} start.py"))
        return status
    if words[0] == "test":
        return run(PYTHON, ISOLATED, "-m", "pytest", *(words[1:] or ALL_TESTS), cwd=HERE)
    return run(BIN / "onrecord", *words)


def set_up(requirements: Path) -> None:
    """Make .venv what the requirements say, unless the stamp shows that it is already."""
    enough = {stamp(requirements), stamp(DEV)}
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() in enough:
        return
    print("start.py: setting up .venv; this happens once and takes a few minutes", file=sys.stderr)
    if not PYTHON.exists():
        venv.create(VENV, clear=True)
    install("--require-hashes", "--requirement", requirements)
    install("--no-deps", "--no-build-isolation", "--editable", HERE)
    STAMP.write_text(stamp(requirements))


def stamp(requirements: Path) -> str:
    """What .venv is stamped with when it is made of these."""
    parts = str(HERE).encode(), requirements.read_bytes(), (HERE / "pyproject.toml").read_bytes()
    return hashlib.sha256(b"".join(parts)).hexdigest()


def install(*what: str | Path) -> None:
    """Install with the pip of the Python that runs this: .venv needs none of its own."""
    pip = (sys.executable, ISOLATED, "-m", "pip", "--python", PYTHON, "--disable-pip-version-check")
    status = run(*pip, "install", *what, stdout=sys.stderr)
    if status:
        sys.exit(status)


def run(*command: str | Path, cwd: Path | None = None, stdout: TextIO | None = None) -> int:
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=cwd, stdout=stdout, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
