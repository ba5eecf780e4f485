"""The last slides: bottlenecks, promises, who should talk, the action list, the method."""

from __future__ import annotations

from collections.abc import Iterator

from chainmap.analysis.bottlenecks import Bottleneck
from chainmap.analysis.gaps import Talk
from chainmap.deck.shapes import Frame, Slide, line
from chainmap.deck.theme import LARGE, MARGIN, TOP, WHOLE, answer, text
from chainmap.model import Calendar
from chainmap.report.slides.promises import chance_slides, promise_slides
from chainmap.report.slides.surveys import survey_slides
from chainmap.report.slides.tables import Column, Listing, table_slides
from chainmap.report.story.actions import Action, actions
from chainmap.report.story.answers import Answers
from chainmap.report.story.footer import footer
from chainmap.report.story.gap_kinds import GAP_KINDS
from chainmap.units import command, count, hours, percent

MAX_TEAMS = MAX_TALKS = 10
MAX_ACTIONS = 10


def closing_slides(answers: Answers) -> Iterator[Slide]:
    """Yield the lists and the method."""
    calendar = answers.organisation.calendar
    yield from _bottlenecks(answers)
    if answers.budgets is not None:
        yield from promise_slides(answers.budgets, calendar)
    if answers.chance is not None:
        yield from chance_slides(answers.chance, calendar)
    if answers.survey is not None:
        yield from survey_slides(answers.survey)
    yield from _talks(answers)
    yield from _actions(answers)
    yield _method(answers)


def _bottlenecks(answers: Answers) -> Iterator[Slide]:
    found, organisation = answers.bottlenecks, answers.organisation
    teams = [team for team in found.teams if max(team.leverage, team.restore, team.exposure) > 0]
    if not teams:
        return
    first = teams[0]
    said = f"{first.team} first: its times cut by {percent(found.cut)} gain customers most."
    yield from table_slides(
        Listing(
            "Bottlenecks",
            said if first.leverage > 0 else "No team's times delay a customer, as far as is known.",
            (
                Column("Team", 3, is_bold=True),
                Column(f"Leverage: gain if times fell by {percent(found.cut)}", 2, is_figure=True),
                Column("Restore: gain if promises were kept", 2, is_figure=True),
                Column("Exposure: behind so much of the complaints", 2, is_figure=True),
                Column("Unavoidable: no way round it", 1.8, is_figure=True),
                Column("Load", 1, is_figure=True),
            ),
            tuple(_team(team, organisation.calendar) for team in teams[:MAX_TEAMS]),
            "\n".join(
                f"{team.team}: {', '.join(_team(team, organisation.calendar)[1:])}"
                for team in teams
            ),
            "Hours that complaining customers would wait less, on average. "
            + _more(len(teams) - MAX_TEAMS, "team", command("bottlenecks", organisation.source)),
        )
    )


def _team(found: Bottleneck, calendar: Calendar) -> tuple[str, ...]:
    load = found.load
    least = "" if load.complete else "≥ "
    return (
        found.team,
        hours(found.leverage, calendar) if found.leverage > 0 else "–",
        hours(found.restore, calendar) if found.restore > 0 else "–",
        percent(found.exposure),
        percent(found.unavoidable) if found.unavoidable else "–",
        "–" if load.utilisation is None else f"{least}{percent(load.utilisation)}",
    )


def _more(left: int, noun: str, see: str) -> str:
    return f"{count(left, f'more {noun}')}: {see}" if left > 0 else ""


def _talks(answers: Answers) -> Iterator[Slide]:
    talks = answers.gaps.talks
    if not talks:
        return
    first = talks[0]
    yield from table_slides(
        Listing(
            "Who should talk",
            f"First {first.supplier} and {first.customer}: {count(len(first.gaps), 'gap')}.",
            (
                Column("Supplier", 2, is_bold=True),
                Column("Customer", 2, is_bold=True),
                Column("Gaps", 0.7, is_figure=True),
                Column("What does not fit", 7),
            ),
            tuple(_talk(talk) for talk in talks[:MAX_TALKS]),
            "\n".join(": ".join((_pair(t), " ".join(g.detail for g in t.gaps))) for t in talks),
            "The pairs behind the most complaint weight × gaps come first. "
            + _more(len(talks) - MAX_TALKS, "pair", command("gaps", answers.organisation.source)),
        )
    )


def _pair(talk: Talk) -> str:
    return f"{talk.supplier} → {talk.customer}"


def _talk(talk: Talk) -> tuple[str, ...]:
    kinds = ", ".join(dict.fromkeys(GAP_KINDS[gap.kind][0] for gap in talk.gaps))
    first = talk.gaps[0].detail
    return (talk.supplier, talk.customer, f"{len(talk.gaps)}", f"{kinds}. {first}")


def _actions(answers: Answers) -> Iterator[Slide]:
    found = actions(answers)
    if not found:
        return
    left = len(found) - MAX_ACTIONS
    more = (
        f"{count(left, 'more action')} in the workbook (chainmap export, .xlsx)."
        if left > 0
        else ""
    )
    yield from table_slides(
        Listing(
            "Action list",
            "Who does it, until when?",
            (
                Column("", 0.4, is_figure=True),
                Column("Action", 6.5),
                Column("Teams", 2.4),
                Column("Owner", 1.6, to_fill=True),
                Column("Date", 1.2, to_fill=True),
            ),
            tuple(_action(number, action) for number, action in enumerate(found[:MAX_ACTIONS], 1)),
            "\n".join(f"{action.text} {action.why}" for action in found[:MAX_ACTIONS]),
            more,
        )
    )


def _action(number: int, action: Action) -> tuple[str, ...]:
    return (f"{number}", action.text, ", ".join(action.teams), "", "")


_METHOD = (
    """Every team has written down whom it serves and whom it needs: handoffs. A chain is handoffs
    one after another, up to the external customer.""",
    """Behind each complaint the slowest and the longest chain are found among all, exactly, unless
    a slide says “at least”.""",
    """Late: teams are charged by the hours over their own promises. Wrong or incomplete: by what
    is not right the first time. Passed around: by how often they passed the customer on.""",
    """Leverage: hours customers gain if a team's times fell. Restore: if it kept its promises.
    Both are computed anew for every team, not shared out.""",
    """These are shares of exposure. They say where to look and whom to ask, not who is to
    blame.""",
)


def _method(answers: Answers) -> Slide:
    lines = tuple(line(" ".join(said.split()), LARGE, after=10, bullet=True) for said in _METHOD)
    return Slide(
        "How this was found",
        (
            answer(footer(answers.flow, answers.as_of)),
            text("Method", Frame(MARGIN, TOP, WHOLE, 5.0), lines),
        ),
        "Definitions of every figure are in the documentation of chainmap.",
    )
