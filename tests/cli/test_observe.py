"""`chainmap observe`, word for word."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chainmap.app import observing
from chainmap.issues import ChainmapError
from tests.calling import Call

LOG = """\
case,team,time
1,Desk,2026-01-05 08:00
1,Billing,2026-01-05 10:00
1,Desk,2026-01-05 10:30
2,Desk,2026-01-05 09:00
2,Desk,2026-02-05 09:00
3,Billing,2026-02-05 09:00
3,,2026-02-05 09:30
3,?,2026-02-05 09:40
"""

TEXT = """\
Who hands cases to whom, how long does it take, and where do they come back?

3 cases, 8 events, 3 teams: 2 handoffs.
33 % of the cases are handed on (1).
33 % only ever have one team (1).
Most often from Billing to Desk: 1 time, the median after 30 min.
1 time a case goes straight back (A → B → A), in 1 case (33 %).

Handoffs, most first
     From     To       handoffs  cases  median    85 %    95 %
  1  Billing  Desk            1      1  30 min  30 min  30 min
  2  Desk     Billing         1      1     2 h     2 h     2 h

Teams, by their share of all time
     Team       cases  stays    time   share  only passed on      alone
  1  Desk           2      3  31.1 d  > 99 %             0 %  50 % of 2
  2  Billing        2      2     1 h   < 1 %            50 %   0 % of 1
  3  (no team)      1      1  10 min   < 1 %             0 %          –
  4  ?              1      1     0 h     0 %             0 %          –

Returns, most first
     Team  by way of  returns  cases
  1  Desk  Billing          1      1

Routes: 3 different. The most frequent
  cases  handoffs  median  for example  Route
      1         0    31 d  2            Desk
      1         0  40 min  3            Billing → (no team) → ?
      1         2   2.5 h  1            Desk → Billing → Desk

Whole time of a case, by its handoffs
  handoffs  cases  median    85 %    95 %
         0      2  15.5 d  26.4 d  29.5 d
         2      1   2.5 h   2.5 h   2.5 h
  Hard cases travel more: the handoffs need not be what makes them slow.

Months, by a case's first event
  Month    cases  handoffs a case  returns  one team only  median
  2026-01      2             1.00        1           50 %  15.6 d
  2026-02      1             0.00        0            0 %  40 min

How it was read
  Columns: case = case (guessed), team = team (guessed), time = time (guessed).
  Times: ISO 8601, those without a zone are taken as they stand, those with one in UTC; counted\
 around the clock, 24 h a day.
  8 rows read, 8 used.
  1 event without a team: no handoff leads to or from them (--missing skip).
  1 event of team “?”: is that a name? If not: --missing-value "?".
  A handoff takes from a team's first event of the stay to the next team's first.
  85 %: so many take no longer; percentiles are interpolated linearly.
  log.csv, 2026-01-05 to 2026-02-05.

Next
  1. See it as a picture:   chainmap draw observed --log log.csv -o observed.svg
  2. Hold it against what teams declare:   chainmap observe log.csv --org org
  3. Or start their files from it:   chainmap init --from-log log.csv org
