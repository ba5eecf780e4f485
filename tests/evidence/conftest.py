"""What the tests of logs share: a log written as it stands, and what was seen in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chainmap.analysis.observed import Observed
from chainmap.evidence.observing import observe
from chainmap.evidence.request import Request

See = Callable[..., Observed]


@pytest.fixture
def see(workplace: Path) -> See:
    """Return a function that writes a log and observes it."""

    def seen(content: str | bytes, name: str = "log.csv", **request: Any) -> Observed:
        data = content.encode() if isinstance(content, str) else content
        (workplace / name).write_bytes(data)
        return observe(Request((name,), **request))

    return seen
