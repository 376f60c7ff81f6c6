"""One text in many places, with other ends of its lines and of other outlets; what was said is
counted by an index alone, one quotation once.
"""

import sqlalchemy as sa
from alembic import op

from onrecord.model import text_id

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.drop_index("statements_by_name")
    op.create_index("statements_by_name", "statements", ["name_id", "successor", "quotation"])
    op.add_column("origins", sa.Column("outlet", sa.Text))
    op.add_column("origins", sa.Column("text_id", sa.Text))
    op.add_column("articles", sa.Column("flat_id", sa.Text))
    connection = op.get_bind()
    change = sa.text("UPDATE articles SET flat_id = :flat WHERE id = :id")
    for id in connection.execute(sa.text("SELECT id FROM articles")).scalars().all():
        text = connection.scalar(sa.text("SELECT text FROM articles WHERE id = :id"), {"id": id})
        connection.execute(change, {"id": id, "flat": text_id(" ".join(text.split()))[:32]})
    op.create_index("articles_by_flat_id", "articles", ["flat_id"])
