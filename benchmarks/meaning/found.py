"""What onrecord says of each statement, in the words of the marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.accuracy.score import ROLES, Pieces

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Said:
    """One statement of an article.

    ``labels`` has what is given for each field: several roles, one or none of most.
    ``confidence`` has how sure the speaker and the act are, where that is told.
    """

    spans: Mapping[str, Pieces]
    labels: Mapping[str, tuple[str, ...]]
    kind: str | None
    confidence: Mapping[str, float]


def said(article: Row) -> Iterator[Said]:
    """The statements of an article as its JSON has them."""
    speakers = {speaker["id"]: speaker for speaker in article["speakers"]}
    for statement in article["statements"]:
        speaker = speakers.get(statement["speaker"]) or {}
        promise = statement.get("commitment") or {}
        given = {
            "speaker": [speaker.get("name")],
            "speaker_type": [speaker.get("type", "none")],
            "role": speaker.get("roles", ()),
            "act": [statement["act"]],
            "target": [name(statement["target"])],
            "said_on": [statement["said_on"]],
            "by": [name(promise.get("by"))],
            "to": [name(promise.get("to"))],
            "due": [promise.get("due"), promise.get("due_words")],
        }
        resolution = statement.get("resolution") or {}
        sureness = {
            "speaker": resolution.get("confidence"),
            "act": statement.get("act_confidence"),
        }
        yield Said(
            spans={role: [(s["start"], s["end"]) for s in statement[role]] for role in ROLES},
            labels={field: tuple(filter(None, values)) for field, values in given.items()},
            kind=resolution.get("kind"),
            confidence={field: sure for field, sure in sureness.items() if sure is not None},
        )


def name(party: str | Row | None) -> str | None:
    """The name of a party that stands as a plain name or as an object with one."""
    return party["name"] if isinstance(party, Mapping) else party
