"""What tests of every floor share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.evidence.servers import postgres_server, program

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
    needs(tool, there=bool(found))
    return Path(found or "")


def needs(what: str, *, there: bool) -> None:
    """Skip a test that lacks something (in CI: fail it)."""
    if there:
        return
    if REQUIRE_ALL:
        pytest.fail(f"{what} is missing, and CHAINMAP_REQUIRE_ALL=1 allows no skip")
    pytest.skip(f"{what} is missing")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Return the URL of a database of the tests' own."""
    needs("psycopg", there=find_spec("psycopg") is not None)
    needs("a PostgreSQL server (initdb)", there=program("initdb") is not None)
    with postgres_server() as url:
        yield url


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
