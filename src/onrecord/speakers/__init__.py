"""Who the sources are."""

from __future__ import annotations

from onrecord.attribution.parse import Analysis


class Speakers:
    """The stage that finds who speaks."""

    name = "speakers"
    version = "0"

    def __call__(self, analysis: Analysis) -> Analysis:
        return analysis
