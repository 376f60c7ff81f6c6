"""The record itself: opened, added to, corrected, searched, read back.

Longer than other modules: it has one method for each thing that a record can do.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine, func, select

from onrecord.flat import Known
from onrecord.ledger import EntryKind, State
from onrecord.model import Act, Article, Failure, Manner, ReadError, SpeakerType, Statement
from onrecord.positions import Compared
from onrecord.record import (
    adding,
    contents,
    corrections,
    deliveries,
    following,
    holding,
    lookup,
    places,
    reviewing,
    saved,
)
from onrecord.record.adding import Outcome
from onrecord.record.contents import ArticleSummary, Holding
from onrecord.record.corrections import Correction
from onrecord.record.deliveries import Batch, Became, Delivery, Parcel
from onrecord.record.dialects import dialect_at
from onrecord.record.engine import open_engine
from onrecord.record.errors import RecordError, UnstorableError, explained
from onrecord.record.facets import Facets, facets
from onrecord.record.following import Followed
from onrecord.record.full_text import ArticleHit, search_articles
from onrecord.record.holding import Failed
from onrecord.record.intake import Added, PassOver, Report, add_all
from onrecord.record.judging import Verdict
from onrecord.record.ledger import browse as ledger
from onrecord.record.ledger import decide as entry_judgements
from onrecord.record.ledger.browse import Asked, Entry
from onrecord.record.ledger.decide import EntryJudgement, EntryQuestion
from onrecord.record.page import Page
from onrecord.record.parties import browse, decide, judgements
from onrecord.record.parties.browse import Party
from onrecord.record.parties.dealings import Dealings, dealings
from onrecord.record.parties.decide import Question
from onrecord.record.parties.judgements import Judgement
from onrecord.record.positions import answers, changes, listing
from onrecord.record.positions.answers import Denied, Exchange
from onrecord.record.positions.changes import Change
from onrecord.record.positions.comparisons import Aside, Comparisons, keep
from onrecord.record.positions.listing import Position
from onrecord.record.positions.replies import Replies, replies
from onrecord.record.quotations.checking import Check, check
from onrecord.record.quotations.citing import Citation, citations, cite
from onrecord.record.quotations.elsewhere import copies_of
from onrecord.record.quotations.folding import known_of
from onrecord.record.quotations.links import Proof, proof
from onrecord.record.quotations.variants import Variant, variants
from onrecord.record.reviewing import Decision, Doubt
from onrecord.record.rows import Values, load
from onrecord.record.saved import SavedSearch, Snapshot, SnapshotSummary
from onrecord.record.schema import articles, identity, names, speakers, statements
from onrecord.record.schema import corrections as correction_rows
from onrecord.record.search import Hit, Sort, Wanted, hits, said, search
from onrecord.record.selection import selected
from onrecord.record.summaries import SpeakerSummary, summaries
from onrecord.record.verifying import Verification, verify
from onrecord.record.versions import Comparison, compare, history
from onrecord.record.versions import before as version_before
from onrecord.record.watching import Watch, unwatched
from onrecord.sources import Address, Columns, Web, feed_at

AT_ONCE = 100  # articles read from the file together


class Record:
    """A record in a file, given as a path or an ``sqlite:///`` URL, or in PostgreSQL, by the
    ``postgresql://`` URL of a database.

    The file, or the tables in the database, are made where there are none, unless ``create`` is
    false, and taken to the newest version; of a large record of an older version that takes
    minutes, and ``watch`` may show how far it is.  A record may be shared by threads and by several
    programs.  Every method raises ``RecordError`` for what goes wrong with it.
    """

    keeps_comparisons = True  # False of one that is published, which nobody's questions change

    def __init__(
        self, location: str | Path, *, create: bool = True, watch: Watch = unwatched
    ) -> None:
        self.location, self._dialect = location, dialect_at(location)
        self.name = self._dialect.named(location)
        self._aside = Aside()
        self._engine = open_engine(self._dialect, location, create=create, watch=watch)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file of a record, or what would be it: beside it is kept what it does not hold."""
        return self._dialect.beside(self.location)

    @cached_property
    def uid(self) -> str:
        """What tells this record from all others; a copy of it has the same."""
        with self._reading() as connection:
            uid: str = connection.execute(select(identity.c.uid)).scalar_one()
            return uid

    def close(self) -> None:
        """Lets go of the file, or of the server."""
        self._engine.dispose()

    def state(self) -> object:
        """What is another whenever something was written, by any program; None where the
        database cannot tell.  Two states are only worth comparing.
        """
        return self._dialect.state(self.location)

    def count(self) -> int:
        """How many articles it holds."""
        with self._reading() as connection:
            query = select(func.count()).where(articles.c.replaced_by.is_(None))
            return connection.execute(query).scalar_one()

    def add(
        self, report: Report, *, outlet: str | None = None, published: str | None = None
    ) -> Outcome:
        """Keeps an article, or the report at a path, whole and safe on disk when this returns.

        ``outlet`` and ``published`` are what a person gives: they stand, whatever the report
        says and whatever newer versions read in it, until they are given otherwise.

        The same text made by the same versions of the stages is ``"unchanged"``: its origin
        is kept beside the others, and outlet and date are filled in where they were missing.
        Made by other versions, or dated for the first time, it replaces what was found in it
        before and keeps the corrections: ``"updated"``, as is one that is given another outlet
        or date.  An article that was read but not searched for statements never replaces one
        that was.

        Another text where that of an article was before, at the same address or in the same
        file, is the article's next version: ``"edited"``; ``compare`` tells what changed.
        Raises ``ReadError`` where there is no such report.
        """
        if isinstance(report, Article):
            with self._writing() as connection:
                return adding.add(connection, report, given(outlet, published))
        if isinstance(report, str | Path) and Path(report).is_dir():
            raise ReadError(f"{report}: this is a folder; add_all adds all the reports in it")
        added = list(self.add_all(report, outlet=outlet, published=published))
        if len(added) != 1:
            raise ReadError(f"{report}: {len(added)} reports are in it; add_all adds all of them")
        if isinstance(added[0], Failure):
            raise ReadError(f"{added[0].origin}: {added[0].reason}") from added[0].error
        return added[0].outcome

    def add_all(
        self,
        reports: Report | Iterable[Report],
        *,
        outlet: str | None = None,
        published: str | None = None,
        pass_over: PassOver | None = None,
        columns: Columns | None = None,
        web: Web | None = None,
    ) -> Iterator[Added | Failure]:
        """Adds articles, documents and the reports at paths, folders included, and tells of each
        one when it is safe on disk; ``pass_over`` is told of files in folders that are none,
        ``columns`` are those of tables, where they are not called as usual, and ``web`` is how
        addresses are opened.

        A report that the record has as these versions of the stages make it is not searched
        for statements again; one that cannot be read comes out as a ``Failure``, and the
        others go on.  Stopped at any moment, the record has all that were told of.
        """
        return add_all(self, reports, outlet, published, pass_over, columns, web)

    def hold(
        self,
        found: Sequence[Article | Failure],
        *,
        outlet: str | None = None,
        published: str | None = None,
    ) -> None:
        """Keeps what a cluster has read, in one transaction, until ``take_in`` adds it; what it
        could not read is kept with the reason.  What is held already is passed over.
        """
        with self._writing() as connection:
            holding.hold(connection, found, given(outlet, published))

    def held(self) -> int:
        """How many articles wait to be taken in."""
        with self._reading() as connection:
            return holding.count(connection)

    def take_in(self) -> Iterator[Added | Failure]:
        """Adds the articles that are held, each in one transaction, and tells of each.

        Stopped at any moment, the next call does the rest.  An article that the database cannot
        store is a ``Failure``, and is kept among the failures.
        """
        while True:
            with self._reading() as connection:
                row = holding.first(connection)
            if row is None:
                return
            try:
                with self._writing() as connection:
                    taken = holding.take_in(connection, row)
            except UnstorableError as error:
                with self._writing() as connection:
                    holding.refuse(connection, row, str(error))
                yield Failure(row.origin, str(error))
            else:
                if taken is not None:
                    yield Added(*taken)

    def failures(self) -> list[Failed]:
        """What a cluster could not read, and has not read since, in order of the places."""
        with self._reading() as connection:
            return list(holding.failed(connection))

    def follow(self, feed: str, *, outlet: str | None = None, web: Web | None = None) -> Followed:
        """Follows the feed at an address, which is opened to look what it lists.

        ``outlet`` is who publishes the reports that it lists; a feed followed already gets it.
        ReadError where there is no feed.
        """
        found = feed_at(feed, web or Web.beside(self.path))
        with self._writing() as connection:
            return following.follow(connection, feed, found, outlet)

    def unfollow(self, feed: str) -> None:
        """Follows a feed no more; what came from it stays.  ``RecordError`` where none is."""
        with self._writing() as connection:
            following.unfollow(connection, feed)

    def feeds(self) -> list[Followed]:
        """The feeds that are followed, in the order in which they were added."""
        with self._reading() as connection:
            return following.listed(connection)

    def update(
        self, *, limit: int | None = None, web: Web | None = None
    ) -> Iterator[Added | Failure]:
        """Adds what is new in the feeds that are followed, at most ``limit`` reports, and tells of
        each when it is safe on disk.  Stopped at any moment, the next call does the rest.
        """
        web = web or Web.beside(self.path)
        for feed in self.feeds():
            try:
                found = feed_at(feed.url, web)
            except ReadError as error:
                yield Failure(feed.url, str(error))
                continue
            with self._writing() as connection:
                following.note(connection, feed.url, found)
        with self._reading() as connection:
            due = following.due(connection, limit)
        for item in due:
            place = Address(item.url, published=item.published, outlet=item.outlet)
            outcomes = list(self.add_all(place, web=web))
            failed = all(isinstance(outcome, Failure) for outcome in outcomes)
            with self._writing() as connection:
                following.settle(connection, item, failed=failed)
            yield from outcomes

    def knows(
        self,
        article: Article,
        versions: Mapping[str, str],
        *,
        outlet: str | None = None,
        published: str | None = None,
    ) -> bool:
        """Whether these versions of the stages would find nothing new in an article just read:
        the record has it as they make it, and it is neither dated for the first time nor given
        another date.
        """
        with self._reading() as connection:
            return adding.knows(connection, article, versions, given(outlet, published))

    def recall(
        self, article: Article, *, outlet: str | None = None, published: str | None = None
    ) -> Article:
        """An article just read with its outlet and date as a person gives or once gave them; what
        it lacks is filled in with what the record knows.
        """
        with self._reading() as connection:
            return adding.recall(connection, article, given(outlet, published))

    def correct(self, statement_id: str, field: str, value: str | None, *, by: str) -> int:
        """Corrects what was found; ``value`` None says that it is not known.

        ``field`` is one of ``speaker`` (a name), ``manner``, ``act``, ``target``,
        ``audience``, ``place`` and ``said_on``, or of ``source``, ``cue`` and ``content``:
        these are words as they stand in the article, or offsets ("12-30,40-52").  Gives the
        correction's id, with which ``withdraw`` takes it back.
        """
        with self._writing() as connection:
            return corrections.correct(connection, statement_id, {field: value}, by)[0]

    def accept(self, statement_id: str, *, by: str) -> list[int]:
        """Says that a statement is right: its speaker, act, target and content stand, whatever
        newer readings find.  Gives the ids of the corrections that say so.
        """
        with self._writing() as connection:
            return corrections.accept(connection, statement_id, by)

    def reject(self, statement_id: str, *, by: str) -> list[int]:
        """Says that a statement is none: nothing finds it any more, until the corrections whose
        ids this gives are taken back.
        """
        with self._writing() as connection:
            return corrections.reject(connection, statement_id, by)

    def doubtful(
        self, doubt: Doubt = "speaker", *, limit: int = 20, cursor: str | None = None
    ) -> Page[Hit]:
        """The statements of which ``doubt`` (``speaker``, ``act`` or ``content``) is least certain
        and nobody has said what it is, the least certain first.
        """
        with self._reading() as connection:
            return reviewing.doubtful(connection, doubt, limit, cursor)

    def decisions(self, *, limit: int = 50, cursor: str | None = None) -> Page[Decision]:
        """What people accepted, rejected and corrected, the latest first."""
        with self._reading() as connection:
            return reviewing.decisions(connection, limit, cursor)

    def receive(self, parcels: Sequence[Parcel], *, by: str, batch: str | None = None) -> str:
        """Keeps files and texts that ``read_waiting`` will read; safe on disk when this returns.

        They go into a ``batch`` that there is, or into a new one, whose id this gives.
        """
        with self._writing() as connection:
            return deliveries.receive(connection, parcels, by, batch)

    def read_waiting(self) -> Iterator[Became]:
        """Reads and adds what was received and waits, and tells what became of each report.

        Stopped at any moment, what was not read to its end goes on waiting.
        """
        while True:
            with self._writing() as connection:
                row = deliveries.next_one(connection)
            if row is None:
                return
            for became in deliveries.results(self, row):
                with self._writing() as connection:
                    deliveries.tell(connection, row.id, became)
                yield became
            with self._writing() as connection:
                deliveries.finish(connection, row.id)

    def batch(self, id: str) -> list[Delivery]:
        """What was received together, with what became of it so far."""
        with self._reading() as connection:
            return deliveries.batch(connection, id)

    def batches(self) -> list[Batch]:
        """What was received last, a line a batch."""
        with self._reading() as connection:
            return deliveries.recent(connection)

    def withdraw(self, correction_id: int) -> None:
        """Takes a correction back; what held before it holds again.  It stays in the history."""
        with self._writing() as connection:
            corrections.withdraw(connection, correction_id)

    def corrections(self, article: str) -> list[Correction]:
        """What was ever corrected in an article, named as in ``article``, oldest first."""
        with self._reading() as connection:
            return corrections.listed(connection, lookup.find(connection, article))

    def corrections_of(self, statement: str) -> list[Correction]:
        """What was ever corrected in a statement, also in earlier versions of its article, oldest
        first.
        """
        with self._reading() as connection:
            return corrections.of_statement(connection, lookup.statement(connection, statement))

    def reviewed(self) -> Iterator[Article]:
        """The articles in which a person accepted, rejected or corrected something."""
        with self._reading() as connection:
            standing = select(correction_rows.c.article_id).where(
                correction_rows.c.withdrawn_at.is_(None)
            )
            query = select(articles).where(articles.c.number.in_(standing)).order_by(articles.c.id)
            for rows in connection.execution_options(yield_per=AT_ONCE).execute(query).partitions():
                yield from load(connection, rows)

    def article(self, key: str) -> Article:
        """An article with its corrections, by its id or the start of it, its origin or the end
        of it; ``RecordError`` where none or several have that name.
        """
        with self._reading() as connection:
            this = articles.c.id == lookup.find(connection, key)
            rows = connection.execute(select(articles).where(this)).all()
            return next(load(connection, rows))

    def statement(self, key: str) -> tuple[Article, Statement]:
        """A statement, by its id, a former id or the start of its id, and its article."""
        with self._reading() as connection:
            row = lookup.statement(connection, key)
            this = articles.c.id == row.article_id
            article = next(load(connection, connection.execute(select(articles).where(this)).all()))
        return article, next(one for one in article.statements if one.id == row.id)

    def hit(self, key: str) -> Hit:
        """A statement, by its id, a former id or the start of its id, as a search gives it."""
        with self._reading() as connection:
            return next(hits(connection, [lookup.statement(connection, key).key]))

    def articles(self, *, versions: bool = False) -> Iterator[Article]:
        """Every article with its corrections, in the order in which they were added; of an edited
        one the newest version, or all with ``versions``.

        They come from the file little by little, all as they were at the first one.
        """
        with self._reading() as connection:
            query = select(articles).order_by(articles.c.added_at, articles.c.id)
            if not versions:
                query = query.where(articles.c.replaced_by.is_(None))
            for rows in connection.execution_options(yield_per=AT_ONCE).execute(query).partitions():
                yield from load(connection, rows)

    def selected(self, wanted: Wanted) -> Iterator[Article]:
        """The articles that have statements wanted, with these alone and who makes them."""
        with self._reading() as connection:
            yield from selected(connection, wanted)

    def contents(self, *, limit: int = 50, cursor: str | None = None) -> Page[ArticleSummary]:
        """A line for each article in its newest version, those added last first."""
        with self._reading() as connection:
            return contents.listed(connection, limit, cursor)

    def holding(self, article: str) -> Holding:
        """What hangs on an article, and would go with it if it were removed."""
        with self._reading() as connection:
            return contents.holding(connection, lookup.find(connection, article))

    def remove(self, article: str) -> Holding:
        """Takes an article out of the record for good: all its versions, with their statements,
        corrections and origins.  Gives what that was.
        """
        with self._writing() as connection:
            return contents.remove(connection, lookup.find(connection, article))

    def versions(self, article: str) -> list[str]:
        """The ids of all versions of an article, named as in ``article``, oldest first."""
        with self._reading() as connection:
            return history(connection, lookup.find(connection, article))

    def compare(self, article: str, older: str | None = None) -> Comparison:
        """What became of each statement of an article since the version before, or since another
        one; ``RecordError`` where it has one version.
        """
        with self._reading() as connection:
            newer = lookup.find(connection, article)
            if older is not None:
                return compare(connection, lookup.find(connection, older), newer)
            if (before := version_before(connection, newer)) is None:
                raise RecordError(f"{article}: the record has no earlier version of it")
            return compare(connection, before, newer)

    def search(
        self,
        words: str = "",
        *,
        speaker: str | None = None,
        described: str | None = None,
        body: str | None = None,
        act: Act | None = None,
        manner: Manner | None = None,
        since: str | None = None,
        until: str | None = None,
        outlet: str | None = None,
        country: str | None = None,
        exact: bool = False,
        target: str | None = None,
        about: str | None = None,
        place: str | None = None,
        type: SpeakerType | None = None,
        unnamed: bool = False,
        min_confidence: float | None = None,
        each: bool = False,
        added_since: str | None = None,
        sort: Sort = "best",
        limit: int = 20,
        cursor: str | None = None,
    ) -> Page[Hit]:
        """Statements with all these words, best first; without words, the newest first.

        At most ``limit`` of them, from the ``cursor`` on that the page before has as ``next``.
        Words are found in all their forms unless ``exact``, those in quotation marks as they
        are and next to each other; ``OR`` between words lets either do, ``-word`` leaves out.
        ``speaker``, ``target``, ``about``, ``place`` and ``outlet`` are words of a name in any
        order; ``described`` are words of a role or a source, "senior official"; ``body`` finds a
        body with all who speak for it.  ``since`` and ``until`` are dates such as 2024, 2024-03
        or 2024-03-05.  A speaker is found by every name of its party, a body of a state also by
        ``country``, an ISO 3166 code; ``unnamed`` are those of no party, ``added_since``
        those of articles that came after a moment in UTC (ISO 8601).
        """
        wanted = Wanted(
            words=words,
            speaker=speaker,
            described=described,
            body=body,
            act=act,
            manner=manner,
            since=since,
            until=until,
            outlet=outlet,
            country=country,
            exact=exact,
            target=target,
            about=about,
            place=place,
            type=type,
            unnamed=unnamed,
            min_confidence=min_confidence,
            each=each,
            added_since=added_since,
            sort=sort,
        )
        return self.find(wanted, limit=limit, cursor=cursor)

    def search_articles(
        self,
        words: str,
        *,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        exact: bool = False,
        sort: Sort = "best",
        limit: int = 20,
        cursor: str | None = None,
    ) -> Page[ArticleHit]:
        """Articles with all these words in title or text, best first; ``words`` and the others
        are as in ``search``, the dates those of publication.
        """
        wanted = Wanted(
            words=words, outlet=outlet, since=since, until=until, exact=exact, sort=sort
        )
        return self.find_articles(wanted, limit=limit, cursor=cursor)

    def find(self, wanted: Wanted, *, limit: int = 20, cursor: str | None = None) -> Page[Hit]:
        """The same as ``search``, for what is wanted all in one."""
        with self._reading() as connection:
            return search(connection, wanted, limit, cursor)

    def facets(self, wanted: Wanted) -> Facets:
        """By what a search could be narrowed: how often each speaker, act, outlet … is found."""
        with self._reading() as connection:
            return facets(connection, wanted)

    def itself(self, text: str, origin: str | None = None) -> frozenset[str]:
        """The ids of the articles that have a text, in whatever lines, or were found where it
        comes from: a draft that lay among the reports when they were added.
        """
        with self._reading() as connection:
            return places.at(connection, text, origin)

    def check(self, words: str, *, by: str | None = None, besides: Collection[str] = ()) -> Check:
        """Whether a quotation is on record word for word, marks and white space aside.

        The verdict is ``"exact"``, ``"altered"`` (with the differences word by word),
        ``"joined"`` from several places, ``"another speaker"`` than ``by``, a name,
        ``"paraphrase"`` where the words were the reporter's, or ``"not in the record"``, as is
        whatever is too long for a quotation.  The articles ``besides`` which it is to be found,
        by id, prove nothing: see ``itself``.
        """
        with self._reading() as connection:
            return check(connection, words, by, besides)

    def variants(self, statement: str) -> list[Variant]:
        """All wordings of one quotation that the record has, of a statement given by its id or
        the start of it: the fullest first, then in the order in which they were added.
        """
        with self._reading() as connection:
            return variants(connection, lookup.statement(connection, statement))

    def copies(self, article: str) -> list[ArticleSummary]:
        """The other printings of the report that an article is one of."""
        with self._reading() as connection:
            return copies_of(connection, lookup.find(connection, article))

    def cite(self, statement: str) -> Citation:
        """What a citation of a statement needs, with a link that proves itself."""
        with self._reading() as connection:
            return cite(connection, lookup.statement(connection, statement))

    def cite_found(self, hits: Iterable[Hit]) -> list[Citation]:
        """The same of statements that were searched for, in their order."""
        wanted = [(hit.article, hit.statement.id) for hit in hits]
        with self._reading() as connection:
            return list(citations(connection, wanted))

    def prove(self, link: str) -> Proof:
        """Whether the words that a link of ``cite`` leads to stand where it says: ``"holds"``,
        ``"changed"`` or ``"cannot tell"``; ``RecordError`` where it is no such link.
        """
        with self._reading() as connection:
            return proof(connection, link)

    def save_search(self, wanted: Wanted, name: str, *, by: str) -> int:
        """Saves a search under a name, to be told what is new; gives its id."""
        with self._writing() as connection:
            return saved.save(connection, wanted, name, by)

    def saved_searches(self) -> list[SavedSearch]:
        """The saved searches by name."""
        with self._reading() as connection:
            return saved.listed(connection)

    def saved_search(self, id: int) -> SavedSearch:
        """One saved search."""
        with self._reading() as connection:
            return saved.saved(connection, id)

    def look(self, saved_search: int) -> None:
        """Keeps that somebody looked at a saved search: nothing of it is new any more."""
        with self._writing() as connection:
            saved.look(connection, saved_search)

    def forget_search(self, id: int) -> None:
        """Takes a saved search out."""
        with self._writing() as connection:
            saved.forget(connection, id)

    def freeze(self, wanted: Wanted, name: str, *, by: str) -> str:
        """Keeps what a search finds now, as it is now; gives the snapshot's id."""
        with self._writing() as connection:
            return saved.freeze(connection, wanted, name, by)

    def snapshot(self, id: str) -> Snapshot:
        """What a search found when it was frozen."""
        with self._reading() as connection:
            return saved.frozen(connection, id)

    def snapshots(self) -> list[SnapshotSummary]:
        """The snapshots, the newest first."""
        with self._reading() as connection:
            return saved.snapshots_listed(connection)

    def positions(
        self,
        name: str,
        on: str,
        *,
        body: bool = False,
        since: str | None = None,
        wait: bool = True,
    ) -> list[Position]:
        """What somebody said on a topic in order of time, each set against what came before.

        ``name`` is words of a name or a party's number, ``on`` words or a party; with ``body``
        also what those said who speak for it, with ``since`` only what was said since a day.
        ``RecordError`` where nobody is called so; ``UncomparedError`` where statements have to be
        compared for it first, and who asks will not ``wait`` for that.
        """
        with self._comparing(wait=wait) as comparisons:
            return listing.positions(comparisons, name, on, body=body, since=since)

    def compare_statements(self, earlier: str, later: str) -> Compared:
        """What became of one statement in another, given by their ids or the starts of them."""
        with self._reading() as connection:
            return listing.compare(connection, earlier, later)

    def answers(
        self,
        *,
        by: str | None = None,
        at: str | None = None,
        since: str | None = None,
        unanswered: bool = False,
        limit: int = 50,
        cursor: str | None = None,
        wait: bool = True,
    ) -> Page[Exchange]:
        """The accusations, the newest first, each with the denials that answer it.

        ``by`` and ``at`` are words of the names of who accuses and who is accused; ``unanswered``
        leaves those out that somebody answered, which the total counts all the same.  Who does not
        ``wait`` is told of those that are yet to be compared that their denials are not known.
        """
        wanted = Wanted(speaker=by, target=at, since=since)
        with self._comparing(wait=wait) as comparisons:
            return answers.answers(
                comparisons, wanted, unanswered=unanswered, limit=limit, cursor=cursor
            )

    def denials(
        self,
        *,
        by: str | None = None,
        at: str | None = None,
        since: str | None = None,
        limit: int = 50,
        cursor: str | None = None,
        wait: bool = True,
    ) -> Page[Denied]:
        """The denials, the newest first, each with the accusations, or else the claims, that it
        answers; ``by`` is who denies, ``at`` who is contradicted, the rest as of ``answers``.
        """
        wanted = Wanted(speaker=by, target=at, since=since)
        with self._comparing(wait=wait) as comparisons:
            return answers.denials(comparisons, wanted, limit=limit, cursor=cursor)

    def replies(self, statement: str, *, wait: bool = True) -> Replies:
        """What a statement answers, and what answers it, across articles: a denial what was
        charged or claimed, an accusation or a claim the denials.  It is given by its id; ``wait``
        is as of ``positions``.
        """
        with self._comparing(wait=wait) as comparisons:
            return replies(comparisons, lookup.statement(comparisons.connection, statement))

    def changes(self, since: str, *, wait: bool = True) -> list[Change]:
        """What is new since a day: promises and what became of them, reversals, accusations and
        denials in the reports published since, and what is overdue since.  Who does not ``wait``
        gets an ``UncomparedError`` where statements are to be compared first, with what is known.
        """
        with self._comparing(wait=wait) as comparisons:
            return changes.changes(comparisons, since)

    def compare_ahead(self, since: str, told: Callable[[], object] = lambda: None) -> None:
        """Compares what ``changes``, ``answers`` and ``denials`` ask of the reports since a day, so
        that nobody has to wait for it; ``told`` is called again and again meanwhile, and may raise
        what ends it.
        """
        with self._comparing(told=told) as comparisons:
            changes.changes(comparisons, since)
            answers.look_through(comparisons, Wanted(since=since))

    def find_articles(
        self, wanted: Wanted, *, limit: int = 20, cursor: str | None = None
    ) -> Page[ArticleHit]:
        """The same as ``search_articles``, for what is wanted all in one."""
        with self._reading() as connection:
            return search_articles(connection, wanted, limit, cursor)

    def near(self, name: str, *, limit: int = 3) -> list[str]:
        """Names in the record that are written much like one that nobody has."""
        with self._reading() as connection:
            return browse.near(connection, name, limit)

    def speakers(
        self,
        name: str | None = None,
        *,
        country: str | None = None,
        limit: int | None = None,
    ) -> list[SpeakerSummary]:
        """Who speaks, or who of this name or for this country; who speaks most comes first."""
        with self._reading() as connection:
            return summaries(connection, name, country, limit)

    def verify(self) -> Verification:
        """Looks whether everything is as it was written: each text by its hash, each span and
        statement by the text, the index of words, the parties by the judgements.
        """
        with self._reading() as connection:
            return verify(connection)

    def owns(self, path: Path) -> bool:
        """Whether a path is the record's own file, or one that the database keeps beside it."""
        return self._dialect.owns(self.location, path)

    def parties(
        self, name: str | None = None, *, country: str | None = None, limit: int | None = None
    ) -> list[Party]:
        """The people and bodies of the record across its articles, or those with ``name`` in one
        of their names, or of a country (an ISO 3166 code); who speaks most comes first.
        """
        with self._reading() as connection:
            return browse.listed(connection, name, country, limit)

    def parties_paged(
        self,
        name: str | None = None,
        *,
        country: str | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> Page[Party]:
        """The same as ``parties``, a page at a time."""
        with self._reading() as connection:
            return browse.paged(connection, name, country, limit, cursor)

    def party(self, party: int | str) -> Party:
        """One party by its id or one of its names in full; ``RecordError`` where none or several
        are called so.
        """
        with self._reading() as connection:
            return next(browse.loaded(connection, [decide.find_party(connection, party)]))

    def speaking(self, article: str) -> dict[str, int]:
        """The ids of an article's statements, each with the id of the party that speaks; those of
        no party are left out.
        """
        with self._reading() as connection:
            query = (
                select(statements.c.id, names.c.party)
                .join(names, names.c.key == statements.c.name_id)
                .where(statements.c.article_id == lookup.find(connection, article))
            )
            return {row[0]: row[1] for row in connection.execute(query)}

    def known_of(self, article: str) -> dict[str, Known]:
        """What the record alone knows of an article's statements, by their ids."""
        with self._reading() as connection:
            return known_of(connection, lookup.find(connection, article))

    def named_in(self, article: str) -> dict[str, int]:
        """The names of an article's speakers that are parties, each with its party's id."""
        with self._reading() as connection:
            query = (
                select(speakers.c.name, names.c.party)
                .join(names, names.c.key == speakers.c.name_id)
                .where(speakers.c.article_id == lookup.find(connection, article))
            )
            return {row[0]: row[1] for row in connection.execute(query)}

    def said(self, party: int, *, limit: int = 20, newest: bool = True) -> list[Hit]:
        """What the party of this id said, the newest first or the oldest."""
        with self._reading() as connection:
            return said(connection, party, limit, newest=newest)

    def dealings(self, party: int) -> Dealings:
        """What the party of this id does with words: over time, at whom, and who does so to it
        and for it.
        """
        with self._reading() as connection:
            return dealings(connection, party)

    def merge(self, one: int | str, other: int | str, *, by: str, why: str = "") -> list[int]:
        """Makes two parties one, each given by its id or one of its names in full.

        ``by`` is who judges so, ``why`` the reason.  Gives the ids of the judgements made,
        with which ``undo`` takes them back.
        """
        with self._writing() as connection:
            return decide.merge(connection, one, other, by, why)

    def split(
        self,
        party: int | str,
        name: str | None = None,
        *,
        article: str | None = None,
        by: str,
        why: str = "",
    ) -> list[int]:
        """Takes a name out of a party, or its speaker in one article, who is somebody else of
        the same name.  Gives the ids of the judgements made, for ``undo``.
        """
        if (name is None) == (article is None):
            raise RecordError("give a name or an article to be split off")
        with self._writing() as connection:
            if article is not None:
                return decide.split_article(connection, party, article, by, why)
            return decide.split(connection, party, name or "", by, why)

    def judge(
        self, pair: tuple[int, int], verdict: Verdict, *, by: str, why: str = ""
    ) -> list[int]:
        """Answers a question of ``queue``: ``"same"``, ``"different"`` or ``"unsure"``.  Gives
        the ids of the judgements made, for ``undo``.
        """
        with self._writing() as connection:
            return decide.decide(connection, pair, verdict, by, why)

    def undo(self, *made: int) -> None:
        """Takes judgements back: the parties are as if they had not been made.  They stay in
        the history.
        """
        with self._writing() as connection:
            for judgement in made:
                judgements.withdraw(connection, judgement)

    def queue(self, limit: int = 100, *, party: int | None = None) -> list[Question]:
        """Pairs of names that may be one party's and that nobody has judged, likeliest first; or
        those of them with a name of one party.
        """
        with self._reading() as connection:
            return decide.queue(connection, limit, party)

    def judgements(self, party: int | str) -> list[Judgement]:
        """What was ever judged on the names of a party, oldest first."""
        with self._reading() as connection:
            members = decide.members_of(connection, decide.find_party(connection, party))
            return judgements.history(connection, [row.key for row in members])

    def commitments(
        self,
        words: str = "",
        *,
        by: str | None = None,
        to: str | None = None,
        category: str | None = None,
        state: State | None = None,
        as_of: str | None = None,
        kind: EntryKind | None = None,
        since: str | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> Page[Entry]:
        """The entries of the ledger: what parties will do, or will not (``kind`` "refusal"), and
        what became of it, in order of their first events.

        At most ``limit``, from the ``cursor`` on that the page before has as ``next``.  ``words``
        are looked for in all statements of an entry, as by ``search``; ``by`` and ``to`` are words
        of a name, of whose party all names are found.  ``state`` is as of the day ``as_of``, today
        by default, and nothing later is told; ``since`` leaves those without an event since then.
        """
        asked = Asked(words, by, to, category, state, as_of, kind, since)
        with self._reading() as connection:
            return ledger.listed(connection, asked, limit, cursor)

    def commitment(self, entry: str, *, as_of: str | None = None) -> Entry:
        """The entry of this id, or on which the statement of this id bears, as of a day;
        ``RecordError`` where there is none.
        """
        with self._reading() as connection:
            return ledger.found(connection, entry, as_of)

    def judge_entries(
        self, pair: tuple[str, str], verdict: Verdict, *, by: str, why: str = ""
    ) -> list[int]:
        """Judges whether two statements bear on one thing, each given by its id: ``"same"`` makes
        one entry of theirs, ``"different"`` keeps them apart.  Gives the ids of the judgements
        made, for ``undo_entries``.
        """
        with self._writing() as connection:
            return [entry_judgements.judge(connection, *pair, verdict, by, why)]

    def part(self, statement: str, *, by: str, why: str = "") -> list[int]:
        """Takes a statement out of its entry.  Gives the ids of the judgements made."""
        with self._writing() as connection:
            return entry_judgements.part(connection, statement, by, why)

    def undo_entries(self, *made: int) -> None:
        """Takes a person's judgements on the ledger back; they stay in the history."""
        with self._writing() as connection:
            for judgement in made:
                entry_judgements.withdraw(connection, judgement)

    def entry_queue(self, limit: int = 100, *, entry: str | None = None) -> list[EntryQuestion]:
        """Pairs of statements that may bear on one thing and that nobody has judged, likeliest
        first; all, or those of which one is in an entry, given by the id of a statement in it.
        """
        with self._reading() as connection:
            return entry_judgements.queue(connection, limit, entry)

    def entries_asked(self, limit: int = 100) -> int:
        """How many such pairs there are, counted up to a limit."""
        with self._reading() as connection:
            return entry_judgements.waiting(connection, limit)

    def entry_judgements(self, entry: str) -> list[EntryJudgement]:
        """What was ever judged on the statements of an entry, oldest first."""
        with self._reading() as connection:
            return entry_judgements.judged(connection, entry)

    def rebuild_ledger(self, *, watch: Watch = unwatched) -> int:
        """Makes the ledger anew from all articles, the same in whatever order they were added;
        people's judgements stay.  Gives the number of its entries; ``watch`` may show how far
        it is.
        """
        with self._writing() as connection:
            return entry_judgements.rebuild(connection, watch)

    @contextmanager
    def _comparing(
        self, *, wait: bool = True, told: Callable[[], object] = lambda: None
    ) -> Iterator[Comparisons]:
        """A transaction that reads, with comparisons of its statements, of which new ones are
        kept: those that cannot be are made again when they are asked for again.
        """

        def kept(new: Sequence[Values]) -> None:
            if not self.keeps_comparisons:
                self._aside.keep(new)
                return
            with suppress(RecordError), self._writing() as connection:
                keep(connection, new)

        with self._reading() as connection:
            comparisons = Comparisons(connection, kept, aside=self._aside, wait=wait, told=told)
            try:
                yield comparisons
            finally:
                comparisons.end()

    def _reading(self) -> AbstractContextManager[Connection]:
        return self._transaction(self._engine)

    def _writing(self) -> AbstractContextManager[Connection]:
        return self._transaction(self._engine.execution_options(writes=True))

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[Connection]:
        with explained(self.name, self._dialect), engine.begin() as connection:
            yield connection


def given(outlet: str | None, published: str | None) -> adding.Given:
    """What of these a person gave."""
    details = {"outlet": outlet, "published": published}
    return {name: value for name, value in details.items() if value is not None}
