"""The help of a command, its options under the headings they were given, and what a typo gets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import typer
from typer.core import TyperCommand

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter, Parameter


class HeadedCommand(TyperCommand):
    """A command whose plain help has a section for each `rich_help_panel`, as Typer's rich has."""

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write arguments, options without a heading, then each heading with its options."""
        sections: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": []}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None:
                sections.setdefault(_heading(param), []).append(record)
        for heading, records in sections.items():
            if records:
                with formatter.section(heading):
                    formatter.write_dl(records)

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the words of the command line; a choice that is none names the nearest."""
        try:
            return super().parse_args(ctx, args)
        except typer.BadParameter as error:
            error.message = _with_nearest(error.message.removeprefix("Value error, "))
            raise


def _with_nearest(message: str) -> str:
    """Return Typer's sentence about a word that is no choice, and the choice that is most like it.

    >>> _with_nearest("'txt' is not one of 'text', 'json'.")
    "'txt' is not one of 'text', 'json'. Did you mean 'text'?"
    """
    from difflib import get_close_matches

    written, is_choice, choices = message.partition(" is not one of ")
    known = re.findall(r"'([^']*)'", choices) if is_choice else []
    near = get_close_matches(written.strip("'").lower(), known, n=1)
    return f"{message} Did you mean '{near[0]}'?" if near else message


def _heading(param: Parameter) -> str:
    if param.param_type_name == "argument":
        return "Arguments"
    heading: str | None = getattr(param, "rich_help_panel", None)
    return heading or "Options"
