"""The type of the `call` fixture, for tests of commands."""

from __future__ import annotations

from collections.abc import Callable

from typer.testing import Result

Call = Callable[..., Result]
"""Calls `chainmap` with the given words; a ChainmapError comes through."""
