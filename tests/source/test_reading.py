from __future__ import annotations

from datetime import date

import pytest

from chainmap.issues import Location
from chainmap.model import (
    Calendar,
    Customer,
    Evidence,
    Ingredient,
    Limits,
    Rating,
    Team,
    Time,
    Vendor,
)
from tests.source.inline import codes, only_handoff, only_issue, organisation, read

SETTINGS = """\
organisation: Harbour Parcels
calendar: {hours_per_day: 8, days_per_week: 5}
departments: [Sales, Operations, Logistics, Care]
limits: {max_handoffs: 6, min_rolled_accuracy: 80%, max_utilisation: 85%, max_survey_age: 52w}
"""
WAREHOUSE = """\
team: Warehouse
department: Operations
people: 6
availability: 80%
serves:
  - customer: Dispatch
    delivers: Packed parcel
    from: [Picking list]
    volume: 120/d
    promise: 4h
    they_need: 3h
    process_time: 12m
    lead_time: 6h
    evidence: measured
needs:
  - supplier: Order Desk
    delivers: Picking list
    within: 2h
    wants: sorted by aisle
    accuracy: 85%
    rating: 3/5
    asked: 2026-05-12
"""
OTHERS = """\
team: Order Desk
---
team: Dispatch
needs: Warehouse
"""


class TestTheDesignExample:
    def test_settings(self) -> None:
        found = organisation(SETTINGS, WAREHOUSE, OTHERS)
        assert found.name == "Harbour Parcels"
        assert found.source == "org/"
        assert found.calendar == Calendar(8, 5)
        assert found.departments == ("Sales", "Operations", "Logistics", "Care")
        assert found.limits == Limits(6, 0.8, 0.85, 364)

    def test_the_team(self) -> None:
        found = organisation(SETTINGS, WAREHOUSE, OTHERS)
        (warehouse,) = (team for team in found.teams if team.name == "Warehouse")
        assert warehouse == Team(
            warehouse.name,
            Location("1.yaml", 1, 7),
            department="Operations",
            people=6,
            availability=0.8,
        )

    def test_both_claims_are_one_handoff(self) -> None:
        parcel, picking = sorted(
            organisation(SETTINGS, WAREHOUSE, OTHERS).handoffs, key=lambda h: h.customer
        )
        assert (parcel.supplier, parcel.customer) == ("Warehouse", "Dispatch")
        assert parcel.deliverable == "Packed parcel"
        assert parcel.made_from == (Ingredient.required("Picking list"),)
        assert parcel.volume == 15
        assert parcel.promise == Time.of(4)
        assert parcel.belief == Time.of(3)
        assert parcel.process_time == pytest.approx(0.2)
        assert parcel.lead_time == Time.of(6)
        assert parcel.stated_evidence is Evidence.MEASURED
        assert parcel.promised_at == Location("1.yaml", 6, 15)
        assert parcel.needed_at == Location("2.yaml", 4, 8)
        assert picking.need == Time.of(2)
        assert picking.wants == "sorted by aisle"
        assert picking.accuracy == 0.85
        assert picking.rating == Rating(3, 5)
        assert picking.asked == date(2026, 5, 12)
        assert picking.promised_at is None

    def test_a_file_count_and_no_issues(self) -> None:
        reading = read(SETTINGS, WAREHOUSE, OTHERS)
        assert (reading.files, reading.issues) == (3, ())


