"""Load (负载测试): many people at once before a real server. `python -m service.load`."""
