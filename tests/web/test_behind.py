"""What is asked behind the pages: each question once, two at a time, and none stops the others."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Lock

import pytest

from onrecord.web import behind as module
from onrecord.web.behind import Behind


class Questions:
    """Questions that are told when they are asked, and answered when they may be."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.turn = Lock()
        self.begun, self.may_end = Event(), Event()

    def called(self, name: str, *, first: int = 1) -> Callable[[], None]:
        """A question; the ``first`` of them tell when they are all being asked."""

        def ask() -> None:
            with self.turn:
                self.asked.append(name)
                if len(self.asked) == first:
                    self.begun.set()
            assert self.may_end.wait(60)
            if name == "wrong":
                raise ValueError("this one cannot be answered")

        return ask


def test_a_question_is_asked_once_and_not_more_than_two_at_a_time() -> None:
    behind, questions, last = Behind(), Questions(), Event()
    for name in ("wrong", "second", "second", "third", "third"):
        behind.ask(name, questions.called(name, first=2))
    behind.ask("last", last.set)
    assert questions.begun.wait(60)
    assert sorted(questions.asked) == ["second", "wrong"]
    assert behind.is_asking("second") and behind.is_asking("third")
    assert not behind.is_asking("fourth")
    questions.may_end.set()
    assert last.wait(60)
    assert sorted(questions.asked) == ["second", "third", "wrong"]


def test_who_comes_when_too_many_wait_has_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 1)
    monkeypatch.setattr(module, "MOST", 1)
    behind, questions = Behind(), Questions()
    behind.ask("first", questions.called("first"))
    assert questions.begun.wait(60)
    behind.ask("second", questions.called("second"))
    behind.ask("third", questions.called("third"))
    assert behind.is_asking("second") and not behind.is_asking("third")
    questions.may_end.set()
