"""Sources as a dataset of documents: found by whoever begins, opened by the machines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pyarrow as pa  # type: ignore[import-untyped]

from onrecord.document import Document, Found, PassedOver
from onrecord.model import Failure, Part, Provenance, ReadError
from onrecord.sources import Address, Columns, File, Place, document, each_in, find

if TYPE_CHECKING:
    from ray.data import Dataset

FILES_AT_ONCE = 32  # that one task opens
DOCUMENTS_AT_ONCE = 32
HALVES = "its text has half characters (lone surrogates); save it as UTF-8"
LITTLE = 0.02  # of a core: what opens and writes waits for others most of the time
# A report on its way: what is to be read, or why nothing is.
WAY = pa.schema(
    [
        ("origin", pa.string()),
        ("document", pa.binary()),
        ("outcome", pa.string()),
        ("reason", pa.string()),
    ]
)
Line = dict[str, Any]


def dataset_of(places: Iterable[Place], columns: Columns | None = None) -> Dataset:
    """What is at the places.  Files are opened where a machine is free: each must see them under
    the same path.

    ``ReadError`` for what only one machine can open.
    """
    import ray

    found = [found_line(one) for one in find(places)]
    blocks = max(1, len(found) // FILES_AT_ONCE)
    dataset = ray.data.from_items(found, override_num_blocks=blocks)
    return dataset.map_batches(
        Opening(columns), batch_size=None, batch_format="pyarrow", num_cpus=LITTLE
    )


def found_line(found: File | Address | Document | PassedOver) -> Line:
    """One place as a row."""
    if isinstance(found, Address):
        raise ReadError(
            f"{found.origin}: addresses are opened by one machine, one after the other; "
            "use onrecord add"
        )
    if not isinstance(found, File):
        return line_of(found) | {"path": None, "outside": False}
    if found == File.at("-"):
        raise ReadError("-: standard input is one machine's; give files or folders")
    path = str(Path(found.path or found.origin).absolute())
    row = dict.fromkeys(WAY.names) | {"origin": found.origin}
    return row | {"path": path, "outside": found.outside}


class Opening:
    """Opens files; a task of its own on any machine."""

    def __init__(self, columns: Columns | None) -> None:
        self.columns = columns

    def __call__(self, table: pa.Table) -> Iterator[pa.Table]:
        """The reports in the files of a table, some at a time."""
        lines: list[Line] = []
        for line in self.lines(table.to_pylist()):
            lines.append(line)
            if len(lines) == DOCUMENTS_AT_ONCE:
                yield pa.Table.from_pylist(lines, schema=WAY)
                lines = []
        yield pa.Table.from_pylist(lines, schema=WAY)

    def lines(self, places: Iterable[Line]) -> Iterator[Line]:
        """Each report in the files; what is a document already goes by as it is."""
        for place in places:
            if place["path"] is None:
                yield {name: place[name] for name in WAY.names}
                continue
            file = File(place["origin"], place["path"], place["outside"])
            yield from map(line_of, each_in(file, self.columns))


class Rows:
    """Rows with a text, as those of any dataset of Ray's, become documents."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns

    def __call__(self, table: pa.Table) -> pa.Table:
        """The documents in a table's rows."""
        columns = self.columns.among(table.column_names)
        lines = [
            line_of(document(row, columns, place_of(row, columns))) for row in table.to_pylist()
        ]
        return pa.Table.from_pylist(lines, schema=WAY)


def place_of(row: Line, columns: Columns) -> str:
    """Where a row is from: its own ``origin``, its address, else a name made from its text."""
    place = row.get("origin") or row.get(columns.url or "")
    text = str(row.get(columns.text or ""))
    return str(place or f"row:{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:16]}")


def line_of(found: Found) -> Line:
    """A document, or why there is none, as a row."""
    content, outcome, reason = None, None, None
    if isinstance(found, Document):
        try:
            content = msgspec.msgpack.encode(found)
        except UnicodeEncodeError:
            outcome, reason = "failed", HALVES
    else:
        outcome = "failed" if isinstance(found, Failure) else "passed over"
        reason = found.reason
    return {"origin": found.origin, "document": content, "outcome": outcome, "reason": reason}


def document_of(content: bytes) -> Document:
    """The document in a row."""
    fields = msgspec.msgpack.decode(content)
    fields["byline"] = tuple(fields["byline"])
    fields["parts"] = msgspec.convert(fields["parts"], tuple[Part, ...])
    fields["provenance"] = msgspec.convert(fields["provenance"], Provenance | None)
    return Document(**fields)
