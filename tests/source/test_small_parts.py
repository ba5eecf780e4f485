"""Quantities, names, file names and wording, on their own."""

from __future__ import annotations

import re
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from chainmap.model import Calendar, Rating, Time
from chainmap.source import quantities as q
from chainmap.source.names import Names, key_of
from chainmap.source.patterns import DURATION
from chainmap.source.slugs import slug, unique_slugs
from chainmap.source.wording import did_you_mean, listed, nearest, shown


class TestDurations:
    @pytest.mark.parametrize(
        ("text", "hours"),
        [
            ("4h", 4),
            ("0h", 0),
            ("30m", 0.5),
            ("36s", 0.01),
            ("2d", 16),
            ("1w", 40),
            ("1d 4h", 12),
            ("1d4h", 12),
            ("1w 1d 1h 30m", 49.5),
            ("2.5d", 20),
            (".5h", 0.5),
            ("4 h", 4),
            ("  4h ", 4),
        ],
    )
    def test_hours(self, text: str, hours: float) -> None:
        assert q.duration(text).hours(Calendar()) == pytest.approx(hours)

    def test_a_day_is_as_long_as_the_calendar_says(self) -> None:
        assert q.duration("1w").hours(Calendar(24, 7)) == 168

    @pytest.mark.parametrize(("text", "days"), [("365d", 365), ("52w", 364), ("12h", 0.5)])
    def test_calendar_days(self, text: str, days: float) -> None:
        assert q.duration(text).calendar_days == pytest.approx(days)

    def test_an_estimate_of_one_figure_is_no_range(self) -> None:
        assert not q.estimate("4h").is_range
        assert q.estimate("4h").time(Calendar()) == Time.of(4)

    @pytest.mark.parametrize(
        "text", ["", "h", "4", "4x", "h4", "4h-", "4h,", "4..5h", "4h 5", "\u0661h"]
    )
    def test_anything_else_is_a_fault(self, text: str) -> None:
        with pytest.raises(PydanticCustomError):
            q.duration(text)

    @given(st.text(max_size=20))
    def test_the_schema_says_the_same(self, text: str) -> None:
        agrees = re.search(f"^ *(?:{DURATION}) *$", text) is not None and "\n" not in text
        try:
            q.duration(text)
        except PydanticCustomError:
            assert not agrees
        else:
            assert agrees or text != text.strip(" ")


class TestOtherQuantities:
    @pytest.mark.parametrize(("text", "rate"), [("4/h", 4), ("120/d", 15), ("40 / w", 1)])
    def test_rates(self, text: str, rate: float) -> None:
        assert q.rate(text).per_hour(Calendar()) == pytest.approx(rate)

    @pytest.mark.parametrize(("text", "share"), [("0%", 0), ("85 %", 0.85), ("99.5%", 0.995)])
    def test_percentages(self, text: str, share: float) -> None:
        assert q.percent(text) == pytest.approx(share)

    @pytest.mark.parametrize("text", ["0/5", "5/5", "3.5/5", "7/10"])
    def test_marks(self, text: str) -> None:
        assert str(q.rating(text)) == text

    def test_a_mark_is_a_share(self) -> None:
        assert q.rating("3/4") == Rating(3, 4)


class TestNames:
    def test_the_nearest_of_many(self) -> None:
        names = Names([f"Team {n}" for n in range(1000)] + ["Warehouse", "Dispatch"])
        assert names.nearest("warehuose") == "Warehouse"
        assert names.nearest("dispach ") == "Dispatch"
        assert names.nearest("qqq") is None

    def test_questions(self) -> None:
        names = Names(["Dispatch"])
        assert names.question("Dispach", "Add it.") == "Did you mean Dispatch?"
        assert names.question("zzz", "Add it.") == "Add it."

    @given(st.text())
    def test_a_key_is_its_own_key(self, name: str) -> None:
        assert key_of(key_of(name)) == key_of(name) == key_of(f" {name}\n")


class TestFileNames:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("Order Desk", "order-desk"),
            ("Größe & Co.", "grosse-co"),
            ("../../etc/passwd", "etc-passwd"),
            ("C:\\temp\\x", "c-temp-x"),
            ("CON", "team-con"),
            ("Lpt1", "team-lpt1"),
            ("com10", "com10"),
            ("chainmap", "team-chainmap"),
            ("...", "team"),
            ("🚚", "team"),
            ("x" * 500, "x" * 60),
        ],
    )
    def test_slugs(self, name: str, expected: str) -> None:
        assert slug(name, "team") == expected

    @given(
        st.lists(st.text() | st.sampled_from(["con", "CON ", "A", "a", "a-2", "🚚"]), unique=True)
    )
    def test_safe_and_unique(self, names: list[str]) -> None:
        slugs = [found for _, found in unique_slugs(names, "team")]
        assert len(set(slugs)) == len(names)
        for found in slugs:
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found)
            assert len(found) < 80
            assert found not in {"con", "prn", "aux", "nul", "com1", "lpt9"}


class TestWording:
    def test_long_texts_are_cut(self) -> None:
        assert shown("x" * 100) == "x" * 79 + "…"

    @given(st.text())
    def test_what_is_shown_is_printable(self, text: str) -> None:
        assert shown(text).isprintable()

    @pytest.mark.parametrize(
        ("names", "text"),
        [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
    )
    def test_lists(self, names: list[str], text: str) -> None:
        assert listed(names) == text

    def test_long_lists_are_counted(self) -> None:
        assert listed(ascii_lowercase) == "a, b, c, d, e, f, g, h and 18 more"

    def test_the_nearest(self) -> None:
        assert nearest("PROMIS", ["lead_time", "promise"]) == "promise"
        assert did_you_mean("promis", ["promise"]) == "Did you mean promise?"
        assert did_you_mean("zebra", ["a", "b"]) == "Write a or b."
