"""The use cases of a baseline: hold a check against it, write it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from chainmap.app import Checked
from chainmap.app.files import read_file
from chainmap.app.paths import refusal
from chainmap.app.saving import write_aside
from chainmap.issues import ChainmapError, Issue


def against(checked: Checked, baseline: Path) -> Checked:
    """Return the check with its findings held against the baseline in a file.

    Mistakes in the files are never accepted: nothing was analysed, so nothing is compared.
    """
    from chainmap.report.baseline import baseline_in, compared

    file = read_file(baseline)
    known = baseline_in(file.content, file=file.name)
    if checked.organisation is None:
        return checked
    found = compared(checked.issues, known, source=checked.organisation.source)
    return replace(checked, issues=found.new, compared=found)


def accepted(checked: Checked, baseline: Path, *, overwrite: bool) -> Checked:
    """Write a baseline that accepts all findings, and return the check held against it.

    Where the files have mistakes nothing is written.
    """
    from chainmap.report.baseline import as_file

    if baseline.suffix.lower() in {".yaml", ".yml"}:
        raise ChainmapError(_read_as_a_document(baseline))
    if checked.organisation is None:
        return checked
    content = as_file(checked.issues, source=checked.organisation.source)
    write_aside(baseline, content, overwrite=overwrite)
    return against(checked, baseline)


def _read_as_a_document(baseline: Path) -> Issue:
    message = "A baseline is JSON; among the files of the organisation this would be read as one."
    hint = f"Call it {baseline.stem}.json."
    return refusal("not-json", baseline, message, hint=hint)