class TestShortForms:
    def test_names_alone(self) -> None:
        found = organisation("team: A\nserves: [B, C]\n---\nteam: B\n---\nteam: C\nneeds: A\n")
        assert [(h.supplier, h.customer, h.deliverable) for h in found.handoffs] == [
            ("A", "B", ""),
            ("A", "C", ""),
        ]

    def test_a_list_of_customers_is_one_handoff_each(self) -> None:
        text = (
            "team: A\nserves:\n  - customer: [B, C]\n    delivers: X\n---\nteam: B\n---\nteam: C\n"
        )
        found = organisation(text)
        places = {h.customer: h.promised_at for h in found.handoffs}
        assert places == {"B": Location("0.yaml", 3, 16), "C": Location("0.yaml", 3, 19)}

    def test_one_entry_may_stand_without_a_list(self) -> None:
        handoff = only_handoff("team: A\nserves: {customer: B, delivers: X}\n---\nteam: B\n")
        assert handoff.deliverable == "X"
        assert handoff.promised_at == Location("0.yaml", 2, 20)

    def test_one_ingredient_may_stand_without_a_list(self) -> None:
        text = """\
            team: A
            serves: {customer: B, delivers: X, from: y}
            needs: {supplier: B, delivers: Y}
            ---
            team: B
            """
        by_name = {h.deliverable: h for h in organisation(text).handoffs}
        assert by_name["X"].made_from == (Ingredient.required("Y"),)

    @pytest.mark.parametrize("sides", ["serves", "needs", "both"])
    def test_delivers_may_be_left_out_on_either_side(self, sides: str) -> None:
        named, short = ", delivers: Parcel", ""
        served = named if sides in {"serves", "both"} else short
        needed = named if sides in {"needs", "both"} else short
        handoff = only_handoff(
            f"team: A\nserves: [{{customer: B{served}}}]\n",
            f"team: B\nneeds: [{{supplier: A{needed}}}]\n",
        )
        assert handoff.deliverable == "Parcel"
        assert handoff.promised_at is not None
        assert handoff.needed_at is not None


class TestDefaultsOfTheTeam:
    TEAM = "team: A\nlead_time: 6h\nprocess_time: 30m\nevidence: guess\n"

    def test_they_hold_for_claims_of_the_customer_alone(self) -> None:
        handoff = only_handoff(self.TEAM, "team: B\nneeds: A\n")
        assert handoff.lead_time == Time.of(6)
        assert handoff.process_time == 0.5
        assert handoff.stated_evidence is Evidence.GUESS

    def test_the_handoff_has_the_last_word(self) -> None:
        served = "serves: {customer: B, lead_time: 0h, process_time: 0m, evidence: measured}\n"
        handoff = only_handoff(self.TEAM + served, "team: B\n")
        assert handoff.lead_time == Time.of(0)
        assert handoff.process_time == 0
        assert handoff.stated_evidence is Evidence.MEASURED

    def test_without_any_a_figure_is_estimated(self) -> None:
        handoff = only_handoff("team: A\nserves: B\n---\nteam: B\n")
        assert handoff.stated_evidence is Evidence.ESTIMATED

    def test_the_team_keeps_its_own(self) -> None:
        (team,) = organisation(self.TEAM + "arrivals: 16/d\n").teams
        assert (team.process_time, team.arrivals) == (0.5, 2)


