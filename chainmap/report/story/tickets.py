"""What tickets say, told in sentences: the answer, what to do next, what to be careful with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from chainmap.analysis.agreement import Agreement, Compared
from chainmap.analysis.observed import Observed
from chainmap.analysis.observed.handoffs import Pair, Team
from chainmap.analysis.observed.reading import Missing
from chainmap.model import Calendar
from chainmap.report.story.advice import NextStep, listed
from chainmap.units import count, hours, percent

NO_TEAM = "(no team)"

_RULES = {
    Missing.SKIP: "no handoff leads to or from them",
    Missing.KEEP: "they count as one team",
    Missing.DROP: "they are left out",
}


def named(team: Team) -> str:
    """Return what a team is called, no team too."""
    return NO_TEAM if team is None else team


def clock_of(observed: Observed) -> Calendar:
    """Return the calendar that the times of a log are told in."""
    return Calendar(hours_per_day=observed.hours_a_day)


def most_cases_first(observed: Observed) -> list[Pair]:
    """Return who hands cases to whom, the pairs with most cases first."""
    return sorted(observed.pairs, key=lambda pair: (-pair.cases, -pair.handoffs))


def straight_back(observed: Observed) -> Mapping[tuple[Team, Team], int]:
    """Return by pair how many handoffs bring a case back to where it has just come from."""
    times: Counter[tuple[Team, Team]] = Counter()
    for seen in observed.returning:
        times[seen.by_way_of, seen.team] += seen.count
    return times


def answer(observed: Observed) -> Iterator[str]:
    """Yield the answer: how much is handed on, where most, and what comes straight back."""
    cases = observed.cases
    handed = percent(observed.cases_with_handoff / cases)
    yield f"{handed} of {count(cases, 'case')} are handed on."
    if observed.pairs:
        most = max(observed.pairs, key=lambda pair: (pair.cases, pair.handoffs))
        time = hours(most.time.median, clock_of(observed))
        yield (
            f"Most of all {named(most.supplier)} hands on to {named(most.customer)}: "
            f"{count(most.cases, 'case')}, half of them begun there within {time}."
        )
    if observed.returns.count:
        back = count(observed.returns.cases, "case")
        share = percent(observed.returns.cases / cases)
        yield f"{back} ({share}) went straight back at least once."


def agreed(found: Agreement) -> Iterator[str]:
    """Yield how log and files agree."""
    if found.recall is not None and found.weighted_recall is not None:
        seen = count(len(found.compared) + len(found.only_seen), "pair")
        yield (
            f"{len(found.compared):,} of {seen} seen in the log are declared: recall "
            f"{percent(found.recall)}, weighted by handoffs {percent(found.weighted_recall)}."
        )
    if found.precision is not None:
        declared = count(found.flow_seen + found.flow_unseen, "declared pair")
        yield (
            f"{found.flow_seen:,} of {declared} that could be seen were: "
            f"precision {percent(found.precision)}."
        )
    kept = [pair.keeps_promise for pair in found.compared if pair.keeps_promise is not None]
    if kept:
        promises = count(len(kept), "promise", "promises")
        yield f"{kept.count(True):,} of {promises} hold for 85 % of the handoffs."


def next_steps(found: Agreement, observed: Observed, calendar: Calendar) -> Iterator[NextStep]:
    """Yield what to do next: about what nobody declares, what breaks a promise, who is unknown."""
    clock = clock_of(observed)
    if found.only_seen:
        first = found.only_seen[0]
        handoffs = count(first.handoffs, "handoff")
        yield NextStep(
            f"Ask {first.supplier} and {first.customer} about the {handoffs} from one to the "
            "other that neither declares: declare it, or find out why cases go this way."
        )
    if late := sorted(filter(_is_broken, found.compared), key=_overrun, reverse=True):
        worst = late[0]
        took, promised = hours(worst.seen.p85, clock), hours(worst.promise or 0.0, calendar)
        yield NextStep(
            f"{worst.seen.supplier} promises {worst.seen.customer} {promised}; 85 % of the "
            f"handoffs take up to {took}. Look at the longest of them together."
        )
    if found.only_declared:
        unseen = found.only_declared[0]
        yield NextStep(
            f"{unseen.supplier} declares a handoff to {unseen.customer} that the log never shows. "
            "Does it run past the tickets, or not at all?"
        )
    if found.unknown:
        yield NextStep(
            f"Say who {listed(list(found.unknown))} may be: a file of their own, or another name "
            "of a team that has one.",
            "--names FILE.csv",
        )


def _is_broken(pair: Compared) -> bool:
    return pair.keeps_promise is False


def _overrun(pair: Compared) -> tuple[float, str, str]:
    return pair.seen.p85 - (pair.promise or 0.0), pair.seen.supplier, pair.seen.customer


def caveats(observed: Observed, found: Agreement, calendar: Calendar) -> Iterator[str]:
    """Yield what the figures do not say."""
    yield "Hard cases travel more: the handoffs need not be what makes them slow."
    yield "A time runs from the first event of a team to the first of the next, own work included."
    if observed.overlap is None:
        yield "The log does not say when work ends: whether teams work in parallel is not known."
    elif observed.overlap.events:
        events, cases = (
            count(observed.overlap.events, "event"),
            count(observed.overlap.cases, "case"),
        )
        yield (
            f"{events} in {cases} begin before an earlier one has ended: there the next team "
            "in time need not have received anything from the one before it."
        )
    yield "Compared are pairs of parties that both occur in the log."
    if found.outside:
        outside = count(found.outside, "declared pair lies", "declared pairs lie")
        yield f"{outside} outside: one of the two is not in the log."
    if not found.same_clock:
        yield (
            f"The log counts {observed.hours_a_day:g} h a day, the organisation "
            f"{calendar.hours_per_day:g} h: promises cannot be held against its times."
        )
    yield from _missing(observed)


def _missing(observed: Observed) -> Iterator[str]:
    reading = observed.reading
    if reading.missing_events:
        events = count(reading.missing_events, "event")
        yield f"{events} without a team: {_RULES[reading.missing]}."


def source(observed: Observed) -> str:
    """Return which log it is, of which days, and on which clock its times are."""
    reading = observed.reading
    days = " to ".join(dict.fromkeys(day for day in (reading.first, reading.last) if day))
    hours_ = observed.working_hours
    clock = f"times in working hours, {hours_}" if hours_ else "times around the clock, 24 h a day"
    return ", ".join(part for part in (count(observed.events, "event"), days, clock) if part)
