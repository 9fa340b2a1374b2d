"""Revisions (迁移版本), one a file, in the order of their numbers."""
