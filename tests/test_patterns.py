"""No regular expression of ours explodes: its work grows as its input does, whatever that is.

The inputs are made from the patterns themselves: for each repetition, what leads up to it, then
what it takes, again and again, then something on which the whole breaks.  What counts is by how
much the work grows when the input does, not how long it takes.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]
from time import process_time
from types import ModuleType
from typing import Any

import pytest

import onrecord

CHARACTERS = "aA1 .,-'\"()’“—/:&@|\n\t!é_#x"
ENDS = ("", "\0", "!", " x", "\n.")
REPETITIONS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
ONE_CHARACTER = (_constants.IN, _constants.ANY, _constants.NOT_LITERAL, _constants.LITERAL)
FEW = 8  # repetitions that are bounded so tightly that they cannot grow
# What is bounded has reached its bounds at the last but one; what explodes shows long before.
SIZES = (10, 20, 40, 160, 1_000, 4_000)
ANYTHING = re.compile(r"[\s\S]*")
BOUNDED = 2_000  # times as much as to read a text through, before what is bounded is at its end
NOISE = 3  # how many times as much as it has grown the work may seem to have
TRIES = 4
SCANS = {"findall", "finditer", "sub", "split", "search"}

Use = tuple[str, Callable[[str], Any]]


def modules() -> Iterator[ModuleType]:
    """All modules of the package but the script that Alembic runs."""
    for found in pkgutil.walk_packages(onrecord.__path__, "onrecord."):
        if not found.name.endswith("migrations.env"):
            yield importlib.import_module(found.name)


def patterns(value: object) -> Iterator[re.Pattern[str]]:
    """The patterns in a module's constant."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from patterns(part)
    elif isinstance(value, dict):
        yield from patterns(list(value.values()))


def uses() -> Iterator[tuple[str, re.Pattern[str], str]]:
    """Every compiled pattern with each way in which a module uses it."""
    seen = set()
    for module in modules():
        source = inspect.getsource(module)
        for name, value in vars(module).items():
            methods = set(re.findall(rf"\b{name}\.(\w+)\(", source))
            for pattern in patterns(value):
                for method in sorted(methods & {*SCANS, "match", "fullmatch"}) or ["fullmatch"]:
                    way = "search" if method in SCANS else method
                    if (pattern, way) not in seen:
                        seen.add((pattern, way))
                        yield f"{module.__name__}.{name}.{way}", pattern, way


def accepted(node: Any) -> list[str]:
    """The characters that a node takes."""
    if node[0] is _constants.LITERAL:
        return [chr(node[1])]
    state = _parser.State()
    state.flags, state.str = re.UNICODE, ""
    one = _compiler.compile(_parser.SubPattern(state, [node]), 0)
    return [character for character in CHARACTERS if one.fullmatch(character)] or [""]


def sample(nodes: Any) -> str:
    """A text that a sequence of nodes takes; what only looks around takes nothing."""
    text = ""
    for kind, value in nodes:
        if kind in ONE_CHARACTER:
            text += accepted((kind, value))[0]
        elif kind is _constants.BRANCH:
            text += sample(value[1][0])
        elif kind is _constants.SUBPATTERN:
            text += sample(value[3])
        elif kind is _constants.ATOMIC_GROUP:
            text += sample(value)
        elif kind in REPETITIONS:
            text += sample(value[2]) * value[0]
    return text


def repeated(nodes: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """For each repetition in a sequence of nodes: what leads up to it, and what it takes."""
    for kind, value in nodes:
        if kind in REPETITIONS:
            _, most, body = value
            if most >= FEW and len(body) == 1 and body[0][0] in ONE_CHARACTER:
                yield from ((before, character) for character in accepted(body[0]))
            elif most >= FEW:
                yield from ((before, sample(body) + after) for after in ("", " "))
            yield from repeated(body, before)
        elif kind is _constants.BRANCH:
            for branch in value[1]:
                yield from repeated(branch, before)
        elif kind is _constants.SUBPATTERN:
            yield from repeated(value[3], before)
        elif kind is _constants.ATOMIC_GROUP:
            yield from repeated(value, before)
        elif kind in (_constants.ASSERT, _constants.ASSERT_NOT):
            yield from repeated(value[1], before)
        before += sample([(kind, value)])


def hard_inputs(pattern: re.Pattern[str]) -> set[tuple[str, str, str]]:
    """Beginnings, what to repeat behind them, and ends, that may make a pattern work hard."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    return {(before, again, end) for before, again in repeated(tree) if again for end in ENDS}


def work(run: Callable[[str], Any], text: str) -> float:
    """How much work a text makes, as nearly as it can be told."""
    least = float("inf")
    for _ in range(TRIES):
        begun = process_time()
        run(text)
        least = min(least, process_time() - begun)
    return least


def explodes(run: Callable[[str], Any], before: str, again: str, end: str) -> bool:
    """Whether the work grows by much more than the input, each time that it is looked at."""

    def text(size: int) -> str:
        return before + again * (size // len(again)) + end

    for small, large in pairwise(SIZES):
        last = large == SIZES[-1]
        allowed = NOISE * (large / small) ** (1 if last else 2)
        least = 0 if last else BOUNDED * work(ANYTHING.fullmatch, text(large))
        if all(
            work(run, text(large)) > allowed * max(work(run, text(small)), least)
            for _ in range(TRIES)
        ):
            return True
    return False


@pytest.mark.parametrize(
    ("pattern", "way"), [pytest.param(p, way, id=name) for name, p, way in uses()]
)
def test_work_grows_as_the_input_does(pattern: re.Pattern[str], way: str) -> None:
    run = getattr(pattern, way)
    assert not [hard for hard in sorted(hard_inputs(pattern)) if explodes(run, *hard)]


@pytest.mark.parametrize(
    "bad",
    [r"(?:\w+\s?)+$", r"\W*-?\W*x", r"(?:[^\W\d][\w.-]*,?\s*){1,8}$", r"more (?:\w+ ?){1,4}!"],
)
def test_patterns_that_do_explode_are_found(bad: str) -> None:
    pattern = re.compile(bad)
    assert any(explodes(pattern.match, *hard) for hard in sorted(hard_inputs(pattern)))
