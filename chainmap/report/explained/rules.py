"""Explains broken rules with figures: the limit, and the figure that is held against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from chainmap.analysis.budget import Budget
from chainmap.analysis.trace import DeliveryTrace
from chainmap.issues import Issue, Subject
from chainmap.measure.load import Load, Part
from chainmap.model import Limits, Team
from chainmap.report.explained.figures import Explained, Input
from chainmap.report.explained.inputs import Places, at
from chainmap.report.explained.load import of_load
from chainmap.report.explained.numbers import figure
from chainmap.report.explained.promises import of_budget
from chainmap.report.explained.trace import accuracy_of, longest_of
from chainmap.units import percent


@dataclass(frozen=True, slots=True)
class Judged:
    """What rules hold against limits: deliveries, budgets and teams by their names in the files."""

    limits: Limits
    traced: Mapping[Subject, DeliveryTrace]
    budgets: Mapping[Subject, Budget]
    teams: Mapping[Subject, tuple[Team, Load, Sequence[Part]]]


def of_rules(issues: Sequence[Issue], judged: Judged, places: Places) -> tuple[Explained, ...]:
    """Return for each finding that holds a figure against a limit where both come from."""
    return tuple(one for issue in issues for one in _finding(issue, judged, places))


def _finding(issue: Issue, judged: Judged, places: Places) -> Iterator[Explained]:
    if not issue.about:
        return
    subject, about = issue.about[0], f"{issue.location}  {issue.message}"
    for one in _figures(issue.code, subject, judged, places):
        yield replace(one, about=about)
    key = _LIMITS.get(issue.code)
    limit = getattr(judged.limits, key) if key else None
    if key and limit is not None:
        text = figure(limit) if key in _COUNTS else percent(limit)
        where = at(places, (), key)
        yield Explained(
            about,
            "limit",
            float(limit),
            text,
            f"limits: {key}",
            (Input(key, text, float(limit), "", "limit", where),),
        )


_COUNTS = frozenset({"max_handoffs", "max_survey_age"})
_LIMITS = {
    "limit-handoffs": "max_handoffs",
    "limit-accuracy": "min_rolled_accuracy",
    "limit-utilisation": "max_utilisation",
    "limit-survey-age": "max_survey_age",
}


def _figures(code: str, subject: Subject, judged: Judged, places: Places) -> Iterator[Explained]:
    match code:
        case "limit-handoffs" if subject in judged.traced:
            yield longest_of(judged.traced[subject], "", places)
        case "limit-accuracy" if subject in judged.traced:
            yield accuracy_of(judged.traced[subject], "", places)
        case "promises-do-not-fit" if subject in judged.budgets:
            yield from of_budget(judged.budgets[subject], places)
        case "limit-utilisation" | "growing-backlog" | "wait-differs" if subject in judged.teams:
            team, load, parts = judged.teams[subject]
            yield from of_load(team, load, parts, places)
        case "limit-survey-age":
            where = at(places, subject, "asked")
            yield Explained(
                "",
                "asked",
                None,
                "",
                "the day the two last spoke",
                (Input("asked", "that day", None, "", "", where),),
            )
        case _:
            return


def subjects_of(issues: Sequence[Issue]) -> frozenset[Subject]:
    """Return whom the findings are about, each by the names it has in the files."""
    return frozenset(issue.about[0] for issue in issues if issue.about)