"""


@pytest.fixture(autouse=True)
def log(workplace: Path) -> None:
    (workplace / "log.csv").write_text(LOG, encoding="utf-8")


def test_the_text(call: Call) -> None:
    assert call("observe", "log.csv").stdout == TEXT


def test_json_has_the_keys_of_the_design(call: Call) -> None:
    answer = json.loads(call("observe", "log.csv", "--format", "json").stdout)
    pairs = answer["pairs"]
    assert {key: answer[key] for key in ("format", "events", "cases", "teams", "handoffs")} == {
        "format": "chainmap.observed/1",
        "events": 8,
        "cases": 3,
        "teams": 3,
        "handoffs": 2,
    }
    assert (answer["cases_with_handoff"], answer["returns"]) == (1, {"count": 1, "cases": 1})
    assert pairs[0] == {
        "supplier": "Billing",
        "customer": "Desk",
        "handoffs": 1,
        "cases": 1,
        "p5_h": 0.5,
        "median_h": 0.5,
        "p85_h": 0.5,
        "p95_h": 0.5,
    }


def test_names_cannot_steer_a_terminal(call: Call, workplace: Path) -> None:
    evil = 'case,team,time\n1,"A\x1b[2J\nB",2026-01-05\n1,\u202eC,2026-01-06\n'
    (workplace / "log.csv").write_text(evil, encoding="utf-8")
    printed = call("observe", "log.csv").stdout
    assert "\x1b" not in printed
    assert "\u202e" not in printed


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--time-zone", "Mars/North"), "unknown-zone"),
        (("--time-zone", "../../etc/passwd"), "unknown-zone"),
        (("--memory", "lots"), "unknown-size"),
        (("--working-time", "always"), "unknown-hours"),
        (("--time-format", "%Q"), "unknown-format"),
        (("--time-format", ""), "unknown-format"),
        (("--time-format", "DD.MM.YYYY"), "unknown-format"),
        (("--time-format", "%d.%m.%Y %"), "unknown-format"),
    ],
)
def test_mistaken_options_are_said(call: Call, words: tuple[str, ...], code: str) -> None:
    with pytest.raises(ChainmapError) as caught:
        call("observe", "log.csv", *words)
    assert [issue.code for issue in caught.value.issues] == [code]


def test_mistakes_in_several_options_are_said_at_once(call: Call) -> None:
    hours, zone = ("--working-time", "always"), ("--time-zone", "Mars/North")
    with pytest.raises(ChainmapError) as caught:
        call("observe", "log.csv", *hours, *zone, "--complaint", "made_sla is")
    codes = [issue.code for issue in caught.value.issues]
    assert sorted(codes) == ["bad-condition", "unknown-hours", "unknown-zone"]


def test_so_they_are_where_a_log_is_drawn(call: Call) -> None:
    asked = ("--log-working-time", "always", "--log-memory", "lots")
    with pytest.raises(ChainmapError) as caught:
        call("draw", "observed", "--log", "log.csv", *asked)
    assert {issue.code for issue in caught.value.issues} == {"unknown-size", "unknown-hours"}


@pytest.mark.parametrize("form", ["%d.%m.%y %H:%M", "%-d.%-m.%Y, %H:%M", "%d%%%m%%%Y"])
def test_formats_that_can_be_read_are_not_refused(call: Call, workplace: Path, form: str) -> None:
    written = datetime(2026, 12, 31, 8, 15, tzinfo=UTC).strftime(form)
    (workplace / "odd.csv").write_text(f'case,team,time\n1,A,"{written}"\n', encoding="utf-8")
    assert "2026-12-31 to 2026-12-31" in call("observe", "odd.csv", "--time-format", form).stdout


def test_what_reads_logs_may_be_missing(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(observing, "NEEDED", ("no_such_module",))
    with pytest.raises(ChainmapError) as caught:
        call("observe", "log.csv")
    assert [issue.hint for issue in caught.value.issues] == [
        'Install it: pip install "chainmap[log]" (exactly: chainmap doctor)'
    ]


DONE = """\
case,team,time,did,ended
1,Desk,2026-01-05 08:00,open,
1,Billing,2026-01-05 10:00,work,
1,Desk,2026-01-05 10:30,close,solved
2,Desk,2026-01-05 09:00,open,
2,Desk,2026-01-05 09:30,close,given up
"""

ACTIVITIES = """\
What was done, most first
  Activity  events  cases  handed on after it  done by several teams
  close          2      2                 0 %           0 % of cases
  open           2      2                50 %           0 % of cases
  work           1      1               100 %           0 % of cases
"""

OUTCOMES = """\
How cases ended, most first
  Outcome   cases  handoffs a case  returns  one team only  median    85 %    95 %
  given up      1             0.00        0          100 %  30 min  30 min  30 min
  solved        1             2.00        1            0 %   2.5 h   2.5 h   2.5 h
