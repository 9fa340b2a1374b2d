"""The clause model (条款模型): what a clause does, and how it stands to a superior provision."""
