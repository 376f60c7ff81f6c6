"""Invented articles for the application's tests."""

from __future__ import annotations

from onrecord import model
from onrecord.model import Article, Block, Mentioned, Resolution, Span, Speaker, Statement

# What an article says, a line each: who, how, what; a statement's act and target after it.
Line = tuple[str, str, str, model.Act, str | None]
HARBOUR: tuple[Line, ...] = (
    ("Mayor Ida Holm", "said", "“The harbour will open in May,”", "commit", None),
    ("Bo Lind", "accused", "the mayor of hiding the cost of the harbour", "accuse", "Ida Holm"),
    ("She", "denied", "that anything was hidden", "deny", "Bo Lind"),
    ("Officials", "warned", "that the ice would come early", "warn", None),
)
TOLLS: tuple[Line, ...] = (
    ("Ida Holm", "said", "the tolls would stay as they are", "state", None),
    ("Bo Lind", "asked", "“Who pays for the harbour?”", "ask", "Ida Holm"),
)
NAMES = {"Mayor Ida Holm": "Ida Holm", "She": "Ida Holm", "Officials": None}


def article_of(lines: tuple[Line, ...], origin: str, **fields: object) -> Article:
    """An article as the stages would make it."""
    text, parts = "Holm speaks\n\n", []
    for who, cue, words, act, target in lines:
        start = len(text)
        text += f"{who} {cue} {words}.\n\n"
        parts.append((who, cue, words, act, target, start))
    names = list(dict.fromkeys(NAMES.get(part[0], part[0]) for part in parts))
    ids = {name: f"s{number}" for number, name in enumerate(names, 1)}
    article_id = model.text_id(text)
    statements = []
    mentions: dict[str | None, list[Span]] = {name: [] for name in names}
    for who, cue, words, act, target, start in parts:
        source = Span.of(text, start, start + len(who))
        verb = Span.of(text, source.end + 1, source.end + 1 + len(cue))
        content = Span.of(text, verb.end + 1, verb.end + 1 + len(words))
        name = NAMES.get(who, who)
        mentions[name].append(source)
        statements.append(
            Statement(
                id=model.statement_id(article_id, [source], [verb], [content]),
                source=(source,),
                cue=(verb,),
                content=(content,),
                manner="direct" if words.startswith("“") else "indirect",
                speaker=ids[name],
                act=act,
                act_confidence=0.9,
                target=Mentioned(target, ids.get(target)) if target else None,
                confidence=0.5 if who == "Officials" else 0.95,
                resolution=Resolution("he or she", 0.8, "She → Ida Holm: the only woman near")
                if who == "She"
                else None,
            )
        )
    known = {
        "outlet": "Harbour Post",
        "title": "Holm speaks",
        "published": "2024-03-05",
        "byline": ("Jo Berg",),
    } | fields
    return Article(
        id=article_id,
        origin=origin,
        credits=(),
        language="en",
        text=text,
        blocks=(Block(0, 11, "heading"), Block(13, len(text), "body")),
        speakers=tuple(
            Speaker(
                ids[name],
                name,
                "person" if name else "group",
                ("mayor",) if name == "Ida Holm" else (),
                tuple(mentions[name]),
            )
            for name in names
        ),
        statements=tuple(statements),
        stages={"reading": "1", "attribution": "1"},
        **known,  # type: ignore[arg-type]
    )
