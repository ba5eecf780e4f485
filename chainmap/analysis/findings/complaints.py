"""Looks at complaints: can they have come when they are said to?"""

from __future__ import annotations

from collections.abc import Iterator

from chainmap.analysis.findings.case import Case
from chainmap.issues import Issue, Severity
from chainmap.units import count


def dated_ahead(case: Case) -> Iterator[Issue]:
    """Complaints that have not come yet: traces count them, trends leave them out."""
    ahead = [
        (day.date, complaint.id, day.rows, complaint.location)
        for complaint in case.organisation.complaints
        for day in complaint.came
        if day.date is not None and day.date > case.as_of
    ]
    if ahead:
        last, name, _, where = max(ahead, key=lambda seen: (seen[0], seen[1]))
        rows = sum(rows for _, _, rows, _ in ahead)
        many = count(rows, "complaint is", "complaints are")
        message = f"{many} dated after {case.as_of}, the day looked from; last {name}: {last}."
        hint = f"Correct the date, or look from a later day: --as-of {last}."
        yield Issue(where, Severity.WARNING, "date-ahead", message, hint)
