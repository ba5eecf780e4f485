"""What the tickets say, on slides: who hands cases to whom, and does it agree with the files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from chainmap.analysis.agreement import Agreement
from chainmap.analysis.observed import Observed
from chainmap.analysis.observed.handoffs import Pair
from chainmap.deck.shapes import Slide
from chainmap.model import Calendar
from chainmap.report.slides.tables import Column, Listing, table_slides
from chainmap.report.story import tickets as story
from chainmap.report.story.answers import Log
from chainmap.report.story.pair_states import PairState, pair_states
from chainmap.units import count, hours, percent

MAX_PAIRS = 10
"""Pairs in a table; the workbook has all."""

_MORE = "the workbook has all (chainmap export, .xlsx)"


def ticket_slides(
    log: Log, calendar: Calendar, *, pictures: Sequence[Slide] = ()
) -> Iterator[Slide]:
    """Yield what was seen, as a picture or, where there is none, as a table; then both sides."""
    yield from pictures or _handoffs(log.observed)
    yield from _agreement(log, calendar)


def tickets_title(observed: Observed) -> str:
    """Return the figure that matters, as a title."""
    return f"What the tickets say: {next(story.answer(observed)).removesuffix('.')}"


def tickets_said(observed: Observed, *, shown: int) -> str:
    """Return where most goes and how much comes back; `shown` is how many pairs stand below."""
    return " ".join(_said(observed, shown))


def _said(observed: Observed, shown: int) -> Iterator[str]:
    most = story.most_cases_first(observed)
    if not most:
        yield "No case is handed on."
        return
    first, clock = most[0], story.clock_of(observed)
    yield (
        f"Most go from {story.named(first.supplier)} to {story.named(first.customer)}: "
        f"{count(first.cases, 'case')}, half of them begun there within "
        f"{hours(first.time.median, clock)}."
    )
    if observed.returns.count:
        yield f"{percent(observed.returns.cases / observed.cases)} go straight back at least once."
    if shown < len(most):
        yield f"Shown: {shown} of {count(len(most), 'pair')}, those with most cases."


def _handoffs(observed: Observed) -> Iterator[Slide]:
    pairs = story.most_cases_first(observed)
    if not pairs:
        return
    shown = min(len(pairs), MAX_PAIRS)
    back, clock = story.straight_back(observed), story.clock_of(observed)
    yield from table_slides(
        Listing(
            tickets_title(observed),
            tickets_said(observed, shown=shown),
            (
                Column("Supplier", 3, is_bold=True),
                Column("Customer", 3, is_bold=True),
                Column("Cases", 1.2, is_figure=True),
                Column("Handoffs", 1.2, is_figure=True),
                Column("Straight back", 1.2, is_figure=True),
                Column("Median until it begins", 1.5, is_figure=True),
                Column("85 % within", 1.2, is_figure=True),
            ),
            tuple(
                _pair(pair, back.get((pair.supplier, pair.customer), 0), clock)
                for pair in pairs[:shown]
            ),
            _notes(observed),
        )
    )


def _pair(pair: Pair, back: int, clock: Calendar) -> tuple[str, ...]:
    return (
        story.named(pair.supplier),
        story.named(pair.customer),
        f"{pair.cases:,}",
        f"{pair.handoffs:,}",
        percent(back / pair.handoffs) if back else "–",
        hours(pair.time.median, clock),
        hours(pair.time.p85, clock),
    )


def _notes(observed: Observed) -> str:
    return "\n".join((*story.answer(observed), f"{story.source(observed)}."))


def _agreement(log: Log, calendar: Calendar) -> Iterator[Slide]:
    found, clock = log.agreement, story.clock_of(log.observed)
    pairs = [pair for some in pair_states(found) for pair in some]
    if not pairs:
        return
    shown = _shown(found)
    yield from table_slides(
        Listing(
            f"Declared against seen: {_differences(pairs)}",
            " ".join(story.agreed(found)),
            (
                Column("Supplier", 3, is_bold=True),
                Column("Customer", 3, is_bold=True),
                Column("State", 2.4),
                Column("Handoffs seen", 1.2, is_figure=True),
                Column("85 % within", 1.2, is_figure=True),
                Column("Promised", 1.2, is_figure=True),
            ),
            tuple(_state(pair, clock, calendar) for pair in shown),
            "\n".join(
                (
                    _aside(len(pairs) - len(shown)),
                    *(step.text for step in story.next_steps(found, log.observed, calendar)),
                    *story.caveats(log.observed, found, calendar),
                )
            ),
            _aside(len(pairs) - len(shown)),
        )
    )


def _differences(pairs: Sequence[PairState]) -> str:
    """Return in how many pairs files and log do not agree."""
    differing = sum(pair.differs for pair in pairs)
    if not differing:
        return "nothing differs"
    verb = "differs" if differing == 1 else "differ"
    return f"{differing:,} of {count(len(pairs), 'pair')} {verb}"


def _shown(found: Agreement) -> list[PairState]:
    """Return what differs, the first pairs of each state in turn; then, if there is room, others.

    So no state hides the next, however many pairs it has.
    """
    *differing, agreeing = pair_states(found)
    in_turn = [pair for turn in zip_longest(*differing) for pair in turn if pair]
    kept = {*in_turn[:MAX_PAIRS]}
    told = [pair for some in differing for pair in some if pair in kept]
    return [*told, *agreeing][:MAX_PAIRS]


def _aside(left: int) -> str:
    more = f" {count(left, 'more pair')}: {_MORE}." if left > 0 else ""
    return f"What differs comes first; of each state the pairs with most handoffs.{more}"


def _state(pair: PairState, clock: Calendar, calendar: Calendar) -> tuple[str, ...]:
    return (
        pair.supplier,
        pair.customer,
        pair.state.value,
        f"{pair.seen.handoffs:,}" if pair.seen else "–",
        hours(pair.seen.p85, clock) if pair.seen else "–",
        "–" if pair.promise is None else hours(pair.promise, calendar),
    )
