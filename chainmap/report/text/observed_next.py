"""What a log says, as text: what to do with it."""

from __future__ import annotations

from collections.abc import Sequence

from chainmap.report.text.blocks import laid_out, next_steps
from chainmap.units import as_word

MOST = 3
"""Logs that a command is written out for."""


_OPTIONS = "     With the options given here; draw takes them with log- before each: --log-team."


def next_text(logs: Sequence[str], *, by_options: bool) -> str:
    """Return what a lead should do next with these logs.

    `by_options` where it was said how they are read: then the same has to be said again.
    """
    words = [as_word(log, instead="LOG") for log in logs] if len(logs) <= MOST else ["LOG"]
    drawn = " ".join(f"--log {word}" for word in words)
    begun = " ".join(f"--from-log {word}" for word in words)
    steps = (
        f"See it as a picture:   chainmap draw observed {drawn} -o observed.svg",
        f"Hold it against what teams declare:   chainmap observe {' '.join(words)} --org org",
        f"Or start their files from it:   chainmap init {begun} org",
    )
    lines = [*next_steps(steps), *([_OPTIONS] if by_options else [])]
    return laid_out([lines]) + "\n"
