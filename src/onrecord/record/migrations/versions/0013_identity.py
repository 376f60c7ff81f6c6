"""A name for the record itself, so that its parties can stand beside those of another one."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    table = op.create_table("identity", sa.Column("uid", sa.Text, primary_key=True))
    op.bulk_insert(table, [{"uid": uuid4().hex[:12]}])
