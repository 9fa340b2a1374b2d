"""Serving people (服务)."""

__version__ = "0.1.0"
