"""Tables of complaints counted in the engine: the same counts as row by row, and Parquet."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from chainmap.app import read
from chainmap.evidence.complaint_files import count_csv, count_parquet, parquet_columns
from chainmap.issues import ChainmapError
from chainmap.source.tallying import Head, head_of, tallied
from chainmap.tally import Tally

HEAD = "id,customer,supplier,delivers,category,date,count,severity,said,contacts\n"
ROWS = """\
C-1,Shopper,Courier,Parcel,late,2026-01-05,2,,"said ""no"",
and left",
C-2,Shopper,Courier,Parcel,late,2026-02-03,,,=1+1,
C-3,Shopper,,,passed-around,,1,3,,Desk > Depot
,Shopper,Courier,Parcel,late,2026-02-03,,,,
C-5,Shopper,Courier,Parcel,late,2026-02-03,,,again,
"""
CHAIN = """\
customer: Shopper
---
team: Courier
serves: [{customer: Shopper, delivers: Parcel}]
---
team: Desk
serves: [{customer: Courier, delivers: List}]
"""


def head(text: str) -> Head:
    found = head_of("complaints.csv", text)
    assert found is not None
    return found


def counted(path: Path, text: str) -> Tally | None:
    path.write_text(text, encoding="utf-8", newline="")
    row = head(text)
    return count_csv(path, path.name, delimiter=row.delimiter, width=row.width, columns=row.columns)


def test_the_engine_counts_as_the_plain_reader_does(workplace: Path) -> None:
    text = HEAD + ROWS
    known = counted(workplace / "complaints.csv", text)
    plain, issues = tallied("complaints.csv", io.BytesIO(text.encode()))
    assert known is not None
    assert plain is not None
    assert issues == ()
    assert known.kinds == plain.kinds
    assert (known.dates, known.counts) == (plain.dates, plain.counts)
    assert sorted(known.cells) == sorted(plain.cells)
    assert list(known.ids) == list(plain.ids) == ["C-1", "C-2", "C-3", None, "C-5"]


def test_samples_are_of_the_latest_days(workplace: Path) -> None:
    rows = [f"C-{n},Shopper,,,late,2026-01-{n:02d},,,,\n" for n in range(1, 29)]
    known = counted(workplace / "complaints.csv", HEAD + "".join(rows))
    assert known is not None
    assert [sample.id for sample in known.kinds[0].samples] == ["C-28", "C-27", "C-26"]


@pytest.mark.parametrize(
    "rows",
    [
        "C-1,Shopper\n",
        "C-1,Shopper,,,late,,,,,,more\n",
        'C-1,Shopper,,,late,,,,"a"b,\n',
        'C-1,Shopper,,,late,,,,"open,\n',
        f"C-1,Shopper,,,late,,,,{'x' * 200_000},\n",
        f"C-1,Shopper,,,late,,,,{'x' * (17 << 20)},\n",
    ],
)
def test_what_is_odd_is_left_to_the_plain_reader(workplace: Path, rows: str) -> None:
    assert counted(workplace / "complaints.csv", HEAD + rows) is None


def test_a_name_with_signs_of_patterns_is_one_file(workplace: Path) -> None:
    (workplace / "complaints1.csv").write_text(HEAD + ROWS, encoding="utf-8")
    known = counted(workplace / "complaints[1]*?.csv", HEAD + "C-1,Shopper,,,late,,,,,\n")
    assert known is not None
    assert len(known.ids) == 1


class TestParquet:
    COLUMNS: dict[str, list[Any]] = {  # noqa: RUF012  never changed
        "Id": ["C-1", "C-2", "C-3"],
        "customer": ["Shopper"] * 3,
        "category": ["late", "late", "wrong"],
        "date": [date(2026, 1, 5), None, date(2026, 3, 1)],
        "count": [2.0, 1.5, None],
        "contacts": [["Desk", "Courier"], None, []],
    }

    def test_is_read_with_the_types_it_has(self, workplace: Path) -> None:
        late, last, wrong = self.complaints(workplace, self.COLUMNS)
        assert (late.id, late.count, late.date) == ("C-1", 2, date(2026, 1, 5))
        assert late.contacts == ("Desk", "Courier")
        assert (last.count, last.date) == (1.5, None)
        assert (wrong.id, wrong.location.line) == ("C-3", 3)

    @pytest.mark.parametrize(
        ("column", "values"),
        [
            ("date", [datetime(2026, 1, 5, 17, 30), None, datetime(2026, 3, 1)]),  # noqa: DTZ001
            ("date", ["2026-01-05", None, "2026-03-01"]),
            ("count", [Decimal("2.00"), Decimal("1.50"), None]),
            ("count", ["2", "1.5", None]),
            ("id", [1, 2, 3]),
        ],
    )
    def test_other_types_mean_the_same(
        self, workplace: Path, column: str, values: list[Any]
    ) -> None:
        changed = {name.lower(): kept for name, kept in self.COLUMNS.items()} | {column: values}
        found = self.complaints(workplace, changed)
        assert sum(complaint.count for complaint in found) == 4.5
        assert sorted(str(c.date) for c in found) == ["2026-01-05", "2026-03-01", "None"]

    @pytest.mark.parametrize(
        ("column", "values", "code"),
        [
            ("customer", [{"name": "Shopper"}] * 3, "wrong-type"),
            ("customer", [b"\xff\x00"] * 3, "wrong-type"),
            ("customer", [["Shopper"]] * 3, "wrong-type"),
            ("count", [float("inf"), 1.0, 1.0], "bad-number"),
            ("count", [-1, 1, 1], "negative-number"),
            ("count", [1e300, 1.0, 1.0], "out-of-range"),
            ("category", ["lte", "late", "late"], "unknown-category"),
            ("Id", ["a\nb", "C-2", "C-3"], "control-character"),
            ("Id", ["", "C-2", "C-3"], "missing-key"),
            ("Id", ["C-1", "c-1 ", "C-3"], "duplicate-complaint"),
            ("said", ["a\x00b", "", ""], "control-character"),
            ("colour", ["red", "", ""], "unknown-key"),
        ],
    )
    def test_wrong_types_and_values_are_told_with_the_row(
        self, workplace: Path, column: str, values: list[Any], code: str
    ) -> None:
        issues = self.issues(workplace, {**self.COLUMNS, column: values})
        assert code in [issue.code for issue in issues]
        assert {issue.location.path for issue in issues} == {"complaints.parquet"}

    def test_a_name_that_would_be_a_statement_is_only_a_name(self, workplace: Path) -> None:
        name = 'x"; DROP TABLE complaints; --'
        (issue,) = self.issues(workplace, {**self.COLUMNS, name: ["", "", ""]})
        assert issue.code == "unknown-key"

    def test_a_damaged_file_is_told(self, workplace: Path) -> None:
        path = self.written(workplace, self.COLUMNS)
        columns = {"id": 1, "customer": 2, "category": 3}
        path.write_bytes(path.read_bytes()[:-30])
        with pytest.raises(ChainmapError, match="no Parquet file"):
            parquet_columns(path, "complaints.parquet")
        with pytest.raises(ChainmapError, match="no Parquet file"):
            count_parquet(path, "complaints.parquet", columns=columns)

    def complaints(self, place: Path, columns: dict[str, list[Any]]) -> tuple[Any, ...]:
        self.written(place, columns)
        found = read(Path())
        assert found.issues == ()
        assert found.organisation is not None
        return found.organisation.complaints

    def issues(self, place: Path, columns: dict[str, list[Any]]) -> tuple[Any, ...]:
        self.written(place, columns)
        return read(Path()).issues

    def written(self, place: Path, columns: dict[str, list[Any]]) -> Path:
        (place / "org.yaml").write_text(CHAIN, encoding="utf-8")
        path = place / "complaints.parquet"
        pq.write_table(pa.table(columns), path)
        return path
