"""MCP server (模型上下文协议服务): our review and library as read-only tools for language models."""
