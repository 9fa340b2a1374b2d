"""Migrations (数据库迁移): alembic revisions, shipped with the program."""
