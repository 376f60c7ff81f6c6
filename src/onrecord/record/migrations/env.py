"""Run by Alembic: the steps in one transaction, on the connection that ``upgrade`` gives."""

from alembic import context

from onrecord.record.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
context.run_migrations()
