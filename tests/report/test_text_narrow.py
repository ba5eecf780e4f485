"""Answers in a narrow window: nothing is broken in the middle of a word, a figure or a command."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from chainmap.analysis.bottlenecks import bottlenecks
from chainmap.analysis.gaps import gaps
from chainmap.analysis.team import team_card
from chainmap.analysis.trace import trace
from chainmap.flow import Flow
from chainmap.issues import Issue, Location, Severity
from chainmap.model import PartyId, Team
from chainmap.report.issues import as_text as issues_text
from chainmap.report.story.telling import stories
from chainmap.report.text import bottlenecks as ranking
from chainmap.report.text import gaps as disagreements
from chainmap.report.text import team as card
from chainmap.report.text import trace as traced
from chainmap.report.text import window
from chainmap.report.text.blocks import laid_out, side_by_side
from chainmap.report.text.characters import width
from chainmap.report.text.table import table
from tests.literal import complaint, flow, handoff

NARROW = 60


@pytest.fixture
def narrow() -> Iterator[None]:
    """Have everything laid out for a window of 60 columns."""
    window.set_columns(NARROW)
    yield
    window.set_columns(None)


def late_bread() -> Flow:
    """Three teams behind bread that comes late; one of them breaks its word."""
    return flow(
        handoff("Grain Purchasing", "Windmill", "Checked grain", 16.0, promise=16.0, accuracy=0.9),
        handoff("Windmill", "Town Bakery", "Wholemeal flour", 40.0, promise=16.0, need=8.0),
        handoff("Town Bakery", "Customer", "Fresh bread", 8.0, promise=40.0, step_promise=8.0),
    )


@pytest.mark.usefixtures("narrow")
def test_a_trace() -> None:
    known = late_bread()
    told = stories(known, trace(known, [complaint(known, said="It was stale by noon.")]))
    text = traced.as_text(told, footer="Working time.", whole=1, how_to_see_more="")
    assert (
        text
        == """\
C-1  Customer about “Fresh bread” from Town Bakery: late.
     1 complaint.
      “It was stale by noon.”

They were promised 5 d and wait 8 d: 3 d late.

The slowest chain behind it has 2 handoffs.
  1  Grain Purchasing → Windmill  Checked grain    2 d
  2  Windmill → Town Bakery       Wholemeal flour  5 d
  3  Town Bakery → Customer       Fresh bread      8 h

  1  Grain Purchasing →      promised 2 d        estimated
     Windmill
  2  Windmill → Town Bakery  promised 2 d  +3 d  estimated
  3  Town Bakery → Customer  promised 8 h        estimated
       Together 64 h = 8 d. 0 of 3 steps measured.

Where the 3 d late come from
    +3 d   Windmill over its promise

Over 3 handoffs everything is right the first time in 90 %
of the cases. Judged by the receiver: 1.

Behind this (share of the overrun of their own promises;
exposure, not cause)
  Windmill 100 %

Next
  1. Windmill, Town Bakery: why does “Wholemeal flour” take
     5 d? What Windmill receives as “Checked grain” from
     Grain Purchasing is right in 90 %.
  2. Ask Windmill to measure “Wholemeal flour”: its 5 d are
     an estimate.

Not known
  Whether all this time counts for the customer: the slowest
    chain starts with Grain Purchasing, not with the order.
    Is something on it taken from stock?
  How often these are right (counted as always): “Fresh
    bread” from Town Bakery, “Wholemeal flour” from
    Windmill.

Working time.
"""
    )


@pytest.mark.usefixtures("narrow")
def test_a_ranking_stands_in_parts_that_each_name_the_teams() -> None:
    known = late_bread()
    text = ranking.as_text(bottlenecks(known), known, footer="Working time.")
    assert (
        text
        == """\
Which team's improvement would help the customers (there are
no complaints: every delivery counts by its customer's
value) most?

