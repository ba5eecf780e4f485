"""Organisations written inside tests, read as files would be."""

from __future__ import annotations

from textwrap import dedent

from chainmap.issues import Issue
from chainmap.model import Handoff, Organisation
from chainmap.source.reading import Reading, SourceFile, read_organisation


def read(*texts: str | bytes, **named: str | bytes) -> Reading:
    """Read texts as the files 0.yaml, 1.yaml and so on; `complaints_csv` is complaints.csv."""
    files = {f"{number}.yaml": text for number, text in enumerate(texts)}
    files.update({name.replace("_", "."): text for name, text in named.items()})
    sources = [SourceFile(path, _bytes(text)) for path, text in files.items()]
    return read_organisation(sources, source="org/", default_name="org")


def organisation(*texts: str | bytes, **named: str | bytes) -> Organisation:
    """Read texts that have nothing wrong with them."""
    reading = read(*texts, **named)
    assert reading.issues == ()
    assert reading.organisation is not None
    return reading.organisation


def only_handoff(*texts: str) -> Handoff:
    """Read texts with exactly one handoff and nothing wrong."""
    (handoff,) = organisation(*texts).handoffs
    return handoff


def only_issue(*texts: str | bytes, **named: str | bytes) -> Issue:
    """Read texts with exactly one thing wrong."""
    (issue,) = read(*texts, **named).issues
    return issue


def codes(reading: Reading) -> list[str]:
    """Return the codes of the issues, in the order of their places."""
    return [issue.code for issue in reading.issues]


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else dedent(text).encode()
