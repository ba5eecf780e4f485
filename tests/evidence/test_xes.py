"""XES logs: read as a stream, refused where they could do harm."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from chainmap.issues import ChainmapError
from tests.evidence.conftest import See

EVENT = '<event><string key="org:group" value="{}"/><date key="time:timestamp" value="{}"/></event>'
LOG = f"""<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
  <trace><string key="concept:name" value="c 1"/>
    {EVENT.format("A", "2026-01-05T08:00:00+01:00")}
    {EVENT.format("B &amp; C", "2026-01-05T09:00:00Z")}
  </trace>
  <trace><string key="concept:name" value="c 2"/>
    {EVENT.format("A", "2026-01-05T08:00:00+01:00")}
  </trace>
</log>
"""


@pytest.mark.parametrize("name", ["log.xes", "log.xes.gz"])
def test_traces_are_cases(see: See, name: str) -> None:
    content = gzip.compress(LOG.encode()) if name.endswith(".gz") else LOG
    observed = see(content, name)
    (pair,) = observed.pairs
    assert (pair.supplier, pair.customer, pair.time.median) == ("A", "B & C", 2.0)
    assert (observed.cases, observed.events) == (2, 3)


BOMB = '<!DOCTYPE log [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE log [<!ENTITY a SYSTEM "secret.txt">]>'
DTD = '<!DOCTYPE log SYSTEM "http://example.org/log.dtd">'


@pytest.mark.parametrize("declared", [BOMB, OUTSIDE, DTD])
def test_a_log_that_declares_entities_is_refused(see: See, workplace: Path, declared: str) -> None:
    (workplace / "secret.txt").write_text("secret", encoding="utf-8")
    head, rest = LOG.split("\n", 1)
    with pytest.raises(ChainmapError) as caught:
        see(f"{head}{declared}{rest}", "log.xes")
    assert [issue.code for issue in caught.value.issues] == ["hostile-xml"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (LOG[:300].encode(), "log.xes"),
        (b"<log>" + b"<a>" * 500 + b"</a>" * 500 + b"</log>", "log.xes"),
        (gzip.compress(LOG.encode())[:-9], "log.xes.gz"),
        (b"<log></log>", "log.xes"),
    ],
)
def test_a_damaged_log_is_said_to_be(see: See, content: bytes, name: str) -> None:
    with pytest.raises(ChainmapError) as caught:
        see(content, name)
    assert {issue.code for issue in caught.value.issues} <= {"damaged-file", "no-events"}
