"""Packages (送审材料包): what each material is, and when what happened."""
