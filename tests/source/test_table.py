from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from chainmap.issues import Severity
from chainmap.model import Customer, Organisation, Team, Vendor
from chainmap.source.decoding import SourceFile
from chainmap.source.names import key_of
from chainmap.source.reading import read_organisation
from chainmap.source.schema import json_schemas
from chainmap.source.table import Drafted, Table, read_table

HEAD = "supplier,customer,delivers\n"


def table(text: str | bytes, *parties: str) -> Table:
    content = text if isinstance(text, bytes) else text.encode()
    return read_table(SourceFile("who.csv", content), parties)


def read_again(found: Table) -> Organisation:
    files = [SourceFile(draft.path, draft.text.encode()) for draft in found.drafts]
    reading = read_organisation(files, source="org/", default_name="org")
    assert reading.issues == ()
    assert reading.organisation is not None
    return reading.organisation


def places(found: Table) -> list[tuple[str, str]]:
    return [(str(issue.location), issue.code) for issue in found.issues]


class TestSeparators:
    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    def test_a_first_line_for_excel_says_what_separates(self, mark: str, end: str) -> None:
        rows = ["sep=;", "supplier;customer;delivers;promise", "A, B, C;D;E, F;1d", "B;D;E;soon"]
        found = table((mark + end.join(rows)).encode())
        assert places(found) == [("who.csv:4:4", "bad-duration")]
        found = table((mark + end.join(rows[:-1])).encode())
        assert "team: A, B, C\n" in found.drafts[0].text

    def test_without_rows_below_it_there_is_no_table(self) -> None:
        assert places(table("sep=;")) == [("who.csv:1:1", "empty-file")]
        assert places(table("sep=,\n" + HEAD)) == [("who.csv:1:1", "empty-file")]
        assert places(table("sep=,\na,b\n"))[0] == ("who.csv:2:1", "missing-key")


class TestDrafts:
    def test_one_file_a_party(self) -> None:
        found = table(HEAD + "Order Desk,Warehouse,Picking list\nWarehouse,Dispatch,Parcel\n")
        assert found.drafts == (
            Drafted(
                "teams/dispatch.yaml",
                "# yaml-language-server: $schema=../.schema/team.json\nteam: Dispatch\n",
            ),
            Drafted(
                "teams/order-desk.yaml",
                "# yaml-language-server: $schema=../.schema/team.json\n"
                "team: Order Desk\n"
                "serves:\n"
                "  - customer: Warehouse\n"
                "    delivers: Picking list\n",
            ),
            Drafted(
                "teams/warehouse.yaml",
                "# yaml-language-server: $schema=../.schema/team.json\n"
                "team: Warehouse\n"
                "serves:\n"
                "  - customer: Dispatch\n"
                "    delivers: Parcel\n",
            ),
        )
        assert (found.rows, found.merged, found.handoffs) == (2, 0, 2)

    def test_each_side_writes_what_it_says(self) -> None:
        found = table(
            "supplier;customer;delivers;promise;within;accuracy;asked;wants;support;from\n"
            "A;B;X;4h;1d 4h;85%;2026-05-12;# now: soon;yes;\n"
            "B;C;Y;;;;;;;X\n"
        )
        texts = {draft.path: draft.text for draft in found.drafts}
        assert texts["teams/a.yaml"].endswith(
            "serves:\n  - customer: B\n    delivers: X\n    support: yes\n    promise: 4h\n"
        )
        assert texts["teams/b.yaml"].endswith(
            "serves:\n"
            "  - customer: C\n"
            "    delivers: Y\n"
            "    from: [X]\n"
            "needs:\n"
            "  - supplier: A\n"
            "    delivers: X\n"
            "    within: 1d 4h\n"
            "    wants: '# now: soon'\n"
            "    accuracy: 85%\n"
            "    asked: 2026-05-12\n"
        )
        read_again(found)

    def test_kinds(self) -> None:
        found = table(
            "supplier,customer,delivers,supplier_kind,customer_kind,step_promise\n"
            "Box Maker,Warehouse,Box,vendor,,\n"
            "Warehouse,Shoppers,Parcel,team,customer,4h\n"
            "Warehouse,Shoppers,Notice,,,\n"
        )
        assert [draft.path for draft in found.drafts] == [
            "teams/warehouse.yaml",
            "customers/shoppers.yaml",
            "vendors/box-maker.yaml",
        ]
        kinds = {name: type(party) for name, party in read_again(found).parties.items()}
        assert kinds == {"Box Maker": Vendor, "Shoppers": Customer, "Warehouse": Team}

    def test_names_that_yaml_would_change(self) -> None:
        names = ["no", "1:30", "010", "null", "~", "a: b", "#x", "🚚", "it's", '"q"', "- x", "*y"]
        rows = io.StringIO()
        csv.writer(rows).writerows([["supplier", "customer"], *([name, "Z"] for name in names)])
        found = table(rows.getvalue())
        assert set(read_again(found).parties) == {*names, "Z"}
        for draft in found.drafts:
            name = yaml.safe_load(draft.text)["team"]
            assert isinstance(name, str)

    def test_names_that_files_cannot_have(self) -> None:
        found = table(HEAD + 'aux,CON,X\n../x,C:\\x,Y\n"a/b",a b,Z\nchainmap,..,W\n')
        stems = {PurePosixPath(draft.path).stem for draft in found.drafts}
        assert stems == {
            "team-aux",
            "team-con",
            "x",
            "c-x",
            "a-b",
            "a-b-2",
            "team-chainmap",
            "team",
        }
        assert all(draft.path.count("/") == 1 for draft in found.drafts)
        read_again(found)


