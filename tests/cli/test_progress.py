"""What people see while it takes a while."""

from __future__ import annotations

import pytest
from rich.progress import Progress

from onrecord.cli.progress import PaceColumn, announced


def test_the_pace_is_that_of_all_that_was_done() -> None:
    now = [0.0]
    bar = Progress(get_time=lambda: now[0])
    known, unknown = bar.add_task("Adding", total=3), bar.add_task("Adding", total=None)
    pace = PaceColumn()
    assert pace.render(bar.tasks[0]).plain == ""  # nobody can tell yet
    now[0] = 20.0
    for task in (known, unknown):
        bar.advance(task)
        bar.advance(task)  # two at once are no ten in a second
    assert [pace.render(task).plain for task in bar.tasks] == ["0.1/s, 0:00:10 left", "0.1/s"]


def test_what_takes_long_unasked_is_announced(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(announced("Making the ledger anew", [1, 2], 2)) == [1, 2]
    assert list(announced("Making nothing anew", [], 0)) == []
    out, err = capsys.readouterr()
    assert (out, err) == ("", "onrecord: making the ledger anew; this may take minutes\n")
