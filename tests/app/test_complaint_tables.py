"""Large tables of complaints: the same answers and the same words about mistakes as small ones."""

from __future__ import annotations

import csv
import gzip
import io
import math
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chainmap.analysis.bottlenecks import bottlenecks
from chainmap.analysis.certainty import DRAWS
from chainmap.analysis.trace import Trace
from chainmap.analysis.trend import trend
from chainmap.app import read
from chainmap.app.answers import Selection, traced
from chainmap.app.certainty import certainty_of, stability_of
from chainmap.flow import Flow
from chainmap.model import Organisation
from chainmap.report.story.groups import grouped
from chainmap.report.trace_json import trace_json
from chainmap.source.reading import Reading

CHAIN = """\
organisation: Parcels
---
customer: Shopper
value: 5
serves: [{customer: Desk, delivers: Order}]
---
customer: Firm
---
team: Desk
serves: [{customer: Depot, delivers: List, lead_time: 3h, promise: 2h}]
---
team: Depot
serves: [{customer: Courier, delivers: Load, lead_time: 9h, promise: 4h}]
needs: [{supplier: Desk, delivers: List, accuracy: 85%}]
---
team: Courier
serves:
  - {customer: [Shopper, Firm], delivers: Parcel, lead_time: 5h, step_promise: 6h, promise: 12h}
  - {customer: Shopper, delivers: Notice, lead_time: 1h}
needs: [{supplier: Depot, delivers: Load, accuracy: 90%}]
"""
BY_CHANCE = 5 * math.sqrt(2 * 0.25 / DRAWS)
"""Two shares of so many draws differ by more once in a million times: five standard errors."""

HEAD = "id,customer,supplier,delivers,category,date,count,severity,said,contacts\n"
NAMES = tuple(HEAD.strip().split(","))
Rows = Sequence[tuple[str, ...]]
Way = Callable[[pytest.MonkeyPatch], None]


def one_by_one(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("chainmap.app.files.LARGE", 1 << 40)


def in_the_engine(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("chainmap.app.files.LARGE", -1)


def without_the_engine(patch: pytest.MonkeyPatch) -> None:
    in_the_engine(patch)
    patch.setattr("chainmap.app.complaint_tables.find_spec", lambda _: None)


COUNTED = pytest.mark.parametrize("way", [in_the_engine, without_the_engine])


def reading(content: str | bytes, way: Way, *, name: str = "complaints.csv") -> Reading:
    """Read an organisation with this table of complaints."""
    data = content.encode() if isinstance(content, str) else content
    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        Path(place, "org.yaml").write_text(CHAIN, encoding="utf-8")
        Path(place, name).write_bytes(data)
        way(patch)
        patch.chdir(place)
        return read(Path())


def table(rows: Rows, *, delimiter: str = ",", end: str = "\n") -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end)
    writer.writerows([NAMES, *rows])
    return text.getvalue()


def organisation(content: str | bytes, way: Way, **more: str) -> Organisation:
    found = reading(content, way, **more)
    assert found.issues == ()
    assert found.organisation is not None
    return found.organisation


def row(number: int = 1, **fields: str) -> tuple[str, ...]:
    fields = {
        "id": f"C-{number}",
        "customer": "Shopper",
        "delivers": "Parcel",
        "category": "late",
    } | fields
    return tuple(fields.get(name, "") for name in NAMES)


WORDS = st.text(alphabet='ab=",;\n é-', max_size=8)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "customer": st.sampled_from(["Shopper", "shopper ", "Firm"]),
            "supplier": st.sampled_from(["", "courier"]),
            "category": st.sampled_from(["late", "wrong", "price", "passed-around"]),
            "date": st.sampled_from(["", "2026-03-31", "2026-04-01", "2026-09-30"]),
            "count": st.sampled_from(["", "1", "2.5", "14", "0"]),
            "severity": st.sampled_from(["", "1", "1.0", "3"]),
            "said": WORDS,
            "contacts": st.sampled_from(["", "Desk;Courier;Desk", "Desk > Depot"]),
        }
    ),
    min_size=1,
    max_size=30,
)


