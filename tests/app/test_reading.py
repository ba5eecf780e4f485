from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from chainmap.app import check, load
from chainmap.issues import ChainmapError, Severity

TODAY = date(2026, 11, 21)
BAKER = "team: Baker\nserves: [{customer: Shop, lead_time: 4h}]\n"


@pytest.fixture
def org(workplace: Path) -> Path:
    (workplace / "org").mkdir()
    (workplace / "org/baker.yaml").write_text(BAKER, encoding="utf-8")
    (workplace / "org/shop.yaml").write_text("team: Shop\n", encoding="utf-8")
    return Path("org")


def test_load_returns_the_organisation_and_what_to_look_at(org: Path) -> None:
    (org / "old.yml").touch()
    loaded = load(org)
    assert (loaded.organisation.name, loaded.organisation.source, loaded.files) == ("org", "org", 2)
    assert [issue.code for issue in loaded.warnings] == ["yml-not-read"]


def test_load_raises_all_errors_and_only_errors(org: Path) -> None:
    (org / "old.yml").touch()
    (org / "shop.yaml").write_text("teem: Shop\npeople: 5 of us\n", encoding="utf-8")
    with pytest.raises(ChainmapError) as caught:
        load(org)
    assert len(caught.value.issues) >= 1
    assert {issue.severity for issue in caught.value.issues} == {Severity.ERROR}


def test_a_file_that_cannot_be_read_stops_the_analysis(org: Path) -> None:
    (org / "gone.yaml").symlink_to("nowhere")
    checked = check(org, as_of=TODAY)
    assert checked.organisation is None
    assert [issue.code for issue in checked.issues] == ["cannot-read"]


def test_check_finds_what_is_odd_in_the_chain(org: Path) -> None:
    checked = check(org, as_of=TODAY)
    assert checked.organisation is not None
    assert "one-sided" in {issue.code for issue in checked.issues}


def test_the_name_of_the_working_directory_is_the_name(
    org: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(org)
    loaded = load(Path())
    assert (loaded.organisation.name, loaded.organisation.source) == ("org", ".")
    assert loaded.organisation.handoffs[0].location.path == "baker.yaml"
