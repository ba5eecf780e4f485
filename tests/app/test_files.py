from __future__ import annotations

import os
from pathlib import Path

import pytest

from chainmap.app.files import read_below, read_file, shown, write_all, write_aside
from chainmap.issues import ChainmapError


def written(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def said(error: ChainmapError) -> list[tuple[str, str, str]]:
    return [(issue.location.path, issue.code, issue.message) for issue in error.issues]


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
    with pytest.raises(ChainmapError) as caught:
        write_aside(Path("x" * 300), "", overwrite=False)
    assert caught.value.issues[0].code == "cannot-write"


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


def test_paths_are_shown_from_here(workplace: Path) -> None:
    assert shown(Path("org/a.yaml")) == "org/a.yaml"
    assert shown(workplace / "org" / "a.yaml") == "org/a.yaml"
    assert shown(workplace.parent / "a.yaml") == (workplace.parent / "a.yaml").as_posix()
    assert shown(Path("../a.yaml")) == "../a.yaml"
    assert shown(Path()) == "."


def test_write_aside_leaves_only_the_file(workplace: Path) -> None:
    write_aside(workplace / "page.html", "grüße\n", overwrite=False)
    assert Path("page.html").read_bytes() == "grüße\n".encode()
    assert [path.name for path in workplace.iterdir()] == ["page.html"]


def test_write_aside_replaces_only_when_told(workplace: Path) -> None:
    written(workplace, "page.html")
    with pytest.raises(ChainmapError) as caught:
        write_aside(Path("page.html"), b"new", overwrite=False)
    assert said(caught.value) == [
        ("page.html", "exists", "page.html is there already, nothing written.")
    ]
    write_aside(Path("page.html"), b"new", overwrite=True)
    assert Path("page.html").read_bytes() == b"new"


@pytest.mark.usefixtures("workplace")
def test_write_aside_writes_a_name_as_long_as_the_system_allows() -> None:
    write_aside(Path("x" * 250), "whole", overwrite=False)
    assert Path("x" * 250).read_text(encoding="utf-8") == "whole"


@pytest.mark.parametrize("overwrite", [True, False])
def test_write_aside_never_replaces_what_is_no_file(workplace: Path, overwrite: bool) -> None:
    (workplace / "pages").mkdir()
    targets = ["pages"] + (["/dev/null"] if Path("/dev/null").is_char_device() else [])
    for target in targets:
        with pytest.raises(ChainmapError) as caught:
            write_aside(Path(target), b"", overwrite=overwrite)
        assert caught.value.issues[0].code == "cannot-write"
        assert caught.value.issues[0].hint == "Choose another name."


def test_write_aside_makes_no_directory(workplace: Path) -> None:
    with pytest.raises(ChainmapError) as caught:
        write_aside(workplace / "pages/page.html", "", overwrite=True)
    assert said(caught.value) == [
        (
            "pages",
            "no-such-directory",
            "pages/page.html cannot be written: there is no directory pages.",
        )
    ]


def test_write_aside_cleans_up_when_it_fails(workplace: Path) -> None:
    (workplace / "taken").mkdir()
    with pytest.raises(ChainmapError) as caught:
        write_aside(Path("taken"), b"", overwrite=True)
    assert caught.value.issues[0].code == "cannot-write"
    assert [path.name for path in workplace.iterdir()] == ["taken"]


def test_write_all_writes_nothing_if_anything_is_there(workplace: Path) -> None:
    written(workplace, "org/b.yaml", "org/teams/c.yaml")
    files = {"a.yaml": "a", "b.yaml": "b", "teams/c.yaml": "c"}
    with pytest.raises(ChainmapError) as caught:
        write_all(Path("org"), files, overwrite=False)
    assert [path for path, _, _ in said(caught.value)] == ["org/b.yaml", "org/teams/c.yaml"]
    assert not Path("org/a.yaml").exists()
    assert write_all(Path("org"), files, overwrite=True) == (
        "org/a.yaml",
        "org/b.yaml",
        "org/teams/c.yaml",
    )


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


def test_what_another_program_holds_open_is_to_be_closed(
    workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where a workbook that a spreadsheet shows cannot be replaced."""

    def refuse(_: Path, __: bytes) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(ChainmapError) as caught:
        write_aside(workplace / "answers.xlsx", b"", overwrite=True)
    assert said(caught.value) == [
        ("answers.xlsx", "cannot-write", "Cannot write it: Permission denied.")
    ]
    assert caught.value.issues[0].hint == (
        "Is it open in another program, or may you not write there? "
        "Close it, or choose another place."
    )


def test_force_is_named_only_where_there_is_one(workplace: Path) -> None:
    written(workplace, "org/b.yaml", "page.html")
    with pytest.raises(ChainmapError) as all_of_them:
        write_all(Path("org"), {"b.yaml": "b"}, overwrite=False)
    with pytest.raises(ChainmapError) as one:
        write_aside(Path("page.html"), "", overwrite=False)
    assert all_of_them.value.issues[0].hint == "Choose another place."
    assert one.value.issues[0].hint == "Choose another name, or replace it: --force."
