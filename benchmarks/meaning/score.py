"""How much of what was marked is found, and right in what it means.

A statement is found if one of onrecord's has a content in common with it, intersection over
union of characters at least 0.5, one to one, best first (``benchmarks.accuracy``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from benchmarks.accuracy.calibration import STEPS, error
from benchmarks.accuracy.score import Text, count, pair, summary
from benchmarks.meaning.found import Said, said
from benchmarks.meaning.gold import Mark, Report
from onrecord.model import Article, text_id

SURE = 0.9
WHO = ("speaker", "speaker_type")
CHAIN = {"who": WHO, "act": ("act",), "target": ("target",), "day": ("said_on",)}
AIMED = ("accuse", "demand", "endorse", "warn", "deny")  # acts that mostly have a target
PRONOUNS = ("he", "she", "they", "it", "him", "her")


class Share(NamedTuple):
    """How many of how many."""

    right: int
    of: int

    @property
    def value(self) -> float:
        """The share, 0 where there is nothing."""
        return self.right / self.of if self.of else 0.0

    @classmethod
    def over(cls, outcomes: Iterable[bool]) -> Share:
        """How many of these are true."""
        known = list(outcomes)
        return cls(sum(known), len(known))


class Step(NamedTuple):
    """Statements of like confidence (or of one kind): what is promised, and what is so."""

    name: str
    confidence: float
    right: Share


@dataclass(frozen=True)
class Match:
    """What was marked, the source's words, and the statement that was found for it, if any."""

    report: str
    mark: Mark
    source: str
    said: Said | None

    def has(self, field: str) -> bool:
        """Whether a field was marked."""
        return field in self.mark.labels

    def needs(self, field: str) -> bool:
        """Whether something must be given for a field."""
        return self.has(field) and None not in self.mark.labels[field]

    def given(self, field: str) -> tuple[str, ...]:
        """What onrecord gives for a field."""
        return self.said.labels[field] if self.said else ()

    def right(self, field: str) -> bool:
        """Whether what is given for a field is among what was marked; nothing is right for null."""
        given = {normal(value) for value in self.given(field)}
        allowed = self.mark.labels[field]
        return bool(given & {normal(v) for v in allowed if v}) or (None in allowed and not given)


def normal(name: str) -> str:
    """A name to compare: lower case, white space folded, no article before it."""
    return " ".join(name.split()).lower().removeprefix("the ")


