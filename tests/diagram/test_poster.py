"""A poster in pages: enough of them, none lost, each with its place in the margin."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from chainmap.app.making import Making, PictureFormat
from chainmap.app.writing import made
from chainmap.diagram.files.paper import size_of
from chainmap.diagram.files.poster import Cut
from chainmap.diagram.looks.choices import Paper, Tile
from chainmap.model import Organisation
from tests.diagram.every_view import view_of

Require = Callable[[str], Path]

MM = 72 / 25.4
NEAR = tuple(product((-1, 0, 1), repeat=2))
CUTS = [(paper, tile) for paper in (Paper.A0, Paper.A1, Paper.A2, Paper.A3) for tile in Tile]


@pytest.mark.parametrize(("paper", "tile"), CUTS)
def test_the_pages_cover_the_poster_and_overlap(paper: Paper, tile: Tile) -> None:
    poster = size_of(paper).points
    cut = Cut.of(poster, size_of(tile).points)
    wide, high = cut.inside
    assert cut.corner(0, 0) <= (0, 0)
    right, down = cut.corner(cut.columns - 1, cut.rows - 1)
    assert right + wide >= poster[0] - 0.01
    assert down + high >= poster[1] - 0.01
    if cut.columns > 1:
        first, second = cut.corner(0, 0)[0], cut.corner(1, 0)[0]
        assert first + wide - second == pytest.approx(10 * MM)


def test_whichever_way_needs_fewer_pages_is_chosen() -> None:
    sheet = size_of(Tile.A4).points
    high = Cut.of((sheet[1] - 24 * MM, 2 * (sheet[0] - 24 * MM) - 11 * MM), sheet)
    assert (high.width, high.columns, high.rows) == (sheet[1], 1, 2)
    broad = Cut.of((2 * (sheet[0] - 24 * MM) - 11 * MM, sheet[1] - 24 * MM), sheet)
    assert (broad.width, broad.columns, broad.rows) == (sheet[0], 2, 1)


def said(program: Path, *words: str) -> str:
    done = subprocess.run([program, *words], capture_output=True, check=True, encoding="utf-8")
    return done.stdout


@pytest.fixture(scope="module")
def poster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a poster of A3 in pages of A4, and beside it the poster in one page."""
    directory = tmp_path_factory.mktemp("poster")
    drawing, nobody = view_of("trace"), Organisation("Nobody", "org")
    for name, tile in (("whole", None), ("tiles", Tile.A4)):
        making = Making(size=Paper.A2, tile=tile)
        data = made([drawing], PictureFormat.PDF, making, nobody).data
        (directory / f"{name}.pdf").write_bytes(data)
    return directory / "tiles.pdf"


def test_every_page_is_a4_and_says_its_place(poster: Path, require: Require) -> None:
    about = said(require("pdfinfo"), "-l", "99", str(poster))
    cut = Cut.of(size_of(Paper.A2).points, size_of(Tile.A4).points)
    pages = cut.columns * cut.rows
    assert f"Pages:           {pages}" in about
    assert about.count("(A4)") == pages
    for number, (column, row) in enumerate(cut.pages, start=1):
        words = said(require("pdftotext"), "-f", f"{number}", "-l", f"{number}", str(poster), "-")
        place = f"row {row + 1} of {cut.rows}, column {column + 1} of {cut.columns}"
        assert f"page {number} of {pages}: {place}" in " ".join(words.split())


def test_all_fonts_are_embedded(poster: Path, require: Require) -> None:
    lines = said(require("pdffonts"), str(poster)).splitlines()[2:]
    assert lines
    assert all(line.split()[-5] == "yes" for line in lines)


def test_glued_together_the_pages_are_the_poster(poster: Path, require: Require) -> None:
    """Compare a page of the poster with what the tiles show of it, at 36 dots an inch."""
    scale, program = 36 / 72, require("pdftoppm")
    whole = image(program, poster.with_name("whole.pdf"), 1)
    cut = Cut.of(size_of(Paper.A2).points, size_of(Tile.A4).points)
    seen = 0
    for number, page in enumerate(cut.pages, start=1):
        tile = image(program, poster, number)
        left, top = ((side - 12 * MM) * scale for side in cut.corner(*page))
        inside = product(range(25, len(tile[0]) - 25, 7), range(25, len(tile) - 25, 7))
        for x, y in (at for at in inside if tile[at[1]][at[0]] < 200):
            there = round(x + left), round(y + top)
            near = [whole[there[1] + down][there[0] + right] for down, right in NEAR]
            assert min(near) < 250, (number, x, y)
            seen += 1
    assert seen > 50


def image(program: Path, pdf: Path, page: int) -> list[bytes]:
    """Return a page in grey, row by row."""
    number = str(page)
    done = subprocess.run(
        [program, "-r", "36", "-gray", "-f", number, "-l", number, str(pdf)],
        capture_output=True,
        check=True,
    )
    _, size, _, pixels = done.stdout.split(b"\n", 3)
    width = int(size.split()[0])
    return [pixels[at : at + width] for at in range(0, len(pixels), width)]
