"""What a record of an older version lacks: the parties of its articles, the keys of its names."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from sqlalchemy import Connection, delete, select, update

from onrecord.model import Article
from onrecord.names import name_key
from onrecord.record.parties.candidates import parsed
from onrecord.record.parties.link import compare, link, name_id_of, put_keys
from onrecord.record.rows import load
from onrecord.record.schema import articles, name_keys, names, speakers, statements
from onrecord.record.watching import Watch

AT_ONCE = 100  # articles in memory together


def rekey_all(connection: Connection) -> None:
    """Makes the keys of all names anew."""
    spoken = select(statements.c.speaker).where(statements.c.speaker.is_not(None)).distinct()
    for speaker in connection.scalars(spoken).all():
        key = {"speaker_key": name_key(speaker)}
        connection.execute(update(statements).where(statements.c.speaker == speaker).values(key))
    # The numbers of namesakes follow from the keys: until all are made, each has one of its own.
    connection.execute(update(names).values(namesake=names.c.key))
    for row in connection.execute(select(names)).all():
        name = parsed(row)
        keys = {"name_key": name_key(row.name), "plain": name.plain}
        connection.execute(update(names).where(names.c.key == row.key).values(keys))
        connection.execute(delete(name_keys).where(name_keys.c.name == row.key))
        put_keys(connection, name, row.key)
    number_namesakes(connection)


def number_namesakes(connection: Connection) -> None:
    """Numbers the names that are written alike."""
    query = select(names.c.key, names.c.plain, names.c.family).order_by(names.c.key)
    counts: Counter[tuple[str, str]] = Counter()
    for row in connection.execute(query).all():
        counts[row.plain, row.family] += 1
        number = {"namesake": counts[row.plain, row.family]}
        connection.execute(update(names).where(names.c.key == row.key).values(number))


def link_all(connection: Connection, watch: Watch) -> None:
    """Links the speakers of every article, in the order in which they were added."""
    order = select(articles.c.id).order_by(articles.c.added_at, articles.c.id)
    ids = connection.scalars(order).all()
    remaining = iter(watch("Linking who speaks", ids, len(ids)))
    while some := list(islice(remaining, AT_ONCE)):
        rows = connection.execute(select(articles).where(articles.c.id.in_(some))).all()
        for article in sorted(load(connection, rows), key=lambda article: some.index(article.id)):
            link_kept(connection, article)


def link_kept(connection: Connection, article: Article) -> None:
    """Links the speakers of one article, and its statements with theirs."""
    linked = link(connection, article, {})
    for speaker, key in linked.items():
        this = (speakers.c.article_id == article.id) & (speakers.c.id == speaker)
        connection.execute(update(speakers).where(this).values(name_id=key))
    said = select(statements.c.key, statements.c.speaker)
    for row in connection.execute(said.where(statements.c.article_id == article.id)).all():
        key_of_speaker = name_id_of(connection, article.id, row.speaker)
        this = statements.c.key == row.key
        connection.execute(update(statements).where(this).values(name_id=key_of_speaker))
    compare(connection, article, linked)
