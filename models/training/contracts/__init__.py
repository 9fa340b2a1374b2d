"""Training of the contract models (合同模型训练): which clauses are risky, which are there."""
