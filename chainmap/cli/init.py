"""`chainmap init`: how do I start?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from chainmap.app import agreeing, starting
from chainmap.cli.grouping import grouped
from chainmap.cli.log_request import ReadingOptions
from chainmap.cli.options import DEFAULT_ORG, OrgArgument
from chainmap.cli.output import progress, show, written
from chainmap.evidence.request import Request
from chainmap.units import command


@grouped
def init(
    *,
    demo: Annotated[
        bool, typer.Option("--demo", help="Start with a complete company to look around in.")
    ] = False,
    from_log: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LOG",
            help="Start with what a log of tickets shows: a file, or a table, URL#TABLE. "
            "Repeatable.",
        ),
    ] = None,
    reading: ReadingOptions,
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Write a small organisation to start from."""
    request = reading.request(from_log or ())
    if from_log:
        if demo:
            raise typer.BadParameter("--demo or --from-log, not both.")
        _from_log(request, org)
        return
    if request != Request(sources=()):
        raise typer.BadParameter("How a log is read is said with the log: --from-log LOG.")
    show(_told(starting.init_organisation(org, demo=demo)))
    settings = (org / "chainmap.yaml").as_posix()
    first = "" if demo else f"  Open {settings}: its comments are step 1 of 6.\n"
    show(
        "\nNext\n"
        f"{first}"
        f"  {command('check', org.as_posix())}    what is wrong or odd in the files\n"
        f"  {command('trace', org.as_posix())}    what stands behind each complaint\n"
    )


def _told(paths: Sequence[str]) -> str:
    """Return what was written; of the schemas only where they are, as nobody reads them."""
    own = [path for path in paths if not path.endswith(".json")]
    places = sorted({path.rpartition("/")[0] for path in paths if path.endswith(".json")})
    return written([*own, *(f"{place}, the rules of the files for editors" for place in places)])


def _from_log(request: Request, org: Path) -> None:
    """Write what a log shows, and say what it cannot show."""
    with progress() as tell:
        paths = agreeing.init_from_log(request, org, tell=tell)
    place = org.as_posix()
    show(
        f"Wrote {len(paths):,} files to {place}, one for each team, its figures in observed.yaml\n"
        "\n"
        "A log does not say what is handed over, who the external customers are, or what was "
        "promised.\n"
        "\n"
        "Next\n"
        f"  {command('check', place)}    what is wrong or odd in the files\n"
        "  Let each team correct its file: add delivers, promise, and whom they need.\n"
    )
