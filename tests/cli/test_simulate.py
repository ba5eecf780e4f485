"""`chainmap simulate`, word for word."""

from __future__ import annotations

import json
from importlib import util
from pathlib import Path

import pytest

from chainmap.issues import ChainmapError
from tests.calling import Call
from tests.cli.on_disk import written_org

FILES = {
    "desk": """\
team: Desk
people: 1.5
arrivals: 4/h
process_time: 12m
serves:
  - {customer: Lab, delivers: Sample, share: 50%}
  - {customer: Patients, delivers: Result, promise: 1d}
needs: [{supplier: Patients, delivers: Order}]
""",
    "lab": """\
team: Lab
people: 2
availability: 50%
serves: [{customer: Patients, delivers: Report, process_time: 20m}]
needs: [{supplier: Desk, delivers: Sample, accuracy: 80%}]
""",
    "post": """\
team: Post
serves: [{customer: Patients, delivers: Letter, volume: 10/d, lead_time: 3h}]
""",
    "cellar": "team: Cellar\nserves: [Post]\n",
    "patients": """\
customer: Patients
serves: [{customer: Desk, delivers: Order}]
needs:
  - {supplier: Desk, delivers: Result}
  - {supplier: Lab, delivers: Report}
  - {supplier: Post, delivers: Letter}
""",
}

TEXT = """\
How long do items take and wait if chance decides?

From entering to leaving an item takes 1.6 ±0.09 h on average; by formula 1.5 h. Half take at\
 most 1.1 h, 85 % 3 h, 95 % 3.4 h.
Items wait longest at Lab: 39 ±12 min until somebody begins.
Formula and simulation are over 20 % apart at 1 team (◀). Chance can explain it.

Lead time by the team that had the item last (85 %: so many take no longer)
     Last team  hands it to  items         mean         50 %         85 %        95 %
  1  Desk       Patients      38 %  28 ±2.2 min  20 ±1.8 min  51 ±4.1 min  1.3 ±0.1 h
  2  Lab        Patients      38 %   1.8 ±0.2 h   1.4 ±0.2 h   3.2 ±0.5 h  4.4 ±0.6 h
  3  Post       Patients      24 %       3 ±0 h       3 ±0 h       3 ±0 h      3 ±0 h

Formula and simulation side by side (± half a 95 % interval), the busiest first
     Team  load  simulated    wait   simulated  items in team    apart
  1  Lab   67 %  67 ±3.9 %  32 min  39 ±12 min       2.6 ±0.5  +23 % ◀
  2  Desk  60 %  59 ±2.3 %  10 min  9 ±1.5 min       1.9 ±0.2    −14 %

Over 20 % apart (◀): which assumption of the formula broke
  Lab: perhaps none. The interval holds the formula's figure, so chance can explain it; --weeks\
 20 halves the interval.

How it was simulated
  10 replications of 5 w, each after 1.2 w of warm-up that is not counted; seed 1.
  Only waiting for people is simulated: no batches, no opening hours, no answers of others. What\
 is measured may be longer.
  Times between arrivals and of work vary as variability says, by pure chance otherwise.
  Volumes, not shares, say where items go from Post.
  Nobody waits for people at Post (3 h): people or process time are not stated, so items always\
 take the lead time.
  Left out, with neither arrivals nor volume: Cellar.

Next
  1. Ask Lab what its work waits for:   chainmap team "Lab"
  2. Make the intervals half as wide:   chainmap simulate --weeks 20
  3. Try other people or times before a change is made:   chainmap whatif SCENARIO

Working time, 8 h a day, 5 days a week. org/, 2026-11-21.
"""


@pytest.fixture(autouse=True)
def clinic(workplace: Path) -> Path:
    return written_org(workplace, {f"{name}.yaml": text for name, text in FILES.items()})


def test_word_for_word(call: Call) -> None:
    assert call("simulate", "--weeks", "5", "--as-of", "2026-11-21").stdout == TEXT


def test_json_with_intervals_and_the_same_bytes_for_a_seed(call: Call) -> None:
    words = ("simulate", "--hours", "60", "--format", "json", "--seed", "9")
    printed = call(*words).stdout
    assert printed == call(*words).stdout
    found = json.loads(printed)
    assert found["format"] == "chainmap.simulate/1"
    assert (found["replications"], found["seed"], found["counted_h"]) == (10, 9, 60)
    assert found["unstated"] == ["Cellar"]
    teams = {team["team"]: team for team in found["teams"]}
    assert teams["Post"]["time_from"] == "lead_time"
    assert teams["Post"]["simulated"]["queue_wait_h"] is None
    load = teams["Desk"]["simulated"]["utilisation"]
    assert load["low"] < load["mean"] < load["high"]
    assert {"mean_h", "p50_h", "p85_h", "p95_h"} < set(found["lead_time"])
    last = {(times["team"], *times["to"]) for times in found["by_last_team"]}
    assert last == {("Desk", "Patients"), ("Lab", "Patients"), ("Post", "Patients")}


def test_a_backlog_has_no_lead_time(call: Call, clinic: Path) -> None:
    busy = FILES["desk"].replace("people: 1.5", "people: 0.5")
    (clinic / "desk.yaml").write_text(busy, encoding="utf-8")
    text = call("simulate", "--weeks", "3").stdout
    assert "Desk cannot keep up: the longer it goes on, the longer it takes." in text
    assert "backlog +80/w" in text
    assert "Lab: a steady state. Desk cannot keep up, so less comes by way of it." in text
    found = json.loads(call("simulate", "--weeks", "3", "--format", "json").stdout)
    assert found["lead_time"] is None


def test_an_organisation_without_flows_is_told_what_to_add(call: Call, clinic: Path) -> None:
    for name in ("desk", "lab", "post"):
        (clinic / f"{name}.yaml").unlink()
    (clinic / "patients.yaml").write_text("customer: Patients\n", encoding="utf-8")
    (clinic / "cellar.yaml").write_text(
        "team: Cellar\nserves: [{customer: Patients, delivers: Wine, lead_time: 1d}]\n",
        encoding="utf-8",
    )
    with pytest.raises(ChainmapError, match="so nothing can wait") as caught:
        call("simulate")
    assert [issue.code for issue in caught.value.issues] == ["nothing-to-simulate"]


def test_without_ciw_it_says_what_to_install(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chainmap.app.packages.find_spec", lambda _: None)
    assert util.find_spec("ciw") is not None
    with pytest.raises(ChainmapError) as caught:
        call("simulate")
    (issue,) = caught.value.issues
    assert issue.hint == 'Install it: pip install "chainmap[sim]" (exactly: chainmap doctor)'


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--weeks", "1", "--hours", "3"), "Give --weeks or --hours, not both."),
        (("--replications", "9"), "--replications"),
        (("--weeks", "0"), "--weeks"),
    ],
)
def test_options_that_make_no_sense(call: Call, words: tuple[str, ...], said: str) -> None:
    result = call("simulate", *words)
    assert result.exit_code == 2
    assert said in result.stderr
