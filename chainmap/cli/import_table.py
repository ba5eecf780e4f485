"""`chainmap import`: we have a table of who serves whom; can we start from that?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from chainmap.app import starting
from chainmap.cli.options import DEFAULT_ORG, OrgArgument
from chainmap.cli.output import say_issues, show
from chainmap.units import command


def import_table(
    table: Annotated[
        Path, typer.Argument(metavar="FILE.csv", help="The table, a row for each handoff.")
    ],
    org: OrgArgument = DEFAULT_ORG,
) -> None:
    """Make the files from a table of who serves whom.

    \b
    Columns, in any order, separated by comma, semicolon or tab:
      supplier, customer            who serves whom; the rest may be left out
      delivers                      what is handed over
      supplier_kind, customer_kind  team (where nothing is said), customer (the
                                    external one, who complains) or vendor
      promise, lead_time, process_time, volume, within, accuracy, ...
                                    as in the files: 4h, 2d, 120/d, 85%
    """  # noqa: D301  a real backspace: the list stands as it is in the help
    done = starting.import_table(table, org)
    say_issues(done.remarks)
    show(_told(done, org))


def _told(done: starting.Imported, org: Path) -> str:
    from chainmap.units import count

    lines = [f"{count(done.rows, 'row')} read: {count(done.handoffs, 'handoff')}."]
    if done.merged:
        lines.append(f"{count(done.merged, 'row')} merged, saying the same as another.")
    if done.to_itself:
        lines.append(f"{count(done.to_itself, 'row')} left out: a team that supplies itself.")
    place = org.as_posix()
    files = count(done.parties, "file")
    lines += [f"Wrote {files} to {place}, one for each team, customer and vendor", "", "Next"]
    lines.append(f"  {command('check', org.as_posix())}    what is wrong or odd in the files")
    return "".join(f"{line}\n" for line in lines)
