"""How long until `chainmap --help` answers, against an empty Typer program?

Two empty programs: one as Typer makes them (its help is drawn by rich), and one with plain help
like ours, which is the harder comparison.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from measuring import medians, report, run_python

RUNS = 21

EMPTY = """
import typer
app = typer.Typer({settings})
@app.command()
def first() -> None:
    "First."
@app.command()
def second() -> None:
    "Second."
app()
"""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as directory:
        usual, plain = Path(directory, "usual.py"), Path(directory, "plain.py")
        usual.write_text(EMPTY.format(settings=""))
        plain.write_text(EMPTY.format(settings="rich_markup_mode=None"))
        ours, empty_usual, empty_plain = medians(
            RUNS,
            lambda: run_python("-m", "chainmap", "--help"),
            lambda: run_python(usual, "--help"),
            lambda: run_python(plain, "--help"),
        )
    report(
        [
            ("chainmap --help", ours, "s", None),
            ("empty Typer program --help", empty_usual, "s", None),
            ("empty Typer program --help, plain help", empty_plain, "s", None),
            ("ratio to the empty program", ours / empty_usual, "x", 1.3),
            ("ratio to the empty program with plain help", ours / empty_plain, "x", None),
        ]
    )


if __name__ == "__main__":
    main()
