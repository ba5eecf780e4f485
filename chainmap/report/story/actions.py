"""The action list: what the answers say should be done next, once each, the weightiest first."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from chainmap.analysis.bottlenecks import Bottleneck, Bottlenecks
from chainmap.analysis.gaps import Talk
from chainmap.flow import Flow
from chainmap.measure.weighing import WeighedBy
from chainmap.model import SAME_TIME, HandoffId, PartyId
from chainmap.report.story.answers import Answers
from chainmap.report.story.gap_kinds import GAP_KINDS
from chainmap.report.story.telling import Story
from chainmap.units import command, hours, percent


@dataclass(frozen=True, slots=True)
class Action:
    """What to do, why, with whom, and the command that shows more ("" where there is none).

    `weight` is that of the `complaints` behind it, by id; None where it is about all of them.
    """

    text: str
    why: str
    teams: tuple[str, ...]
    complaints: tuple[str, ...]
    weight: float | None
    command: str


def actions(answers: Answers) -> tuple[Action, ...]:
    """Return the next steps of every story, what would relieve customers, and who should talk."""
    found = [step for story in answers.stories for step in _of_story(story)]
    found += _reliefs(answers)
    found += _talks(answers)
    return tuple(_merged(found))


def _of_story(story: Story) -> Iterator[Action]:
    behind = story.group.behind
    parties = {party for chain in behind.slowest for party in chain.teams}
    parties.update(suspect.team for suspect in story.group.first.suspects)
    if story.group.route:
        parties.update(story.group.route.contacts, story.group.route.shortest)
    about = f"{story.customer} about {story.deliverable}"
    kind = f": {story.category}" if story.category else ""
    for step in story.next_steps:
        yield Action(
            text=step.text,
            why=f"{about}{kind}. {story.answer}",
            teams=_named(step.text.partition("?")[0], parties) or (story.supplier,),
            complaints=story.ids,
            weight=story.group.weight,
            command=step.command,
        )


def _named(text: str, parties: Iterable[str]) -> tuple[str, ...]:
    """Return which of the parties a sentence names, in its order; the longer name wins.

    >>> _named("Ask Night Care, Care: why?", ["Care", "Night Care", "Sales"])
    ('Night Care', 'Care')
    """
    names = sorted(parties, key=lambda name: (-len(name), name))
    if not names:
        return ()
    named = re.findall(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", text)
    return tuple(dict.fromkeys(named))


def _reliefs(answers: Answers) -> Iterator[Action]:
    """Yield what to ask the first teams by leverage and by restore; once, if they are the same."""
    found = answers.bottlenecks
    half = _first(found, lambda team: team.leverage)
    kept = _first(found, lambda team: team.restore)
    if half and not (kept and kept.team == half.team):
        text = f"Ask {half.team} what would take {percent(found.cut)} off its times."
        yield _relief(answers, half.team, text, half.leverage, "by leverage")
    if kept:
        both = half is not None and half.team == kept.team
        rank = "by leverage, too" if both else "by restore"
        text = f"Ask {kept.team} what it needs to keep its own promises."
        yield _relief(answers, kept.team, text, kept.restore, rank)


def _first(found: Bottlenecks, gain: Callable[[Bottleneck], float]) -> Bottleneck | None:
    ranked = sorted(found.teams, key=lambda team: (-gain(team), team.team))
    return ranked[0] if ranked and gain(ranked[0]) > SAME_TIME else None


def _relief(answers: Answers, team: PartyId, text: str, gained: float, rank: str) -> Action:
    whose = _WHOSE[answers.bottlenecks.weighed_by]
    gain = hours(gained, answers.organisation.calendar)
    why = f"{whose} customers would wait {gain} less on average. It is first {rank}."
    see = command("bottlenecks", answers.organisation.source)
    return Action(text, why, (team,), (), None, see)


_WHOSE = {WeighedBy.COMPLAINTS: "Complaining", WeighedBy.DELIVERIES: "External"}


def _talks(answers: Answers) -> Iterator[Action]:
    ids = _complaints_behind(answers.flow)
    organisation = answers.organisation
    for talk in answers.gaps.talks:
        yield Action(
            text=_talk(talk),
            why=_kinds(talk),
            teams=(talk.supplier, talk.customer),
            complaints=ids.get((talk.supplier, talk.customer), ()),
            weight=talk.weight,
            command=command("gaps", organisation.source),
        )


def _talk(talk: Talk) -> str:
    lies = "gap lies" if len(talk.gaps) == 1 else "gaps lie"
    return f"Let {talk.supplier} and {talk.customer} talk: {len(talk.gaps)} {lies} between them."


def _kinds(talk: Talk) -> str:
    counted = Counter(gap.kind for gap in talk.gaps)
    named = [
        name if counted[kind] == 1 else f"{name} ({counted[kind]} times)"
        for kind, (name, _) in GAP_KINDS.items()
        if counted[kind]
    ]
    return f"{'; '.join(named)}."


def _complaints_behind(flow: Flow) -> Mapping[tuple[PartyId, PartyId], tuple[str, ...]]:
    """Return for each pair the complaints behind which a handoff between them stands."""
    by_delivery: dict[HandoffId, list[str]] = defaultdict(list)
    for complaint in flow.organisation.complaints:
        by_delivery[complaint.delivery].append(complaint.id)
    found: dict[tuple[PartyId, PartyId], dict[str, None]] = defaultdict(dict)
    for delivery in sorted(by_delivery):
        for handoff in sorted(flow.upstream([delivery]) | {delivery}):
            known = flow.handoffs[handoff]
            found[known.supplier, known.customer].update(dict.fromkeys(by_delivery[delivery]))
    return {pair: tuple(sorted(ids)) for pair, ids in found.items()}


def _merged(found: Iterable[Action]) -> Iterator[Action]:
    """Yield each action once, with the complaints of all stories that ask for it."""
    alike: dict[str, list[Action]] = defaultdict(list)
    for action in found:
        alike[action.text].append(action)
    for first, *others in alike.values():
        ids = dict.fromkeys(i for action in (first, *others) for i in action.complaints)
        weights = [a.weight for a in (first, *others) if a.weight is not None]
        weight = sum(weights) if weights else None
        yield replace(first, complaints=tuple(ids), weight=weight)