"""


@pytest.fixture
def done(workplace: Path) -> str:
    (workplace / "done.csv").write_text(DONE, encoding="utf-8")
    return "done.csv"


def test_what_was_done_is_told_where_a_column_says_it(call: Call, done: str) -> None:
    said = call("observe", done, "--activity", "did").stdout
    assert f"\n{ACTIVITIES}\n" in said
    assert "activity = did." in said
    assert "How cases ended" not in said
    assert "What was done" not in call("observe", done).stdout


def test_how_cases_ended_is_told_where_a_column_says_it(call: Call, done: str) -> None:
    said = call("observe", done, "--outcome", "ended").stdout
    assert f"\n{OUTCOMES}\n" in said
    assert "outcome = ended." in said
    assert "What was done" not in said


def test_a_list_of_cases_is_told_from_a_history(call: Call, workplace: Path) -> None:
    rows = "number,assignment_group,opened_at\nI1,Desk,2026-01-05\nI2,Billing,2026-01-06\n"
    (workplace / "list.csv").write_text(rows, encoding="utf-8")
    assert "Every case has one event only" in call("observe", "list.csv").stdout
    assert "Every case has one event only" not in call("observe", "log.csv").stdout


def test_one_event_begins_and_two_begin(call: Call, workplace: Path) -> None:
    head = "case,team,start,end\n1,A,2026-01-05 08:00,2026-01-05 10:00\n"
    one = "1,B,2026-01-05 09:00,2026-01-05 12:00\n"
    (workplace / "one.csv").write_text(head + one, encoding="utf-8")
    (workplace / "two.csv").write_text(head + one + one, encoding="utf-8")
    assert "1 event in 1 case begins before" in call("observe", "one.csv").stdout
    assert "2 events in 1 case begin before" in call("observe", "two.csv").stdout


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ((), "those without a zone are taken as they stand, those with one in UTC;"),
        (("--time-zone", "Europe/Helsinki"), "those without a zone are from Europe/Helsinki;"),
    ],
)
def test_whose_working_hours_count_is_said(
    call: Call, workplace: Path, zone: tuple[str, ...], words: str
) -> None:
    rows = "case,team,time\n1,A,2026-01-05T09:00:00+02:00\n1,B,2026-01-05T11:00:00+02:00\n"
    (workplace / "zoned.csv").write_text(rows, encoding="utf-8")
    said = call("observe", "zoned.csv", "--working-time", "Mon-Fri 09:00-17:00", *zone).stdout
    assert words in said


def test_wrong_options_are_told_at_once(call: Call) -> None:
    with pytest.raises(ChainmapError) as caught:
        call("observe", "log.csv", "--time-zone", "Mars", "--memory", "lots")
    assert [issue.message for issue in caught.value.issues] == [
        "lots is no size.",
        "There is no time zone Mars.",
    ]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "all its events have the same opened_at."),
        (("--working-time", "Sat-Sun 09:00-17:00"), "No working time passes in any case"),
    ],
)
def test_a_time_that_never_changes_is_pointed_out(
    call: Call, tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    log = tmp_path / "opened.csv"
    log.write_text(
        "case,team,opened_at\n1,A,2026-01-05 08:00\n1,B,2026-01-05 08:00\n", encoding="utf-8"
    )
    assert told in call("observe", str(log), *options).stdout


def test_starts_that_make_no_sense_are_told(call: Call, tmp_path: Path) -> None:
    log = tmp_path / "starts.csv"
    log.write_text(
        "case,team,start,end\n"
        "1,A,2026-01-05 09:00,2026-01-05 08:00\n"
        "1,B,soon,2026-01-05 10:00\n"
        "1,C,,2026-01-05 11:00\n",
        encoding="utf-8",
    )
    told = call("observe", str(log)).stdout
    assert "2 events with no start that can be read: they count without touch time." in told
    assert "1 event with a start after its end: it counts without touch time." in told
    seen = json.loads(call("observe", str(log), "--format", "json").stdout)
    assert seen["starts"] == {"missing": 2, "after_end": 1}
    assert [team["touch_h"] for team in seen["by_team"]] == [0.0, 0.0, 0.0]
