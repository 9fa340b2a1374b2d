"""Reports (报告): one renderer a format."""
