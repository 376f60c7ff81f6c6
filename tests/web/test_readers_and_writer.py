"""Many readers beside one writer: no error, no lock, nothing lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import httpx
from web_articles import HARBOUR, article_of

from onrecord.record import Record

READERS, ROUNDS, ADDED = 24, 6, 20


def test_readers_are_answered_while_somebody_adds(served: str, record: Record) -> None:
    before = record.count()
    hit = record.search("open in May")[0]
    shown = ["/", "/?q=harbour", f"/articles/{hit.article}", "/parties", "/review", "/commitments"]
    shown += ["/api/statements?q=harbour", "/api/commitments", f"/statements/{hit.statement.id}"]
    begun = Event()

    def read(number: int) -> list[int]:
        begun.wait()
        with httpx.Client(base_url=served, timeout=300) as client:
            addresses = [shown[(number + turn) % len(shown)] for turn in range(ROUNDS)]
            return [client.get(address).status_code for address in addresses]

    def write() -> int:
        begun.wait()
        with Record(Path(record.name)) as other:  # as another program would
            for number in range(ADDED):
                lines = tuple((*line[:2], f"{line[2]} {number}", *line[3:]) for line in HARBOUR)
                other.add(article_of(lines, f"{number}.txt"))  # type: ignore[arg-type]
                record.correct(hit.statement.id, "place", f"Osby {number}", by="Ines")
        return ADDED

    with ThreadPoolExecutor(READERS + 1) as pool:
        readers = [pool.submit(read, number) for number in range(READERS)]
        writer = pool.submit(write)
        begun.set()
        answers = [status for reader in readers for status in reader.result()]
    assert writer.result() == ADDED
    assert answers == [200] * (READERS * ROUNDS)
    assert record.count() == before + ADDED
    assert len(record.corrections(hit.article)) == ADDED
    assert not record.verify().faults
