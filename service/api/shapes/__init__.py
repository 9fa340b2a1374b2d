"""Shapes (接口数据): what the routes take and give, as the OpenAPI document describes them."""
