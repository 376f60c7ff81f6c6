"""Faults that people met with other tools, made into small invented reports with the right answer.

A line of ``cases.jsonl`` is a case; ``source`` names the public report of the fault, or the case
beside which we made another of its kind.  ``want``: statements with these ``words`` in their
content must have the ``speaker`` (null: nobody named; a list: any of these), ``said_on``,
``manner`` and ``role`` given; ``not_by``: never said by these; ``never``: fragments that are in no
content and no source; ``page``: what the head must say; ``text_has``, ``text_once``: of the
article's text; ``cli``: a command on a record of the reports in ``record.json``, with what it must
and must not print.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.model import Article, Statement, joined

HERE = Path(__file__).parent
HIDDEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")

Case = dict[str, Any]

CASES: dict[str, Case] = {
    case["id"]: case
    for line in (HERE / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    for case in [json.loads(line)]
}
RECORD: dict[str, str] = json.loads((HERE / "record.json").read_text(encoding="utf-8"))


def data(case: Case) -> bytes:
    """The report of a case, as it is received."""
    if "bytes" in case:
        return base64.b64decode(case["bytes"])
    return str(case.get("text") or case["html"]).encode()


def flat(words: str, case: Case) -> str:
    """Words with white space made single; where the case folds, without invisible characters."""
    return " ".join((HIDDEN.sub("", words) if case.get("fold") else words).split())


def failures(case: Case, article: Article) -> Iterator[str]:
    """What an article does not have that the case wants, or has though it should not."""
    for want in case.get("want", ()):
        yield from unmet(case, want, article)
    for statement in article.statements:
        for spans in (statement.content, statement.source):
            words = flat(joined(spans), case)
            yield from (f"{w!r} is in {words!r}" for w in case.get("never", ()) if w in words)
    for field, wanted in case.get("page", {}).items():
        got = getattr(article, field)
        got = list(got) if isinstance(got, tuple) else got
        if not one_of(got, wanted):
            yield f"{field} is {got!r}, not {wanted!r}"
    text = flat(article.text, case)
    for words in case.get("text_has", ()):
        if words not in text:
            yield f"the text lacks {words!r}"
    for words in case.get("text_once", ()):
        if text.count(words) != 1:
            yield f"the text has {words!r} {text.count(words)} times"


def unmet(case: Case, want: Case, article: Article) -> Iterator[str]:
    """What is wrong with the statements that have the wanted words."""
    words = flat(want["words"], case)
    having = [s for s in article.statements if words in flat(joined(s.content), case)]
    if not having:
        if not want.get("optional"):
            yield f"{words!r} is in no statement"
        return
    said = [known(case, statement, article) for statement in having]
    yield from (f"{words!r} is said by {s['speaker']!r}" for s in said if by_one_of(s, want))
    if want.get("once") and len(having) > 1:
        yield f"{words!r} is in {len(having)} statements"
    yield from min((list(wrong(s, want)) for s in said), key=len)


def known(case: Case, statement: Statement, article: Article) -> Case:
    """A statement by the names that a case uses."""
    speaker = next((s for s in article.speakers if s.id == statement.speaker), None)
    return {
        "speaker": flat(speaker.name, case) if speaker and speaker.name else None,
        "role": [flat(role, case) for role in speaker.roles] if speaker else [],
        "said_on": statement.said_on,
        "manner": statement.manner,
    }


def by_one_of(said: Case, want: Case) -> bool:
    """Whether a statement is given to somebody who did not say it."""
    return said["speaker"] in want.get("not_by", ())


def wrong(said: Case, want: Case) -> Iterator[str]:
    """In what a statement is not as it should be."""
    for key in ("speaker", "said_on", "manner"):
        if key in want and not one_of(said[key], want[key]):
            yield f"{key} {said[key]!r}, not {want[key]!r}, of {want['words']!r}"
    if "role" in want and not any(one_of(role, want["role"]) for role in said["role"]):
        yield f"roles {said['role']}, not {want['role']!r}, of {want['words']!r}"


def one_of(value: object, wanted: object) -> bool:
    """Whether a value is the wanted one, or among several that are."""
    return value in wanted if isinstance(wanted, list) else value == wanted
