"""Contract model (合同模型): what a clause of a contract risks and what it settles."""
