"""Engines that turn DOT into pictures, each in a process of its own with a time limit."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from tempfile import TemporaryFile
from threading import Thread
from typing import IO

from chainmap.diagram.engine.worker import NOT_INSTALLED


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture, or why there is none."""

    data: bytes = b""
    error: str | None = None
    timed_out: bool = False
    crashed: bool = False


@dataclass(frozen=True, slots=True)
class Engine:
    """A way to draw: yields pictures in order and may stop early if it is not there or crashes."""

    name: str
    draw: Callable[[Sequence[str], str, float], Iterator[Drawn]]


_WORKER = Path(__file__).with_name("worker.py")


def pygraphviz_engine(worker: Path = _WORKER) -> Engine:
    """Return the engine of the pygraphviz package, whose wheels bundle Graphviz."""
    # -P: what lies in the current directory is no module of the worker's.
    command = (sys.executable, "-P", str(worker))
    return Engine("pygraphviz", lambda dots, form, limit: _stream(command, dots, form, limit))


def dot_engine(program: str = "dot") -> Engine:
    """Return the engine of a Graphviz installed on this machine."""
    return Engine("dot", lambda dots, form, limit: _each(program, dots, form, limit))


def _stream(
    command: Sequence[str], dots: Sequence[str], form: str, limit: float
) -> Iterator[Drawn]:
    """Yield pictures as the worker sends them; each has `limit` seconds."""
    with TemporaryFile() as job:
        job.write(json.dumps({"format": form, "dots": list(dots)}).encode("ascii"))
        job.seek(0)
        worker = subprocess.Popen(  # noqa: S603 - this program's own worker, no shell
            command,
            stdin=job,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    with worker:
        try:
            yield from _received(worker, len(dots), limit)
        finally:
            worker.kill()


def _received(worker: subprocess.Popen[bytes], expected: int, limit: float) -> Iterator[Drawn]:
    """Yield the worker's pictures; a last one says whether it crashed or was too slow."""
    pictures: Queue[Drawn | None] = Queue()
    Thread(target=_receive, args=(worker.stdout, pictures), daemon=True).start()
    try:
        for _ in range(expected):
            drawn = pictures.get(timeout=limit)
            if drawn is None:
                code = worker.wait(timeout=limit)
                if code != NOT_INSTALLED:
                    yield Drawn(error=f"the engine crashed (exit code {code})", crashed=True)
                return
            yield drawn
    except (Empty, subprocess.TimeoutExpired):
        yield Drawn(timed_out=True)


def _receive(stream: IO[bytes], pictures: Queue[Drawn | None]) -> None:
    """Put whole pictures into the queue, and None once no more can come."""
    with suppress(OSError, ValueError):  # the worker was cut off in the middle of a picture
        while head := stream.readline():
            about = json.loads(head)
            data = stream.read(about["size"])
            if len(data) < about["size"]:
                break
            pictures.put(Drawn(data, about["error"]))
    pictures.put(None)


def _each(program: str, dots: Sequence[str], form: str, limit: float) -> Iterator[Drawn]:
    found = shutil.which(program)
    if found is None:
        return
    for dot in dots:
        yield _run(found, dot, form, limit)


def _run(program: str, dot: str, form: str, limit: float) -> Drawn:
    try:
        done = subprocess.run(  # noqa: S603 - found on PATH, DOT on its standard input, no shell
            [program, f"-T{form}"],
            input=dot.encode("utf-8"),
            capture_output=True,
            timeout=limit,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Drawn(timed_out=True)
    said = done.stderr.decode("utf-8", "replace").splitlines()
    errors = [line for line in said if line.startswith("Error")]
    if done.returncode or errors or not done.stdout:
        first = next(iter(errors or said), f"dot ended with {done.returncode}")
        return Drawn(error=first)
    return Drawn(done.stdout)
