"""Printing: results to standard output, what is said about them to standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import typer

from chainmap.issues import Issue


def show(text: str) -> None:
    """Print a result that ends with its own line break."""
    typer.echo(text, nl=False)


def say(text: str) -> None:
    """Print a remark about the result, where it does not get into a pipe or a file."""
    typer.echo(text, err=True)


def progress(stage: str) -> None:
    """Say on a terminal what is being done now, each time in the place of the last."""
    if sys.stderr.isatty():
        typer.echo(f"\r\x1b[K{stage} …", err=True, nl=False)


def say_issues(issues: Iterable[Issue]) -> None:
    """Print issues as remarks."""
    from chainmap.report.issues import as_text

    typer.echo(as_text(tuple(issues)), err=True, nl=False)


def written(paths: Iterable[str]) -> str:
    """Return the lines that name the files a command wrote."""
    return "".join(f"wrote {path}\n" for path in paths)
