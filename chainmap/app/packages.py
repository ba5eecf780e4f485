"""Packages that not everybody has installed, and what to do about one that is missing."""

from __future__ import annotations

from importlib.util import find_spec

from chainmap.issues import ChainmapError, Issue, Location, Severity, how_to_install


def require_package(
    package: str, purpose: str, *, extra: str = "office", place: str = "chainmap"
) -> None:
    """Raise a ChainmapError that says how to install a package, unless it is there.

    `place` is what cannot be written or read without it.
    """
    if find_spec(package) is None:
        raise ChainmapError(
            Issue(
                Location(place),
                Severity.ERROR,
                "missing-package",
                f"{purpose} needs a package that is not installed: {package}.",
                how_to_install(extra),
            )
        )
