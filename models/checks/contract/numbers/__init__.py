"""Numeric and logic checks of contracts (合同数字与逻辑核查): N01 to N40."""
