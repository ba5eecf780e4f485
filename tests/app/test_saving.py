"""Writing files: all or nothing, and nothing of anybody else is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from chainmap.app.saving import write_all, write_aside
from chainmap.issues import ChainmapError
from tests.app.on_disk import said, written


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


@pytest.mark.usefixtures("workplace")
def test_a_name_that_no_system_allows_is_an_issue() -> None:
    with pytest.raises(ChainmapError) as caught:
        write_aside(Path("x" * 300), "", overwrite=False)
    assert caught.value.issues[0].code == "cannot-write"
