"""`python -m briefing`: the same as the command `briefing`."""

from __future__ import annotations

import sys


def _start() -> None:
    if not sys.flags.safe_path:
        # Python puts the working folder in front; a `json.py` among the articles must not be run.
        del sys.path[0]
    from briefing.cli.main import run

    run()


if __name__ == "__main__":
    _start()
