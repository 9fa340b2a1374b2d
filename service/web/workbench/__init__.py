"""Workbench (工作台): the pages of an office, one concept a file, over the desk's use cases."""
