"""Logs as they come: what is read, what is left out and said, what is refused."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from chainmap.analysis.observed.reading import LeftOut, Missing, Placeholder, Reason, Role
from chainmap.evidence.columns import choose
from chainmap.evidence.engines.duck import DuckWorkshop
from chainmap.evidence.hours import parse_hours
from chainmap.evidence.observing import observe
from chainmap.evidence.request import Request
from chainmap.issues import ChainmapError
from tests.evidence.conftest import See

LOG = """\
case,team,time
1,A,2026-01-05 08:00
1,B,2026-01-05 10:00
2,A,2026-01-05 09:00
"""


def test_separators_and_kinds_say_the_same(see: See, workplace: Path) -> None:
    expected = see(LOG).pairs
    assert see(LOG.replace(",", ";")).pairs == expected
    assert see(LOG.replace(",", "\t"), "log.tsv").pairs == expected
    assert see(b"\xef\xbb\xbf" + LOG.replace("\n", "\r\n").encode()).pairs == expected
    assert see(gzip.compress(LOG.encode()), "log.csv.gz").pairs == expected
    lines = [line.split(",") for line in LOG.splitlines()[1:]]
    objects = [f'{{"case": {c}, "team": "{t}", "time": "{at}"}}\n' for c, t, at in lines]
    assert see("".join(objects), "log.jsonl").pairs == expected
    columns = {
        name: [line[at] for line in lines] for at, name in enumerate(("case", "team", "time"))
    }
    pq.write_table(pa.table(columns), workplace / "log.parquet")
    assert observe(Request(("log.parquet",))).pairs == expected


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ["log.csv", "log.csv.gz"])
def test_a_first_line_for_excel_says_what_separates(
    see: See, mark: str, end: str, name: str
) -> None:
    rows = ["sep=;", "case;team;time", "1;A, B, C, D;2026-01-05 08:00", "", "2;B"]
    rows += ['1;"B\nB";2026-01-05 10:00', "2;B, C, D, E;soon", "3;C;2026-01-06"]
    text = (mark + end.join(rows) + end).encode()
    found = see(gzip.compress(text) if name.endswith("gz") else text, name, unreadable=0.5)
    assert [(p.supplier, p.customer) for p in found.pairs] == [("A, B, C, D", "B\nB")]
    assert found.reading.read == 5
    assert [(row.line, row.reason) for row in found.reading.unread] == [
        (5, Reason.BROKEN_ROW),
        (8, Reason.BAD_TIME),
    ]


def test_every_first_line_for_excel_is_read(see: See) -> None:
    expected = see(LOG).pairs
    assert see("sep=,\n" + LOG).pairs == expected
    assert see('"sep=|"\n' + LOG.replace(",", "|")).pairs == expected
    assert see("SEP=\t\n" + LOG.replace(",", "\t")).pairs == expected
    assert see("sep=;;;\n" + LOG.replace(",", ";")).pairs == expected
    assert see("sep=~\n" + LOG.replace(",", "~")).pairs == expected


def test_several_files_are_read_one_after_the_other(see: See, workplace: Path) -> None:
    (workplace / "b.csv").write_text("case,team,time\n1,C,2026-01-05 10:00\n", encoding="utf-8")
    observed = see(LOG, "a.csv")
    assert [p.customer for p in observed.pairs] == ["B"]
    both = observe(Request(("*.csv",)))
    assert both.reading.sources == ("a.csv", "b.csv")
    assert [(p.supplier, p.customer) for p in both.pairs] == [("A", "B"), ("B", "C")]


def test_events_at_the_same_time_keep_the_order_of_the_file(see: See) -> None:
    rows = "".join(f"1,T{number},2026-01-05\n" for number in range(3_000))
    observed = see("case,team,time\n" + rows)
    assert observed.routes.longest[0].teams[:3] == ("T0", "T1", "T2")
    assert all(
        int((p.customer or "T")[1:]) - int((p.supplier or "T")[1:]) == 1 for p in observed.pairs
    )


def test_a_column_may_order_events_at_the_same_time(see: See) -> None:
    log = "case,team,time,step\n1,B,2026-01-05,10\n1,A,2026-01-05,9\n"
    observed = see(log, columns={Role.ORDER: "step"})
    assert [(p.supplier, p.customer) for p in observed.pairs] == [("A", "B")]


def test_every_row_is_accounted_for(see: See) -> None:
    log = (
        'case,team,time\n1,"A\nA",2026-01-05\n\n1,B,\n,B,2026-01-05\n1,B\n1,B,soon\n'
        "1,,2026-01-06\n1,B,2026-01-07\n"
    )
    observed = see(log, unreadable=1.0, missing=Missing.DROP)
    reading = observed.reading
    assert reading.left_out == (
        LeftOut(Reason.BROKEN_ROW, 1),
        LeftOut(Reason.NO_CASE, 1),
        LeftOut(Reason.NO_TIME, 1),
        LeftOut(Reason.BAD_TIME, 1),
        LeftOut(Reason.NO_TEAM, 1),
    )
    assert (reading.read, reading.used) == (7, 2)
    assert [(row.line, row.reason) for row in reading.unread] == [
        (5, Reason.NO_TIME),
        (6, Reason.NO_CASE),
        (7, Reason.BROKEN_ROW),
        (8, Reason.BAD_TIME),
    ]
    assert [(p.supplier, p.customer) for p in observed.pairs] == [("A\nA", "B")]


def test_too_many_unreadable_rows_stop_it_and_are_shown(see: See) -> None:
    with pytest.raises(ChainmapError) as caught:
        see(LOG + "1,C,soon\n")
    assert [(i.code, i.location.line) for i in caught.value.issues] == [
        ("too-many-unreadable", 0),
        ("unreadable-row", 5),
    ]


def test_na_is_a_name_unless_said_otherwise(see: See) -> None:
    log = LOG + "2,NA,2026-01-05 11:00\n2,?,2026-01-05 12:00\n"
    observed = see(log)
    assert ("A", "NA") in {(p.supplier, p.customer) for p in observed.pairs}
    assert observed.reading.placeholders == (Placeholder("?", 1), Placeholder("NA", 1))
    told = see(log, missing_values=("NA", "?"))
    assert {p.customer for p in told.pairs} == {"B"}
    assert (told.reading.missing_events, told.reading.placeholders) == (2, ())


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (gzip.compress(LOG.encode() * 99)[:-20], "log.csv.gz", "damaged-file"),
        (b"no gzip", "log.csv.gz", "damaged-file"),
        (b"", "log.csv", "no-header"),
        (b"case,team,time\n", "log.csv", "no-events"),
        (b"case,team,team,time\n", "log.csv", "duplicate-column"),
        (b"case,t\xe4m,time\n", "log.csv", "not-utf-8"),
        (b"who,what\n", "log.csv", "column-not-known"),
        (b"case,team,time\n1,A,yesterday\n", "log.csv", "unknown-times"),
        (b"case,team,time\n1,A,03/04/2026\n", "log.csv", "ambiguous-dates"),
        (b"PAR1", "log.parquet", "damaged-file"),
        (b"", "log.jsonl", "damaged-file"),
        (b'[{"case": 1}]', "log.json", "damaged-file"),
        (b"%PDF", "log.pdf", "unknown-kind"),
    ],
)
def test_what_cannot_be_read_is_said(see: See, content: bytes, name: str, code: str) -> None:
    with pytest.raises(ChainmapError) as caught:
        see(content, name)
    assert code in {issue.code for issue in caught.value.issues}


def test_what_is_not_there_is_said(workplace: Path) -> None:
    for pattern in ("log.csv", "*.csv", str(workplace)):
        with pytest.raises(ChainmapError, match=r"no such file|No file|directory"):
            observe(Request((pattern,)))


def test_an_unknown_column_comes_with_the_nearest(see: See) -> None:
    with pytest.raises(ChainmapError) as caught:
        see(LOG, columns={Role.TEAM: "taem"})
    assert [issue.hint for issue in caught.value.issues] == ["Did you mean team?"]


def hours_of_handoff(see: See, first: str, second: str, **request: object) -> float:
    observed = see(f"case;team;time\n1;A;{first}\n1;B;{second}\n", **request)
    return observed.pairs[0].time.median


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2026-01-31 22:00", "2026-02-01 01:00:00"),
        ("2026-01-31T22:00:00.000+01:00", "2026-02-01T00:00:00Z"),
        ("31/01/2026 22:00", "01/02/2026 01:00"),
        ("01/31/26 10:00 PM", "02/01/26 1:00 AM"),
        ("31.1.2026 22:00", "1.2.2026 01:00"),
        ("31/Jan/26 10:00 PM", "01/Feb/26 1:00 AM"),
        ("20260131T220000", "20260201T010000"),
        ("2026-01-31 22:00:00,000", "2026-02-01 01:00:00,000"),
        ("1769896800", "1769907600"),
        ("1769896800000", "1769907600000"),
    ],
)
def test_ways_to_write_a_time(see: See, first: str, second: str) -> None:
    assert hours_of_handoff(see, first, second) == 3.0


def test_an_ambiguous_date_names_both_readings(see: See) -> None:
    with pytest.raises(ChainmapError) as caught:
        see("case,team,time\n1,A,03/04/2026 08:00\n")
    (issue,) = caught.value.issues
    assert "3 April 2026 or 4 March 2026" in issue.message
    assert '--time-format "%d/%m/%Y %H:%M"' in (issue.hint or "")
    with pytest.raises(ChainmapError) as caught:
        see("case,team,time\n1,A,01/01/2026 08:00\n1,B,02/01/2026 08:00\n")
    assert "2 January 2026 or 1 February 2026" in caught.value.issues[0].message
    way = {"time_format": "%m/%d/%Y %H:%M"}
    assert hours_of_handoff(see, "03/04/2026 08:00", "04/04/2026 08:00", **way) == 31 * 24


def test_dates_that_are_the_same_in_both_readings_are_read(see: See) -> None:
    assert hours_of_handoff(see, "01/01/2026 08:00", "02/02/2026 08:00") == 32 * 24


def test_events_without_a_team_are_one_where_they_are_kept(see: See) -> None:
    log = LOG + "2,,2026-01-05 11:00\n"
    assert (see(log).teams, see(log, missing=Missing.KEEP).teams) == (2, 3)


def test_clocks_that_change(see: See) -> None:
    night = ("2026-03-29 01:30", "2026-03-29 03:30")
    assert hours_of_handoff(see, *night) == 2.0
    assert hours_of_handoff(see, *night, zone="Europe/Berlin") == 1.0
    autumn = ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00")
    assert hours_of_handoff(see, *autumn, zone="Europe/Berlin") == 1.0


def test_months_are_those_of_the_zone(see: See) -> None:
    log = "case,team,time\n1,A,2026-01-31T23:30:00Z\n2,A,2024-02-29T00:00:00Z\n"
    assert [month.month for month in see(log).months] == ["2024-02", "2026-01"]
    berlin = see(log, zone="Europe/Berlin")
    assert [month.month for month in berlin.months] == ["2024-02", "2026-02"]


def test_work_in_parallel_is_seen_where_there_are_starts(see: See) -> None:
    log = (
        "case,team,start,end timestamp\n"
        "1,A,2026-01-05 08:00,2026-01-05 12:00\n1,B,2026-01-05 11:00,2026-01-05 13:00\n"
        "2,A,2026-01-05 08:00,2026-01-05 09:00\n2,B,2026-01-05 09:00,2026-01-05 11:00\n"
    )
    observed = see(log)
    assert observed.overlap is not None
    assert (observed.overlap.events, observed.overlap.cases) == (1, 1)
    assert {team.team: team.touch for team in observed.by_team} == {"A": 5.0, "B": 4.0}
    assert {team.team: team.share for team in observed.by_team} == {"A": 5 / 9, "B": 4 / 9}


@pytest.mark.parametrize(
    ("first", "second", "hours"),
    [
        ("2026-01-05 08:00", "2026-01-05 10:30", 1.5),  # Monday, before they open
        ("2026-01-09 16:00", "2026-01-12 10:00", 2.0),  # Friday to Monday
        ("2026-01-10 08:00", "2026-01-11 20:00", 0.0),  # a weekend
        ("2026-01-05 09:00", "2026-01-19 09:00", 80.0),
        ("1969-12-29 09:00", "1970-01-05 09:00", 40.0),
    ],
)
def test_time_may_count_in_working_hours(see: See, first: str, second: str, hours: float) -> None:
    working = parse_hours("Mon-Fri 9-17:00")
    assert hours_of_handoff(see, first, second, working=working) == hours


@pytest.mark.parametrize(
    "text", ["", "9-17", "Mon-Fri 17-9", "Fri-Mon 9-17", "Foo 9-17", "Mon 9-25"]
)
def test_what_is_no_working_time_is_refused(text: str) -> None:
    with pytest.raises(ChainmapError, match="no working time"):
        parse_hours(text)


def test_space_around_names_is_no_part_of_them(see: See) -> None:
    log = (
        'case,team,time\n1,A,2026-01-05\n 1," A\t",2026-01-06\n'
        '"1\n",B ,2026-01-07\n1, ,2026-01-08\n'
    )
    observed = see(log)
    assert [(p.supplier, p.customer) for p in observed.pairs] == [("A", "B")]
    assert (observed.cases, observed.events, observed.reading.missing_events) == (1, 4, 1)


@pytest.mark.parametrize("bad", ["soon", "epoch", "infinity", " ", "2026-02-30"])
def test_times_that_are_none_are_told_apart_where_nearly_all_are_iso(see: See, bad: str) -> None:
    observed = see(f"{LOG}3,B,{bad}\n3,B,2026-01-06T08:00:00+01:00\n", unreadable=0.5)
    reason = Reason.BAD_TIME if bad.strip() else Reason.NO_TIME
    assert observed.reading.left_out == (LeftOut(reason, 1),)
    assert [(row.line, row.reason) for row in observed.reading.unread] == [(5, reason)]
    assert [(p.supplier, p.customer) for p in observed.pairs] == [("A", "B")]
    assert observed.cases == 3


def test_a_case_of_nothing_but_space_is_none(see: See) -> None:
    observed = see(f"{LOG}  ,C,2026-01-06\n  ,C,soon\n", unreadable=0.5)
    assert observed.reading.left_out == (LeftOut(Reason.NO_CASE, 2),)
    assert observed.cases == 2


def test_two_names_with_one_number_stay_two_cases(
    see: See, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = see(LOG)
    monkeypatch.setattr(DuckWorkshop, "number_of", lambda _, text: text.length().cast("int64"))
    assert see(LOG) == expected


@pytest.mark.parametrize(
    "day", ["0001-01-01", "1899-12-31", "1900-03-01", "1970-01-01", "2000-02-29", "2100-03-01"]
)
def test_the_month_is_that_of_the_calendar(see: See, day: str) -> None:
    assert [month.month for month in see(f"case,team,time\n1,A,{day}\n").months] == [day[:7]]


def test_space_around_a_time_is_no_part_of_it_whatever_else_is_in_the_log(see: See) -> None:
    spaced = f"{LOG}3,B, 2026-01-06 08:00 \n"
    assert see(spaced).reading.left_out == ()
    assert see(f"{spaced}3,B,soon\n", unreadable=0.5).reading.left_out == (
        LeftOut(Reason.BAD_TIME, 1),
    )


def test_lines_that_are_no_objects_are_shown_on_their_lines(see: See) -> None:
    lines = [
        "",
        '{"case": 1, "team": "A", "time": "2026-01-05"}',
        "   ",
        "not json",
        '{"case": 1, "team": "B", "time": "soon"}',
        '{"case": 1, "team": "C", "time": "2026-01-06"}',
    ]
    for content, name in ((lines, "log.jsonl"), (lines, "log.jsonl.gz")):
        raw = "\n".join(content).encode()
        observed = see(gzip.compress(raw) if name.endswith("gz") else raw, name, unreadable=0.5)
        assert [(row.line, row.reason, row.text) for row in observed.reading.unread] == [
            (4, Reason.BROKEN_ROW, "not json"),
            (5, Reason.BAD_TIME, '{"case": 1, "team": "B", "time": "soon"}'),
        ]
        assert observed.reading.left_out == (
            LeftOut(Reason.BROKEN_ROW, 1),
            LeftOut(Reason.BAD_TIME, 1),
        )


def test_what_a_row_without_text_says_is_shown(workplace: Path) -> None:
    columns = {"case": ["7", "7"], "team": ["A", "B"], "time": ["2026-01-05", "soon"]}
    pq.write_table(pa.table(columns), workplace / "log.parquet")
    unread = observe(Request(("log.parquet",), unreadable=0.5)).reading.unread
    assert [(row.line, row.text) for row in unread] == [(2, "7, B")]


@pytest.mark.parametrize(
    ("marks", "route"),
    [
        (("11", "1", "9", "10"), ("B", "C", "D", "A")),
        (("b", "a", "10", "9"), ("D", "C", "A", "B")),
        (("2026-01-02", "2026-01-01", "2026-01-04", "2026-01-03"), ("B", "A", "D", "C")),
    ],
)
def test_numbers_and_texts_order_what_is_at_the_same_time(
    see: See, marks: tuple[str, ...], route: tuple[str, ...]
) -> None:
    rows = [f"1,{team},2026-01-05,{mark}" for team, mark in zip("ABCD", marks, strict=True)]
    log = "\n".join(["case,team,time,mark", *rows, ""])
    assert see(log, columns={Role.ORDER: "mark"}).routes.frequent[0].teams == route


def test_all_that_is_not_there_is_told_at_once(workplace: Path) -> None:
    del workplace
    with pytest.raises(ChainmapError) as caught:
        observe(Request(("a.csv", "b*.csv", ".")))
    assert [(issue.location.path, issue.message) for issue in caught.value.issues] == [
        (".", "This is a directory."),
        ("a.csv", "There is no such file."),
        ("b*.csv", "No file fits this pattern."),
    ]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "number,incident_state,opened_at,sys_created_at,sys_updated_at,assignment_group",
            ("number", "assignment_group", "sys_updated_at"),
        ),
        (
            "SR Number,Change Date+Time,Status,Involved ST,Owner First Name",
            ("SR Number", "Involved ST", "Change Date+Time"),
        ),
        (
            "Incident ID,DateStamp,IncidentActivity_Type,Assignment Group",
            ("Incident ID", "Assignment Group", "DateStamp"),
        ),
        (
            "Update ticket ID,Update - Timestamp,Ticket group,Updater name",
            ("Update ticket ID", "Ticket group", "Update - Timestamp"),
        ),
        ("Ticket ID,Group,Last update time,Status", ("Ticket ID", "Group", "Last update time")),
        (
            "id,case_id,assigned_team,event_timestamp",
            ("case_id", "assigned_team", "event_timestamp"),
        ),
    ],
)
def test_columns_of_usual_exports_are_recognised(
    header: str, expected: tuple[str, str, str]
) -> None:
    columns = choose("log.csv", header.split(","), {})
    assert tuple(map(columns.name_of, (Role.CASE, Role.TEAM, Role.TIME))) == expected


def test_seconds_since_1970_may_have_fractions(see: See) -> None:
    observed = see("case,team,time\n1,A,1767600000.25\n1,B,1767603600.75\n")
    assert observed.reading.time_format == "epoch"
    assert observed.pairs[0].time.median == pytest.approx(3600.5 / 3600)


def test_a_file_that_is_named_twice_is_read_once(workplace: Path) -> None:
    (workplace / "log.csv").write_text(LOG, encoding="utf-8")
    reading = observe(Request(("log.csv", "*.csv", str(workplace / "log.csv")))).reading
    assert (reading.sources, reading.read) == (("log.csv",), 3)


@pytest.mark.parametrize(
    "time", ["2026-01-05 10:00:00 +0100", "2026-01-05T03:30 -05:30", "2026-01-05 09:00:00z"]
)
def test_a_zone_may_stand_apart_or_be_small(see: See, time: str) -> None:
    for at in (time, f" {time} "):
        observed = see(f"case,team,time\n1,A,2026-01-05T08:00Z\n1,B,{at}\n")
        assert observed.pairs[0].time.median == 1


MIXED = (
    'case,team,time,note\r\n1,Desk,2026-01-05,"two\r\nlines"\r\n'
    '1,"Lab\nEast",2026-01-06,5" screen\n'
    "2,Desk,2026-01-05,\r\n"
)


@pytest.mark.parametrize("name", ["log.csv", "log.csv.gz"])
def test_rows_may_end_in_two_ways_and_that_is_said(see: See, name: str) -> None:
    data = MIXED.encode()
    observed = see(gzip.compress(data) if name.endswith("gz") else data, name)
    assert [(pair.supplier, pair.customer) for pair in observed.pairs] == [("Desk", "Lab\nEast")]
    assert (observed.reading.read, observed.cases) == (3, 2)
    assert observed.reading.mixed_ends == (name,)


@pytest.mark.parametrize("first", ["sep=;\n", "sep=;\r\n"])
def test_no_file_is_lost_whose_first_line_ends_as_no_other_does(
    see: See, workplace: Path, first: str
) -> None:
    rows = first + "case;team;time\r\n1;Desk;2026-01-05\r\n1;Lab;2026-01-06\r\n"
    (workplace / "a.csv").write_bytes(rows.encode())
    see("case,team,time\n1,Care,2026-01-07\n", "b.csv")
    observed = observe(Request(("b.csv", "a.csv")))
    assert observed.events == 3
    assert observed.reading.mixed_ends == (("a.csv",) if first == "sep=;\n" else ())


def test_line_breaks_inside_fields_are_no_other_ends(see: See) -> None:
    text = 'case,team,time,note\r\n1,Desk,2026-01-05,"two\nlines"\r\n1,Lab\r\n'
    observed = see(text, unreadable=0.5)
    assert (observed.reading.read, observed.reading.left_out_rows) == (2, 1)
    assert observed.reading.mixed_ends == ()


def test_broken_rows_among_mixed_ends_are_told_on_their_lines(see: See) -> None:
    observed = see(MIXED + "3,Desk\n4,Desk,2026-01-05,\n", unreadable=0.5)
    assert [(row.line, row.text) for row in observed.reading.unread] == [(7, "3,Desk")]
    assert (observed.reading.read, observed.cases) == (5, 3)


def test_a_quote_left_open_among_mixed_ends_is_told_on_its_line(workplace: Path) -> None:
    text = 'case,team,time\r\n1,Desk,2026-01-05\n1,Lab,2026-01-06\n2,"Desk,2026-01-05\r\n'
    (workplace / "log.csv").write_bytes(text.encode())
    with pytest.raises(ChainmapError) as caught:
        observe(Request(("log.csv",)))
    found = [(issue.code, issue.location.line) for issue in caught.value.issues]
    assert found == [("too-many-unreadable", 0), ("unreadable-row", 4)]
