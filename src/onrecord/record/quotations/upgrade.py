"""What a record of an older version lacks: which statements are one quotation, which articles
are one report.
"""

from __future__ import annotations

from itertools import islice

from sqlalchemy import Connection, select, update

from onrecord.quotations import quoted_in, quoted_stretches
from onrecord.record.quotations import copies, groups
from onrecord.record.rows import load
from onrecord.record.schema import articles, statements
from onrecord.record.watching import Watch

AT_ONCE = 100  # articles in memory together


def index_all(connection: Connection, watch: Watch) -> None:
    """Looks through all articles, in the order in which they were added."""
    order = select(articles.c.id).order_by(articles.c.added_at, articles.c.id)
    ids = connection.scalars(order).all()
    remaining = iter(watch("Looking for quotations told again", ids, len(ids)))
    while some := list(islice(remaining, AT_ONCE)):
        rows = connection.execute(select(articles).where(articles.c.id.in_(some))).all()
        for article in sorted(load(connection, rows), key=lambda article: some.index(article.id)):
            quoted = quoted_in(article)
            for statement in article.statements:
                if statement.manner == "mixed":
                    stretches = {"quoted": quoted_stretches(statement.content, quoted)}
                    this = statements.c.id == statement.id
                    connection.execute(update(statements).where(this).values(stretches))
            copies.put(connection, article.id, article.text)
            groups.link(connection, article.id)
