"""The command line: results on stdout, everything else on stderr, exit codes 0 done, 1 wrong, 2 unusable."""

from assistant.cli.main import main

__all__ = ["main"]
