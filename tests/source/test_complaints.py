from __future__ import annotations

from datetime import date

import pytest

from chainmap.issues import Location
from chainmap.model import Category, Complaint, Organisation
from tests.source.inline import codes, only_issue, organisation, read

SHOP = """\
customer: Shopper
---
team: Courier
serves:
  - {customer: Shopper, delivers: Parcel}
  - {customer: Shopper, delivers: Notice}
  - {customer: Shopper, delivers: Card, support: true}
---
team: Desk
serves:
  - {customer: Shopper, delivers: Answer}
  - {customer: Courier, delivers: List}
  - {customer: Shopper, delivers: Returned form, rework: true}
"""
HEAD = "id,customer,supplier,delivers,category,date,count,severity,said,contacts\n"


def complaints(found: Organisation) -> list[tuple[str, str, str]]:
    """Id, supplier and deliverable of each complaint."""
    deliveries = [(c.id, found.handoff(c.delivery)) for c in found.complaints]
    return [(name, handoff.supplier, handoff.deliverable) for name, handoff in deliveries]


class TestYaml:
    TEXT = """\
        - id: C-17
          customer: shopper
          supplier: courier
          delivers: parcel
          category: passed-around
          date: 2026-09-14
          count: 14
          severity: 2
          said: Nobody could tell me where it was.
          contacts: [Desk, courier, Desk]
        """

    def test_every_key(self) -> None:
        found = organisation(SHOP, self.TEXT)
        (complaint,) = found.complaints
        assert complaint == Complaint(
            id="C-17",
            delivery=complaint.delivery,
            category=Category.PASSED_AROUND,
            date=date(2026, 9, 14),
            count=14,
            severity=2,
            said="Nobody could tell me where it was.",
            contacts=complaint.contacts,
            location=Location("1.yaml", 1, 7),
        )
        assert complaint.contacts == ("Desk", "Courier", "Desk")
        assert complaints(found) == [("C-17", "Courier", "Parcel")]

    def test_defaults(self) -> None:
        text = "- {id: 1, customer: Shopper, delivers: Parcel, category: late}\n"
        (complaint,) = organisation(SHOP, text).complaints
        assert (complaint.count, complaint.severity, complaint.date) == (1, 1, None)
        assert (complaint.said, complaint.contacts) == (None, ())

    def test_a_list_may_stand_beside_parties(self) -> None:
        text = "- {id: 1, customer: Shopper, delivers: Parcel, category: late}\n"
        assert len(organisation(f"{SHOP}---\n{text}").complaints) == 1


class TestWhatIsClear:
    def test_the_deliverable_alone(self) -> None:
        text = "- {id: 1, customer: Shopper, delivers: Answer, category: late}\n"
        assert complaints(organisation(SHOP, text)) == [("1", "Desk", "Answer")]

    def test_the_only_one_in_the_flow(self) -> None:
        text = "- {id: 1, customer: Shopper, supplier: Desk, category: late}\n"
        assert complaints(organisation(SHOP, text)) == [("1", "Desk", "Answer")]

    def test_the_only_handoff_of_all(self) -> None:
        found = organisation(
            "customer: A\nneeds: B\n---\nteam: B\n", "- {id: 1, customer: A, category: late}\n"
        )
        assert complaints(found) == [("1", "B", "")]

    def test_support_can_be_complained_of_by_name(self) -> None:
        text = "- {id: 1, customer: Shopper, delivers: card, category: late}\n"
        assert complaints(organisation(SHOP, text)) == [("1", "Courier", "Card")]


