"""JSON text -> data, and where in the text each part of it stands."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from json.decoder import scanstring  # type: ignore[attr-defined] # not in the stubs
from typing import NoReturn

from chainmap.issues import ChainmapError, Location
from chainmap.source.places import Loc
from chainmap.source.wording import error

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class JsonText:
    """Text of a file that holds JSON; `path` is how messages name it."""

    path: str
    text: str

    def data(self) -> object:
        """Return what the text says.

        Raises:
            ChainmapError: it is no JSON, or is nested too deeply.
        """
        try:
            found: object = json.loads(self.text, parse_constant=self._refuse)
        except json.JSONDecodeError as failed:
            where = Location(self.path, failed.lineno, failed.colno)
            raise ChainmapError(
                error(where, "no-json", f"This is no JSON: {failed.msg}.")
            ) from None
        except (RecursionError, ValueError):  # too deep, or a number of thousands of digits
            message = "This JSON is nested too deeply, or has a number that is too long."
            raise ChainmapError(error(Location(self.path), "no-json", message)) from None
        return found

    def _refuse(self, constant: str) -> NoReturn:
        where = self._position(self.text.index(constant))
        raise ChainmapError(error(where, "no-json", f"{constant} is no number of JSON."))

    def location(self, loc: Loc) -> Location:
        """Return where a part of the data stands: its value, or what should have held it."""
        at = self._skip(0)
        for part in loc:
            inside = self._member(at, part)
            if inside is None:
                break
            at = inside
        return self._position(at)

    def _member(self, at: int, part: int | str) -> int | None:
        """Return where the value of a key, or an item of a list, begins; None: there is none."""
        is_list = self.text[at] == "["
        at, number = self._skip(at + 1), 0
        while self.text[at] not in "]}":
            key: int | str = number
            if not is_list:
                key, at = scanstring(self.text, at + 1)
                at = self._skip(self._skip(at) + 1)
            if key == part:
                return at
            at = self._skip(_DECODER.raw_decode(self.text, at)[1])
            at, number = self._skip(at + (self.text[at] == ",")), number + 1
        return None

    def _skip(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        return found.end() if found else at

    def _position(self, at: int) -> Location:
        before = self.text[:at]
        return Location(self.path, before.count("\n") + 1, at - before.rfind("\n"))
