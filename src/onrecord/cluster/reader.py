"""Reading on a cluster: each actor holds one pipeline, its models loaded once."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
import pyarrow as pa  # type: ignore[import-untyped]

from onrecord import pipeline
from onrecord.cluster.documents import HALVES, Line, document_of
from onrecord.cluster.keeping import Keeping
from onrecord.document import PassedOver
from onrecord.model import Article, Failure

TRIES = 3  # times that a report may break off an actor's work before it is given up
# What became of a report: ``article`` is its JSON, with its statements where ``outcome`` is "read".
READ = pa.schema(
    [
        ("origin", pa.string()),
        ("id", pa.string()),
        ("article", pa.binary()),
        ("outcome", pa.string()),
        ("reason", pa.string()),
    ]
)


class Attempts:
    """How often what is being read was begun: Ray begins again what died with its process, and
    would do so for ever where a report is what kills it.  An actor, one for all readers.
    """

    def __init__(self) -> None:
        self.begun: Counter[str] = Counter()

    def begin(self, what: str) -> int:
        """Counts that something is begun, and says how often it was."""
        self.begun[what] += 1
        return self.begun[what]

    def end(self, what: str) -> None:
        """Forgets what was done."""
        del self.begun[what]


class Reader:
    """An actor that reads: documents in, articles out."""

    def __init__(
        self, keeping: Keeping | None, attempts: Any, outlet: str | None, published: str | None
    ) -> None:
        self.keeping, self.attempts = keeping, attempts
        self.outlet, self.published = outlet, published
        self.known: set[str] = set()  # the ids of those articles of a batch that are kept already
        pipeline.prepare()

    def __call__(self, table: pa.Table) -> pa.Table:
        """The articles in some documents; what went wrong with others stays as it is."""
        lines = table.to_pylist()
        contents = [line["document"] for line in lines if line["document"] is not None]
        read = [self.line_of(one) for one in self.read(contents)] if contents else []
        others = [line for line in lines if line["document"] is None]
        nothing = {"id": None, "article": None}
        gone = [
            nothing | {name: line[name] for name in ("origin", "outcome", "reason")}
            for line in others
        ]
        return pa.Table.from_pylist([*read, *gone], schema=READ)

    def read(self, contents: list[bytes]) -> Iterator[Article | Failure | PassedOver]:
        """The reports in documents; one by one where they were begun before and not ended."""
        self.known.clear()
        key = key_of(contents)
        if self.begin(key) == 1:
            found = list(self.pipeline(contents))
        else:
            found = [one for content in contents for one in self.carefully(content)]
        self.end(key)
        yield from found

    def carefully(self, content: bytes) -> Iterator[Article | Failure | PassedOver]:
        """One report that may be what kills the process."""
        key = key_of([content])
        if self.begin(key) > TRIES:
            reason = f"reading it broke off {TRIES} times; report this defect"
            yield Failure(document_of(content).origin, reason)
            return
        yield from list(self.pipeline([content]))
        self.end(key)

    def pipeline(self, contents: Iterable[bytes]) -> Iterator[Article | Failure | PassedOver]:
        """Reads documents, without the statements of those that are kept as they would be now."""
        passed_over: list[PassedOver] = []
        yield from pipeline.read_many(
            map(document_of, contents),
            published=self.published,
            outlet=self.outlet,
            skip=self.skip if self.keeping else None,
            recall=self.keeping.recall if self.keeping else None,
            pass_over=passed_over.append,
        )
        yield from passed_over

    def skip(self, article: Article) -> bool:
        """Whether an article is kept already."""
        if self.keeping is None or not self.keeping.knows(article):
            return False
        self.known.add(article.id)
        return True

    def line_of(self, found: Article | Failure | PassedOver) -> Line:
        """What became of a report as a row."""
        row: Line = {"origin": found.origin, "id": None, "article": None, "reason": None}
        if not isinstance(found, Article):
            outcome = "failed" if isinstance(found, Failure) else "passed over"
            return row | {"outcome": outcome, "reason": found.reason}
        try:
            content = msgspec.json.encode(found)
        except UnicodeEncodeError:
            return row | {"outcome": "failed", "reason": HALVES}
        outcome = "known" if found.id in self.known else "read"
        return row | {"id": found.id, "article": content, "outcome": outcome}

    def begin(self, what: str) -> int:
        """How often something was begun, this time counted."""
        import ray

        times: int = ray.get(self.attempts.begin.remote(what))
        return times

    def end(self, what: str) -> None:
        """Says that something was done; nobody waits for that."""
        self.attempts.end.remote(what)


def key_of(contents: Iterable[bytes]) -> str:
    """What tells some documents from all others."""
    return hashlib.sha256(b"\0".join(contents)).hexdigest()
