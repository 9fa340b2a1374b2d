"""Evaluation (评测): retrieval quality against labelled questions, with baselines."""
