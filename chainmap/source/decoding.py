"""From the bytes of a file to its text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chainmap.issues import Issue, Location
from chainmap.source.wording import error

_CONTROL = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True)
class SourceFile:
    """A file as it was found; `path` is how messages name it."""

    path: str
    content: bytes


def decode(file: SourceFile) -> str | Issue:
    """Return the text of a file, with or without a byte order mark, or what is wrong with it."""
    try:
        text = file.content.decode("utf-8-sig")
    except UnicodeDecodeError as failed:
        return _workbook(file) or _not_utf8(file, failed.start)
    found = _CONTROL.search(text)
    if found is None:
        return text
    where = _position(file.path, text[: found.start()])
    return _control(found[0], where)


def control_issue(text: str, where: Location) -> tuple[Issue, ...]:
    """Return the issue of a text with a control character that comes from no text file."""
    found = _CONTROL.search(text)
    return () if found is None else (_control(found[0], where),)


def _control(character: str, where: Location) -> Issue:
    message = f"A control character (U+{ord(character):04X}) stands here."
    return error(where, "control-character", message, "Delete it.")


def _workbook(file: SourceFile) -> Issue | None:
    """Return the issue of an Excel or OpenDocument file, whatever its name says."""
    if not file.content.startswith(_WORKBOOKS):
        return None
    message = "This is a workbook or an archive, not a text."
    return error(Location(file.path, 1, 1), "not-utf8", message, 'Save it as "CSV UTF-8".')


def _not_utf8(file: SourceFile, offset: int) -> Issue:
    if file.content.startswith((b"\xff\xfe", b"\xfe\xff")):
        offset = 0
    before = file.content[:offset].decode("utf-8-sig", errors="replace")
    where = _position(file.path, before)
    message = f"The byte {file.content[offset]:02x} is no UTF-8."
    return error(where, "not-utf8", message, 'Save the file with the encoding "UTF-8".')


def _position(path: str, before: str) -> Location:
    lines = re.split(r"\r\n|\r|\n", before)
    return Location(path, len(lines), len(lines[-1]) + 1)
