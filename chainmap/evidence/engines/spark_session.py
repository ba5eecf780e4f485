"""A session of Spark: the one that is there, or one that is started, or why there is none."""

from __future__ import annotations

import os
import re
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import getproxies

from pyspark.sql import SparkSession

from chainmap.evidence.engines.spark import SparkWorkshop
from chainmap.evidence.mistakes import mistake
from chainmap.evidence.places import masked
from chainmap.issues import ChainmapError

_PARTS_A_CORE = 2
"""Parts of a table for each core of this machine; Spark's 200 are meant for a cluster."""

_JAVA = re.compile(r"^: ([\w.$]+: )*")
_PORTS = {"sc": 15002, "spark": 7077}
_WAIT = 10.0
"""Seconds until a server has to answer."""

_CONFIGURED = ("MASTER", "PYSPARK_GATEWAY_PORT", "PYSPARK_SUBMIT_ARGS", "SPARK_CONF_DIR")
_CONFIGURED_TOO = ("SPARK_HOME", "SPARK_REMOTE")
"""What is set where somebody has configured Spark."""


@contextmanager
def spark(url: str, *, zone: str | None, memory: str) -> Iterator[SparkWorkshop]:
    """Open a session; one that was there before stays, with none of our tables in it.

    `url` is a master (spark://host:7077, local[2]), a Spark Connect server (sc://host:15002), or
    "spark": what Spark's own configuration says.

    Raises:
        ChainmapError: there is no Java, or Spark cannot be started or reached.
    """
    before = SparkSession.getActiveSession()
    try:
        session = before or _started(url, memory)
    except ChainmapError:
        raise
    except Exception as error:
        said = masked(cause_of(str(error)), secret_of=url).rstrip(".")
        raise mistake(masked(url), "no-connection", f"Spark says: {said}.") from error
    shop = SparkWorkshop(session, zone)
    try:
        yield shop
    finally:
        shop.close() if before else session.stop()


def cause_of(said: str) -> str:
    r"""Return the line of an error that tells most: Java's first says only where it was raised.

    >>> cause_of("An error occurred while calling x.\n: a.b.Error: No such master.\n\tat c.d")
    'No such master.'
    """
    first, *more = said.strip().splitlines() or ["nothing"]
    return _JAVA.sub("", more[0]) if more and more[0].startswith(": ") else first


def require_listening(url: str) -> None:
    """Refuse a server that nobody reaches: Spark itself would go on trying for minutes.

    Raises:
        ChainmapError: nothing listens there.
    """
    address = urlsplit(url)
    if "," in address.netloc or getproxies():  # several masters, or somebody between
        return
    host, port = address.hostname or "", address.port or _PORTS[address.scheme]
    try:
        socket.create_connection((host, port), timeout=_WAIT).close()
    except OSError as error:
        message = f"Nothing answers at {host}, port {port}."
        hint = "Look whether the server runs, and whether this machine may reach it."
        raise mistake(masked(url), "no-connection", message, hint) from error


def _started(url: str, memory: str) -> SparkSession:
    builder = SparkSession.builder.appName("chainmap")
    if url.startswith(("sc://", "spark://")):
        require_listening(url)
    if url.startswith("sc://"):
        return builder.remote(url).getOrCreate()
    _require_java()
    if url != "spark":
        builder = builder.master(url)
    if url.startswith("local") or (url == "spark" and not _is_configured()):
        builder = builder.config(map=_alone(memory))
    return builder.config("spark.log.level", "ERROR").getOrCreate()


def _is_configured() -> bool:
    return any(os.environ.get(name) for name in (*_CONFIGURED, *_CONFIGURED_TOO))


def _alone(memory: str) -> dict[str, str]:
    """Return how Spark runs on this machine alone: nobody else can reach it."""
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    return {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": _mebibytes(memory),
        "spark.sql.shuffle.partitions": str(_PARTS_A_CORE * (os.cpu_count() or 1)),
        "spark.sql.warehouse.dir": str(Path(tempfile.gettempdir(), "chainmap-spark-warehouse")),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }


def _mebibytes(memory: str) -> str:
    """Return a size as Java takes it.

    >>> _mebibytes("2GB")
    '1907m'
    """
    size = memory.strip().rstrip("KMGTiBkmgtb")
    unit = memory.strip()[len(size) :].strip().upper()
    power = "KMGT".index(unit[0]) + 1
    bytes_of = float(size) * (1024 if "I" in unit else 1000) ** power
    return f"{max(int(bytes_of / 1024**2), 512)}m"


def _require_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java") or (home and shutil.which("java", path=os.path.join(home, "bin"))):  # noqa: PTH118 a search path
        return
    message = "Spark runs on Java, and there is none."
    hint = "Install Java 17 or 21, or set JAVA_HOME."
    raise mistake("--engine", "missing-java", message, hint)
