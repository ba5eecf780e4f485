"""How sure the order of suspects is, word for word."""

from __future__ import annotations

from dataclasses import replace

from chainmap.analysis.certainty import Certainty, Weighed
from chainmap.measure.small_counts import Interval
from chainmap.model import PartyId
from chainmap.report.text.certainty import certainty_text

FIRST = Weighed(PartyId("Warehouse"), 0.56, Interval(0.4, 0.71), 0.83, 0.55)
SECOND = Weighed(PartyId("Customs Desk"), 0.33, Interval(0.2, 0.47), 0.15, 0.33)
THIRD = Weighed(PartyId("Planning"), 0.11, Interval(0.02, 0.2), 0.02, 0.12)

OVERLAPPING = """\
How sure is the order? (34 complaints; exposure, not cause)
     Team          share  95 % interval  truly first
  1  Warehouse      56 %        40–71 %         83 %
  2  Customs Desk   33 %        20–47 %         15 %
  3  Planning       11 %         2–20 %          2 %
  Warehouse may be first by chance: its interval overlaps that of Customs Desk.
  truly first: probability of the highest rate of complaints per item handled.
  Both know how few complaints there are, how few cases a figure rests on, and that every late
  case has a slowest chain of its own. What is missing in the files, they do not know.
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


def test_where_single_cases_point_elsewhere_it_says_so() -> None:
    high = replace(FIRST, interval=Interval(0.3, FIRST.share), case_by_case=0.43)
    text = certainty_text(Certainty(34, (high, THIRD), by_volume=True))
    assert "one by one, the complaints would point less to Warehouse: about 43 %." in text
    low = replace(FIRST, interval=Interval(FIRST.share, 0.8), case_by_case=0.7)
    text = certainty_text(Certainty(34, (low, THIRD), by_volume=True))
    assert "one by one, the complaints would point more to Warehouse: about 70 %." in text
