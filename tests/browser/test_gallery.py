"""The pictures as files of their own, in a browser."""

from __future__ import annotations

import pytest

from tests import gallery
from tests.browser.conftest import Open

ENTRIES = list(gallery.entries())


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.picture.stem)
def test_a_browser_shows_the_whole_picture_and_loads_nothing(
    entry: gallery.Entry, open_page: Open
) -> None:
    page = open_page(entry.picture)
    box = page.locator("svg").bounding_box()
    assert box is not None
    assert box["width"] > 300
    assert box["height"] > 150
    written = entry.picture.read_text(encoding="utf-8").count("<text ")
    assert page.locator("svg text").count() == written > 10
