"""What a lead is told to do next, as commands to type."""

from __future__ import annotations

from chainmap.analysis.bottlenecks import bottlenecks
from chainmap.flow import Flow
from chainmap.report.text.bottlenecks_next import next_text as after_bottlenecks
from chainmap.report.text.observed_next import next_text as after_a_log
from tests.literal import flow, handoff


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
