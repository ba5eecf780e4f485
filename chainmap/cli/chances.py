"""Whether times vary, and how they are drawn: the options of commands that can ask chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

import typer

from chainmap.app.answers import Dice


@dataclass(frozen=True, slots=True, kw_only=True)
class ChanceOptions:
    """The options, each as it was given."""

    HEADING: ClassVar = "If times vary"

    chance: Annotated[
        bool,
        typer.Option("--chance", help="Also let times vary as three-point estimates say."),
    ] = False
    runs: Annotated[
        int,
        typer.Option("--runs", min=100, max=10_000_000, help="How often --chance draws all times."),
    ] = 100_000
    seed: Annotated[
        int, typer.Option("--seed", min=0, help="The same seed draws the same times.")
    ] = 1

    @property
    def dice(self) -> Dice | None:
        """How to draw, None if nobody asks chance."""
        return Dice(self.runs, self.seed) if self.chance else None
