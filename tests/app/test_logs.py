"""Logs for pictures and pages: counted before or read now, the same; names as ORG has them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from chainmap.analysis.observed.reading import Role
from chainmap.app.logs import held_against, names_of, read_logs, renamed_log
from chainmap.app.observing import observe
from chainmap.evidence.hours import parse_hours
from chainmap.evidence.request import Request
from chainmap.issues import ChainmapError
from chainmap.report.observed_json import observed_json
from tests.literal import handoff, organisation
from tests.observed import back, full, observed, pair

HELP_DESK = Path(__file__).parents[2] / "examples" / "it-help-desk"
LOG = "case,team,time\n1,Desk,2026-09-01 08:00\n1,Kitchen,2026-09-01 09:30\n"


def quiet(_: str) -> None:
    """Tell nobody."""


def counted(workplace: Path, text: str, name: str = "seen.json") -> Path:
    (workplace / name).write_text(text, encoding="utf-8")
    return Path(name)


def log_of(*logs: Path, **how: Any) -> Request:
    return Request(tuple(map(str, logs)), **how)


def refused(*logs: Path, **how: Any) -> list[str]:
    with pytest.raises(ChainmapError) as caught:
        read_logs(log_of(*logs, **how), tell=quiet)
    return [issue.code for issue in caught.value.issues]


def test_what_was_printed_is_what_was_counted(workplace: Path) -> None:
    assert read_logs(log_of(counted(workplace, observed_json(full()))), tell=quiet) == full()


def test_a_log_and_what_observe_prints_of_it_are_the_same(workplace: Path) -> None:
    log = counted(workplace, LOG, "log.csv")
    now = read_logs(log_of(log), tell=quiet)
    assert read_logs(log_of(counted(workplace, observed_json(now))), tell=quiet) == now


def test_several_logs_are_read_as_one(workplace: Path) -> None:
    one = counted(workplace, LOG, "one.csv")
    other = counted(workplace, LOG.replace("\n1,", "\n2,"), "two.csv")
    assert read_logs(log_of(one, other), tell=quiet).cases == 2


def test_what_was_counted_apart_is_not_added(workplace: Path) -> None:
    one = counted(workplace, observed_json(full()))
    assert refused(one, counted(workplace, LOG, "log.csv")) == ["counted-apart"]


def test_how_to_read_what_was_counted_before_is_refused(workplace: Path) -> None:
    one = counted(workplace, observed_json(full()))
    assert refused(one, zone="Europe/Berlin") == ["options-conflict"]


def test_a_log_whose_columns_cannot_be_guessed_says_how_to_name_them_here(workplace: Path) -> None:
    log = counted(workplace, LOG.replace("case", "colour"), "log.csv")
    assert "options-of-log" in refused(log)
    found = read_logs(log_of(log, columns={Role.CASE: "colour"}), tell=quiet)
    assert found.handoffs == 1


def test_a_mistake_that_no_option_mends_does_not_speak_of_options() -> None:
    assert refused(Path("gone.csv")) == ["not-found"]


def test_what_was_counted_needs_no_engine(workplace: Path) -> None:
    counted(workplace, observed_json(full()))
    program = (
        "import sys; from chainmap.app.logs import read_logs;"
        "from chainmap.evidence.request import Request;"
        "read_logs(Request(('seen.json',)), tell=lambda _: None);"
        "sys.exit(any(name in sys.modules for name in ('duckdb', 'ibis', 'pyarrow', 'pandas')))"
    )
    subprocess.run([sys.executable, "-c", program], cwd=workplace, check=True)


def test_the_count_that_an_example_ships_is_that_of_its_log() -> None:
    shipped = read_logs(log_of(HELP_DESK / "seen.json"), tell=quiet)
    working = parse_hours("Mon-Fri 08:00-18:00")
    now = observe(Request((str(HELP_DESK / "tickets.csv"),), working=working), tell=quiet).observed
    sizes = [
        [(p.supplier, p.customer, p.handoffs, p.cases) for p in log.pairs] for log in (shipped, now)
    ]
    assert sizes[0] == sizes[1]
    medians = [[p.time.median for p in log.pairs] for log in (shipped, now)]
    assert medians[0] == pytest.approx(medians[1])


def test_teams_are_called_as_the_organisation_calls_them(workplace: Path) -> None:
    org = organisation(handoff("Desk", "Kitchen"), handoff("Kitchen", "Shop"))
    table = counted(workplace, "log,team\nCooks,Kitchen\n", "names.csv")
    log = observed(pair("desk ", "Cooks", 2), returning=(back("desk ", "Cooks", 1),))
    found = renamed_log(log, names_of(org, table).called, "log")
    assert [(p.supplier, p.customer) for p in found.pairs] == [("Desk", "Kitchen")]
    assert [(r.team, r.by_way_of) for r in found.returning] == [("Desk", "Kitchen")]
    assert held_against(found, org, None).recall == 1


def test_two_names_that_are_one_team_are_to_be_counted_as_one() -> None:
    log = observed(pair("Desk", "Kitchen"), pair("desk", "Kitchen"))
    org = organisation(handoff("Desk", "Kitchen"))
    with pytest.raises(ChainmapError, match="Desk, desk are one team"):
        renamed_log(log, names_of(org, None).called, "log")


def test_an_unknown_name_may_be_like_a_party_that_is_not_in_the_log() -> None:
    org = organisation(handoff("Desk", "Kitchen"))
    found = held_against(observed(pair("Desk", "Kitchne")), org, names_of(org, None))
    assert [(one.log, one.team) for one in found.alike] == [("Kitchne", "Kitchen")]
