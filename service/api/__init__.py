"""API (接口): the FastAPI application."""
