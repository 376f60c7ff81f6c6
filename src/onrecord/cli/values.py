"""How the help shows what an option takes: "NAME", "table|jsonl", and nothing for a switch.

The library says "<bool>", "<int range> [1<=x<=10000]" and "<str>", which tell people nothing.
"""

from __future__ import annotations

from typing import Any, get_args

from typer.core import TyperArgument, TyperOption

SHORT = 24  # columns: longer lists of values belong into the help's own words
WORDS = {int: "NUMBER", float: "NUMBER", str: "TEXT"}


def show_plainly() -> None:
    """Has the help of every command show values so."""
    for kind in (TyperOption, TyperArgument):
        kind.display_type_rich = shown  # type: ignore[assignment, method-assign]
        kind._get_number_range_help_str = lambda _: None  # type: ignore[method-assign]


def shown(parameter: Any, ctx: Any) -> str | None:
    """What a parameter takes; None where it takes nothing, or its name tells."""
    if parameter.metavar is not None:
        return str(parameter.metavar) if parameter.param_type_name == "option" else None
    if getattr(parameter, "is_flag", False):
        return None
    annotation = parameter.type_descriptor.annotation
    choices = "|".join(str(value) for value in get_args(annotation))
    return choices if choices and len(choices) <= SHORT else WORDS.get(annotation, "VALUE")
