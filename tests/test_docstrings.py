"""The examples in docstrings cannot rot: each is run."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import chainmap
from chainmap.model import Calendar

PACKAGE = Path(chainmap.__file__).parent


def modules_with_examples() -> list[str]:
    files = sorted(PACKAGE.rglob("*.py"))
    shown = [f for f in files if "\n    >>> " in f.read_text(encoding="utf-8")]
    names = [file.relative_to(PACKAGE.parent).with_suffix("").parts for file in shown]
    return [".".join(name).removesuffix(".__init__") for name in names]


@pytest.mark.parametrize("module", modules_with_examples())
def test_examples_in_docstrings_show_what_comes_out(module: str) -> None:
    if ".engines.spark" in module:
        pytest.importorskip("pyspark")  # not everybody has it
    found = doctest.testmod(import_module(module), extraglobs={"Calendar": Calendar})
    assert found.attempted > 0
    assert found.failed == 0
