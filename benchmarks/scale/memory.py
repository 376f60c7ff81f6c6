"""The memory of a process that adds many reports to a record."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.scale.reports import reports
from onrecord import Record


def kept(size: int, _: Path | None) -> Iterator[str]:
    """Megabytes at each tenth of the reports, and the most there ever were."""
    with tempfile.TemporaryDirectory() as folder, Record(Path(folder, "record.db")) as record:
        start = time.process_time()
        for number, _added in enumerate(record.add_all(reports(size)), 1):
            if number % max(1, size // 10) == 0:
                each = (time.process_time() - start) / number * 1000
                yield f"{number:7,} reports {megabytes('VmRSS'):6.0f} MB  {each:6.1f} ms each"
        yield f"at most        {megabytes('VmHWM'):6.0f} MB"


def megabytes(what: str) -> float:
    """Memory of this process as Linux tells it: ``VmRSS`` is that of now, ``VmHWM`` the most."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    [line] = [line for line in lines if line.startswith(f"{what}:")]
    return int(line.split()[1]) / 1000
