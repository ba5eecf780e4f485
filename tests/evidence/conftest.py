"""What the tests of logs share: a log written as it stands, and what was seen in it; engines."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from chainmap.analysis.observed import Observed
from chainmap.evidence.observing import observe
from chainmap.evidence.request import Request
from tests.conftest import needs
from tests.evidence.servers import spark_connect_server, spark_session

See = Callable[..., Observed]


@pytest.fixture
def see(workplace: Path) -> See:
    """Return a function that writes a log and observes it."""

    def seen(content: str | bytes, name: str = "log.csv", **request: Any) -> Observed:
        data = content.encode() if isinstance(content, str) else content
        (workplace / name).write_bytes(data)
        return observe(Request((name,), **request))

    return seen


@pytest.fixture(scope="session")
def spark() -> Iterator[str]:
    """Return the name of Spark, of which a session is there."""
    needs("pyspark", there=find_spec("pyspark") is not None)
    needs("Java", there=shutil.which("java") is not None or "JAVA_HOME" in os.environ)
    with spark_session():
        yield "spark"


@pytest.fixture(scope="session")
def spark_connect() -> Iterator[str]:
    """Return the URL of a server of Spark Connect."""
    needs("pyspark", there=find_spec("pyspark") is not None)
    needs("pyspark[connect]", there=find_spec("grpc_status") is not None)
    needs("Java", there=shutil.which("java") is not None or "JAVA_HOME" in os.environ)
    with spark_connect_server() as url:
        yield url


@pytest.fixture(params=["postgresql", "spark"])
def engine(request: pytest.FixtureRequest) -> str:
    """Return each engine beside DuckDB, by URL."""
    fixture = "postgres_url" if request.param == "postgresql" else "spark"
    return str(request.getfixturevalue(fixture))
