"""Figures (数字): the amounts, rates, dates, periods, quantities and tables of a contract."""
