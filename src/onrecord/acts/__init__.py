"""What the words do."""

from __future__ import annotations

from onrecord.attribution.parse import Analysis


class Acts:
    """The stage that finds what the words do."""

    name = "acts"
    version = "0"

    def __call__(self, analysis: Analysis) -> Analysis:
        return analysis
