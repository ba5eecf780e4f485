"""An organisation whose figures all move a little: does an answer survive that?"""

from __future__ import annotations

import random
from dataclasses import replace

from chainmap.model import Complaint, Handoff, Organisation, Time

BY = 0.2
"""The largest share by which a figure moves."""


def jittered(organisation: Organisation, dice: random.Random, *, by: float = BY) -> Organisation:
    """Return the organisation with every figure moved by up to `by`, each on its own.

    Moved are times and promises (a three-point estimate as a whole), the share that is not right
    of each accuracy, and the counts of complaints: those that say the same of one delivery alike,
    as they are written down alike, one by one or many in one.
    """

    def factor() -> float:
        return dice.uniform(1 - by, 1 + by)

    def moved(time: Time | None) -> Time | None:
        if time is None:
            return None
        scale = factor()
        return Time(time.low * scale, time.likely * scale, time.high * scale)

    def handoff(known: Handoff) -> Handoff:
        accuracy = known.accuracy
        return replace(
            known,
            lead_time=moved(known.lead_time),
            promise=moved(known.promise),
            step_promise=moved(known.step_promise),
            need=moved(known.need),
            accuracy=None if accuracy is None else max(0.0, 1 - (1 - accuracy) * factor()),
        )

    moves: dict[tuple[object, ...], float] = {}

    def complaint(known: Complaint) -> Complaint:
        kind = (known.delivery, known.category, known.severity, known.contacts)
        return replace(known, count=known.count * moves[kind])

    handoffs = tuple(map(handoff, organisation.handoffs))
    kinds = {(c.delivery, c.category, c.severity, c.contacts) for c in organisation.complaints}
    moves |= {kind: factor() for kind in sorted(kinds)}
    return replace(
        organisation,
        handoffs=handoffs,
        complaints=tuple(map(complaint, organisation.complaints)),
    )