WRONG = {
    "{id: 1, customer: Shopper, category: late}": (
        22,
        "unclear-complaint",
        "1 may be about Notice from Courier, Parcel from Courier or Answer from Desk.",
        "Write supplier and delivers.",
    ),
    "{id: 1, customer: Shopper, supplier: Courier, category: late}": (
        22,
        "unclear-complaint",
        "1 may be about Notice from Courier or Parcel from Courier.",
        "Write supplier and delivers.",
    ),
    "{id: 1, customer: Shopper, supplier: Desk, delivers: Parcel, category: late}": (
        57,
        "unknown-complaint-handoff",
        "Desk does not deliver Parcel to Shopper.",
        "Known: Answer from Desk and Returned form from Desk.",
    ),
    "{id: 1, customer: Courier, supplier: Courier, category: late}": (
        41,
        "unknown-complaint-handoff",
        "Courier does not deliver anything to Courier.",
        "Known: List from Desk.",
    ),
    "{id: 1, customer: Desk, category: late}": (
        22,
        "unknown-complaint-handoff",
        "Nobody delivers anything to Desk.",
        "Add the handoff.",
    ),
    "{id: 1, customer: Shoper, category: late}": (
        22,
        "unknown-party",
        "Shoper is no team, customer or vendor.",
        "Did you mean Shopper?",
    ),
    "{id: 1, customer: Shopper, category: late, contacts: [Desk, Dsk]}": (
        64,
        "unknown-party",
        "Dsk is no team, customer or vendor.",
        "Did you mean Desk?",
    ),
    "{id: 1, customer: Shopper, delivers: Parcel, category: lat}": (
        59,
        "unknown-category",
        "category: lat is no category.",
        (
            "Did you mean late? The categories are late, wrong, incomplete, passed-around, "
            "unreachable, attitude, price and other."
        ),
    ),
    "{id: 1, customer: Shopper, delivers: Parcel, category: late, count: -1}": (
        72,
        "negative-number",
        "count: -1 is negative.",
        "Write a number from 0 up.",
    ),
    "{id: 1, customer: Shopper, delivers: Parcel, category: late, severity: 4}": (
        75,
        "out-of-range",
        "severity: 4 is out of range.",
        "Write a number from 1 to 3.",
    ),
    "{customer: Shopper, delivers: Parcel, category: late, said: x}": (
        4,
        "missing-key",
        "id is missing.",
        "Every entry needs it.",
    ),
    "{id: 1, customer: Shopper, delivers: Parcel}": (
        4,
        "missing-key",
        "category is missing.",
        "Every entry needs it.",
    ),
}


@pytest.mark.parametrize(("text", "expected"), WRONG.items(), ids=list(WRONG))
def test_mistakes(text: str, expected: tuple[int, str, str, str]) -> None:
    issue = only_issue(SHOP, f"-  {text}\n")
    column, code, message, hint = expected
    assert (issue.location, issue.code) == (Location("1.yaml", 1, column), code)
    assert (issue.message, issue.hint) == (message, hint)


def test_an_id_stands_once_in_all_files() -> None:
    complaint = "customer: Shopper, delivers: Parcel, category: late"
    issue = only_issue(SHOP, f"- {{id: c-1, {complaint}}}\n", f"- {{id: C-1, {complaint}}}\n")
    assert issue.code == "duplicate-complaint"
    assert issue.location == Location("2.yaml", 1, 8)
    assert issue.message == "C-1 is already the id of the complaint at 1.yaml:1:8."


def test_a_team_that_complains_is_a_warning() -> None:
    reading = read(SHOP, "- {id: 1, customer: Courier, category: late}\n")
    assert codes(reading) == ["internal-complaint"]
    assert reading.organisation is not None
    assert len(reading.organisation.complaints) == 1


