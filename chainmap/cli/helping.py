"""The help of a command, its options under the headings they were given."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def _heading(param: Parameter) -> str:
    if param.param_type_name == "argument":
        return "Arguments"
    heading: str | None = getattr(param, "rich_help_panel", None)
    return heading or "Options"
