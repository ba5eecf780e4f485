"""Logs that a picture or a page is drawn from: read anew, or counted elsewhere before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from chainmap.app.files import read_file
from chainmap.app.paths import shown
from chainmap.app.progress import Tell
from chainmap.issues import ChainmapError, Issue, Location, Severity

if TYPE_CHECKING:
    from chainmap.analysis.agreement import Agreement
    from chainmap.analysis.observed import Observed
    from chainmap.analysis.observed.cases import ObservedRoute
    from chainmap.analysis.observed.handoffs import Team
    from chainmap.evidence.request import Request
    from chainmap.model import Organisation
    from chainmap.source.log_names import LogNames

Called = Callable[[str], str]


def read_logs(log: Request, *, tell: Tell, called: Called = str) -> Observed:
    """Return what a log says: what `chainmap observe --format json` printed, or it is read now.

    `called` says what a team is called here.

    Raises:
        ChainmapError: a file or a table cannot be read, counts of two files would have to be added,
            or it is said how to read what was counted before.
    """
    counted = [path for path in map(Path, log.sources) if _is_counted(path)]
    if not counted:
        return _read(replace(log, called=called), tell)
    _require_alone(log, counted[0])
    tell(f"Reading {shown(counted[0])}")
    return renamed_log(_counted(counted[0]), called, shown(counted[0]))


def _require_alone(log: Request, counted: Path) -> None:
    """Refuse what cannot be done any more with a log that was counted before."""
    from chainmap.evidence.request import Request

    if len(log.sources) > 1:
        message = f"{shown(counted)} was counted before: nothing can be added to its figures."
        hint = "Count all logs at once: chainmap observe LOG LOG --format json > seen.json"
        raise ChainmapError(_mistake(shown(counted), "counted-apart", message, hint))
    if log != Request(log.sources):
        message = f"{shown(counted)} was counted before: --log-… cannot change how it was read."
        hint = "Name the log itself, or count it anew: chainmap observe LOG --format json"
        raise ChainmapError(_mistake(shown(counted), "options-conflict", message, hint))


def names_of(organisation: Organisation, table: Path | None) -> LogNames:
    """Return what teams of a log are called in the organisation.

    Raises:
        ChainmapError: the table cannot be read, or names nobody.
    """
    from chainmap.source.decoding import SourceFile
    from chainmap.source.log_names import LogNames

    file = None if table is None else read_file(table)
    return LogNames(
        organisation.parties, None if file is None else SourceFile(file.name, file.content)
    )


def held_against(
    observed: Observed, organisation: Organisation, known: LogNames | None
) -> Agreement:
    """Return how a log with the organisation's names agrees with what is declared.

    `known` may tell which party an unknown name is like.
    """
    from chainmap.analysis.agreement import Alike, agreement
    from chainmap.app.agreeing import log_side

    found = agreement(organisation, log_side(observed, organisation.calendar))
    if known is None:
        return found
    in_log = {team.team for team in observed.by_team if team.team is not None}
    alike = (Alike(s.log, s.team) for s in known.suggestions(found.unknown, in_log))
    return replace(found, alike=tuple(alike))


def _is_counted(log: Path) -> bool:
    """Whether a file is what was counted before; who reads logs says what else it may be."""
    from chainmap.source.answer_reading import BEGINNING, is_answer

    if not log.is_file():
        return False
    try:
        with log.open("rb") as file:
            return is_answer(file.read(BEGINNING))
    except OSError:
        return False


def _counted(log: Path) -> Observed:
    from chainmap.app.counted import observed_of
    from chainmap.source.answer_reading import read_answer
    from chainmap.source.decoding import SourceFile

    file = read_file(log)
    answer = read_answer(SourceFile(file.name, file.content))
    try:
        return observed_of(answer)
    except ValueError as error:  # a reason or a role that only a later version knows
        hint = "Use the chainmap that wrote it, or count the log anew with this one."
        issue = _mistake(shown(log), "unknown-format", f"It is of a later version: {error}.", hint)
        raise ChainmapError(issue) from None


def _read(log: Request, tell: Tell) -> Observed:
    from chainmap.app.observing import observe

    try:
        return observe(log, tell=tell).observed
    except ChainmapError as error:
        if not any(map(_names_option, error.issues)):
            raise
        raise ChainmapError(*error.issues, _called_otherwise(error.issues[0])) from error


def _names_option(issue: Issue) -> bool:
    return "--" in f"{issue.location.path} {issue.message} {issue.hint}"


def _called_otherwise(issue: Issue) -> Issue:
    message = "Options of observe begin with --log- here: --log-team COLUMN, --log-order COLUMN."
    return Issue(Location(issue.location.path), Severity.NOTE, "options-of-log", message)


def renamed_log(observed: Observed, called: Called, log: str) -> Observed:
    """Return what a log says under other names.

    Raises:
        ChainmapError: two names become one: percentiles of two counts cannot be added.
    """
    names = {team.team for team in observed.by_team} | {
        party for pair in observed.pairs for party in (pair.supplier, pair.customer)
    }
    names |= {team for back in observed.returning for team in (back.team, back.by_way_of)}
    names |= {team for route in _routes(observed) for team in route.teams}
    by = {name: called(name) for name in names if name is not None}
    twice = sorted(name for name, times in Counter(by.values()).items() if times > 1)
    if twice:
        same = ", ".join(sorted(name for name, to in by.items() if to == twice[0]))
        message = f"{same} are one team, {twice[0]}: what was counted apart cannot be added."
        hint = "Count them as one: chainmap observe LOG --org ORG --names FILE --format json"
        raise ChainmapError(_mistake(log, "counted-apart", message, hint))
    return _with_names(observed, by)


def _routes(observed: Observed) -> Iterator[ObservedRoute]:
    routes = observed.routes
    return chain(routes.frequent, routes.longest, routes.slowest)


def _with_names(observed: Observed, by: Mapping[str, str]) -> Observed:
    """Return the same with its teams under other names; no team stays none."""
    from chainmap.analysis.observed.cases import Routes

    def now(team: Team) -> Team:
        return None if team is None else by[team]

    def among(routes: Sequence[ObservedRoute]) -> tuple[ObservedRoute, ...]:
        return tuple(replace(route, teams=tuple(map(now, route.teams))) for route in routes)

    routes = observed.routes
    return replace(
        observed,
        pairs=tuple(
            replace(p, supplier=now(p.supplier), customer=now(p.customer)) for p in observed.pairs
        ),
        by_team=tuple(replace(one, team=now(one.team)) for one in observed.by_team),
        returning=tuple(
            replace(one, team=now(one.team), by_way_of=now(one.by_way_of))
            for one in observed.returning
        ),
        routes=Routes(
            routes.count, among(routes.frequent), among(routes.longest), among(routes.slowest)
        ),
    )


def _mistake(log: str, code: str, message: str, hint: str) -> Issue:
    return Issue(Location(log), Severity.ERROR, code, message, hint)
