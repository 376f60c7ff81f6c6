"""How a record's tables came to be, one step a file, and the upgrading of older records."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from onrecord.record.watching import Watch


def upgrade(connection: Connection, *, is_new: bool, watch: Watch) -> None:
    """Takes the tables to the newest version, within the connection's transaction; a new record in
    PostgreSQL begins with that.
    """
    config = _config()
    config.attributes.update(connection=connection, watch=watch)
    if is_new and connection.dialect.name == "postgresql":
        from onrecord.record.migrations import present

        present.make(connection)
        command.stamp(config, "head")
        return
    command.upgrade(config, "head")


def steps() -> set[str]:
    """The names of all steps that this program knows."""
    return {step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions()}


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
