"""The same slides as the same bytes: a package without the time it was written."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def packed_alike(package: bytes) -> bytes:
    """Return a ZIP package whose entries all bear the same time, in their order."""
    alike = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(alike, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, _LONG_AGO)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return alike.getvalue()
