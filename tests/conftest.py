"""What tests of every floor share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

REQUIRE_ALL = os.environ.get("CHAINMAP_REQUIRE_ALL") == "1"
"""Set in CI: nothing may be skipped because something is missing."""


@pytest.fixture(scope="session")
def require() -> Callable[[str], Path]:
    """Return the path of a program or of the test data, or skip the test (in CI: fail it).

    `require("dot")` finds a program; `require("CHAINMAP_TEST_DATA")` the directory that the
    environment variable names.
    """
    return _required


def _required(tool: str) -> Path:
    found = os.environ.get(tool) if tool.isupper() else shutil.which(tool)
    if found:
        return Path(found)
    if REQUIRE_ALL:
        pytest.fail(f"{tool} is missing, and CHAINMAP_REQUIRE_ALL=1 allows no skip")
    pytest.skip(f"{tool} is missing")


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