def figures(found: Trace) -> list[tuple[object, ...]]:
    """Return what is told of each group of complaints, in a settled order."""
    return sorted(
        (
            group.behind.delivery.sort_key,
            str(group.first.complaint.category if group.first.complaint else ""),
            group.route.contacts if group.route else (),
            round(group.count, 6),
            round(group.weight, 6),
            sum(complaint.rows for complaint in group.complaints),
            tuple((s.team, s.share) for s in group.first.suspects),
        )
        for group in grouped(found.complaints)
    )


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(ROWS, st.sampled_from([",", ";", "\t"]), st.sampled_from(["\n", "\r\n"]))
def test_the_answers_are_those_of_rows_read_one_by_one(
    rows: list[dict[str, str]], delimiter: str, end: str
) -> None:
    written = [row(number, **fields) for number, fields in enumerate(rows)]
    text = table(written, delimiter=delimiter, end=end)
    single = Flow(organisation(text, one_by_one))
    for way in (in_the_engine, without_the_engine):
        counted = Flow(organisation(text, way))
        assert counted.organisation.complaint_rows == len(rows)
        for selection in (Selection(), Selection(since=date(2026, 4, 1))):
            one, other = traced(single, selection).result, traced(counted, selection).result
            assert figures(other) == figures(one)
            same_certainty(single, one, counted, other)
        ranked = bottlenecks(single, cut=0.5), bottlenecks(counted, cut=0.5)
        for mine, theirs in zip(*(found.teams for found in ranked), strict=True):
            assert mine.team == theirs.team
            assert mine.leverage == pytest.approx(theirs.leverage)
            assert mine.exposure == pytest.approx(theirs.exposure)
        assert periods(counted) == periods(single)


def same_certainty(single: Flow, one: Trace, counted: Flow, other: Trace) -> None:
    mine, theirs = certainty_of(single, one), certainty_of(counted, other)
    assert (mine is None) == (theirs is None)
    if mine is None or theirs is None:
        return
    assert theirs.complaints == pytest.approx(mine.complaints)
    for known, again in zip(mine.suspects, theirs.suspects, strict=True):
        assert again.share == pytest.approx(known.share)
        assert again.interval.low == pytest.approx(known.interval.low, abs=0.02)
        assert again.interval.high == pytest.approx(known.interval.high, abs=0.02)
        assert again.truly_first == pytest.approx(known.truly_first, abs=BY_CHANCE)


def periods(flow: Flow) -> list[tuple[object, ...]]:
    found = trend(flow, (), as_of=date(2026, 10, 1))
    rounded = [
        (p.name, round(p.complaints or 0, 6), round(p.weight or 0, 6)) for p in found.periods
    ]
    return [*rounded, (round(found.undated, 6), round(found.later, 6))]


def test_whether_the_first_stays_first_is_the_same() -> None:
    rows = [row(n, category="late" if n % 3 else "wrong", count="7") for n in range(12)]
    stable = []
    for way in (one_by_one, in_the_engine):
        flow = Flow(organisation(table(rows), way))
        found = traced(flow, Selection(category="late")).result
        stable.append(stability_of(flow, found, seed=1))
    assert stable[0] == stable[1]


class TestOneForMany:
    ROWS = (
        row(1, date="2026-01-05", count="2", said="Late."),
        row(2, date="2026-02-03", said="Never came."),
        row(3, customer="shopper", date="2026-02-03", severity="1", said="Late again."),
        row(4, date="2026-03-01"),
        row(5, category="wrong"),
    )

    @COUNTED
    def test_says_how_many_when_and_where_the_first_stands(self, way: Way) -> None:
        late, wrong = organisation(table(self.ROWS), way).complaints
        assert (late.id, late.rows, late.count) == ("C-4 and 3 more", 4, 5)
        assert [(day.date, day.complaints, day.rows) for day in late.days] == [
            (date(2026, 1, 5), 2, 1),
            (date(2026, 2, 3), 2, 2),
            (date(2026, 3, 1), 1, 1),
        ]
        assert late.ids == ("C-4", "C-2", "C-3")
        assert late.quotes == ("Never came.", "Late again.")
        assert str(late.location) == "complaints.csv:2:1"
        assert (wrong.id, wrong.rows, str(wrong.location)) == ("C-5", 1, "complaints.csv:6:1")

    @COUNTED
    def test_since_a_day_names_and_counts_only_what_came_then(self, way: Way) -> None:
        flow = Flow(organisation(table(self.ROWS), way))
        (found,) = traced(flow, Selection(since=date(2026, 2, 1))).result.complaints
        assert found.complaint is not None
        assert (found.complaint.id, found.complaint.count) == ("C-4 and 2 more", 3)
        assert '"rows": 3' in trace_json(traced(flow, Selection(since=date(2026, 2, 1))).result)

    @COUNTED
    def test_lines_are_those_of_the_file_where_texts_have_line_breaks(self, way: Way) -> None:
        rows = [row(1, said="one\ntwo"), row(2, category="wrong"), row(3, category="price")]
        found = organisation(table(rows).replace("C-3", "\n\nC-3"), way).complaints
        lines = {complaint.id: complaint.location.line for complaint in found}
        assert lines == {"C-1": 2, "C-2": 4, "C-3": 7}


