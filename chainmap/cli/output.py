"""Printing: results to standard output, what is said about them to standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import typer

from chainmap.issues import Issue
from chainmap.report.text.window import set_columns

if TYPE_CHECKING:
    from chainmap.app.pictures import Picture

_LINE = 60
"""Columns that a stage of work takes on a terminal."""


def look_at_window() -> None:
    """Have answers laid out for the window in which they are read; pipes and files have none."""
    if sys.stdout.isatty():
        set_columns(get_terminal_size().columns)


def show(text: str) -> None:
    """Print a result that ends with its own line break."""
    typer.echo(text, nl=False)


def say(text: str) -> None:
    """Print a remark about the result, where it does not get into a pipe or a file."""
    typer.echo(text, err=True)


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Give a function that says on a terminal what is being done now; the line goes at the end."""
    terminal = sys.stderr.isatty()

    def tell(stage: str) -> None:
        if terminal:
            typer.echo(f"\r{f'{stage} …':<{_LINE}}", err=True, nl=False)

    try:
        yield tell
    finally:
        if terminal:
            typer.echo(f"\r{'':<{_LINE}}\r", err=True, nl=False)


def say_picture(drawn: Picture) -> None:
    """Print where a picture is, by which engine it was drawn, and what would read better."""
    by = f", drawn by {drawn.engine}" if drawn.engine else ""
    say(f"Wrote {drawn.path}{by}.")
    for remark in drawn.remarks:
        say(remark)


def say_issues(issues: Iterable[Issue]) -> None:
    """Print issues as remarks."""
    from chainmap.report.issues import as_text

    typer.echo(as_text(tuple(issues)), err=True, nl=False)


def written(paths: Iterable[str]) -> str:
    """Return the lines that name the files a command wrote."""
    return "".join(f"Wrote {path}\n" for path in paths)
