"""Run the commands shown in the documentation again and write their output beneath them.

    .venv/bin/python docs/refresh.py

Each ```console block is played line by line in a folder that holds nothing but the examples;
then the picture in the README is made from the real output of one command.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
SHOWN = ("tutorial", "parties", "checking", "ledger")
PAGES = (ROOT / "README.md", *(ROOT / "docs" / f"{page}.md" for page in SHOWN))
PICTURED = "onrecord read examples/promise.html"
COLUMNS = 100


def main() -> None:
    for page in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(ROOT / "examples", Path(folder, "examples"))
            text = page.read_text(encoding="utf-8")
            page.write_text(played(text, folder), encoding="utf-8")
    draw(PICTURED, ROOT / "docs" / "picture.svg")


def played(text: str, folder: str) -> str:
    """The page with each console block holding what its commands print today."""

    def play(block: re.Match[str]) -> str:
        commands = [line[2:] for line in block[1].splitlines() if line.startswith("$ ")]
        shown = "\n".join(f"$ {command}\n{output(command, folder)}" for command in commands)
        return f"```console\n{shown.rstrip()}\n```"

    return re.sub(r"^```console\n(.*?)^```", play, text, flags=re.MULTILINE | re.DOTALL)


def output(command: str, folder: str | Path, **more: str) -> str:
    """What the command prints, errors included, as seen on a screen of COLUMNS columns."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "COLUMNS": str(COLUMNS), **more}
    ran = subprocess.run(  # noqa: S602  the commands are those of our own pages
        command,
        shell=True,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return "\n".join(line.rstrip() for line in ran.stdout.splitlines()).strip("\n") + "\n"


def draw(command: str, picture: Path) -> None:
    """The command and its coloured output as an SVG that loads nothing from elsewhere."""
    with Path(os.devnull).open("w") as nowhere:
        console = Console(record=True, width=COLUMNS, file=nowhere, force_terminal=True)
        console.print(f"[bold]$[/] {command}")
        console.print(Text.from_ansi(output(f"{command} --format table", ROOT, FORCE_COLOR="1")))
        svg = console.export_svg(title="onrecord")
    picture.write_text(re.sub(r"@font-face \{.*?\}\n", "", svg, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    main()
