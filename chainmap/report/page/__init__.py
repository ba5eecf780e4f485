"""The whole answer on one self-contained HTML page, to send round and to print."""

from chainmap.report.page.content import PageContent, PagePicture
from chainmap.report.page.rendering import render_page
from chainmap.report.page.svg import PictureError

__all__ = ["PageContent", "PagePicture", "PictureError", "render_page"]
