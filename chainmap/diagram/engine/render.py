"""Render DOT as SVG, PNG or PDF, safely: whatever an engine does, chainmap goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chainmap.diagram.engine.engines import Drawn, Engine, dot_engine, pygraphviz_engine
from chainmap.diagram.looks.choices import EngineChoice
from chainmap.issues import ChainmapError, Issue, Location, Severity

FORMATS = ("svg", "png", "pdf", "json0", "json")
"""Pictures, and only where everything is (json0), with what is drawn there (json)."""

ENGINES = (pygraphviz_engine(), dot_engine())
"""Tried in this order."""

TIME_LIMIT = 20.0
"""Seconds for one picture."""

_INSTALL = {
    "pygraphviz": "Run `pip install pygraphviz`",
    "dot": "Install Graphviz (https://graphviz.org/download)",
}

_LONGEST = 86_400.0
"""Seconds after which nobody waits any more; clocks cannot count for ever."""

_DOCTYPE = re.compile(rb"<!DOCTYPE.*?>\s*", re.DOTALL)
_PDF_TIME = re.compile(rb"(/(?:Creation|Mod)Date \(D:)\d{14}")
_COMMENT = re.compile(rb"<!--.*?-->\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A picture and the engine that drew it."""

    data: bytes
    engine: str


def engines_for(choice: EngineChoice) -> tuple[Engine, ...]:
    """Return the engines to try, in this order."""
    return tuple(e for e in ENGINES if choice in {EngineChoice.AUTO, e.name})


def render(
    dot: str,
    format: str,  # noqa: A002 - the word everybody uses for it
    *,
    time_limit: float = TIME_LIMIT,
    engines: Sequence[Engine] = ENGINES,
) -> Rendered:
    """Return the picture as `svg`, `png` or `pdf`; ChainmapError says why there is none."""
    return render_each([dot], format, time_limit=time_limit, engines=engines)[0]


def render_all(
    dots: Sequence[str],
    format: str,  # noqa: A002 - as in render
    *,
    time_limit: float = TIME_LIMIT,
    engines: Sequence[Engine] = ENGINES,
) -> list[bytes]:
    """Return many pictures, drawn by one process; each may take `time_limit` seconds."""
    return [
        drawn.data for drawn in render_each(dots, format, time_limit=time_limit, engines=engines)
    ]


def render_each(
    dots: Sequence[str],
    format: str,  # noqa: A002 - as in render
    *,
    time_limit: float = TIME_LIMIT,
    engines: Sequence[Engine] = ENGINES,
) -> list[Rendered]:
    """Return many pictures, as render_all, and for each which engine drew it."""
    limit = min(time_limit, _LONGEST)
    if format not in FORMATS:
        raise ValueError(f"{format} is none of {', '.join(FORMATS)}")
    pictures: list[Rendered] = []
    crash: str | None = None
    for engine in engines:
        waiting = dots[len(pictures) :]
        for drawn in engine.draw(waiting, format, limit) if waiting else ():
            if drawn.crashed:
                crash = drawn.error
                break
            pictures.append(Rendered(_settled(_checked(drawn, limit), format), engine.name))
    if len(pictures) < len(dots):
        raise ChainmapError(_missing(engines) if crash is None else _failed(crash))
    return pictures


def _checked(drawn: Drawn, limit: float) -> bytes:
    """Return the picture, or raise: a layout that fails in one engine fails in the other."""
    if drawn.timed_out:
        raise ChainmapError(
            _issue(
                "render-timeout",
                f"The picture was not ready after {limit:g} s.",
                "Draw a part of the organisation, or allow more time.",
            )
        )
    if drawn.error is not None:
        raise ChainmapError(_failed(drawn.error))
    return drawn.data


def _failed(error: str) -> Issue:
    return _issue(
        "render-failed",
        f"Graphviz could not draw the picture: {error}",
        "Save it as DOT and send it with a bug report: this should not happen.",
    )


def _missing(engines: Sequence[Engine]) -> Issue:
    """Return why nobody draws: the one engine that was chosen, or any, is not there."""
    if len(engines) == 1:
        (name,) = (engine.name for engine in engines)
        return _issue(
            "no-such-engine",
            f"The engine {name} is not there, or cannot be used.",
            f"{_INSTALL[name]}, or leave out --engine: `chainmap doctor` says what is there.",
        )
    return _NO_RENDERER


def _settled(picture: bytes, form: str) -> bytes:
    """Return the picture without what differs from day to day or points outside.

    The time in a PDF gives way to another of equal length, so that all offsets stay right.
    """
    if form == "pdf":
        return _PDF_TIME.sub(rb"\g<1>19700101000000", picture)
    if form == "svg":
        return _COMMENT.sub(b"", _DOCTYPE.sub(b"", picture, count=1))
    return picture


def _issue(code: str, message: str, hint: str) -> Issue:
    return Issue(Location(""), Severity.ERROR, code, message, hint)


_NO_RENDERER = _issue(
    "no-renderer",
    "Nothing on this machine can draw the picture: pygraphviz cannot be used, "
    "and there is no Graphviz program dot.",
    "Run `pip install pygraphviz`, or install Graphviz (https://graphviz.org/download).",
)
