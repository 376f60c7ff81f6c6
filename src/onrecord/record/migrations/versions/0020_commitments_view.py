"""The ledger as a view for people who open the file with other tools."""

from alembic import op

revision = "0020"
down_revision = "0019"

COMMITMENTS = """
CREATE VIEW commitments_view AS
SELECT statements.commitment ->> 'by' AS by_whom, statements.commitment ->> 'to' AS to_whom,
    statements.content AS words, entries.kind, entries.category, entries.settled,
    statements.commitment ->> 'due' AS due, entries.last_day AS last_day, entries.first AS first,
    entries.latest AS latest, statements.speaker AS said_by, articles.outlet, articles.title,
    (SELECT count(*) FROM bearings WHERE bearings.entry = entries.statement) AS events,
    statements.id AS statement, articles.id AS article
FROM entries
JOIN statements ON statements.key = entries.statement
JOIN articles ON articles.id = statements.article_id
"""


def upgrade() -> None:
    op.execute(COMMITMENTS)
