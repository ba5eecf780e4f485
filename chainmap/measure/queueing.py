"""How long work waits for people: Erlang's delay formula, corrected for variability.

Assumes items that wait in one line, first come first served, for any of a team's people (M/M/c),
a steady state, and that nobody gives up. The wait is multiplied by (c_a^2 + c_s^2) / 2, the
correction of Allen and Cunneen, which is exact for one server and pure chance, else an
approximation. A person available 80 % of the time works on in 80 % of it: the process time is
divided by the availability (Hopp and Spearman's effective process time). Cases Q1, Q4, Q5.
"""

from __future__ import annotations

import math

from chainmap.model import Variability

FULL = 1 - 1e-9
"""A utilisation from which on all the time there is is taken: what is missing is rounding."""

_NOTHING_LEFT = 1e-17
"""Terms smaller than this part of their sum change no digit of it."""

_BEYOND = 1e300
"""A sum so large that its inverse is no probability worth a digit."""

_HALVINGS = 60
"""Until an interval is smaller than a figure can be."""


def erlang_c(*, servers: int, offered: float) -> float:
    """Return the probability that an item has to wait (Erlang C), 0..1.

    `offered` is the work offered in servers (arrival rate / service rate of one). From `servers`
    on everything waits.

    >>> round(erlang_c(servers=5, offered=4), 6)
    0.554113
    """
    if offered >= servers:
        return 1.0
    if offered <= 0:
        return 0.0
    utilisation = offered / servers
    blocked = 1 / _inverse_erlang_b(servers, offered)
    return blocked / (1 - utilisation * (1 - blocked))


def _inverse_erlang_b(servers: int, offered: float) -> float:
    """Return 1 / B by the recursion I(k) = 1 + k / a x I(k - 1), unrolled from the top.

    All terms are positive, so nothing cancels; it ends where the rest is nothing, so that a
    thousand million servers take no longer than a few thousand.
    """
    total = term = 1.0
    for free in range(servers, 0, -1):
        term *= free / offered
        total += term
        if total > _BEYOND:
            return math.inf
        if term < _NOTHING_LEFT * total and free < offered:
            break
    return total


def delay_probability(*, people: float, utilisation: float) -> float:
    """Return the probability of a wait for a number of people that need not be whole.

    Between two whole numbers it runs straight, at the same utilisation. Less than one person is
    one person who is there less often.

    >>> [round(delay_probability(people=n, utilisation=0.8), 3) for n in (0.5, 1, 1.5, 2)]
    [0.8, 0.8, 0.756, 0.711]
    """
    if people <= 1:
        return min(utilisation, 1.0)
    fewer, part = int(people), people % 1
    low = erlang_c(servers=fewer, offered=fewer * utilisation)
    if not part:
        return low
    high = erlang_c(servers=fewer + 1, offered=(fewer + 1) * utilisation)
    return low + part * (high - low)


def queue_wait(
    *,
    people: float,
    utilisation: float,
    process_time: float,
    availability: float = 1.0,
    variability: Variability = Variability(),  # noqa: B008  a frozen value
) -> float | None:
    """Return the expected hours an item waits before somebody begins, None where a backlog grows.

    `process_time` are the hours of work on an item, the waiting not included.
    """
    if utilisation >= FULL or people <= 0 or availability <= 0:
        return None
    waits = delay_probability(people=people, utilisation=utilisation)
    pace = process_time / (people * availability)
    return waits * pace / (1 - utilisation) * variability.factor


def explaining_availability(
    waited: float, *, people: float, work: float, process_time: float, variability: Variability
) -> float | None:
    """Return the availability at which items take `waited` hours beyond their process time.

    `work` is the utilisation if everybody were there all the time. The wait falls as availability
    rises, so halving the interval finds it; None where even full availability makes them wait
    longer.
    """

    def expected(availability: float) -> float:
        wait = queue_wait(
            people=people,
            utilisation=work / availability,
            process_time=process_time,
            availability=availability,
            variability=variability,
        )
        return math.inf if wait is None else wait + process_time * (1 / availability - 1)

    low, high = work, 1.0
    if work >= 1 or expected(1.0) > waited:
        return None
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if expected(middle) > waited else (low, middle)
    return high
