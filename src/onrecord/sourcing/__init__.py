"""Whom an article lets speak: how many sources, of what kind, and with how much of its words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from onrecord.model import Article, Speaker

__all__ = ["Profile", "profile"]

_LISTS = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
PUBLIC, WOMEN, MEN = (frozenset(_LISTS[name].split()) for name in ("public", "women", "men"))
STORY = ("body", "heading")


@dataclass(frozen=True, slots=True)
class Profile:
    """An article's sources and statements, counted.

    ``officials`` are the sources whose name or role is of public office; ``women`` and ``men``
    the people whom the article calls so, by a title or a pronoun; ``sourced`` is the share of
    the story's words, 0 to 1, that somebody said, None for a story without words.
    """

    sources: int
    named: int
    unnamed: int
    officials: int
    people: int
    women: int
    men: int
    statements: int
    direct: int
    mixed: int
    indirect: int
    sourced: float | None


def profile(article: Article) -> Profile:
    """Whom an article lets speak."""
    speaking = {statement.speaker for statement in article.statements}
    sources = [speaker for speaker in article.speakers if speaker.id in speaking]
    people = [speaker for speaker in sources if speaker.type == "person"]
    women = sum(is_called(speaker, WOMEN) for speaker in people)
    men = sum(is_called(speaker, MEN) for speaker in people)
    named = sum(speaker.name is not None for speaker in sources)
    manners = [statement.manner for statement in article.statements]
    return Profile(
        sources=len(sources),
        named=named,
        unnamed=len(sources) - named,
        officials=sum(map(is_official, sources)),
        people=len(people),
        women=women,
        men=men,
        statements=len(manners),
        direct=manners.count("direct"),
        mixed=manners.count("mixed"),
        indirect=manners.count("indirect"),
        sourced=sourced(article),
    )


def is_official(speaker: Speaker) -> bool:
    """Whether a name or a role has a word of public office."""
    called = " ".join((speaker.name or "", *speaker.roles)).lower()
    return not PUBLIC.isdisjoint(re.findall(r"\w+", called))


def is_called(speaker: Speaker, words: Iterable[str]) -> bool:
    """Whether a person is called one of these words, or is given one as a title."""
    firsts = {re.split(r"\W+", mention.text.lower())[0] for mention in speaker.mentions}
    return not firsts.isdisjoint(words)


def sourced(article: Article) -> float | None:
    """The share of the story's words that somebody said."""
    story = [(block.start, block.end) for block in article.blocks if block.kind in STORY]
    said = sorted((span.start, span.end) for s in article.statements for span in s.content)
    words = [
        found.start() + start
        for start, end in story
        for found in re.finditer(r"\w+", article.text[start:end])
    ]
    inside, last = 0, 0
    reach = 0
    for word in words:
        while last < len(said) and said[last][0] <= word:
            reach = max(reach, said[last][1])
            last += 1
        inside += word < reach
    return inside / len(words) if words else None