class TestTheCalendar:
    def test_it_holds_whatever_file_it_stands_in(self) -> None:
        team = "team: A\nserves: {customer: B, promise: 1d, they_need: 1w, volume: 24/d}\n"
        calendar = "organisation: X\ncalendar: {hours_per_day: 24, days_per_week: 7}\n"
        handoff = only_handoff(team, "team: B\n", calendar)
        assert handoff.promise == Time.of(24)
        assert handoff.belief == Time.of(168)
        assert handoff.volume == 1

    def test_without_settings_a_day_has_eight_hours(self) -> None:
        found = organisation("team: A\n")
        assert found.name == "org"
        assert found.calendar == Calendar(8, 5)
        assert found.limits == Limits()

    def test_the_file_chainmap_yaml_needs_no_name(self) -> None:
        found = organisation(chainmap_yaml="calendar: {hours_per_day: 7.5}\n")
        assert found.name == "org"
        assert found.calendar == Calendar(7.5, 5)

    def test_the_survey_age_is_in_calendar_days(self) -> None:
        text = "organisation: X\nlimits: {max_survey_age: 365d}\ncalendar: {hours_per_day: 6}\n"
        assert organisation(text).limits.max_survey_age == pytest.approx(365)

    def test_a_rule_may_say_how_grave_it_is_to_break_it(self) -> None:
        text = (
            "organisation: X\n"
            "limits:\n"
            "  max_handoffs: {limit: 6, severity: error}\n"
            "  max_survey_age: {limit: 52w}\n"
            "  every_handoff_owned: {severity: note}\n"
            "  promises_fit: yes\n"
            "  every_handoff_promised: {limit: false, severity: error}\n"
        )
        found = organisation(text).limits
        assert (found.max_handoffs, found.max_survey_age) == (6, 364)
        assert (found.every_handoff_owned, found.promises_fit) == (True, True)
        assert not found.every_handoff_promised
        assert found.severities == {
            "max_handoffs": "error",
            "every_handoff_owned": "note",
            "every_handoff_promised": "error",
        }

    def test_the_order_of_three_points_depends_on_it(self) -> None:
        team = "team: A\nserves: {customer: B, lead_time: {low: 10h, likely: 1d, high: 1w}}\n"
        long_day = "organisation: X\ncalendar: {hours_per_day: 12}\n"
        assert only_handoff(team, "team: B\n", long_day).lead_time == Time(10, 12, 60)
        assert only_issue(team, "team: B\n").code == "three-point-order"


class TestParties:
    TEXT = """\
        customer: Online shoppers
        segment: consumer
        value: 5
        serves: [{customer: Order Desk, delivers: Order}]
        needs: [{supplier: Order Desk, delivers: Parcel, within: 2d, accuracy: 93%}]
        ---
        vendor: Box Maker
        serves: Order Desk
        ---
        team: Order Desk
        serves:
          - {customer: Online shoppers, delivers: Parcel, promise: 2d,
             step_promise: 8h, end_to_end: 3d}
        """

    def test_kinds(self) -> None:
        found = organisation(self.TEXT)
        assert [type(party) for party in found.parties.values()] == [Vendor, Customer, Team]
        (shoppers,) = found.customers
        assert (shoppers.segment, shoppers.value) == ("consumer", 5)

    def test_only_deliveries_to_customers_go_outside(self) -> None:
        found = organisation(self.TEXT)
        assert {h.deliverable: h.to_outside for h in found.handoffs} == {
            "": False,
            "Order": False,
            "Parcel": True,
        }

    def test_promises_to_a_customer(self) -> None:
        parcel = organisation(self.TEXT).handoffs[2]
        assert (parcel.promise, parcel.step_promise, parcel.end_to_end) == (
            Time.of(16),
            Time.of(8),
            Time.of(24),
        )

    def test_a_customer_weighs_one_unless_it_says_otherwise(self) -> None:
        assert organisation("customer: A\n").customers[0].value == 1


class TestFlags:
    @pytest.mark.parametrize("key", ["support", "rework"])
    @pytest.mark.parametrize("side", ["serves", "needs"])
    @pytest.mark.parametrize("word", ["true", "yes", "TRUE", "Yes"])
    def test_either_side_can_set_them(self, key: str, side: str, word: str) -> None:
        extra = {"serves": "", "needs": ""} | {side: f", {key}: {word}"}
        handoff = only_handoff(
            f"team: A\nserves: [{{customer: B{extra['serves']}}}]\n",
            f"team: B\nneeds: [{{supplier: A{extra['needs']}}}]\n",
        )
        assert getattr(handoff, key)

    def test_no_is_no(self) -> None:
        handoff = only_handoff("team: A\nserves: {customer: B, stock: no}\n---\nteam: B\n")
        assert not handoff.stock

    def test_stock(self) -> None:
        assert only_handoff("team: A\nserves: {customer: B, stock: true}\n---\nteam: B\n").stock


