"""The program, and the one place where an error becomes a sentence and an exit code."""

from __future__ import annotations

import atexit
import errno
import gc
import io
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn, TextIO

from chainmap import __version__
from chainmap.issues import ChainmapError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer
    from typer import Typer

INVALID, BUG, INTERRUPTED = 2, 3, 130

_STDOUT, _STDERR = 1, 2
_NOBODY_READS = frozenset({errno.EPIPE, errno.EINVAL})
"""Writing to a pipe that nobody reads any more; the second is what Windows says of it."""

_RARELY = 500_000
"""New values between two searches for garbage: a command keeps nearly all it makes until it ends,
and Python's 700 cost `check` a fifth of its time."""


def program() -> NoReturn:
    """Run the command line as a process, and end it."""
    _keep_streams()
    leave(main())


def leave(status: int) -> NoReturn:
    """End the process without taking Python apart.

    All files are closed by now, and what was registered for the end is run. What is left is to
    free memory piece by piece, which takes a third as long as importing the log engine did; the
    system does it at once.
    """
    atexit._run_exitfuncs()  # noqa: SLF001 as Python does at the end, which has no other name
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # nobody reads any more, or it is closed already
            stream.flush()
    os._exit(status)


class Unheard(io.FileIO):
    """A stream that drops what fails to be written for one of these reasons (None: for any)."""

    def __init__(self, number: int, reasons: frozenset[int] | None) -> None:
        super().__init__(number, "w", closefd=False)
        self._reasons = reasons

    def write(self, data: ReadableBuffer, /) -> int:
        """Write it, or let it be."""
        try:
            return super().write(data)
        except OSError as error:
            if self._reasons is None or error.errno in self._reasons:
                return memoryview(data).nbytes
            raise


def _keep_streams() -> None:
    """See to it that whoever reads no more does not change what the exit code says.

    A closed stream leads nowhere, and so does a pipe after `head` has seen enough. What cannot be
    said on standard error stays unsaid; a result that finds no space is a mistake still.
    """
    while (spare := os.open(os.devnull, os.O_RDWR)) <= _STDERR:
        pass  # it takes the number of a closed stream, which no file of ours may have
    os.close(spare)
    sys.stdout = _unheard(sys.stdout, _STDOUT, _NOBODY_READS)
    sys.stderr = _unheard(sys.stderr, _STDERR, None)


def _unheard(stream: TextIO | None, number: int, reasons: frozenset[int] | None) -> TextIO:
    if stream is not None and stream.isatty():
        return stream  # a console of Windows is no file
    return io.TextIOWrapper(
        io.BufferedWriter(Unheard(number, reasons)),
        encoding="utf-8",
        errors="replace",
        line_buffering=number == _STDERR,
    )


def collect_rarely() -> None:
    """Let Python search for garbage only after `_RARELY` new values."""
    gc.set_threshold(_RARELY, 20, 20)


def main() -> int:
    """Run the command line and return its exit code; nobody ever sees a traceback."""
    _print_any_character()
    collect_rarely()
    try:
        from chainmap.cli import command_line  # here, so that Ctrl-C meets the boundary already

        _run(command_line(sys.argv[1:]))
    except ChainmapError as error:
        from chainmap.cli.output import say_issues

        say_issues(error.issues)
        return INVALID
    except SystemExit as stop:
        return _exit_code(stop)
    except KeyboardInterrupt:
        return _interrupted()
    except OSError as error:
        return _no_space() if error.errno == errno.ENOSPC else _bug(error)
    except Exception as error:  # noqa: BLE001 the boundary: whatever it is, it is our mistake
        return _bug(error)
    return 0


def _run(line: Typer) -> None:
    """Run the command, and see to it that all it prints has gone out."""
    try:
        line(prog_name="chainmap")
    finally:
        sys.stdout.flush()


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
    _say("Interrupted, nothing is left half-written.")
    return INTERRUPTED


def _no_space() -> int:
    _say("There is no space left to write what was asked for. Free some, or write elsewhere.")
    with suppress(OSError):
        sys.stdout.close()  # or Python would try once more, and fail in its own words
    return INVALID


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _bug(error: Exception) -> int:
    import traceback

    what = traceback.format_exception_only(error)[-1].strip()
    _say(f"chainmap: this is a bug in chainmap, not a mistake of yours. {what}")
    try:
        _say(f"The details are in {_written_log(error)}. Please send them with a bug report.")
    except OSError as unwritten:
        _say(f"The details could not be written: {unwritten}")
    return BUG


def _written_log(error: Exception) -> str:
    """Write what is needed to find the bug to a file in the temporary directory."""
    import platform
    import tempfile
    import traceback

    from chainmap.evidence.places import masked

    with tempfile.NamedTemporaryFile(
        "w",
        prefix="chainmap-bug-",
        suffix=".log",
        delete=False,
        encoding="utf-8",
        errors="backslashreplace",
    ) as log:
        log.write(f"chainmap {__version__}, Python {platform.python_version()}, ")
        log.write(f"{platform.platform()}\nchainmap {masked(' '.join(sys.argv[1:]))}\n\n")
        log.write(masked("".join(traceback.format_exception(error))))
    return log.name


if __name__ == "__main__":
    program()