class TestRepetition:
    def test_rows_that_say_the_same_are_merged(self) -> None:
        found = table("supplier,customer,delivers,promise\nA,B,X,4h\na, b ,x,4h\nA,B,X,\n")
        assert (found.rows, found.merged, found.handoffs) == (3, 2, 1)
        assert found.issues == ()

    def test_what_a_row_leaves_out_another_may_say(self) -> None:
        found = table("supplier,customer,delivers,promise,rating\nA,B,,4h,\nA,B,X,,3/5\n")
        (handoff,) = read_again(found).handoffs
        assert (handoff.deliverable, str(handoff.rating)) == ("X", "3/5")
        assert handoff.promise is not None

    def test_rows_that_contradict_each_other(self) -> None:
        found = table("supplier,customer,delivers,promise\nA,B,X,4h\nA,B,X,5h\n")
        assert places(found) == [("who.csv:3:4", "conflicting-claim")]
        assert (
            found.issues[0].message == "promise: 5h here, 4h at who.csv:2:4, for the same handoff."
        )
        assert found.drafts == ()

    def test_a_team_that_supplies_itself_is_left_out(self) -> None:
        found = table(HEAD + "A,B,X\nA,a,Y\nC,c,Z\n")
        assert places(found) == [("who.csv:3:2", "self-supply"), ("who.csv:4:2", "self-supply")]
        assert {issue.severity for issue in found.issues} == {Severity.WARNING}
        assert [draft.path for draft in found.drafts] == [
            "teams/a.yaml",
            "teams/b.yaml",
            "teams/c.yaml",
        ]


MISTAKES = {
    "": [("1:1", "empty-file")],
    HEAD: [("1:1", "empty-file")],
    "supplier,delivers\nA,X\n": [("1:1", "missing-key")],
    "supplier,customer,delvers\nA,B,X\n": [("1:3", "unknown-key")],
    "supplier,customer,supplier\nA,B,C\n": [("1:3", "duplicate-key")],
    HEAD + "A,,X\n,B,X\n": [("2:2", "missing-key"), ("3:1", "missing-key")],
    HEAD + 'A,"B\nC",X\n': [("2:2", "control-character")],
    "supplier,customer,promise\nA,B,4\n": [("2:3", "no-unit")],
    "supplier,customer,accuracy\nA,B,0.8\n": [("2:3", "no-unit")],
    "supplier,customer,lead_time,asked\nA,B,soon,now\n": [
        ("2:3", "bad-duration"),
        ("2:4", "bad-date"),
    ],
    "supplier,customer,supplier_kind\nA,B,tem\n": [("2:3", "unknown-kind")],
    "supplier,customer,supplier_kind,customer_kind\nA,B,team,\nC,A,,vendor\n": [
        ("3:4", "conflicting-kind")
    ],
    "supplier,customer,step_promise\nA,B,4h\n": [("2:3", "outside-only")],
    "supplier,customer,share\nA,B,60%\nA,C,60%\n": [("3:3", "shares-over-100")],
    "supplier,customer,delivers,from\nA,B,X,Y\n": [("2:4", "unknown-deliverable")],
    "supplier,customer,supplier_kind,from\nA,B,vendor,X\n": [
        ("2:4", "unknown-deliverable"),
        ("2:4", "unknown-key"),
    ],
    HEAD + "A,B,X\nA,B,Y\nA,B,\n": [("4:2", "unclear-deliverable")],
}


@pytest.mark.parametrize(("text", "expected"), MISTAKES.items(), ids=list(MISTAKES))
def test_mistakes(text: str, expected: list[tuple[str, str]]) -> None:
    found = table(text)
    assert places(found) == [(f"who.csv:{where}", code) for where, code in expected]
    assert found.drafts == ()


