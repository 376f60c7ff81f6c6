"""The index of statements that are repeated holds these alone: hardly any is."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    # With all in it, SQLite would go through it for every question about those that are not.
    op.drop_index("statements_by_successor")
    op.execute(
        "CREATE INDEX statements_by_successor ON statements (successor) WHERE successor IS NOT NULL"
    )