class TestPackedAndParquet:
    @COUNTED
    def test_a_first_line_for_excel_is_no_row(self, way: Way) -> None:
        text = "sep=;\r\n" + table([row(1), row(2)], delimiter=";", end="\r\n")
        for content, name in ((text, "complaints.csv"), ("\ufeff" + text, "complaints.csv")):
            (complaint,) = organisation(content, way, name=name).complaints
            assert (complaint.rows, complaint.location.line) == (2, 3)

    @COUNTED
    def test_a_first_line_for_excel_in_a_packed_table(self, way: Way) -> None:
        text = "sep=;\n" + table([row(1), row(2, category="lat")], delimiter=";")
        found = reading(gzip.compress(text.encode()), way, name="complaints.csv.gz")
        assert [str(issue.location) for issue in found.issues] == ["complaints.csv.gz:4:5"]

    def test_a_small_packed_table_is_counted_too(self) -> None:
        packed = gzip.compress(table([row(1), row(2)]).encode())
        (found,) = organisation(packed, one_by_one, name="complaints.csv.gz").complaints
        assert (found.rows, found.location.path) == (2, "complaints.csv.gz")

    @pytest.mark.parametrize("cut", [-1, 10, 30])
    @COUNTED
    def test_a_packed_table_that_ends_too_early_is_told(self, way: Way, cut: int) -> None:
        packed = gzip.compress(table([row(n) for n in range(99)]).encode())[:cut]
        found = reading(packed, way, name="complaints.csv.gz")
        assert [issue.code for issue in found.issues] == ["damaged-file"]

    def test_what_is_no_gzip_is_told(self) -> None:
        found = reading(b"id,customer", in_the_engine, name="complaints.csv.gz")
        assert [issue.code for issue in found.issues] == ["damaged-file"]

    def test_parquet_without_the_engine_says_what_to_install(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("chainmap.app.packages.find_spec", lambda _: None)
        (issue,) = reading(b"PAR1", in_the_engine, name="complaints.parquet").issues
        assert (issue.code, issue.location.path) == ("missing-package", "complaints.parquet")
        assert 'pip install "chainmap[log]"' in (issue.hint or "")

    def test_what_is_no_parquet_is_told(self) -> None:
        (issue,) = reading(b"PAR1 no", in_the_engine, name="complaints.parquet").issues
        assert issue.code == "damaged-file"


class TestMistakes:
    @COUNTED
    @pytest.mark.parametrize(
        "text",
        [
            HEAD + "1,Shopper,,Parcel,lte,,,,,\n",
            HEAD + "1,Shopper,,Parcel,,,,,,\n",
            HEAD + ",Shopper,,Parcel,late,,,,,\n",
            HEAD + " ,Shopper,,Parcel,late,,,,,\n",
            HEAD + "1,Shoper,,Parcel,late,,,,,\n",
            HEAD + "1,Shopper,Depo,Parcel,late,,,,,\n",
            HEAD + "1,Shopper,,Parcl,late,,,,,\n",
            HEAD + "1,Shopper,,,late,,,,,\n",
            HEAD + "1,Shopper,,Parcel,late,14.9.26,,,,\n",
            HEAD + "1,Shopper,,Parcel,late,2026-02-30,,,,\n",
            HEAD + "1,Shopper,,Parcel,late,,-3,,,\n",
            HEAD + "1,Shopper,,Parcel,late,,many,7,,\n",
            HEAD + "1,Shopper,,Parcel,late,,,,,Dsk\n",
            HEAD + "1,Shopper,,Parcel,late,,,,,,x\n",
            HEAD + '1,Shopper,,Parcel,late,,,,"a"b,\n',
            HEAD + '1,Shopper,,Parcel,late,,,,"a,\n',
            HEAD + "1,Depot,,List,late,,,,,\n",
            HEAD + '"a\u2028b",Shopper,,Parcel,late,,,,,\n',
            HEAD + "1,Shopper,,Parcel,late,,,,a\x07b,\n",
            HEAD + "1,Shopper,,Parcel,late\n,,\n  ,\t\n\n2,Shopper,,Parcel,late,\n",
            HEAD + '1,Shopper,,Parcel,late,,,, "a, b",\n',
            HEAD + f"1,Shopper,,Parcel,late,,,,{'x' * 140_000},\n",
            HEAD + "C-1,Shopper,,Parcel,late,,,,,\nc-1 ,Firm,,,late,,,,,\n",
            HEAD + "Straße,Shopper,,Parcel,late,,,,,\nSTRASSE,Firm,,,late,,,,,\n",
            "id,customer,catgory\n1,Shopper,late\n",
            "id,customer,category,id\n",
            "id,customer\n1,Shopper\n",
            "",
            "\n\n",
            "\n" + HEAD + "1,Shopper,,Parcel,late,,,,,\n",
        ],
    )
    def test_are_told_as_those_of_a_small_table(self, way: Way, text: str) -> None:
        small, large = reading(text, one_by_one), reading(text, way)
        assert large.issues == small.issues

    @COUNTED
    def test_bytes_that_are_no_text_are_told_at_their_place(self, way: Way) -> None:
        text = HEAD.encode() + b"1,Caf\xe9\n"
        assert reading(text, way).issues == reading(text, one_by_one).issues

    @COUNTED
    def test_of_many_rows_are_told_once_at_the_first(self, way: Way) -> None:
        rows = [row(n, customer="Shoper" if n % 2 else "Shopper") for n in range(1000)]
        (issue,) = reading(table(rows), way).issues
        assert (issue.code, str(issue.location)) == ("unknown-party", "complaints.csv:3:2")
        assert issue.message.endswith(" 500 rows have it; this is the first.")
        assert issue.hint == "Did you mean Shopper?"

    @COUNTED
    def test_of_very_many_kinds_are_not_all_told(self, way: Way) -> None:
        found = reading(table([row(n, date=f"day {n}") for n in range(200)]), way)
        assert len(found.issues) == 51
        assert "150 more" in found.issues[-1].message

    @COUNTED
    def test_an_id_of_another_file_is_a_second_one(self, way: Way) -> None:
        with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
            Path(place, "org.yaml").write_text(CHAIN, encoding="utf-8")
            Path(place, "complaints.csv").write_text(table([row(1), row(2)]), encoding="utf-8")
            said = "- {id: c-2, customer: Firm, category: late}\n"
            Path(place, "complaints.yaml").write_text(said, encoding="utf-8")
            way(patch)
            patch.chdir(place)
            (issue,) = read(Path()).issues
        assert (issue.code, str(issue.location)) == ("duplicate-complaint", "complaints.csv:3:1")
        assert "complaints.yaml:1:" in issue.message


@COUNTED
def test_formula_text_and_names_with_quotes_stay_what_they_are(way: Way) -> None:
    said = '=HYPERLINK("x");DROP TABLE complaints; --\''
    (found,) = organisation(table([row(1, said=said), row(2, said=said)]), way).complaints
    assert found.said == said


@COUNTED
def test_a_large_table_of_answers_is_read_as_before(way: Way) -> None:
    text = "customer,supplier,delivers,date,dimension,perceived\n"
    text += "Courier,Depot,Load,2026-05-12,reliability,4/5\n"
    assert len(reading(text, way).answers) == 1
