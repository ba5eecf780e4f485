"""Organisations as git has them, read from a real repository."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from chainmap.app import load
from chainmap.app.comparing import compare
from chainmap.app.revisions import revision_of
from chainmap.issues import ChainmapError, Issue

DESK = "team: Desk\nserves: [{customer: People, delivers: Answer, lead_time: 4h}]\n"
PEOPLE = "customer: People\n"


@pytest.fixture
def git(
    require: Callable[[str], Path], workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., None]:
    """Return a function that calls git in an empty repository, the working directory."""
    program = require("git")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Test")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "test@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")

    def call(*words: str) -> None:
        subprocess.run([program, *words], check=True, cwd=workplace, capture_output=True)

    call("init", "--quiet", "--initial-branch=main")
    return call


@pytest.fixture
def repository(git: Callable[..., None], workplace: Path) -> Path:
    """Return a repository with two revisions; today's files have a mistake."""
    org = workplace / "the org"
    (org / "teams").mkdir(parents=True)
    (org / ".hidden").mkdir()
    (org / ".hidden" / "other.yaml").write_text("team: Hidden\n", encoding="utf-8")
    (org / "teams" / "desk.yaml").write_text(DESK, encoding="utf-8")
    (org / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    (org / "notes.txt").write_text("nothing\n", encoding="utf-8")
    (org / "complaints.csv").write_text("id,customer,category\nC-1,People,late\n", encoding="utf-8")
    git("add", ".")
    git("commit", "--quiet", "-m", "one")
    (org / "teams" / "desk.yaml").write_text(DESK.replace("4h", "9h"), encoding="utf-8")
    git("commit", "--quiet", "-a", "-m", "two")
    (org / "teams" / "desk.yaml").write_text("team: [\n", encoding="utf-8")
    return workplace


def hours(place: str) -> float | None:
    (handoff,) = load(Path(place)).organisation.handoffs
    return handoff.time


def only_issue(place: str) -> Issue:
    with pytest.raises(ChainmapError) as failed:
        load(Path(place))
    (issue,) = failed.value.issues
    return issue


def test_a_directory_of_a_revision_is_read_without_checking_it_out(repository: Path) -> None:
    assert (hours("main:the org"), hours("HEAD~1:the org"), hours("main~1:./the org")) == (9, 4, 4)
    loaded = load(Path("main~1:the org"))
    assert (loaded.files, loaded.organisation.source) == (3, "main~1:the org")
    assert loaded.organisation.name == "the org"
    assert [c.id for c in loaded.organisation.complaints] == ["C-1"]
    assert "[" in (repository / "the org" / "teams" / "desk.yaml").read_text(encoding="utf-8")


def test_two_revisions_compared(repository: Path) -> None:
    assert repository.is_dir()
    found = compare(Path("main~1:the org"), Path("main:the org"), as_of=date(2026, 9, 30))
    (change,) = found.result.slower
    assert change.hours == 5


def test_places_name_the_revision(repository: Path, git: Callable[..., None]) -> None:
    assert repository.is_dir()
    git("commit", "--quiet", "-a", "-m", "three")
    with pytest.raises(ChainmapError) as failed:
        load(Path("main:the org"))
    assert str(failed.value.issues[-1].location).startswith("main:the org/teams/desk.yaml:1:")


def test_the_root_of_a_repository(repository: Path) -> None:
    assert repository.is_dir()
    assert hours("main:") == 9


@pytest.mark.parametrize("place", ["main:the org", "main:./", "main:.", "main:../the org"])
def test_from_a_directory_within_the_repository(
    repository: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "the org")
    assert hours(place) == 9


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("nowhere:the org", "unknown-revision"),
        ("main:no org", "unknown-revision"),
        ("main:the org/people.yaml", "not-a-directory"),
        ("-x:the org", "unknown-revision"),
    ],
)
def test_what_git_does_not_have_is_an_issue(repository: Path, place: str, code: str) -> None:
    assert repository.is_dir()
    assert only_issue(place).code == code


def test_outside_of_any_repository(
    workplace: Path, require: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    require("git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(workplace.parent))
    issue = only_issue("main:org")
    assert issue.code == "no-repository"
    assert "REVISION:DIRECTORY" in (issue.hint or "")


def test_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    issue = only_issue("main:the org")
    assert (issue.code, "Install git" in (issue.hint or "")) == ("missing-program", True)


def test_a_directory_with_a_colon_is_a_directory(workplace: Path) -> None:
    try:
        (workplace / "main:org").mkdir()
    except OSError:
        pytest.skip("no colons in names here")
    assert revision_of(Path("main:org")) is None


@pytest.mark.parametrize("place", ["org", "C:\\Users\\org", "C:/Users/org", "c:", ":org"])
def test_no_revision(workplace: Path, place: str) -> None:
    assert workplace.is_dir()
    assert revision_of(Path(place)) is None


def test_a_link_is_left_alone(repository: Path, git: Callable[..., None]) -> None:
    try:
        (repository / "the org" / "link.yaml").symlink_to("people.yaml")
    except OSError:
        pytest.skip("no links here")
    git("add", "the org/link.yaml")
    git("commit", "--quiet", "-m", "a link")
    assert load(Path("main:the org")).files == 3
