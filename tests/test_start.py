"""start.py and the command run nothing that lies in the folder one happens to be in."""

from __future__ import annotations

import runpy
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from onrecord import cli

START = Path(__file__).parents[1] / "start.py"
INSTALL = "import runpy, sys; runpy.run_path(sys.argv[1])['install']('--help')"
GROUP = get_command(cli.app)
assert isinstance(GROUP, TyperGroup)
COMMANDS = set(GROUP.commands)
COMMAND = Path(sys.executable).with_name("onrecord")


@pytest.mark.parametrize(
    "command",
    [[sys.executable, "-I", "-c", INSTALL, str(START)], [str(COMMAND), "--help"]],
    ids=["start.py", "onrecord"],
)
def test_modules_in_the_current_folder_are_not_run(command: list[str], tmp_path: Path) -> None:
    for name in ("pip", "json", "hashlib", "typer", "onrecord"):
        (tmp_path / f"{name}.py").write_text("open('taken', 'w')")
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert not (tmp_path / "taken").exists()


def test_it_ends_with_what_to_try_next() -> None:
    start = runpy.run_path(str(START))
    said = [line.strip() for line in start["NEXT"].splitlines() if "START" in line]
    assert any("add examples" in line for line in said)
    for line in said:  # each can be called as it stands
        words = shlex.split(line.partition("  ")[0])[1:]
        assert words[0] == "--help" or words[0] in COMMANDS


def test_an_environment_for_the_tests_is_enough_for_use() -> None:
    start = runpy.run_path(str(START))
    use, dev = (
        {line.split()[0] for line in start[name].read_text().splitlines() if "==" in line}
        for name in ("USE", "DEV")
    )
    assert use
    assert use <= dev
