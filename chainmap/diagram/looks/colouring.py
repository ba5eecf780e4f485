"""What the fill of a team's box can say: four classes, told apart by words and signs too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from chainmap import units
from chainmap.analysis.bottlenecks import Bottlenecks
from chainmap.analysis.gaps import Gaps
from chainmap.diagram.canvas.legend import Box, Entry
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.palette import Fill, load_fill
from chainmap.diagram.looks.words import Words
from chainmap.diagram.maps.gap_look import GRAVITY, sign
from chainmap.diagram.maps.marks import Colouring
from chainmap.measure.load import loads
from chainmap.model import Evidence, Organisation, PartyId

_NONE = palette.NORMAL
_SOME = Fill(palette.BUSY.fill, sign=" ▪")
_MORE = Fill(palette.OVER_LIMIT.fill, sign=" ▪▪")
_MOST = Fill(palette.OVERLOADED.fill, palette.OVERLOADED.ink, " ▪▪▪")


def by_load(organisation: Organisation, words: Words) -> Colouring:
    """Return boxes filled by utilisation."""
    limit = palette.limit(organisation)
    known = {
        team: load.utilisation
        for team, load in loads(organisation).items()
        if load.utilisation is not None
    }
    return Colouring(
        {team: load_fill(load, limit=limit) for team, load in known.items()},
        {team: words("load {load}", load=units.percent(load)) for team, load in known.items()},
        load_legend(limit, words) if known else (),
    )


def load_legend(limit: float, words: Words) -> tuple[Entry, ...]:
    """Return the classes of load."""
    low, high = units.percent(min(palette.BUSY_FROM, limit)), units.percent(limit)
    over, overloaded = palette.OVER_LIMIT, palette.OVERLOADED
    return (
        Box(words("load {load} or more", load=low), fill=palette.BUSY.fill),
        Box(words("{load} or more", load=high), inside="▲", fill=over.fill),
        Box(
            words("{load} or more", load="100 %"),
            inside="▲▲",
            fill=overloaded.fill,
            ink=overloaded.ink,
        ),
    )


def by_leverage(found: Bottlenecks, organisation: Organisation, words: Words) -> Colouring:
    """Return boxes filled by leverage, as a share of the largest."""
    largest = max((team.leverage for team in found.teams), default=0.0)
    if largest <= 0:
        return Colouring(legend=(Box(words("no leverage: no time is known")),))
    known = {t.team: t.leverage for t in found.teams if t.leverage > 0}
    cut = units.percent(found.cut)
    return Colouring(
        {team: _third(hours / largest) for team, hours in known.items()},
        {
            team: words("leverage {hours}", hours=units.hours(hours, organisation.calendar))
            for team, hours in known.items()
        },
        _legend(
            (
                words("leverage: customers gain if its times are cut by {cut}", cut=cut),
                words("a third of the largest or more"),
                words("two thirds or more"),
            )
        ),
    )


def by_gap(found: Gaps, words: Words) -> Colouring:
    """Return boxes filled by the worst gap of what a team supplies or receives."""
    worst: dict[PartyId, int] = {}
    count: dict[PartyId, int] = defaultdict(int)
    for gap in found.gaps:
        rank = GRAVITY.index(gap.kind)
        for party in {gap.handoff.supplier, gap.handoff.customer}:
            worst[party] = min(rank, worst.get(party, rank))
            count[party] += 1
    return Colouring(
        {party: _by_gravity(rank) for party, rank in worst.items()},
        {
            party: words.count(count[party], "{n} gap", "{n} gaps")
            + words(", worst {sign}", sign=sign(GRAVITY[rank]))
            for party, rank in worst.items()
        },
        _legend(
            (
                words("worst gap {first} to {last}", first=sign(GRAVITY[6]), last="I"),
                words("{first} to {last}", first=sign(GRAVITY[3]), last=sign(GRAVITY[5])),
                words("{first} to {last}", first="A", last=sign(GRAVITY[2])),
            )
        ),
    )


def by_evidence(organisation: Organisation, words: Words) -> Colouring:
    """Return boxes filled by the weakest evidence of the times of what a team supplies."""
    order = tuple(Evidence)
    weakest: dict[PartyId, Evidence] = {}
    for handoff in organisation.handoffs:
        if handoff.in_flow and organisation.is_team(handoff.supplier):
            known = weakest.get(handoff.supplier, Evidence.MEASURED)
            weakest[handoff.supplier] = max(known, handoff.evidence, key=order.index)
    fills: Mapping[Evidence, Fill] = {
        Evidence.MEASURED: _NONE,
        Evidence.ESTIMATED: _SOME,
        Evidence.GUESS: _MORE,
        Evidence.PROMISE: _MORE,
        Evidence.NEED: _MORE,
        Evidence.NONE: _MOST,
    }
    return Colouring(
        {team: fills[evidence] for team, evidence in weakest.items()},
        {
            team: words("times: {evidence}", evidence=words(_EVIDENCE[evidence]))
            for team, evidence in weakest.items()
        },
        (
            Box(words("all its times measured")),
            *_legend(
                (
                    words("weakest time estimated"),
                    words("guess, promise or need"),
                    words("a time not known"),
                )
            ),
        ),
    )


_EVIDENCE: Mapping[Evidence, str] = {
    Evidence.MEASURED: "measured",
    Evidence.ESTIMATED: "estimated",
    Evidence.GUESS: "guess",
    Evidence.PROMISE: "promise only",
    Evidence.NEED: "need only",
    Evidence.NONE: "not known",
}


def _third(share: float) -> Fill:
    if share >= 2 / 3:
        return _MOST
    return _MORE if share >= 1 / 3 else _SOME


def _by_gravity(rank: int) -> Fill:
    return (_MOST, _MORE, _SOME)[rank // 3]


def _legend(classes: Sequence[str]) -> tuple[Entry, ...]:
    fills = (_SOME, _MORE, _MOST)
    return tuple(
        Box(words, inside=fill.sign.strip(), fill=fill.fill, ink=fill.ink)
        for words, fill in zip(classes, fills, strict=True)
    )
