"""Docs cannot rot: what README promises is run, what it links is there."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from chainmap.app import load
from chainmap.app.views import View
from chainmap.cli import COMMANDS
from tests import gallery

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md")])


def blocks(language: str) -> list[str]:
    """Return what stands in README's code blocks of this language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_the_two_commands_are_two_lines_each() -> None:
    (shell,), (powershell,) = blocks("sh"), blocks("powershell")
    assert len(shell.splitlines()) == len(powershell.splitlines()) == 2


def test_the_table_of_commands_is_complete() -> None:
    listed = re.findall(r"^\| `chainmap (\w+)` \|", README, re.MULTILINE)
    assert listed == [command.name for command in COMMANDS]


def test_the_commands_in_the_text_work(workplace: Path) -> None:
    (table,) = blocks("csv")
    (workplace / "handoffs.csv").write_text(table, encoding="utf-8")
    for shipped in ("org", "examples"):
        shutil.copytree(ROOT / shipped, workplace / shipped)
    commands = [line for block in blocks("console") for line in block.splitlines()]
    assert commands
    for command in commands:
        program, *words = shlex.split(command)
        assert program == "chainmap"
        subprocess.run([sys.executable, "-m", "chainmap", *words], check=True)
    assert (workplace / "parcels.html").is_file()


def test_the_example_file_is_valid(workplace: Path) -> None:
    (example,) = blocks("yaml")
    others = "team: Dispatch\n---\nteam: Order Desk\n"
    (workplace / "example.yaml").write_text(f"{example}---\n{others}", encoding="utf-8")
    assert [team.name for team in load(workplace).organisation.teams] == [
        "Dispatch",
        "Order Desk",
        "Warehouse",
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


ENTRIES = list(gallery.entries())


def test_the_gallery_shows_every_view() -> None:
    assert {entry.view for entry in ENTRIES} == set(View)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.picture.stem)
def test_a_picture_of_the_gallery_is_what_its_command_draws(
    entry: gallery.Entry, tmp_path: Path
) -> None:
    """Places of boxes depend on the fonts of the machine; what the picture says does not."""
    drawn = gallery.draw(entry, into=tmp_path)
    assert sorted(_texts(drawn)) == sorted(_texts(entry.picture))


def _texts(picture: Path) -> list[str]:
    root = ET.parse(picture).getroot()  # noqa: S314 - this program's own pictures
    return ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]
