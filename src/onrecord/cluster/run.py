"""A run: documents through the readers, to the writers, and what became of each told here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec
import pyarrow as pa  # type: ignore[import-untyped]

from onrecord.cluster.documents import LITTLE, Rows, dataset_of
from onrecord.cluster.keeping import Keeping
from onrecord.cluster.reader import Attempts, Reader
from onrecord.model import Article, Failure
from onrecord.pipeline import ARTICLES_AT_ONCE
from onrecord.sources import Columns, Place

if TYPE_CHECKING:
    from ray.data import Dataset

MOST = 0.9  # of a core for a reader: the rest of a machine's is for what opens and writes


class Done(NamedTuple):
    """What became of a report: it was read, was known already, or why neither."""

    origin: str
    outcome: Literal["read", "known", "failed", "passed over"]
    reason: str | None


DONE = pa.schema([(name, pa.string()) for name in Done._fields])


def read(
    dataset: Dataset,
    *,
    readers: int | None = None,
    outlet: str | None = None,
    published: str | None = None,
    columns: Columns | None = None,
    keeping: Keeping | None = None,
) -> Dataset:
    """A dataset of reports, read: a row has ``origin``, ``id``, ``article`` (the JSON of
    ``docs/json.md``, as bytes), ``outcome`` ("read", "failed", "passed over") and ``reason``.

    The dataset has a column with the texts, and what else is known of them, as tables have
    (``columns`` names those that are not called as usual), and may have ``origin``.  Nothing is
    read until the rows are asked for.  ``readers`` is how many actors read at most, as many as
    the cluster has cores where it is None; what ``keeping`` knows is not read again ("known").
    """
    documents = dataset.map_batches(
        Rows(columns or Columns()), batch_size=None, batch_format="pyarrow", num_cpus=LITTLE
    )
    return read_documents(documents, readers, outlet, published, keeping)


def articles_at(
    places: Iterable[Place],
    *,
    readers: int | None = None,
    outlet: str | None = None,
    published: str | None = None,
    columns: Columns | None = None,
    keeping: Keeping | None = None,
) -> Dataset:
    """The reports at the places, read as by ``read``."""
    documents = dataset_of(places, columns)
    return read_documents(documents, readers, outlet, published, keeping)


def read_documents(
    documents: Dataset,
    readers: int | None,
    outlet: str | None,
    published: str | None,
    keeping: Keeping | None,
) -> Dataset:
    """Documents in the hands of the readers."""
    import ray
    from ray.data import ActorPoolStrategy

    cores = int(ray.cluster_resources().get("CPU", 1))
    attempts = ray.remote(num_cpus=0, max_restarts=-1)(Attempts).remote()
    return documents.map_batches(
        Reader,
        fn_constructor_args=(keeping, attempts, outlet, published),
        batch_size=ARTICLES_AT_ONCE,
        batch_format="pyarrow",
        compute=ActorPoolStrategy(min_size=1, max_size=readers or max(1, cores)),
        num_cpus=MOST,
    )


def articles(dataset: Dataset) -> Iterator[Article | Failure]:
    """The articles in what ``read`` gives, as they come; without those that are passed over."""
    for row in dataset.iter_rows():
        if row["article"] is not None:
            yield msgspec.json.decode(row["article"], type=Article)
        elif row["outcome"] == "failed":
            yield Failure(row["origin"], row["reason"])


def keep(dataset: Dataset, keeping: Keeping) -> Iterator[Done]:
    """Keeps what ``read`` gives, and tells of each report when it is safe there."""
    from ray.data import ActorPoolStrategy

    keeping.begin()
    kept = dataset.map_batches(
        Writer,
        fn_constructor_args=(keeping,),
        batch_size=None,
        batch_format="pyarrow",
        compute=ActorPoolStrategy(min_size=1, max_size=keeping.writers),
        num_cpus=LITTLE,
    )
    for row in kept.iter_rows():
        yield Done(**row)
    keeping.end()


class Writer:
    """An actor that writes: a batch is one transaction."""

    def __init__(self, keeping: Keeping) -> None:
        self.keeping = keeping

    def __call__(self, table: pa.Table) -> pa.Table:
        """Keeps the articles and the failures of a table."""
        rows: list[dict[str, Any]] = table.to_pylist()

        def decoded(outcome: str) -> list[Article]:
            some = (row["article"] for row in rows if row["outcome"] == outcome)
            return [msgspec.json.decode(one, type=Article) for one in some]

        failed = [
            Failure(row["origin"], row["reason"]) for row in rows if row["outcome"] == "failed"
        ]
        self.keeping.keep(decoded("read"), decoded("known"), failed)
        return table.select(DONE.names)
