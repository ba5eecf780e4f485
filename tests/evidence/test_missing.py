"""What an engine needs and is not there: the message names it, and how to get it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest

from chainmap.evidence import opening
from chainmap.evidence.observing import observe
from chainmap.evidence.request import Request
from chainmap.issues import ChainmapError
from tests.conftest import needs

LOG = "case,team,time\n1,A,2026-01-05\n1,B,2026-01-06\n"


@pytest.fixture
def log(workplace: Path) -> str:
    (workplace / "log.csv").write_text(LOG, encoding="utf-8")
    return "log.csv"


def without_java(place: Path, **more: str) -> Mapping[str, str]:
    """Return an environment whose search path has nothing."""
    (place / "bin").mkdir()
    kept = {key: value for key, value in os.environ.items() if key not in {"JAVA_HOME", "PATH"}}
    return {**kept, "PATH": str(place / "bin"), **more}


@pytest.mark.parametrize("engine", ["local[1]", "spark"])
@pytest.mark.parametrize("home", [{}, {"JAVA_HOME": "nowhere"}])
def test_spark_without_java(
    log: str, workplace: Path, engine: str, home: Mapping[str, str]
) -> None:
    """In a process of its own: a session that other tests have open needs no Java any more."""
    needs("pyspark", there=find_spec("pyspark") is not None)
    words = [sys.executable, "-m", "chainmap", "observe", log, "--engine", engine]
    source = Path(opening.__file__).parents[2]
    environment = without_java(workplace, PYTHONPATH=str(source), **home)
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "--engine  error  missing-java  Spark runs on Java, and there is none. "
        "Install Java 17 or 21, or set JAVA_HOME.\n"
    )


@pytest.mark.parametrize(
    ("engine", "missing", "extra"),
    [
        ("postgresql://lead:s3cret@127.0.0.1/desk", "psycopg", "postgres"),
        ("spark", "pyspark", "spark"),
        ("local[2]", "pyspark", "spark"),
        ("sc://127.0.0.1:15002/;token=s3cret", "grpc", "spark-connect"),
        ("sc://127.0.0.1:15002", "pandas", "spark-connect"),
    ],
)
@pytest.mark.parametrize("is_table", [False, True])
def test_a_missing_package_is_named_with_the_extra_that_has_it(
    log: str, monkeypatch: pytest.MonkeyPatch, engine: str, missing: str, extra: str, is_table: bool
) -> None:
    if is_table and engine.startswith("local"):
        return
    monkeypatch.setattr(opening, "find_spec", lambda name: None if name == missing else object())
    asked = Request((f"{engine}#t",)) if is_table else Request((log,), engine=engine)
    with pytest.raises(ChainmapError) as caught:
        observe(asked)
    (issue,) = caught.value.issues
    assert issue.code == "missing-package"
    assert issue.message.endswith(f"needs a package that is not installed: {missing}.")
    assert issue.hint == f'Install it: pip install "chainmap[{extra}]" (exactly: chainmap doctor)'
    assert "s3cret" not in repr(issue)


@pytest.mark.parametrize("url", ["sc://127.0.0.1:9/;token=s3cret", "spark://127.0.0.1:9"])
def test_a_spark_that_does_not_answer(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Asked of the server itself: a session that other tests have open would be taken."""
    needs("pyspark", there=find_spec("pyspark") is not None)
    from chainmap.evidence.engines import spark_session  # noqa: PLC0415  it is an extra

    monkeypatch.setattr(spark_session, "getproxies", dict)
    with pytest.raises(ChainmapError) as caught:
        spark_session.require_listening(url)
    (issue,) = caught.value.issues
    assert issue.message == "Nothing answers at 127.0.0.1, port 9."
    assert "s3cret" not in repr(issue)


def test_of_what_java_says_the_cause_is_told() -> None:
    needs("pyspark", there=find_spec("pyspark") is not None)
    from chainmap.evidence.engines.spark_session import cause_of  # noqa: PLC0415  it is an extra

    java = "An error occurred while calling X.\n: org.apache.Exception: No master: 'x'\n\tat a"
    assert cause_of(java) == "No master: 'x'"
    assert cause_of("[PARSE] Wrong.\n\nmore") == "[PARSE] Wrong."
    assert cause_of("") == "nothing"
