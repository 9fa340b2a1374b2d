"""Checking of the knowledge: one question a file; `corpus.knowledge.check` asks them all."""
