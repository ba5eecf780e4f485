"""chainmap's handoff table against pm4py's handover network and performance graph, on one log.

    python benchmarks/handover.py [EVENTS ...]

pm4py is no dependency: it is fetched into an environment of its own, which is thrown away at the
end. Both sides are a process of their own and read the same CSV; pm4py does so with pandas, as its
documentation says. What is compared is the work: from the end of the imports until the answer is
there, on both sides.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from measuring import report
from observe import HANDOFFS, generate

EVENTS = 1_200_000
NEEDED = "pm4py"

PM4PY = """
import json, sys, time
import pandas, pm4py
begun = time.perf_counter()
rows = pandas.read_csv(sys.argv[1])
rows["time"] = pandas.to_datetime(rows["time"], utc=True)
log = pm4py.format_dataframe(rows, case_id="case", activity_key="team", timestamp_key="time")
log["org:resource"] = log["concept:name"]
read = time.perf_counter()
network = pm4py.discover_handover_of_work_network(log)
graph, first, last = pm4py.discover_performance_dfg(log)
done = time.perf_counter()
assert len(network.connections) > 100 and len(graph) > 100
print(json.dumps({"work": done - begun, "read": read - begun, "version": pm4py.__version__}))
"""


def environment(place: Path) -> Path:
    """Make an environment with pm4py and return its Python."""
    venv.create(place, with_pip=True)
    python = place / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    command = [
        str(python),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        NEEDED,
    ]
    subprocess.run(command, check=True)
    return python


def worked(python: Path | str, code: str, log: Path) -> dict[str, float]:
    """Return what a program says about its work."""
    command = [str(python), "-c", code, str(log)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    said: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return said


def measure(python: Path, log: Path, events: int) -> None:
    """Print how much faster the handoff table is; they take turns, one run after another."""
    theirs, ours = [], []
    for _ in range(2):
        theirs.append(worked(python, PM4PY, log))
        ours.append(worked(sys.executable, HANDOFFS, log)["work"])
    best = min(theirs, key=lambda run: run["work"])
    report(
        (
            (f"{events:,} events: pm4py {best['version']}", best["work"], "s", None),
            ("  of which reading the file", best["read"], "s", None),
            ("  chainmap's handoff table", min(ours), "s", None),
            ("  its share of pm4py's time, 1/20 at most", min(ours) / best["work"], "", 1 / 20),
            ("  times as fast", best["work"] / min(ours), "×", None),
        )
    )


def main() -> None:
    """Measure logs of the sizes asked for."""
    with tempfile.TemporaryDirectory() as place:
        python = environment(Path(place, "pm4py"))
        for events in [int(word) for word in sys.argv[1:]] or [EVENTS]:
            log = Path(place, "log.csv")
            generate(log, events)
            measure(python, log, events)


if __name__ == "__main__":
    main()