class TestNames:
    def test_case_and_space_make_no_difference(self) -> None:
        found = organisation(
            "team: Order Desk\nserves: [{customer: 'WAREHOUSE ', delivers: Picking list}]\n",
            "team: Warehouse\nneeds: [{supplier: order desk, delivers: ' picking LIST'}]\n",
        )
        (handoff,) = found.handoffs
        assert list(found.parties) == ["Order Desk", "Warehouse"]
        assert (handoff.supplier, handoff.customer) == ("Order Desk", "Warehouse")
        assert handoff.deliverable == "Picking list"

    def test_composed_and_decomposed_letters_are_one(self) -> None:
        handoff = only_handoff("team: Caf\u00e9\n", "team: B\nneeds: CAFE\u0301\n")
        assert handoff.supplier == "Caf\u00e9"

    def test_a_deliverable_has_one_spelling_everywhere(self) -> None:
        found = organisation(
            """\
            team: A
            serves: {customer: C, delivers: pick list}
            ---
            team: B
            serves: {customer: C, delivers: Pick List}
            ---
            team: C
            serves: {customer: D, delivers: Box, from: [PICK LIST]}
            ---
            team: D
            """
        )
        assert {h.deliverable for h in found.handoffs} == {"pick list", "Box"}
        assert found.handoffs[2].made_from == (Ingredient.required("pick list"),)

    def test_the_department_is_spelled_as_in_the_settings(self) -> None:
        found = organisation(
            "organisation: X\ndepartments: Sales\n", "team: A\ndepartment: sales\n"
        )
        assert found.teams[0].department == "Sales"


class TestIngredients:
    def test_alternatives(self) -> None:
        found = organisation(
            """\
            team: A
            serves:
              - customer: B
                delivers: X
                from: [Order, {any: {Own box: 60%, Vendor box: 40%}}]
            needs:
              - {supplier: B, delivers: Order}
              - {supplier: B, delivers: Own box}
              - {supplier: B, delivers: Vendor box}
            ---
            team: B
            """
        )
        order, choice = found.handoffs[0].made_from or ()
        assert order == Ingredient.required("Order")
        assert [(o.deliverable, o.share) for o in choice.options] == [
            ("Own box", 0.6),
            ("Vendor box", 0.4),
        ]

    def test_nothing_is_not_the_same_as_not_said(self) -> None:
        text = (
            "team: A\nserves: [{customer: B, delivers: X, from: []}, {customer: B, delivers: Y}]\n"
        )
        found = organisation(text, "team: B\n")
        assert [h.made_from for h in found.handoffs] == [(), None]


class TestYaml:
    def test_several_documents_with_an_empty_end(self) -> None:
        assert len(organisation("team: A\n---\nteam: B\n---\n# the end\n").teams) == 2

    def test_windows_line_ends_and_byte_order_mark(self) -> None:
        text = b"\xef\xbb\xbfteam: A\r\nserves:\r\n  - customer: B\r\n---\r\nteam: B\r\n"
        (handoff,) = organisation(text).handoffs
        assert handoff.promised_at == Location("0.yaml", 3, 15)

    def test_anchors_save_typing(self) -> None:
        text = """\
            team: A
            serves:
              - {customer: B, delivers: &x Parcel}
              - {customer: C, delivers: *x}
            ---
            team: B
            ---
            team: C
            """
        assert {h.deliverable for h in organisation(text).handoffs} == {"Parcel"}

    def test_handoffs_are_sorted_by_name(self) -> None:
        text = "team: B\nserves: [{customer: A, delivers: Z}, {customer: A, delivers: Y}]\n"
        found = organisation(text, "team: A\nserves: B\n")
        keys = [h.sort_key for h in found.handoffs]
        assert keys == sorted(keys)

    def test_no_files_are_no_mistake(self) -> None:
        assert organisation().handoffs == ()

    def test_a_warning_does_not_stop(self) -> None:
        reading = read("organisation: X\ndepartments: Sales\n", "team: A\ndepartment: Sale\n")
        assert codes(reading) == ["unknown-department"]
        assert reading.organisation is not None
        assert reading.issues[0].hint == "Did you mean Sales?"
