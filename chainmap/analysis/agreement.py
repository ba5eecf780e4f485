"""Does a log agree with the declared chain?

Question: which handoffs were seen but are not declared, which are declared but were never seen, and
do times and volumes keep to what is declared?

The universe is every ordered pair of parties that both occur in the log: of others the log cannot
tell. In it, over pairs (a pair counts once, however many deliverables it has):

- precision: the share of the declared pairs of the flow that were seen;
- recall: the share of the pairs seen that are declared, as flow, support or rework;
- weighted recall: the same with each pair weighing as much as its handoffs in the log.

Support and rework that nobody saw count against nothing: the log need not show them. Teams of the
log that nobody declares count against recall, as what they do is not declared. These are precision
and fitness of a process model, on the level of pairs (J. Buijs, B. van Dongen, W. van der Aalst, On
the Role of Fitness, Precision, Generalization and Simplicity in Process Discovery, OTM 2012).

A promise is held against the 85th percentile. Times are hours on the log's clock, volumes are
handoffs over the working time of the whole period of the log. Assumes that names mean the same on
both sides. No published case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chainmap.model import SAME_TIME, Handoff, Organisation

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Seen:
    """Handoffs from one team to another in a log; times in hours.

    `low` is the 5th percentile, `high` the 95th.
    """

    supplier: str
    customer: str
    handoffs: int
    low: float
    median: float
    p85: float
    high: float


@dataclass(frozen=True, slots=True)
class LogSide:
    """What a log says: handoffs between teams, all its teams, the working hours of its period.

    `hours_a_day` is how long a day is on the clock of its times.
    """

    seen: tuple[Seen, ...]
    teams: frozenset[str]
    hours: float
    hours_a_day: float


@dataclass(frozen=True, slots=True)
class Compared:
    """A declared pair that was seen, with all that is declared between the two.

    `volume` is in handoffs per hour of working time; times are `comparable` if log and organisation
    count as many hours a day.
    """

    seen: Seen
    declared: tuple[Handoff, ...]
    volume: float | None
    comparable: bool

    @property
    def handoff(self) -> Handoff | None:
        """The handoff that was seen; None where the two have several and the log tells not which.

        Support and rework beside the flow are taken not to be in the log.
        """
        flow = [handoff for handoff in self.declared if handoff.in_flow] or self.declared
        return flow[0] if len(flow) == 1 else None

    @property
    def promise(self) -> float | None:
        """What the supplier promises for this step in hours."""
        known = self.handoff.own_promise if self.handoff else None
        return None if known is None else known.hours

    @property
    def keeps_promise(self) -> bool | None:
        """Whether 85 % take no longer than promised; None where that cannot be said."""
        if self.promise is None or not self.comparable:
            return None
        return self.seen.p85 <= self.promise + SAME_TIME

    @property
    def declared_volume(self) -> float | None:
        """What is declared, per hour; None where it is not."""
        return self.handoff.volume if self.handoff else None


@dataclass(frozen=True, slots=True)
class Alike:
    """A name of the log that may stand for a party."""

    log: str
    team: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """What log and files agree on, and where they differ; most handoffs first.

    `outside` counts declared pairs of the flow with a party that is not in the log; `unknown` are
    the teams of the log that are no party, some of them `alike` one that is not in the log;
    `hours` is the working time of the log's period, and `same_clock` says whether its times are
    counted in as many hours a day as the organisation works. Shares are None where nothing could
    be counted.
    """

    compared: tuple[Compared, ...]
    only_seen: tuple[Seen, ...]
    only_declared: tuple[Handoff, ...]
    outside: int
    unknown: tuple[str, ...]
    hours: float
    same_clock: bool
    alike: tuple[Alike, ...] = ()

    @property
    def precision(self) -> float | None:
        """The share of the declared pairs of the flow that were seen."""
        return _share(self.flow_seen, self.flow_seen + self.flow_unseen)

    @property
    def recall(self) -> float | None:
        """The share of the pairs seen that are declared."""
        return _share(len(self.compared), len(self.compared) + len(self.only_seen))

    @property
    def weighted_recall(self) -> float | None:
        """The share of the handoffs seen whose pair is declared."""
        declared = sum(pair.seen.handoffs for pair in self.compared)
        return _share(declared, declared + sum(seen.handoffs for seen in self.only_seen))

    @property
    def flow_seen(self) -> int:
        """The declared pairs of the flow that were seen."""
        return sum(any(h.in_flow for h in pair.declared) for pair in self.compared)

    @property
    def flow_unseen(self) -> int:
        """The declared pairs of the flow, both in the log, that were not seen."""
        return len({(h.supplier, h.customer) for h in self.only_declared})


def agreement(organisation: Organisation, log: LogSide) -> Agreement:
    """Hold a log against what is declared; names are those of the organisation."""
    declared = _by_pair(organisation.handoffs)
    seen = {(pair.supplier, pair.customer): pair for pair in log.seen}
    flow = {pair: hs for pair, hs in declared.items() if any(h.in_flow for h in hs)}
    unseen = [pair for pair in flow if pair not in seen]
    inside = [pair for pair in unseen if log.teams.issuperset(pair)]
    same_clock = log.hours_a_day == organisation.calendar.hours_per_day
    return Agreement(
        compared=tuple(
            Compared(
                seen=one,
                declared=tuple(declared[pair]),
                volume=one.handoffs / log.hours if log.hours else None,
                comparable=same_clock,
            )
            for pair, one in sorted(seen.items(), key=_most_first)
            if pair in declared
        ),
        only_seen=tuple(
            one for pair, one in sorted(seen.items(), key=_most_first) if pair not in declared
        ),
        only_declared=tuple(h for pair in sorted(inside) for h in flow[pair] if h.in_flow),
        outside=len(unseen) - len(inside),
        unknown=tuple(sorted(log.teams.difference(organisation.parties))),
        hours=log.hours,
        same_clock=same_clock,
    )


def _by_pair(handoffs: Sequence[Handoff]) -> Mapping[Pair, list[Handoff]]:
    pairs: dict[Pair, list[Handoff]] = defaultdict(list)
    for handoff in handoffs:
        pairs[handoff.supplier, handoff.customer].append(handoff)
    return pairs


def _most_first(item: tuple[Pair, Seen]) -> tuple[int, Pair]:
    return -item[1].handoffs, item[0]


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
