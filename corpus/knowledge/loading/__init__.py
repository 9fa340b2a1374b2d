"""Reading of the knowledge files: YAML → records → types, with errors that name file and line."""
