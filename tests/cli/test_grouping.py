"""Options as one value: the command takes the value, the command line knows each option."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from chainmap.cli.grouping import grouped


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The title.")] = None
    dpi: Annotated[int, typer.Option(min=24, help="Dots an inch.")] = 96


@grouped
def draw(*, look: Look, org: Annotated[str, typer.Argument(metavar="ORG")] = "org") -> None:
    """Draw."""
    typer.echo(f"{look} {org}")


@pytest.fixture
def line() -> typer.Typer:
    line = typer.Typer(add_completion=False, rich_markup_mode=None)
    line.command()(draw)
    return line


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Look(title=None, dpi=96) org"),
        (["--title", "Wall", "here"], "Look(title='Wall', dpi=96) here"),
        (["--dpi", "300"], "Look(title=None, dpi=300) org"),
    ],
)
def test_the_command_gets_the_value(line: typer.Typer, words: list[str], said: str) -> None:
    assert CliRunner().invoke(line, words).output.strip() == said


def test_help_knows_each_option_and_the_command(line: typer.Typer) -> None:
    shown = CliRunner().invoke(line, ["--help"]).output
    assert "Draw." in shown
    assert "--title TEXT" in shown
    assert "Dots an inch." in shown
    assert "look" not in shown


def test_a_wrong_value_is_named_by_its_option(line: typer.Typer) -> None:
    done = CliRunner().invoke(line, ["--dpi", "3"])
    assert done.exit_code == 2
    assert "--dpi" in done.output
