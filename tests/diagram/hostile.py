"""Names that would be commands where somebody forgot to escape them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chainmap.analysis.trace import trace
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.chains.trace import trace_view
from chainmap.diagram.maps.chain import chain_view
from chainmap.flow import Flow
from tests.diagram.parcels import frame
from tests.literal import complaint, flow, handoff

NAMES = (
    '"]; click n1 "javascript:alert(1)"',
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "%%{init: {'theme': 'dark'}}%%",
    "line\nbreak",
    "---\ntitle: x\n---",
    "quote \" ' & < > \\ ` #35; #quot; &lt;",
    "end",
    "subgraph",
    "n1",
    "style n1 fill:red",
    "فريق المستودع",
    "\u202eturned round",
    "\x00\x1b control",
    "👩‍👩‍👧 🚚",
    "x" * 300,
)


def organisation(name: str) -> Flow:
    """Return an organisation in which everything has the name."""
    return flow(
        handoff("Vendor", name, f"For {name}", 3, promise=1, volume=1),
        handoff(name, "Customer", name, 5, promise=4, accuracy=0.9),
        teams=[],
    )


def drawings(name: str) -> Iterator[Drawing]:
    """Yield pictures of it, the title included."""
    found = organisation(name)
    yield chain_view(found, replace(frame(found), title=name))
    yield trace_view(found, trace(found, [complaint(found, said=name)]).complaints[0], frame(found))
