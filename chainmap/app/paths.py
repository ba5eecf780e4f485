"""Paths as users type them, and what to say where one cannot be read or written."""

from __future__ import annotations

from pathlib import Path

from chainmap.issues import Issue, Location, Severity


def shown(path: Path) -> str:
    """Return the path as it is typed from the working directory, with forward slashes."""
    try:
        absolute, here = path.absolute(), Path.cwd()
    except OSError:  # the working directory was deleted
        return path.as_posix()
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else path).as_posix()


def cannot(verb: str, name: str, error: OSError) -> Issue:
    """Return the error that a file, by its name as shown, cannot be read (or what `verb` says)."""
    message = f"Cannot {verb} it: {error.strerror or error}."
    return Issue(Location(name), Severity.ERROR, f"cannot-{verb}", message, _way_out(verb, error))


def _way_out(verb: str, error: OSError) -> str | None:
    """Return what to do about it; a workbook that is open in a spreadsheet denies permission."""
    match error:
        case FileNotFoundError():
            return "Is the name right? It is looked for from the directory you are in."
        case IsADirectoryError():
            return "Name a file in it."
        case PermissionError():
            other = "" if verb == "read" else " Close it, or choose another place."
            return f"Is it open in another program, or may you not {verb} there?{other}"
        case _:
            return None


def refusal(code: str, path: Path, message: str, *, hint: str) -> Issue:
    """Return the error that a file or directory is not what was asked for."""
    return Issue(Location(shown(path)), Severity.ERROR, code, message, hint)
