"""Who is told what is being done now, while a command takes its time."""

from __future__ import annotations

from collections.abc import Callable

Tell = Callable[[str], None]
"""Takes a few words, such as "Reading the files"."""
