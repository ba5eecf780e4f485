"""The kinds of gaps in a lead's words."""

from __future__ import annotations

from chainmap.analysis.gaps import GapKind

GAP_KINDS = {
    GapKind.UNPROMISED: (
        "Need not promised",
        "the customer needs it, the supplier promises nothing",
    ),
    GapKind.PROMISE_SHORT_OF_NEED: (
        "Promise weaker than the need",
        "the supplier promises it later than the customer needs it",
    ),
    GapKind.PROMISE_BROKEN: ("Promise broken", "it takes longer than was promised"),
    GapKind.UNNEEDED_PROMISE: (
        "Promise nobody needs",
        "the supplier promises it, the customer states no need",
    ),
    GapKind.BELIEF_DIFFERS: (
        "Belief and need differ",
        "the supplier believes in another need than the customer has",
    ),
    GapKind.SUPPLIER_ONLY: ("Only the supplier says so", "the customer does not list it"),
    GapKind.CUSTOMER_ONLY: ("Only the customer says so", "the supplier does not list it"),
    GapKind.NOT_ASKED: (
        "Not asked for too long",
        "the two have not spoken for longer than the limit",
    ),
    GapKind.LOW_RATING: ("Low rating", "the customer rates it below 60 % of the scale"),
}
"""Each kind as it is called, and what it means."""
