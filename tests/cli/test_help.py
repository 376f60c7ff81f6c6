"""Every command explains itself, with examples that can be called."""

import re
import shlex
import subprocess
import sys

import pytest
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from onrecord import cli

GROUP = get_command(cli.app)
assert isinstance(GROUP, TyperGroup)
COMMANDS: dict[str, TyperCommand] = GROUP.commands


@pytest.mark.parametrize("name", COMMANDS)
def test_help_says_what_and_how(name: str, run) -> None:
    shown = run(name, "--help")
    assert shown.status == 0
    assert COMMANDS[name].help
    for parameter in COMMANDS[name].params:
        assert parameter.help, f"{name}: {parameter.name} has no help"
    calls = re.findall(r"^ *\$ onrecord (.*?) *$", shown.out, re.MULTILINE)
    assert len(calls) >= 2, f"`onrecord {name} --help` has no examples"
    for call in calls:
        command, *args = shlex.split(re.sub(r" [<>] \S+", "", call))
        assert command == name
        COMMANDS[name].make_context(name, args)  # raises where the example cannot be called


@pytest.mark.parametrize("name", COMMANDS)
def test_help_says_what_an_option_takes_in_words_for_people(name: str, run) -> None:
    shown = run(name, "--help").out
    assert not re.search(r"<(?:bool|int|str|float|list)|\[\d+<=", shown)


@pytest.mark.parametrize(
    ("typed", "completed"),
    [("onrecord ex", "export"), ("onrecord search --act co", "commit"), ("onrecord ver", "verify")],
)
def test_a_shell_completes_commands_and_values(
    typed: str, completed: str, run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_ONRECORD_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", typed)
    monkeypatch.setenv("COMP_CWORD", str(len(typed.split()) - 1))
    assert completed in run().out.split()


def test_help_is_quick() -> None:
    heavy = {"spacy", "sqlalchemy", "alembic", "pyarrow", "trafilatura", "numpy"}
    script = (
        "import sys; from onrecord.cli import app; app(['--help'], standalone_mode=False);"
        f"sys.exit(str({heavy} & sys.modules.keys()))"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert shown.stderr.strip() == "set()"


def test_version(run) -> None:
    assert run("--version").out.startswith("onrecord 0.")