Windmill: with its times cut by 50 % a complaining customer
would gain 2.5 d on average. 1 delivery comes sooner; “Fresh
bread” from Town Bakery for Customer in 5.5 d instead of
8 d.
Its longest step: “Wholemeal flour” to Town Bakery, 5 d,
promised 2 d.
Also first by restore: if it kept its own promises, the
customer would gain 3 d.

     Team              leverage  restore  exposure
  1  Windmill             2.5 d      3 d     100 %
  2  Grain Purchasing       8 h      0 h     100 %
  3  Town Bakery            4 h      0 h     100 %

     Team              unavoidable  arrivals  load  wait
  1  Windmill                100 %         –     –     –
  2  Grain Purchasing        100 %         –     –     –
  3  Town Bakery             100 %         –     –     –

leverage     hours gained per complaint with the team's
             times cut by 50 % (--cut)
             recomputed, not apportioned: a team with slack
               scores 0
restore      hours gained if its times come down to its own
             promises
exposure     share of complaint weight with the team
             upstream or as touchpoint; not cause
unavoidable  share of complaint weight where every chain
             passes through the team
load         arrival rate × process time / (people ×
             availability); work sent back counts
wait         until somebody begins, by formula (M/M/c): an
             order of magnitude

Load not known for 3 teams upstream: arrivals, volume,
process_time or people is missing.

Working time.
"""
    )


@pytest.mark.usefixtures("narrow")
def test_a_team() -> None:
    known = late_bread()
    text = card.as_text(team_card(known, the_team(known, "Windmill")), known, footer="Today.")
    assert (
        text
        == """\
Windmill
External customers, nearest first: Customer (2 handoffs).
Load: not known (volume, process_time or people is missing).

We serve
  customer     deliverable      promised
  Town Bakery  Wholemeal flour  2 d

  customer     needed  takes  right  rated
  Town Bakery  8 h     5 d    –      –

We need
  supplier          deliverable    needed
  Grain Purchasing  Checked grain  –

  supplier          promised  takes  right  rated
  Grain Purchasing  2 d       2 d    90 %   –

No complaint passes through this team.

Next
  1. Ask what is in the way of “Wholemeal flour” for Town
     Bakery: it takes 5 d, promised in 2 d.
     chainmap trace --to "Town Bakery"
  2. Tell Grain Purchasing what is missing or wrong in
     “Checked grain”: it is right in 90 %.
     chainmap team "Grain Purchasing"
  3. Go through this page with both sides:
     chainmap draw sipoc --team "Windmill" -o sipoc.svg

Today.
"""
    )


@pytest.mark.usefixtures("narrow")
def test_gaps() -> None:
    known = late_bread()
    found = gaps(known, as_of=date(2026, 11, 22))
    text = disagreements.as_text(found, known.organisation, footer="Today.", how_to_see_all=None)
    assert (
        text
        == """\
Where do supplier and customer disagree, or not know what
one owes the other?

  1  Promise weaker than the need
  2  Promise broken
  2  Promise nobody needs

Who should talk first (most complaint weight × gaps):

1. Town Bakery → Customer   (no complaint behind it)
   Promise broken, “Fresh bread”. The promise to Customer is
     5 d from order to delivery; it takes 8 d.
   Promise nobody needs, “Fresh bread”. Town Bakery promises
     5 d; Customer states no need.

2. Windmill → Town Bakery   (no complaint behind it)
   Promise weaker than the need, “Wholemeal flour”. Town
     Bakery needs it within 8 h; Windmill promises 2 d.
   Promise broken, “Wholemeal flour”. Windmill promises 2 d
     and takes 5 d.

3. Grain Purchasing → Windmill   (no complaint behind it)
   Promise nobody needs, “Checked grain”. Grain Purchasing
     promises 2 d; Windmill states no need.

Not known: 3 handoffs carry no date of the last talk
(asked:).

Next
  1. Town Bakery, Customer: agree on “Fresh bread”, and
     write it into both files.   chainmap team "Town Bakery"
  2. Show them all on one sheet:
     chainmap draw gaps -o gaps.svg
  3. See whether the promises fit what customers were told:
     chainmap promises

Today.
"""
    )


def the_team(known: Flow, name: str) -> Team:
    found = known.organisation.parties[PartyId(name)]
    assert isinstance(found, Team)
    return found


@pytest.mark.usefixtures("narrow")
def test_what_is_wrong_stands_below_its_place() -> None:
    issue = Issue(
        Location("org/teams/warehouse.yaml", 7, 15),
        Severity.ERROR,
        "unknown-party",
        "Dispach is no team, customer or vendor.",
        "Did you mean Dispatch?",
    )
    assert (
        issues_text([issue])
        == """\
