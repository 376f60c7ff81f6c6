"""The names of a record that a new one may be, and what is known of their bearers.

Every question here has an index and a limit, so that it takes as long in a record of a
hundred thousand articles as in one of ten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, bindparam, func, select

from onrecord.names import Name, name_of, sound_of
from onrecord.parties import Profile, sought
from onrecord.record.dialects import read_by
from onrecord.record.rows import Line
from onrecord.record.schema import articles, name_keys, names, speakers

AT_MOST = 25  # names under one key; a last name that more people have says too little
BEARERS = 100  # full names with one last name; of more, none is whom it means
NAMESAKES = 5  # names written alike
LATEST = 10  # appearances of one name that are looked at
READ = 3  # articles of one name that are read again
OF_PARTY = 6  # names of one party that are looked at
MANY = 100  # articles from which on more make no difference

# These two are asked so often that to put them together each time would cost more than to ask.
FIRST_NAMES = (
    select(names).where(names.c.party == bindparam("party")).order_by(names.c.key).limit(OF_PARTY)
)
APPEARANCES = read_by(
    select(speakers.c.roles, articles.c.outlet, articles.c.published)
    .select_from(speakers.join(articles))
    .where(speakers.c.name_id == bindparam("name"))
    .order_by(speakers.c.key.desc())
    .limit(LATEST),
    articles,
    "articles_told",
)


def namesakes(connection: Connection, name: Name) -> list[Line]:
    """The names written like this one, the latest first: of different people, or of one.

    A report alone may not tell a body from a person, so a name of several words is looked for
    among both.
    """
    alike = names.c.plain == name.plain
    if len(name.words) == 1:
        alike &= names.c.family == name.family
    query = select(names).where(alike).order_by(names.c.key.desc()).limit(NAMESAKES)
    return list(connection.execute(query))


def next_namesake(connection: Connection, plain: str, family: str) -> int:
    """The number of the next name written like this."""
    alike = (names.c.plain == plain) & (names.c.family == family)
    last: int | None = connection.scalar(select(func.max(names.c.namesake)).where(alike))
    return (last or 0) + 1


def has_person(connection: Connection, plain: str) -> bool:
    """Whether the record has a person called so."""
    called = (names.c.plain == plain) & (names.c.family == "person")
    return connection.execute(select(names.c.key).where(called).limit(1)).first() is not None


def similar(connection: Connection, name: Name) -> list[Line]:
    """The names that may be the same party's as this one."""
    found: dict[int, Line] = {}
    for key in sought(name):
        for row in under(connection, key):
            found[row.key] = row
    return list(found.values())


def bearers(connection: Connection, last: str) -> dict[int, int]:
    """The parties with a full name that ends so, each with its articles (``MANY`` at most); none
    where more than ``BEARERS`` names end so.
    """
    some = select(speakers.c.key).where(speakers.c.name_id == names.c.key).limit(MANY)
    counted = select(func.count()).select_from(some.correlate(names).subquery()).scalar_subquery()
    query = (
        select(names.c.party, counted.label("articles"))
        .join(name_keys, name_keys.c.name == names.c.key)
        .where(name_keys.c.key == f"{sound_of(last)}|*")
        .limit(BEARERS + 1)
    )
    rows = connection.execute(query).all()
    counts: dict[int, int] = {}
    for row in rows if len(rows) <= BEARERS else ():
        counts[row.party] = counts.get(row.party, 0) + row.articles
    return counts


def under(connection: Connection, key: str) -> Iterable[Line]:
    """The names kept under a key."""
    query = select(names).join(name_keys, name_keys.c.name == names.c.key)
    return connection.execute(query.where(name_keys.c.key == key).limit(AT_MOST))


def articles_of(connection: Connection, name: int) -> int:
    """In how many articles a name speaks, ``MANY`` at most."""
    some = select(speakers.c.key).where(speakers.c.name_id == name).limit(MANY).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one()


def names_of_party(connection: Connection, party: int) -> list[Line]:
    """The first names of a party."""
    return list(connection.execute(FIRST_NAMES, {"party": party}))


def known(connection: Connection, party: Iterable[Line]) -> Profile:
    """What the latest articles tell of a party's names."""
    rows = [row for name in party for row in appearances(connection, name.key)]
    return Profile(
        roles=frozenset(role for row in rows for role in row.roles),
        outlets=frozenset(row.outlet for row in rows if row.outlet),
        days=tuple(row.published for row in rows if row.published and len(row.published) == 10),
    )


def appearances(connection: Connection, name: int) -> Iterator[Line]:
    """The latest articles in which a name speaks: its roles there, outlet and date."""
    yield from connection.execute(APPEARANCES, {"name": name})


def texts(connection: Connection, name: int) -> Iterator[str]:
    """The latest articles in which a name speaks."""
    query = select(articles.c.text).join(speakers).where(speakers.c.name_id == name)
    yield from connection.scalars(query.order_by(speakers.c.key.desc()).limit(READ))


def parsed(row: Line) -> Name:
    """The name of a row of ``names``; as it was kept, where this version takes it for no name."""
    name = name_of(row.name, row.type)
    return name or Name(row.name, row.family, row.plain, tuple(row.plain.split()))
