"""`chainmap init`: how do I start?"""

from __future__ import annotations

from typing import Annotated

import typer

from chainmap.app import starting
from chainmap.cli.options import DEFAULT_ORG, OrgArgument
from chainmap.cli.output import show, written
from chainmap.units import command


def init(
    *,
    demo: Annotated[
        bool, typer.Option("--demo", help="Start with a complete company to look around in.")
    ] = False,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Write a small organisation to start from."""
    show(written(starting.init_organisation(org, demo=demo)))
    show(
        "\nNext\n"
        f"  {command('check', org.as_posix())}    what is wrong or odd in the files\n"
        f"  {command('trace', org.as_posix())}    what stands behind each complaint\n"
    )
