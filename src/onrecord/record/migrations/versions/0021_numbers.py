"""An article that comes from another record keeps the number by which its words are found."""

from alembic import op

revision = "0021"
down_revision = "0020"

INSERT = (
    "INSERT INTO texts(rowid, title, text) SELECT number, title, text FROM articles "
    "WHERE id = new.id;"
)
NUMBER = (
    "UPDATE articles SET number = "
    "coalesce(new.number, (SELECT coalesce(max(number), 0) + 1 FROM articles)) WHERE id = new.id;"
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":  # numbers them so from the beginning
        return
    op.execute("DROP TRIGGER texts_in")
    op.execute(f"CREATE TRIGGER texts_in AFTER INSERT ON articles BEGIN {NUMBER} {INSERT} END")