def test_the_columns_it_needs_are_named_first() -> None:
    (missing, unknown) = table("Lieferant\n").issues
    assert missing.message == "The first row does not name the columns supplier and customer."
    assert str(missing.hint).startswith("The columns are supplier, customer, delivers")
    assert str(unknown.hint).startswith("Write supplier, customer, delivers")


def test_a_text_that_never_ends_gets_its_own_advice() -> None:
    (issue,) = table(HEAD + f'A,B,"{"x" * 200_000}\n').issues
    assert issue.code == "csv-syntax"
    assert issue.hint == "Shorten the text, or write the quote that ends it."


@pytest.mark.parametrize("mark", [b"PK\x03\x04\x14\x00\xff", b"\xd0\xcf\x11\xe0\xa1\xb1"])
def test_a_workbook_is_called_one(mark: bytes) -> None:
    (issue,) = table(mark).issues
    assert (issue.code, issue.location.line) == ("not-utf8", 1)
    assert issue.message == "This is a workbook or an archive, not a text."
    assert issue.hint == 'Save it as "CSV UTF-8".'


def test_bytes_that_are_no_text() -> None:
    found = table(HEAD.encode() + b"A,Caf\xe9,X\n")
    assert places(found) == [("who.csv:2:6", "not-utf8")]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_as_spreadsheets_write_it(separator: str, mark: bytes) -> None:
    rows = [["Supplier", "Customer", "Delivers"], ["A", "B", "X"], ["", "", ""]]
    text = "\r\n".join(separator.join(row) for row in rows)
    assert table(mark + text.encode()).handoffs == 1


class TestPartiesThatHaveAFile:
    def test_they_get_no_new_one(self) -> None:
        found = table(
            "supplier,customer,delivers,promise\nwarehouse,New,X,\nNew,Dispatch,Y,4h\n",
            "Warehouse",
            "Dispatch",
        )
        (draft,) = found.drafts
        assert draft.text.endswith(
            "team: New\n"
            "serves:\n"
            "  - customer: Dispatch\n"
            "    delivers: Y\n"
            "    promise: 4h\n"
            "needs:\n"
            "  - supplier: Warehouse\n"
            "    delivers: X\n"
        )
        assert found.issues == ()

    def test_what_they_would_have_to_say_is_reported(self) -> None:
        found = table("supplier,customer,delivers,promise\nA,New,X,4h\nA,B,Y,\n", "A", "B")
        assert places(found) == [
            ("who.csv:2:1", "existing-party"),
            ("who.csv:3:1", "existing-party"),
        ]
        assert [issue.message for issue in found.issues] == [
            "A has a file already; promise is not written there.",
            "A has a file already; this handoff is not written there.",
        ]


TRAPS = """
    no No 1:30 010 null ~ a:_b #x 🚚 ' " -_a ?_a &a *a !a %a @a `a` {a} [a] a,_b a_#b = << --- ...
    aux
"""
NAMES = st.text(min_size=1, max_size=12) | st.sampled_from(
    [trap.replace("_", " ") for trap in TRAPS.split()]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(NAMES, NAMES, NAMES | st.just("")), max_size=8), st.sampled_from(",;\t"))
def test_what_is_written_reads_back(rows: list[tuple[str, str, str]], separator: str) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerows([("supplier", "customer", "delivers"), *rows])
    found = read_table(SourceFile("who.csv", text.getvalue().encode("utf-8", "replace")))
    if any(issue.severity is Severity.ERROR for issue in found.issues):
        assert found.drafts == ()
        return
    organisation = read_again(found)
    assert len(organisation.handoffs) == found.handoffs
    parties = {key_of(name) for row in rows for name in row[:2] if any(p.strip() for p in row)}
    assert {key_of(name) for name in organisation.parties} == parties
    said = {(key_of(s), key_of(c), key_of(d)) for s, c, d in rows if key_of(s) != key_of(c)}
    for handoff in organisation.handoffs:
        assert tuple(key_of(part) for part in handoff.sort_key) in said
    schema = Draft202012Validator(json_schemas()["team"])
    for draft in found.drafts:
        assert schema.is_valid(yaml.safe_load(draft.text))
    paths = [draft.path.casefold() for draft in found.drafts]
    assert len(set(paths)) == len(paths)


def test_the_teams_of_gov_uk(require: Callable[[str], Path]) -> None:
    data = require("CHAINMAP_TEST_DATA") / "govuk-handoffs.csv"
    found = read_table(SourceFile(data.name, data.read_bytes()))
    assert (found.rows, found.merged, found.handoffs) == (62, 25, 28)
    assert {issue.code for issue in found.issues} == {"self-supply"}
    assert len(found.issues) == 9
    assert len(read_again(found).teams) == len(found.drafts) == 8
