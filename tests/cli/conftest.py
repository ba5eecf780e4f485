"""What the tests of the commands share: a program to call, and a small organisation."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from chainmap.cli import command_line
from tests.calling import Call
from tests.cli.on_disk import written_org

FILES = {
    "chainmap.yaml": "organisation: Bakery\n",
    "baker.yaml": "team: Baker\nserves: [{customer: Shop, delivers: Bread, lead_time: 4h}]\n",
    "shop.yaml": """\
team: Shop
serves: [{customer: Eaters, delivers: Sandwich, promise: 1d, lead_time: 1h}]
needs: [{supplier: Baker, delivers: Bread, within: 2h}, {supplier: Eaters, delivers: Order}]
""",
    "eaters.yaml": """\
customer: Eaters
serves: [{customer: Shop, delivers: Order}, {customer: Baker, delivers: Forecast}]
needs: [{supplier: Shop, delivers: Sandwich, within: 1d}]
""",
}


@pytest.fixture
def call() -> Call:
    """Return a function that calls `chainmap` with the given words."""

    def called(*words: str) -> Result:
        return CliRunner().invoke(command_line(words), words, catch_exceptions=False)

    return called


@pytest.fixture
def bakery(workplace: Path) -> Path:
    """Return the directory of a small organisation without errors."""
    return written_org(workplace, FILES)
