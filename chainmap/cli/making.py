"""How a picture is made: the options of every command that draws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

import typer

from chainmap.app.anonymity import Anonymity
from chainmap.app.making import Making
from chainmap.cli.options import EngineOption
from chainmap.diagram.looks.choices import EngineChoice, Paper, Theme, Tile
from chainmap.diagram.looks.words import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class MakingOptions:
    """The options, each as it was given."""

    HEADING: ClassVar = "How it is made"

    title: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="The title, instead of the picture's own."),
    ] = None
    time_limit: Annotated[
        float,
        typer.Option(metavar="SECONDS", min=0.1, help="Show less if drawing takes longer."),
    ] = 20.0
    size: Annotated[
        Paper | None,
        typer.Option(
            help="Fit it to a sheet in landscape, or to a slide.",
            show_default=False,
        ),
    ] = None
    tile: Annotated[
        Tile | None,
        typer.Option(
            help=".pdf: cut a poster of --size into such sheets.",
            show_default=False,
        ),
    ] = None
    dpi: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=24,
            max=2400,
            help=".png: dots an inch, instead of what is sharp enough.",
            show_default=False,
        ),
    ] = None
    theme: Annotated[Theme, typer.Option(help="What the colours are for.")] = Theme.SCREEN
    lang: Annotated[
        Language,
        typer.Option(help="The language of what is not a name."),
    ] = Language.ENGLISH
    engine: EngineOption = EngineChoice.AUTO

    def making(self, *, as_of: date, anonymity: Anonymity | None = None) -> Making:
        """Return how the picture is made, for a day and with or without real names."""
        return Making(
            title=self.title,
            time_limit=self.time_limit,
            as_of=as_of,
            engine=self.engine,
            size=self.size,
            tile=self.tile,
            dpi=self.dpi,
            theme=self.theme,
            language=self.lang,
            anonymity=anonymity,
        )
