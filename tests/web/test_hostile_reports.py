"""Hostile reports where people review, follow and add: in a browser, nothing of them runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page
from web_articles import article_of

from onrecord.model import Commitment, Resolution, Speaker
from onrecord.record import Record

Visit = Callable[..., Page]
ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><animate onbegin=alert(1)>",
    "<a href='javascript:alert(1)'>press</a>",
    '"><iframe src=https://evil.example/></iframe>',
    "'-alert(1)-'",
    "{{ 7 * 7 }}{% raw %}",
    "</textarea><script src=https://evil.example/x.js></script>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href=https://evil.example/>",
    "<form action=https://evil.example/><button>",
    "\u202egnirts\u202c \u2066x\u2069",
    "<div hx-get=https://evil.example/ hx-trigger=load>",
    "<link rel=stylesheet href=//evil.example/x.css>",
)
REPORTS = 3 * len(ATTACKS)


@pytest.fixture
def hostile(record: Record) -> Record:
    """Reports with an attack wherever a report has words, and names that are attacks."""
    for number in range(REPORTS):
        attack = ATTACKS[number % len(ATTACKS)]
        who = f"Ida {attack} Holm {number}"
        line = (who, "said", f"“number {number} {attack}”", "commit", attack)
        article = article_of((line,), f"{attack}{number}.txt", outlet=attack, title=attack)
        [one] = article.statements
        promise = Commitment(who, one.content[0], to=attack, condition=attack, due_words=attack)
        why = Resolution("office", 0.3, attack)
        one = replace(one, commitment=promise, resolution=why, act_confidence=0.3, confidence=0.3)
        [speaker] = article.speakers
        speaker = Speaker(speaker.id, who, "person", (attack,), speaker.mentions)
        record.add(replace(article, statements=(one,), speakers=(speaker,), byline=(attack,)))
    return record


def test_nothing_of_a_hostile_report_runs(visit: Visit, hostile: Record) -> None:
    page = visit()
    shown = [
        "/review",
        "/review?kind=act",
        "/review?kind=content",
        "/review?kind=same",
        "/commitments",
        "/commitments?view=table",
        "/add",
    ]
    for hit in hostile.search("number", limit=REPORTS).items[: len(ATTACKS)]:
        shown += [f"/commitments/{hit.statement.id}", f"/review?statement={hit.statement.id}"]
    for address in shown:
        answer = page.goto(address)
        assert answer and answer.status == 200, address
        assert page.url.startswith(page.evaluate("location.origin"))
        strange = page.evaluate(
            "document.querySelectorAll('iframe, svg, [onerror], [onload], [hx-get], style, base, "
            'a[href^="javascript"]\').length'
        )
        assert strange == 0, address
        assert "\u202e" not in page.content()
