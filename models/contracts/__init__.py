"""Contracts (合同): what a contract is and says, read once before any check judges it."""
