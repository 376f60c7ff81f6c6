"""Several spans in one line: the words of a quotation that the reporter's words split."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model import Span

GAP = " … "  # between the parts


def joined(spans: Iterable[Span]) -> str:
    """The words of several spans in one line."""
    return GAP.join(span.text for span in spans)
