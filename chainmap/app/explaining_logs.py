"""What `--explain` says of a log: alone, against an organisation, and of complaints."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chainmap.app.explaining import figure_places

if TYPE_CHECKING:
    from chainmap.app.agreeing import Agreed
    from chainmap.evidence.observing import Answers
    from chainmap.report.explained import Explained


def observe_explained(found: Answers) -> tuple[Explained, ...]:
    """Return what the figures of a log are made from."""
    from chainmap.report.explained.observed import of_observed

    return of_observed(found.observed)


def agreement_explained(org: Path, found: Agreed) -> tuple[Explained, ...]:
    """Return what the figures of a log and of its agreement with the files are made from."""
    from chainmap.report.explained.agreement import of_agreement
    from chainmap.report.explained.figures import together
    from chainmap.report.explained.observed import of_observed

    observed, places = found.answers.observed, figure_places(org, measured=False)
    calendar = found.organisation.calendar
    agreed = of_agreement(found.agreement, observed.reading, calendar, places)
    return together((*agreed, *of_observed(observed)))


def complaints_explained(found: Answers) -> tuple[Explained, ...]:
    """Return what the figures of the association of complaints are made from."""
    if found.complaints is None:
        return ()
    from chainmap.report.explained.association import of_associations

    return tuple(of_associations(found.complaints))
