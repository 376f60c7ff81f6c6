"""Charts as pictures, made on the server from Vega-Lite.

Each mark has its number in words and leads to the statements that it counts; ``static/chart.js``
makes that work where JavaScript runs.  Vega itself would weigh more than a whole page may.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal

import msgspec

from onrecord.model import SetupError
from onrecord.record import Activity
from onrecord.web.templating import day, past, query

Theme = Literal["light", "dark"]
Size = Literal["wide", "narrow"]
WIDTHS: dict[Size, int] = {"wide": 672, "narrow": 358}  # of a page, and of a phone
MONTHS = 48  # beyond which years are shown
YEAR, MONTH = len("2024"), len("2024-03")
INK: dict[Theme, str] = {"light": "#5f5a52", "dark": "#a8a397"}
# Of words against somebody, for somebody, what is asked or foreseen, and the rest.
COLOURS: dict[str, dict[Theme, str]] = {
    "accuse": {"light": "#a3231b", "dark": "#f2968d"},
    "deny": {"light": "#c9705f", "dark": "#d1705f"},
    "refuse": {"light": "#e3b0a4", "dark": "#8f4a40"},
    "commit": {"light": "#2c6336", "dark": "#94cf9e"},
    "endorse": {"light": "#8fbd95", "dark": "#4f8259"},
    "demand": {"light": "#7d5000", "dark": "#e5bd72"},
    "warn": {"light": "#cfa85a", "dark": "#a07c34"},
    "ask": {"light": "#1e4fa3", "dark": "#9dbcf5"},
    "predict": {"light": "#8aa8dc", "dark": "#5876ab"},
    "state": {"light": "#b5b0a6", "dark": "#6a6d72"},
}


def periods(activity: Sequence[Activity]) -> list[tuple[str, str, int]]:
    """Period, act and number of statements: by month, or by year where there are many months."""
    months = {one.when for one in activity}
    length = MONTH if not months or span(min(months), max(months)) <= MONTHS else YEAR
    counted: Counter[tuple[str, str]] = Counter()
    for one in activity:
        counted[one.when[:length], one.act] += one.statements
    return [(when, act, times) for (when, act), times in sorted(counted.items())]


def span(first: str, last: str) -> int:
    """How many months lie between two."""
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7])


def mark(search: str, name: str, when: str, act: str, number: int) -> dict[str, str | int]:
    """What one mark counts, in words, and the address of the statements."""
    times = "once" if number == 1 else f"{number:,} times"
    return {
        "when": when,
        "act": past(act),
        "statements": number,
        "told": f"{past(act)} {times}, {day(when)}",
        "link": f"{search}?" + query({"speaker": name, "act": act, "from": when, "to": when}),
    }


def over_time(
    activity: Sequence[Activity], name: str, search: str, theme: Theme, size: Size = "wide"
) -> dict[str, Any]:
    """The Vega-Lite of somebody's statements by act over time; ``search`` is the address where
    they are found.
    """
    counted = periods(activity)
    by_year = all(len(when) == YEAR for when, _, _ in counted)
    acts = sorted({act for _, act, _ in counted}, key=list(COLOURS).index)
    ink = INK[theme]
    quiet = {"labelColor": ink, "titleColor": ink, "domainColor": ink, "tickColor": ink}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": WIDTHS[size],
        "height": 230,
        "autosize": {"type": "fit", "contains": "padding"},  # so that its place is known before it
        "background": "transparent",
        "data": {
            "values": [mark(search, name, when, act, number) for when, act, number in counted]
        },
        "mark": {"type": "bar"},
        "encoding": {
            "href": {"field": "link"},
            "description": {"field": "told"},
            "x": {
                "field": "when",
                "type": "temporal",
                "timeUnit": "utcyear" if by_year else "utcyearmonth",
                "title": None,
                "axis": {
                    "grid": False,
                    "format": "%Y" if by_year else "%b %Y",
                    "labelOverlap": True,
                },
            },
            "y": {
                "field": "statements",
                "type": "quantitative",
                "title": None,
                "axis": {"tickMinStep": 1, "tickCount": 4},
            },
            "color": {
                "field": "act",
                "type": "nominal",
                "title": None,
                "scale": {
                    "domain": [past(act) for act in acts],
                    "range": [COLOURS[act][theme] for act in acts],
                },
                "legend": {"orient": "bottom", "columns": 5 if size == "wide" else 3},
            },
        },
        "config": {
            "font": "system-ui, sans-serif",
            "view": {"stroke": None},
            "axis": {**quiet, "gridColor": ink, "gridOpacity": 0.2},
            "legend": {"labelColor": ink},
        },
    }


def svg(spec: dict[str, Any]) -> bytes:
    """A chart as a picture; ``SetupError`` where what draws it is not installed."""
    return drawn(msgspec.json.encode(spec).decode())


@lru_cache(256)
def drawn(spec: str) -> bytes:
    """The same of a chart written out; pictures that were drawn are kept."""
    try:
        import vl_convert  # takes long to import, and is seldom needed
    except ModuleNotFoundError as error:
        raise SetupError(
            'charts need a package that is not installed: python -m pip install "onrecord[charts]"'
        ) from error
    return str(vl_convert.vegalite_to_svg(spec)).encode()
