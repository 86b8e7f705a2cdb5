"""Standard output and error, which may be full, closed, or no longer read."""

from __future__ import annotations

import os
import sys


def say(line: str) -> None:
    """Print a line on stderr; where nothing can be written there, nobody can be told.

    Raises:
        BrokenPipeError: the reader is gone.
    """
    if sys.stderr is None:  # closed: print would take stdout for it
        return
    try:
        print(line, file=sys.stderr)
    except BrokenPipeError:
        raise
    except OSError:
        drop_refused()


def drop_refused() -> None:
    """Let what a stream refused to take go nowhere, or the interpreter's last flush complains."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
