"""Pictures: Vega-Lite specifications, drawn as SVG or PNG by vl-convert, which fetches nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from onrecord.model import SetupError

if TYPE_CHECKING:
    from onrecord.record import Position

Spec = dict[str, Any]
Picture = Literal["svg", "png"]

PICTURES: dict[str, Picture] = {".svg": "svg", ".png": "png"}
SHARP = 2.0  # pixels of a PNG for each of the picture's
WORDS = 64  # characters of a statement that stand beside its row
# Told apart without colour too: by the shape of the mark, and by the word beside it.
MARKS = {
    "first": ("#555555", "circle"),
    "repeats": ("#777777", "square"),
    "adds": ("#0072b2", "diamond"),
    "softens": ("#e69f00", "triangle-down"),
    "hardens": ("#7b3294", "triangle-up"),
    "reverses": ("#d55e00", "cross"),
    "unclear": ("#aaaaaa", "circle"),
}
INK, PALE, PAPER = "#222222", "#bbbbbb", "#ffffff"


def positions_chart(positions: Sequence[Position], title: str) -> Spec:
    """The line of somebody's positions: a row for each statement, at its day, with how it stands
    to the one before.
    """
    rows = [
        {
            "row": number,
            "day": position.said_on or position.published,
            "relation": position.relation,
            "words": shortened(position.words),
        }
        for number, position in enumerate(positions)
    ]
    dated = [row for row in rows if row["day"]]
    y = {"field": "row", "type": "ordinal", "sort": None, "axis": None}
    x = {"field": "day", "type": "temporal", "title": None, "axis": {"labelColor": INK}}
    scale = {"domain": list(MARKS), "range": [colour for colour, _ in MARKS.values()]}
    shapes = {"domain": list(MARKS), "range": [shape for _, shape in MARKS.values()]}
    colour = {"field": "relation", "type": "nominal", "scale": scale, "legend": None}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": {"text": printable(title), "anchor": "start", "color": INK},
        "background": PAPER,
        "data": {"values": dated},
        "width": 360,
        "height": {"step": 26},
        "encoding": {"y": y},
        "layer": [
            {
                "mark": {"type": "line", "color": PALE},
                "encoding": {"x": x, "order": {"field": "row"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1},
                "encoding": {
                    "x": x,
                    "color": colour,
                    "shape": {"field": "relation", "scale": shapes, "legend": None},
                },
            },
            {
                "mark": {"type": "text", "align": "right", "dx": -12, "color": INK},
                "encoding": {"x": {"value": 0}, "text": {"field": "words"}},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 9, "dy": -9, "color": INK},
                "encoding": {"x": x, "text": {"field": "relation"}},
            },
        ],
    }


def printable(text: str) -> str:
    """A text on one line, of characters that can be drawn: others end the library's process."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def shortened(words: str) -> str:
    """The beginning of a statement on one line."""
    line = printable(words)
    return line if len(line) <= WORDS else line[:WORDS].rsplit(" ", 1)[0] + " …"


def picture_of(path: Path) -> Picture:
    """Which picture a file is to hold, by its name; ``ValueError`` where that is neither."""
    try:
        return PICTURES[path.suffix.lower()]
    except KeyError:
        raise ValueError(f"{path}: a picture is a file ending in .svg or .png") from None


def draw(spec: Spec, picture: Picture) -> bytes:
    """A picture of a specification; ``SetupError`` where the package that draws is missing."""
    try:
        import vl_convert  # takes long to load
    except ModuleNotFoundError as error:
        raise SetupError(
            "pictures need the package vl-convert-python; "
            "install it: python -m pip install vl-convert-python"
        ) from error
    nothing: list[str] = []  # no address may be asked for data
    if picture == "svg":
        svg: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=nothing)
        return svg.encode()
    png: bytes = vl_convert.vegalite_to_png(spec, scale=SHARP, allowed_base_urls=nothing)
    return png
