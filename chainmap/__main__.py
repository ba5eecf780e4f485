"""The program, and the one place where an error becomes a sentence and an exit code."""

from __future__ import annotations

import gc
import io
import sys

from chainmap import __version__
from chainmap.cli import command_line
from chainmap.cli.output import say, say_issues
from chainmap.issues import ChainmapError

INVALID, BUG, INTERRUPTED = 2, 3, 130

_RARELY = 50_000
"""New values between two searches for garbage: a command keeps nearly all it makes until it ends,
and Python's 700 cost `check` a fifth of its time."""


def main() -> int:
    """Run the command line and return its exit code; nobody ever sees a traceback."""
    _print_any_character()
    gc.set_threshold(_RARELY, 20, 20)
    try:
        command_line()(prog_name="chainmap")
    except ChainmapError as error:
        say_issues(error.issues)
        return INVALID
    except SystemExit as stop:
        return _exit_code(stop)
    except KeyboardInterrupt:
        return _interrupted()
    except Exception as error:  # noqa: BLE001 the boundary: whatever it is, it is our mistake
        return _bug(error)
    return 0


def _print_any_character() -> None:
    """Print UTF-8 everywhere: a Windows code page or a pipe must not stop a report."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _exit_code(stop: SystemExit) -> int:
    """Return the exit code Typer chose; it swallows Ctrl-C and leaves as 130."""
    if stop.code == INTERRUPTED:
        return _interrupted()
    return stop.code if isinstance(stop.code, int) else 0


def _interrupted() -> int:
    say("Interrupted, nothing is left half-written.")
    return INTERRUPTED


def _bug(error: Exception) -> int:
    import traceback

    what = traceback.format_exception_only(error)[-1].strip()
    say(f"chainmap: this is a bug in chainmap, not a mistake of yours. {what}")
    try:
        say(f"The details are in {_written_log(error)}. Please send them with a bug report.")
    except OSError as unwritten:
        say(f"The details could not be written: {unwritten}")
    return BUG


def _written_log(error: Exception) -> str:
    """Write what is needed to find the bug to a file in the temporary directory."""
    import platform
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", prefix="chainmap-bug-", suffix=".log", encoding="utf-8", delete=False
    ) as log:
        log.write(f"chainmap {__version__}, Python {platform.python_version()}, ")
        log.write(f"{platform.platform()}\nchainmap {' '.join(sys.argv[1:])}\n\n")
        log.write("".join(traceback.format_exception(error)))
    return log.name


if __name__ == "__main__":
    sys.exit(main())
