"""Environment of alembic (迁移环境): it runs over the connection that `migrate.py` hands over."""

from __future__ import annotations

from alembic import context

from service.ledger.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
