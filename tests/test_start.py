"""start.py and the command run nothing that lies in the folder one happens to be in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

START = Path(__file__).parents[1] / "start.py"
INSTALL = "import runpy, sys; runpy.run_path(sys.argv[1])['install']('--help')"
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
