"""How long does the page about the shipped company take, whole process?"""

from __future__ import annotations

import tempfile
from pathlib import Path

from measuring import medians, peak_of_children, report, run_python

RUNS = 5
ROOT = Path(__file__).parent.parent


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as directory:
        page = Path(directory, "page.html")

        def make() -> None:
            page.unlink(missing_ok=True)
            run_python("-m", "chainmap", "report", "org", "-o", page, cwd=ROOT)

        made = medians(RUNS, make)[0]
        size = page.stat().st_size / 1024
    report(
        [
            ("chainmap report org", made, "s", 5),
            ("size of the page", size, "KiB", None),
            ("peak memory", peak_of_children(), "MiB", None),
        ]
    )


if __name__ == "__main__":
    main()
