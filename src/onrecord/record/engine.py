"""Opening a record: made where there is none, its tables taken to the newest version."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from onrecord.record.dialects import Dialect
from onrecord.record.errors import RecordError, explained
from onrecord.record.schema import VERSION
from onrecord.record.watching import Watch, unwatched

UNFINISHED = "copying "  # stands before the version of a place that is being copied to


def open_engine(
    dialect: Dialect, location: str | Path, *, create: bool, watch: Watch = unwatched
) -> Engine:
    """Connections to a record, its tables in the newest version."""
    name = dialect.named(location)
    with explained(name, dialect):
        engine = dialect.connect(location, create=create)
        with engine.connect() as connection:
            version = version_of(connection)
        if version is not None and version.startswith(UNFINISHED):
            raise RecordError(
                f"{name}: a record is being copied to this place; run the same `onrecord copy` "
                "again where it was stopped"
            )
        if version != VERSION and dialect.is_read_only(engine):
            raise RecordError(
                f"{name}: this record is of another version of onrecord, and its folder cannot be "
                "written to; copy it to one that can"
            )
        if version != VERSION:
            make_tables(engine, name, watch)
    return engine


def version_of(connection: Connection) -> str | None:
    """The version of the tables; None while there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def make_tables(engine: Engine, name: str, watch: Watch = unwatched) -> None:
    """Makes or upgrades the tables, in one transaction: stopped, it has changed nothing."""
    from onrecord.record import migrations  # Alembic takes long to import, and is seldom needed

    with engine.execution_options(writes=True).begin() as connection:
        version = version_of(connection)
        if version is not None and version not in migrations.steps():
            raise RecordError(
                f"{name}: this record was made by a newer onrecord (version {version} of its "
                "tables); upgrade onrecord to open it"
            )
        migrations.upgrade(connection, is_new=version is None, watch=watch)
        if version is not None:
            from onrecord.record.parties.upgrade import link_all, rekey_all
            from onrecord.record.quotations.upgrade import index_all

            if version < "0006":  # the first version whose names have one kind of key
                rekey_all(connection)
            if version == "0001":  # the last version without parties
                link_all(connection, watch)
            if version < "0011":  # the first version that knows one quotation in many reports
                index_all(connection, watch)
            if version < "0025":  # the first version with the ledger as it is now
                from onrecord.record.ledger.decide import rebuild

                rebuild(connection, watch)
