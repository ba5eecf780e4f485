"""What a lead is told to do next, as commands to type."""

from __future__ import annotations

from datetime import date

from chainmap.analysis.bottlenecks import bottlenecks
from chainmap.analysis.gaps import gaps
from chainmap.analysis.team import team_card
from chainmap.flow import Flow
from chainmap.model import Team
from chainmap.report.text.bottlenecks_next import next_text as after_bottlenecks
from chainmap.report.text.gaps_next import next_lines as after_gaps
from chainmap.report.text.observed_next import next_text as after_a_log
from chainmap.report.text.team_next import next_lines as after_a_team
from tests.literal import complaint, flow, handoff


def slow_and_late() -> Flow:
    """The mill takes longest, the baker alone breaks its word."""
    return flow(
        handoff("Mill", "Bakery", "Flour", 40.0, promise=40.0),
        handoff("Bakery", "Customer", "Bread", 8.0, promise=50.0, step_promise=2.0),
    )


def test_the_slowest_and_who_breaks_its_word_are_asked_first() -> None:
    known = slow_and_late()
    told = after_bottlenecks(bottlenecks(known), known, with_moves=False)
    assert told is not None
    lines = told.splitlines()
    assert lines[0] == "Next"
    assert lines[1].startswith("  1. Ask Mill what its work waits for:   chainmap team ")
    assert lines[2].startswith("  2. Ask Bakery what keeps it from its promises:   chainmap team ")
    assert "--add-person" in lines[3]
    assert "chainmap whatif SCENARIO" in lines[4]


def test_moves_that_were_ranked_are_not_proposed_again() -> None:
    known = slow_and_late()
    told = after_bottlenecks(bottlenecks(known), known, with_moves=True)
    assert told is not None
    assert "--add-person" not in told


def test_where_no_time_is_known_there_is_nobody_to_ask() -> None:
    known = flow(handoff("Bakery", "Customer", "Bread"))
    assert after_bottlenecks(bottlenecks(known), known, with_moves=False) is None


def test_commands_name_the_logs_as_a_shell_takes_them() -> None:
    told = after_a_log(["my log.csv", "b.csv"], by_options=False)
    assert 'chainmap draw observed --log "my log.csv" --log b.csv -o observed.svg\n' in told
    assert 'chainmap observe "my log.csv" b.csv --org org\n' in told
    assert 'chainmap init --from-log "my log.csv" --from-log b.csv org\n' in told
    assert "--log-team" not in told


def test_options_have_to_be_given_again() -> None:
    assert "--log-team" in after_a_log(["log.csv"], by_options=True)


def test_what_a_shell_would_run_is_not_repeated() -> None:
    assert "chainmap observe LOG --org org" in after_a_log(["$(reboot).csv"], by_options=False)


def test_many_logs_are_not_listed() -> None:
    assert "chainmap observe LOG --org org" in after_a_log(list("abcd"), by_options=False)


def after_the_gaps_of(known: Flow) -> list[str]:
    return after_gaps(gaps(known, as_of=date(2026, 11, 22)), known.organisation)


def test_who_should_talk_first_agrees_first_and_the_team_among_them_has_a_page() -> None:
    known = flow(handoff("Vendor", "Bakery", "Flour", 40.0, promise=8.0, need=4.0))
    told = after_the_gaps_of(known)[1]
    assert told.startswith("  1. Vendor, Bakery: agree on “Flour”, and write it into both files.")
    assert told.endswith('   chainmap team "Bakery"')


def test_without_a_gap_the_promises_are_looked_at() -> None:
    known = flow(handoff("Bakery", "Customer", "Bread"))
    assert len(after_the_gaps_of(known)) == 2
    assert "chainmap promises" in after_the_gaps_of(known)[1]


def card_of(known: Flow, name: str) -> list[str]:
    (team,) = (p for p in known.organisation.parties.values() if p.name == name)
    assert isinstance(team, Team)
    return after_a_team(team_card(known, team), known.organisation)


def test_a_team_is_told_of_its_promise_its_input_and_its_heaviest_complaint() -> None:
    known = flow(
        handoff("Mill", "Bakery", "Flour", 4.0, accuracy=0.8),
        handoff("Vendor", "Bakery", "Salt", 4.0, accuracy=0.9),
        handoff("Bakery", "Customer", "Bread", 8.0, step_promise=2.0),
    )
    complained = flow(*known.organisation.handoffs, complaints=(complaint(known),))
    told = card_of(complained, "Bakery")
    assert told[1].startswith("  1. Ask what is in the way of “Bread” for Customer: it takes 8 h")
    assert told[2].startswith(
        "  2. Tell Mill what is missing or wrong in “Flour”: it is right in 80 %."
    )
    assert told[3].endswith("   chainmap trace --complaint C-1")
    assert told[4].endswith('   chainmap draw sipoc --team "Bakery" -o sipoc.svg')


def test_a_name_that_a_shell_would_run_stands_in_no_command() -> None:
    known = flow(handoff("$(reboot)", "Customer", "Bread", 8.0, step_promise=2.0))
    assert all("$(" not in line.partition("chainmap")[2] for line in card_of(known, "$(reboot)"))
