"""How long do 100,000 runs of `org/` take?

Every time is drawn in every run, and for every team twice again what its deliveries would be with
its times cut and with its promises kept. Beside it the case P2 (`examples/reliable-construction`).
"""

from __future__ import annotations

from pathlib import Path

from measuring import medians, peak_of_this_process, report

from chainmap.analysis.chance import chance
from chainmap.app.answers import open_flow

ROOT = Path(__file__).parent.parent
RUNS = 3


def main() -> None:
    """Measure and print."""
    org = open_flow(ROOT / "org")
    construction = open_flow(ROOT / "examples" / "reliable-construction")
    whole, small = medians(RUNS, lambda: chance(org), lambda: chance(construction))
    report(
        [
            ("100,000 runs of org/, with what teams could prevent", whole, "s", 3),
            ("100,000 runs of examples/reliable-construction", small, "s", 3),
            ("peak memory", peak_of_this_process(), "MiB", None),
        ]
    )


if __name__ == "__main__":
    main()
