"""Whatever is wrong with a file, the outcome is clear, soon there, and cheap."""

import json
import subprocess
import sys
from pathlib import Path

import mangled

MOST_MEMORY = 1_500_000_000
MOST_WORK = 20  # as many sound reports of 100 paragraphs


def test_two_hundred_mangled_files_have_two_hundred_clear_outcomes(tmp_path: Path) -> None:
    command = [sys.executable, mangled.__file__, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2_000:]
    *outcomes, peak = map(json.loads, done.stdout.splitlines())
    assert len(outcomes) == mangled.COUNT == len({name for name, _, _ in outcomes})
    for name, said, work in outcomes:
        reason, _, remedy = said.partition("; ")
        assert said == "read" or (reason and remedy and said.isprintable()), (name, said)
        assert work < MOST_WORK, (name, work)
    read = [name for name, said, _ in outcomes if said == "read"]
    assert 50 < len(read) < 180  # damage alone is no reason to refuse
    assert peak < MOST_MEMORY
    assert done.stderr == ""
