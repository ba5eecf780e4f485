"""How sure the order of suspects is, word for word."""

from __future__ import annotations

from chainmap.analysis.certainty import Certainty, Weighed
from chainmap.measure.small_counts import Interval
from chainmap.model import PartyId
from chainmap.report.text.certainty import certainty_text

FIRST = Weighed(PartyId("Warehouse"), 0.56, Interval(0.4, 0.71), 0.83)
SECOND = Weighed(PartyId("Customs Desk"), 0.33, Interval(0.2, 0.47), 0.15)
THIRD = Weighed(PartyId("Planning"), 0.11, Interval(0.02, 0.2), 0.02)

OVERLAPPING = """\
How sure is the order? (34 complaints; exposure, not cause)
     Team          share  95 % interval  truly first
  1  Warehouse      56 %        40–71 %         83 %
  2  Customs Desk   33 %        20–47 %         15 %
  3  Planning       11 %         2–20 %          2 %
  Warehouse may be first by chance: its interval overlaps that of Customs Desk.
  truly first: probability of the highest rate of complaints per item handled.
  Both know only how few complaints there are. Wrong figures in the files, and chains beside
  the slowest, come on top: in simulations the truth lies outside more often than 5 %.
  Warehouse stays first in 91 % of trials in which all figures move by up to 20 %.
  Teams that log more of what goes wrong look worse."""


def test_overlapping_intervals_are_said_with_the_names() -> None:
    found = Certainty(34, (FIRST, SECOND, THIRD), by_volume=True)
    assert certainty_text(found, stable=0.91) == OVERLAPPING


def test_a_first_that_is_clear_is_called_so() -> None:
    text = certainty_text(Certainty(34, (FIRST, THIRD), by_volume=False))
    assert "Warehouse is first beyond chance: no other interval reaches its own." in text
    assert "per team, as not all volumes are known" in text
    assert "trials" not in text


def test_one_suspect_has_no_order() -> None:
    text = certainty_text(Certainty(34, (FIRST,), by_volume=True))
    assert text.endswith("There is none: only Warehouse is suspected.")


def test_too_few_complaints_claim_no_ranking() -> None:
    text = certainty_text(Certainty(4, (FIRST, SECOND), by_volume=True))
    assert text.endswith("Too few complaints to rank teams: read the shares as questions to ask.")
    assert "%" not in text
