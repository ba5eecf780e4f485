"""Numbers as people read them: the examples in the docstrings are the tests."""

from __future__ import annotations

import doctest

from chainmap import units
from chainmap.model import Calendar


def test_the_examples_in_the_docstrings() -> None:
    result = doctest.testmod(units, extraglobs={"Calendar": Calendar})
    assert result.attempted >= 9
    assert result.failed == 0
