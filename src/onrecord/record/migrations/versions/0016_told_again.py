"""How often somebody said something is counted by an index alone, one quotation once."""

from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.drop_index("statements_by_name")
    op.create_index("statements_by_name", "statements", ["name_id", "successor", "quotation"])
