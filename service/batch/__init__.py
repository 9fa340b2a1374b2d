"""Batch (批量审查): many files, one JSON line each."""
