"""Joins the claims of both sides into handoffs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chainmap.issues import Issue, Location
from chainmap.model import Calendar, Evidence, Handoff, PartyId, PartyKind, Time
from chainmap.routing import ROUNDING, never_leaving, routes
from chainmap.source.claims import Claim, Claims
from chainmap.source.documents import TeamDocument
from chainmap.source.handoff_documents import Needs, OutsideServes, Serves
from chainmap.source.names import key_of
from chainmap.source.quantities import Duration, Estimate, Rate
from chainmap.source.wording import error, listed, shown, warning

_NAMED = ("customer", "supplier", "delivers")


@dataclass(frozen=True, slots=True)
class Joint:
    """A handoff with the claims it comes from, the supplier's and the customer's."""

    handoff: Handoff
    promised: Claim | None
    needed: Claim | None


@dataclass(frozen=True, slots=True)
class Joined:
    """All handoffs by name, and where claims do not fit together."""

    joints: tuple[Joint, ...]
    issues: tuple[Issue, ...]


class Joiner:
    """Joins claims with what holds for all of them: calendar, kinds and defaults of parties."""

    def __init__(
        self,
        calendar: Calendar,
        kinds: Mapping[PartyId, PartyKind],
        defaults: Mapping[PartyId, TeamDocument],
    ) -> None:
        self._calendar = calendar
        self._kinds = kinds
        self._defaults = defaults
        self._times: dict[int, Time] = {}  # by id: the documents keep the estimates alive

    def join(self, claims: Claims) -> Joined:
        """Return the handoffs; claims that contradict each other are reported."""
        spellings = _spellings(claims.usable)
        issues: list[Issue] = []
        joints = []
        for group in _by_pair(claims.usable):
            for deliverable, same in _by_deliverable(group, issues).items():
                promised = self._only([c for c in same if c.is_promise], issues)
                needed = self._only([c for c in same if not c.is_promise], issues)
                handoff = self._handoff(promised, needed, spellings.get(deliverable, ""))
                joints.append(Joint(handoff, promised, needed))
        joints.sort(key=_by_names)
        issues.extend(_share_issues(joints))
        issues.extend(_never_leaving_issues(list(filter(self._is_by_team, joints))))
        return Joined(tuple(joints), tuple(issues))

    def _is_by_team(self, joint: Joint) -> bool:
        return self._kinds[joint.handoff.supplier] is PartyKind.TEAM

    def _only(self, claims: Sequence[Claim], issues: list[Issue]) -> Claim | None:
        """Return the first of one side's claims; the others have to say the same."""
        if not claims:
            return None
        for claim in claims[1:]:
            issues.extend(self._repetition(claims[0], claim))
        return claims[0]

    def _repetition(self, first: Claim, second: Claim) -> Iterator[Issue]:
        differing = [
            key
            for key in type(first.item).model_fields
            if key not in _NAMED and self._value(first, key) != self._value(second, key)
        ]
        for key in differing:
            if not (first.place.is_mended or second.place.is_mended):
                yield _conflict(first, second, key)
        if not differing:
            message = f"{_titled(second)} stands here a second time, first at {first.at}."
            about = (second.supplier, second.customer, second.deliverable or "")
            hint = "Delete one of the two."
            yield warning(second.at, "repeated-claim", message, hint, about=about)

    def _value(self, claim: Claim, key: str) -> object:
        return self._in_hours(getattr(claim.item, key, None))

    def _in_hours(self, value: object) -> object:
        if isinstance(value, Estimate):
            return self._time(value)
        if isinstance(value, Duration):
            return value.hours(self._calendar)
        return value.per_hour(self._calendar) if isinstance(value, Rate) else value

    def _time(self, estimate: Estimate | None) -> Time | None:
        if estimate is None:
            return None
        known = self._times.get(id(estimate))
        if known is None:
            known = self._times[id(estimate)] = estimate.time(self._calendar)
        return known

    def _handoff(self, promised: Claim | None, needed: Claim | None, deliverable: str) -> Handoff:
        claim = promised or needed
        assert claim is not None  # noqa: S101  a handoff comes from at least one claim
        serves = promised.item if promised is not None else _NOTHING_PROMISED
        needs = needed.item if needed is not None else _NOTHING_NEEDED
        assert isinstance(serves, OutsideServes)  # noqa: S101  the supplier's claims are promises
        assert isinstance(needs, Needs)  # noqa: S101
        default = self._defaults.get(claim.supplier, _NO_DEFAULTS)
        process_time = serves.process_time or default.process_time
        return Handoff(
            supplier=claim.supplier,
            customer=claim.customer,
            deliverable=deliverable,
            made_from=serves.made_from if isinstance(serves, Serves) else None,
            lead_time=self._time(serves.lead_time or default.lead_time),
            process_time=process_time.hours(self._calendar) if process_time else None,
            promise=self._time(serves.promise),
            step_promise=self._time(serves.step_promise),
            end_to_end=self._time(serves.end_to_end),
            need=self._time(needs.within),
            belief=self._time(serves.they_need),
            wants=needs.wants,
            stated_evidence=serves.evidence or default.evidence or Evidence.ESTIMATED,
            accuracy=needs.accuracy,
            rating=needs.rating,
            asked=needs.asked,
            volume=serves.volume.per_hour(self._calendar) if serves.volume else None,
            share=serves.share,
            support=serves.support or needs.support,
            rework=serves.rework or needs.rework,
            stock=serves.stock,
            to_outside=self._kinds[claim.customer] is PartyKind.CUSTOMER,
            promised_at=promised.at if promised is not None else None,
            needed_at=needed.at if needed is not None else None,
        )


