"""Columns of Python -> a table of Arrow, for the engines that take one."""

from __future__ import annotations

import pyarrow as pa

from chainmap.evidence.engines.workshop import Columns


def as_arrow(texts: Columns[str], numbers: Columns[int]) -> pa.Table:
    """Return columns with texts and columns with numbers as one table."""
    columns = {name: pa.array(values, pa.string()) for name, values in texts.items()}
    return pa.table(columns | {name: pa.array(some, pa.int64()) for name, some in numbers.items()})
