"""A remark inside a PNG, where programs that show it need not look."""

from __future__ import annotations

import struct
from zlib import crc32

_HEAD = 8 + 25
"""Bytes of the signature and of the first chunk, which has to stay the first."""


def with_remark(png: bytes, remark: str) -> bytes:
    """Return the PNG with an ASCII remark (a tEXt chunk; PNG specification, 11.3.4.3)."""
    body = b"tEXtComment\0" + remark.encode("ascii")
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", crc32(body))
    return png[:_HEAD] + chunk + png[_HEAD:]
