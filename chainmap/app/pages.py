"""Several pictures as the pages of one PDF."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO


def joined(pages: Sequence[bytes]) -> bytes:
    """Return PDFs as one, in their order; the same pages give the same bytes."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    for page in pages:
        writer.append(PdfReader(BytesIO(page)), import_outline=False)
    writer.compress_identical_objects()
    writer.metadata = None  # no date, no program
    whole = BytesIO()
    writer.write(whole)
    return whole.getvalue()
