"""What takes long to load is loaded when it is used, and nothing is loaded for nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"numpy", "onnxruntime", "pyarrow", "spacy", "sqlalchemy", "trafilatura"}
SPACY = """
from onrecord.offline import load_spacy
load_spacy()
import spacy, sys
print("spacy.cli" in sys.modules, spacy.info(silent=True)["spacy_version"] == spacy.__version__)
import spacy.cli
print(spacy.cli.info.__module__)
"""


def printed(program: str) -> list[str]:
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


@pytest.mark.parametrize("module", ["onrecord", "onrecord.cli", "onrecord.sources"])
def test_a_module_that_is_light_stays_so(module: str) -> None:
    loaded = printed(f"import {module}, sys; print(*sys.modules)")
    assert not HEAVY & set(loaded)


def test_spacy_comes_without_its_command_line_which_is_there_when_asked_for() -> None:
    assert printed(SPACY) == ["False", "True", "spacy.cli.info"]


def test_what_goes_wrong_while_a_model_is_loaded_ahead_is_told_when_it_is_used() -> None:
    program = (
        "from onrecord import pipeline\n"
        "def broken(): raise ValueError('broken')\n"
        "pipeline.quietly(broken)\n"
        "print('goes on')"
    )
    assert printed(program) == ["goes", "on"]
