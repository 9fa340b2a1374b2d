"""Training (训练): how the shipped weights were made; nothing here runs in a review."""