@dataclass(frozen=True)
class Scores:
    """All the figures of some articles; ``attribution`` has those of ``benchmarks.accuracy``."""

    matches: Sequence[Match]
    attribution: Mapping[str, Mapping[str, float]]

    @cached_property
    def labelled(self) -> list[Match]:
        """The statements of which something is marked that could be right."""
        return [match for match in self.matches if match.mark.labels]

    @cached_property
    def found(self) -> list[Match]:
        """The labelled statements that were found."""
        return [match for match in self.labelled if match.said]

    @cached_property
    def somebody(self) -> list[Match]:
        """Those of them that are somebody's."""
        return [m for m in self.found if m.mark.labels["speaker_type"][0] != "none"]

    @cached_property
    def chain(self) -> dict[str, Share]:
        """Of all marked, the share found and right in each next thing; the last is wholly right."""
        left = self.found
        shares = {"found": Share(len(left), len(self.labelled))}
        for name, fields in CHAIN.items():
            if all(match.has(field) for match in left for field in fields):
                left = [match for match in left if all(map(match.right, fields))]
                shares[name] = Share(len(left), len(self.labelled))
        return shares

    @property
    def wholly_right(self) -> float:
        """The share of all marked that is found and right in everything."""
        return list(self.chain.values())[-1].value

    @cached_property
    def details(self) -> dict[str, Share]:
        """Of the statements found, the share right in each thing by itself."""
        persons = [p for p in self.labelled if p.mark.labels["speaker_type"][0] == "person"]
        named = [p for p in self.found if p.given("speaker")]
        sure = [p for p in named if p.said and p.said.confidence.get("speaker", 0) >= SURE]
        return {
            "named persons": over("speaker", (p for p in persons if p.said)),
            "named persons, of all marked": over("speaker", persons),
            "who, all sources": over("speaker", self.somebody),
            "pronouns": over("speaker", (p for p in self.somebody if p.source in PRONOUNS)),
            "names given": over("speaker", named),
            f"names given at {SURE} or more": over("speaker", sure),
            "type": over("speaker_type", self.somebody),
            "role": over("role", (p for p in self.somebody if p.needs("role"))),
            "said_on precision": over("said_on", (p for p in self.found if p.given("said_on"))),
            "said_on recall": over("said_on", (p for p in self.found if p.needs("said_on"))),
            "act": over("act", (p for p in self.found if p.has("act"))),
            "target where there is one": over("target", self.aimed),
            f"… of {', '.join(AIMED)}": over(
                "target", (p for p in self.aimed if act_of(p) in AIMED)
            ),
            "target given": over("target", (p for p in self.found if p.given("target"))),
            "no target where there is none": over("target", self.aimless),
            **{
                f"{field} of promises": over(field, (p for p in self.found if p.needs(field)))
                for field in ("by", "to", "due")
            },
        }

    @property
    def aimed(self) -> list[Match]:
        """The statements found that are aimed at somebody."""
        return [match for match in self.found if match.needs("target")]

    @property
    def aimless(self) -> list[Match]:
        """The statements found that are aimed at nobody."""
        return [p for p in self.found if p.has("target") and p.mark.labels["target"][0] is None]

    @cached_property
    def targets(self) -> dict[str, Share]:
        """Where there is a target, the share found with the right one, by the act marked."""
        acts = sorted({act_of(match) for match in self.aimed})
        return {a: over("target", (p for p in self.aimed if act_of(p) == a)) for a in acts}

    @cached_property
    def confusion(self) -> Counter[tuple[str, str]]:
        """How often each marked act is found as which; one that is right too counts as marked."""
        return Counter(
            (found if match.right("act") else act_of(match), found)
            for match in self.found
            if match.has("act")
            for found in [next(iter(match.given("act")), "none")]
        )

    @property
    def macro_f1(self) -> float:
        """The mean over the acts marked of each one's F1."""
        marked: Counter[str] = Counter()
        found: Counter[str] = Counter()
        for (act, other), number in self.confusion.items():
            marked[act] += number
            found[other] += number
        f1 = [2 * self.confusion[a, a] / (marked[a] + found[a]) for a in marked]
        return sum(f1) / max(1, len(f1))

    @cached_property
    def kinds(self) -> list[Step]:
        """How often each kind of resolution has the right name, and how sure it says it is."""
        by_kind: dict[str, list[Match]] = {}
        for match in self.found:
            if match.said and match.said.kind:
                by_kind.setdefault(match.said.kind, []).append(match)
        most = sorted(by_kind.items(), key=lambda item: -len(item[1]))
        return [step(kind, self.certainty("speaker", matches)) for kind, matches in most]

    def certainty(self, field: str, matches: Iterable[Match]) -> list[tuple[float, bool]]:
        """How sure onrecord is of what it gives for a field, and whether that is right."""
        return [
            (p.said.confidence[field], p.right(field))
            for p in matches
            if p.said and p.has(field) and field in p.said.confidence
        ]

    def reliability(self, field: str) -> list[Step]:
        """The statements that have something for a field, by how sure it is."""
        steps: dict[int, list[tuple[float, bool]]] = {}
        for confidence, right in self.certainty(field, self.found):
            steps.setdefault(min(int(confidence * STEPS), STEPS - 1), []).append(
                (confidence, right)
            )
        return [
            step(f"{n / STEPS:.1f} to {(n + 1) / STEPS:.1f}", s) for n, s in sorted(steps.items())
        ]

    def calibration_error(self, field: str) -> float:
        """The expected calibration error of a field's confidence."""
        certain = self.certainty(field, self.found)
        return error([c for c, _ in certain], [right for _, right in certain])

    @property
    def abstained(self) -> dict[str, Share]:
        """Of the statements found that have a speaker's name (an act …), the share left null."""
        return {
            field: Share.over(not p.given(field) for p in self.found if p.needs(field))
            for field in ("speaker", "act", "target", "said_on", "by")
        }

    def errors(self) -> Iterator[str]:
        """What is not found or not right, a line each."""
        for match in self.labelled:
            wrong = [
                f"{field} {' | '.join(match.given(field)) or None}, not {labels[0]}"
                for field, labels in match.mark.labels.items()
                if match.said and not match.right(field)
            ]
            if wrong or not match.said:
                where = f"{match.report[:40]} {match.mark.id} {match.source!r}"
                yield f"{where}: {'; '.join(wrong) or 'not found'}"


def over(field: str, matches: Iterable[Match]) -> Share:
    """The share of matches that are right in a field, of those where it is marked."""
    return Share.over(match.right(field) for match in matches if match.has(field))


def act_of(match: Match) -> str:
    """The act marked."""
    return str(match.mark.labels["act"][0])


def step(name: str, certain: Sequence[tuple[float, bool]]) -> Step:
    """The mean confidence and the share right of some statements."""
    mean = sum(confidence for confidence, _ in certain) / max(1, len(certain))
    return Step(name, mean, Share.over(right for _, right in certain))


def score(articles: Iterable[Article | Mapping[str, Any]], reports: Iterable[Report]) -> Scores:
    """The figures of the articles, each an ``Article`` or its JSON, by what is marked in them.

    Article and report go together by their text; a report without an article has nothing found.
    """
    found = {a["id"]: a for a in map(as_json, articles)}
    matches: list[Match] = []
    counts: Counter[str] = Counter()
    for report in reports:
        text = Text(report.text)
        statements = [*said(found[id_])] if (id_ := text_id(report.text)) in found else []
        marked = [text.mark(mark.spans) for mark in report.marks]
        ours = [text.mark(statement.spans) for statement in statements]
        matched = {g: statements[f] for g, f in pair(marked, ours, 0.5)}
        for number, mark in enumerate(report.marks):
            source = " ".join(report.text[start:end] for start, end in mark.spans["source"])
            matches.append(Match(report.id, mark, source.lower(), matched.get(number)))
        counts.update(count(marked, ours))
    return Scores(matches, summary(counts))


def as_json(article: Article | Mapping[str, Any]) -> Mapping[str, Any]:
    """An article as its JSON."""
    return article.to_json() if isinstance(article, Article) else article
