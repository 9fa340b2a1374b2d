"""Command line (命令行): one command a file, joined in `main`."""
