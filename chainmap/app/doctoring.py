"""What works on this machine: engines, fonts, extras; and how to get what is missing."""

from __future__ import annotations

import platform
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata, version
from typing import TYPE_CHECKING

from chainmap import __version__
from chainmap.issues import Issue, Location, Severity

if TYPE_CHECKING:
    from chainmap.diagram.engine.engines import Engine

PICTURES = ("svg", "png", "pdf")
"""Formats that an engine draws."""

_LIMIT = 20.0
"""Seconds for a tiny picture."""

_NEEDED_BY = re.compile(r"([\w.-]+)(.*?);.*extra == ['\"]([\w-]+)['\"]")
_WITH_EXTRAS = re.compile(r"([\w.-]+)\[([\w.,\s-]+)\]")
_ONLY_BY = re.compile(r"([\w.-]+)[^;]*;\s*extra == ['\"]([\w-]+)['\"]\s*")
"""Without further conditions: it is needed on every machine."""

_FOR_DEVELOPERS = "dev"


@dataclass(frozen=True, slots=True)
class EngineFound:
    """An engine: its version and that of its Graphviz (None: not there), and what it can draw."""

    name: str
    version: str | None
    graphviz: str | None
    formats: tuple[str, ...]
    letters: bool

    @property
    def is_there(self) -> bool:
        """Whether it draws anything."""
        return bool(self.formats)


@dataclass(frozen=True, slots=True)
class Extra:
    """Packages that a part of chainmap needs: their versions, None where one is missing."""

    name: str
    packages: Mapping[str, str | None]
    install: str

    @property
    def missing(self) -> tuple[str, ...]:
        """The packages that are not installed."""
        return tuple(name for name, found in self.packages.items() if found is None)


@dataclass(frozen=True, slots=True)
class Checkup:
    """What works here. `engines` stand in the order in which they are tried."""

    chainmap: str
    python: str
    platform: str
    encoding: str
    engines: tuple[EngineFound, ...]
    extras: tuple[Extra, ...]

    @property
    def used(self) -> EngineFound | None:
        """The engine that will draw."""
        return next((engine for engine in self.engines if engine.is_there), None)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What does not work, the gravest first, each with what to do about it."""
        found = (*_of_engines(self), *_of_encoding(self), *_of_extras(self))
        return tuple(sorted(found, key=lambda issue: issue.severity.rank))


def check_up(*, encoding: str) -> Checkup:
    """Try everything out; `encoding` is that of what is printed to."""
    from chainmap.diagram.engine.render import ENGINES

    return Checkup(
        chainmap=__version__,
        python=platform.python_version(),
        platform=platform.platform(),
        encoding=encoding.lower(),
        engines=tuple(_tried(engine) for engine in ENGINES),
        extras=_extras(),
    )


def _tried(engine: Engine) -> EngineFound:
    """Return what an engine can really draw, tried with a tiny picture."""
    drawn = {form: _drawn(engine, _picture("Shop floor"), form) for form in PICTURES}
    said = re.search(rb"graphviz version ([\d.]+)", drawn["svg"])
    thin, broad = (_drawn(engine, _picture(letters), "png") for letters in ("iiii", "MMMM"))
    return EngineFound(
        engine.name,
        _version(engine.name),
        said[1].decode() if said else None,
        tuple(form for form, data in drawn.items() if data),
        letters=thin != broad,
    )


def _picture(words: str) -> str:
    """Return a box whose size does not depend on the words in it."""
    size = "shape=box, fixedsize=true, width=2, height=1"
    return f'digraph {{ n1 [label="{words}", {size}, fontname="Helvetica,Arial,sans-serif"] }}'


def _drawn(engine: Engine, dot: str, form: str) -> bytes:
    return next((drawn.data for drawn in engine.draw([dot], form, _LIMIT)), b"")


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _extras() -> tuple[Extra, ...]:
    """Return the extras that chainmap's own description names."""
    requirements: dict[str, list[str]] = defaultdict(list)
    for requirement in metadata("chainmap").get_all("Requires-Dist") or ():
        if found := _NEEDED_BY.match(requirement):
            name, bound, extra = found.groups()
            requirements[extra].append(f"{name}{bound.strip()}")
    return tuple(
        Extra(extra, _versions(needed), _install(needed))
        for extra, needed in sorted(requirements.items())
        if extra != _FOR_DEVELOPERS
    )


def _versions(needed: Sequence[str]) -> Mapping[str, str | None]:
    """Return the versions of what is needed, and what extras of it lack: pyspark[connect] gRPC."""
    found = {_name(requirement): _version(_name(requirement)) for requirement in needed}
    lacking = {name for requirement in needed for name in _lacking(requirement)}
    return dict(sorted({**found, **dict.fromkeys(lacking)}.items()))


def _lacking(requirement: str) -> list[str]:
    """Return what the extras in a requirement need and is not there, if its package is."""
    wanted = _WITH_EXTRAS.match(requirement)
    if wanted is None or _version(wanted[1]) is None:
        return []
    extras = {extra.strip() for extra in wanted[2].split(",")}
    parts = [_ONLY_BY.fullmatch(one) for one in metadata(wanted[1]).get_all("Requires-Dist") or ()]
    needed = {part[1] for part in parts if part and part[2] in extras}
    return sorted(name for name in needed if _version(name) is None)


def _install(needed: Sequence[str]) -> str:
    """Return the command that installs what is missing into this Python."""
    missing = [one for one in sorted(needed) if _version(_name(one)) is None or _lacking(one)]
    return _pip(*missing) if missing else ""


def _name(requirement: str) -> str:
    """Return the package of a requirement.

    >>> _name("pyspark[connect]>=4.0")
    'pyspark'
    """
    found = re.match(r"[\w.-]+", requirement)
    return found[0] if found else requirement


def _pip(*packages: str) -> str:
    quoted = " ".join(f'"{package}"' for package in packages)
    program = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    return f"{program} -m pip install {quoted}"


def _of_engines(found: Checkup) -> Iterator[Issue]:
    used = found.used
    get = f"Run `{_pip('pygraphviz')}`, or install Graphviz (https://graphviz.org/download)."
    if used is None:
        yield _issue(Severity.ERROR, "no-renderer", "Nothing here can draw pictures.", get)
        return
    if lacking := [form for form in PICTURES if form not in used.formats]:
        message = f"{used.name} cannot draw {' and '.join(lacking)} here."
        yield _issue(Severity.WARNING, "format-missing", message, get)
    if "png" in used.formats and not used.letters:
        hint = "Install one, such as DejaVu: apt install fonts-dejavu-core."
        yield _issue(Severity.WARNING, "no-fonts", "No font is found: letters stay empty.", hint)


def _of_encoding(found: Checkup) -> Iterator[Issue]:
    try:
        "→ ◀ − × ▲".encode(found.encoding)
    except (UnicodeEncodeError, LookupError):
        message = f"What is printed here is {found.encoding}: some signs will be replaced."
        hint = "Set the environment variable PYTHONUTF8 to 1."
        yield _issue(Severity.NOTE, "encoding", message, hint)


def _of_extras(found: Checkup) -> Iterator[Issue]:
    for extra in found.extras:
        if extra.missing:
            message = f"The extra {extra.name} lacks {', '.join(extra.missing)}."
            yield _issue(Severity.NOTE, "extra-missing", message, f"Run `{extra.install}`.")


def _issue(severity: Severity, code: str, message: str, hint: str) -> Issue:
    return Issue(Location(""), severity, code, message, hint)