_NOTHING_PROMISED = OutsideServes.model_construct(customer=())
_NOTHING_NEEDED = Needs.model_construct(supplier=())
_NO_DEFAULTS = TeamDocument.model_construct(team="")


def _by_names(joint: Joint) -> tuple[str, str, str]:
    return joint.handoff.sort_key


def _by_pair(claims: Sequence[Claim]) -> Iterable[list[Claim]]:
    pairs: dict[tuple[PartyId, PartyId], list[Claim]] = defaultdict(list)
    for claim in claims:
        pairs[claim.supplier, claim.customer].append(claim)
    return pairs.values()


def _by_deliverable(group: Sequence[Claim], issues: list[Issue]) -> Mapping[str, list[Claim]]:
    """Return the claims of a pair by the key of their deliverable."""
    named: dict[str, list[Claim]] = defaultdict(list)
    for claim in group:
        if claim.deliverable is not None:
            named[key_of(claim.deliverable)].append(claim)
    unnamed = [claim for claim in group if claim.deliverable is None]
    if len(named) > 1:
        choices = [str(same[0].deliverable) for same in named.values()]
        issues.extend(_unclear(claim, choices) for claim in unnamed)
    elif unnamed:
        return {next(iter(named), ""): list(group)}
    return named


def _spellings(claims: Sequence[Claim]) -> Mapping[str, str]:
    """Return how each deliverable is spelled: by the first supplier, else the first customer."""
    spelled: dict[str, str] = {}
    for claim in sorted(claims, key=lambda c: not c.is_promise):
        if claim.deliverable is not None:
            spelled.setdefault(key_of(claim.deliverable), claim.deliverable)
    return spelled


def _unclear(claim: Claim, choices: Sequence[str]) -> Issue:
    message = (
        f"{shown(claim.supplier)} delivers {listed(choices)} to {shown(claim.customer)}; "
        "this entry does not say which."
    )
    hint = f"Write delivers: {listed(choices, 'or')}."
    return error(claim.at, "unclear-deliverable", message, hint)


def _titled(claim: Claim) -> str:
    what = f"{shown(claim.deliverable)} from" if claim.deliverable else "What goes from"
    return f"{what} {shown(claim.supplier)} to {shown(claim.customer)}"


def _conflict(first: Claim, second: Claim, key: str) -> Issue:
    alias = type(first.item).model_fields[key].alias or key
    texts = [claim.place.text((*claim.loc, alias)) for claim in (first, second)]
    here, there = (shown(text) or "left out" for text in reversed(texts))
    message = f"{alias}: {here} here, {there} at {_place(first, alias)}: {_titled(second)}."
    return error(_place(second, alias), "conflicting-claim", message, "Keep one of the two.")


def _place(claim: Claim, key: str) -> Location:
    return claim.location(key) if claim.place.text((*claim.loc, key)) else claim.at


def _share_issues(joints: Iterable[Joint]) -> Iterator[Issue]:
    shared: dict[PartyId, list[Claim]] = defaultdict(list)
    for joint in joints:
        if joint.promised is not None and joint.handoff.share is not None:
            shared[joint.handoff.supplier].append(joint.promised)
    for supplier, claims in shared.items():
        total = sum(c.item.share or 0.0 for c in claims if isinstance(c.item, OutsideServes))
        if total > 1 + ROUNDING:
            where = max(claim.location("share") for claim in claims)
            message = f"The shares of {shown(supplier)} add up to {total * 100:g} %."
            hint = "They are shares of all its items: together at most 100 %."
            yield error(where, "shares-over-100", message, hint)


def _never_leaving_issues(joints: Sequence[Joint]) -> Iterator[Issue]:
    for circle in never_leaving(routes(joint.handoff for joint in joints)):
        shared = [
            joint.promised.location("share")
            for joint in joints
            if joint.promised and joint.handoff.supplier in circle and joint.handoff.share
        ]
        message = (
            f"What reaches {listed(circle, 'or')} never leaves again: "
            "all of it is handed on among them."
        )
        hint = "Lower a share: what the shares leave over leaves."
        yield error(min(shared), "routing-never-leaves", message, hint)
