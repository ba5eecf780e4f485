"""A PostgreSQL server and a Spark session of the tests' own, on loopback only."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

_CONNECT = "org.apache.spark.sql.connect.service.SparkConnectServer"
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


_SMALL = {
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
"""Little data needs few parts and no compiled plans; nobody else reaches it."""


@contextmanager
def spark_session() -> Iterator[None]:
    """Have a small session on this machine."""
    from pyspark.sql import SparkSession  # noqa: PLC0415  it is an extra

    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    session = SparkSession.builder.master("local[1]").config(map=_SMALL).getOrCreate()
    try:
        yield
    finally:
        session.stop()


@contextmanager
def spark_connect_server() -> Iterator[str]:
    """Start Spark's own server, which comes with PySpark, and stop it afterwards; give its URL."""
    home, port = Path(next(iter(_pyspark().submodule_search_locations or ()))), _free_port()
    settings = _SMALL | {
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.connect.grpc.binding.port": str(port),
    }
    options = [word for key, value in settings.items() for word in ("--conf", f"{key}={value}")]
    command = [str(home / "bin" / "spark-submit"), "--class", _CONNECT, "--master", "local[1]"]
    server = subprocess.Popen(
        [*command, *options, "spark-internal"],
        env={**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=gettempdir(),
    )
    try:
        _wait_for(port, server)
        yield f"sc://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _pyspark() -> ModuleSpec:
    found = find_spec("pyspark")
    assert found is not None
    return found


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server listens; it has to be there within two minutes."""
    for _ in range(240):
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            break
        time.sleep(0.5)
    raise RuntimeError("Spark Connect has not started")
