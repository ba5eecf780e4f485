"""Printing: results to standard output, what is said about them to standard error."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import typer

from chainmap.cli.options import DEFAULT_ORG
from chainmap.issues import Issue


def show(text: str) -> None:
    """Print a result that ends with its own line break."""
    typer.echo(text, nl=False)


def say(text: str) -> None:
    """Print a remark about the result, where it does not get into a pipe or a file."""
    typer.echo(text, err=True)


def say_issues(issues: Iterable[Issue]) -> None:
    """Print issues as remarks."""
    from chainmap.report.issues import as_text

    typer.echo(as_text(tuple(issues)), err=True, nl=False)


def written(paths: Iterable[str]) -> str:
    """Return the lines that name the files a command wrote."""
    return "".join(f"wrote {path}\n" for path in paths)


def command(words: str, org: Path) -> str:
    """Return the command to type next, with the directory unless it is the default."""
    place = org.as_posix()
    quoted = f' "{place}"' if " " in place else f" {place}"
    return f"chainmap {words}{'' if org == DEFAULT_ORG else quoted}"
