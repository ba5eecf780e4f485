"""Where each figure stands that results are made from: by party or handoff and key, the place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from chainmap.issues import Location, Subject
from chainmap.source.claims import Claim, claims_of
from chainmap.source.declarations import Declaration
from chainmap.source.decoding import SourceFile
from chainmap.source.documents import LimitsMapping, SettingsDocument
from chainmap.source.gathering import gather
from chainmap.source.joining import Joiner, Joint
from chainmap.source.measuring import with_measurements
from chainmap.source.parties import parties_of
from chainmap.source.settings import settings_of
from chainmap.source.validation import Entry

if TYPE_CHECKING:
    from pydantic import BaseModel

_OF_PARTY = ("people", "availability", "arrivals", "process_time", "lead_time", "value")
_OF_SUPPLIER = (
    *("lead_time", "process_time", "promise", "step_promise", "end_to_end"),
    *("volume", "share", "they_need"),
)
_OF_CUSTOMER = ("within", "accuracy", "rating", "asked")
_RULES = tuple(LimitsMapping.model_fields)
_DEFAULTS = ("lead_time", "process_time")
"""What a team can say once for all of its handoffs."""


def figures_at(
    files: Sequence[SourceFile], *, default_name: str, measured: bool = True
) -> Mapping[Subject, Mapping[str, Location]]:
    """Return by the names of a party, or of supplier, customer and deliverable, where keys stand.

    What holds for the whole organisation, its limits, is by no name at all: `()`. Only keys that
    somebody wrote are in it; what a log measured names its own place, unless `measured` is false.
    The files are those of an organisation that was read without an error.
    """
    gathered = gather(files)
    settings = settings_of(gathered.settings, default_name)
    parties = parties_of(gathered.parties, gathered.mentioned, settings)
    claims = claims_of(parties.documents, parties.names, parties.kinds)
    joined = Joiner(settings.calendar, parties.kinds, parties.teams).join(claims)
    logged = with_measurements(
        joined.joints,
        gathered.observed if measured else (),
        names=parties.names,
        calendar=settings.calendar,
        excused=frozenset(),
    )
    own: dict[Subject, Mapping[str, Location]] = {
        (entry.document.name,): dict(_of_party(entry)) for entry in parties.documents
    }
    found: dict[Subject, Mapping[str, Location]] = {
        joint.handoff.sort_key: {**_of_handoff(joint, own), **dict(_of_log(joint, seen))}
        for joint, seen in zip(joined.joints, logged.joints, strict=True)
    }
    limits = dict(place for entry in gathered.settings[:1] for place in _of_limits(entry))
    return {(): limits, **own, **found}


def _of_limits(entry: Entry[SettingsDocument]) -> Iterator[tuple[str, Location]]:
    if entry.document.limits is not None:
        for key in _written(entry.document.limits, _RULES):
            yield key, entry.place.location(("limits", key))


def _of_party(entry: Declaration) -> Iterator[tuple[str, Location]]:
    for key in _written(entry.document, _OF_PARTY):
        yield key, entry.place.location((key,))


def _of_handoff(
    joint: Joint, own: Mapping[Subject, Mapping[str, Location]]
) -> Mapping[str, Location]:
    of_team = own.get((joint.handoff.supplier,), {})
    found = {key: of_team[key] for key in _DEFAULTS if key in of_team}
    for claim, keys in ((joint.promised, _OF_SUPPLIER), (joint.needed, _OF_CUSTOMER)):
        if claim is not None:
            found.update(_of_claim(claim, keys))
    return found


def _of_log(declared: Joint, seen: Joint) -> Iterator[tuple[str, Location]]:
    log = seen.handoff.measurement
    if log is not None:
        yield "lead_time", log.location
        if seen.handoff.volume != declared.handoff.volume:
            yield "volume", log.location


def _of_claim(claim: Claim, keys: Sequence[str]) -> Iterator[tuple[str, Location]]:
    for key in _written(claim.item, keys):
        yield key, claim.location(key)


def _written(document: BaseModel, keys: Sequence[str]) -> Iterator[str]:
    for key in keys:
        if key in document.model_fields_set and getattr(document, key) is not None:
            yield key
