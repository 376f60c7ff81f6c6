"""The record itself: opened, added to, corrected, searched, read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine, func, select

from onrecord.model import Act, Article, Manner
from onrecord.record import adding, corrections, lookup
from onrecord.record.adding import Outcome
from onrecord.record.corrections import Correction
from onrecord.record.engine import open_engine
from onrecord.record.errors import explained
from onrecord.record.location import path_of
from onrecord.record.rows import load
from onrecord.record.schema import articles
from onrecord.record.search import Hit, Wanted, search
from onrecord.record.speakers import SpeakerSummary, summaries

AT_ONCE = 100  # articles read from the file together


class Record:
    """A record in a file, given as a path or an ``sqlite:///`` URL.

    The file is made where there is none, unless ``create`` is false, and its tables are
    taken to the newest version.  Every method raises ``RecordError`` for what goes wrong
    with the file.  A record may be shared by threads, and its file by several programs.
    """

    def __init__(self, location: str | Path, *, create: bool = True) -> None:
        self.path = path_of(location)
        self._engine = open_engine(self.path, create=create)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file."""
        self._engine.dispose()

    def count(self) -> int:
        """How many articles it holds."""
        with self._reading() as connection:
            return connection.execute(select(func.count()).select_from(articles)).scalar_one()

    def add(self, article: Article) -> Outcome:
        """Keeps an article, whole and safe on disk when this returns.

        The same text made by the same versions of the stages is ``"unchanged"``: its origin
        is kept beside the others, and outlet and date are filled in where they were missing.
        Made by other versions, or dated for the first time, it replaces what was found in it
        before and keeps the corrections: ``"updated"``.  An article that was read but not
        searched for statements never replaces one that was.
        """
        with self._writing() as connection:
            return adding.add(connection, article)

    def knows(self, article: Article, versions: Mapping[str, str]) -> bool:
        """Whether these versions of the stages would find nothing new in an article just read:
        the record has it as they make it, and it is not dated for the first time.
        """
        with self._reading() as connection:
            return adding.knows(connection, article, versions)

    def correct(self, statement_id: str, field: str, value: str | None, *, by: str) -> int:
        """Corrects what was found; ``value`` None says that it is not known.

        ``field`` is one of ``speaker`` (a name), ``manner``, ``act``, ``target``,
        ``audience``, ``place`` and ``said_on``.  Gives the correction's id, with which
        ``withdraw`` takes it back.
        """
        with self._writing() as connection:
            return corrections.correct(connection, statement_id, field, value, by)

    def withdraw(self, correction_id: int) -> None:
        """Takes a correction back; what held before it holds again.  It stays in the history."""
        with self._writing() as connection:
            corrections.withdraw(connection, correction_id)

    def corrections(self, article: str) -> list[Correction]:
        """What was ever corrected in an article, named as in ``article``, oldest first."""
        with self._reading() as connection:
            return corrections.listed(connection, lookup.find(connection, article))

    def article(self, key: str) -> Article:
        """An article with its corrections, by its id or the start of it, its origin or the end
        of it; ``RecordError`` where none or several have that name.
        """
        with self._reading() as connection:
            this = articles.c.id == lookup.find(connection, key)
            rows = connection.execute(select(articles).where(this)).all()
            return next(load(connection, rows))

    def articles(self) -> Iterator[Article]:
        """Every article with its corrections, in the order in which they were added.

        They come from the file little by little, all as they were at the first one.
        """
        with self._reading() as connection:
            query = select(articles).order_by(articles.c.added_at, articles.c.id)
            for rows in connection.execution_options(yield_per=AT_ONCE).execute(query).partitions():
                yield from load(connection, rows)

    def search(
        self,
        words: str = "",
        *,
        speaker: str | None = None,
        act: Act | None = None,
        manner: Manner | None = None,
        since: str | None = None,
        until: str | None = None,
        outlet: str | None = None,
        limit: int = 20,
    ) -> list[Hit]:
        """Statements with all these words, best first; without words, the newest first.

        ``OR`` between words lets either do; ``"words in quotation marks"`` stand together.
        ``speaker`` and ``outlet`` are parts of a name, ``since`` and ``until`` dates such as
        2024, 2024-03 or 2024-03-05.
        """
        wanted = Wanted(words, speaker, act, manner, since, until, outlet)
        with self._reading() as connection:
            return search(connection, wanted, limit)

    def speakers(self, name: str | None = None) -> list[SpeakerSummary]:
        """Who speaks, or who of this name; who speaks most comes first."""
        with self._reading() as connection:
            return summaries(connection, name)

    def _reading(self) -> AbstractContextManager[Connection]:
        return self._transaction(self._engine)

    def _writing(self) -> AbstractContextManager[Connection]:
        return self._transaction(self._engine.execution_options(writes=True))

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[Connection]:
        with explained(str(self.path)), engine.begin() as connection:
            yield connection
