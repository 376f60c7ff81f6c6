"""The ledger knows where in its report a statement stands: it is made anew when this is opened."""

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """No table changes; ``record.engine`` makes the ledger anew."""
