"""Who speaks, where and when is counted from an index alone."""

from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.drop_index("statements_by_name")
    columns = ["name_id", "successor", "quotation", "article_id", "said_on"]
    op.create_index("statements_by_name", "statements", columns)
