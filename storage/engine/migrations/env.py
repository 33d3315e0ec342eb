"""Alembic runs this for every migration; storage/engine/migrating.py gives it the connection and its transaction."""

from alembic import context

attributes = context.config.attributes
context.configure(
    connection=attributes["connection"],
    # SQLite's tables change within a transaction too; Alembic only thinks that they don't.
    transactional_ddl=True,
    on_version_apply=attributes["on_version_apply"],
)
with context.begin_transaction():
    context.run_migrations()
