"""`chainmap doctor`: does everything that chainmap needs work on this machine?"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from chainmap.app import doctoring
from chainmap.app.doctoring import Checkup, EngineFound, Extra
from chainmap.cli.options import Format, FormatOption
from chainmap.cli.output import show
from chainmap.issues import Severity
from chainmap.report.text.blocks import laid_out


def doctor(
    output_format: FormatOption = Format.TEXT,
    fail_on: Annotated[
        Severity, typer.Option(help="The least finding that makes the exit code 1.")
    ] = Severity.ERROR,
) -> None:
    """Say what works on this machine, and how to get the rest."""
    found = doctoring.check_up(encoding=sys.stdout.encoding or "ascii")
    show(_as_json(found) if output_format is Format.JSON else laid_out([_lines(found)]) + "\n")
    raise typer.Exit(int(any(i.severity.rank <= fail_on.rank for i in found.issues)))


def _lines(found: Checkup) -> Iterator[str]:
    used = found.used
    if used is None:
        yield f"chainmap {found.chainmap} cannot draw here; everything else works."
    else:
        yield f"chainmap {found.chainmap} works here. Pictures are drawn by {used.name}."
    yield from ("", "Drawing")
    yield from (_engine(engine, used) for engine in found.engines)
    if found.extras:
        yield from ("", "Extras")
        yield from (_extra(extra) for extra in found.extras)
    yield from ("", f"Python {found.python}, {found.platform}, text as {found.encoding}")
    if found.issues:
        yield from ("", "What to do")
    for issue in found.issues:
        yield f"  {issue.severity}: {issue.message}"
        yield f"    {issue.hint}"


def _engine(engine: EngineFound, used: EngineFound | None) -> str:
    if not engine.is_there:
        return f"  {engine.name:<13} is not there, or cannot be used"
    own = f"{engine.version}, " if engine.version else ""
    letters = "" if engine.letters else ", no letters"
    role = "used" if engine is used else "if the first fails, or --engine"
    formats = " ".join(engine.formats)
    return f"  {engine.name:<13} {own}Graphviz {engine.graphviz}: {formats}{letters}  ({role})"


def _extra(extra: Extra) -> str:
    packages = ", ".join(f"{name} {found or 'missing'}" for name, found in extra.packages.items())
    return f"  {extra.name:<13} {packages}"


def _as_json(found: Checkup) -> str:
    used = found.used
    shown = {
        "format": "chainmap.doctor/1",
        "chainmap": found.chainmap,
        "python": found.python,
        "platform": found.platform,
        "encoding": found.encoding,
        "engine": None if used is None else used.name,
        "engines": [
            {
                "engine": engine.name,
                "version": engine.version,
                "graphviz": engine.graphviz,
                "formats": list(engine.formats),
                "letters": engine.letters,
            }
            for engine in found.engines
        ],
        "extras": [
            {"extra": extra.name, "packages": dict(extra.packages), "install": extra.install}
            for extra in found.extras
        ],
        "issues": [
            {
                "severity": issue.severity,
                "code": issue.code,
                "message": issue.message,
                "hint": issue.hint,
            }
            for issue in found.issues
        ],
    }
    return json.dumps(shown, indent=2, ensure_ascii=False) + "\n"
