"""Whether names are to be replaced by pseudonyms."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anonymity:
    """Names are to be replaced; `key` makes the pseudonyms, by default the organisation's name."""

    key: str | None = None
