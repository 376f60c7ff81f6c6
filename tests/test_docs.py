"""The documentation keeps up with the program."""

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from onrecord import cli, ledger, model, positions, record
from onrecord.flat import Row

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
NOUNS = {
    noun.__name__: {field.name for field in fields(noun)}
    for noun in (
        model.Article,
        model.Block,
        model.Span,
        model.Statement,
        model.Speaker,
        model.Mentioned,
        model.Commitment,
        model.Amount,
        model.Part,
        model.Provenance,
        record.Entry,
        record.EntryEvent,
        ledger.Delivered,
        record.Position,
        record.Exchange,
        record.Replies,
        record.Told,
        record.Change,
        positions.Compared,
    )
} | {"Row": set(Row._fields)}


def commands() -> dict[str, Any]:
    group = get_command(cli.app)
    assert isinstance(group, TyperGroup)
    return dict(group.commands)


def shell_lines(page: Path) -> list[str]:
    """The commands in a page's shell blocks, without prompt and output."""
    text = page.read_text(encoding="utf-8")
    plain = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    shown = re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [line for block in plain for line in block.splitlines()] + [
        line.removeprefix("$ ")
        for block in shown
        for line in block.splitlines()
        if line.startswith("$ ")
    ]


def calls(page: Path) -> list[tuple[str, list[str]]]:
    """Each call of a command in a page's shell blocks: its name and its options."""
    return [
        (name, re.findall(r"(?<=\s)--[a-z-]+", rest))
        for line in shell_lines(page)
        for name, rest in re.findall(r"(?:onrecord|start\.py) ([a-z]+)([^|&;]*)", line)
        if name != "test"
    ]


def under(command: Any) -> dict[str, Any]:
    """The commands of a group of commands, such as those of ``onrecord parties``."""
    return getattr(command, "commands", {})


@pytest.mark.parametrize(
    ("group", "name"), [(group, name) for group in commands() for name in under(commands()[group])]
)
def test_every_command_of_a_group_is_documented(group: str, name: str) -> None:
    lines = [line for page in PAGES for line in shell_lines(page)]
    assert any(f"onrecord {group} {name}" in line for line in lines)
    assert under(commands()[group])[name].help


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_is_documented(name: str) -> None:
    shown = {call for page in PAGES if page.parent.name == "docs" for call, _ in calls(page)}
    assert name in shown, f"docs/ shows no `onrecord {name}`"
    assert commands()[name].help, f"`onrecord {name} --help` says nothing"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_shown_exist(page: Path) -> None:
    for name, options in calls(page):
        assert name in commands(), f"{page.name} shows `onrecord {name}`, which does not exist"
        among = (commands()[name], *under(commands()[name]).values())
        known = {option for one in among for parameter in one.params for option in parameter.opts}
        missing = set(options) - known - {"--help"}
        assert not missing, f"{page.name} shows `onrecord {name}` with unknown {missing}"


def test_readme_shows_the_two_commands() -> None:
    assert {"python3 start.py", "python3 start.py test"} <= set(shell_lines(ROOT / "README.md"))


@pytest.mark.parametrize("noun", NOUNS)
def test_every_field_is_documented(noun: str) -> None:
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    section = re.search(rf"^## {noun}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    assert section, f"docs/json.md has no section on {noun}"
    first_cells = re.findall(r"^\| (`.*?) \|", section[1], re.MULTILINE)
    assert {name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)} == NOUNS[noun]


def test_every_example_is_listed_once() -> None:
    page = (ROOT / "docs" / "examples.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| .*?\]\(\.\./examples/([\w.-]+)\)", page, re.MULTILINE)
    assert sorted(listed) == sorted(path.name for path in (ROOT / "examples").iterdir())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+?)(?:#[\w-]+)?\)", page.read_text(encoding="utf-8")):
        if not target.startswith("https://"):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
