"""`chainmap draw observed`, `draw agreement` and `report --log`."""

from __future__ import annotations

from pathlib import Path

import pytest

from chainmap.issues import ChainmapError
from chainmap.report.observed_json import observed_json
from tests.calling import Call
from tests.observed import back, observed, pair

SEEN = observed(
    pair("Baker", "Shop", 7, 3),
    pair("Shop", "Baker", 4, 1),
    pair("Shop", "Secret Cellar", 2, 40),
    returning=(back("Shop", "Baker", 4),),
)


@pytest.fixture
def seen(workplace: Path) -> str:
    """Return the name of a file with what observe printed."""
    (workplace / "seen.json").write_text(observed_json(SEEN), encoding="utf-8")
    return "seen.json"


def codes(call: Call, *words: str) -> list[str]:
    with pytest.raises(ChainmapError) as caught:
        call(*words)
    return [issue.code for issue in caught.value.issues]


def test_observed_needs_no_organisation(call: Call, seen: str, workplace: Path) -> None:
    result = call("draw", "observed", "--log", seen, "-o", "seen.svg")
    assert result.exit_code == 0
    assert "Secret Cellar" in (workplace / "seen.svg").read_text(encoding="utf-8")


def test_a_log_is_read_with_guessed_columns(call: Call, workplace: Path) -> None:
    text = "case,team,time\n1,Desk,2026-09-01 08:00\n1,Cook,2026-09-01 09:30\n"
    (workplace / "log.csv").write_text(text, encoding="utf-8")
    assert call("draw", "observed", "--log", "log.csv", "-o", "log.dot").exit_code == 0
    assert "1 · 1.5 h" in (workplace / "log.dot").read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", ["svg", "pdf", "png", "mmd", "drawio", "graphml", "dot"])
@pytest.mark.parametrize("view", ["observed", "agreement"])
def test_both_views_can_be_written_in_every_format(
    call: Call, seen: str, bakery: Path, view: str, ending: str
) -> None:
    result = call("draw", view, str(bakery), "--log", seen, "-o", f"x.{ending}", "--lang", "de")
    assert result.exit_code == 0


def test_names_of_a_table_are_used(call: Call, seen: str, bakery: Path, workplace: Path) -> None:
    table = "log,team\nSecret Cellar,Eaters\n"
    (workplace / "names.csv").write_text(table, encoding="utf-8")
    words = ("agreement", str(bakery), "--log", seen, "-o", "x.dot")
    call("draw", *words, "--names", "names.csv")
    drawn = (workplace / "x.dot").read_text(encoding="utf-8")
    assert "Secret Cellar" not in drawn
    assert "Eaters" in drawn


def test_fewer_arrows_say_how_to_get_more(call: Call, seen: str) -> None:
    result = call("draw", "observed", "--log", seen, "-o", "x.dot", "--arrows", "1")
    assert "1 of 3 pairs are drawn: --arrows draws more" in result.stderr


@pytest.mark.parametrize("view", ["observed", "agreement"])
def test_anonymous_pictures_name_neither_teams_nor_the_log(
    call: Call, seen: str, bakery: Path, workplace: Path, view: str
) -> None:
    focus = ("--focus", "secret cellar")
    call("draw", view, str(bakery), "--log", seen, "-o", "x.dot", "--anonymise", *focus)
    drawn = (workplace / "x.dot").read_text(encoding="utf-8")
    assert not [name for name in ("Baker", "Cellar", "Shop", "seen.json") if name in drawn]


def test_an_anonymous_picture_of_a_log_alone(call: Call, seen: str, workplace: Path) -> None:
    call("draw", "observed", "--log", seen, "-o", "x.dot", "--anonymise")
    drawn = (workplace / "x.dot").read_text(encoding="utf-8")
    assert not [name for name in ("Baker", "Cellar", "Shop", "seen.json") if name in drawn]


def test_what_does_not_fit_together_is_refused(call: Call, seen: str, bakery: Path) -> None:
    assert codes(call, "draw", "observed") == ["no-log"]
    assert codes(call, "draw", "agreement", str(bakery)) == ["no-log"]
    assert codes(call, "draw", "chain", str(bakery), "--log", seen) == ["options-conflict"]
    names = ("--log", seen, "--names", "names.csv")
    assert codes(call, "draw", "observed", *names) == ["options-conflict"]
    assert codes(call, "draw", "observed", "--log", seen, "--focus", "X") == ["unknown-party"]
    assert codes(call, "draw", "agreement", "gone", "--log", seen) == ["no-such-directory"]


def test_the_page_tells_what_the_tickets_say(
    call: Call, seen: str, bakery: Path, workplace: Path
) -> None:
    call("report", str(bakery), "--log", seen, "-o", "page.html", "--as-of", "2026-11-22")
    page = (workplace / "page.html").read_text(encoding="utf-8")
    assert '<a href="#tickets">What the tickets say</a>' in page
    assert "Secret Cellar" in page


def test_a_page_without_a_log_has_no_such_section(
    call: Call, bakery: Path, workplace: Path
) -> None:
    call("report", str(bakery), "-o", "page.html")
    assert "tickets" not in (workplace / "page.html").read_text(encoding="utf-8")


def test_an_anonymous_page_names_nobody(
    call: Call, seen: str, bakery: Path, workplace: Path
) -> None:
    call("report", str(bakery), "--log", seen, "-o", "page.html", "--anonymise")
    page = (workplace / "page.html").read_text(encoding="utf-8")
    assert not [name for name in ("Baker", "Cellar", "seen.json") if name in page]


def test_a_log_is_read_as_asked(call: Call, workplace: Path) -> None:
    text = "nr,who,moment\n1,Desk,01.09.2026 08:00\n1,none,01.09.2026 08:30\n"
    text += "1,Cook,02.09.2026 09:30\n1,Cook,soon\n"
    (workplace / "log.csv").write_text(text, encoding="utf-8")
    columns = ("--log-case", "nr", "--log-team", "who", "--log-time", "moment")
    how = ("--log-time-format", "%d.%m.%Y %H:%M", "--log-missing-value", "none")
    hours = ("--log-missing", "drop", "--log-working-time", "Mon-Fri 08:00-16:00")
    more = ("--log-allow-unreadable", "50%", "--log-time-zone", "Europe/Berlin")
    call("draw", "observed", "--log", "log.csv", *columns, *how, *hours, *more, "-o", "log.dot")
    assert "1 · 9.5 h" in (workplace / "log.dot").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [("draw", "observed"), ("draw", "chain"), ("report",)])
def test_how_to_read_a_log_needs_a_log(call: Call, bakery: Path, words: tuple[str, ...]) -> None:
    result = call(*words, str(bakery), "--log-order", "id")
    assert result.exit_code == 2
    assert "--log LOG" in result.stderr


def test_the_column_that_is_not_known_is_named_by_the_option_of_here(
    call: Call, workplace: Path
) -> None:
    text = "case,colour,time\n1,Desk,2026-09-01 08:00\n"
    (workplace / "log.csv").write_text(text, encoding="utf-8")
    found = codes(call, "draw", "observed", "--log", "log.csv")
    assert found == ["column-not-known", "options-of-log"]
