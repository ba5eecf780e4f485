"""Options as one value: the command takes the value, the command line knows each option."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

import pytest
import typer
from typer.testing import CliRunner

from chainmap.cli.grouping import grouped
from chainmap.cli.helping import HeadedCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The title.")] = None
    dpi: Annotated[int, typer.Option(min=24, help="Dots an inch.")] = 96


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    HEADING: ClassVar = "On which paper"

    size: Annotated[str, typer.Option(help="A0 to A4.")] = "a4"
    seed: Annotated[int, typer.Option(help="Of the dice.", rich_help_panel="By chance")] = 1


@grouped
def paint(*, paper: Paper, look: Look, org: Annotated[str, typer.Argument()] = "org") -> None:
    """Paint."""
    typer.echo(f"{paper} {look} {org}")


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


def test_help_puts_a_group_under_its_heading() -> None:
    """What has no heading stands first, an option's own heading counts more than its group's."""
    line = typer.Typer(add_completion=False, rich_markup_mode=None)
    line.command(cls=HeadedCommand)(paint)
    shown = CliRunner().invoke(line, ["--help"]).output
    headings = ["Arguments:", "Options:", "On which paper:", "By chance:"]
    assert [row for row in shown.splitlines() if row in headings] == headings
    first, paper, chance = (shown.partition(heading)[2] for heading in headings[1:])
    assert "--title" in first
    assert "--title" not in paper
    assert "--size" in paper
    assert "--size" not in chance
    assert "--seed" in chance
