"""What several rooms' tests share."""

from __future__ import annotations

import re
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Connection, insert

from onrecord.model import Article, Statement
from onrecord.pipeline import Pipeline, pipeline
from onrecord.positions import UNKNOWN, Acts, Compared, comparer
from onrecord.reading import from_text
from onrecord.record import migrations, schema
from onrecord.record.watching import Watch
from postgres_server import Server, started

SHARED = Path(__file__).parents[2] / "shared"
# What makes the tables of a record in SQLite, in its order, and says that they are the newest.  The
# tables in which FTS5 keeps an index ("shadow") come with the index.
MADE = f"""
SELECT sql FROM sqlite_schema LEFT JOIN pragma_table_list USING (name)
WHERE sql NOTNULL AND pragma_table_list.type IS NOT 'shadow'
UNION ALL SELECT 'INSERT INTO alembic_version VALUES (''{schema.VERSION}'')'
"""  # noqa: S608


@pytest.fixture(scope="session", autouse=True)
def steps_taken_once() -> Iterator[None]:
    """The first new record in SQLite takes all the steps to its tables; each later one, with which
    most tests begin, gets the same tables at once.
    """
    take, made = migrations.upgrade, []

    def upgrade(connection: Connection, *, is_new: bool, watch: Watch) -> None:
        if not is_new or connection.dialect.name != "sqlite":
            take(connection, is_new=is_new, watch=watch)
        elif not made:
            take(connection, is_new=is_new, watch=watch)
            made.extend(connection.exec_driver_sql(MADE).scalars())
        else:
            for statement in made:
                connection.exec_driver_sql(statement)
            connection.execute(insert(schema.identity).values(uid=uuid4().hex[:12]))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "upgrade", upgrade)
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server for all tests that need one."""
    with started() as server:
        yield server


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs tests that have a record on the databases that their module names, else on SQLite."""
    if "new_place" in metafunc.fixturenames:
        databases = getattr(metafunc.module, "DATABASES", ["sqlite"])
        metafunc.parametrize("new_place", databases, indirect=True)


@pytest.fixture
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty record is, or will be."""
    if request.param == "sqlite":
        return str(tmp_path / "record.db")
    server: Server = request.getfixturevalue("postgres")
    return server.record()


@pytest.fixture(scope="session")
def stages() -> Pipeline:
    """The pipeline, loaded once for all tests."""
    return pipeline()


@pytest.fixture(scope="session")
def analyse(stages: Pipeline) -> Callable[..., Article]:
    """A report's text → its article with statements."""

    def analyse(text: str, published: str | None = None) -> Article:
        [article] = stages([from_text(text, "test", published=published)])
        return article

    return analyse


@pytest.fixture(scope="session")
def tell(analyse: Callable[..., Article]) -> Callable[..., tuple[Article, list[list[Statement]]]]:
    """A report's rows → its article, and the statements that begin in each row.

    A row is a paragraph, or goes on with the one before if it begins with a space.
    """

    def tell(
        rows: list[str], published: str | None = None
    ) -> tuple[Article, list[list[Statement]]]:
        parts = [row if row.startswith(" ") else f"\n\n{row}" for row in rows]
        parts[0] = rows[0]
        ends = list(accumulate(map(len, parts)))
        article = analyse("".join(parts) + "\n", published)
        statements: list[list[Statement]] = [[] for _ in rows]
        for statement in article.statements:
            statements[bisect_right(ends, statement.content[0].start)].append(statement)
        return article, statements

    return tell


@pytest.fixture(scope="session")
def growth() -> Callable[[Callable[[int], object], int], float]:
    """How many times as much work something is at four times its size: 4 where it is linear.

    Work is processor time of this thread, the least of three: what else runs counts for nothing.
    """

    def growth(work: Callable[[int], object], size: int) -> float:
        return cost(work, 4 * size) / cost(work, size)

    def cost(work: Callable[[int], object], size: int) -> float:
        return min(once(work, size) for _ in range(3))

    def once(work: Callable[[int], object], size: int) -> float:
        started = time.thread_time()
        work(size)
        return time.thread_time() - started

    return growth


@pytest.fixture
def simple_comparer(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Compared]:
    """In the comparer's place one that goes by single words: two statements are on one issue where
    they share a word of five letters; "not", "perhaps", "surely" and "also" in the later decide.
    """
    said = {"not": "reverses", "perhaps": "softens", "surely": "hardens", "also": "adds"}

    def compare(earlier: str, later: str, acts: Acts = UNKNOWN) -> Compared:
        one, other = (set(re.findall(r"\w+", text.lower())) for text in (earlier, later))
        same = 0.95 if any(len(word) > 4 for word in one & other) else 0.05
        pivot = next((word for word in said if word in other - one), None)
        stance = said.get(pivot or "", "repeats")
        relation = stance if same > 0.5 else "unrelated"
        return Compared(relation, 0.9, same, pivot, stance, 0.3 if "hm" in other else 0.9)

    compare.bears = lambda *_: 0.0  # type: ignore[attr-defined]
    monkeypatch.setattr(comparer, "made", [compare])
    return compare


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora and reports beside the checkout, which users do not have."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip("needs the shared corpus beside the checkout")
    return SHARED
