"""Draw with pygraphviz in a process of its own: a crash or an endless layout ends only this one.

Started as a file, it imports nothing of chainmap. Standard input: a JSON object with `format` and
`dots`. Standard output, for each picture as soon as it is drawn: a line of JSON with `size` and
`error`, then as many bytes.
"""

from __future__ import annotations

import json
import os
import sys
from tempfile import TemporaryFile
from types import ModuleType
from typing import IO

NOT_INSTALLED = 3
"""Exit code where pygraphviz cannot be imported."""


def main() -> int:
    """Draw what standard input asks for; return the exit code."""
    try:
        import pygraphviz  # noqa: PLC0415 - its absence is an answer
    except ImportError as error:
        sys.stderr.write(f"pygraphviz cannot be imported: {error}\n")
        return NOT_INSTALLED
    job = json.loads(sys.stdin.buffer.read())
    with TemporaryFile() as complaints:
        os.dup2(complaints.fileno(), 2)  # Graphviz reports what is wrong there, and only there
        for dot in job["dots"]:
            _send(*_draw(pygraphviz, dot, job["format"], complaints))
    return 0


def _draw(
    pygraphviz: ModuleType, dot: str, form: str, complaints: IO[bytes]
) -> tuple[bytes, str | None]:
    complaints.seek(0)
    complaints.truncate()
    try:
        picture = pygraphviz.AGraph(string=dot).draw(format=form, prog="dot") or b""
        failure = None if picture else "the picture is empty"
    except Exception as error:  # noqa: BLE001 - whatever it is, the caller is told
        picture, failure = b"", f"{type(error).__name__}: {error}"
    said = _first_error(complaints)
    return (b"", said or failure) if said or failure else (picture, None)


def _first_error(complaints: IO[bytes]) -> str | None:
    """Return the first error Graphviz reported; with an unknown tag it still draws something."""
    complaints.seek(0)
    for line in complaints.read().decode("utf-8", "replace").splitlines():
        if line.startswith("Error"):
            return line
    return None


def _send(picture: bytes, error: str | None) -> None:
    head = json.dumps({"size": len(picture), "error": error})
    sys.stdout.buffer.write(head.encode("ascii") + b"\n" + picture)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main())