class TestCsv:
    def test_a_first_line_for_excel_says_what_separates(self) -> None:
        text = "\ufeffsep=;\r\nid;customer;supplier;delivers;category\r\n"
        found = organisation(
            SHOP, complaints_csv=f"{text}C-1;Shopper;Courier;Parcel;late\r\n".encode()
        )
        assert complaints(found) == [("C-1", "Courier", "Parcel")]
        assert found.complaints[0].location == Location("complaints.csv", 3, 1)

    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    def test_as_spreadsheets_write_it(self, separator: str, end: str, mark: str) -> None:
        rows = [
            ["id", "customer", "supplier", "delivers", "category", "date", "count"],
            ["C-1", "Shopper", "Courier", "Parcel", "late", "2026-09-14", "3"],
            ["C-2", "shopper", "", "Answer", "wrong", "", ""],
            ["", "", "", "", "", "", ""],
        ]
        text = mark + end.join(separator.join(row) for row in rows)
        found = organisation(SHOP, complaints_csv=text.encode())
        assert complaints(found) == [("C-1", "Courier", "Parcel"), ("C-2", "Desk", "Answer")]
        assert [c.count for c in found.complaints] == [3, 1]
        assert found.complaints[1].location == Location("complaints.csv", 3, 1)

    def test_quoted_separators_quotes_and_newlines(self) -> None:
        row = '1,Shopper,,Parcel,late,,,,"He said ""no"",\nand hung up.",\n'
        last = "2,Shopper,,Parcel,lte,,,,,\n"
        reading = read(SHOP, complaints_csv=HEAD + row + last)
        assert [str(i.location) for i in reading.issues] == ["complaints.csv:4:5"]
        found = organisation(SHOP, complaints_csv=HEAD + row)
        assert found.complaints[0].said == 'He said "no",\nand hung up.'

    @pytest.mark.parametrize(
        "contacts", ["Desk;Courier;Desk", "Desk > Courier > Desk", " desk>courier;desk;"]
    )
    def test_contacts_in_one_field(self, contacts: str) -> None:
        row = f"1,Shopper,,Parcel,late,,,,,{contacts}\n"
        (complaint,) = organisation(SHOP, complaints_csv=HEAD + row).complaints
        assert complaint.contacts == ("Desk", "Courier", "Desk")

    def test_columns_in_any_order_and_case(self) -> None:
        text = "Category,ID,Delivers,Customer\nlate,1,Parcel,Shopper\n"
        assert len(organisation(SHOP, complaints_csv=text).complaints) == 1

    def test_names_that_other_readers_lose(self) -> None:
        teams = "customer: NA\nneeds: [{supplier: 007, delivers: null}]\n---\nteam: 007\n"
        text = "id,customer,supplier,delivers,category\n1e3,NA,007,null,late\n"
        assert complaints(organisation(teams, complaints_csv=text)) == [("1e3", "007", "null")]

    @pytest.mark.parametrize(
        ("text", "where", "code", "hint"),
        [
            (
                HEAD + "1,Shopper,,Parcel,lte,,,,,\n",
                "2:5",
                "unknown-category",
                "Did you mean late?",
            ),
            (HEAD + "1,Shopper,,Parcel,,,,,,\n", "2:5", "missing-key", "Every entry needs it."),
            (HEAD + "1,Shopper,,Parcl,late,,,,,\n", "2:4", "unknown-complaint-handoff", "Known: "),
            (HEAD + "1,Shopper,,Parcel,late,14.9.26,,,,\n", "2:6", "bad-date", "2026-05-12"),
            (HEAD + "1,Shopper,,Parcel,late,,,,,Dsk\n", "2:10", "unknown-party", "mean Desk?"),
            (HEAD + "1,Shopper,,Parcel,late,,,,,,x\n", "2:11", "wrong-type", "double quotes"),
            (HEAD + '1,Shopper,,Parcel,late,,,,"a"b,\n', "2:1", "csv-syntax", "Double the quotes"),
            (
                "id,customer,catgory\n1,Shopper,late\n",
                "1:3",
                "unknown-key",
                "Did you mean category?",
            ),
            ("id,customer,category,id\n", "1:4", "duplicate-key", "Keep one"),
            ("id,customer\n1,Shopper\n", "1:1", "missing-key", "The columns are id, customer"),
            ("", "1:1", "empty-file", "delete it"),
            ("\n\n", "1:1", "empty-file", "delete it"),
        ],
    )
    def test_mistakes(self, text: str, where: str, code: str, hint: str) -> None:
        found = {i.code: i for i in read(SHOP, complaints_csv=text).issues}
        assert str(found[code].location) == f"complaints.csv:{where}"
        assert hint in str(found[code].hint)

    def test_bytes_that_are_no_text(self) -> None:
        issue = only_issue(SHOP, complaints_csv=HEAD.encode() + b"1,Caf\xe9\n")
        assert (issue.code, str(issue.location)) == ("not-utf8", "complaints.csv:2:6")
