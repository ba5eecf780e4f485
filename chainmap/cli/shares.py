"""Reads a share that is an option: 50% or 0.5."""

from __future__ import annotations

from collections.abc import Callable

import typer


def share_reader(
    write: str, *, none: bool = False, whole: bool = True
) -> Callable[[str | float], float]:
    """Return what reads a share above 0 and up to 1; `write` is an example for who got it wrong.

    With `none` also 0, without `whole` only below 1. Typer hands in its default, too: a number.
    """
    what = "no share" if whole else "no share below 100 %"

    def read(text: str | float) -> float:
        written = str(text).strip()
        value = _number(written)
        fits = value is not None and (
            0 < value < 1 or (none and value == 0) or (whole and value == 1)
        )
        if value is None or not fits:
            raise typer.BadParameter(f"{written} is {what}. Write {write}.")
        return value

    return read


def _number(written: str) -> float | None:
    try:
        return float(written.removesuffix("%")) / (100 if written.endswith("%") else 1)
    except ValueError:
        return None
