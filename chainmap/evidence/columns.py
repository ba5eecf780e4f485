"""Which column of a log is the case, the team, the time: named by the user, or by usual names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from chainmap.analysis.observed.reading import Column, Role
from chainmap.issues import ChainmapError, Issue, Location, Severity

USUAL: Mapping[Role, tuple[str, ...]] = {
    Role.CASE: (
        *("case", "caseid", "caseconceptname", "casenumber", "casekey"),
        *("incidentnumber", "incidentid", "incident", "ticketnumber", "ticketid", "ticket"),
        *("ticketno", "updateticketid", "incidentno", "srnumber", "incnumber"),
        *("issuekey", "issueid", "requestid", "requestnumber", "documentkey", "taskid", "task"),
        *("number", "key", "id"),
    ),
    Role.TEAM: (
        *("team", "teamname", "assignmentgroup", "assignedgroup", "orggroup", "supportgroup"),
        *("supportteam", "ownergroup", "owninggroup", "resolvergroup", "ticketgroup", "groupname"),
        *("assignedteam", "responsibleteam", "responsiblegroup", "incassignmentgroup"),
        *("involvedst", "workgroup", "group", "queue", "queuename", "department", "orgunit"),
        *("orgrole", "assignee", "assignedto", "orgresource", "resource", "owner"),
    ),
    Role.TIME: (
        *("timestamp", "timetimestamp", "completetimestamp", "endtimestamp", "eventtime"),
        *("eventtimestamp", "updatetimestamp", "time", "datetime", "datestamp", "eventdate"),
        *("changedat", "changedon", "changed", "changedate", "changedatetime", "changetime"),
        *("dateofchange", "statuschanged", "editdate", "sysupdatedon", "sysupdatedat"),
        *("incsysupdatedon", "updatedat", "updatedon", "updated", "lastupdated", "lastupdatetime"),
        *("modifiedat", "modifiedon", "modified", "lastmodified", "lastmodifieddate"),
        *("syscreatedon", "createdat", "createdon", "created", "createtime", "createdtime"),
        *("createddate", "syscreatedat", "openedat", "opened", "date", "end"),
    ),
    Role.START: ("starttimestamp", "startedat", "starttime", "started", "start"),
    Role.ACTIVITY: (
        *("activity", "activityname", "conceptname", "action", "event", "eventname"),
        *("incidentactivitytype", "step", "task", "taskname", "status", "ticketstatus"),
        *("state", "incidentstate"),
    ),
    Role.OUTCOME: (
        *("outcome", "result", "resolution", "resolutioncode", "closecode", "closurecode"),
        *("closedcode", "caseoutcome"),
    ),
}
"""Usual names, the surest first, without case and signs: `Issue key` is `issuekey`.

From the exports of ServiceNow, Jira and Zendesk, from event logs (XES, Disco) and plain tables.
"""

REQUIRED = (Role.CASE, Role.TEAM, Role.TIME)
NEVER_GUESSED = frozenset({Role.ORDER})


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that are read, at most one a role."""

    chosen: tuple[Column, ...]

    def name_of(self, role: Role) -> str | None:
        """Return the column with this role, None if there is none."""
        return next((column.name for column in self.chosen if column.role is role), None)

    def had_by(self, files: Sequence[Sequence[str]]) -> Columns:
        """Return the columns without those that nobody asked for and a further file lacks."""
        return Columns(
            tuple(
                column
                for column in self.chosen
                if not column.guessed
                or column.role in REQUIRED
                or all(column.name in names for names in files)
            )
        )


def choose(source: str, names: Sequence[str], wanted: Mapping[Role, str]) -> Columns:
    """Return the columns to read: those the user names, then those with usual names.

    Raises:
        ChainmapError: a named column is not there, or a required one cannot be guessed.
    """
    issues = [
        _unknown(source, role, name, names)
        for role, name in wanted.items()
        if _find(name, names) is None
    ]
    chosen: list[Column] = []
    for role in Role:
        column = _named(role, wanted[role], names) if role in wanted else None
        if column is None and role not in wanted and role not in NEVER_GUESSED:
            taken = {*(c.name for c in chosen), *wanted.values()}
            column = _guessed(role, [name for name in names if name not in taken])
        if column is not None:
            chosen.append(column)
        elif role in REQUIRED and role not in wanted:
            issues.append(_not_guessed(source, role, names))
    if issues:
        raise ChainmapError(*issues)
    return Columns(tuple(chosen))


def column_named(source: str, wanted: str, names: Sequence[str], *, option: str) -> str:
    """Return the column that an option names.

    Raises:
        ChainmapError: there is none.
    """
    found = _find(wanted, names)
    if found is None:
        raise ChainmapError(_unknown(source, option, wanted, names))
    return found


def _find(wanted: str, names: Sequence[str]) -> str | None:
    if wanted in names:
        return wanted
    folded = wanted.strip().casefold()
    alike = [name for name in names if name.strip().casefold() == folded]
    return alike[0] if len(alike) == 1 else None


def _named(role: Role, wanted: str, names: Sequence[str]) -> Column | None:
    name = _find(wanted, names)
    return None if name is None else Column(role, name, guessed=False)


def _guessed(role: Role, names: Sequence[str]) -> Column | None:
    plain = {_plain(name): name for name in reversed(names)}
    found = next((plain[usual] for usual in USUAL[role] if usual in plain), None)
    return None if found is None else Column(role, found, guessed=True)


def _plain(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


def _unknown(source: str, role: str, wanted: str, names: Sequence[str]) -> Issue:
    near = get_close_matches(wanted.casefold(), [name.casefold() for name in names], n=1)
    close = next((name for name in names if near and name.casefold() == near[0]), None)
    hint = f"Did you mean {close}?" if close else f"The columns are {listed(names)}."
    message = f"There is no column {wanted} (--{role})."
    return Issue(Location(source), Severity.ERROR, "unknown-column", message, hint)


def _not_guessed(source: str, role: Role, names: Sequence[str]) -> Issue:
    message = f"No column has a usual name for the {role}."
    hint = f"Name it with --{role} COLUMN. The columns are {listed(names)}."
    return Issue(Location(source), Severity.ERROR, "column-not-known", message, hint)


_MOST = 30
"""Columns that a message lists."""


def listed(names: Sequence[str]) -> str:
    """Return the names as a message lists them."""
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more
