from __future__ import annotations

import os
from pathlib import Path

import pytest

from chainmap.app.files import read_below, read_file
from chainmap.app.paths import shown
from chainmap.issues import ChainmapError
from tests.app.on_disk import said, written


def test_yaml_and_complaint_tables_are_read_in_order(workplace: Path) -> None:
    written(workplace, "org/b.yaml", "org/a/z.YAML", "org/complaints-2026.csv", "org/notes.txt")
    written(workplace, "org/teams.csv", "org/teams/b.yaml.bak")
    found = read_below(Path("org"))
    assert [file.name for file in found.files] == [
        "org/a/z.YAML",
        "org/b.yaml",
        "org/complaints-2026.csv",
    ]
    assert found.issues == ()


def test_hidden_and_symlinked_directories_are_left_alone(workplace: Path) -> None:
    written(workplace, "org/a.yaml", "org/.schema/x.yaml", "org/._a.yaml", "elsewhere/b.yaml")
    (workplace / "org/linked").symlink_to(workplace / "elsewhere")
    assert [file.name for file in read_below(Path("org")).files] == ["org/a.yaml"]


@pytest.mark.parametrize("name", ["b.yml", "b.yaml.txt", "b.YML.TXT"])
def test_an_ending_that_an_editor_added_is_named_and_how_to_mend_it(
    workplace: Path, name: str
) -> None:
    written(workplace, "org/a.yaml", f"org/{name}")
    (issue,) = read_below(Path("org")).issues
    assert issue.hint == "Rename it to b.yaml."


def test_yml_is_not_read_and_that_is_said(workplace: Path) -> None:
    written(workplace, "org/a.yaml", "org/teams/b.yml")
    (issue,) = read_below(Path("org")).issues
    assert (issue.location.path, issue.code) == ("org/teams/b.yml", "yml-not-read")
    assert issue.hint == "Rename it to b.yaml."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_an_issue_and_keeps_nobody_waiting(workplace: Path) -> None:
    written(workplace, "org/a.yaml")
    os.mkfifo(workplace / "org/b.yaml")
    (issue,) = read_below(Path("org")).issues
    assert (issue.location.path, issue.code) == ("org/b.yaml", "cannot-read")
    assert issue.message == "Cannot read it: it is a pipe or a device, not a file."


def test_where_nothing_can_be_read_the_directory_is_not_called_empty(workplace: Path) -> None:
    written(workplace, "org/notes.txt")
    (workplace / "org/b.yaml").symlink_to("nowhere.yaml")
    with pytest.raises(ChainmapError) as caught:
        read_below(Path("org"))
    assert [code for _, code, _ in said(caught.value)] == ["cannot-read"]


@pytest.mark.usefixtures("workplace")
def test_a_name_that_no_system_allows_is_an_issue() -> None:
    with pytest.raises(ChainmapError) as caught:
        read_below(Path("x" * 5000))
    assert caught.value.issues[0].code in {"cannot-read", "no-such-directory"}


@pytest.mark.skipif(os.name == "nt", reason="there a working directory cannot be deleted")
def test_a_working_directory_that_was_deleted(workplace: Path) -> None:
    workplace.rmdir()
    assert shown(Path("org")) == "org"
    with pytest.raises(ChainmapError, match="There is no directory org"):
        read_below(Path("org"))


def test_a_file_that_cannot_be_read_is_an_issue(workplace: Path) -> None:
    written(workplace, "org/a.yaml")
    (workplace / "org/b.yaml").symlink_to("nowhere.yaml")
    (issue,) = read_below(Path("org")).issues
    assert (issue.location.path, issue.code) == ("org/b.yaml", "cannot-read")


@pytest.mark.parametrize(
    ("root", "code", "message", "hint"),
    [
        ("orgs", "no-such-directory", "There is no directory orgs.", "Did you mean org? Run"),
        ("x/y", "no-such-directory", "There is no directory x/y.", "Run `chainmap init`"),
        ("file", "not-a-directory", "file is a file.", "Name the directory"),
        ("empty", "empty-directory", "There is no *.yaml below empty.", "Run `chainmap init`"),
    ],
)
def test_what_cannot_be_an_organisation(
    workplace: Path, root: str, code: str, message: str, hint: str
) -> None:
    written(workplace, "org/a.yaml", "file")
    (workplace / "empty").mkdir()
    with pytest.raises(ChainmapError) as caught:
        read_below(Path(root))
    (issue,) = caught.value.issues
    assert (issue.location.path, issue.code, issue.message) == (root, code, message)
    assert (issue.hint or "").startswith(hint)


def test_a_directory_with_only_yml_is_empty_and_says_why(workplace: Path) -> None:
    written(workplace, "org/a.yml")
    with pytest.raises(ChainmapError) as caught:
        read_below(Path("org"))
    assert [code for _, code, _ in said(caught.value)] == ["empty-directory", "yml-not-read"]


def test_a_file_the_user_named_must_be_readable(workplace: Path) -> None:
    with pytest.raises(ChainmapError) as caught:
        read_file(workplace / "table.csv")
    assert said(caught.value) == [
        ("table.csv", "cannot-read", "Cannot read it: No such file or directory.")
    ]


def test_a_file_that_is_not_there_is_looked_for_where_you_are(workplace: Path) -> None:
    with pytest.raises(ChainmapError) as caught:
        read_file(workplace / "table.csv")
    hint = "Is the name right? It is looked for from the directory you are in."
    assert caught.value.issues[0].hint == hint
