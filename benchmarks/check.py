"""How long does `chainmap check` take for 5,000 files, and how much memory?

5,000 teams with 20,000 handoffs, each claimed by both sides, in a file for each team. The yardstick
is a process that only composes the same text with libyaml: no program can check YAML without it.
"""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from measuring import medians, peak_of_children, report, run_python

RUNS = 5
TEAMS, HANDOFFS_EACH = 5_000, 4

COMPOSE = """
import sys
from pathlib import Path
import yaml
for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    for node in yaml.compose_all(path.read_bytes(), yaml.CSafeLoader):
        pass
"""
COMPOSE_WITHOUT_COLLECTOR = f"import gc\ngc.disable()\n{COMPOSE}"


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as directory:
        org = Path(directory, "org")
        size = write_organisation(org)
        composed, composed_quickly, checked = medians(
            RUNS,
            lambda: run_python("-c", COMPOSE, org),
            lambda: run_python("-c", COMPOSE_WITHOUT_COLLECTOR, org),
            lambda: run_python("-m", "chainmap", "check", org),
        )
    report(
        [
            (f"text in {TEAMS:,} files", size / 1024**2, "MiB", None),
            ("composing it with libyaml", composed, "s", None),
            ("composing it without garbage collection", composed_quickly, "s", None),
            ("chainmap check", checked, "s", None),
            ("  ratio", checked / composed, "x", 3),
            (
                "  ratio to composing without garbage collection",
                checked / composed_quickly,
                "x",
                None,
            ),
            ("peak memory", peak_of_children(), "MiB", 600),
        ]
    )


def write_organisation(org: Path) -> int:
    """Write the files below `org` and return how many bytes they have."""
    dice = random.Random(20261121)
    teams: list[list[str]] = [[] for _ in range(TEAMS)]
    needs: list[list[str]] = [[] for _ in range(TEAMS)]
    for supplier in range(TEAMS):
        for number in range(HANDOFFS_EACH):
            customer = supplier + dice.randint(1, 200)
            if customer < TEAMS:
                teams[supplier].append(promised(dice, supplier, number, f"Team {customer:04}"))
                needs[customer].append(needed(dice, supplier, number))
            else:
                teams[supplier].append(promised(dice, supplier, number, "Customers"))
    (org / "teams").mkdir(parents=True)
    (org / "customers.yaml").write_text("customer: Customers\nvalue: 2\n")
    return sum(
        Path(org, "teams", f"team-{number:04}.yaml").write_text(
            team_file(dice, number, teams[number], needs[number])
        )
        for number in range(TEAMS)
    )


def team_file(dice: random.Random, number: int, serves: list[str], needs: list[str]) -> str:
    """Return the text of one team's file."""
    head = (
        "# yaml-language-server: $schema=../.schema/team.json\n"
        f"team: Team {number:04}\ndepartment: Department {number // 100}\n"
        f"people: {dice.randint(2, 12)}\navailability: {dice.randint(50, 100)}%\n"
    )
    needed_here = "needs:\n" + "".join(needs) if needs else ""
    return f"{head}serves:\n{''.join(serves)}{needed_here}"


def promised(dice: random.Random, supplier: int, number: int, customer: str) -> str:
    """Return the supplier's claim of a handoff."""
    return (
        f"  - customer: {customer}\n"
        f"    delivers: Deliverable {number} of team {supplier:04}\n"
        f"    volume: {dice.randint(1, 200)}/d\n"
        f"    promise: {dice.randint(1, 8)}h\n"
        f"    they_need: {dice.randint(1, 8)}h     # believed\n"
        f"    process_time: {dice.randint(5, 55)}m\n"
        f"    lead_time: {dice.randint(1, 16)}h\n"
        f"    evidence: {dice.choice(['measured', 'estimated', 'guess'])}\n"
    )


def needed(dice: random.Random, supplier: int, number: int) -> str:
    """Return the customer's claim of the same handoff."""
    return (
        f"  - supplier: Team {supplier:04}\n"
        f"    delivers: Deliverable {number} of team {supplier:04}\n"
        f"    within: {dice.randint(1, 8)}h\n"
        f"    wants: sorted by aisle, with the name of whom to ask\n"
        f"    accuracy: {dice.randint(70, 100)}%\n"
        f"    rating: {dice.randint(1, 5)}/5\n"
        f"    asked: 2026-{dice.randint(1, 10):02}-{dice.randint(1, 28):02}\n"
    )


if __name__ == "__main__":
    main()
