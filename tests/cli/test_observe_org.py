"""`chainmap observe --org`, `--write` and `chainmap init --from-log`, word for word."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
import yaml

from chainmap.issues import ChainmapError
from tests.calling import Call

LOG = """\
case,team,time
1,Baker,2026-01-05 09:00
1,Store,2026-01-05 15:00
1,Baker,2026-01-05 15:30
2,baker,2026-01-06 09:00
2,Shop,2026-01-06 11:00
3,Sotre,2026-01-07 09:00
3,Shop,2026-01-07 10:00
"""

TEXT = """\
Does the log agree with the declared chain?

4 pairs of teams hand over in the log, 2 of them declared: recall 50 %; weighted by handoffs 50 %.
2 declared pairs could be seen there, 1 was: precision 50 %.
1 promise could be checked: 1 holds for 85 % of the handoffs.
  Compared are pairs of parties that both occur in the log, each pair once.
  3 declared pairs lie outside: one of the two is not in the log.
  Support and rework that nobody saw count against nothing.

Seen, but not declared, most first
  From   To     handoffs  median  85 %
  Baker  Store         1     6 h   6 h
  Sotre  Shop          1     1 h   1 h

Declared, but never seen
  From   To    Deliverable
  Store  Shop  Sugar

Declared and seen, most first
  From   To     handoffs  median    85 %  promised        volume  declared
  Baker  Shop          1     2 h     2 h       3 h  kept   2.3/w       2/d
  Store  Baker         1  30 min  30 min         –         2.3/w         –

1 team of the log is no party of the organisation: Sotre.

Volumes: handoffs over the working time from 2026-01-05 to 2026-01-07, 17 h (8 h a day, 5 days a\
 week).

How it was read
  Columns: case = case (guessed), team = team (guessed), time = time (guessed).
  Times: ISO 8601, those without a zone are taken as they stand, those with one in UTC; counted\
 in working hours, Mon Tue Wed Thu Fri 09:00-17:00.
  7 rows read, 7 used.
  A handoff takes from a team's first event of the stay to the next team's first.
  85 %: so many take no longer; percentiles are interpolated linearly.
  log.csv, 2026-01-05 to 2026-01-07.
"""

WRITTEN = """\
# made by chainmap observe --write, and written anew by it: correct the teams' files instead
observed: log.csv
first: 2026-01-05
last: 2026-01-07
counted: Mon Tue Wed Thu Fri 09:00-17:00
hours_per_day: 8
handoffs:
  - supplier: Baker
    customer: Shop
    delivers: Bread
    lead_time: 2h
    volume: 2.33/w
    n: 1
  - supplier: Baker
    customer: Store
    lead_time: 6h
    volume: 2.33/w
    n: 1
  - supplier: Store
    customer: Baker
    lead_time: 30m
    volume: 2.33/w
    n: 1
"""

STORE = """\
team: Store
serves:
  - {customer: Shop, delivers: Sugar}
  - {customer: Baker, delivers: Eggs, rework: true}
