"""A PostgreSQL server and a Spark session of the tests' own, on loopback only."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

_DEBIAN = sorted(
    Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: place.parent.name.zfill(4)
)


def program(name: str) -> str | None:
    """Return where a program of PostgreSQL is; Debian keeps them off the path."""
    places = os.pathsep.join(str(place) for place in reversed(_DEBIAN))
    return shutil.which(name) or shutil.which(name, path=places)


@contextmanager
def postgres_server() -> Iterator[str]:
    """Start a server in a directory of its own, and stop and forget it afterwards; give its URL."""
    with TemporaryDirectory(prefix="chainmap-pg-") as place:  # short: a socket's path has limits
        user = _own(Path(place))
        data, port = Path(place, "data"), _free_port()
        _run("initdb", "-D", str(data), "-U", "tester", "-A", "trust", "-E", "UTF8", user=user)
        settings = f"-p {port} -h 127.0.0.1 -k {place} -c fsync=off -c max_connections=10"
        server = ("pg_ctl", "-D", str(data), "-w")
        _run(*server, "-l", str(Path(place, "log")), "-o", settings, "start", user=user)
        try:
            yield f"postgresql://tester@127.0.0.1:{port}/postgres"
        finally:
            _run(*server, "-m", "immediate", "stop", user=user)


def _own(place: Path) -> str | None:
    """Give the directory to the user that runs the server: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    shutil.chown(place, "postgres")
    return "postgres"


def _run(name: str, *words: str, user: str | None) -> None:
    command = [program(name) or name, *words]
    subprocess.run(
        command, check=True, user=user, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd="/"
    )


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def spark_session() -> Iterator[None]:
    """Have a small session on this machine: little data needs few parts and no compiled plans."""
    from pyspark.sql import SparkSession  # noqa: PLC0415  it is an extra

    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.driver.host": "127.0.0.1",
        "spark.log.level": "ERROR",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.sql.warehouse.dir": str(Path(gettempdir(), "chainmap-spark-warehouse")),
        "spark.default.parallelism": "1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    session = SparkSession.builder.master("local[1]").config(map=settings).getOrCreate()
    try:
        yield
    finally:
        session.stop()
