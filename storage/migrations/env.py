"""Runs the migrations on the connection that `storage.migrate` hands over, inside its transaction."""

from alembic import context
from sqlalchemy import Connection

from storage.agreement_tables import AGREEMENT

connection: Connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=AGREEMENT.metadata, render_as_batch=True)
context.run_migrations()