"""

HOURS = ("--working-time", "Mon-Fri 09:00-17:00")


@pytest.fixture(autouse=True)
def log(workplace: Path, bakery: Path) -> None:
    (workplace / "log.csv").write_text(LOG, encoding="utf-8")
    (bakery / "store.yaml").write_text(STORE, encoding="utf-8")
    baker = (bakery / "baker.yaml").read_text(encoding="utf-8")
    promised = baker.replace("lead_time: 4h", "lead_time: 4h, promise: 3h, volume: 2/d")
    (bakery / "baker.yaml").write_text(promised, encoding="utf-8")


def files(org: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in org.rglob("*.yaml")}


def test_the_text(call: Call) -> None:
    assert call("observe", "log.csv", "--org", "org", *HOURS).stdout == TEXT


def test_names_that_differ(call: Call, workplace: Path) -> None:
    (workplace / "log.csv").write_text(LOG.replace("Store", "Depot"), encoding="utf-8")
    said = call("observe", "log.csv", "--org", "org").stdout
    assert "--names FILE:\n  log,team\n  Sotre,Store\n" in said
    (workplace / "names.csv").write_text("log,team\nsotre,Store\nDepot,Store\n", encoding="utf-8")
    words = ("observe", "log.csv", "--org", "org", "--names", "names.csv", "--format", "json")
    declared = json.loads(call(*words).stdout)["declared"]
    assert (declared["precision"], declared["recall"]) == (1.0, 0.75)
    assert declared["unknown_teams"] == []


def test_other_clocks_are_not_held_against_each_other(call: Call) -> None:
    said = call("observe", "log.csv", "--org", "org").stdout
    assert "they cannot be held against each other." in said
    assert "promise could be checked" not in said


def test_write_touches_no_declared_file(call: Call, bakery: Path) -> None:
    before = files(bakery)
    ran = call("observe", "log.csv", "--org", "org", "--write", *HOURS)
    after = files(bakery)
    observed = after.pop("observed.yaml").decode()
    assert after == before
    assert ran.stderr == (
        "Wrote org/observed.yaml: 2 declared handoffs measured, 1 pair that nobody declares\n"
    )
    assert observed == WRITTEN.replace(
        "    customer: Baker\n    lead_time",
        "    customer: Baker\n    delivers: Eggs\n    lead_time",
    )


def test_trace_uses_and_names_what_was_measured(call: Call, bakery: Path) -> None:
    (bakery / "complaints.yaml").write_text(
        "- {id: C-1, customer: Eaters, category: late}\n", encoding="utf-8"
    )
    call("observe", "log.csv", "--org", "org", "--write", *HOURS)
    said = call("trace", "--as-of", "2026-09-30").stdout
    (row,) = [line.split() for line in said.splitlines() if "Baker → Shop" in line]
    assert " ".join(row) == "2 Baker → Shop Bread 2 h promised 3 h −1 h measured, n = 1"
    source = "2 times measured in log.csv, 2026-01-05 to 2026-01-07 (org/observed.yaml)."
    assert source in said
    assert source in call("bottlenecks", "--as-of", "2026-09-30").stdout
    steps = json.loads(call("trace", "--format", "json").stdout)["complaints"][0]
    (measured,) = [
        step["measured_in"]
        for step in steps["slowest_chains"][0]["steps"]
        if step["evidence"] == "measured"
    ]
    assert measured == {
        "path": "org/observed.yaml",
        "log": "log.csv",
        "first": "2026-01-05",
        "last": "2026-01-07",
        "n": 1,
    }


def test_write_again_measures_against_the_declared_files(call: Call, bakery: Path) -> None:
    words = ("observe", "log.csv", "--org", "org", "--write", *HOURS)
    first = call(*words).stdout
    written = (bakery / "observed.yaml").read_bytes()
    assert call(*words).stdout == first
    assert (bakery / "observed.yaml").read_bytes() == written


def test_a_file_of_somebody_else_is_not_replaced(call: Call, bakery: Path) -> None:
    (bakery / "observed.yaml").write_text("team: Observed\n", encoding="utf-8")
    with pytest.raises(ChainmapError) as caught:
        call("observe", "log.csv", "--org", "org", "--write")
    assert [issue.code for issue in caught.value.issues] == ["exists"]
    assert (bakery / "observed.yaml").read_text(encoding="utf-8") == "team: Observed\n"


def test_what_cannot_be_told_apart_is_left_out(call: Call, bakery: Path) -> None:
    more = (
        "team: Store\nserves: [{customer: Baker, delivers: [A]}, {customer: Baker, delivers: B}]\n"
    )
    (bakery / "store.yaml").write_text(more.replace("[A]", "A"), encoding="utf-8")
    ran = call("observe", "log.csv", "--org", "org", "--write", *HOURS)
    assert "left out 1 pair with several deliverables: the log does not tell which" in ran.stderr
    assert "Store\n    customer: Baker" not in (bakery / "observed.yaml").read_text("utf-8")


@pytest.mark.parametrize("words", [("--write",), ("--names", "names.csv")])
def test_some_options_need_an_organisation(call: Call, words: tuple[str, ...]) -> None:
    assert call("observe", "log.csv", *words).exit_code == 2


def test_init_drafts_what_a_log_shows(call: Call, workplace: Path) -> None:
    ran = call("init", "--from-log", "log.csv", "drafted")
    assert ran.exit_code == 0
    drafted = workplace / "drafted"
    baker = yaml.safe_load((drafted / "teams" / "baker.yaml").read_text(encoding="utf-8"))
    assert baker == {"team": "Baker", "serves": [{"customer": "Shop"}, {"customer": "Store"}]}
    store = yaml.safe_load((drafted / "teams" / "store.yaml").read_text(encoding="utf-8"))
    assert store == {"team": "Store", "serves": [{"customer": "Baker", "rework": True}]}
    assert call("check", "drafted").exit_code == 0
    answer = call("observe", "log.csv", "--org", "drafted", "--format", "json").stdout
    declared = json.loads(answer)["declared"]
    assert (declared["precision"], declared["recall"]) == (1.0, 1.0)
    assert declared["same_clock"] is True


def test_init_replaces_nothing(call: Call, bakery: Path) -> None:
    before = files(bakery)
    (bakery / "chainmap.yaml").write_text("organisation: Ours\n", encoding="utf-8")
    with pytest.raises(ChainmapError):
        call("init", "--from-log", "log.csv", "org")
    assert set(files(bakery)) == set(before)


@pytest.mark.parametrize(
    "words",
    [
        ("--demo", "--from-log", "log.csv"),
        ("--case", "case"),
        ("--working-time", "Mon-Fri 09:00-17:00"),
    ],
)
def test_init_takes_no_options_that_do_not_fit(call: Call, words: tuple[str, ...]) -> None:
    assert call("init", *words).exit_code == 2


def test_an_organisation_drafted_from_a_large_log_is_what_the_log_says(
    call: Call, require: Callable[[str], Path]
) -> None:
    volvo = str(require("CHAINMAP_TEST_DATA") / "volvo-incidents.csv.gz")
    call("init", "--from-log", volvo, "volvo")
    answer = json.loads(call("observe", volvo, "--org", "volvo", "--format", "json").stdout)
    declared = answer["declared"]
    assert (declared["precision"], declared["recall"], len(declared["compared"])) == (1, 1, 2_463)
    assert declared["compared"][0]["handoffs"] == 255
    assert sum(pair["handoffs"] for pair in declared["compared"]) == 9_454


def test_hostile_names_come_back_as_they_are_drafted(call: Call, workplace: Path) -> None:
    names = [
        "=cmd|x",
        "a: b",
        "- x",
        "#c",
        "no",
        "010",
        "../../etc",
        "A\nB",
        "c\x1bd",
        "仓库",
        "*y",
    ]
    with (workplace / "odd.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["case", "team", "time"])
        for at, team in enumerate(names):
            rows.writerow([1, team, f"2026-01-05 08:{at:02}"])
    call("init", "--from-log", "odd.csv", "odd")
    assert call("check", "odd").exit_code == 0
    answer = call("observe", "odd.csv", "--org", "odd", "--format", "json").stdout
    declared = json.loads(answer)["declared"]
    assert (declared["recall"], declared["precision"], declared["unknown_teams"]) == (1, 1, [])
    assert len(list((workplace / "odd" / "teams").iterdir())) == len(names)


def test_rows_of_names_that_rename_nobody_are_told(call: Call, workplace: Path) -> None:
    (workplace / "names.csv").write_text("log,team\nSotre,Store\nDepto,Store\n", encoding="utf-8")
    words = ("observe", "log.csv", "--org", "org", "--names", "names.csv")
    assert call(*words).stderr == "--names renames nobody called so in the log: Depto\n"
    (workplace / "names.csv").write_text("log,team\nSotre,Store\n", encoding="utf-8")
    assert call(*words).stderr == ""


def test_init_reads_a_log_as_observe_does(call: Call, workplace: Path) -> None:
    log = "case;team;time\n1;A;05/01/2026 09:00\n1;?;05/01/2026 10:00\n1;B;05/01/2026 11:00\n"
    (workplace / "own.csv").write_text(f"{log}1;A;06/01/2026 09:30\n", encoding="utf-8")
    with pytest.raises(ChainmapError) as caught:
        call("init", "--from-log", "own.csv", "drafted")
    assert [issue.code for issue in caught.value.issues] == ["ambiguous-dates"]
    how = ("--time-format", "%d/%m/%Y %H:%M", "--missing-value", "?", "--missing", "drop")
    assert call("init", "--from-log", "own.csv", *how, *HOURS, "drafted").exit_code == 0
    measured = yaml.safe_load((workplace / "drafted" / "observed.yaml").read_text("utf-8"))
    assert measured["first"].isoformat() == "2026-01-05"
    assert [(one["customer"], one["lead_time"]) for one in measured["handoffs"]] == [
        ("B", "2h"),
        ("A", "6h 30m"),
    ]
    settings = (workplace / "drafted" / "chainmap.yaml").read_text("utf-8")
    assert "hours_per_day: 8" in settings
    assert call("check", "drafted").exit_code == 0


def test_init_drafts_what_a_table_shows(call: Call, workplace: Path) -> None:
    with duckdb.connect(workplace / "log.duckdb") as database:
        database.execute("create table history as from read_csv('log.csv')")
    assert call("init", "--from-log", "duckdb://log.duckdb#history", "drafted").exit_code == 0
    assert (workplace / "drafted" / "teams" / "baker.yaml").is_file()
    assert call("check", "drafted").exit_code == 0