org/teams/warehouse.yaml:7:15  error  unknown-party
  Dispach is no team, customer or vendor. Did you mean
    Dispatch?
"""
    )


ROWS = (
    ("", "Team", "leverage", "load"),
    ("1", "Installation Crews of the northern districts", "13.1 h", "≥ 82 %"),
    ("2", "設置チーム", "2 d", "7 %"),
)


@pytest.mark.usefixtures("narrow")
def test_a_table_that_fits_is_as_everywhere() -> None:
    window.set_columns(80)
    assert table(ROWS, right=frozenset({2, 3})) == [
        "   Team                                          leverage    load",
        "1  Installation Crews of the northern districts    13.1 h  ≥ 82 %",
        "2  設置チーム                                         2 d     7 %",
    ]


@pytest.mark.usefixtures("narrow")
def test_names_are_folded_before_figures() -> None:
    window.set_columns(52)
    assert table(ROWS, right=frozenset({2, 3})) == [
        "   Team                         leverage    load",
        "1  Installation Crews of the      13.1 h  ≥ 82 %",
        "   northern districts",
        "2  設置チーム                        2 d     7 %",
    ]


@pytest.mark.usefixtures("narrow")
def test_a_name_without_a_blank_is_cut_rather_than_pushing_figures_out() -> None:
    rows = [("Team", "load"), ("x" * 70, "7 %")]
    lines = table(rows, right=frozenset({1}), widest=80)
    assert max(map(width, lines)) <= NARROW
    assert "".join(lines).count("x") == 70


@pytest.mark.usefixtures("narrow")
def test_rows_of_a_part_that_say_nothing_are_left_out() -> None:
    rows = [
        ("1", "Grain Purchasing → Windmill", "Checked grain", "16 h", "promised 16 h", "", ""),
        ("2", "Windmill → Town Bakery", "Wholemeal flour", "5 d", "promised 2 d", "+3 d", "guess"),
    ]
    lines = table(rows, right=frozenset({0, 3}))
    assert lines == [
        "1  Grain Purchasing → Windmill  Checked grain    16 h",
        "2  Windmill → Town Bakery       Wholemeal flour   5 d",
        "",
        "1  Grain Purchasing →         promised 16 h",
        "   Windmill",
        "2  Windmill → Town Bakery     promised 2 d   +3 d  guess",
    ]


@pytest.mark.usefixtures("narrow")
def test_a_command_is_never_in_two_lines() -> None:
    typed = 'chainmap trace --customer "Online shoppers of the north" examples/parcels'
    step = f"  1. Ask the warehouse what the parcels wait for:   {typed}"
    assert laid_out([[step]]).splitlines() == [
        "  1. Ask the warehouse what the parcels wait for:",
        f"     {typed}",
    ]


@pytest.mark.usefixtures("narrow")
def test_a_number_keeps_its_unit() -> None:
    text = "It takes a good deal longer than anybody has promised: 12.5 d instead of 3 d."
    assert laid_out([[text]]).splitlines() == [
        "It takes a good deal longer than anybody has promised:",
        "12.5 d instead of 3 d.",
    ]


@pytest.mark.usefixtures("narrow")
def test_suspects_stay_with_their_share() -> None:
    assert side_by_side(["Unit Assembly 20 %", "Dispatch 11 %", "Site Survey 9 %", "Care 4 %"]) == [
        "  Unit Assembly 20 %   Dispatch 11 %   Site Survey 9 %",
        "  Care 4 %",
    ]


def test_nothing_is_folded_in_a_pipe() -> None:
    line = "word " * 40
    assert laid_out([[line.strip()]]) == line.strip()
    assert side_by_side(["name 20 %"] * 20) == ["  " + "   ".join(["name 20 %"] * 20)]


@pytest.mark.usefixtures("narrow")
def test_a_window_too_narrow_for_anything_is_left_to_the_terminal() -> None:
    window.set_columns(3)
    assert max(map(width, laid_out([["word " * 40]]).splitlines())) <= window.NARROWEST
